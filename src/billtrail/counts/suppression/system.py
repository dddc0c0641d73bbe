"""Linked counts as a linear system: every count is a sum of parts that nobody sees.

A part ("atom") is one series in one class of fine groups (``grid``). What an attacker knows is that
atoms are whole numbers, none below zero, that shown counts are sums of them, that a hidden count is
at least one, that a row left out is zero, and that a part of a measure is no larger than the whole.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import product

import numpy as np

from .counts import Count, Key, Rules
from .grid import Grid, Span, Table, apart, build_grid, fillings
from .relations import Relations, Series, Sums, find_relations, series_of
from .solver import stack

Array = np.ndarray


@dataclass(frozen=True)
class System:
    """Rows over atoms. ``matrix`` has one for each count; ``ties`` are always zero, ``limits``
    never above zero; ``groups`` are sets of people that shown counts could tell apart though
    nobody listed them. ``pinned`` atoms are zero in every reading of the table; ``left_out`` ones
    because rows were left out."""

    cells: tuple[Count, ...]
    matrix: Array
    ties: Array
    limits: Array
    groups: Array
    pinned: Array
    left_out: Array
    sums: Sums = frozenset()
    #: First and last day of each atom.
    spans: tuple[Span, ...] = ()

    @cached_property
    def values(self) -> Array:
        return np.array([cell.value for cell in self.cells], dtype=float)

    @cached_property
    def place(self) -> Mapping[object, int]:
        return {cell.key: place for place, cell in enumerate(self.cells)}

    def row(self, keys: Iterable[object]) -> Array:
        """The sum of some counts as a row over atoms."""
        found: Array = self.matrix[[self.place[key] for key in keys]].sum(axis=0)
        return found


def readings(
    cells: Sequence[Count], rules: Rules, known: Sums = frozenset(), unsure: Collection[Key] = (),
    unseen: Collection[Key] = (),
) -> Iterator[System]:  # fmt: skip
    """The systems of linked counts, from the one that lets a reader work out the most: every
    category is listed and series add up where the numbers do; to the one that assumes neither.
    The values of ``unsure`` counts are of an earlier day and prove nothing; of ``unseen`` ones
    nobody knows whether they are zero."""
    table, sure = Table(cells), [cell for cell in cells if cell.key not in unsure]
    judge, relations = Table(sure), find_relations(sure, known)
    relations = replace(relations, parts=find_relations(cells).parts)
    rests = [name for name in table.dimensions if judge.has_rest(name)]
    some = [(), *((name,) for name in rests), *([tuple(rests)] if len(rests) > 1 else [])]
    for taken in (relations, *relations.fewer()):
        for chosen in some:
            grid = build_grid(table, chosen, additive=judge.adds_up())
            yield _Builder(table, grid, taken, rules, unsure, unseen).build()


class _Builder:
    def __init__(
        self, table: Table, grid: Grid, relations: Relations, rules: Rules,
        unsure: Collection[Key], unseen: Collection[Key],
    ) -> None:  # fmt: skip
        self.cells, self.rules = tuple(table.cells), rules
        self.relations, self.table, self.grid = relations, table, grid
        self.sure = np.array([cell.key not in unsure for cell in self.cells])
        self.known_zero = [c.value == 0 and c.key not in unseen for c in self.cells]
        self.series = [series_of(cell) for cell in self.cells]
        self.values = np.array([cell.value for cell in self.cells])
        gaps = [*_left_out(table, grid), *_left_out_whole(table, grid, relations)]
        held = [grid.covered(c.start, c.end, dict(c.canonical_group)) for c in self.cells]
        rows = np.array([*held, *(row for _, row in gaps)], dtype=bool)
        #: Counts, then gaps, by classes of fine groups.
        self.held, self.span = _classes(rows, len(grid.spans), alike=not grid.additive)
        self.gaps = [series for series, _ in gaps]

    def build(self) -> System:
        leaves = {s: _leaves(s, self.relations) for s in {*self.series, *self.gaps}}
        self._number(leaves)
        matrix = self._matrix(leaves)
        inside = _inside(self.held[: len(self.cells)], self.series)
        pinned = self._pinned(leaves, inside)
        return System(
            self.cells,
            matrix,
            stack(list(self._ties()), self.width),
            stack([*self._limits(leaves), *self._period_limits()], self.width),
            _small_groups(self, matrix, inside),
            pinned,
            self._gap_atoms(leaves) & ~pinned,
            self.relations.known,
            tuple(self.grid.spans[n] for n in self._atom_spans()),
        )

    # -- atoms ------------------------------------------------------------------------------

    def _number(self, leaves: Mapping[Series, Mapping[Series, int]]) -> None:
        """Number the atoms: every class that some count of a leaf's series holds."""
        held: dict[Series, Array] = defaultdict(lambda: np.zeros(self.held.shape[1], dtype=bool))
        for place, series in enumerate(self.series):
            for leaf in leaves[series]:
                held[leaf] |= self.held[place]
        self.atoms: dict[Series, Array] = {}
        self.width = 0
        for leaf, classes in held.items():
            numbers = np.full(len(classes), -1)
            numbers[classes] = np.arange(self.width, self.width + classes.sum())
            self.atoms[leaf], self.width = numbers, self.width + int(classes.sum())

    def _atom_spans(self) -> Array:
        """The number of each atom's period."""
        found = np.zeros(self.width, dtype=int)
        for numbers in self.atoms.values():
            found[numbers[numbers >= 0]] = self.span[numbers >= 0]
        return found

    def _row(self, leaves: Mapping[Series, int], classes: Array) -> Array:
        row = np.zeros(self.width)
        for leaf, times in leaves.items():
            numbers = self.atoms[leaf][classes] if leaf in self.atoms else np.array([], dtype=int)
            row[numbers[numbers >= 0]] += times
        return row

    def _matrix(self, leaves: Mapping[Series, Mapping[Series, int]]) -> Array:
        return np.array([self._row(leaves[s], self.held[n]) for n, s in enumerate(self.series)])

    def _ties(self) -> Iterator[Array]:
        """A whole that adds up in two ways: both are equal, class by class."""
        for ways in self.relations.sums.values():
            first = _together(ways[0], self.relations)
            for way in ways[1:]:
                yield from self._each_class(first, _together(way, self.relations))

    def _limits(self, leaves: Mapping[Series, Mapping[Series, int]]) -> Iterator[Array]:
        """A part of a measure is no larger than the whole, class by class."""
        for part, whole in self.relations.parts.items():
            if whole in leaves and part in leaves:
                yield from self._each_class(leaves[part], leaves[whole])

    def _each_class(
        self, plus: Mapping[Series, int], minus: Mapping[Series, int]
    ) -> Iterator[Array]:
        for number in range(self.held.shape[1]):
            one, other = (self._row(side, np.array([number])) for side in (plus, minus))
            if one.any() and other.any() and (one - other).any():
                yield one - other

    def _period_limits(self) -> Iterator[Array]:
        """Where people are counted once in each period: a longer period has no fewer than one
        inside it, and no more than the periods that fill it, class by class."""
        if self.grid.additive:
            return
        spans = self.grid.spans
        for numbers in (atoms.reshape(len(spans), -1) for atoms in self.atoms.values()):
            for whole, span in enumerate(spans):
                parts = [n for n, other in enumerate(spans) if _within(other, span)]
                for part in parts:
                    yield from self._differences(numbers[[part]], numbers[whole])
                for run in fillings(span, [spans[n] for n in parts]):
                    chosen = numbers[[spans.index(part) for part in run]]
                    yield from (-row for row in self._differences(chosen, numbers[whole]))

    def _differences(self, parts: Array, whole: Array) -> Iterator[Array]:
        """Parts less the whole, for each class in which all have an atom."""
        for column in np.flatnonzero((parts >= 0).all(axis=0) & (whole >= 0)):
            row = np.zeros(self.width)
            row[parts[:, column]], row[whole[column]] = 1, -1
            yield row

    # -- what is zero -------------------------------------------------------------------------

    def _gap_atoms(self, leaves: Mapping[Series, Mapping[Series, int]]) -> Array:
        """Atoms of rows that were left out."""
        out = np.zeros(self.width, dtype=bool)
        for place, series in enumerate(self.gaps, len(self.cells)):
            out |= self._row(leaves[series], self.held[place]) > 0
        return out

    def _pinned(self, leaves: Mapping[Series, Mapping[Series, int]], inside: Array) -> Array:
        """Atoms of counts that are zero, and of what is left of a count when listed parts that
        do not overlap make it up."""
        zero = np.zeros(self.width, dtype=bool)
        for place, series in enumerate(self.series):
            if not self.sure[place]:
                continue
            if self.known_zero[place]:
                zero |= self._row(leaves[series], self.held[place]) > 0
                continue
            for parts in self.parts_of(place, inside):
                told = self.sure[parts].all() and self.values[parts].sum() == self.values[place]
                if told:
                    rest = self.held[place] & ~self.held[parts].any(axis=0)
                    zero |= self._row(leaves[series], rest) > 0
        return zero

    def parts_of(self, whole: int, inside: Array) -> Iterator[list[int]]:
        """Sets of listed counts inside one, which do not overlap: by the dimensions they name,
        in the same period, in the shortest periods and in the longest."""
        sheets: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for place in map(int, np.flatnonzero(inside[whole])):
            sheets[tuple(n for n, _ in self.cells[place].canonical_group)].append(place)
        own = (self.cells[whole].start, self.cells[whole].end)
        for sheet in sheets.values():
            periods: dict[tuple[str, str], list[int]] = defaultdict(list)
            for place in sheet:
                periods[self.cells[place].start, self.cells[place].end].append(place)
            if own in periods:
                yield periods[own]
            firsts = [self.cells[places[0]] for span, places in periods.items() if span != own]
            if self.grid.additive and firsts:
                runs = {tuple((c.start, c.end) for c in apart(firsts, sign)) for sign in (1, -1)}
                yield from ([place for span in run for place in periods[span]] for run in runs)


