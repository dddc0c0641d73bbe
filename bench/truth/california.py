"""California's stages against LegiScan's settled statuses of the same histories.

Sessions before 2025, folded as of 30 November of their even year (no settled bill can move after
it). LegiScan's Passed stands for our enacted or adopted, Vetoed for vetoed, Failed for failed or
died; its Introduced, Engrossed and Enrolled settle nothing. LegiScan data is CC BY 4.0.
"""

import csv
import gzip
import json
import re
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from bench import REAL
from billtrail.bills.models import Action, Bill
from billtrail.bills.next_steps.location import Location, LocationKind, locate
from billtrail.bills.stages.fold import fold_bill
from billtrail.importing.prepared import classify_bill
from billtrail.legislatures import keys
from billtrail.legislatures.calendar import sessions
from billtrail.legislatures.spelling import identifiers
from billtrail.legislatures.vocabulary import ActionClass, Chamber, Stage
from billtrail.scrapers.ca_pubinfo.source import SOURCE
from billtrail.scrapers.ca_pubinfo.staging import stage
from billtrail.scrapers.california import chamber_of, classify

FOLDER = REAL / "california" / "legiscan"
PUBINFO = REAL / "california" / "pubinfo"
#: The dump of March 2025, and the samples of other years.
FOLDERS = ("dump_2025-03", "session_1989-90_sample", "session_1999-2000_sample",
           "session_2025-26_four_bills")  # fmt: skip
SETTLED = {
    "Passed": {Stage.ENACTED, Stage.ADOPTED},
    "Vetoed": {Stage.VETOED},
    "Failed": {Stage.FAILED, Stage.DIED},
}
_STATUS = {4: "Passed", 5: "Vetoed", 6: "Failed"}
_BLANKS = re.compile(r"\s+")


@dataclass(slots=True)
class Result:
    """How many settled measures are alike, and those that are not by (expected, ours)."""

    alike: int = 0
    wrong: dict[tuple[str, str], list[str]] = field(default_factory=dict)

    @property
    def settled(self) -> int:
        return self.alike + sum(map(len, self.wrong.values()))

    def note(self, expected: str, ours: Stage, name: str) -> None:
        if ours in SETTLED[expected]:
            self.alike += 1
        else:
            self.wrong.setdefault((expected, str(ours)), []).append(name)

    def say(self, what: str) -> None:
        share = 100 * self.alike / self.settled
        print(f"{what}: {self.alike:,} of {self.settled:,} alike: {share:.2f} %")
        for (status, ours), names in sorted(self.wrong.items(), key=lambda item: -len(item[1])):
            print(f"{len(names):4}  expected {status:<8} ours {ours:<22} {names[0]}")


def main() -> None:
    histories().say("histories")
    alive = open_ones()
    print(f"2025-26 as of 2025-04-28: {alive.count(True)} alive, {alive.count(False)} not")
    last_actions().say("last actions of 2023-24")
    for folder in FOLDERS:
        print(f"status of {folder}: {dict(statuses(folder))}")


def statuses(folder: str) -> Counter[str]:
    """A PUBINFO folder's measures by how their stage goes with the publisher's own status."""
    found: Counter[str] = Counter()
    files = [(p.name, p.open("rb")) for p in sorted((PUBINFO / folder).glob("*_TBL.dat"))]
    with tempfile.TemporaryDirectory() as work, ExitStack() as opened:
        staged = stage([(n, opened.enter_context(file)) for n, file in files], Path(work))
        reference = staged.reference()
        for document in staged.documents("2026-11-26T08:00:00Z"):
            bill = next(r for r in SOURCE.parse(document, reference) if isinstance(r, Bill))
            bill = classify_bill(SOURCE, bill)
            ours = _fold(bill, date.fromisoformat(bill.data_as_of[:10]))
            found[_status_class(bill.status_text, ours.stage, locate(bill, ours))] += 1
    return found


