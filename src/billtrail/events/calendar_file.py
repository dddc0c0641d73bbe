"""A calendar's days as an iCalendar file (RFC 5545).

Hearings are written in UTC: a program that knows no rules of a time zone, or reads them wrongly,
still shows them at the right hour. The committee's own clock stands in the text.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from billtrail import __version__
from billtrail.words import CERTAINTIES, time_words, xml_text

from .entries import CalendarEntry, Dates

#: Nobody says how long a hearing of one bill takes; without an end it would take no time at all.
_LENGTH = timedelta(hours=1)
_CLOCKS = {"America/New_York": "Eastern time", "America/Los_Angeles": "Pacific time"}


def render_ics(dates: Dates, absolute: Callable[[str], str]) -> bytes:
    """The file as iCalendar; ``absolute`` makes a path of the site a whole address, ``""`` where
    there is no site to lead to."""
    calendar = Calendar()
    calendar.add("prodid", f"-//Billtrail//{__version__}//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", xml_text(dates.title))
    stamp = datetime.combine(dates.stamp, time(), UTC)
    for day in dates.days:
        calendar.add_component(_event(day, stamp, absolute))
    return bytes(calendar.to_ical())


def _event(day: CalendarEntry, stamp: datetime, absolute: Callable[[str], str]) -> Event:
    event, at = Event(), _instant(day)
    event.add("uid", f"{uuid5(NAMESPACE_URL, f'billtrail:{day.id}')}@billtrail")
    event.add("dtstamp", stamp)
    event.add("dtstart", at or date.fromisoformat(day.on))
    if at:
        event.add("dtend", at + _LENGTH)
    event.add("summary", xml_text(day.what))
    event.add("description", xml_text("\n".join(filter(None, (*day.about, *_when(day))))))
    if address := absolute(day.page):
        event.add("url", address)
    event.add("status", _status(day))
    event.add("sequence", day.sequence)
    event.add("transp", "OPAQUE" if at and not day.cancelled else "TRANSPARENT")
    if day.place:
        event.add("location", xml_text(day.place))
    return event


def _instant(day: CalendarEntry) -> datetime | None:
    """When it begins; ``None`` where it lasts all day, or its time is none that we can read."""
    clock = _clock(day.time)
    if clock is None:
        return None
    on = datetime.combine(date.fromisoformat(day.on), clock, ZoneInfo(day.zone))
    return on.astimezone(UTC)


def _clock(text: str | None) -> time | None:
    try:
        return time.fromisoformat(text.strip().zfill(5)).replace(tzinfo=None) if text else None
    except ValueError:
        return None


def clock_words(day: CalendarEntry) -> str:
    """ "9:30 a.m., Pacific time", by the committee's own clock; what is no time of a clock as it
    stands, nothing where there is none."""
    if _clock(day.time) is None:
        return day.time or ""
    return f"{time_words(str(day.time))}, {_CLOCKS.get(day.zone, day.zone)}"


def _when(day: CalendarEntry) -> tuple[str, str]:
    """Its hour, and how sure the day is."""
    words = clock_words(day)
    said = f"At {words}." if _clock(day.time) else f"Time: {words}" if words else ""
    return said, CERTAINTIES[day.certainty][1] if day.certainty in CERTAINTIES else ""


def _status(day: CalendarEntry) -> str:
    if day.cancelled:
        return "CANCELLED"
    return "CONFIRMED" if day.certainty in ("sure", "listed") else "TENTATIVE"
