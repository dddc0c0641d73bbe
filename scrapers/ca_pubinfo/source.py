"""California's PUBINFO archives: the Legislature's own bulk data, all sessions since 1989.

Publisher: downloads.leginfo.legislature.ca.gov (``pubinfo_YEAR.zip``, daily and delta zips); public
domain, Government Code 10248.5. Format: ``rows``; staging: ``staging``. One
document is the rows of all tables with one bill. Quirks, each seen in real rows:

* 1989-1998 has chaptered bills only, in their final print, without history; from 1999 history and
  votes; the first years leave most columns NULL;
* a vetoed bill keeps the state ``Enrolled``; only ``current_status`` says ``Vetoed`` (SB 275);
* the dump of 2025-03-07 has no BILL_VERSION_TBL: titles are then absent, never guessed;
* more of them with the parts they concern: ``history``, ``authors``,
  ``votes``.
"""

from collections.abc import Iterator, Mapping
from operator import attrgetter

from billtrail.bills import Source
from billtrail.bills.models import Bill, Document, Record
from billtrail.errors import ParseError
from billtrail.legislatures import display, measure_kind, official_url, origin_chamber
from billtrail.scrapers.california import classify

from .authors import sponsorships
from .bill import BillRows, number
from .history import actions, committees, final_step, introduced, oldest_first
from .lookups import PubinfoReference
from .prints import Print, analyses, messages, prints_of, version
from .staging import ADDED, HEARINGS, stage
from .statuses import EXPLAINED, STATUSES
from .tables import BillRow, StepRow
from .votes import hearings, votes


def parse(document: Document, reference: PubinfoReference | None = None) -> Iterator[Record]:
    """The bill that a document's rows tell of, its hearings, texts and analyses; raises
    ParseError."""
    rows = BillRows(document, reference)
    adds = document.kind == ADDED
    if not rows[BillRow] and not adds:
        raise ParseError(f"{document.url}: no row in BILL_TBL")
    prints = prints_of(rows)
    bill = _bill(rows, prints, adds)
    yield bill
    yield from hearings(rows, bill.actions or (), HEARINGS in document.parts and not adds)
    yield from (text for one in prints if (text := one.full_text(rows.key)))
    yield from analyses(rows)


def _bill(rows: BillRows, prints: list[Print], adds: bool) -> Bill:
    key, kind = rows.key, measure_kind(rows.key)
    row = max(rows[BillRow], key=attrgetter("trans_update"), default=_NO_BILL)
    history, law = oldest_first(rows[StepRow]), _law(row)
    return Bill(
        key=key,
        jurisdiction=rows.parts.jurisdiction,
        session=rows.parts.session,
        identifier=display(key),
        kind=kind.value,
        chamber=origin_chamber(key),
        data_as_of=rows.data_as_of,
        title=prints[0].subject if prints else None,
        introduced_date=introduced(prints, history),
        law=law,
        location=rows.place(row.current_location),
        status_text=row.current_status or None,
        source_url=official_url(key),
        sponsorships=sponsorships(rows, row.latest_bill_version_id),
        committees=committees(history, rows),
        versions=tuple(version(one, rows) for one in prints) if prints else None,
        votes=votes(rows),
        summaries=messages(rows),
        actions=actions(history, kind, rows.data_as_of) or final_step(kind, law, prints),
        adds=adds,
    )


#: What is known of a bill whose row is not new.
_NO_BILL = BillRow(*("" for _ in BillRow._fields))

_EXTRAORDINARY = ("", "First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth",
                  "Ninth")  # fmt: skip


def _law(row: BillRow) -> str | None:
    """``Chapter 623, Statutes of 2025``; a resolution's chapter says so; year, type and session
    are all needed, because numbers repeat."""
    if not row.chapter_num or not row.chapter_year:
        return None
    prefix = "Resolution Chapter" if row.chapter_type == "CHR" else "Chapter"
    law = f"{prefix} {row.chapter_num}, Statutes of {row.chapter_year}"
    extra = int(number(row.chapter_session_num))
    if not 0 <= extra < len(_EXTRAORDINARY):
        raise ParseError(f"{row.chapter_session_num!r} is no number of an extraordinary session")
    return f"{law}, {_EXTRAORDINARY[extra]} Extraordinary Session" if extra else law


KINDS: Mapping[str, str] = {
    "table": r"(?:^|/)[A-Z_]+_TBL\.dat$",
    "lob": r"(?:^|/)[A-Z_]+_TBL_\d+\.lob$",
}

SOURCE = Source(
    name="ca_pubinfo",
    title="California Legislature, PUBINFO",
    publisher="California Legislative Information",
    jurisdiction="ca",
    kinds=KINDS,
    rank=40,
    rhythm=24 * 8,
    hosts=("downloads.leginfo.legislature.ca.gov",),
    home="https://downloads.leginfo.legislature.ca.gov/",
    parse=parse,
    classify=classify,
    parser_version=9,
    documents=stage,
    licence="Public domain (California Government Code 10248.5)",
    official=True,
    statuses=STATUSES,
    explained=EXPLAINED,
)
