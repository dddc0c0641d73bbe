"""Virginia's stages against the General Assembly's own flags, rows read by hand, and LegiScan.

The three whole sessions of ``real/states/virginia-lis``, each folded as of the newest day in its
files. The flags are read with care: ``Passed`` is set of vetoed measures, ``Failed`` with
``Carried_over`` is a measure of the year before. LegiScan data is CC BY 4.0.
"""

import csv
import gzip
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from bench import REAL
from billtrail.bills.models import Bill
from billtrail.bills.stages.fold import BillProgress, fold_bill
from billtrail.importing.prepared import ReadDocument, classify_bill
from billtrail.importing.recognition import find
from billtrail.legislatures.calendar import sessions
from billtrail.legislatures.vocabulary import ActionClass, MeasureKind, Stage
from billtrail.scrapers.va_lis.source import EXPLAINED, SOURCE, STATUSES

FOLDER = REAL / "states" / "virginia-lis"
EXPECTED = REAL / "states" / "expected.csv"
LEGISCAN = REAL / "states" / "legiscan" / "csv"
#: LegiScan's folder of each session that it has here.
_COPIES = {"241": "VA_2024-2024_Regular_Session", "242": "VA_2024-2024_1st_Special_Session"}
_NOW = "2026-11-26T08:00:00Z"
_DEAD = frozenset((Stage.FAILED, Stage.DIED, Stage.WITHDRAWN))


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure as its session's files end; ``progress`` as of their newest day."""

    bill: Bill
    progress: BillProgress

    @property
    def outcome(self) -> str:
        """In the words of ``expected.csv``."""
        stage = self.progress.stage
        if stage in _OUTCOMES:
            return _OUTCOMES[stage]
        return "carried-over" if is_carried_over(self.bill) else str(stage)


_OUTCOMES = {
    Stage.ENACTED: "law",
    Stage.ADOPTED: "adopted",
    Stage.VETOED: "vetoed",
} | dict.fromkeys(_DEAD, "dead")


def is_carried_over(bill: Bill) -> bool:
    return any(ActionClass.CARRIED_OVER in a.classification for a in bill.actions or ())


def read_session(folder: Path) -> Iterator[Measure]:
    """The measures of a folder of one session."""
    for found in find(folder, {SOURCE.name: SOURCE}, _NOW, print):
        assert isinstance(found, ReadDocument)
        for record in SOURCE.parse(found.document, found.reference):
            if isinstance(record, Bill):
                yield _measure(classify_bill(SOURCE, record))


def _measure(bill: Bill) -> Measure:
    on = date.fromisoformat(bill.data_as_of)
    return Measure(bill, fold_bill(bill, on, sessions.session_for(bill.key), bill.data_as_of))


def read_all() -> Mapping[str, Measure]:
    """Every measure of the three sessions by key."""
    return {
        one.bill.key: one
        for folder in sorted(FOLDER.iterdir()) if folder.is_dir()
        for one in read_session(folder)
    }  # fmt: skip


def main() -> None:
    measures = read_all()
    _say_counts(measures)
    _say_flags(measures)
    right, rows = against_rows(measures)
    print(f"rows read by hand: {right} of {len(rows)}")
    for line in rows:
        if line:
            print(f"  {line}")
    _say_legiscan(measures)


def _say_counts(measures: Mapping[str, Measure]) -> None:
    for session in ("231", "241", "242"):
        ours = [one for one in measures.values() if one.bill.session == session]
        steps = sum(len(one.bill.actions or ()) for one in ours)
        unknown = sum(not a.classification for one in ours for a in one.bill.actions or ())
        outcomes = Counter(one.outcome for one in ours)
        print(f"{session}: {len(ours):,} measures, {steps:,} steps, {unknown} without a rule")
        print("  " + ", ".join(f"{name} {n:,}" for name, n in sorted(outcomes.items())))


# -- the official flags ----------------------------------------------------------------------------


def flag_differences(measures: Mapping[str, Measure]) -> Mapping[tuple[str, str], list[str]]:
    """(flag, our stage) -> the measures where these do not go together."""
    found: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for key, one in measures.items():
        status, stage = one.bill.status_text or "", one.progress.stage
        if status in STATUSES and stage not in STATUSES[status]:
            found[status, str(stage)].append(key)
    return found


