"""The counts of one program as a linear system: every count is a sum of parts nobody sees.

A part ("atom") is the smallest group the table can tell apart: one measure, one period that no
other period cuts, one category of each dimension. What an attacker knows is that parts are whole
numbers, none below zero, that shown counts are sums of them, and that a part of a measure is no
larger than the whole. Whoever adds the shown counts up finds what this system allows, no more.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import combinations, pairwise, product

import numpy as np
from scipy.sparse import csr_matrix, vstack

from billtrail.suppression.counts import ALL, Count, Rules

#: The part of a dimension that no listed category names.
REST = "(rest)"

Vector = csr_matrix
#: Cell index -> factor: a sum of counts, written out.
Sum = Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Axis:
    """A dimension's categories, with ``REST`` where they do not make up the total."""

    name: str
    categories: tuple[str, ...]

    @property
    def listed(self) -> tuple[str, ...]:
        return tuple(category for category in self.categories if category != REST)


@dataclass(frozen=True)
class System:
    """``cells`` with their values; ``forms`` are small sums that shown counts could give away,
    ``limits`` are sums of parts that are never above zero (a part less its whole), ``lines`` are
    cells of which each is known once the others are."""

    cells: tuple[Count, ...]
    matrix: csr_matrix
    forms: tuple[Sum, ...]
    limits: csr_matrix
    lines: tuple[tuple[int, ...], ...]

    @cached_property
    def values(self) -> np.ndarray:
        return np.array([cell.value for cell in self.cells], dtype=float)

    @cached_property
    def form_matrix(self) -> csr_matrix:
        """The forms as sums of parts."""
        return self.combine(self.forms)

    def combine(self, sums: Sequence[Sum]) -> csr_matrix:
        """Sums of counts as sums of parts, one row each."""
        factors = _matrix(sums, len(self.cells))
        return csr_matrix(factors @ self.matrix)

    def value(self, form: Sum) -> int:
        return sum(factor * self.cells[cell].value for cell, factor in form.items())


def _matrix(sums: Iterable[Mapping[int, float]], width: int) -> csr_matrix:
    rows: list[int] = []
    columns: list[int] = []
    values: list[float] = []
    height = 0
    for place, form in enumerate(sums):
        height = place + 1
        rows += [place] * len(form)
        columns += form.keys()
        values += form.values()
    return csr_matrix((values, (rows, columns)), shape=(height, width))


def build_system(cells: Sequence[Count], rules: Rules) -> System:
    """The system of one program's linked measures: a measure and what is ``part_of`` it."""
    return _Builder(tuple(cells), rules).build()


def linked(cells: Iterable[Count]) -> list[tuple[Count, ...]]:
    """Counts that speak of the same people, together: by program and the measure they are of."""
    groups: dict[tuple[str, str], list[Count]] = defaultdict(list)
    for cell in cells:
        groups[cell.program, cell.part_of or cell.measure].append(cell)
    return [tuple(group) for group in groups.values()]


