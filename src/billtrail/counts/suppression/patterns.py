"""Which counts to hide: a pattern of little loss in which every hidden count is proven wide.

Count after count gets the cheapest move that gives it enough values (the method of Kelly, Golden
and Assad); then each count that is hidden with others is shown again where all stays proven.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log10

import numpy as np

from .counts import Count, Rules
from .moves import Moves
from .solver import Array


@dataclass(frozen=True)
class Pattern:
    """What is hidden, a truth value for each count, and what nothing can hide: counts (their
    numbers) and groups (their numbers after the counts) that others have given away."""

    hidden: Array
    given_away: frozenset[int]


def find_pattern(moves: Moves, must_hide: Array, rules: Rules) -> Pattern:
    """``must_hide`` with as many others as it takes; those of ``board.open_`` never."""
    loss = _losses(moves.board.system.cells)
    hidden, given = must_hide.copy(), frozenset[int]()
    while lacking := moves.lacking(hidden, given):
        target = min(lacking, key=lambda t: (moves.board.values[t], t))
        if moves.prove(target, hidden):
            continue
        needed = _cheapest(moves, target, hidden, loss, rules)
        if needed is None:
            given |= {target}
        else:
            hidden |= needed
    return Pattern(_shown_again(moves, must_hide, hidden, given, loss), given)


def _cheapest(moves: Moves, target: int, hidden: Array, loss: Array, rules: Rules) -> Array | None:
    """What to hide besides, so that the target is wide; None where nothing helps."""
    found = [
        needed for change in (rules.width, -rules.width)
        if (needed := moves.cheapest(target, change, hidden, loss)) is not None
    ] or _in_two(moves, target, hidden, loss, rules)  # fmt: skip
    useful = [needed for needed in found if needed.any()]
    if useful:
        return min(useful, key=lambda needed: float(loss @ needed))
    # What a move by the width does not need, whole numbers may: then everything that helps.
    rest = ~hidden & ~moves.board.open_ & (moves.board.values[: moves.board.cells] > 0)
    return rest if rest.any() and moves.prove(target, hidden | rest) else None


def _in_two(moves: Moves, target: int, hidden: Array, loss: Array, rules: Rules) -> list[Array]:
    """The width partly up and partly down."""
    found = []
    for up in range(1, rules.width):
        more = moves.cheapest(target, up, hidden, loss)
        if more is not None:
            less = moves.cheapest(target, up - rules.width, hidden | more, loss)
            found += [more | less] if less is not None else []
    return found


def _shown_again(
    moves: Moves, must_hide: Array, hidden: Array, given: frozenset[int], loss: Array
) -> Array:
    """Show again what need not be hidden, the greatest loss first."""
    extra = np.flatnonzero(hidden & ~must_hide)
    for cell in sorted(extra, key=lambda c: -loss[c]):
        fewer = hidden.copy()
        fewer[cell] = False
        if is_proven(moves, fewer, given, quickly=len(loss) > _LARGE):
            hidden = fewer
    return hidden


#: In a table of more counts only what is quickly proven is shown again.
_LARGE = 150


def is_proven(
    moves: Moves, hidden: Array, given: frozenset[int] = frozenset(), *, quickly: bool = False
) -> bool:
    """Whether every hidden count and every group keeps its possible values."""
    for target in moves.lacking(hidden, given):
        if moves.counts(hidden)[target] < moves.values and not moves.prove(
            target, hidden, quickly=quickly
        ):
            return False
    return True


def _losses(cells: Sequence[Count]) -> Array:
    """What readers lose with each count: totals are worth more than their parts, large counts a
    little more than small ones."""
    dimensions = {name for cell in cells for name, _ in cell.canonical_group}
    lengths = sorted({_days(cell) for cell in cells})
    return np.array([
        (1 + log10(1 + cell.value)) * 3.0 ** (len(dimensions) - len(cell.canonical_group))
        * 2.0 ** lengths.index(_days(cell)) for cell in cells
    ])  # fmt: skip


def _days(cell: Count) -> int:
    """About how long a period is, in months."""
    return (
        (int(cell.end[:4]) - int(cell.start[:4])) * 12 + int(cell.end[5:7]) - int(cell.start[5:7])
    )
