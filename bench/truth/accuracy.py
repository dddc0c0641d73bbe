"""Stages of three Congresses against an independent reading of the same files.

The expected statuses are those of the unitedstates/congress program for a fixed half of the bills
of the 115th, 116th and 119th Congress. Its words and ours differ, so each of its statuses stands
for one of our stages (``MAPPING``). Some of its statuses hold several of our stages; there the
lines of the record tell which, read by ``raw_record``, whose patterns are not the program's
(``READINGS``). No bill is named.

What differs after that is listed with the line that decides.
"""

import argparse
import csv
import gzip
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from bench import BULK
from billtrail.bills.models import Bill
from billtrail.bills.stages.fold import by_actions
from billtrail.importing.archive import ArchiveMember, members
from billtrail.importing.prepared import classify_bill, document_of
from billtrail.scrapers.registry import load_sources

from .raw_record import RawBill, Sign, read_bill
from .raw_status import agreed_on, passed_on


class Reading(NamedTuple):
    """An archive, the file of what is expected of it, and the day its data speak for."""

    archive: str
    expected: str
    on: date


CONGRESSES = {
    "115": Reading("BILLSTATUS-115-partial.tar.zst", "expected-status-115-even.csv.gz",
                   date(2021, 8, 7)),
    "116": Reading("BILLSTATUS-116.tar.zst", "expected-status-116.csv.gz", date(2020, 12, 30)),
    "119": Reading("BILLSTATUS-119-derived-2026-06-01.tar.zst", "expected-status-119-even.csv.gz",
                   date(2026, 6, 1)),
}  # fmt: skip

#: Expected status -> our stage.
MAPPING = {
    "INTRODUCED": "introduced",
    "REFERRED": "in_committee",
    "REPORTED": "reported",
    "PASS_OVER:HOUSE": "passed_one_chamber",
    "PASS_OVER:SENATE": "passed_one_chamber",
    "PASS_BACK:HOUSE": "passed_one_chamber",
    "PASS_BACK:SENATE": "passed_one_chamber",
    "PASSED:BILL": "passed_both",
    "PASSED:SIMPLERES": "adopted",
    "PASSED:CONCURRENTRES": "adopted",
    "ENACTED:SIGNED": "enacted",
    "VETOED:OVERRIDE_FAIL_ORIGINATING:HOUSE": "vetoed",
    "VETOED:OVERRIDE_FAIL_ORIGINATING:SENATE": "vetoed",
    "VETOED:OVERRIDE_PASS_OVER:HOUSE": "vetoed",
    "FAIL:ORIGINATING:HOUSE": "failed",
    "FAIL:ORIGINATING:SENATE": "failed",
    "PROV_KILL:SUSPENSIONFAILED": "failed",
    "PROV_KILL:CLOTUREFAILED": "introduced",
}

_SENT_ON = (Sign.APPROVED, Sign.ORDERED, Sign.ADVERSE, Sign.UNDECIDED)


def _presented(raw: RawBill) -> bool:
    return raw.says(Sign.PRESENTED)


def _not_agreed(raw: RawBill) -> bool:
    return agreed_on(raw) is None


def _passed(raw: RawBill) -> bool:
    return bool(passed_on(raw, raw.origin))


def _adopted(raw: RawBill) -> bool:
    return raw.kind == "simple" and _passed(raw)


def _failed(raw: RawBill) -> bool:
    """A vote on the measure was lost, or it was laid aside, and nothing passed later."""
    last = max(raw.days(Sign.FAILED, Sign.SET_ASIDE, Sign.TABLED_BY_VOTE), default="")
    return bool(last) and not any(day > last for day in passed_on(raw, raw.origin))


def _sent_on(raw: RawBill) -> bool:
    """A committee has sent it on, whatever followed."""
    return raw.says(*_SENT_ON)


def _taken_out(raw: RawBill) -> bool:
    """A committee was discharged, and no other got it on that day or later."""
    days = raw.days(Sign.DISCHARGED)
    first = min(raw.referred, default="")
    return bool(days) and not any(d >= days[-1] and d > first for d in raw.days(Sign.REFERRED))


def _referred(raw: RawBill) -> bool:
    return bool(raw.referred)


def _always(raw: RawBill) -> bool:
    return True


