"""An attacker who knows nothing of our code: from the counts that were shown to those that were
not, by linear and whole-number programs over the table with all its margins.

The unknowns are the cells of the full cube: every category and the total of every dimension, every
quarter and the year. What is known is that totals are sums, that no count is below zero, and every
number and band that was said. It stays beside ``outsider``, whose tables are of counts each listed
apart: this one knows a full cube with every margin and year, so that tests can show single counts
found, hide by their own rules, and attack the shipped example.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from random import Random

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from billtrail.counts.suppression import ALL, Count, Protected

#: (period, categories in the order of the dimensions)
Place = tuple[str, tuple[str, ...]]

YEAR = ("2025-01-01", "2025-12-31")
QUARTERS = (
    ("2025-01-01", "2025-03-31"),
    ("2025-04-01", "2025-06-30"),
    ("2025-07-01", "2025-09-30"),
    ("2025-10-01", "2025-12-31"),
)


@dataclass(frozen=True)
class Cube:
    """A table with the truth of every cell. ``listed`` are the places that the program reports;
    a category called "other" may be in the truth and in no list."""

    dimensions: Mapping[str, tuple[str, ...]]
    periods: tuple[tuple[str, str], ...]
    truth: Mapping[Place, int]
    listed: tuple[Place, ...]

    def counts(self) -> list[Count]:
        return [self._count(place) for place in self.listed]

    def _count(self, place: Place) -> Count:
        start, end = _PERIODS[place[0]]
        group = dict(zip(self.dimensions, place[1], strict=True))
        return Count("A program", "Clients", start, end, self.truth[place], group)


_PERIODS = {"year": YEAR} | {f"q{n}": period for n, period in enumerate(QUARTERS, 1)}


def random_cube(seed: int) -> Cube:
    """One to three dimensions of two to four categories, some years by quarter, many small
    counts, some cells not listed and some categories not named."""
    random = Random(seed)
    shape = random.choice([(3,), (4,), (2, 2), (2, 3), (3, 3), (3, 4), (2, 2, 2)])
    names = ["age", "record", "place"][: len(shape)]
    dimensions = {
        name: tuple(f"{name} {n}" for n in range(size))
        for name, size in zip(names, shape, strict=True)
    }
    quarters = len(shape) < 3 and random.random() < 0.3
    periods = ("q1", "q2", "q3", "q4") if quarters else ("year",)
    unnamed = random.random() < 0.25  # the last category of the first dimension is in no list
    base = {
        (period, group): _value(random)
        for period in periods
        for group in product(*dimensions.values())
    }
    truth = dict(_margins(dimensions, base, quarters))
    hidden = dimensions[names[0]][-1] if unnamed else None
    listed = [place for place in truth if hidden not in place[1] and random.random() > 0.03]
    used = tuple(_PERIODS[p] for p in (*periods, *(("year",) if quarters else ())))
    return Cube(dimensions, used, truth, tuple(listed))


def _value(random: Random) -> int:
    kind = random.random()
    if kind < 0.1:
        return 0
    return random.randint(1, 12) if kind < 0.45 else random.randint(8, 90)


def _margins(
    dimensions: Mapping[str, tuple[str, ...]], base: Mapping[Place, int], quarters: bool
) -> Iterator[tuple[Place, int]]:
    periods = dict.fromkeys(period for period, _ in base)
    for period in (*periods, *(("year",) if quarters else ())):
        for group in product(*[(*categories, ALL) for categories in dimensions.values()]):
            yield (
                (period, group),
                sum(
                    value
                    for (p, g), value in base.items()
                    if period in ("year", p)
                    and all(a in (ALL, b) for a, b in zip(group, g, strict=True))
                ),
            )


@dataclass
class Attack:
    """All that was shown of a cube, as one program over its cells. ``place`` finds a count's cell;
    without it the count's period and group are its place."""

    cube: Cube
    shown: Protected
    place: Callable[[Count], Place] | None = None

    def __post_init__(self) -> None:
        self._places = {place: number for number, place in enumerate(self.cube.truth)}
        self._rows: list[np.ndarray] = []
        self._low: list[float] = []
        self._high: list[float] = []
        for place in self._places:
            self._add_up(place)
        for cell in self.shown.cells:
            if not cell.hidden:
                self._told([cell.count], cell.count.value, cell.count.value)
            for offer in cell.offers:
                self._told(offer.counts, offer.low, offer.high)
        self._known = LinearConstraint(np.array(self._rows), self._low, self._high)

    def _place(self, count: Count) -> int:
        if self.place:
            return self._places[self.place(count)]
        period = next(n for n, p in _PERIODS.items() if p == (count.start, count.end))
        group = tuple(count.group.get(name, ALL) for name in self.cube.dimensions)
        return self._places[period, group]

    def _row(self, numbers: Mapping[int, float]) -> np.ndarray:
        row = np.zeros(len(self._places))
        for number, factor in numbers.items():
            row[number] += factor
        return row

    def _fact(self, numbers: Mapping[int, float], low: float, high: float) -> None:
        self._rows.append(self._row(numbers))
        self._low.append(low)
        self._high.append(high)

    def _told(self, counts: Sequence[Count], low: float, high: float) -> None:
        self._fact(dict.fromkeys(map(self._place, counts), 1), low, high)

    def _add_up(self, place: Place) -> None:
        """Each total is the sum of its categories, each year of its quarters."""
        period, group = place
        for n, (category, categories) in enumerate(
            zip(group, self.cube.dimensions.values(), strict=True)
        ):
            if category == ALL:
                parts = [(period, (*group[:n], c, *group[n + 1 :])) for c in categories]
                self._fact({self._places[place]: 1} | {self._places[p]: -1 for p in parts}, 0, 0)
        if period == "year" and len(self.cube.periods) > 1:
            parts = [(f"q{n}", group) for n in range(1, 5)]
            self._fact({self._places[place]: 1} | {self._places[p]: -1 for p in parts}, 0, 0)

    def values(self, count: Count, enough: int) -> set[int]:
        """Values that the hidden count can have, until there are ``enough``."""
        row = self._row({self._place(count): 1})
        found: set[int] = set()
        least = -np.inf
        while len(found) < enough:
            answer = milp(
                row,
                integrality=np.ones(len(row)),
                bounds=Bounds(0, np.inf),
                constraints=[self._known, LinearConstraint(row, least, np.inf)],
            )
            if answer.status != 0:
                break
            found.add(round(answer.fun))
            least = max(found) + 1
        return found


