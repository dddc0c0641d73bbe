"""The addresses of the House's repository of committee meetings: weeks, days, meetings."""

import re
from datetime import date, timedelta

from billtrail.bills.models import Link
from billtrail.words import day_words

NAME = "us_house_meetings"
#: Kinds of documents.
WEEK, DAY, MEETING = "week", "day", "meeting"
CALENDAR = "https://docs.house.gov/Committee/Calendar"
_EVENT = re.compile(r"EventID=(\d+)")
_DAY = re.compile(r"DayID=(\d\d)(\d\d)(\d{4})")
_WEEK = re.compile(r"WeekOf=(\d\d)(\d\d)(\d{4})_")


def week_link(day: date) -> Link:
    """The page of a day's week, which begins on Sunday: ``WeekOf=11292026_12052026``."""
    sunday = day - timedelta(days=(day.weekday() + 1) % 7)
    span = f"{sunday:%m%d%Y}_{sunday + timedelta(days=6):%m%d%Y}"
    return Link(NAME, f"{CALENDAR}/ByWeek.aspx?WeekOf={span}", WEEK)


def day_link(day: date) -> Link:
    """The page of a day: ``DayID=12012026``."""
    return Link(NAME, f"{CALENDAR}/ByDay.aspx?DayID={day:%m%d%Y}", DAY)


def meeting_link(event: str, row: str | None = None) -> Link:
    """The page of a meeting by its number; ``row`` is what its day's page says of it."""
    return Link(NAME, f"{CALENDAR}/ByEvent.aspx?EventID={event}", MEETING, lastmod=row)


def event_of(url: str) -> str | None:
    """The number of the meeting at an address."""
    match = _EVENT.search(url)
    return match[1] if match else None


def day_of(url: str) -> str | None:
    """``2026-12-01`` of the address of a day's page."""
    match = _DAY.search(url)
    return f"{match[3]}-{match[1]}-{match[2]}" if match else None


def titled(url: str) -> str:
    """What an address is of, in running text."""
    if event := event_of(url):
        return f"the House's meeting {event}"
    if day := day_of(url):
        return f"the House's meetings of {day_words(day)}"
    if week := _WEEK.search(url):
        first = f"{week[3]}-{week[1]}-{week[2]}"
        return f"the House's meetings in the week of {day_words(first)}"
    return "the House's meetings"
