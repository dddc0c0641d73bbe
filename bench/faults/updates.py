"""``python -m bench updates``: updates in a row against publishers that move on and fail.

A seeded world (``publishers``) takes steps and goes wrong between updates; its clock goes on from
the tests' day. At the end comes a day without faults, and what is held must be what a fresh
workspace is told by the same publishers. On the way each step of a bill is news once, and each
field's history goes on from where it stood. ``--updates N``, ``--seed N``; ``--keep FOLDER``
keeps both workspaces, and what each update said. ``--archives``: those of California.
"""

import argparse
import os
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from random import Random
from typing import Any

from bench import TESTS
from billtrail.legislatures.calendar import sessions
from billtrail.store import open_reader
from billtrail.store.bill_rows import read_history
from billtrail.workspace.workspace import Workspace, prepare

#: What is compared: what is listed today, without what says when and how we learnt it.
HELD = {
    "bills": "SELECT key, title, stage, latest_action_date, latest_action, in_doubt FROM bills",
    "actions": "SELECT bill, date, description FROM actions WHERE unlisted_since IS NULL",
    "hearings": "SELECT bill, meeting, date, time, kind, replace(status, 'moved', 'confirmed') "
                "FROM hearings WHERE unlisted_since IS NULL AND date > :today",
    "floor": "SELECT bill, week, printed, text, amended, removed FROM floor_items "
             "WHERE unlisted_since IS NULL AND ends > :today",
    "votes": "SELECT bill, yes, no FROM votes WHERE source = 'us_votes'",
    "prints": "SELECT bill, code, sha256, words FROM prints WHERE source = 'us_govinfo_texts'",
}  # fmt: skip


def workspace_in(folder: Path, keys: Sequence[str], like: Workspace | None = None) -> Workspace:
    """A workspace that follows these bills and no others; else as another is."""
    made = Workspace.at(folder)
    if like:
        made.create()
        made.database.write_bytes(like.database.read_bytes())
    else:
        prepare(made)
    follow_only(made, keys)
    return made


def follow_only(workspace: Workspace, keys: Sequence[str]) -> None:
    with closing(sqlite3.connect(workspace.database)) as connection, connection:
        connection.row_factory = sqlite3.Row
        row = dict(connection.execute("SELECT * FROM campaign_bills LIMIT 1").fetchone())
        connection.execute("DELETE FROM campaign_bills")
        for key in keys:
            row["bill"] = key
            connection.execute(
                f"INSERT INTO campaign_bills ({', '.join(row)}) VALUES "
                f"({', '.join('?' * len(row))})", tuple(row.values())
            )  # fmt: skip


def rows_of(workspace: Workspace, query: str, **given: str) -> Counter[tuple[Any, ...]]:
    with closing(sqlite3.connect(workspace.database)) as connection:
        return Counter(connection.execute(query, given).fetchall())


def in_haste() -> None:
    """The tests' clock, and crawls that are forked and not patient."""
    sys.path.insert(0, str(TESTS))
    import forked
    from clock import sitecustomize  # noqa: F401  # the day of all tests

    root = str(TESTS.parent)
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))
    forked._READ = (*forked._READ, "bench.faults.hasty")
    forked.fork_all()


@contextmanager
def clock() -> Iterator[Callable[[float], None]]:
    """What lets so many seconds pass, here and in what is forked from here; at the end none had."""
    import time_machine
    from clock.sitecustomize import SHIFT

    before = os.environ[SHIFT]
    with ExitStack() as moved:

        def let_pass(seconds: float) -> None:
            shift = float(os.environ[SHIFT]) + seconds
            os.environ[SHIFT] = str(shift)
            there = time_machine.escape_hatch.time.time() + shift
            moved.enter_context(time_machine.travel(there))

        yield let_pass
    os.environ[SHIFT] = before


