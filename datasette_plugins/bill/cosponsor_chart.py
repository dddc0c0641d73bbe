"""How many stood behind a bill over time: a step line as SVG, and the table it is drawn from."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from billtrail.bills.models import Sponsorship
from billtrail.legislatures.calendar import last_day

#: The drawing's size in its own units; it is scaled to the column it stands in.
WIDTH, HEIGHT = 640, 190
_LEFT, _RIGHT, _TOP, _BOTTOM = 40, 8, 12, 28
#: One day is a number, not a line.
_FEWEST_DAYS = 2


@dataclass(frozen=True, slots=True)
class ChartDay:
    """What one day did to the number, and the number after it."""

    date: str
    joined: int
    left: int
    total: int


@dataclass(frozen=True, slots=True)
class CosponsorChart:
    """``path`` is the line; ``levels`` are (y, number) of the grid, ``ends`` the first and last
    day of the line. ``words`` say what the picture shows."""

    days: tuple[ChartDay, ...]
    path: str
    levels: tuple[tuple[float, int], ...]
    ends: tuple[str, str]
    words: str


def build_cosponsor_chart(
    people: Iterable[Sponsorship], starts: str | None, on: date
) -> CosponsorChart | None:
    """From the day of introduction to ``on``; ``None`` where there is no line to draw."""
    days = _count_days(people)
    if len(days) < _FEWEST_DAYS:
        return None
    first = min(last_day(starts) if starts else days[0].date, days[0].date)
    last = max(on.isoformat(), days[-1].date)
    highest = max(day.total for day in days)
    step = next(s for s in _STEPS if highest <= s * _LEVELS)
    top = step * -(-highest // step)
    return CosponsorChart(
        days=days,
        path=_path(days, first, last, top),
        levels=tuple((round(_y(n, top), 1), n) for n in range(0, top + 1, step)),
        ends=(first, last),
        words=f"From {days[0].total} on the first day to {days[-1].total}; at most {highest}.",
    )


_LEVELS = 4
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200)


def _count_days(people: Iterable[Sponsorship]) -> tuple[ChartDay, ...]:
    """One row for each day on which someone joined or left, oldest first."""
    listed = [person for person in people if person.date]
    joined = Counter(last_day(person.date) for person in listed if person.date)
    left = Counter(last_day(person.withdrawn) for person in listed if person.withdrawn)
    total = 0
    days = []
    for day in sorted(joined | left):
        total += joined[day] - left[day]
        days.append(ChartDay(day, joined[day], left[day], total))
    return tuple(days)


def _path(days: Iterable[ChartDay], first: str, last: str, top: int) -> str:
    """``M40 162 H52 V98 ...``: level until a day, then up or down to its number."""
    begins, span = date.fromisoformat(first), _days_between(first, last) or 1
    parts = [f"M{_LEFT} {_y(0, top):.1f}"]
    for day in days:
        x = _LEFT + (WIDTH - _LEFT - _RIGHT) * (date.fromisoformat(day.date) - begins).days / span
        parts.append(f"H{x:.1f} V{_y(day.total, top):.1f}")
    return " ".join([*parts, f"H{WIDTH - _RIGHT}"])


def _days_between(first: str, last: str) -> int:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days


def _y(number: int, top: int) -> float:
    return _TOP + (HEIGHT - _TOP - _BOTTOM) * (1 - number / top)
