"""Convergence: whatever came before, what a publisher says twice on two days is what we hold.

Random sequences of good, doubled, cut, wrong and corrected files of one bill, said on days one
after the other; the last one is said on two days running. The state that is then folded, and the
rows that are listed, must be those of a fresh import of that last file. The last sponsor is left
out: only another one, or a person, takes it away. On the way no single file may remove an act of a
chamber, or add an end that its own actions do not carry.
"""

import argparse
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from billtrail.bills.models import Action, Bill, Sponsorship, Version
from billtrail.bills.stages.fold import by_actions
from billtrail.legislatures import ActionClass as C
from billtrail.legislatures import Chamber, SponsorRole
from billtrail.store import Writer, open_writer
from billtrail.store.bill_rows.states import read_state

SOURCE = "us_govinfo"
FIRST = date(2026, 3, 2)
#: The history of a bill that became law, and what else can be in a file.
HISTORY = (
    Action("2026-01-05", "Introduced in House", (C.INTRODUCTION,), Chamber.LOWER),
    Action("2026-01-05", "Referred to the Committee", (C.REFERRAL_COMMITTEE,), Chamber.LOWER),
    Action("2026-02-02", "Reported by the Committee", (C.COMMITTEE_PASSAGE,), Chamber.LOWER),
    Action("2026-02-09", "Passed House", (C.PASSAGE,), Chamber.LOWER),
    Action("2026-02-16", "Passed Senate", (C.PASSAGE, C.AGREEMENT), Chamber.UPPER),
    Action("2026-02-19", "Presented to President.", (C.EXECUTIVE_RECEIPT,), Chamber.EXECUTIVE),
    Action("2026-02-27", "Became Public Law No: 119-99.", (C.BECAME_LAW,), Chamber.EXECUTIVE),
)
LEADERS = tuple(Sponsorship(f"Rep. {name}", SponsorRole.SPONSOR, f"{name}000001") for name in "AB")
FRIENDS = tuple(
    Sponsorship(f"Rep. {n}", SponsorRole.COSPONSOR, f"C{n:06}", "2026-01-05") for n in range(24)
)


def good(random: Random, key: str) -> Bill:
    """A file as it should be: a history up to some step, with those who are behind it."""
    steps = random.randint(2, len(HISTORY))
    return Bill(
        key, "us", "119", "H.R. 1", random.choice(("bill", "bill", "bill", "joint", "simple")),
        Chamber.LOWER, data_as_of="", introduced_date="2026-01-05",
        title=random.choice(("A title", "Another title")),
        law="Public Law 119-99" if steps == len(HISTORY) else None,
        actions=HISTORY[:steps],
        sponsorships=(random.choice(LEADERS), *FRIENDS[: random.randint(0, len(FRIENDS))]),
        versions=(Version("Introduced", "2026-01-05", authors=random.choice((None, ("A",)))),),
    )  # fmt: skip


def _doubled(random: Random, bill: Bill) -> Bill:
    steps, sponsors = bill.actions or (), bill.sponsorships or ()
    return replace(bill, actions=steps * 2, sponsorships=sponsors * 2)


def _cut(random: Random, bill: Bill) -> Bill:
    kept = [action for action in bill.actions or () if random.random() < 0.6]
    return replace(bill, actions=tuple(kept) or HISTORY[:1])


def _cut_list(random: Random, bill: Bill) -> Bill:
    rows = bill.sponsorships or ()
    return replace(bill, sponsorships=rows[: random.randint(0, len(rows))])


def _wrong_law(random: Random, bill: Bill) -> Bill:
    return replace(bill, actions=(*(bill.actions or ()), HISTORY[-1]), law="Public Law 119-98")


def _sent_twice(random: Random, bill: Bill) -> Bill:
    sent = HISTORY[5]
    return replace(bill, actions=(*(bill.actions or ()), sent, sent._replace(date="2026-02-25")))


def _redated(random: Random, bill: Bill) -> Bill:
    days = [random.choice((step.date, step.date, "2026-02-26")) for step in bill.actions or ()]
    steps = zip(bill.actions or (), days, strict=True)
    return replace(bill, actions=tuple(step._replace(date=day) for step, day in steps))


def _leaderless(random: Random, bill: Bill) -> Bill:
    return replace(bill, sponsorships=(bill.sponsorships or ())[1:])


FAULTS: tuple[Callable[[Random, Bill], Bill], ...] = (
    _doubled, _cut, _cut_list, _wrong_law, _sent_twice, _redated, _leaderless,
)  # fmt: skip


