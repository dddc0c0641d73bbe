"""``python -m bench kills``: commands killed at random moments, and what is lost, doubled or left.

Each round starts from the same folder, kills the command's process some times, lets it end once,
and compares everything that was written with an undisturbed run's. Only the first process is
killed, as a machine short of memory does; what it started has to end by itself. ``--runs N`` kills
a scene so often, ``--only NAME`` takes one scene, ``--seed N`` other moments.
"""

import argparse
import multiprocessing
import os
import random
import re
import shutil
import signal
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from importlib import resources
from pathlib import Path
from typing import Any

from bench import TESTS
from billtrail.workspace.workspace import Workspace, prepare

from . import old_schemas

#: Kills between two ends: what a round goes through.
A_ROUND = 5
#: Seconds in which everything that a killed command started must have ended.
PATIENCE = 10.0
#: A run may end before its moment comes; so many runs are begun for each kill at most.
MOST = 5
KEYS = tuple(f"us-119-hr{number}" for number in range(7001, 7025))

#: Columns that say when we learnt something, or in which order: they differ from run to run.
_OURS = re.compile(
    r"id|run|document|load|.*_at|at|.*etag|last_attempt|last_success|lastmod|last_modified"
)
#: Tables of what this machine did.
_RUNS = {"runs", "source_health", "prepared", "content_state", "look_ups", "sqlite_sequence",
         "archives", "edition", "_sqlite_migrations"}  # fmt: skip
#: A run that follows a killed one may ask a list that an undisturbed one need not ask.
_WHERE = {"links": "bill IS NOT NULL"}
_NO_CONTENT = ("said", ".lock", ".update", "-shm", "-wal")
_LEFT = re.compile(r"\..+\.\w{8}(?:-journal|-wal|-shm)?|.+\.part|.+\.writer|.+-journal")

if os.name == "posix":
    _FORKS = multiprocessing.get_context("forkserver")
    _FORKS.set_forkserver_preload(
        ["billtrail.cli", "billtrail.updates.update", "billtrail.importing.importer"]
    )

Told = dict[str, Counter[Any]]


@dataclass(frozen=True)
class Scene:
    """``make`` fills a folder; the command runs over it; ``whole`` tables hold, at any moment, only
    rows that an undisturbed run ends with. ``around`` gives words for the command's braces."""

    name: str
    make: Callable[[Path], None]
    command: tuple[str, ...]
    kills: int = A_ROUND
    whole: tuple[str, ...] = ()
    around: Callable[[], Any] = lambda: nullcontext({})


@dataclass
class Tally:
    """What came of a scene's kills."""

    runs: int = 0
    killed: int = 0
    lost: int = 0
    doubled: int = 0
    left: int = 0
    failed: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def clean(self) -> bool:
        return not (self.lost or self.doubled or self.left or self.failed)

    def line(self, name: str) -> str:
        return (
            f"{name:<28} {self.runs:>5} runs {self.killed:>5} killed {self.lost:>4} lost "
            f"{self.doubled:>4} doubled {self.left:>4} left over {self.failed:>4} failed"
        )


# -- one command -----------------------------------------------------------------------------------


def _run(folder: Path, arguments: Sequence[str]) -> None:
    """The command in a process group of its own, with a temporary folder of its own."""
    from billtrail.cli import main

    os.setsid()
    with (folder / "said").open("wb") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
    os.environ["TMPDIR"] = tempfile.tempdir = str(folder / "tmp")
    os.chdir(folder)
    main(["--workspace", str(folder / "w"), *arguments])


def _start(folder: Path, arguments: Sequence[str]) -> Any:
    process = _FORKS.Process(target=_run, args=(folder, arguments))
    process.start()
    return process


def _kill(folder: Path, arguments: Sequence[str], after: float) -> tuple[bool, bool]:
    """(whether it was still at work when it was killed, whether all it started ended)"""
    process = _start(folder, arguments)
    process.join(after)
    if process.exitcode is not None:
        return False, True
    with suppress(ProcessLookupError):  # it ended between the two
        os.kill(process.pid, signal.SIGKILL)
    process.join()
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            os.killpg(process.pid, 0)
        except ProcessLookupError:
            return True, True
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGKILL)
    return True, False


def _end(folder: Path, arguments: Sequence[str]) -> bool:
    process = _start(folder, arguments)
    process.join()
    return bool(process.exitcode == 0)


# -- what was written ------------------------------------------------------------------------------


