"""What LegiScan's own history lines tell by our rules: Virginia's beside the General Assembly's own
files, and any session beside LegiScan's status, which hides death.

Tables of whole sessions, and single answers of Arkansas, Alaska and California, of ``real``. Each
bill is folded as of the newest day it speaks for. LegiScan data is CC BY 4.0.
"""

import gzip
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from bench import REAL
from billtrail.bills.models import Bill, Document
from billtrail.bills.stages import fold_bill
from billtrail.importing.prepared import ReadDocument, classify_bill
from billtrail.importing.recognition import find
from billtrail.legislatures.calendar import session_for
from billtrail.scrapers.legiscan.source import SOURCE, STATUSES, parse

from . import virginia
from .virginia import Measure

TABLES = REAL / "states" / "legiscan" / "csv"
_NOW = "2026-11-26T08:00:00Z"


def read_tables(folder: Path) -> Iterator[Measure]:
    """The bills of a dataset of tables; what is wrong with it is printed."""
    for found in find(folder, {SOURCE.name: SOURCE}, _NOW, print):
        if isinstance(found, ReadDocument):
            yield from _measures(found.document)


def read_answers() -> Iterator[Measure]:
    """The single answers at hand."""
    for path in sorted((REAL / "states/legiscan/getBill/AR_2012F_sample/bill").glob("*.json")):
        yield from _answer(json.loads(path.read_text(encoding="utf-8"))["bill"])
    packed = REAL / "california/legiscan/getBill/ca_149_bills_2013-2026.json.gz"
    for session in json.loads(gzip.decompress(packed.read_bytes())).values():
        for bill in session.values():
            yield from _answer(bill)


def _answer(bill: Mapping[str, Any]) -> Iterator[Measure]:
    data = json.dumps({"bill": bill}).encode()
    yield from _measures(Document(SOURCE.name, "bill", bill["url"], {"b": data}, _NOW, None, ""))


def _measures(document: Document) -> Iterator[Measure]:
    for record in parse(document):
        if isinstance(record, Bill):
            bill = classify_bill(SOURCE, record)
            day = bill.data_as_of
            on = date.fromisoformat(day)
            yield Measure(bill, fold_bill(bill, on, session_for(bill.key), day))


def against_virginia(
    theirs: Iterable[Measure], own: Mapping[str, Measure]
) -> Mapping[tuple[str, str], list[str]]:
    """(outcome by the General Assembly's files, by LegiScan's lines) -> the measures."""
    found: dict[tuple[str, str], list[str]] = {}
    for one in theirs:
        pair = own[one.bill.key].outcome, one.outcome
        found.setdefault(pair, []).append(one.bill.key)
    return found


def main() -> None:
    own = virginia.read_all()
    for folder in sorted(TABLES.iterdir()):
        measures = list(read_tables(folder))
        _say(folder.name, measures)
        if measures and measures[0].bill.jurisdiction == "va":
            for (there, here), keys in sorted(against_virginia(measures, own).items()):
                named = "" if there == here else f" ({', '.join(keys[:4])})"
                print(f"{len(keys):6,}  own files {there:<18} LegiScan's lines {here}{named}")
    _say("single answers", list(read_answers()))


def _say(name: str, measures: list[Measure]) -> None:
    lines = [action for one in measures for action in one.bill.actions or ()]
    open_ = Counter(a.description for a in lines if not a.classification)
    print(f"{name}: {len(measures):,} measures, {len(lines):,} steps, {open_.total():,} without a "
          f"rule ({', '.join(f'{text} {n}' for text, n in open_.most_common(3))})")  # fmt: skip
    pairs = Counter((one.bill.status_text or "-", one.progress.stage) for one in measures)
    for (status, stage), count in sorted(pairs.items()):
        against = "" if stage in STATUSES.get(status, (stage,)) else "  AGAINST ITS STATUS"
        print(f"{count:6,}  {status:<12} {stage}{against}")
