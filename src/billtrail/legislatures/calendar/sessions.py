"""Sessions and their limits, partial dates, today, holidays.

Dates are civil dates of their jurisdiction as ISO text; only ``utc_now`` is an instant.
"""

from calendar import monthrange
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, lru_cache
from types import MappingProxyType
from zoneinfo import ZoneInfo

from billtrail.errors import UsageError

from ..keys import called_in, session_label, split_key
from ..legislature import Legislature
from ..registry import known
from .calendars import Session, calendar_of, has_calendar, read_calendars, sessions_in, valid_until
from .kept_days import SATURDAY, holidays_by
from .office_zone import office_zone, read_zone


def last_day(value: str) -> str:
    """A date as it sorts: ``2014`` is ``2014-12-31``, ``2014-09`` is ``2014-09-30``.

    A full date is returned unread, because the fold asks for every action of every bill.
    Raises ``UsageError`` for anything that is not a year, a month or a day.
    """
    if len(value) == 10:
        return value
    year, _, month = value.partition("-")
    if len(year) == 4 and year.isdecimal() and value == year:
        return f"{year}-12-31"
    if len(value) == 7 and year.isdecimal() and month.isdecimal() and 1 <= int(month) <= 12:
        return f"{value}-{monthrange(int(year), int(month))[1]}"
    raise UsageError(f"{value!r} is not a date. Expected 2014, 2014-09 or 2014-09-30.")


def today(zone: str | None = None, now: datetime | None = None) -> date:
    """The civil date in a zone, the office's where none is named, whatever the machine's own;
    ``now`` is an aware instant."""
    place = read_zone(office_zone() if zone is None else zone)
    return (now or datetime.now(UTC)).astimezone(place).date()


def utc_now(now: datetime | None = None) -> str:
    """This instant as the store writes it: ``2026-11-23T08:00:00Z``."""
    return (now or datetime.now(UTC)).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def day_words(day: str) -> str:
    """``2026-03-05`` -> ``Mar 5, 2026``."""
    found = date.fromisoformat(day)
    return f"{found:%b} {found.day}, {found.year}"


def day_begins(day: str) -> str:
    """The instant at which a civil day of the office begins: in Los Angeles ``2026-11-23`` is
    ``2026-11-23T08:00:00Z``."""
    return _day_begins(day, office_zone())


@cache
def _day_begins(day: str, zone: str) -> str:
    return utc_now(datetime.combine(date.fromisoformat(day), time(), ZoneInfo(zone)))


def day_of(instant: str) -> str:
    """The office's civil day of one of our instants: in Los Angeles ``2026-11-24T03:00:00Z`` is
    ``2026-11-23``. A day, or less, stays as it is."""
    return _day_of(instant, office_zone()) if "T" in instant else instant


@cache
def _day_of(instant: str, zone: str) -> str:
    return datetime.fromisoformat(instant).astimezone(ZoneInfo(zone)).date().isoformat()


def load_sessions() -> Mapping[tuple[str, str], Session]:
    """Every session of every calendar by (jurisdiction, session); read once."""
    return _read_sessions(known())


@lru_cache(maxsize=8)
def _read_sessions(
    legislatures: tuple[Legislature, ...],
) -> Mapping[tuple[str, str], Session]:
    calendars = read_calendars(legislatures).values()
    found = [s for calendar in calendars for s in sessions_in(calendar)]
    return MappingProxyType({(s.jurisdiction, s.session): s for s in found})


def regular_sessions(jurisdiction: str) -> tuple[Session, ...]:
    """A jurisdiction's sessions without those that were called, the oldest first."""
    found = [
        session
        for (place, name), session in load_sessions().items()
        if place == jurisdiction and not called_in(place, name)
    ]
    return tuple(sorted(found, key=lambda session: session.starts))


def regular_after(session: Session) -> Session:
    """The regular session that begins after one; itself where the calendar has no later one."""
    later = (s for s in regular_sessions(session.jurisdiction) if s.starts > session.ends)
    return next(later, session)


def session_for(key: str) -> Session | None:
    """A bill's session, or None where neither a calendar nor a term reaches it."""
    parts = split_key(key)
    return session_named(parts.jurisdiction, parts.session)


def session_named(place: str, session: str) -> Session | None:
    """A session of a legislature, or None where neither a calendar nor a term reaches it."""
    return load_sessions().get((place, session)) or _term(place, session)


def sessions_of(jurisdiction: str) -> tuple[Session, ...]:
    """All sessions whose days are known, by its calendar or as its constitution sets them."""
    if has_calendar(jurisdiction):
        found = load_sessions().values()
        return tuple(one for one in found if one.jurisdiction == jurisdiction)
    from ..states import read_terms

    terms = (_term(jurisdiction, session) for session in read_terms(jurisdiction))
    return tuple(filter(None, terms))


def sessions_by_constitution() -> Iterator[Session]:
    """Those of states without a calendar, as far as their days are certain."""
    from ..states import state_ids

    places = (place for place in state_ids() if not has_calendar(place))
    return (session for place in places for session in sessions_of(place))


@lru_cache(maxsize=256)
def _term(place: str, session: str) -> Session | None:
    """A session of a state without a calendar, where its constitution sets the days."""
    from ..states import read_term

    if has_calendar(place) or (found := read_term(place, session)) is None:
        return None
    days, source = found
    return Session(place, session, session_label(place, session), source=source, **days)


def session_on(jurisdiction: str, day: date | str) -> str:
    """The regular session a date belongs to; a day between two belongs to the earlier one.
    ``UsageError`` outside the years the calendar covers."""
    iso = str(day)
    calendar_of(jurisdiction)
    begun = [session for session in regular_sessions(jurisdiction) if session.starts <= iso]
    newest = begun[-1] if begun else None
    if newest is None or iso > valid_until(jurisdiction):
        raise UsageError(f"The calendar of {jurisdiction!r} does not cover {iso}.")
    return newest.session


@cache
def holidays(jurisdiction: str, year: int) -> frozenset[date]:
    """The holidays kept within a year, on the day they are kept: New Year's Day of 2022, a
    Saturday, closed federal offices on 2021-12-31. Inauguration Day is not among them."""
    return holidays_by(calendar_of(jurisdiction)["holidays"], year)


def is_working_day(day: date, jurisdiction: str) -> bool:
    """Whether offices of the jurisdiction are open: no weekend, no holiday."""
    return day.weekday() < SATURDAY and day not in holidays(jurisdiction, day.year)


def working_days_before(day: date, n: int, jurisdiction: str) -> date:
    """The nth working day before a day; the day itself where ``n`` is 0."""
    if n < 0:
        raise UsageError(f"{n} working days before {day}? Expected 0 or more.")
    while n:
        day -= timedelta(1)
        n -= is_working_day(day, jurisdiction)
    return day