class _Builder:
    def __init__(self, cells: tuple[Count, ...], rules: Rules) -> None:
        self.cells = cells
        self.rules = rules
        self.place = {cell.key: index for index, cell in enumerate(cells)}
        names = sorted({name for cell in cells for name, _ in cell.named()})
        self.axes = [self._axis(name) for name in names]
        self.additive = {m: self._adds_up(m) for m in {cell.measure for cell in cells}}

    def build(self) -> System:
        rows = [self._atoms(cell) for cell in self.cells]
        limits = [*self._part_limits(), *self._period_limits()]
        width = len(self._numbers)
        return System(
            self.cells,
            _matrix([dict.fromkeys(row, 1) for row in rows], width),
            tuple(self._small_forms()),
            _matrix(limits, width),
            tuple(self._lines()),
        )

    # -- dimensions -------------------------------------------------------------------------

    def _axis(self, name: str) -> Axis:
        listed = dict.fromkeys(c.category(name) for c in self.cells if c.category(name) != ALL)
        rest = any(
            self._part_of_total(cell, name, tuple(listed)) for cell in self.cells
            if cell.category(name) == ALL
        )  # fmt: skip
        return Axis(name, (*listed, REST) if rest else tuple(listed))

    def _part_of_total(self, total: Count, name: str, categories: tuple[str, ...]) -> bool:
        """Whether the categories, all listed, come to less than their total."""
        parts = [self.find(total, {name: category}) for category in categories]
        if any(part is None for part in parts):
            return False
        return sum(self.cells[part].value for part in parts if part is not None) != total.value

    def find(self, like: Count, group: Mapping[str, str]) -> int | None:
        """The cell like another, but in another group."""
        named = tuple(sorted((k, v) for k, v in {**like.group, **group}.items() if v != ALL))
        return self.place.get((like.program, like.measure, like.start, like.end, named))

    # -- periods ----------------------------------------------------------------------------

    def _adds_up(self, measure: str) -> bool:
        """Whether every period that others fill is their sum. People served twice in a year
        stand in two quarters and once in the year; then periods only bound each other."""
        wholes = [cell for cell in self.cells if cell.measure == measure]
        filled = all(
            sum(part.value for part in parts) == whole.value
            for whole in wholes
            for parts in self._fillings(whole)
        )
        return filled and all(
            sum(part.value for part in _apart(self._inside(whole))) <= whole.value
            for whole in wholes
        )

    def _inside(self, whole: Count) -> list[Count]:
        return [c for c in self.cells if whole.covers(c) and self._same_group(c, whole)]

    def _fillings(self, whole: Count) -> Iterator[tuple[Count, ...]]:
        """Runs of periods, end to end, that fill the period of ``whole``."""
        yield from _chains(self._inside(whole), whole.start, whole.end)

    def _same_group(self, one: Count, other: Count) -> bool:
        return one.measure == other.measure and tuple(one.named()) == tuple(other.named())

    @cached_property
    def _cuts(self) -> tuple[str, ...]:
        """Every day on which a period begins, or the day after one ends, in order."""
        return tuple(sorted({c.start for c in self.cells} | {after(c.end) for c in self.cells}))

    def _spans(self, cell: Count) -> list[tuple[str, str]]:
        """The uncut periods of a cell; a measure that does not add up has only whole ones."""
        if not self.additive[cell.measure]:
            return [(cell.start, cell.end)]
        cuts = [cut for cut in self._cuts if cell.start <= cut <= after(cell.end)]
        return list(pairwise(cuts))

    # -- atoms ------------------------------------------------------------------------------

    @cached_property
    def _numbers(self) -> dict[tuple[object, ...], int]:
        return {}

    def _atoms(self, cell: Count, spans: Iterable[tuple[str, str]] | None = None) -> list[int]:
        choices = [
            axis.categories if cell.category(axis.name) == ALL else (cell.category(axis.name),)
            for axis in self.axes
        ]
        return [
            self._numbers.setdefault((cell.measure, span, group), len(self._numbers))
            for span in (self._spans(cell) if spans is None else spans)
            for group in product(*choices)
        ]

    def _part_limits(self) -> Iterator[dict[int, int]]:
        """A part of a measure is no larger than the whole, atom by atom."""
        wholes = {cell.measure: cell.part_of for cell in self.cells if cell.part_of}
        for (measure, span, group), number in list(self._numbers.items()):
            whole = self._numbers.get((wholes.get(str(measure)), span, group))
            if whole is not None:
                yield {number: 1, whole: -1}
        for part in self.cells:
            place = self._whole_of(part)
            if place is not None:
                yield _difference(self._atoms(part), self._atoms(self.cells[place]))

    def _whole_of(self, part: Count) -> int | None:
        if part.part_of is None:
            return None
        key = (part.program, part.part_of, part.start, part.end, tuple(part.named()))
        return self.place.get(key)

    def _period_limits(self) -> Iterator[dict[int, int]]:
        """Where people are counted once in each period: a longer period has no fewer than one
        inside it, and no more than the periods that fill it."""
        for whole in self.cells:
            if self.additive[whole.measure]:
                continue
            for part in self.cells:
                if whole.covers(part) and self._same_group(part, whole):
                    yield _difference(self._atoms(part), self._atoms(whole))
            for parts in self._fillings(whole):
                filled = [atom for part in parts for atom in self._atoms(part)]
                yield _difference(self._atoms(whole), filled)

    def _lines(self) -> Iterator[tuple[int, ...]]:
        """Each total with all its categories, each period with those that fill it."""
        for place, cell in enumerate(self.cells):
            for axis in self.axes:
                if cell.category(axis.name) == ALL and REST not in axis.categories:
                    parts = [self.find(cell, {axis.name: c}) for c in axis.categories]
                    if all(part is not None for part in parts):
                        yield (place, *(part for part in parts if part is not None))
            if self.additive[cell.measure]:
                for filling in self._fillings(cell):
                    yield (place, *(self.place[part.key] for part in filling))

    # -- small sums that follow from shown counts ----------------------------------------------

    def _small_forms(self) -> Iterator[Sum]:
        seen = set()
        for form in (*self._complements(), *self._period_rests(), *self._measure_rests()):
            value = sum(factor * self.cells[cell].value for cell, factor in form.items())
            name = frozenset(form.items())
            if self.rules.is_small(value) and name not in seen:
                seen.add(name)
                yield form

    def _complements(self) -> Iterator[Sum]:
        """Of each total: all but one category, and all that no category names; in one dimension
        or in two at once."""
        for total in range(len(self.cells)):
            open_axes = [a for a in self.axes if self.cells[total].category(a.name) == ALL]
            for count in (1, 2):
                for axes in combinations(open_axes, count):
                    for taken in product(*[self._taken(axis) for axis in axes]):
                        yield from self._without(total, axes, taken)

    def _taken(self, axis: Axis) -> Iterator[tuple[str, ...]]:
        yield from ((category,) for category in axis.listed)
        if len(axis.listed) > 1 and REST in axis.categories:
            yield axis.listed

    def _without(
        self, total: int, axes: Sequence[Axis], taken: Sequence[tuple[str, ...]]
    ) -> Iterator[Sum]:
        """The total less the taken categories of each axis, where all those counts are listed."""
        form: dict[int, int] = {}
        for chosen in product(*[(ALL, *categories) for categories in taken]):
            group = dict(zip((axis.name for axis in axes), chosen, strict=True))
            cell = self.find(self.cells[total], group)
            if cell is None:
                return
            sign = (-1) ** sum(category != ALL for category in chosen)
            form[cell] = form.get(cell, 0) + sign
        yield form

    def _period_rests(self) -> Iterator[Sum]:
        """Of each period: all but one period inside it, and all but those inside end to end."""
        for place, whole in enumerate(self.cells):
            if not self.additive[whole.measure]:
                continue
            inside = self._inside(whole)
            yield from ({place: 1, self.place[part.key]: -1} for part in inside)
            apart = _apart(inside)
            yield {place: 1} | {self.place[part.key]: -1 for part in apart}

    def _measure_rests(self) -> Iterator[Sum]:
        """Of each whole: those who are not in the part."""
        for place, part in enumerate(self.cells):
            whole = self._whole_of(part)
            if whole is not None:
                yield {whole: 1, place: -1}


def after(day: str) -> str:
    """The next day; days are ISO dates."""
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def _chains(cells: Sequence[Count], start: str, end: str) -> Iterator[tuple[Count, ...]]:
    """Every run of cells, end to end, from ``start`` to ``end``."""
    for cell in cells:
        if cell.start == start and cell.end == end:
            yield (cell,)
        elif cell.start == start and cell.end < end:
            yield from ((cell, *rest) for rest in _chains(cells, after(cell.end), end))


def _apart(cells: Iterable[Count]) -> list[Count]:
    """Cells whose periods do not overlap, the earliest first."""
    kept: list[Count] = []
    for cell in sorted(cells, key=lambda c: (c.start, c.end)):
        if all(cell.start > other.end or cell.end < other.start for other in kept):
            kept.append(cell)
    return kept


def _difference(plus: Iterable[int], minus: Iterable[int]) -> dict[int, int]:
    found: dict[int, int] = defaultdict(int)
    for atom in plus:
        found[atom] += 1
    for atom in minus:
        found[atom] -= 1
    return {atom: factor for atom, factor in found.items() if factor}


def stack(parts: Sequence[csr_matrix]) -> csr_matrix:
    """Rows of all, one below the other."""
    return csr_matrix(vstack(parts))
