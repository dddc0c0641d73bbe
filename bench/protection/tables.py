"""Random tables of counts, as programs keep them: month by type by county by program, with totals,
many of them small, rows of nobody left out, names spelled in more than one way; and the same over
many editions, with growth, corrections, rows that come later, and new spellings."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product
from random import Random
from types import MappingProxyType

from billtrail.counts.suppression import ALL, Count

from .display import Key, Lore, canonical, key_of

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
    """How a table is laid out. At most ``deep`` of its dimensions are named in one row;
    ``all_programs`` is "" where no row adds programs up; ``in_year`` counts a whole year so far."""

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
    in_year: bool = False

    def period(self, month: int) -> tuple[str, str]:
        """First and last day of a month, or of the whole (0)."""
        if self.in_year and (month == 0 or self.months == 1):
            return f"{_YEAR}-01-01", f"{_YEAR}-12-31"
        first, last = (1, self.months) if month == 0 else (month, month)
        return f"{_YEAR}-{first:02}-01", f"{_YEAR}-{last:02}-{_DAYS[last]}"


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
    if random.random() < 0.1:
        counts = _published(random, counts)
    return Table(seed, ((_day(shape.months), counts),), (truth,), _lore(shape))


def two_years(seed: int, least: int = 6, most: int = 80) -> Table:
    """Twice the same table, of this year and of the next, with other counts; nothing is over both,
    and each may list what the other leaves out."""
    shape = _shape(Random(seed), least, most)
    counts: tuple[Count, ...] = ()
    truth: dict[Key, int] = {}
    for year in (_YEAR, _YEAR + 1):
        random = Random(seed * 10_000 + year)
        cells = _cells(random, shape)
        counts += tuple(_of_year(c, year) for c in _rows(random, shape, cells))
        truth |= {key_of(_of_year(c, year)): c.value for c in _listed(shape, cells, deep=9)}
    return Table(seed, ((f"{_YEAR + 2}-01-01", counts),), (truth,), _lore(shape))


def _of_year(count: Count, year: int) -> Count:
    return replace(count, start=f"{year}{count.start[4:]}", end=f"{year}{count.end[4:]}")


def _published(random: Random, counts: tuple[Count, ...]) -> tuple[Count, ...]:
    """Others have published one to three of them already."""
    chosen = set(random.sample(range(len(counts)), min(len(counts), random.randint(1, 3))))
    return tuple(replace(c, public=n in chosen) for n, c in enumerate(counts))


def random_history(seed: int, editions: int = 12, least: int = 6, most: int = 80) -> Table:
    """A year month by month: new months or a growing year, corrections of what is over, people
    who are reported late, rows that a later file leaves out, new spellings."""
    random = Random(seed)
    shape = _shape(random, least, most, editions)
    days = [_day(number) for number in range(1, editions + 1)]
    states = list(_states(random, shape, editions))
    loads, truth = [], []
    for number, cells in enumerate(states):
        until = number + 1 if shape.months > 1 else 12
        rows = _rows(random, shape, cells, until, truth[-1] if truth else {})
        if number:
            rows = tuple(_some(random, rows, truth[-1]))
        loads.append(rows)
        truth.append({key_of(c): c.value for c in _listed(shape, cells, 9, until)})
    told = _Calendar(shape, tuple(days), tuple(states))
    lore = replace(_lore(shape), state=told.state, grows=told.grows)
    return Table(seed, tuple(zip(days, loads, strict=True)), tuple(truth), lore)


def _some(random: Random, rows: Iterable[Count], before: Mapping[Key, int]) -> Iterator[Count]:
    """A later file may leave out what has not changed."""
    for row in rows:
        if before.get(key_of(row)) != row.value or random.random() > 0.1:
            yield row


def _states(random: Random, shape: Shape, editions: int) -> Iterator[dict[Cell, int]]:
    final = _cells(random, shape)
    if shape.months == 1:  # a year begins small
        final = {place: value // 3 for place, value in final.items()}
        final = _whole_again(final)
    late = _late(random, shape, final)
    for number in range(editions):
        begun = number + 1 if shape.months > 1 else 12
        if number:
            final = grow(random, final, shape) if shape.months == 1 else final
            final = _corrected(random, final, begun) if random.random() < 0.3 else final
        yield _whole_again({
            place: 0 if place[1] > begun or number < late.get(place, 0)
            else value for place, value in final.items()
        })  # fmt: skip


def _late(random: Random, shape: Shape, cells: Mapping[Cell, int]) -> dict[Cell, int]:
    """The first edition that has some of the smallest groups, one to three after it could."""
    begins = {p: p[1] - 1 if shape.months > 1 else 0 for p in sorted(cells)}
    return {p: n + random.randint(1, 3) for p, n in begins.items() if random.random() < 0.1}


def _whole_again(cells: Mapping[Cell, int]) -> dict[Cell, int]:
    """Wholes of two parts as the sums of them."""
    return {
        (_WHOLE, *p[1:]) if p[0] == _WHOLE else p:
        cells[_PART, *p[1:]] + cells[_REST, *p[1:]] if p[0] == _WHOLE and (_REST, *p[1:]) in cells
        else value for p, value in cells.items()
    }  # fmt: skip


def _corrected(random: Random, cells: Mapping[Cell, int], begun: int) -> dict[Cell, int]:
    """One to three of the smallest groups were miscounted."""
    found = dict(cells)
    places = sorted(p for p in cells if p[1] <= begun)
    for place in random.sample(places, min(len(places), random.randint(1, 3))):
        moved = random.choice((-3, -1, -12, -20, 1, 2, 12, 20))
        found[place] = max(0, found[place] + moved)
    return _whole_again(found)


@dataclass(frozen=True)
class _Calendar:
    """Which state of a span an edition speaks of, and whether its counts can only have grown."""

    shape: Shape
    days: tuple[str, ...]
    states: tuple[Mapping[Cell, int], ...]

    def state(self, span: tuple[str, str], edition: int) -> int:
        """Of a span that is over: the edition that first had it as it is now."""
        while edition and span[1] < self.days[edition - 1] and not self._moves(span, edition):
            edition -= 1
        return edition

    def grows(self, span: tuple[str, str], edition: int) -> bool:
        is_open = span[1] >= self.days[edition - 1]
        return is_open and all(move >= 0 for move in self._moves(span, edition))

    def _moves(self, span: tuple[str, str], edition: int) -> list[int]:
        before, now = self.states[edition - 1], self.states[edition]
        inside = [p for p in now if span[0] <= self.shape.period(p[1])[0]
                  and self.shape.period(p[1])[1] <= span[1]]  # fmt: skip
        return [now[p] - before[p] for p in inside if now[p] != before[p]]


def one_more(
    table_seed: int, who: int, least: int = 6, most: int = 80, *, joins: bool = False
) -> tuple[Table, Table]:
    """Two tables, as like as can be: the second has one person more somewhere. Where a program
    ``joins``, the first edition lists nobody of it, the next all, or a few."""
    random = Random(table_seed)
    shape = _shape(random, least, most, programs=2 if joins else 1)
    cells = _cells(random, shape)
    first = _without_last(shape, cells) if joins else cells
    grown = grow(Random(table_seed + 1), first if table_seed % 2 else cells, shape)
    # Somebody new of a period is new in one of its months: a year is never larger than all of them.
    months = sorted(p for p in grown if p[1])
    place = months[who % len(months)]
    return tuple(
        Table(table_seed, ((_day(shape.months), _rows(Random(table_seed), shape, first)),
                           (_day(shape.months + 1), _rows(Random(table_seed), shape, now))),
              (), _lore(shape))
        for now in (grown, _with_one(grown, place))
    )  # type: ignore[return-value]  # fmt: skip


def _without_last(shape: Shape, cells: Mapping[Cell, int]) -> Mapping[Cell, int]:
    """Nobody of the last program; unless nobody is left, because that is no edition."""
    left = {p: 0 if p[2] == shape.programs[-1] else value for p, value in cells.items()}
    return left if any(left.values()) else cells


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


def _shape(random: Random, least: int, most: int, editions: int = 0, programs: int = 1) -> Shape:
    """A layout of so many rows, of so many ``programs`` at least; over ``editions`` of a year, in
    the last of them."""
    in_year, until = bool(editions), editions or 12
    while True:
        shape = Shape(
            months=random.choice((1, 1, 2, 3, 4, 6, *((12, 12) if in_year else ()))),
            types=_TYPES[: random.choice((1, 2, 3, 4))],
            counties=tuple(random.sample(_COUNTIES, random.choice((1, 2, 3, 4, 6)))),
            programs=_PROGRAMS[: random.choice((1, 1, 2, 3))],
            measures=random.choice(((_WHOLE,), (_WHOLE,), (_WHOLE, _PART), (_WHOLE, _PART, _REST))),
            all_programs=random.choice(("All programs", "The whole agency", "")),
            deep=random.choice((9, 9, 9, 2, 1)),
            once_each=random.random() < 0.15 and not in_year,
            spells=random.random() < 0.3,
            lists_zeros=random.random() < 0.3,
            in_year=in_year,
        )
        rows = sum(place[1] <= until for place in _places(shape, shape.deep))
        if least <= rows <= most and len(shape.programs) >= programs:
            return shape


def _places(shape: Shape, deep: int) -> Iterator[Cell]:
    """Every row with its totals: month 0 is the whole period, ``ALL`` a total."""
    months = [*range(1, shape.months + 1), 0] if shape.months > 1 else [1]
    axes = (shape.programs, shape.types, shape.counties)
    totals = (bool(shape.all_programs), True, True)
    listed = [(*axis, ALL) if len(axis) > 1 and total else axis
              for axis, total in zip(axes, totals, strict=True)]  # fmt: skip
    for place in product(shape.measures, months, *listed):
        named = (shape.months > 1 and place[1] != 0, *(name != ALL for name in place[3:]))
        if sum(named) <= deep:
            yield place


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


def _listed(shape: Shape, cells: Mapping[Cell, int], deep: int, until: int = 12) -> Iterator[Count]:
    """The rows of months up to ``until``, and of the whole."""
    for place in _places(shape, deep):
        if place[1] > until:
            continue
        measure, month, program, kind, county = place
        group = {"type": kind} if len(shape.types) > 1 else {}
        group |= {"county": county} if len(shape.counties) > 1 else {}
        yield Count(
            shape.all_programs if program == ALL else program,
            measure,
            *shape.period(month),
            _total(shape, cells, place),
            group,
            None if measure == _WHOLE else _WHOLE,
        )


def _rows(
    random: Random,
    shape: Shape,
    cells: Mapping[Cell, int],
    until: int = 12,
    before: Mapping[Key, int] = MappingProxyType({}),
) -> tuple[Count, ...]:
    """The rows of a file; one of nobody is left out, unless there was somebody ``before``."""
    listed = [
        count for count in _listed(shape, cells, shape.deep, until)
        if count.value or shape.lists_zeros or before.get(key_of(count))
    ]  # fmt: skip
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


_DAYS = ("", 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def _day(months: int) -> str:
    return f"{_YEAR + months // 12}-{months % 12 + 1:02}-01"


def _lore(shape: Shape) -> Lore:
    measures = [canonical(m) for m in (_WHOLE, _PART, _REST) if m in shape.measures]
    return Lore(
        all_programs=canonical(shape.all_programs) or None,
        part_of=dict.fromkeys(measures[1:], measures[0]),
        make_up={measures[0]: tuple(measures[1:])} if len(measures) == 3 else {},
        once_each=frozenset(measures) if shape.once_each else frozenset(),
    )
