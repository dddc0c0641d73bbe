"""Seven states by Open States: what is shown of every bill against what its own lines say.

``endings.csv`` is the judge. A bill whose lines tell a law, a veto, a death, a withdrawal or
another bill in its place, and which is shown alive or ended otherwise, is a fault; so is one shown
ended whose lines tell no such end. The same judge is shown to find faults in a reader that believes
Open States' classes. ``--draw SEED [N]`` prints bills to be read by hand.
"""

import random
import re
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, NamedTuple

from billtrail.bills.models import Bill
from billtrail.bills.stages import BillProgress, How, fold_bill
from billtrail.importing.prepared import classify_bill
from billtrail.legislatures import LIVE_STAGES, MeasureKind, Stage
from billtrail.legislatures.calendar import session_for
from billtrail.scrapers.openstates.scraped import told_of
from billtrail.scrapers.openstates.source import SOURCE
from billtrail.scrapers.states import bill_of

from . import expected
from .archives import archives, newest
from .endings import end_told


class Shown(NamedTuple):
    """A bill with its lines as published, and where it is shown."""

    bill: Bill
    lines: tuple[str, ...]
    classes: frozenset[str]
    progress: BillProgress
    unknown: int


def show(record: dict[str, Any]) -> Shown:
    """As it is shown on the day its data speak for."""
    bill = classify_bill(SOURCE, bill_of(told_of(record)))
    day = bill.data_as_of[:10]
    progress = fold_bill(bill, date.fromisoformat(day), session_for(bill.key), day)
    lines = tuple(row["description"] for row in record["actions"])
    classes = frozenset(name for row in record["actions"] for name in row["classification"])
    unknown = sum(not action.classification for action in bill.actions or ())
    return Shown(bill, lines, classes, progress, unknown)


#: What each end is called here.
_ENDS = {
    Stage.ENACTED: "law",
    Stage.VETOED: "vetoed",
    Stage.REPLACED: "replaced",
    Stage.WITHDRAWN: "withdrawn",
    Stage.DIED: "dead",
}


def by_rules(shown: Shown) -> str | None:
    """The end that is shown, ``None`` of one that is alive."""
    stage = shown.progress.stage
    return None if stage in LIVE_STAGES else _ENDS.get(stage, str(stage))


def by_classes(shown: Shown) -> str | None:
    """The end that Open States' classes would tell."""
    named = {"became-law": "law", "executive-veto": "vetoed", "withdrawal": "withdrawn",
             "failure": "dead"}  # fmt: skip
    return next((end for name, end in named.items() if name in shown.classes), None)


def fault(shown: Shown, read: Callable[[Shown], str | None]) -> str | None:
    """How what is read differs from what the lines tell."""
    told = end_told(shown.bill.jurisdiction, shown.lines, shown.bill.kind == MeasureKind.BILL)
    ours = read(shown)
    if told and ours is None:
        return f"{told} by its lines, shown alive"
    if told and ours not in (told, "adopted"):
        return f"{told} by its lines, shown {ours}"
    if ours in _ENDS.values() and not told and shown.progress.how != How.SESSION_ENDED:
        return f"shown {ours}, which no line says"
    if ours in ("adopted", "failed") and not _says(shown, ours):
        return f"shown {ours}, which no line says"
    return None


_WORDS = {
    "adopted": re.compile(r"adopt|agreed to|confirmed|secretary of state|passed", re.IGNORECASE),
    "failed": re.compile(r"fail|defeat|\blost\b|laid on table|^incorporated", re.IGNORECASE),
}


def _says(shown: Shown, end: str) -> bool:
    return any(_WORDS[end].search(line) for line in shown.lines)


def main(arguments: list[str]) -> None:
    if "--draw" in arguments:
        seed, *rest = arguments[arguments.index("--draw") + 1 :]
        draw(int(seed), int(rest[0]) if rest else 200)
        return
    total = 0
    faults: Counter[str] = Counter()
    others: Counter[str] = Counter()
    for path in archives():
        shown = list(map(show, newest(path)))
        total += len(shown)
        say(path.name, shown)
        found = {one.bill.key: what for one in shown if (what := fault(one, by_rules))}
        faults.update(found.values())
        others.update(filter(None, (fault(one, by_classes) for one in shown)))
        for key, what in list(found.items())[:5]:
            print(f"    {key}: {what}")
    print(f"{total:,} bills, {faults.total()} faults {dict(faults)}")
    expected.main()
    print(f"by classes alone {others.total():,} faults {dict(others.most_common())}")


def say(name: str, shown: Sequence[Shown]) -> None:
    """An archive's bills by where they are shown."""
    stages = Counter(str(one.progress.stage) for one in shown)
    lines, unknown = sum(len(one.lines) for one in shown), sum(one.unknown for one in shown)
    laws = [one for one in shown if one.progress.stage == Stage.ENACTED]
    named = sum(1 for one in laws if one.bill.law)
    part = sum(1 for one in laws if one.progress.how == How.LAW_IN_PART)
    print(f"{name}: {len(shown):,} bills {dict(stages.most_common())}")
    print(f"    laws: {len(laws)}, {named} with a name, {part} in part")
    print(f"    {unknown} of {lines:,} lines unknown")


def draw(seed: int, count: int) -> None:
    """Bills drawn evenly over the states, with what is shown of each."""
    chance = random.Random(seed)
    for path in archives():
        told = sorted(newest(path), key=lambda one: str(one["identifier"]))
        for record in chance.sample(told, count // len(archives()) + 1):
            one = show(record)
            where = one.progress
            came = f"{where.how}, {where.date}, having come to: {where.reached_how}"
            print(f"\n{one.bill.key} | {came} | {one.bill.law or ''}")
            for action in one.bill.actions or ():
                print(f"    {action.date} {action.chamber or '-':11} {action.description[:110]}")