def told(folder: Path) -> Told:
    """Every file and every row below a folder, but for what is ours to say anew in each run."""
    found: Told = {}
    for path in sorted(folder.rglob("*")):
        name = str(path.relative_to(folder))
        if (
            not path.is_file()
            or name == "said"
            or name.endswith((".lock", ".update", "-shm", "-wal"))
        ):
            continue
        if path.suffix == ".db":
            found |= {f"{name} {table}": rows for table, rows in _rows(path)}
        elif not path.name.startswith(("metadata", "changes")):
            found[name] = Counter([path.read_bytes()])
    return found


def _rows(path: Path) -> Iterator[tuple[str, Counter[Any]]]:
    with closing(sqlite3.connect(path)) as connection:
        sound = connection.execute("PRAGMA integrity_check").fetchone()[0]
        yield "integrity", Counter([sound])
        tables = connection.execute(
            "SELECT name FROM sqlite_master WHERE (type = 'table' OR name IN ('subjects', "
            "'titles')) "
            "AND name NOT LIKE 'bill_search_%' AND name NOT LIKE 'short_%' AND name <> 'names'"
        ).fetchall()
        for (table,) in tables:
            names = [r[1] for r in connection.execute(f"PRAGMA table_info({table})")]
            kept = ", ".join(f'"{name}"' for name in names if not _OURS.fullmatch(name))
            if kept and table not in _RUNS:
                where = _WHERE.get(table, "1")
                rows = connection.execute(f"SELECT {kept} FROM {table} WHERE {where}")
                yield table, Counter(rows)


def left_over(folder: Path) -> list[str]:
    """Files and folders that were for a moment only."""
    named = [path for path in folder.rglob("*") if _LEFT.fullmatch(path.name)]
    return [str(path.relative_to(folder)) for path in (*named, *(folder / "tmp").iterdir())]


def _compare(tally: Tally, got: Told, wanted: Told, where: str) -> None:
    for name in got.keys() | wanted.keys():
        have, want = got.get(name, Counter()), wanted.get(name, Counter())
        if lost := (want - have).total():
            tally.lost += lost
            tally.faults.append(f"{where}: {lost} of {name} lost")
        if more := (have - want).total():
            tally.doubled += more
            tally.faults.append(f"{where}: {more} of {name} too many")


# -- a scene ---------------------------------------------------------------------------------------


def play(scene: Scene, runs: int, seed: int, folder: Path) -> Tally:
    """Kill the scene's command ``runs`` times."""
    chance, tally = random.Random(f"{seed} {scene.name}"), Tally()
    before, calm = folder / "before", folder / "calm"
    (before / "tmp").mkdir(parents=True)
    scene.make(before)
    with scene.around() as words:
        # The first run reads the program, and tells nothing of how long one takes.
        seconds = min(_undisturbed(scene, words, before, calm) for _ in range(2))
        wanted = told(calm)
        while tally.killed < runs and tally.runs < MOST * runs:
            number = min(scene.kills, runs - tally.killed)
            moments = [chance.uniform(0.02, 1.0) * seconds for _ in range(number)]
            _round(scene, words, before, folder / "hurried", moments, wanted, tally)
    return tally


def _undisturbed(scene: Scene, words: dict[str, str], before: Path, calm: Path) -> float:
    """The seconds that the command takes."""
    shutil.rmtree(calm, ignore_errors=True)
    shutil.copytree(before, calm)
    begun = time.monotonic()
    if not _end(calm, _filled(scene, calm, words)):
        raise RuntimeError(f"{scene.name}: {(calm / 'said').read_text()}")
    return time.monotonic() - begun


def _filled(scene: Scene, folder: Path, words: dict[str, str]) -> list[str]:
    return [part.format(folder=folder, **words) for part in scene.command]


def _round(
    scene: Scene,
    words: dict[str, str],
    before: Path,
    hurried: Path,
    moments: Sequence[float],
    wanted: Told,
    tally: Tally,
) -> None:
    shutil.copytree(before, hurried)
    command = _filled(scene, hurried, words)
    for moment in moments:
        killed, ended = _kill(hurried, command, moment)
        tally.runs, tally.killed = tally.runs + 1, tally.killed + killed
        where = f"{scene.name}, run {tally.runs}, killed after {moment:.3f} s"
        if not ended:
            tally.left += 1
            tally.faults.append(f"{where}: a process goes on")
        _compare_parts(tally, told(hurried), wanted, scene.whole, where)
        if not killed:
            break
    if not _end(hurried, command):
        tally.failed += 1
        tally.faults.append(f"{where}: {(hurried / 'said').read_text()[-300:]}")
    _compare(tally, told(hurried), wanted, where)
    left = left_over(hurried)
    tally.left += len(left)
    tally.faults += [f"{where}: {name} is left over" for name in left]
    shutil.rmtree(hurried)


