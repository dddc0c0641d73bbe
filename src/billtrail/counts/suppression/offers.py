"""What can be said in place of a hidden count: over a longer period, for a wider group, or as a
band. Each is proven: with everything shown and all offers together, nothing hidden comes out."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, islice, pairwise

import numpy as np

from .counts import ALL, Count, Rules
from .grid import after
from .moves import Moves
from .patterns import Pattern, is_proven
from .solver import Array
from .system import System

#: So many candidates of each kind are tried for a cell; the best ones come first.
_TRIES = 3
LONGER, WIDER, BAND = "longer period", "wider group", "band"


@dataclass(frozen=True, slots=True)
class Offer:
    """``counts`` added up are at least ``low`` and at most ``high``; equal for a sum that may be
    told, apart for a band. ``of`` is the total that a band is a share of, where it is shown."""

    kind: str
    counts: tuple[Count, ...]
    low: int
    high: int
    of: Count | None = None


def find_offers(
    moves: Moves, pattern: Pattern, rules: Rules, cells: Iterable[int], today: Collection[int]
) -> dict[int, tuple[Offer, ...]]:
    """For each of some hidden cells the first of each kind that is safe; what one offer tells is
    known when the next is tried. Only of the cells of ``today`` anything is said: a value of an
    earlier day may have moved, and nothing may depend on how far."""
    search = _Search(moves, pattern, rules, [moves.board.system.cells[n] for n in today])
    wanted = [c for c in cells if pattern.hidden[c] and c not in pattern.given_away]
    return {cell: tuple(search.offers(cell)) for cell in sorted(wanted)}


def told_rows(system: System, offers: Sequence[Offer]) -> tuple[Array, Array, Array]:
    """Offers as rows over atoms, with the least and the most; those of unknown counts left out."""
    known = [o for o in offers if all(count.key in system.place for count in o.counts)]
    rows = [system.row([count.key for count in offer.counts]) for offer in known]
    return (
        np.array(rows).reshape(-1, system.matrix.shape[1]),
        np.array([float(o.low) for o in known]),
        np.array([float(o.high) for o in known]),
    )


@dataclass
class _Search:
    moves: Moves
    pattern: Pattern
    rules: Rules
    cells: Sequence[Count]

    @property
    def system(self) -> System:
        return self.moves.board.system

    def offers(self, cell: int) -> Iterator[Offer]:
        kinds = (self._longer, self._wider, self._band)
        for candidates in kinds:
            tried = islice(candidates(self.system.cells[cell]), _TRIES)
            if offer := next(filter(self._may_say, tried), None):
                yield offer

    def _may_say(self, offer: Offer) -> bool:
        """Whether an offer is safe beside all that is shown and said; from then on it is said."""
        place = self.system.place
        if len(offer.counts) == 1 and not self.pattern.hidden[place[offer.counts[0].key]]:
            return True
        rows, low, high = told_rows(self.system, [offer])
        if not (low <= rows @ self.moves.board.world <= high).all():
            return False
        told = self.moves.told(rows, low, high)
        if not is_proven(told, self.pattern.hidden, self.pattern.given_away, quickly=True):
            return False
        self.moves = told
        return True

    # -- candidates ---------------------------------------------------------------------------

    @cached_property
    def _lines(self) -> dict[object, list[Count]]:
        """Counts of one series and group, by period."""
        found: dict[object, list[Count]] = defaultdict(list)
        for cell in self.cells:
            found[*cell.key[:2], cell.canonical_group].append(cell)
        return found

    def _sum(self, kind: str, counts: tuple[Count, ...]) -> Iterator[Offer]:
        value = sum(count.value for count in counts)
        if value > self.rules.threshold:
            yield Offer(kind, counts, value, value)

    def _longer(self, count: Count) -> Iterator[Offer]:
        """The same group in a listed period around this one, then in this and its neighbours."""
        same = self._lines[*count.key[:2], count.canonical_group]
        around = [c for c in same if c.covers(count)]
        for longer in sorted(around, key=lambda c: (c.end, c.start)):
            yield from self._sum(LONGER, (longer,))
        for run in _runs(same, count):
            yield from self._sum(LONGER, run)

    def _wider(self, count: Count) -> Iterator[Offer]:
        """With one or two more categories of a dimension, not all; then that dimension's total."""
        for name, category in count.named():
            beside = [c for c in self.cells if _beside(c, count, name)]
            others = [c for c in beside if c.category(name) not in (ALL, category)]
            for size in range(1, min(3, len(others))):
                for more in combinations(sorted(others, key=lambda c: c.value), size):
                    yield from self._sum(WIDER, (count, *more))
            for total in beside:
                if total.category(name) == ALL:
                    yield from self._sum(WIDER, (total,))

    def _band(self, count: Count) -> Iterator[Offer]:
        """At least a round share of a shown total, or at most the threshold, or between steps."""
        if self.rules.is_small(count.value):
            yield Offer(BAND, (count,), 1, self.rules.threshold)
            return
        # "10 to 19" would tell by itself that it is not 10: of small counts other words are said.
        least_of_large = self.rules.threshold + 1
        for total in (t for t in self.cells if _is_total(t, count)):
            if total.value >= self.rules.base and not self.pattern.hidden[self._at(total)]:
                for share in (95, 90, 75, 50):
                    least = max(
                        share * total.value // 100 + 1, least_of_large
                    )  # more than the share
                    if count.value >= least:
                        yield Offer(BAND, (count,), least, total.value, total)
        for step in (10, 25, 50, 100):
            low = count.value // step * step
            yield Offer(BAND, (count,), max(low, least_of_large), low + step - 1)

    def _at(self, count: Count) -> int:
        return self.system.place[count.key]


def _runs(cells: Iterable[Count], count: Count) -> Iterator[tuple[Count, ...]]:
    """This period with those next to it, end to end, two and then three at a time."""
    ordered = sorted((c for c in cells if not c.covers(count)), key=lambda c: c.start)
    for length in (2, 3):
        for start in range(len(ordered) - length + 1):
            run = tuple(ordered[start : start + length])
            joined = all(after(a.end) == b.start for a, b in pairwise(run))
            if joined and count in run:
                yield run


def _like(one: Count, other: Count) -> bool:
    return one.key[:2] == other.key[:2]


def _beside(one: Count, count: Count, name: str) -> bool:
    """Whether two counts differ in this dimension alone."""
    if one.key[:4] != count.key[:4]:
        return False
    rest = [pair for pair in one.named() if pair[0] != name]
    return rest == [pair for pair in count.named() if pair[0] != name]


def _is_total(total: Count, count: Count) -> bool:
    """Whether one count is the whole of which the other is a part, in one dimension or measure."""
    same = (total.start, total.end) == (count.start, count.end)
    if same and total.measure == count.part_of and total.group == count.group:
        return True
    parts = dict(count.named())
    wider = [name for name in parts if total.category(name) == ALL]
    rest = {name: value for name, value in parts.items() if name not in wider}
    return same and _like(total, count) and bool(wider) and dict(total.named()) == rest
