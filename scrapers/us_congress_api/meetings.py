"""Committee meetings of the Congress.gov API: one Hearing for each bill that a meeting names, and
that it names no other.

Documentation: https://github.com/LibraryOfCongress/api.congress.gov/blob/main/Documentation/
CommitteeMeetingEndpoint.md (read 2026-11-23). See ``us_congress_api`` for the quirks.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import product
from zoneinfo import ZoneInfo

from billtrail.bills.models import Agenda, Hearing, Record
from billtrail.errors import ParseError
from billtrail.legislatures import Chamber, ordinal
from billtrail.scrapers.us_govinfo import _TYPES, CHAMBERS

from .answers import ApiVisit, Row, items_of, text_of, the_one, within

_WASHINGTON = ZoneInfo("America/New_York")
#: A meeting's status in our words; any other is kept as it is.
_STATUSES = {"Scheduled": "confirmed", "Rescheduled": "confirmed", "Postponed": "postponed",
             "Canceled": "cancelled"}  # fmt: skip
_DAY = re.compile(r"^\d{4}-\d\d-\d\d")
#: What a meeting is, in our words; the Senate's are all a "Meeting".
_KINDS = {"Hearing": "hearing", "Markup": "markup"}
#: What stands for an unknown building.
_NO_PLACE = re.compile(r"-*")


def read_meeting(visit: ApiVisit) -> Iterator[Record]:
    """All that is said of a meeting. A bill that it named before, and names no more, is off; a
    meeting of both chambers has none."""
    meeting = the_one(visit, "committeeMeeting")
    congress, event = text_of(meeting, "congress"), text_of(meeting, "eventId", "eventid")
    if f"{congress}-{event}" != visit.key:
        raise ParseError(f"asked for meeting {visit.key}, answered with {congress}-{event}")
    days = _days(meeting)
    chamber = CHAMBERS.get(text_of(meeting, "chamber") or "", Chamber.LEGISLATURE)
    hearings = tuple(_hearings(visit, meeting, days))
    yield Agenda("us", chamber, min(days), max(days), visit.fetched_at, hearings,
                 only=f"congress-{visit.key}", gone="withdrawn")  # fmt: skip


#: Each day of a meeting -> its hour and its place.
_Days = Mapping[str, tuple[str | None, str | None]]


def _hearings(visit: ApiVisit, meeting: Row, days: _Days) -> Iterator[Hearing]:
    """One for each bill that the meeting names and each day that it lasts."""
    congress, _, event = visit.key.partition("-")
    committee = next(iter(items_of(meeting.get("committees"))), {})
    chamber = text_of(meeting, "chamber") or ""
    status = text_of(meeting, "meetingStatus") or "Scheduled"
    name = text_of(committee, "name") or text_of(meeting, "title") or ""
    keys = dict.fromkeys(map(_bill_key, _meeting_bills(meeting)))
    for key, (number, (day, (time, place))) in product(keys, enumerate(days.items())):
        yield Hearing(
            identifier=f"congress-{visit.key}-{key}" + (f"-{number + 1}" if number else ""),
            bill=key,
            date=day,
            committee=text_of(committee, "systemCode"),
            name=name,
            chamber=CHAMBERS.get(chamber),
            time=time,
            location=place,
            status=_STATUSES.get(status, status.lower()),
            url=f"https://www.congress.gov/event/{ordinal(int(congress))}-congress/"
            f"{chamber.lower()}-event/{event}",
            as_of=visit.fetched_at,
            kind=_KINDS.get(text_of(meeting, "type") or "", "meeting"),
            meeting=f"congress-{visit.key}",
        )


def _days(meeting: Row) -> _Days:
    """Each day of a meeting, its hour and its place, the first day first. Another day's date is
    ``continuationDate``, and was ``meeting_dt`` until December 2025."""
    place = _location(within(meeting, "location"))
    day, time = _washington(text_of(meeting, "date"))
    days = {day: (time, place)}
    for row in items_of(meeting.get("continuations") or meeting.get("continuation")):
        day, time = _further(text_of(row, "continuationDate", "meeting_dt") or "")
        if day:
            days.setdefault(day, (time, _location(within(row, "location")) or place))
    return days


def _further(said: str) -> tuple[str, str | None]:
    """A further day of a meeting; the hour may be written in a way of its own
    (``2023-03-24 13T00:00:00Z``), which costs the hour."""
    try:
        return _washington(said)
    except ParseError:
        return next(iter(_DAY.findall(said)), ""), None


def _meeting_bills(meeting: Row) -> list[Row]:
    related = meeting.get("relatedItems")
    entries = related if isinstance(related, list) else [related or {}]
    return [bill for entry in entries for bill in items_of(entry.get("bills"))]


def _bill_key(bill: Row) -> str:
    parts = [text_of(bill, name) for name in ("congress", "type", "number")]
    congress, type_, number = parts
    if None in parts or (type_ or "").lower() not in _TYPES:
        raise ParseError(f"a meeting names no bill that we can read: {parts}")
    return f"us-{congress}-{(type_ or '').lower()}{number}"


def _washington(instant: str | None) -> tuple[str, str | None]:
    """``2025-09-10T14:00:00Z`` -> ("2025-09-10", "10:00"); a bare day has no time."""
    try:
        moment = datetime.fromisoformat(instant or "")
    except ValueError as error:
        raise ParseError(f"a meeting has no date: {instant!r}") from error
    if moment.tzinfo is None:
        return moment.date().isoformat(), None
    local = moment.astimezone(_WASHINGTON)
    return local.date().isoformat(), local.strftime("%H:%M")


def _location(place: Row) -> str | None:
    """``2141 Rayburn House Office Building``; a field meeting's address in one line."""
    address = within(place, "address")
    inside = (text_of(place, "room"), text_of(place, "building"))
    room = " ".join(part for part in inside if part and not _NO_PLACE.fullmatch(part))
    outside = (text_of(address, name) for name in address)
    return ", ".join(part for part in (room, *outside) if part) or None