#: Where a measure lies that is handled so.
_HANDLED = {
    "In Committee Process": (LocationKind.COMMITTEE, LocationKind.SUSPENSE_FILE),
    "In Floor Process": (LocationKind.FLOOR, LocationKind.INACTIVE_FILE),
}


def _status_class(status: str | None, ours: Stage, place: Location | None) -> str:
    if status is None:
        return "not compared"
    if status in _HANDLED and (place is None or place.kind not in _HANDLED[status]):
        return f"{status}, ours at {place and place.kind}"
    if ours in SOURCE.statuses.get(status, ()):
        return "alike"
    return "explained" if (status, ours) in SOURCE.explained else f"{status}, ours {ours}"


def histories() -> Result:
    """Whole histories of sessions before 2025, folded as of 30 November of their even year."""
    found = Result()
    for payload in _payloads():
        even, status = int(payload["session"]["year_end"]), _STATUS.get(payload["status"])
        if even < _OPEN and status:
            bill = _bill(payload)
            found.note(status, _fold(bill, date(even, 11, 30)).stage, bill.key)
    return found


def open_ones() -> list[bool]:
    """Whether each measure of the session then open was alive on the day of its payload."""
    return [
        _fold(_bill(payload), date(2025, 4, 28)).alive
        for payload in _payloads()
        if int(payload["session"]["year_end"]) >= _OPEN
    ]


def last_actions() -> Result:
    """The last action of each measure of 2023-24, by its class alone."""
    found = Result()
    with gzip.open(FOLDER / "csv_2023-2024" / "bills.csv.gz", "rt") as file:
        for row in csv.DictReader(file):
            if (status := row["status_desc"]) in SETTLED:
                stage = _fold(_by_last_action(row), date(2024, 12, 1)).stage
                name = f"{row['bill_number']}: {row['last_action'][:70]}"
                found.note(status, stage, name)
    return found


#: The session that was open when the payloads were made ends in this year.
_OPEN = 2026
#: Payloads that lie in files of their own.
_SINGLE = ("AB262_2021-2022.json", "AB1820_2021-2022.json")


def _payloads() -> Iterator[dict[str, Any]]:
    with gzip.open(FOLDER / "getBill" / "ca_149_bills_2013-2026.json.gz", "rt") as file:
        for bills in json.load(file).values():
            yield from bills.values() if isinstance(bills, dict) else bills
    for name in _SINGLE:
        yield json.loads((FOLDER / "getBill" / name).read_text())["bill"]


def _bill(payload: dict[str, Any]) -> Bill:
    payload = payload.get("bill", payload)
    key = identifiers.parse_identifier(payload["url"])
    bill = _empty(key)
    actions = tuple(_action(a["date"], a["action"], bill) for a in payload["history"])
    return _with(bill, actions)


def _by_last_action(row: dict[str, str]) -> Bill:
    bill = _empty(identifiers.parse_identifier(row["url"]))
    return _with(bill, (_action(row["last_action_date"], row["last_action"], bill),))


def _empty(key: str) -> Bill:
    parts = keys.split_key(key)
    kind, chamber = keys.measure_kind(key), keys.origin_chamber(key)
    name = keys.display(key)
    return Bill(key, parts.jurisdiction, parts.session, name, kind.value, chamber, "")


def _action(day: str, text: str, bill: Bill) -> Action:
    text = _BLANKS.sub(" ", text).strip()
    chamber = chamber_of(text, None)
    plain = Action(day, text, (), chamber)
    classes: tuple[ActionClass, ...] = classify(plain, bill)
    return Action(day, text, classes, chamber or Chamber(bill.chamber))


def _with(bill: Bill, actions: tuple[Action, ...]) -> Bill:
    return replace(bill, actions=actions, data_as_of="2100-01-01")


def _fold(bill: Bill, day: date) -> Any:
    return fold_bill(bill, day, sessions.session_for(bill.key), day.isoformat())


if __name__ == "__main__":
    main()
