"""The pages of the California Legislature's two calendars: lists of meetings, and agendas.

As independent readers of the live sites report them (Senate since January 2025, Assembly 2026),
and as agendas saved on 2026-04-20 show:

* Senate list: ``.page-events--day-wrapper`` with ``h2.page-events__date`` and a
  ``.page-events__item--committee-hearing`` for each meeting; "cancelled" stands in an element of
  its own or in the text; a list without meetings has ``.no-results-message``;
* Assembly list: rows of ``table.committee-hearing-table``, cells ``.committee_hearing-date`` ...;
* both link the agenda where it is out; an agenda's address answers with the fragment, as HTML or
  wrapped in Drupal's JSON;
* agenda: ``span.Measure`` with a leginfo link; the note's sign stands inside the link in the
  Senate and behind it in the Assembly; footnotes say what a sign means.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from billtrail.errors import BilltrailError, ParseError
from billtrail.legislatures import key_from_leginfo_id
from billtrail.scrapers.california import day_of, status_of
from billtrail.scrapers.crawling import Element, Page, words

_CLOCK = re.compile(r"(\d{1,2})(?::(\d\d))?\s*([ap])\.?\s?m\.?", re.IGNORECASE)
_OFF = re.compile(r"cancel|postpone", re.IGNORECASE)
_BILL = re.compile(r"\bbill_id=(\d{9}[A-Za-z]+\d+)\b")


@dataclass(frozen=True, slots=True)
class ListedMeeting:
    """A meeting on a list. ``agenda`` is the address of its agenda, where one is out."""

    day: str
    name: str
    time: str | None
    note: str | None
    location: str | None
    status: str
    agenda: str | None


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """A measure on an agenda, with what a footnote says of it; ``bill`` is ``None`` where we know
    no measure by its ``printed`` id."""

    bill: str | None
    note: str | None
    printed: str = ""


def clock_of(text: str) -> tuple[str | None, str | None]:
    """``3 p.m. or upon adjournment of Session`` -> ("15:00", those words); a plain time needs no
    words, and words without a time have no clock."""
    text = text.removeprefix("Time:").strip()
    match = _CLOCK.match(text)
    if not match:
        return None, text or None
    hour = int(match[1]) % 12 + (12 if match[3].lower() == "p" else 0)
    plain = not text[match.end() :].strip(" .")
    return f"{hour:02}:{match[2] or '00'}", None if plain else text


# Lists --------------------------------------------------------------------------------------------


def read_senate_list(page: Page, near: date) -> Iterator[ListedMeeting]:
    """The Senate's meetings, day by day."""
    days = page.some(".page-events--day-wrapper", least=0)
    if not days:
        page.some(".no-results-message")
    for wrapper in days:
        heading = page.one("h2.page-events__date", wrapper)
        day = _day(page, heading, near)
        for item in page.some(".page-events__item--committee-hearing", wrapper, least=0):
            yield _senate_meeting(page, item, day)


def _senate_meeting(page: Page, item: Element, day: str) -> ListedMeeting:
    """``9:30 a.m. - 1021 O Street, Room 2100`` in one line."""
    when = words(page.one(".page-events__time-location", item))
    time_text, _, place = when.partition(" - ")
    time, note = clock_of(time_text)
    link = page.maybe(".view-agenda-link a", item)
    said = words(page.maybe(".committee-hearing-status", item)) or words(item)
    return ListedMeeting(
        day=day,
        name=words(page.one(".page-events__title", item)),
        time=time,
        note=note,
        location=place or None,
        status=status_of(said),
        agenda=link.get("href") if link is not None else None,
    )


def read_assembly_list(page: Page, near: date) -> Iterator[ListedMeeting]:
    """The Assembly's meetings, row by row."""
    table = page.one("table.committee-hearing-table")
    for row in page.some("tbody tr", table, least=0):
        cells = {name: page.one(f"td.committee_hearing-{name}", row)
                 for name in ("date", "time", "name", "location")}  # fmt: skip
        time, note = clock_of(words(cells["time"]))
        link = page.maybe('a[href*="/dailyfile/agenda"]', row)
        yield ListedMeeting(
            day=_day(page, cells["date"], near),
            name=_OFF.split(words(cells["name"]))[0].strip(" -(*") or words(cells["name"]),
            time=time,
            note=note,
            location=words(cells["location"]) or None,
            status=status_of(words(row)),
            agenda=link.get("href") if link is not None else None,
        )


def _day(page: Page, element: Element, near: date) -> str:
    day = day_of(words(element), near)
    if day is None:
        raise page.wrong(element, f"{words(element)[:40]!r} where a day was expected")
    return day


# Agendas ------------------------------------------------------------------------------------------


def agenda_html(name: str, data: bytes) -> bytes:
    """The fragment of an answer: as it came, or out of Drupal's list of commands."""
    if not data.lstrip().startswith(b"["):
        return data
    try:
        found = [c["data"] for c in json.loads(data) if isinstance(c.get("data"), str)]
    except (ValueError, AttributeError, TypeError) as error:
        raise ParseError(f"{name}: neither a page nor a list of commands ({error})") from error
    if not found:
        raise ParseError(f"{name}: no command with a page, at least 1 expected")
    return str(found[0]).encode()


def read_agenda(name: str, data: bytes) -> tuple[AgendaItem, ...]:
    """The measures of an agenda, in file order; none where only other business is set."""
    page = Page(name, agenda_html(name, data))
    page.some(".agenda-container, .agenda", most=2)
    measures = page.some("span.Measure", least=0)
    linked = page.some('a[href*="bill_id="]', least=len(measures))
    notes = dict(_footnotes(page))
    if len(linked) != len(measures):
        raise ParseError(f"{name}: {len(measures)} measures, but {len(linked)} links to measures")
    return tuple(_item(page, measure, notes) for measure in measures)


def _footnotes(page: Page) -> Iterator[tuple[str, str]]:
    for note in page.some(".MeasureFootNotes .FootNote", least=0):
        yield words(page.one(".NoteSymbol", note)), words(page.one(".NoteText", note))


def _item(page: Page, measure: Element, notes: dict[str, str]) -> AgendaItem:
    link = page.one('a[href*="bill_id="]', measure)
    match = _BILL.search(link.get("href") or "")
    if match is None:
        raise page.wrong(link, f"{(link.get('href') or '')[-60:]!r} has no bill_id of a measure")
    sign = words(page.maybe(".NoteSymbol", measure))
    return AgendaItem(_key(match[1]), notes.get(sign) if sign else None, match[1])


def _key(printed: str) -> str | None:
    """The measure's key; a type that nobody has heard of takes nothing else away."""
    try:
        return key_from_leginfo_id(printed)
    except BilltrailError:
        return None