def _say_flags(measures: Mapping[str, Measure]) -> None:
    pairs = Counter((m.bill.status_text or "-", str(m.progress.stage)) for m in measures.values())
    for (status, stage), count in sorted(pairs.items()):
        print(f"{count:6,}  {status:<14} {stage}")
    for (status, stage), keys in flag_differences(measures).items():
        why = EXPLAINED.get((status, Stage(stage)), "NOT EXPLAINED")
        print(f"{len(keys):4}  {status} but {stage}: {why} ({', '.join(keys[:8])})")
    laws = [m for m in measures.values() if m.bill.status_text == "Approved"]
    bills = [m for m in laws if m.bill.kind == MeasureKind.BILL]
    numbered = sum(m.bill.law is not None for m in laws)
    print(f"Approved: {len(laws):,}, of them bills {len(bills):,}; with a chapter {numbered:,}")


# -- rows read by hand -----------------------------------------------------------------------------


def against_rows(measures: Mapping[str, Measure]) -> tuple[int, list[str]]:
    """How many of Virginia's rows are right, and for each what is wrong ("" where nothing is)."""
    with EXPECTED.open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["source"] == "virginia-lis"]
    found = [_wrong(row, measures) for row in rows]
    return found.count(""), found


def _wrong(row: Mapping[str, str], measures: Mapping[str, Measure]) -> str:
    key = f"va-{row['session']}-{row['bill'].lower()}"
    one = measures.get(key)
    if one is None:
        return f"{key}: not there"
    day = _dated(one.bill, _BY_CLASS[row["outcome"]]) if row["outcome"] in _BY_CLASS else None
    if "veto was sustained" in row["trap"]:  # the row gives that day, others that of the veto
        day = _dated(one.bill, ActionClass.VETO_SUSTAINED)
    day = day or one.progress.date
    sponsor = next((s.name for s in one.bill.sponsorships or ()), "")
    told = {
        "outcome": one.outcome, "law": one.bill.law or "", "outcome_date": day or "",
        "introduced": one.bill.introduced_date or "", "title": one.bill.title or "",
        "actions": str(len(one.bill.actions or ())),
    }  # fmt: skip
    wrong = [f"{n} {told[n]!r} for {row[n]!r}" for n in told if told[n] != row[n]]
    if row["chief_sponsor"].split(" ")[-1] not in sponsor:
        wrong.append(f"patron {sponsor!r} for {row['chief_sponsor']!r}")
    return f"{key}: {'; '.join(wrong)}" if wrong else ""


#: An outcome whose day no stage has.
_BY_CLASS = {"carried-over": ActionClass.CARRIED_OVER}


def _dated(bill: Bill, class_: ActionClass) -> str | None:
    return next((a.date for a in bill.actions or () if class_ in a.classification), None)


# -- LegiScan's copy -------------------------------------------------------------------------------


def against_legiscan(measures: Mapping[str, Measure]) -> Mapping[tuple[str, str, str], int]:
    """(session, LegiScan's status, our outcome) -> how many measures."""
    found: Counter[tuple[str, str, str]] = Counter()
    for session in _COPIES:
        theirs = _copy(session)
        for key, one in measures.items():
            if one.bill.session == session:
                status = theirs[key]["status_desc"] if key in theirs else "(not there)"
                found[session, status, one.outcome] += 1
        for key in theirs.keys() - measures.keys():
            found[session, theirs[key]["status_desc"], "(not there)"] += 1
    return found


def days_against_legiscan(measures: Mapping[str, Measure]) -> Mapping[str, list[str]]:
    """Outcome -> the measures that LegiScan ends likewise on another day; "alike": all others."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for session in _COPIES:
        for key, row in _copy(session).items():
            ours = measures[key]
            if row["status_desc"] in _ENDS.get(ours.outcome, ()):
                alike = row["status_date"] == ours.progress.date
                found["alike" if alike else ours.outcome].append(key)
    return found


_ENDS = {"law": ("Passed",), "adopted": ("Passed",), "vetoed": ("Vetoed",)}


@cache
def _copy(session: str) -> Mapping[str, Mapping[str, str]]:
    """LegiScan's rows by our keys."""
    path = LEGISCAN / _COPIES[session] / "bills.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        return {_key(session, row["bill_number"]): row for row in csv.DictReader(lines)}


def _key(session: str, number: str) -> str:
    """``HJR1`` -> ``va-241-hj1``."""
    letters = number.rstrip("0123456789")
    digits = int(number[len(letters) :])
    return f"va-{session}-{letters[:2].lower() if len(letters) == 3 else letters.lower()}{digits}"


def _say_legiscan(measures: Mapping[str, Measure]) -> None:
    for (session, status, ours), count in sorted(against_legiscan(measures).items()):
        print(f"{count:6,}  LegiScan {session} {status:<12} ours {ours}")
    for outcome, keys in sorted(days_against_legiscan(measures).items()):
        other = "" if outcome == "alike" else f" on another day: {', '.join(keys[:6])}"
        print(f"{len(keys):6,}  LegiScan's day, {outcome}{other}")