def _compare_parts(tally: Tally, got: Told, wanted: Told, whole: Sequence[str], where: str) -> None:
    """Right after a kill nothing is there that an undisturbed run would not have: no half bill."""
    for name in got.keys() & wanted.keys():
        table = name.rpartition(" ")[2]
        more = (got[name] - wanted[name]).total()
        if more and (table in whole or table == "integrity"):
            tally.doubled += more
            tally.faults.append(f"{where}: {more} of {name} are none of the end's")


# -- the scenes ------------------------------------------------------------------------------------


def _workspace(folder: Path) -> Workspace:
    workspace = Workspace.at(folder / "w")
    prepare(workspace)
    return workspace


def _with_files(folder: Path) -> None:
    from replay import built_status

    _workspace(folder)
    (folder / "files").mkdir()
    for number in range(1, 401):
        name, body = built_status(f"us-119-hr{9100 + number}", f"Title {number}")
        (folder / "files" / name).write_bytes(body)


@contextmanager
def _publisher() -> Iterator[dict[str, str]]:
    from replay import Publisher, built_status, serving

    site = Publisher()
    for key in KEYS:
        site.add(*built_status(key, f"Title of {key}"))
    site.publish(datetime.now(UTC) - timedelta(days=1))
    site.robots = (200, "User-agent: *\nCrawl-delay: 0.02\n")
    with serving(site) as base:
        yield {"base": base}


def _with_offices(folder: Path) -> None:
    _workspace(folder)
    (folder / "offices.csv").write_text("legislator\nCA-36\nCA-28\nCA-11\nTX-18\nNY-14\n")


def _with_counts(folder: Path) -> None:
    _workspace(folder)
    sample = resources.files("billtrail.data") / "examples" / "program-counts-sample.csv"
    (folder / "counts.csv").write_bytes(sample.read_bytes())


def _with_older(last: str) -> Callable[[Path], None]:
    def make(folder: Path) -> None:
        today = _workspace(folder).database
        older = folder / "older.db"
        with closing(sqlite3.connect(today)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        old_schemas.write_older(today, older, last)
        for beside in today.parent.glob("billtrail.db*"):
            beside.unlink()
        older.rename(today)

    return make


_BILLS = ("bills", "actions", "sponsorships", "source_records", "bill_changes", "documents")


def scenes() -> list[Scene]:
    """Every command that writes, and every schema that a file may come from."""
    asked = tuple(part for key in KEYS for part in ("--bill", key))
    fixed = [
        Scene("import", _with_files, ("import", "{folder}/files", "--workers", "2"), whole=_BILLS),
        Scene("update", _workspace_only, ("update", "--source", "us_govinfo", "--base-url",
              "us_govinfo={base}", *asked), whole=_BILLS, around=_publisher),
        Scene("publish", _workspace_only, ("publish", "{folder}/out")),
        Scene("briefs", _with_offices, ("briefs", "tsra", "--legislators", "{folder}/offices.csv",
              "-o", "{folder}/out", "--workers", "2")),
        Scene("load", _with_counts, ("stats", "load", "{folder}/counts.csv", "--by", "A test"), 1),
    ]  # fmt: skip
    show = ("show", KEYS[0][:-4] + "1379")
    return fixed + [
        Scene(f"from {last}", _with_older(last), show) for last in old_schemas.steps()[:-1]
    ]


def _workspace_only(folder: Path) -> None:
    _workspace(folder)


def main(arguments: Sequence[str] = ()) -> None:
    parser = argparse.ArgumentParser(prog="python -m bench kills", description=__doc__)
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", help="a scene's name, or what it begins with")
    chosen = parser.parse_args(arguments)
    sys.path.append(str(TESTS))
    # Killed processes leave semaphores to Python's own tracker, which clears them and says so.
    os.environ.setdefault("PYTHONWARNINGS", "ignore:resource_tracker")
    print(f"seed {chosen.seed}")
    for scene in scenes():
        if chosen.only and not scene.name.startswith(chosen.only):
            continue
        with tempfile.TemporaryDirectory() as folder:
            tally = play(scene, chosen.runs, chosen.seed, Path(folder))
        print(tally.line(scene.name), *tally.faults[:5], sep="\n  ", flush=True)
