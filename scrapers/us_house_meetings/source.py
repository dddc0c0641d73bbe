"""Committee meetings of the House: the Committee Repository, maintained by its Clerk.

Publisher: https://docs.house.gov/Committee, public domain. Three kinds of documents: a week's page,
a day's page, and a visit to a meeting (its page, and, where that may be about a bill, the file that
its button gives by ASP.NET's postback, which wants the hidden fields of the page back). What they
hold, and what was seen when, is in ``pages`` and ``file``; the button gives
the page once more at times (2026-09), then the file is asked for at its own address, and where that
is not known the page alone tells of the meeting.

A week's page is a quick look for what is new; a day's page, once a day, has all of its day.

A meeting's file that somebody saved is a document too, under whatever name: it speaks for the
instant of its last change.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import timedelta

from billtrail.bills import Source
from billtrail.bills.models import Action, Agenda, Bill, Document, Link, Record
from billtrail.errors import ParseError, UsageError
from billtrail.legislatures import ActionClass, Chamber
from billtrail.legislatures.calendar import sessions
from billtrail.scrapers.congress import meeting_name
from billtrail.scrapers.crawling import Known, Visit, VisitFiles

from .facts import MeetingFacts, hearings_of
from .file import is_file, read_file
from .links import (
    CALENDAR,
    DAY,
    MEETING,
    NAME,
    WEEK,
    day_of,
    event_of,
    meeting_link,
    titled,
    week_link,
)
from .pages import panel_of, read_page, rows_of_day, rows_of_week

PAGE, FILE = "HOUSE-page.html", "HOUSE-meeting.xml"
FILES = VisitFiles(NAME, "HOUSE-visit.json")


def links_for(keys: Iterable[str], known: Known | None = None) -> Iterator[Link]:
    """The pages of this week and the next, where any measure of Congress is watched; what they lead
    to, an update decides."""
    if any(key.startswith("us-") for key in keys):
        today = sessions.today("America/New_York")
        yield from (week_link(today + timedelta(days=days)) for days in (0, 7))


def follow(link: Link, data: bytes) -> Mapping[str, str]:
    """A list is a page alone; a meeting's file takes a form (``spider``)."""
    return {}


def join(link: Link, pages: Mapping[str, bytes], at: str) -> Document:
    """The document of a visit: of each page what says something."""
    kept = {name: panel_of(data) if name == PAGE and link.kind != WEEK else data
            for name, data in pages.items()}  # fmt: skip
    return FILES.document(link.kind, link.url, kept, at)


VISIT = Visit(PAGE, follow, join)


# Parsing ------------------------------------------------------------------------------------------


def listed_in(document: Document) -> Mapping[str, str | None]:
    """The meetings that a week's or a day's page names, with what a day says of each; raises
    ParseError."""
    read = rows_of_week if document.kind == WEEK else rows_of_day
    return read(PAGE, document.parts.get(PAGE, b""))


def parse(document: Document, reference: object = None) -> Iterator[Record]:
    """The one Agenda of a meeting, with the bills that it names, or of a day, which tells what is
    on by its name alone; raises ParseError."""
    try:
        if not document.parts.keys() & {FILES.about, PAGE}:
            yield _copy(document)
            return
        at = FILES.said(document.parts)["fetched_at"]
        if document.kind == DAY:
            yield _day(document, at)
        elif document.kind == MEETING:
            yield _alone(_meeting(document), document.url, at)
    except (ParseError, UsageError) as error:  # or a day that our calendar does not cover
        raise ParseError(f"{document.url}: {error}") from error


def _day(document: Document, at: str) -> Agenda:
    day = day_of(document.url) or ""
    congress = sessions.session_on("us", day)
    listed = tuple(meeting_name(congress, event) for event in listed_in(document))
    return Agenda("us", Chamber.LOWER, day, day, at, (), listed=listed, gone="withdrawn")


def _alone(facts: MeetingFacts, url: str, at: str) -> Agenda:
    days = sorted(day for day, _ in facts.days)
    name = meeting_name(facts.congress, facts.event)
    hearings = tuple(hearings_of(facts, url, at))
    return Agenda("us", Chamber.LOWER, days[0], days[-1], at, hearings, only=name, gone="withdrawn")


def _copy(document: Document) -> Agenda:
    """A meeting by its file alone."""
    facts = read_file(next(iter(document.parts.values()), b""))
    at = facts.changed_at or document.fetched_at
    return _alone(facts, meeting_link(facts.event).url, at)


def name_of(data: bytes) -> str | None:
    """A meeting's file does not say under which name its publisher has it."""
    return "" if is_file(data) else None


def _meeting(document: Document) -> MeetingFacts:
    """By its file, with what the page alone tells: witnesses, and that it is off."""
    event = event_of(document.url) or ""
    page = read_page(PAGE, document.parts.get(PAGE, b""), event)
    if FILE not in document.parts:
        return page
    facts = read_file(document.parts[FILE])
    if facts.event != event:
        raise ParseError(f"asked for meeting {event}, answered with {facts.event}")
    people = tuple(one for one in page.papers if one.kind in ("witness", "testimony"))
    off = page.status if page.status != "confirmed" else facts.status
    notes = tuple(dict.fromkeys((*facts.notes, *page.notes)))
    return replace(facts, status=off, papers=(*people, *facts.papers), notes=notes)


def has_file_to_tell(page: bytes, event: str | None) -> bool:
    """Whether a meeting's file may say more of bills than its page: not where that names none and
    has no text of one."""
    try:
        facts = read_page(PAGE, page, event or "")
    except ParseError:
        return True
    return bool(facts.bills) or any(paper.kind in _OF_BILLS for paper in facts.papers)


_OF_BILLS = ("text", "amendment")


def names_bills(document: Document) -> bool:
    """Whether a visit to a meeting names a bill; what cannot be read may do."""
    try:
        return any(record.hearings for record in parse(document) if isinstance(record, Agenda))
    except ParseError:
        return True


def classify(action: Action, bill: Bill) -> tuple[ActionClass, ...]:
    """Meetings tell no steps of bills."""
    return action.classification


SOURCE = Source(
    name=NAME,
    title="House committee meetings",
    publisher="the House",
    jurisdiction="us",
    kinds={MEETING: r"(?:^|/)HOUSE-(?:visit\.json|page\.html|meeting\.xml)$"},
    rank=40,
    rhythm=24 * 4,
    hosts=("docs.house.gov",),
    home=f"{CALENDAR}/ByWeek.aspx",
    parse=parse,
    classify=classify,
    start=links_for,
    documents=FILES.gather,
    licence="Public domain (17 U.S.C. 105)",
    titled=titled,
    name_of=name_of,
    instead=(
        "With a key (CONGRESS_API_KEY in secrets.env) the Congress.gov API tells of the same "
        "meetings, a little later"
    ),
)
