"""The call sheet as plain values: rows, sections of them, the week."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

#: The most rows of a section, so that the sheet stays on two pages; the rest is counted.
MOST = {
    "changed": 8, "doubt": 4, "look-alike": 4, "carrier": 4, "law": 2, "section": 2, "position": 4,
    "watched": 4, "text": 1, "dates": 16, "stale": 5, "tasks": 7,
}  # fmt: skip

US = "Our coalition"


@dataclass(frozen=True, slots=True)
class WeekItem:
    """One row. ``certainty`` is sure, expected or watch; ``who`` must act, ``how`` is what to type
    or where to look. ``date`` is empty where none is set yet."""

    date: str
    kind: str
    certainty: str
    who: str
    what: str
    bill: str | None = None
    url: str | None = None
    how: str | None = None


@dataclass(frozen=True, slots=True)
class WeekSection:
    """``items`` are printed; ``more`` counts the others, which are ``rest``: the desk and the JSON
    have them."""

    items: tuple[WeekItem, ...]
    more: int = 0
    rest: tuple[WeekItem, ...] = ()


@dataclass(frozen=True, slots=True)
class Week:
    """The sheet of the call on ``on``; the last call was on ``since``. ``unset`` are days that are
    still to be set."""

    on: str
    since: str
    until: str
    changed: WeekSection
    decide: WeekSection
    dates: WeekSection
    later: tuple[WeekItem, ...]
    stale: WeekSection
    tasks: WeekSection
    unset: tuple[WeekItem, ...] = ()

    def by_actor(self) -> tuple[tuple[str, tuple[WeekItem, ...]], ...]:
        """The dates of the two weeks by who must act, whoever is first to act first."""
        dates = self.dates.items
        first = {item.who: item.date for item in reversed(dates)}
        ordered = sorted(dates, key=lambda item: (first[item.who], item.who, item.date))
        return tuple((who, tuple(group)) for who, group in groupby(ordered, lambda i: i.who))


def section(name: str, items: Iterable[WeekItem]) -> WeekSection:
    found = tuple(items)
    rest = found[MOST[name] :]
    return WeekSection(found[: MOST[name]], len(rest), rest)
