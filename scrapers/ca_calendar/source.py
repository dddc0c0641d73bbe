"""Hearings of the California Legislature: the committee calendars of the Senate and the Assembly.

Publishers: https://www.senate.ca.gov/calendar and
https://www.assembly.ca.gov/schedules-publications/daily-file; public domain, Government Code
10248.5. One document is one visit to one calendar: the list and every agenda that is out. Its parts
are ``CALENDAR-visit.json``, ``CALENDAR-list.html`` and ``CALENDAR-agenda-....html``. What the
pages hold is in ``pages``.

A calendar is asked for whole at each visit, since an agenda can change under an unchanged list. It
becomes one ``Agenda``: what it no longer lists has moved or is off (``store.hearings``).
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path, PurePosixPath
from typing import IO
from urllib.parse import urljoin, urlsplit

from billtrail.bills import Source
from billtrail.bills.models import Action, Agenda, Bill, Document, Hearing, Link, Record
from billtrail.errors import ParseError
from billtrail.legislatures import ActionClass, Chamber
from billtrail.legislatures.calendar import sessions
from billtrail.scrapers.california import committee_code, status_of
from billtrail.scrapers.crawling import KeptVisit, Known, Page, Visit

from .pages import AgendaItem, ListedMeeting, read_agenda, read_assembly_list, read_senate_list

NAME = "ca_calendar"
#: How far ahead the Senate's calendar is asked for.
AHEAD = timedelta(days=60)
LIST, ABOUT = "list", "CALENDAR-visit.json"
_PART = re.compile(r"CALENDAR-([\w-]+)\.html$")


@dataclass(frozen=True, slots=True)
class Calendar:
    """A chamber's calendar: where it is, and how its list is read."""

    url: str
    read: Callable[[Page, date], Iterator[ListedMeeting]]

    @property
    def host(self) -> str:
        return urlsplit(self.url).netloc


#: By kind of document, which is the chamber.
CALENDARS: Mapping[str, Calendar] = {
    Chamber.UPPER.value: Calendar("https://www.senate.ca.gov/calendar", read_senate_list),
    Chamber.LOWER.value: Calendar(
        "https://www.assembly.ca.gov/schedules-publications/daily-file", read_assembly_list
    ),
}


def links_for(keys: Iterable[str], known: Known | None = None) -> Iterator[Link]:
    """The two calendars from today on, where any California measure is watched."""
    if not any(key.startswith("ca-") for key in keys):
        return
    today = sessions.today()
    span = f"?startDate={today}&endDate={today + AHEAD}&committeeHearings=1"
    yield Link(NAME, CALENDARS["upper"].url + span, "upper")
    yield Link(NAME, CALENDARS["lower"].url, "lower")


def follow(link: Link, data: bytes) -> Mapping[str, str]:
    """The agendas that the list links, each by the name of its part."""
    calendar = CALENDARS[link.kind]
    listed = calendar.read(Page(LIST, data), sessions.today())
    return {_part(row.agenda): urljoin(calendar.url, row.agenda) for row in listed if row.agenda}


def _part(address: str) -> str:
    """A short name for an agenda's address, the same at every visit."""
    return f"agenda-{hashlib.sha256(address.encode()).hexdigest()[:16]}"


def join(link: Link, pages: Mapping[str, bytes], at: str) -> Document:
    """The document of a visit."""
    about = {"chamber": link.kind, "fetched_at": at, "url": link.url}
    parts = {ABOUT: json.dumps(about, indent=2).encode()}
    parts |= {f"CALENDAR-{name}.html": data for name, data in pages.items()}
    return _document(link.kind, parts, at)


VISIT = Visit(LIST, follow, join)


def _document(chamber: str, parts: Mapping[str, bytes], at: str) -> Document:
    hashed = hashlib.sha256(chamber.encode())
    for name in sorted(parts.keys() - {ABOUT}):
        hashed.update(name.encode() + b"\0" + parts[name] + b"\0")
    return Document(NAME, chamber, CALENDARS[chamber].url, parts, at, at, hashed.hexdigest())


# Parsing ------------------------------------------------------------------------------------------


def parse(document: Document, reference: object = None) -> Iterator[Record]:
    """The one Agenda of a visit; raises ParseError naming page, selector and counts."""
    try:
        about = _about(document)
        pages = {m[1]: data for name, data in document.parts.items() if (m := _PART.search(name))}
        yield _agenda(document.kind, about, pages)
    except ParseError as error:
        raise ParseError(f"{document.url}: {error}") from error