def file_of(random: Random, key: str) -> Bill:
    """A good file, or one with a fault or two."""
    bill = good(random, key)
    for fault in random.sample(FAULTS, random.choice((0, 0, 1, 1, 2))):
        bill = fault(random, bill)
    return bill


def sequence(seed: int, key: str) -> list[Bill]:
    """The files of one bill in order; some are said again, on the next days."""
    random = Random(seed)
    pool = [file_of(random, key) for _ in range(random.randint(1, 4))]
    kind = pool[0].kind
    said = [replace(random.choice(pool), kind=kind) for _ in range(random.randint(1, 7))]
    last = replace(random.choice(pool), kind=kind)
    if not any(one.role == SponsorRole.SPONSOR for one in last.sponsorships or ()):
        last = replace(last, sponsorships=(LEADERS[0], *(last.sponsorships or ())))
    return [*said, last, last]


def check(folder: Path, seeds: Sequence[int]) -> Iterator[str]:
    """One line for each sequence that breaks the law."""
    files = {n: sequence(seed, f"us-119-hr{n}") for n, seed in enumerate(seeds, start=1)}
    path = folder / "billtrail.db"
    for day in range(max(map(len, files.values()))):
        with _writer(path, day) as writer, writer.transaction():
            for n, told in files.items():
                if day < len(told):
                    yield from _say(writer, seeds[n - 1], told[day], day)
    with _writer(path, day + 1) as writer, writer.transaction():
        for n, told in files.items():
            fresh = replace(told[-1], key=f"us-119-hr{n + len(files)}", data_as_of=_on(day))
            writer.save_bill(fresh, SOURCE)
            held, wanted = _state(writer, told[-1].key), _state(writer, fresh.key)
            if held != wanted:
                yield f"seed {seeds[n - 1]}: {_unlike(held, wanted)}"


def _say(writer: Writer, seed: int, bill: Bill, day: int) -> Iterator[str]:
    before = _state(writer, bill.key)[""]
    writer.save_bill(replace(bill, data_as_of=_on(day)), SOURCE)
    after = _state(writer, bill.key)[""]
    if before["stage"] != after["stage"] == "enacted" and not _carries(bill):
        yield f"seed {seed}: on day {day} it became law, which no passage carries"
    lost = set(before.get("reached_chambers", "").split()) - set(after["reached_chambers"].split())
    if lost and not before.get("in_doubt"):
        yield f"seed {seed}: on day {day} a single file took an act of a chamber away"


def _carries(bill: Bill) -> bool:
    """Whether each chamber passed it, by the file's own actions."""
    return len(by_actions(bill, date.max).reached_chambers) == 2 and bill.kind != "simple"


def _on(day: int) -> str:
    return (FIRST + timedelta(day)).isoformat()


def _writer(path: Path, day: int) -> Any:
    return open_writer(path, "test", {SOURCE: 40}, today=FIRST + timedelta(day),
                       now=f"{_on(day)}T20:00:00Z")  # fmt: skip


def _state(writer: Writer, key: str) -> dict[str, Any]:
    """What is folded and listed of a bill."""
    writer.flush()
    state = read_state(writer.connection, key) or {"": {"stage": ""}}
    listed = {
        part: rows if part == "" else {k: v for k, v in rows.items() if "unlisted_since" not in v}
        for part, rows in state.items()
    }
    return {part: rows for part, rows in listed.items() if rows}


def _unlike(held: dict[str, Any], wanted: dict[str, Any]) -> str:
    return "; ".join(
        f"{part or 'bill'} {key}: {ours.get(key)}, not {theirs.get(key)}"
        for part in sorted(held.keys() | wanted.keys())
        for ours, theirs in [(held.get(part, {}), wanted.get(part, {}))]
        for key in sorted({*ours, *theirs})
        if ours.get(key) != theirs.get(key)
    )


def main(arguments: Sequence[str] = ()) -> None:
    parser = argparse.ArgumentParser(prog="python -m bench doubts")
    parser.add_argument("--sequences", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(arguments)
    broken: list[str] = []
    for start in range(0, given.sequences, 500):
        seeds = range(given.seed + start, given.seed + min(start + 500, given.sequences))
        with tempfile.TemporaryDirectory() as folder:
            broken += check(Path(folder), seeds)
    print(f"{given.sequences:,} random sequences of files (seeds from {given.seed}): "
          f"{len(broken):,} that a fresh import would not give")  # fmt: skip
    for line in broken[:10]:
        print(f"  {line}")
