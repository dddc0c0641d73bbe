"""Which counts to hide: the pattern with the least loss that keeps every hidden count wide.

A master program (mixed-integer, HiGHS through scipy) chooses a pattern; attacks on it give cuts
that every safe pattern keeps (the method of Fischetti and Salazar); until no attack succeeds.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from math import log10

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from billtrail.suppression.attack import Attacker, Bound, Known, Statement, is_wide
from billtrail.suppression.counts import ALL, Count, Rules
from billtrail.suppression.system import System

#: After so many rounds everything that may be hidden is hidden; never met in practice.
_ROUNDS = 200


@dataclass(frozen=True)
class Pattern:
    """What is hidden, and what nothing can hide any more: cells (their numbers) and sums (their
    numbers after the cells) that others have given away."""

    hidden: frozenset[int]
    given_away: frozenset[int]


@dataclass
class _Search:
    system: System
    rules: Rules
    must_show: frozenset[int]
    must_hide: frozenset[int]
    said: tuple[Statement, ...]
    given_away: frozenset[int] = frozenset()
    widths: dict[int, int] = field(default_factory=dict)
    cuts: list[tuple[np.ndarray, float]] = field(default_factory=list)

    @property
    def cells(self) -> int:
        return len(self.system.cells)

    def targets(self, hidden: Iterable[int]) -> list[int]:
        """What must stay wide: hidden cells, and every small sum."""
        forms = range(self.cells, self.cells + len(self.system.forms))
        return [t for t in (*sorted(hidden), *forms) if t not in self.given_away]

    def attacker(self, hidden: frozenset[int]) -> Attacker:
        return Attacker(Known(self.system, hidden, self.said))

    def width(self, target: int) -> int:
        return self.widths.get(target, self.rules.width)


def find_pattern(
    system: System,
    rules: Rules,
    *,
    shown: Iterable[int] = (),
    hidden: Iterable[int] = (),
    said: Sequence[Statement] = (),
) -> Pattern:
    """The pattern of least loss. ``shown`` cells are public already and cannot be hidden;
    ``hidden`` ones stay hidden; ``said`` was told before in place of hidden ones."""
    values, must_show = system.values, frozenset(shown)
    small = {i for i, value in enumerate(values) if rules.is_small(int(value))}
    must_hide = frozenset((small | set(hidden)) - must_show)
    search = _Search(system, rules, must_show, must_hide, tuple(said))
    if not search.must_hide and not system.forms:
        return Pattern(frozenset(), frozenset(small))
    if must_show or said:
        search.given_away = _given_away(search) | (small & must_show)
    search.cuts += _first_cuts(search)
    return Pattern(_search(search), search.given_away)


def _given_away(search: _Search) -> frozenset[int]:
    """What stays narrow even with all hidden that can be: what is public gives it away."""
    everything = frozenset(range(search.cells)) - search.must_show
    attacker = search.attacker(everything)
    forms = range(search.cells, search.cells + len(search.system.forms))
    targets = [*sorted(everything), *forms]
    return frozenset(
        t for t in targets
        if not is_wide(attacker, t, search.rules.width)
        or not attacker.has_values(t, search.rules.values)
    )  # fmt: skip


def _first_cuts(search: _Search) -> Iterator[tuple[np.ndarray, float]]:
    """What every safe pattern keeps, seen without an attack: nothing is hidden alone in a line,
    and not all is shown that a small sum is made of."""
    given = search.given_away
    for line in search.system.lines:
        for cell in set(line) - search.must_show - given:
            gains = _sum_of(search, set(line) - {cell})
            gains[cell] = -1
            yield gains, 0.0
    for number, form in enumerate(search.system.forms, search.cells):
        if number not in given:
            yield _sum_of(search, form), 1.0


def _sum_of(search: _Search, cells: Iterable[int]) -> np.ndarray:
    gains = np.zeros(search.cells)
    gains[list(cells)] = 1
    return gains


def _search(search: _Search) -> frozenset[int]:
    for _ in range(_ROUNDS):
        hidden = _choose(search)
        attacker = search.attacker(hidden)
        if not _add_cuts(search, attacker, hidden) and not _widen(search, attacker, hidden):
            return hidden
    return frozenset(range(search.cells)) - search.must_show


def _choose(search: _Search) -> frozenset[int]:
    """The master program: the cheapest pattern that keeps all cuts."""
    least = np.zeros(search.cells)
    most = np.ones(search.cells)
    least[list(search.must_hide)] = 1
    most[list(search.must_show)] = 0
    gains, needed = zip(*search.cuts, strict=True) if search.cuts else ((), ())
    cuts = [LinearConstraint(np.array(gains), needed, np.inf)] if gains else []
    found = milp(
        np.array([loss(cell, search.system.cells) for cell in search.system.cells]),
        integrality=np.ones(search.cells),
        bounds=Bounds(least, most),
        constraints=cuts,
    )
    if found.x is None:
        raise ArithmeticError(f"no pattern hides what must be hidden: {found.message}")
    return frozenset(int(i) for i in np.flatnonzero(found.x > 0.5))


def loss(cell: Count, cells: Sequence[Count]) -> float:
    """What readers lose with a count: totals are worth more than their parts, large counts a
    little more than small ones. A zero is hidden last: readers may guess that it is one."""
    if cell.value == 0:
        return 1000.0
    dimensions = {name for other in cells for name, _ in other.named()}
    totals = sum(cell.category(name) == ALL for name in dimensions)
    longer = any(cell.covers(other) for other in cells)
    return float((1 + log10(1 + cell.value)) * 3.0**totals * (2 if longer else 1))


def _add_cuts(search: _Search, attacker: Attacker, hidden: frozenset[int]) -> bool:
    """A cut for each target that the attack finds narrow; whether there were any."""
    before = len(search.cuts)
    for target in search.targets(hidden):
        width = search.width(target)
        if attacker.high[target] - attacker.low[target] >= width - 1e-7:
            continue
        most, least = attacker.bound(target, 1), attacker.bound(target, -1)
        if most.value - least.value < width - 1e-6:
            search.cuts.append(_cut(search, target, most, least, width))
    return len(search.cuts) > before


def _cut(
    search: _Search, target: int, most: Bound, least: Bound, width: float
) -> tuple[np.ndarray, float]:
    """Every pattern keeps (most - least) <= bases + gains . pattern; a safe one needs width."""
    needed = width - (most.base + least.base)
    gains = np.minimum(most.gain + least.gain, needed)
    if target < search.cells and target not in search.must_hide:
        gains[target] -= needed  # a cell that is shown needs no width
        return gains, 0.0
    return gains, needed


def _widen(search: _Search, attacker: Attacker, hidden: frozenset[int]) -> bool:
    """Where whole numbers leave fewer values than the linear bounds say, ask for more width."""
    scarce = [
        t for t in search.targets(hidden)
        if not attacker.has_values(t, search.rules.values)
    ]  # fmt: skip
    for target in scarce:
        search.widths[target] = search.width(target) + 1
    return bool(scarce)


def is_safe(attacker: Attacker, rules: Rules, given_away: Iterable[int] = ()) -> bool:
    """Whether every hidden cell and small sum keeps its possible values."""
    system, given = attacker.known.system, set(given_away)
    cells = len(system.cells)
    targets = [*sorted(attacker.known.hidden), *range(cells, cells + len(system.forms))]
    return all(attacker.has_values(t, rules.values) for t in targets if t not in given)


def with_statement(attacker: Attacker, statement: Statement) -> Attacker:
    """The attacker who was told one thing more."""
    known = attacker.known
    told = replace(known, statements=(*known.statements, statement))
    return Attacker(told, attacker.points)
