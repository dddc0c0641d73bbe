"""Sessions and their limits, partial dates, today, holidays.

The rules are data, ``data/calendars/<jurisdiction>.toml``, each with its source: a regular rule
gives every session's dates, a table of days gives the holidays. Dates are civil dates of their
jurisdiction as ISO text; only ``utc_now`` is an instant.
"""

from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, lru_cache
from itertools import pairwise
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from billtrail.data import FOLDER
from billtrail.errors import UsageError
from billtrail.files import read_toml

from ..keys import called_in, session_label, session_of_year, split_key
from ..legislature import Legislature
from ..registry import get, known
from .kept_days import SATURDAY, holidays_by, nth_weekday
from .office_zone import office_zone, read_zone


@dataclass(frozen=True, slots=True)
class Session:
    """A session's limits as ISO dates: the last day a measure can pass, and the last day it can
    be signed once both chambers have passed it. ``origin_passage`` is the last day on which a bill
    introduced in an earlier year can pass its own chamber, where there is such a limit."""

    jurisdiction: str
    session: str
    name: str
    starts: str
    last_passage: str
    last_signature: str
    ends: str
    source: str
    origin_passage: str | None = None


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


def _calendars() -> Mapping[str, dict[str, Any]]:
    """Each known legislature's calendar by its jurisdiction."""
    return _read_calendars(known())


@lru_cache(maxsize=8)
def _read_calendars(legislatures: tuple[Legislature, ...]) -> Mapping[str, dict[str, Any]]:
    by_id = sorted(legislatures, key=lambda one: one.id)
    return {one.id: read_calendar(f"{one.id}.toml", _text(one)) for one in by_id}


def _text(legislature: Legislature) -> bytes:
    """The calendar as it is written; nothing where there is none."""
    if legislature.calendar is not None:
        return legislature.calendar.encode()
    path = FOLDER / "calendars" / f"{legislature.id}.toml"
    return path.read_bytes() if path.is_file() else b""


#: What reading a calendar that is not as it should be raises.
_NOT_A_CALENDAR = (ValueError, LookupError, TypeError, AttributeError, UsageError)


def read_calendar(name: str, data: bytes) -> dict[str, Any]:
    """A calendar file. One with a fault is a calendar that ended long ago, with the ``fault`` in a
    line: what follows from its days is not known then, and no other one suffers. Its sessions
    stay, where those are sound."""
    calendar: dict[str, Any] = {}
    jurisdiction = name.removesuffix(".toml")
    try:
        if not data:
            raise UsageError("there is no such file")
        calendar = read_toml(data.decode())
        _check(calendar, jurisdiction)
    except _NOT_A_CALENDAR as error:
        fault = f"calendars/{name}: {error} ({type(error).__name__})"
        return _without_days(jurisdiction, calendar) | {"fault": fault}
    return calendar


def _check(calendar: Mapping[str, Any], jurisdiction: str) -> None:
    """Raises one of ``_NOT_A_CALENDAR`` where a day is none, or something is missing."""
    if calendar["jurisdiction"] != jurisdiction or not isinstance(calendar["name"], str):
        raise ValueError("jurisdiction must be the file's name, and there must be a name")
    _check_sessions(calendar)
    following = _following(jurisdiction, calendar["rule"])
    if following.starts < calendar["valid_until"]:
        raise ValueError(f"{following.session} begins before valid_until, after last_year")
    kept = calendar.get("deadlines", {})
    days = [calendar["valid_until"]]
    for row in kept.get("year", ()):
        given = [value for value in row.values() if isinstance(value, list)]
        days += [day for day, source in given if kept["sources"][source]]
    for day in days:
        date.fromisoformat(day)
    for year in (calendar["rule"]["first_year"], calendar["rule"]["last_year"]):
        holidays_by(calendar["holidays"], year)


def _check_sessions(calendar: Mapping[str, Any]) -> None:
    """Each session has all its days in their order, no two regular ones are at once."""
    found = list(_sessions(calendar))
    for session in found:
        days = (session.starts, session.last_passage, session.last_signature, session.ends)
        for day in (*days, session.origin_passage or session.ends):
            date.fromisoformat(day)
        if not session.starts <= session.last_passage <= min(session.last_signature, session.ends):
            raise ValueError(f"the days of {session.session} are not in their order: {days}")
    for one, other in pairwise(s for s in found if not called_in(s.jurisdiction, s.session)):
        if one.ends > other.starts:
            raise ValueError(f"{one.session} ends on {one.ends}, after {other.session} has begun")


def _without_days(jurisdiction: str, calendar: Mapping[str, Any]) -> dict[str, Any]:
    found = {
        "jurisdiction": jurisdiction, "name": jurisdiction.upper(), "valid_until": "0001-01-01",
        "rule": {"first_year": 1, "last_year": 0}, "holidays": {"day": []},
    }  # fmt: skip
    try:
        _check_sessions(calendar)
        return found | {name: calendar[name] for name in ("jurisdiction", "name", "rule")}
    except _NOT_A_CALENDAR:
        return found


def is_faulty(jurisdiction: str) -> bool:
    """Whether the jurisdiction has no calendar that can be used."""
    return "fault" in _calendars().get(jurisdiction, {"fault": ""})


def faults() -> tuple[str, ...]:
    """A line for each calendar that cannot be used."""
    return tuple(_fault_line(c) for _, c in sorted(_calendars().items()) if "fault" in c)


def _fault_line(calendar: Mapping[str, Any]) -> str:
    return (
        f"The calendar of {calendar['name']} cannot be used: {calendar['fault']}. What follows "
        "from its days is not known until the file is mended; other calendars are not touched."
    )


