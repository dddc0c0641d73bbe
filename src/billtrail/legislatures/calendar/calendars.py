"""The calendars of legislatures, ``data/calendars/<jurisdiction>.toml``, with the sessions of each.

The rules are data, each with its source: a regular rule gives every session's days, a table of days
the holidays. A calendar with a fault costs itself alone.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import Any

from billtrail.data import FOLDER
from billtrail.errors import UsageError
from billtrail.files import read_toml

from ..keys import called_in, session_label, session_of_year
from ..legislature import Legislature
from ..registry import get, known
from .kept_days import holidays_by, nth_weekday


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


def _calendars() -> Mapping[str, dict[str, Any]]:
    """Each known legislature's calendar by its jurisdiction."""
    return read_calendars(known())


@lru_cache(maxsize=8)
def read_calendars(legislatures: tuple[Legislature, ...]) -> Mapping[str, dict[str, Any]]:
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
    found = list(sessions_in(calendar))
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


def sessions_in(calendar: Mapping[str, Any]) -> Iterator[Session]:
    """Those that a calendar gives, by its rule or by days of their own."""
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