def _inside(held: Array, series: Sequence[Series]) -> Array:
    """Which counts of a series lie inside which: a square of truth values, none inside itself."""
    outside = held.astype(np.float32) @ (~held).T.astype(np.float32)
    same = np.array([[one == other for other in series] for one in series])
    found: Array = (outside.T == 0) & same
    np.fill_diagonal(found, False)
    return found


def _classes(rows: Array, spans: int, *, alike: bool) -> tuple[Array, Array]:
    """Fine groups of one period that lie in the same rows become one class; those in no row go.
    ``alike``: the classes are the same in every period, so that periods can be compared. Returns
    the rows over classes, and the number of each class's period."""
    groups = rows.shape[1] // spans
    if alike:
        first = _first_of_each(rows.reshape(len(rows) * spans, groups))
        kept = np.concatenate([first + number * groups for number in range(spans)])
        return rows[:, kept], kept // groups
    period = np.repeat(np.eye(spans, dtype=bool), groups, axis=1)
    kept = _first_of_each(np.vstack([rows, period]))
    kept = kept[rows[:, kept].any(axis=0)]
    return rows[:, kept], kept // groups


def _first_of_each(rows: Array) -> Array:
    """The number of the first of every kind of column, in order."""
    packed = np.ascontiguousarray(np.packbits(rows, axis=0).T)
    _, first = np.unique(packed.view(f"V{packed.shape[1]}").ravel(), return_index=True)
    return np.sort(first)