def calendar_of(jurisdiction: str) -> Mapping[str, Any]:
    """A jurisdiction's calendar as its file has it; UsageError where there is none."""
    calendars = _calendars()
    if jurisdiction not in calendars:
        known = ", ".join(sorted(calendars))
        raise UsageError(f"There is no calendar of {jurisdiction!r}. Expected one of: {known}.")
    return calendars[jurisdiction]


def jurisdictions() -> tuple[str, ...]:
    """Those that have a calendar, in order."""
    return tuple(sorted(_calendars()))


def valid_until(jurisdiction: str) -> str:
    """The day after which the jurisdiction's calendar must be looked at again."""
    return str(calendar_of(jurisdiction)["valid_until"])


def known_until(jurisdiction: str, session: Session | None) -> str | None:
    """As ``valid_until``, of a legislature without a calendar the end of the session whose days are
    known; ``None`` where there is nothing that can be used."""
    if not has_calendar(jurisdiction):
        return session.ends if session else None
    return None if is_faulty(jurisdiction) else valid_until(jurisdiction)


def has_calendar(jurisdiction: str) -> bool:
    """Whether a jurisdiction has a calendar of its own, be it one that cannot be used."""
    return jurisdiction in _calendars()


def basis_of(jurisdiction: str, limit: str) -> str:
    """Where a session's limit (``last_passage``, ``origin_passage``, ...) is set, in words."""
    if not has_calendar(jurisdiction):
        from ..states import terms_source

        return terms_source(jurisdiction)
    return str(calendar_of(jurisdiction)["rule"]["basis"][limit])


def load_sessions() -> Mapping[tuple[str, str], Session]:
    """Every session of every calendar by (jurisdiction, session); read once."""
    return _read_sessions(known())


@lru_cache(maxsize=8)
def _read_sessions(
    legislatures: tuple[Legislature, ...],
) -> Mapping[tuple[str, str], Session]:
    calendars = _read_calendars(legislatures).values()
    found = [s for calendar in calendars for s in _sessions(calendar)]
    return MappingProxyType({(s.jurisdiction, s.session): s for s in found})


def _sessions(calendar: Mapping[str, Any]) -> Iterator[Session]:
    jurisdiction, rule = calendar["jurisdiction"], calendar["rule"]
    own = {row["session"]: row for row in calendar.get("regular", ())}
    for year in range(rule["first_year"], rule["last_year"] + 1, get(jurisdiction).sessions.years):
        regular = _regular(jurisdiction, year, rule)
        row = own.get(regular.session)
        yield _by_own_days(jurisdiction, row, rule) if row else regular
        for number in range(1, rule.get("extraordinary", 0) + 1):
            session = get(jurisdiction).sessions.beside(regular.session, str(number))
            name = session_label(jurisdiction, session)
            yield replace(regular, session=session, name=name, origin_passage=None)
    yield from (_by_own_days(jurisdiction, row, rule) for row in calendar.get("called", ()))


def _following(jurisdiction: str, rule: Mapping[str, Any]) -> Session:
    """The session after the last one that the rule gives."""
    step = get(jurisdiction).sessions.years
    year = range(rule["first_year"], rule["last_year"] + 1 + step, step)[-1]
    return _regular(jurisdiction, year, rule)


def _by_own_days(jurisdiction: str, row: Mapping[str, str], rule: Mapping[str, Any]) -> Session:
    """A session whose days are known, regular or called, whatever the rule says."""
    days = {name: row[name] for name in ("starts", "last_passage", "last_signature", "ends")}
    name = session_label(jurisdiction, row["session"])
    source = row.get("source", rule["source"])
    return Session(jurisdiction, row["session"], name, source=source, **days)


def _regular(jurisdiction: str, year: int, rule: Mapping[str, Any]) -> Session:
    session = session_of_year(jurisdiction, year)
    return Session(
        jurisdiction=jurisdiction,
        session=session,
        name=session_label(jurisdiction, session),
        starts=_limit(year, rule["starts"]),
        last_passage=_limit(year, rule["last_passage"]),
        last_signature=_limit(year, rule["last_signature"]),
        ends=_limit(year, rule["ends"]),
        source=rule["source"],
        origin_passage=_limit(year, origin) if (origin := rule.get("origin_passage")) else None,
    )


def _limit(year: int, limit: Mapping[str, Any]) -> str:
    """A limit ``{year, day}`` or ``{year, month, weekday, nth}`` of a session's first year."""
    year += limit["year"]
    return f"{year}-{limit['day']}" if "day" in limit else nth_weekday(year, limit).isoformat()


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


#: How many days before a calendar ends it is said.
NOTICE_DAYS = 60


def ending_soon(on: date) -> tuple[str, ...]:
    """A line for each calendar that ends within ``NOTICE_DAYS`` of a day, or has ended."""
    return faults() + tuple(
        _ending(jurisdiction, on)
        for jurisdiction in jurisdictions()
        if not is_faulty(jurisdiction)
        and on >= date.fromisoformat(valid_until(jurisdiction)) - timedelta(NOTICE_DAYS)
    )


def _ending(jurisdiction: str, on: date) -> str:
    name, day = calendar_of(jurisdiction)["name"], valid_until(jurisdiction)
    verb = "ends" if on.isoformat() <= day else "ended"
    return (
        f"The calendar of {name} {verb} on {day}: after that day next steps are not known. "
        "Update Billtrail, or add the new dates."
    )


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
