"""California's stages against LegiScan's settled statuses of the same histories.

Sessions before 2025, folded as of 30 November of their even year (no settled bill can move after
it). LegiScan's Passed stands for our enacted or adopted, Vetoed for vetoed, Failed for failed or
died; its Introduced, Engrossed and Enrolled settle nothing. LegiScan data is CC BY 4.0.
"""

import csv
import gzip
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from bench import REAL
from billtrail import calendars, identifiers
from billtrail.models import Action, Bill
from billtrail.scrapers.ca_rules import chamber_of, classify
from billtrail.stages import fold_bill
from billtrail.vocabulary import ActionClass, Chamber, Stage

FOLDER = REAL / "california" / "legiscan"
SETTLED = {
    "Passed": {Stage.ENACTED, Stage.ADOPTED},
    "Vetoed": {Stage.VETOED},
    "Failed": {Stage.FAILED, Stage.DIED},
}
_STATUS = {4: "Passed", 5: "Vetoed", 6: "Failed"}
_BLANKS = re.compile(r"\s+")


def main() -> None:
    histories()
    last_actions()


def histories() -> None:
    """Whole histories of the getBill payloads, folded."""
    wrong: dict[tuple[str, str], list[str]] = defaultdict(list)
    count: Counter[bool] = Counter()
    alive: Counter[bool] = Counter()
    for payload in _payloads():
        bill = _bill(payload)
        even = int(payload["session"]["year_end"])
        if even >= 2026:
            standing = _fold(bill, date(2025, 4, 28))
            alive[standing.alive or standing.final] += 1
            continue
        status = _STATUS.get(payload["status"])
        if status is None:
            continue
        stage = _fold(bill, date(even, 11, 30)).stage
        same = stage in SETTLED[status]
        count[same] += 1
        if not same:
            wrong[status, stage].append(bill.key)
    _say("histories", count, wrong)
    print(f"2025-26 as of 2025-04-28: {alive[True]} alive or settled, {alive[False]} not")


def last_actions() -> None:
    """The last action of each measure of 2023-24, by its class alone."""
    wrong: dict[tuple[str, str], list[str]] = defaultdict(list)
    count: Counter[bool] = Counter()
    with gzip.open(FOLDER / "csv_2023-2024" / "bills.csv.gz", "rt") as file:
        for row in csv.DictReader(file):
            status = row["status_desc"]
            if status not in SETTLED:
                continue
            bill = _by_last_action(row)
            stage = _fold(bill, date(2024, 12, 1)).stage
            same = stage in SETTLED[status]
            count[same] += 1
            if not same:
                wrong[status, stage].append(f"{row['bill_number']}: {row['last_action'][:70]}")
    _say("last actions of 2023-24", count, wrong)


def _payloads() -> Iterator[dict[str, Any]]:
    with gzip.open(FOLDER / "getBill" / "ca_149_bills_2013-2026.json.gz", "rt") as file:
        for bills in json.load(file).values():
            yield from bills.values() if isinstance(bills, dict) else bills


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
    parts = identifiers.split_key(key)
    kind, chamber = identifiers.measure_kind(key), identifiers.origin_chamber(key)
    name = identifiers.display(key)
    return Bill(key, parts.jurisdiction, parts.session, name, kind.value, chamber, "")


def _action(day: str, text: str, bill: Bill) -> Action:
    text = _BLANKS.sub(" ", text).strip()
    chamber = chamber_of(text, None, bill)
    plain = Action(day, text, (), chamber)
    classes: tuple[ActionClass, ...] = classify(plain, bill)
    return Action(day, text, classes, chamber or Chamber(bill.chamber))


def _with(bill: Bill, actions: tuple[Action, ...]) -> Bill:
    return replace(bill, actions=actions, data_as_of="2100-01-01")


def _fold(bill: Bill, day: date) -> Any:
    return fold_bill(bill, day, calendars.session_for(bill.key), day.isoformat())


def _say(what: str, count: Counter[bool], wrong: dict[tuple[str, str], list[str]]) -> None:
    total = sum(count.values())
    print(f"{what}: {count[True]:,} of {total:,} alike: {100 * count[True] / total:.2f} %")
    for (status, stage), keys in sorted(wrong.items(), key=lambda item: -len(item[1])):
        print(f"{len(keys):4}  expected {status:<8} ours {stage:<22} {keys[0]}")


if __name__ == "__main__":
    main()