def _within(part: Span, whole: Span) -> bool:
    return whole[0] <= part[0] and part[1] <= whole[1] and part != whole


def _leaves(series: Series, relations: Relations) -> Mapping[Series, int]:
    """The series that one is made of, itself where it is made of none."""
    ways = relations.sums.get(series)
    return _together(ways[0], relations) if ways else {series: 1}


def _together(parts: Iterable[Series], relations: Relations) -> Mapping[Series, int]:
    times: dict[Series, int] = defaultdict(int)
    for part in parts:
        for leaf, count in _leaves(part, relations).items():
            times[leaf] += count
    return times


def _left_out(table: Table, grid: Grid) -> Iterator[tuple[Series, Array]]:
    """Of each sheet the fine groups in which no row stands, though every category is listed
    somewhere: a reader takes them for zero."""
    for (series, (start, end), named), cells in table.sheets.items():
        if named:
            rows = [grid.covered(start, end, dict(c.canonical_group)) for c in cells]
            gap = grid.covered(start, end, {}) & grid.listed(named) & ~np.any(rows, axis=0)
            if gap.any():
                yield series, gap


def _left_out_whole(
    table: Table, grid: Grid, relations: Relations
) -> Iterator[tuple[Series, Array]]:
    """A series of which nothing is listed in a period, though it is in others, and though what it
    is a part of is listed: nobody."""
    lists = {(series, span) for series, span, _ in table.sheets}
    tables = {(series, named) for series, _, named in table.sheets}
    for whole, ways in relations.sums.items():
        for part in {part for way in ways for part in way}:
            for series, span, named in table.sheets:
                if series == whole and (part, span) not in lists and (part, named) in tables:
                    yield part, grid.covered(*span, {}) & grid.listed(named)


