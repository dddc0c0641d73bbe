"""Bills of other states whose end was read by hand: are they shown so?

The rows of ``expected.csv`` beside the files: outcome, law, day. Their bills, and those that name
them, are imported into a database of their own and looked at on the day the data speak for. Rows
of a source that is not at hand are counted apart.
"""

import csv
import json
import re
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from billtrail.bills.stages import How
from billtrail.bills.values import BillStatus
from billtrail.importing import import_paths
from billtrail.legislatures import Stage, split_key
from billtrail.scrapers.registry import load_sources, ranks
from billtrail.scrapers.states import bill_key
from billtrail.snapshot import open_snapshot
from billtrail.store import open_writer

from .archives import STATES, archives, members

FILE = STATES / "expected.csv"
#: Where the archives of each source lie.
_OFFICIAL = STATES / "virginia-lis"


class Row(NamedTuple):
    """A line of the file: what came of a bill, as a person read it."""

    state: str
    session: str
    source: str
    bill: str
    outcome: str
    law: str
    outcome_date: str

    @property
    def key(self) -> str:
        return bill_key(self.state, _SESSIONS.get(self.session, self.session), self.bill)


#: Virginia's own codes of sessions.
_SESSIONS = {"231": "2023", "241": "2024", "242": "2024S1"}


def rows() -> tuple[Row, ...]:
    with FILE.open(encoding="utf-8", newline="") as file:
        return tuple(Row(*(row[name] for name in Row._fields)) for row in csv.DictReader(file))


# -- what is shown ---------------------------------------------------------------------------------


def shown(wanted: Sequence[Row]) -> Mapping[Row, BillStatus | None]:
    """Every row's bill as a reader sees it on the day its archive speaks for."""
    with tempfile.TemporaryDirectory() as work:
        folder, file = Path(work) / "files", Path(work) / "billtrail.db"
        day = max(_unpack(wanted, folder))
        with open_writer(file, "bench", ranks(), today=day) as writer:
            import_paths(writer, [folder], load_sources(), workers=0)
        return {row: _status(file, row) for row in wanted}


def _status(file: Path, row: Row) -> BillStatus | None:
    with open_snapshot(file, date(2099, 1, 1)) as snapshot:
        bill = snapshot.bill(row.key)
        day = bill.data_as_of[:10] if bill else ""
    if not day:
        return None
    with open_snapshot(file, date.fromisoformat(day)) as snapshot:
        return snapshot.bill(row.key)


def _unpack(wanted: Sequence[Row], folder: Path) -> Iterator[date]:
    """Files of the bills and of those that name them; the days they speak for."""
    for path in archives():
        state = path.name[:2]
        numbers = [re.escape(row.bill) for row in wanted if row.state == state]
        if not numbers:
            continue
        named = re.compile(rf'"(?:{"|".join(numbers)})"'.encode())
        for name, data in members(path):
            if named.search(data):
                place = folder / path.name / Path(name).name
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(data)
                yield date.fromisoformat(json.loads(data)["scraped_at"][:10])


# -- whether it is so ------------------------------------------------------------------------------


def _stage(*stages: Stage) -> Callable[[BillStatus], bool]:
    return lambda status: status.stage in stages


#: What each outcome of the file is here.
OUTCOMES: Mapping[str, Callable[[BillStatus], bool]] = {
    "law": _stage(Stage.ENACTED),
    "vetoed": _stage(Stage.VETOED),
    "adopted": _stage(Stage.ADOPTED),
    "withdrawn": _stage(Stage.WITHDRAWN),
    "passed-both": _stage(Stage.PASSED_BOTH),
    "in-committee": _stage(Stage.IN_COMMITTEE),
    "dead": lambda one: not one.progress.alive and one.stage in (Stage.DIED, Stage.FAILED),
    "dead-with-session": lambda one: one.progress.how == How.SESSION_ENDED,
    "replaced": lambda one: one.stage == Stage.REPLACED or one.containment is not None,
}
#: Outcomes whose day is that of the last line, because no line tells them.
_BY_LAST_LINE = ("dead-with-session", "in-committee")


def faults(row: Row, status: BillStatus | None) -> Iterator[str]:
    """What of a row is shown otherwise."""
    if status is None:
        yield "not read"
        return
    if not OUTCOMES[row.outcome](status):
        yield f"{row.outcome}: shown {status.progress.how}"
    if missing := set(_numbers(row.law)) - set(_numbers(_law(status))):
        yield f"law {row.law!r}: shown {_law(status)!r}, without {sorted(missing)}"
    days = _days(row, status)
    if row.outcome_date not in days and _day_before(row) not in days:
        yield f"day {row.outcome_date}: shown {days}"


def _day_before(row: Row) -> str | None:
    """The file has the days of instants in UTC as they stand: an evening's in Salem is the next."""
    if row.state not in _IN_UTC:
        return None
    return (date.fromisoformat(row.outcome_date) - timedelta(1)).isoformat()


#: Whose lines are instants.
_IN_UTC = ("or",)


def _numbers(text: str) -> list[str]:
    """Numbers of a law in any words: "2nd called session" is the second one."""
    plain = re.sub(r"signed \d{4}-\d\d-\d\d", "", text).replace("second", "2")
    return re.findall(r"\d+", plain)


def _law(status: BillStatus) -> str:
    """The law, or the bill that carries its text, in words."""
    others = [*status.replaced_by, *([status.containment.bill] if status.containment else [])]
    numbers = [f"{split_key(key).type.upper()}{split_key(key).number}" for key in others]
    return " ".join(filter(None, (status.law, *numbers)))


def _days(row: Row, status: BillStatus) -> tuple[str, ...]:
    last = status.latest_action.date if status.latest_action else ""
    other = status.containment.date if status.containment else None
    days = (last,) if row.outcome in _BY_LAST_LINE else (status.progress.date, other, last)
    return tuple(dict.fromkeys(day for day in days if day))


def main() -> None:
    """Prints how many rows are shown as they were read."""
    every = rows()
    wanted = [row for row in every if row.source == "openstates-scraped"]
    right = 0
    for row, status in shown(wanted).items():
        found = list(faults(row, status))
        right += not found
        for what in found:
            print(f"    {row.state} {row.session} {row.bill}: {what}")
    others = len(every) - len(wanted)
    print(f"{right} of {len(wanted)} rows as they were read; bench virginia has the other {others}")
