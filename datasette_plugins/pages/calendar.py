"""Dates as an iCalendar file: hearings, deadlines, and the days a campaign names.

An event keeps its UID when its day moves, and a hearing that is off stays, as cancelled, so that
a calendar that took it takes it back.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from billtrail import __version__
from billtrail.calendars import Session, load_sessions
from billtrail.datasette_plugins.pages.ahead import session_end
from billtrail.datasette_plugins.pages.feed import Absolute
from billtrail.reading import Reading
from billtrail.views import (
    BillStatus,
    CampaignDate,
    CampaignStatus,
    HearingStatus,
    LetterDeadline,
)
from billtrail.vocabulary import Stage
from billtrail.words import CERTAINTIES, bill_words, day_words, is_alive

#: Past events stay this long, so that a calendar hears of a late cancellation.
PAST_DAYS = 60
AHEAD_DAYS = 3 * 365
#: Where a legislature's clock stands.
_ZONES = {"us": "America/New_York", "ca": "America/Los_Angeles"}


@dataclass(frozen=True, slots=True)
class Day:
    """One event. ``id`` says what it is, never when; ``page`` is a path of this site; without
    ``time`` (a clock time in ``zone``) it lasts all day. ``changed`` tells that it moved."""

    id: str
    on: str
    what: str
    about: str
    page: str
    certainty: str = "sure"
    time: str | None = None
    zone: str = "America/Los_Angeles"
    place: str | None = None
    cancelled: bool = False
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Dates:
    """``stamp`` is the day the file speaks for."""

    title: str
    days: tuple[Day, ...]
    stamp: date


def read_dates(reading: Reading) -> Dates:
    """Every campaign's days, the hearings and deadlines of what is followed, sessions' ends."""
    campaigns = reading.campaigns()
    days = [day for campaign in campaigns for day in _campaign_days(campaign)]
    ends = (_session_day(s, campaigns) for s in load_sessions().values() if "x" not in s.session)
    return _dates(reading, "Billtrail", [*days, *ends, *_hearing_days(reading, None)])


def read_campaign_dates(reading: Reading, campaign: str) -> Dates:
    """One campaign's days, hearings and deadlines. Raises ``UnknownKey``."""
    found = reading.campaign(campaign)
    heard = _hearing_days(reading, [followed.bill for followed in found.bills])
    return _dates(reading, f"Billtrail: {found.title}", [*_campaign_days(found), *heard])


def read_bill_dates(reading: Reading, key: str) -> Dates:
    """One bill's hearings and deadlines. Raises ``UnknownKey``."""
    days = [*_bill_days(reading.bill(key)), *_hearing_days(reading, [key])]
    return _dates(reading, f"Billtrail: {bill_words(key)}", days)


def _dates(reading: Reading, title: str, days: Iterable[Day]) -> Dates:
    first = (reading.on - timedelta(days=PAST_DAYS)).isoformat()
    last = (reading.on + timedelta(days=AHEAD_DAYS)).isoformat()
    once = {day.id: day for day in days if first <= day.on <= last}
    return Dates(title, tuple(sorted(once.values(), key=lambda d: (d.on, d.id))), reading.on)


def _hearing_days(reading: Reading, bills: Iterable[str] | None) -> Iterator[Day]:
    since = reading.on - timedelta(days=PAST_DAYS)
    for hearing in reading.hearings(bills=bills, since=since):
        yield _hearing_day(hearing)
        if hearing.letters:
            yield _letters_day(hearing, hearing.letters)


def _hearing_day(hearing: HearingStatus) -> Day:
    moved = f"It was set for {day_words(hearing.moved_from)} before." if hearing.moved_from else ""
    return Day(
        id=f"hearing:{hearing.id}",
        on=hearing.date,
        what=f"{bill_words(hearing.bill)}: hearing, {hearing.name or 'committee not named'}",
        about=" ".join(filter(None, (moved, hearing.note, hearing.url))),
        page=f"/bill/{hearing.bill}",
        time=hearing.time,
        zone=_ZONES.get(hearing.bill[:2], "America/Los_Angeles"),
        place=hearing.location,
        cancelled=not hearing.is_on,
        changed=bool(hearing.moved_from),
    )


def _letters_day(hearing: HearingStatus, letters: LetterDeadline) -> Day:
    return Day(
        id=f"letters:{hearing.id}",
        on=letters.on,
        what=f"{bill_words(hearing.bill)}: last day for letters to {hearing.name or 'committee'}",
        about=" ".join(filter(None, (letters.note, letters.url))),
        page=f"/bill/{hearing.bill}",
        certainty="expected",
        changed=bool(hearing.moved_from),
    )


def _campaign_days(campaign: CampaignStatus) -> Iterator[Day]:
    yield from (_campaign_day(item, campaign) for item in campaign.dates if len(item.on) == 10)
    for followed in campaign.bills:
        if followed.status:
            yield from _bill_days(followed.status)


def _campaign_day(item: CampaignDate, campaign: CampaignStatus) -> Day:
    about = f"{campaign.title}. Who acts: {item.who}. Source: {item.source}"
    return Day(f"date:{campaign.id}:{item.what}", item.on, item.what, about,
               f"/campaign/{campaign.id}", item.certainty)  # fmt: skip


def _bill_days(status: BillStatus) -> Iterator[Day]:
    """The day by which the executive must act: the one deadline that is a bill's own."""
    step = status.next_step
    if step and step.date and is_alive(status) and status.stage == Stage.TO_EXECUTIVE:
        yield Day(f"next:{status.key}:{status.stage}", step.date,
                  f"{bill_words(status.key)}: {step.what}", f"Who acts: {step.who}",
                  f"/bill/{status.key}", step.certainty)  # fmt: skip


def _session_day(session: Session, campaigns: Iterable[CampaignStatus]) -> Day:
    end = session_end(session, campaigns)
    id_ = f"session:{session.jurisdiction}:{session.session}"
    return Day(id_, end.on, end.what, f"Source: {session.source}", "/")


def render_ics(dates: Dates, absolute: Absolute) -> bytes:
    """The file as iCalendar (RFC 5545)."""
    calendar = Calendar()
    calendar.add("prodid", f"-//Billtrail//{__version__}//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", dates.title)
    stamp = datetime.combine(dates.stamp, time(), UTC)
    for day in dates.days:
        calendar.add_component(_event(day, stamp, absolute))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _event(day: Day, stamp: datetime, absolute: Absolute) -> Event:
    event = Event()
    event.add("uid", f"{uuid5(NAMESPACE_URL, f'billtrail:{day.id}')}@billtrail")
    event.add("dtstamp", stamp)
    event.add("dtstart", _starts(day))
    event.add("summary", day.what)
    event.add("description", " ".join(filter(None, (day.about, _how_sure(day)))))
    event.add("url", absolute(day.page))
    event.add("status", _status(day))
    event.add("sequence", int(day.changed) + int(day.cancelled))
    event.add("transp", "TRANSPARENT")
    if day.place:
        event.add("location", day.place)
    return event


def _starts(day: Day) -> date | datetime:
    on = date.fromisoformat(day.on)
    if day.time is None:
        return on
    return datetime.combine(on, time.fromisoformat(day.time), ZoneInfo(day.zone))


def _how_sure(day: Day) -> str:
    return CERTAINTIES[day.certainty][1] if day.certainty in CERTAINTIES else ""


def _status(day: Day) -> str:
    if day.cancelled:
        return "CANCELLED"
    return "CONFIRMED" if day.certainty == "sure" else "TENTATIVE"
