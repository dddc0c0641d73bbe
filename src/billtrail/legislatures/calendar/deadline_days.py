"""A legislature's own calendar: the day by which each kind of committee and chamber must act.

The days are data (``[deadlines]`` of ``data/calendars/<jurisdiction>.toml``) and each says what it
was taken from, so that a day nobody compared with the official calendar is never shown as one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType

from .calendars import NOTICE_DAYS, calendar_of, has_calendar, jurisdictions

#: Said of a day that only the rules of other years give.
UNCHECKED = "as we understand the rules; not checked against the official calendar"


@dataclass(frozen=True, slots=True)
class DeadlineSource:
    """What a day was taken from. ``kind`` is ``calendar`` (a copy of the official one), ``news``
    (a report of the time), ``votes`` or ``introductions`` (roll calls or bills of that year stop
    there) or ``rules``."""

    kind: str
    words: str
    url: str | None = None

    @property
    def checked(self) -> bool:
        """Whether anything of that year itself bears the day out."""
        return self.kind != "rules"


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day (ISO) and what it was taken from."""

    on: str
    source: DeadlineSource


@dataclass(frozen=True, slots=True)
class Deadlines:
    """One year's legislative calendar; ``None`` where that year has no such day.

    Bills may be introduced up to ``introduction``. Measures must leave policy committees by
    ``policy``, those that cost the state money already by ``policy_fiscal``, fiscal committees by
    ``fiscal`` and their own chamber by ``origin``; ``second_policy`` and ``second_fiscal`` are
    those of the other chamber and ``passage`` is the last day to pass at all. ``recess`` is the day
    the Legislature left for the rest of the year and ``reconvenes`` the day it comes back.
    ``is_set`` is false while the year's days are still for the Legislature to set.
    """

    year: int
    is_set: bool = True
    introduction: Deadline | None = None
    policy_fiscal: Deadline | None = None
    policy: Deadline | None = None
    fiscal: Deadline | None = None
    origin: Deadline | None = None
    second_policy: Deadline | None = None
    second_fiscal: Deadline | None = None
    passage: Deadline | None = None
    recess: Deadline | None = None
    reconvenes: Deadline | None = None


@cache
def deadlines(jurisdiction: str) -> Mapping[int, Deadlines]:
    """The legislative calendars we have, by year; none where a jurisdiction keeps none."""
    kept = calendar_of(jurisdiction).get("deadlines", {}) if has_calendar(jurisdiction) else {}
    sources = {name: DeadlineSource(**row) for name, row in kept.get("sources", {}).items()}
    return MappingProxyType({row["year"]: _year(row, sources) for row in kept.get("year", ())})


def _year(row: Mapping[str, object], sources: Mapping[str, DeadlineSource]) -> Deadlines:
    days = {
        name: Deadline(given[0], sources[given[1]])
        for name, given in row.items() if isinstance(given, list)
    }  # fmt: skip
    return Deadlines(year=int(str(row["year"])), is_set="not_set" not in row, **days)


def deadlines_of(jurisdiction: str, year: int) -> Deadlines:
    """A year's calendar. One that we lack is not set, be it only a gap of the file; a year before
    the first one that is kept has no days."""
    kept = deadlines(jurisdiction)
    return kept.get(year) or Deadlines(year, is_set=not kept or year < min(kept))


#: A year's days are like those of two years before: the same year of a session.
CYCLE = 2


def not_set_words(year: int, then: str | None = None, basis: str | None = None) -> str:
    """Said beside a day that the Legislature's own calendar may still bring forward; ``then`` is
    the day (ISO) that it was before, ``basis`` what that was taken from."""
    words = f"the Legislature's own deadlines of {year} are not set yet"
    before = f"; in {then[:4]} this one was {_month_and_day(then)} ({basis})" if then else ""
    return words + before


def _month_and_day(day: str) -> str:
    """ "February 21": the year stands before it, since it is no day to act on."""
    found = date.fromisoformat(day)
    return f"{found:%B} {found.day}"


def introduction_not_set(jurisdiction: str, on: date) -> str | None:
    """That the last day to introduce bills is not set yet, with what it was before; ``None`` where
    it is set, past by then, or no day of before is known."""
    for year in _lacking(jurisdiction, on):
        then = deadlines_of(jurisdiction, year - CYCLE).introduction
        if then and _years_later(then.on, CYCLE) >= on.isoformat():
            return (
                f"The last day to introduce bills in {year} is not set yet; in {year - CYCLE} it "
                f"was {_month_and_day(then.on)} ({then.source.words})"
            )
    return None


def _years_later(day: str, years: int) -> str:
    return f"{int(day[:4]) + years}{day[4:]}"


def years_not_set(on: date) -> tuple[str, ...]:
    """A line for each year, of those within ``NOTICE_DAYS``, whose days our calendars lack."""
    return tuple(
        _not_set(jurisdiction, year)
        for jurisdiction in jurisdictions()
        for year in _lacking(jurisdiction, on)
    )


def _lacking(jurisdiction: str, on: date) -> tuple[int, ...]:
    """The years within ``NOTICE_DAYS`` whose days our calendar lacks."""
    years = range(on.year, (on + timedelta(NOTICE_DAYS)).year + 1)
    return tuple(year for year in years if not deadlines_of(jurisdiction, year).is_set)


#: What each day is for, of those that are told of the year before.
_NAMES = (
    ("introduction", "bills introduced by {}"), ("policy", "out of policy committees by {}"),
    ("origin", "out of their own chamber by {}"), ("passage", "the last votes by {}"),
)  # fmt: skip


def _not_set(jurisdiction: str, year: int) -> str:
    calendar = calendar_of(jurisdiction)
    _, _, page = calendar["deadlines"]["source"].rpartition(": ")
    then = deadlines_of(jurisdiction, year - CYCLE)
    days = ((words, getattr(then, name)) for name, words in _NAMES)
    before = ", ".join(words.format(_month_and_day(day.on)) for words, day in days if day)
    return (
        f"The deadlines that {calendar['name']} sets itself for {year} are not in our calendar"
        f"{f' (in {then.year}: {before})' if before else ''}: next steps tell the Constitution's "
        f"days alone. Once they are published ({page}), update Billtrail, or write them into "
        f"data/calendars/{jurisdiction}.toml."
    )