# -- groups that nobody listed ---------------------------------------------------------------------


def _small_groups(builder: _Builder, matrix: Array, inside: Array) -> Array:
    """People whom shown counts tell apart without a row of their own, where they are few: those
    in one count and not in another inside it, those in none of its parts or in several small ones
    together, those outside two categories at once, and those who are not in a part of a measure."""
    known = {row.tobytes() for row in matrix}
    found: dict[bytes, Array] = {}
    for value, row in _candidates(builder, matrix, inside):
        if builder.rules.is_small(round(value)) and row.tobytes() not in known:
            found.setdefault(row.tobytes(), row)
    return stack(list(found.values()), matrix.shape[1])


def _candidates(builder: _Builder, matrix: Array, inside: Array) -> Iterator[tuple[float, Array]]:
    values = builder.values
    for whole in range(len(values)):
        for part in np.flatnonzero(inside[whole]):
            if builder.rules.is_small(int(values[whole] - values[part])):
                yield values[whole] - values[part], matrix[whole] - matrix[part]
        for parts in builder.parts_of(whole, inside):
            few = [part for part in parts if builder.rules.is_small(int(values[part]))]
            if len(few) > 1 and builder.rules.is_small(int(values[few].sum())):
                yield values[few].sum(), matrix[few].sum(axis=0)
            rest = values[whole] - values[parts].sum()
            if builder.rules.is_small(int(rest)):
                yield rest, matrix[whole] - matrix[parts].sum(axis=0)
        yield from _outside_two(builder, matrix, whole)
    yield from _not_in_part(builder, matrix)


def _outside_two(builder: _Builder, matrix: Array, whole: int) -> Iterator[tuple[float, Array]]:
    """A total less one category of each of two dimensions, and both of them once again."""
    cell, values, place = builder.cells[whole], builder.values, builder.table.place
    group = dict(cell.canonical_group)
    open_axes = [n for n in builder.grid.axes if n not in group]
    for number, one in enumerate(open_axes):
        for other in open_axes[number + 1 :]:
            for a, b in product(builder.grid.axes[one], builder.grid.axes[other]):
                keys = [(*cell.key[:4], tuple(sorted((group | more).items())))
                        for more in ({one: a}, {other: b}, {one: a, other: b})]  # fmt: skip
                if all(key in place for key in keys):
                    x, y, both = (place[key] for key in keys)
                    rest = values[whole] - values[x] - values[y] + values[both]
                    if builder.rules.is_small(int(rest)):
                        yield rest, matrix[whole] - matrix[x] - matrix[y] + matrix[both]


def _not_in_part(builder: _Builder, matrix: Array) -> Iterator[tuple[float, Array]]:
    for place, cell in enumerate(builder.cells):
        if whole := builder.relations.parts.get(builder.series[place]):
            found = builder.table.place.get((*whole, *cell.key[2:]))
            if found is not None:
                rest = builder.values[found] - builder.values[place]
                yield rest, matrix[found] - matrix[place]
