"""Random tables of counts, as programs keep them: month by type by county by program, with totals,
many of them small, rows of nobody left out, names spelled in more than one way; and the same over
many editions, with growth, corrections, rows that come later, and new spellings."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from random import Random

from bench.outsider import Key, Lore, canonical, key_of
from billtrail.suppression import ALL, Count

_TYPES = ("Adult", "Minor", "Young adult", "Unknown")
_COUNTIES = (
    "Kern",
    "Los Angeles",
    "Orange County",
    "Ventura",
    "Inyo",
    "San Diego",
    "Fresno",
    "Napa",
)
_PROGRAMS = ("Shelter", "Hotline", "Legal help")
_WHOLE, _PART, _REST = "Clients served", "Clients with a record", "Clients without a record"
_YEAR = 2025
#: measure, month (0 is the whole period where people are counted once), program, type, county
Cell = tuple[str, int, str, str, str]


@dataclass(frozen=True)
class Shape:
    """How a table is laid out. ``dimensions`` named at once are at most ``deep``."""

    months: int
    types: tuple[str, ...]
    counties: tuple[str, ...]
    programs: tuple[str, ...]
    measures: tuple[str, ...]
    all_programs: str
    deep: int
    once_each: bool
    spells: bool
    lists_zeros: bool


@dataclass(frozen=True)
class Table:
    """Counts of one program, edition by edition; ``truth`` has every row, listed or not."""

    seed: int
    editions: tuple[tuple[str, tuple[Count, ...]], ...]
    truth: tuple[Mapping[Key, int], ...]
    lore: Lore

    @property
    def counts(self) -> tuple[Count, ...]:
        return self.editions[-1][1]


def random_table(seed: int, least: int = 6, most: int = 80) -> Table:
    random = Random(seed)
    shape = _shape(random, least, most)
    cells = _cells(random, shape)
    counts = _rows(random, shape, cells)
    truth = {key_of(count): count.value for count in _listed(shape, cells, deep=9)}
    return Table(seed, ((_day(shape.months), counts),), (truth,), _lore(shape))


def one_more(table_seed: int, who: int, least: int = 6, most: int = 80) -> tuple[Table, Table]:
    """Two tables, as like as can be: the second has one person more somewhere."""
    random = Random(table_seed)
    shape = _shape(random, least, most)
    cells = _cells(random, shape)
    grown = grow(Random(table_seed + 1), cells, shape)
    place = sorted(grown)[who % len(grown)]
    return tuple(
        Table(table_seed, ((_day(shape.months), _rows(Random(table_seed), shape, cells)),
                           (_day(shape.months + 1), _rows(Random(table_seed), shape, now))),
              (), _lore(shape))
        for now in (grown, _with_one(grown, place))
    )  # type: ignore[return-value]  # fmt: skip


def _with_one(cells: Mapping[Cell, int], place: Cell) -> dict[Cell, int]:
    """A person with a record is a person, and one of the whole period."""
    more = dict(cells)
    in_parts = (_REST, *place[1:]) in more
    measures = {_REST if in_parts and place[0] == _WHOLE else place[0], _WHOLE}
    for measure, month in product(measures, {place[1], 0}):
        if (measure, month, *place[2:]) in more:
            more[measure, month, *place[2:]] += 1
    return more


def grow(random: Random, cells: Mapping[Cell, int], shape: Shape) -> dict[Cell, int]:
    """Some more people in some of the smallest groups; parts and wholes grow together."""
    grown = dict(cells)
    for place in sorted(cells):
        if place[1] and random.random() < 0.3:
            for _ in range(random.choice((1, 1, 2, 3, 5, 12, 20))):
                grown = _with_one(grown, place)
    return grown


# -- how a table looks -----------------------------------------------------------------------------


def _shape(random: Random, least: int, most: int) -> Shape:
    while True:
        shape = Shape(
            months=random.choice((1, 1, 2, 3, 4, 6)),
            types=_TYPES[: random.choice((1, 2, 3, 4))],
            counties=tuple(random.sample(_COUNTIES, random.choice((1, 2, 3, 4, 6)))),
            programs=_PROGRAMS[: random.choice((1, 1, 2, 3))],
            measures=random.choice(((_WHOLE,), (_WHOLE,), (_WHOLE, _PART), (_WHOLE, _PART, _REST))),
            all_programs=random.choice(("All programs", "The whole agency")),
            deep=random.choice((9, 9, 2)),
            once_each=random.random() < 0.15,
            spells=random.random() < 0.3,
            lists_zeros=random.random() < 0.3,
        )
        if least <= sum(1 for _ in _places(shape, shape.deep)) <= most:
            return shape


def _places(shape: Shape, deep: int) -> Iterator[Cell]:
    """Every row with its totals: month 0 is the whole period, ``ALL`` a total."""
    months = [*range(1, shape.months + 1), 0] if shape.months > 1 else [1]
    axes = [_with_total(axis) for axis in (shape.programs, shape.types, shape.counties)]
    for place in product(shape.measures, months, *axes):
        named = (
            len(shape.months * [0]) > 1 and place[1] != 0,
            *(name != ALL for name in place[2:]),
        )
        if sum(named) <= deep:
            yield place


def _with_total(axis: Sequence[str]) -> Sequence[str]:
    return (*axis, ALL) if len(axis) > 1 else (axis[0],)


def _cells(random: Random, shape: Shape) -> dict[Cell, int]:
    """The smallest groups; where people are counted once in each period, also of the whole one."""
    scale = random.choice((12, 25, 60))
    own = [m for m in (_PART, _REST) if _PART in shape.measures] or [_WHOLE]
    found: dict[Cell, int] = {}
    for group in product(shape.programs, shape.types, shape.counties):
        for measure in own:
            values = [_value(random, scale) for _ in range(shape.months)]
            if shape.once_each and shape.months > 1:
                found[measure, 0, *group] = random.randint(max(values), sum(values))
            for month, value in enumerate(values, 1):
                found[measure, month, *group] = value
    for place in [p for m, *p in found if m == _PART]:
        found[_WHOLE, *place] = found[_PART, *place] + found[_REST, *place]
    return found


def _value(random: Random, scale: int) -> int:
    return random.choice(
        (0, random.randint(1, 10), random.randint(1, 10), random.randint(0, scale))
    )


def _total(shape: Shape, cells: Mapping[Cell, int], place: Cell) -> int:
    measure, month, *names = place
    months = [0] if month == 0 and shape.once_each else [month]
    if month == 0 and not shape.once_each:
        months = [*range(1, shape.months + 1)]
    axes = (shape.programs, shape.types, shape.counties)
    chosen = [axis if name == ALL else (name,) for name, axis in zip(names, axes, strict=True)]
    return sum(cells.get((measure, m, *group), 0) for m in months for group in product(*chosen))


def _listed(shape: Shape, cells: Mapping[Cell, int], deep: int) -> Iterator[Count]:
    for place in _places(shape, deep):
        measure, month, program, kind, county = place
        group = {"type": kind} if len(shape.types) > 1 else {}
        group |= {"county": county} if len(shape.counties) > 1 else {}
        yield Count(
            shape.all_programs if program == ALL else program,
            measure,
            *_period(month, shape.months),
            _total(shape, cells, place),
            group,
            None if measure == _WHOLE else _WHOLE,
        )


def _rows(random: Random, shape: Shape, cells: Mapping[Cell, int]) -> tuple[Count, ...]:
    listed = [c for c in _listed(shape, cells, shape.deep) if c.value or shape.lists_zeros]
    return tuple(_respelled(random, count) for count in listed) if shape.spells else tuple(listed)


def _respelled(random: Random, count: Count) -> Count:
    """Another spelling of a name that is one to every reader."""
    respell = random.choice((str, str, str.upper, str.lower, lambda s: f"{s} ", lambda s: f"{s}."))
    return replace(
        count,
        measure=respell(count.measure),
        group={n: c if c == ALL else respell(c) for n, c in count.group.items()},
        part_of=count.part_of,
    )


def _period(month: int, months: int) -> tuple[str, str]:
    first, last = (1, months) if month == 0 else (month, month)
    return f"{_YEAR}-{first:02}-01", f"{_YEAR}-{last:02}-{_DAYS[last]}"


_DAYS = ("", 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def _day(months: int) -> str:
    return f"{_YEAR + months // 12}-{months % 12 + 1:02}-01"


def _lore(shape: Shape) -> Lore:
    measures = [canonical(m) for m in (_WHOLE, _PART, _REST) if m in shape.measures]
    return Lore(
        all_programs=canonical(shape.all_programs) if len(shape.programs) > 1 else None,
        part_of=dict.fromkeys(measures[1:], measures[0]),
        make_up={measures[0]: tuple(measures[1:])} if len(measures) == 3 else {},
        once_each=frozenset(measures) if shape.once_each else frozenset(),
    )