#: Where a measure that has passed nowhere stands by its lines, the first that is true.
_BEFORE_PASSAGE = (
    (_failed, "failed"),
    (_sent_on, "reported"),
    (_taken_out, "reported"),
    (_referred, "in_committee"),
    (_always, "introduced"),
)
#: Statuses that hold several of our stages -> what the lines must say for each, in this order.
READINGS: dict[str, tuple[tuple[Callable[[RawBill], bool], str], ...]] = {
    # A passage that was changed by the second chamber is none of both.
    "PASSED:BILL": ((_not_agreed, "passed_one_chamber"), (_presented, "to_executive")),
    # Passed, and then undone or laid aside.
    "PASS_OVER:HOUSE": ((_failed, "failed"),),
    "PASS_OVER:SENATE": ((_failed, "failed"), (_passed, "passed_one_chamber"), *_BEFORE_PASSAGE),
    # Its reader takes a placement on a calendar and “Submitted in House” for a report.
    "REPORTED": ((_adopted, "adopted"), *_BEFORE_PASSAGE),
    # Its last step counts there, the furthest here: what a committee drew up and reported.
    "INTRODUCED": _BEFORE_PASSAGE,
    "REFERRED": ((_adopted, "adopted"), *_BEFORE_PASSAGE),
    # A vote to end debate moves no stage of ours.
    "PROV_KILL:CLOTUREFAILED": (
        (_failed, "failed"),
        (_passed, "passed_one_chamber"),
        *_BEFORE_PASSAGE,
    ),
}


def expected_stage(status: str, raw: RawBill) -> str:
    """The stage of ours that a status stands for, by the lines where it holds several."""
    return next((ours for says, ours in READINGS.get(status, ()) if says(raw)), MAPPING[status])


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser("python -m bench accuracy")
    parser.add_argument("--only", action="append", choices=CONGRESSES)
    for congress in parser.parse_args(arguments).only or CONGRESSES:
        _compare(congress, CONGRESSES[congress])


def _compare(congress: str, reading: Reading) -> None:
    expected = _read_expected(reading)
    differences: dict[tuple[str, str, str, str], list[RawBill]] = defaultdict(list)
    count: Counter[bool] = Counter()
    for bill, raw in _bills(reading, expected):
        ours = by_actions(bill, reading.on).stage
        theirs = expected_stage(expected[bill.key], raw)
        count[ours == theirs] += 1
        if ours != theirs:
            differences[expected[bill.key], theirs, ours, bill.kind].append(raw)
    total = sum(count.values())
    print(f"{congress}: {count[True]:,} of {total:,} alike: {100 * count[True] / total:.2f} %")
    for (status, theirs, ours, kind), bills in sorted(differences.items(), key=_most):
        print(f"{len(bills):4}  {kind:<12} {status:<28} read as {theirs}, ours {ours}")
        for raw in bills:
            print(f"        {raw.key:<18} {_line(raw)}")


def _most(item: tuple[tuple[str, ...], list[RawBill]]) -> int:
    return -len(item[1])


def _line(raw: RawBill) -> str:
    """The newest line of the record that says anything of where the measure stands."""
    telling = [line for line in raw.lines if line.signs]
    last = max(telling, key=lambda line: line.day, default=None)
    return f"{last.day} {last.text[:120]}" if last else ""


def _read_expected(reading: Reading) -> dict[str, str]:
    """Status by key; the file of the 116th names files."""
    with gzip.open(BULK / reading.expected, "rt") as file:
        return {_key(row): row["status"] for row in csv.DictReader(file)}


def _key(row: dict[str, str]) -> str:
    if "key" in row:
        return row["key"]
    measure, congress = row["bill_id"].split("-")
    return f"us-{congress}-{measure}"


def _bills(reading: Reading, wanted: dict[str, str]) -> Iterator[tuple[Bill, RawBill]]:
    source = load_sources()["us_govinfo"]
    for member in members(BULK / reading.archive):
        if not isinstance(member, ArchiveMember):
            continue
        body = member.read()
        raw = read_bill(body, reading.on.isoformat())
        if raw.key in wanted:
            document = document_of(source, "billstatus", member.base, member.base, body, "")
            for record in source.parse(document, None):
                if isinstance(record, Bill):
                    yield classify_bill(source, record), raw


if __name__ == "__main__":
    main()
