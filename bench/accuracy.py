"""Stages of the 116th Congress against an independent reading of the same files.

The expected statuses are those of the unitedstates/congress program for 8,238 bills, as of
2020-12-30. Its words and ours differ, so each of its statuses is mapped to one of our stages, by
measure kind where it must; no bill is named. One of its statuses holds two of our stages, which its
own columns tell apart: a passed bill that awaits a signature has been presented.
"""

import csv
import gzip
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date

from bench import BULK
from billtrail.bills.fold import fold_bill
from billtrail.bills.models import Bill
from billtrail.importing.archive import ArchiveMember, members
from billtrail.importing.prepared import classify_bill, document_of
from billtrail.legislatures import sessions
from billtrail.scrapers.registry import load_sources

DAY = date(2020, 12, 30)

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
    # A failed vote to end debate moves no stage of ours. These measures had gone straight to the
    # Senate's calendar.
    "PROV_KILL:CLOTUREFAILED": "introduced",
}


def expected_stage(row: dict[str, str]) -> str:
    """The stage of ours that an expected row stands for."""
    status = row["status"]
    if status == "PASSED:BILL" and row["awaiting_signature"] == "1":
        return "to_executive"
    return MAPPING[status]


def main() -> None:
    with gzip.open(BULK / "expected-status-116.csv.gz", "rt") as file:
        expected = {row["file"]: row for row in csv.DictReader(file)}
    differences: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    count: Counter[bool] = Counter()
    for name, bill in _bills(set(expected)):
        stage = fold_bill(bill, DAY, sessions.session_for(bill.key), DAY.isoformat()).stage
        row = expected[name]
        same = stage == expected_stage(row)
        count[same] += 1
        if not same:
            differences[row["status"], bill.kind, stage].append(bill.key)
    total = sum(count.values())
    print(f"{count[True]:,} of {total:,} alike: {100 * count[True] / total:.2f} %")
    for (status, kind, stage), keys in sorted(differences.items(), key=lambda i: -len(i[1])):
        print(f"{len(keys):4}  {kind:<12} expected {status:<28} ours {stage:<20} {keys[0]}")


def _bills(names: set[str]) -> Iterator[tuple[str, Bill]]:
    source = load_sources()["us_govinfo"]
    for member in members(BULK / "BILLSTATUS-116.tar.zst"):
        if isinstance(member, ArchiveMember) and member.base in names:
            document = document_of(source, "billstatus", member.base, member.base,
                                   member.read(), "")  # fmt: skip
            for record in source.parse(document, None):
                if isinstance(record, Bill):
                    yield member.base, classify_bill(source, record)
