"""The finest groups a table can tell apart: an uncut period with one category of each dimension.

Groups that lie in exactly the same counts are one class; nobody can tell them apart.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from itertools import pairwise

import numpy as np

from billtrail.errors import CheckFailed

from .counts import Count
from .relations import Series, series_of

#: The part of a dimension that no listed category names.
_REST = "(rest)"
#: So many groups, periods times categories, can be told apart before they are merged.
_MOST_GROUPS = 2_000_000

Span = tuple[str, str]


@dataclass(frozen=True)
class Grid:
    """``axes``: the categories of each dimension; ``spans``: periods that nothing cuts, or where
    periods do not add up, the listed periods themselves."""

    cells: tuple[Count, ...]
    axes: Mapping[str, tuple[str, ...]]
    spans: tuple[Span, ...]
    additive: bool

    def covered(self, start: str, end: str, group: Mapping[str, str]) -> np.ndarray:
        """Which fine groups a period and group hold, as one flat row."""
        whole = self._spans_in(start, end)
        sides = [self._categories(name, group.get(name)) for name in self.axes]
        return reduce(np.multiply.outer, sides, whole).ravel()

    def _spans_in(self, start: str, end: str) -> np.ndarray:
        if not self.additive:
            return np.array([span == (start, end) for span in self.spans])
        return np.array([start <= span[0] and span[1] <= end for span in self.spans])

    def _categories(self, name: str, category: str | None) -> np.ndarray:
        listed = self.axes[name]
        return np.array([category is None or category == other for other in listed])

    def listed(self, names: Iterable[str]) -> np.ndarray:
        """The fine groups outside the rests of these dimensions."""
        sides = [
            np.array([name not in names or category != _REST for category in listed])
            for name, listed in self.axes.items()
        ]
        return reduce(np.multiply.outer, sides, np.ones(len(self.spans), dtype=bool)).ravel()


def build_grid(table: "Table", rests: Iterable[str], *, additive: bool) -> Grid:
    """The grid of linked counts, with a rest in some dimensions, and periods that add up or do not;
    raises CheckFailed where it would be too fine."""
    cells = table.cells
    axes = {n: table.categories(n) + ((_REST,) if n in rests else ()) for n in table.dimensions}
    spans = table.cuts() if additive else tuple(sorted({(c.start, c.end) for c in cells}))
    size = len(spans) * int(np.prod([len(axis) for axis in axes.values()], dtype=float))
    if size > _MOST_GROUPS:
        wide = max(axes, key=lambda name: len(axes[name]))
        raise CheckFailed(
            f"{cells[0].program}: {size:,} groups hang together, too many to protect. Merge "
            f"categories of {wide!r} ({len(axes[wide])} now), or load that breakdown by itself."
        )
    return Grid(tuple(cells), axes, spans, additive)


class Table:
    """Linked counts, found by what they count."""

    def __init__(self, cells: Sequence[Count]) -> None:
        self.cells = cells
        self.place = {cell.key: place for place, cell in enumerate(cells)}
        self.dimensions = sorted({name for cell in cells for name, _ in cell.canonical_group})
        #: Same series, same group: what differs is the period.
        self.lines: dict[object, list[Count]] = defaultdict(list)
        #: Same series and period, by the dimensions that are named.
        self.sheets: dict[tuple[Series, Span, tuple[str, ...]], list[Count]] = defaultdict(list)
        for cell in cells:
            series, group = series_of(cell), cell.canonical_group
            self.lines[series, group].append(cell)
            named = tuple(name for name, _ in group)
            self.sheets[series, (cell.start, cell.end), named].append(cell)

    def categories(self, name: str) -> tuple[str, ...]:
        """The listed categories of a dimension."""
        return tuple(dict.fromkeys(
            category for c in self.cells for own, category in c.canonical_group if own == name
        ))  # fmt: skip

    def has_rest(self, name: str) -> bool:
        """Whether the listed categories do not make up some total."""
        sums: dict[object, int] = defaultdict(int)
        for cell in self.cells:
            group = dict(cell.canonical_group)
            if name in group:
                del group[name]
                sums[*cell.key[:4], tuple(sorted(group.items()))] += cell.value
        return any(self.cells[self.place[key]].value != summed
                   for key, summed in sums.items() if key in self.place)  # fmt: skip

    # -- periods ----------------------------------------------------------------------------

    def adds_up(self) -> bool:
        """Whether every period that others fill is their sum. People served twice in a year
        stand in two quarters and once in the year; then periods only bound each other."""
        return all(self._line_adds_up(line) for line in self.lines.values() if len(line) > 1)

    def _line_adds_up(self, line: Sequence[Count]) -> bool:
        values = {(c.start, c.end): c.value for c in line}
        for whole in line:
            inside = [(c.start, c.end) for c in line if whole.covers(c)]
            for run in fillings((whole.start, whole.end), inside):
                if sum(values[span] for span in run) != whole.value:
                    return False
            parts = apart(c for c in line if whole.covers(c))
            if sum(part.value for part in parts) > whole.value:
                return False
        return True

    def cuts(self) -> tuple[Span, ...]:
        """The periods that no other cuts."""
        days = {c.start for c in self.cells} | {after(c.end) for c in self.cells}
        spans = [(day, before(following)) for day, following in pairwise(sorted(days))]
        held = {(c.start, c.end) for c in self.cells}
        return tuple(
            (first, last) for first, last in spans
            if any(start <= first and last <= end for start, end in held)
        )  # fmt: skip


def fillings(whole: Span, inside: Sequence[Span]) -> Iterator[tuple[Span, ...]]:
    """The finest and the coarsest run of periods, end to end, that fill the whole's."""
    finest, coarsest = (_filling(whole, inside, longest=choice) for choice in (False, True))
    yield from (run for run in (finest, coarsest if coarsest != finest else ()) if run)


def _filling(whole: Span, inside: Iterable[Span], *, longest: bool) -> tuple[Span, ...]:
    """By the shortest or the longest step each time; empty where there is a gap."""
    steps: dict[str, list[str]] = defaultdict(list)
    for start, end in inside:
        steps[start].append(end)
    day, run = whole[0], []
    while day <= whole[1]:
        if day not in steps:
            return ()
        run.append((day, max(steps[day]) if longest else min(steps[day])))
        day = after(run[-1][1])
    return tuple(run)


def apart(cells: Iterable[Count], sign: int = 1) -> list[Count]:
    """Cells whose periods do not overlap, the earliest first, the shortest (or longest) of each."""
    kept: list[Count] = []
    for cell in sorted(
        cells, key=lambda c: (c.start, sign * date.fromisoformat(c.end).toordinal())
    ):
        if not kept or cell.start > kept[-1].end:
            kept.append(cell)
    return kept


def in_blocks(cells: Sequence[Count], said: Iterable[Sequence[Count]]) -> list[tuple[Count, ...]]:
    """Counts by stretches of time that have no day in common; the counts of one sentence that was
    ``said`` stay together."""
    keys = {cell.key for cell in cells}
    spans = [(c.start, c.end) for c in cells]
    spans += [(min(c.start for c in counts), max(c.end for c in counts))
              for counts in said if any(c.key in keys for c in counts)]  # fmt: skip
    blocks: list[Span] = []
    for start, end in sorted(spans):
        if blocks and start <= blocks[-1][1]:
            blocks[-1] = blocks[-1][0], max(end, blocks[-1][1])
        else:
            blocks.append((start, end))
    return [tuple(c for c in cells if first <= c.start <= last) for first, last in blocks]


def after(day: str) -> str:
    """The next day; days are ISO dates."""
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()