def _about(document: Document) -> Mapping[str, str]:
    try:
        about = json.loads(document.parts[ABOUT])
        at, url = str(about["fetched_at"]), str(about["url"])
        datetime.fromisoformat(at)
        return {"fetched_at": at, "url": url}
    except (KeyError, ValueError, TypeError) as error:
        raise ParseError(f"{ABOUT}: does not say when and where ({error})") from error


def _agenda(chamber: str, about: Mapping[str, str], pages: Mapping[str, bytes]) -> Agenda:
    today = sessions.today(now=datetime.fromisoformat(about["fetched_at"]))
    if LIST not in pages:
        raise ParseError("no list among the pages, 1 expected")
    listed = list(CALENDARS[chamber].read(Page(LIST, pages[LIST]), today))
    read = {row: _items(row, pages) for row in listed}
    spans = re.search(r"startDate=([\d-]{10})&endDate=([\d-]{10})", about["url"])
    last = max((row.day for row in listed), default=today.isoformat())
    return Agenda(
        jurisdiction="ca",
        chamber=Chamber(chamber),
        starts=spans[1] if spans else today.isoformat(),
        ends=spans[2] if spans else last,
        as_of=about["fetched_at"],
        hearings=tuple(h for row, items in read.items() for h in _hearings(row, items, chamber)),
        unread=tuple(
            (row.day, row.name)
            for row, items in read.items()
            if items is None and row.status == "confirmed"
        ),
        off=tuple((row.day, row.name, row.status) for row in read if row.status != "confirmed"),
        unknown=tuple(i.printed for items in read.values() for i in items or () if not i.bill),
    )


def _items(row: ListedMeeting, pages: Mapping[str, bytes]) -> tuple[AgendaItem, ...] | None:
    """The measures at a meeting; ``None`` where its agenda is not out."""
    part = _part(row.agenda) if row.agenda else ""
    return read_agenda(part, pages[part]) if part in pages else None


def _hearings(
    row: ListedMeeting, items: tuple[AgendaItem, ...] | None, chamber: str
) -> Iterator[Hearing]:
    code = committee_code(Chamber(chamber), row.name)
    told = {item.bill: (at, item) for at, item in enumerate(items or (), 1) if item.bill}
    for bill, (at, item) in told.items():
        notes = [note for note in (row.note, item.note) if note]
        yield Hearing(
            identifier=f"{bill}|{code or f'{chamber} {row.name}'}|{row.day}",
            bill=bill or "",
            date=row.day,
            committee=code,
            name=row.name,
            chamber=Chamber(chamber),
            time=row.time,
            location=row.location,
            status=row.status if row.status != "confirmed" else status_of(item.note or ""),
            url=CALENDARS[chamber].url,
            note="; ".join(notes) or None,
            item=at,
        )


# Files again --------------------------------------------------------------------------------------


def gather(
    files: Iterable[tuple[str, IO[bytes]]], directory: Path, archive: Path | None = None
) -> KeptVisit:
    """The files of one folder as one visit."""
    parts = {PurePosixPath(path).name: stream.read() for path, stream in files}
    try:
        about = json.loads(parts[ABOUT])
        return KeptVisit(_document(about["chamber"], parts, about["fetched_at"]))
    except (KeyError, ValueError, TypeError):
        return KeptVisit(None, [f"{ABOUT}: missing or not what a visit writes; pages left out"])


def classify(action: Action, bill: Bill) -> tuple[ActionClass, ...]:
    """Calendars tell no steps of bills."""
    return action.classification


SOURCE = Source(
    name=NAME,
    title="California Legislature, committee calendars",
    publisher="California Legislative Information",
    jurisdiction="ca",
    kinds={"calendar": r"(?:^|/)CALENDAR-[\w-]+\.(?:html|json)$"},
    rank=30,
    rhythm=24 * 4,
    hosts=tuple(calendar.host for calendar in CALENDARS.values()),
    home="https://www.senate.ca.gov/calendar",
    parse=parse,
    classify=classify,
    start=links_for,
    documents=gather,
    licence="Public domain (California Government Code 10248.5)",
    instead=(
        "Hearings that were set also stand in the Legislature's data files: run 'billtrail update "
        "--source ca_pubinfo', or 'billtrail import' files of "
        "https://downloads.leginfo.legislature.ca.gov/"
    ),
)