class Run:
    """Updates of one workspace against one world, and what was seen of them."""

    def __init__(
        self, folder: Path, seed: int, made: Workspace | None = None, *, archives: bool = False
    ) -> None:
        from .archives import Archives
        from .publishers import World

        self.random, self.folder = Random(seed), folder
        self.world = Archives(self.random) if archives else World(self.random)
        self.workspace = workspace_in(folder / "w", self.world.keys, made)
        self.fresh = Workspace.at(folder / "fresh")
        self.fresh.create()
        self.fresh.database.write_bytes(self.workspace.database.read_bytes())
        self.counts: Counter[str] = Counter()
        self.took: list[float] = []

    def go(self, updates: int, step: float, until: float = float("inf")) -> list[str]:
        """So many updates, ``step`` seconds apart on average; what was not as it should be."""
        with self.world.served() as bases, clock() as let_pass:
            self._update(self.workspace, bases)  # what is there at first is no news
            for _ in range(updates):
                if time.perf_counter() > until:
                    break
                self._disturb()
                self._update(self.workspace, bases)
                let_pass(self.random.uniform(0, 2 * step))
            self.world.recover()
            for _ in range(2):  # what was in doubt is said again on another day
                let_pass(86_400)
                self.world.show()
                began = sessions.utc_now()
                self._update(self.workspace, bases)
            problems = self._update(self.fresh, bases)
            unsaid = self._unchecked(began)
            return [*(f"at the end: {line}" for line in problems), *unsaid, *self.broken()]

    def _disturb(self) -> None:
        for _ in range(self.random.choice((0, 1, 1, 2, 4))):
            self.world.move()
        self.world.show()
        for _ in range(self.random.choice((0, 0, 1, 2, 4))):
            self.counts[self.world.fail()] += 1

    def _update(self, workspace: Workspace, bases: dict[str, str]) -> list[str]:
        from billtrail.updates.update import update

        begun, began = time.perf_counter(), sessions.utc_now()
        report = update(workspace, source=self.world.source, base_urls=bases)
        self.took.append(time.perf_counter() - begun)
        self.counts["updates"] += 1
        self.counts["updates with problems"] += bool(report.problems)
        with (self.folder / "updates.txt").open("a", encoding="utf-8") as log:
            log.write(f"{self.counts['updates']} {began} {workspace.root.name} {report.problems}\n")
        return report.problems

    def _unchecked(self, since: str) -> list[str]:
        """Bills that an update without faults does not call checked."""
        query = (
            f"SELECT bill, max(checked_at) FROM checks WHERE bill {self.world.ours} GROUP BY bill"
        )
        checked = rows_of(self.workspace, query)
        return [f"{bill} was checked last at {at}" for bill, at in checked if at < since]

    def broken(self) -> Iterator[str]:
        """What is held and what a fresh workspace was told; then the news."""
        today = sessions.today("America/New_York").isoformat()
        for name, query in HELD.items():
            held, told = (rows_of(w, query, today=today) for w in (self.workspace, self.fresh))
            yield from (f"{name}: held, not said: {row}" for row in (held - told).elements())
            yield from (f"{name}: said, not held: {row}" for row in (told - held).elements())
        yield from self._news()

    def _news(self) -> Iterator[str]:
        told = rows_of(self.workspace, "SELECT new FROM bill_changes WHERE field LIKE 'actions:%' "
                       f"AND bill {self.world.ours} AND old IS NULL")  # fmt: skip
        texts = [*(row[0] for row in told.elements()), *self._first_told()]
        for number in self.world.told():
            count = sum(f"number {number}." in text for text in texts)
            self.counts["steps of bills"] += 1
            if count != 1:
                yield f"step {number} of a bill was news {count} times"
        yield from _unjoined(self.workspace)

    def _first_told(self) -> list[str]:
        """What each of the bills was first saved as."""
        query = f"SELECT bill FROM bill_changes WHERE field = '*' AND bill {self.world.ours}"
        with open_reader(self.workspace.database) as held:
            return [read_history(held, key)[0].new or "" for (key,) in held.execute(query)]


def _unjoined(workspace: Workspace) -> Iterator[str]:
    """Rows of news that do not go on from the one before, or that say nothing new."""
    query = "SELECT id, bill, field, old, new FROM bill_changes WHERE field <> '*' ORDER BY id"
    stood: dict[tuple[str, str], str | None] = {}
    for _, bill, field, old, new in sorted(rows_of(workspace, query).elements()):
        before = stood.get((bill, field), old)
        if old == new or before != old:
            yield f"news of {bill}, {field}: from {old} to {new}, where {before} stood"
        stood[bill, field] = new
    query = "SELECT id, item, said, kind FROM floor_history ORDER BY id"
    said: dict[str, str] = {}
    for _, item, new, kind in sorted(rows_of(workspace, query).elements()):
        if said.get(item) == new:
            yield f"news of {item} twice ({kind}): {new}"
        said[item] = new


def main(arguments: Sequence[str] = ()) -> None:
    parser = argparse.ArgumentParser(prog="python -m bench updates")
    parser.add_argument("--updates", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=float("inf"), help="stop after that long")
    parser.add_argument("--keep", type=Path, help="a new folder, to keep the workspaces in")
    parser.add_argument("--archives", action="store_true", help="California's, and nobody else's")
    given = parser.parse_args(arguments)
    in_haste()
    if given.keep:
        given.keep.mkdir()
    with ExitStack() as stack:
        folder = given.keep or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        run = Run(folder, given.seed, archives=given.archives)
        # Within a month of the votes; within the session of the archives.
        step = min(6 * 3600.0, (1 if given.archives else 26) * 86_400 / given.updates)
        broken = run.go(given.updates, step, time.perf_counter() + given.seconds)
    took = sorted(run.took)
    print(f"{run.counts.pop('updates'):,} updates (seed {given.seed}), "
          f"{took[len(took) // 2]:.1f} s each, at most {took[-1]:.1f} s; "
          f"{len(broken):,} things not as the publishers say")  # fmt: skip
    asked = {name: len(site.requests) for name, site in run.world.sites.items()}
    print(
        f"  requests: {sum(asked.values()):,}, " + ", ".join(f"{n} {c:,}" for n, c in asked.items())
    )
    for name, count in run.counts.most_common():
        print(f"  {name}: {count:,}")
    for line in broken[:20]:
        print(f"  {line}")
