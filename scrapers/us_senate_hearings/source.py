"""Committee meetings of the Senate: hearings.xml.

Publisher: https://www.senate.gov/general/committee_schedules/hearings.xml, public domain; "today,
and on days thereafter". One document is one visit. Quirks, with the day they were seen:

* the file is written anew about every two hours; ``If-Modified-Since`` is answered with 304,
  ``If-None-Match`` is not (2026-10-02);
* with nothing on, one row without a committee says "No committee hearings scheduled" for today:
  that is no meeting, and of later days it says nothing (2026-10-02);
* ``date`` is ``30-JUL-2026 09:45 AM`` or ``02-OCT-2026``, ``date_iso_8601`` the day; ``time`` is
  Eastern, without a zone (2026-07-30);
* a row may lack ``identifier``, ``time_iso_8601`` and ``sub_cmte`` (2026-10-02);
* bills stand in ``AssociatedDocument`` (``SN`` 5038; ``PN`` is a nomination) and in the prose of
  ``matter``, one sometimes without the other (2026-07-30);
* ``video_url`` is a real address or one with ``xxxx`` in it (2026-07-30);
* a business meeting is the Senate's markup. Commissions of both chambers (``JCSE00``) are listed.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from itertools import chain

from lxml import etree

from billtrail.bills import Source
from billtrail.bills.models import (
    Action,
    Agenda,
    Bill,
    Document,
    Hearing,
    Link,
    MeetingPaper,
    Record,
)
from billtrail.errors import ParseError, UsageError
from billtrail.legislatures import ActionClass, Chamber
from billtrail.legislatures.calendar import sessions
from billtrail.scrapers.congress import (
    WASHINGTON,
    clock_of,
    keys_named,
    kind_of,
    meeting_name,
    status_in,
    status_of,
)
from billtrail.scrapers.crawling import Known, Visit, VisitFiles, with_known

NAME = "us_senate_hearings"
URL = "https://www.senate.gov/general/committee_schedules/hearings.xml"
#: The same list, for people.
PAGE = "https://www.senate.gov/committees/hearings_meetings.htm"
LIST = "SENATE-hearings.xml"
FILES = VisitFiles(NAME, "SENATE-visit.json")

#: Types of associated documents; nominations and treaties are no measures.
_TYPES = {"SN": "s", "SJ": "sjres", "SC": "sconres", "SE": "sres",
          "HR": "hr", "HJ": "hjres", "HC": "hconres", "HE": "hres"}  # fmt: skip
_OTHERS = {"PN", "TD"}
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
_DAY = re.compile(r"(\d\d?-[A-Za-z]{3}-\d{4})")

Row = Mapping[str, str]


def links_for(keys: Iterable[str], known: Known | None = None) -> Iterator[Link]:
    """The list, where any measure of Congress is watched."""
    if any(key.startswith("us-") for key in keys):
        yield with_known(Link(NAME, URL, Chamber.UPPER.value), known or {})


def follow(link: Link, data: bytes) -> Mapping[str, str]:
    """The list is all there is."""
    return {}


def join(link: Link, pages: Mapping[str, bytes], at: str) -> Document:
    """The document of a visit."""
    return FILES.document(link.kind, link.url, pages, at)


VISIT = Visit(LIST, follow, join)


# Parsing ------------------------------------------------------------------------------------------


def parse(document: Document, reference: object = None) -> Iterator[Record]:
    """The one Agenda of a visit; raises ParseError."""
    at = FILES.said(document.parts)["fetched_at"]
    try:
        yield _agenda(_meetings(document.parts.get(LIST, b"")), at)
    except (ParseError, UsageError) as error:  # or a day that our calendar does not cover
        raise ParseError(f"{document.url}: {error}") from error


def _meetings(data: bytes) -> list[etree._Element]:
    try:
        root = etree.fromstring(data, _PARSER)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ParseError(f"not well-formed XML: {error}") from error
    if root.tag != "css_meetings_scheduled":
        raise ParseError(f"root element is {root.tag}, not css_meetings_scheduled")
    found = root.findall("meeting")
    if not found:
        raise ParseError("no meeting in the list, at least 1 expected (or the row that says so)")
    return found


def _agenda(rows: Iterable[etree._Element], at: str) -> Agenda:
    """What the list says of the days from its own to the last that it names."""
    now = datetime.fromisoformat(at).astimezone(WASHINGTON)
    read = [(row, _texts(row)) for row in rows]
    days = [_day(texts) for _, texts in read]
    told = [(row, texts, day) for (row, texts), day in zip(read, days, strict=True)
            if texts.get("committee") or texts.get("cmte_code")]  # fmt: skip
    return Agenda(
        jurisdiction="us",
        chamber=Chamber.UPPER,
        starts=now.date().isoformat(),
        ends=max(days),
        as_of=at,
        hearings=tuple(chain.from_iterable(_hearings(*one, at) for one in told)),
        unknown=tuple(chain.from_iterable(_unknown(row) for row, _, _ in told)),
        gone="withdrawn",
        starts_at=f"{now:%H:%M}",
    )


def _texts(row: etree._Element) -> Row:
    return {str(child.tag): " ".join((child.text or "").split()) for child in row}


def _day(texts: Row) -> str:
    """``2026-07-30``, of ``date_iso_8601`` or of ``30-JUL-2026 09:45 AM``."""
    said = texts.get("date_iso_8601") or texts.get("date", "")
    match = _DAY.match(said)
    try:
        if match:
            return datetime.strptime(match[1].title(), "%d-%b-%Y").date().isoformat()
        return date.fromisoformat(said[:10]).isoformat()
    except ValueError:
        raise ParseError(f"a meeting has no date: {said!r}") from None


def _hearings(row: etree._Element, texts: Row, day: str, at: str) -> Iterator[Hearing]:
    congress = sessions.session_on("us", day)
    time, said = clock_of(texts.get("time_iso_8601") or texts.get("time"))
    code, matter, type_ = (texts.get(name, "") for name in ("cmte_code", "matter", "type"))
    event = texts.get("identifier") or f"{code or 'senate'}-{day}-{time or ''}"
    name = meeting_name(congress, event)
    status = status_in(matter) if status_in(type_) == "confirmed" else status_of(type_)
    notes = ("closed to the public" if "closed" in type_.lower() else None, said)
    for key in dict.fromkeys((*_associated(row, congress), *keys_named(matter, congress))):
        yield Hearing(
            identifier=f"{name}-{key}",
            bill=key,
            date=day,
            committee=code.lower() or None,
            name=", ".join(filter(None, (texts.get("committee"), texts.get("sub_cmte")))),
            chamber=Chamber.UPPER,
            time=time,
            location=texts.get("room") or None,
            status=status,
            url=PAGE,
            note="; ".join(filter(None, notes)) or None,
            as_of=at,
            kind=kind_of(f"{type_} {matter}"),
            meeting=name,
            papers=tuple(_video(texts.get("video_url", ""))),
        )


def _associated(row: etree._Element, congress: str) -> Iterator[str]:
    for prefix, number, of in _documents(row):
        if prefix in _TYPES and number.isdecimal():
            yield f"us-{of or congress}-{_TYPES[prefix]}{int(number)}"


def _unknown(row: etree._Element) -> Iterator[str]:
    for prefix, number, _ in _documents(row):
        if prefix not in _OTHERS and not (prefix in _TYPES and number.isdecimal()):
            yield f"{prefix} {number}"


def _documents(row: etree._Element) -> Iterator[tuple[str, str, str]]:
    for one in row.iter("AssociatedDocument"):
        prefix, number, congress = (
            (one.get(name) or "").strip()
            for name in ("document_prefix", "document_num", "congress")
        )
        yield prefix.upper(), number, congress


def _video(url: str) -> Iterator[MeetingPaper]:
    if url.startswith("https://") and "xxxx" not in url:
        yield MeetingPaper("video", "Video of the meeting", url)


def classify(action: Action, bill: Bill) -> tuple[ActionClass, ...]:
    """The list tells no steps of bills."""
    return action.classification


SOURCE = Source(
    name=NAME,
    title="Senate committee meetings",
    publisher="the Senate",
    jurisdiction="us",
    kinds={"upper": r"(?:^|/)SENATE-(?:visit\.json|hearings\.xml)$"},
    rank=40,
    rhythm=24 * 4,
    hosts=("www.senate.gov",),
    home=PAGE,
    parse=parse,
    classify=classify,
    start=links_for,
    documents=FILES.gather,
    licence="Public domain (17 U.S.C. 105)",
    instead=(
        "With a key (CONGRESS_API_KEY in secrets.env) the Congress.gov API tells of the same "
        "meetings, a little later"
    ),
)