def recovered(
    cube: Cube, shown: Protected, place: Callable[[Count], Place] | None = None
) -> list[tuple[Count, set[int]]]:
    """Hidden counts that can be worked out, or to fewer values than the rules ask for."""
    attack = Attack(cube, shown, place)
    hidden = [cell.count for cell in shown.hidden]
    found = [(count, attack.values(count, shown.rules.values)) for count in hidden]
    return [(count, values) for count, values in found if len(values) < shown.rules.values]


def example_cube(counts: Sequence[Count]) -> tuple[Cube, Callable[[Count], Place]]:
    """The shipped example as a cube: clients by age, and with a record or without one."""
    ages = tuple(dict.fromkeys(c.category("age") for c in counts if c.category("age") != ALL))
    names = {period: name for name, period in _PERIODS.items()}

    def place(count: Count) -> Place:
        record = "with" if count.part_of else ALL
        return names[count.start, count.end], (count.category("age"), record)

    told = {place(count): count.value for count in counts}
    base = {
        (f"q{n}", (age, record)): _of_record(told, f"q{n}", age, record)
        for n in range(1, 5) for age in ages for record in ("with", "without")
    }  # fmt: skip
    dimensions = {"age": ages, "record": ("with", "without")}
    truth = dict(_margins(dimensions, base, True))
    if any(truth[where] != value for where, value in told.items()):
        raise ValueError("the example does not add up")
    return Cube(dimensions, (*QUARTERS, YEAR), truth, tuple(told)), place


def _of_record(told: Mapping[Place, int], period: str, age: str, record: str) -> int:
    part = told[period, (age, "with")]
    return part if record == "with" else told[period, (age, ALL)] - part


def unhidden(shown: Protected) -> Protected:
    """The same with every count shown: what the attack must see through."""
    return replace(shown, cells=tuple(replace(c, hidden=False, offers=()) for c in shown.cells))
