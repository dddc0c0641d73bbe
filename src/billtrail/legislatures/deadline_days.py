"""A legislature's own calendar: the day by which each kind of committee and chamber must act.

The days are data (``[deadlines]`` of ``data/calendars/<jurisdiction>.toml``) and each says what it
was taken from, so that a day nobody compared with the official calendar is never shown as one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType

from .sessions import NOTICE_DAYS, calendar_of, jurisdictions

#: Said of a day that only the rules of other years give.
UNCHECKED = "as we understand the rules; not checked against the official calendar"


@dataclass(frozen=True, slots=True)
class DeadlineSource:
    """What a day was taken from. ``kind`` is ``calendar`` (a copy of the official one), ``news``
    (a report of the time), ``votes`` (roll calls of that year stop there) or ``rules``."""

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

    Measures must leave policy committees by ``policy``, those that cost the state money already by
    ``policy_fiscal``, fiscal committees by ``fiscal`` and their own chamber by ``origin``;
    ``second_policy`` and ``second_fiscal`` are those of the other chamber and ``passage`` is the
    last day to pass at all. ``recess`` is the day the Legislature left for the rest of the year
    and ``reconvenes`` the day it comes back. ``is_set`` is false while the year's days are still
    for the Legislature to set.
    """

    year: int
    is_set: bool = True
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
    kept = calendar_of(jurisdiction).get("deadlines", {})
    sources = {name: DeadlineSource(**row) for name, row in kept.get("sources", {}).items()}
    return MappingProxyType({row["year"]: _year(row, sources) for row in kept.get("year", ())})


def _year(row: Mapping[str, object], sources: Mapping[str, DeadlineSource]) -> Deadlines:
    days = {
        name: Deadline(given[0], sources[given[1]])
        for name, given in row.items() if isinstance(given, list)
    }  # fmt: skip
    return Deadlines(year=int(str(row["year"])), is_set="not_set" not in row, **days)


def not_set_words(year: int) -> str:
    """Said beside a day that the Legislature's own calendar may still bring forward."""
    return f"the Legislature's own deadlines of {year} are not set yet"


def years_not_set(on: date) -> tuple[str, ...]:
    """A line for each year, of those within ``NOTICE_DAYS``, whose days our calendars lack."""
    until = (on + timedelta(NOTICE_DAYS)).year
    return tuple(
        _not_set(jurisdiction, year.year)
        for jurisdiction in jurisdictions()
        for year in deadlines(jurisdiction).values()
        if not year.is_set and on.year <= year.year <= until
    )


def _not_set(jurisdiction: str, year: int) -> str:
    calendar = calendar_of(jurisdiction)
    _, _, page = calendar["deadlines"]["source"].rpartition(": ")
    return (
        f"The deadlines that {calendar['name']} sets itself for {year} are not in our calendar: "
        "next steps tell the Constitution's days alone. Once they are published "
        f"({page}), update Billtrail, or write them into data/calendars/{jurisdiction}.toml."
    )
