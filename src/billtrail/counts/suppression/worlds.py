"""Worlds: whole numbers for every atom that agree with all that is shown."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np

from billtrail.errors import CheckFailed

from .counts import Count, Key, Rules
from .relations import Sums
from .solver import INFINITY, Array, LinearProgram, stack
from .system import System, readings

#: A world is looked for in which atoms are at least so large where they can be, because then more
#: of them can be other numbers too.
_ROOM = 4


@dataclass(frozen=True)
class Facts:
    """What a world must agree with: rows over atoms, each between ``low`` and ``high``; ``zero``
    atoms are zero."""

    rows: Array
    low: Array
    high: Array
    zero: Array


def _true_facts(system: System, zero: Array) -> Facts:
    """All counts as loaded, with what binds atoms to each other."""
    return with_bindings(system, system.matrix, system.values, system.values, zero)


def with_bindings(system: System, rows: Array, low: Array, high: Array, zero: Array) -> Facts:
    ties, limits = np.zeros(len(system.ties)), np.zeros(len(system.limits))
    return Facts(
        stack([rows, system.ties, system.limits], system.matrix.shape[1]),
        np.concatenate([low, ties, limits - INFINITY]),
        np.concatenate([high, ties, limits]),
        zero,
    )


def find_world(facts: Facts, costs: Array | None = None) -> Array | None:
    """A world that agrees with the facts, roomy unless other ``costs`` are given; None where there
    is none."""
    rows, atoms = facts.rows.shape
    if costs is not None:
        return _solve(facts.rows, facts, np.where(facts.zero, 0, INFINITY), costs)
    room = np.hstack([np.eye(atoms), -np.eye(atoms)])  # atom - room >= 0, room <= _ROOM
    wide = Facts(
        np.vstack([np.hstack([facts.rows, np.zeros((rows, atoms))]), room]),
        np.concatenate([facts.low, np.zeros(atoms)]),
        np.concatenate([facts.high, np.full(atoms, INFINITY)]),
        facts.zero,
    )
    most = np.concatenate([np.where(facts.zero, 0, INFINITY), np.full(atoms, _ROOM)])
    found = _solve(wide.rows, wide, most, np.repeat([0.0, -1.0], atoms))
    return None if found is None else found[:atoms]


def _solve(rows: Array, facts: Facts, most: Array, costs: Array) -> Array | None:
    """By a linear program first, which mostly gives whole numbers; else by a whole-number one."""
    for whole in (False, True):
        program = LinearProgram(rows, facts.low, facts.high, whole=whole)
        program.bound(np.zeros(len(most)), most)
        program.cost(costs)
        found = program.solve()
        if found is None:
            return None
        if whole or np.abs(found - np.round(found)).max(initial=0) < _NOISE:
            return np.round(found)
    return None


_NOISE = 1e-6


@dataclass(frozen=True)
class Truth:
    """A system, a world with all counts as loaded, and which atoms are zero for every reader."""

    system: System
    world: Array
    zero: Array


def find_truth(
    cells: Sequence[Count], rules: Rules, known: Sums = frozenset(), unsure: Collection[Key] = (),
    day: str = "", unseen: Collection[Key] = (),
) -> Truth:  # fmt: skip
    """The reading of linked counts that lets an attacker work out the most, with a world.

    ``unsure`` counts are of an earlier load and may have moved since; where they do not fit they
    are taken as near to their value as fits. ``unseen`` ones were hidden before: nobody knows
    whether they are zero now. Nothing was counted yet of what begins on ``day`` or
    later. Raises CheckFailed where no people could be counted so.
    """
    for system in readings(cells, rules, known, (), unseen):
        if (truth := _read(_until(system, day))) is not None:
            return truth
    if unsure:
        for system in readings(cells, rules, known, unsure, unseen):
            if (values := _mended(_until(system, day), unsure)) is not None:
                nearest = [replace(c, value=int(v)) for c, v in zip(cells, values, strict=True)]
                return find_truth(nearest, rules, known, (), day, unseen)
    if day:
        return find_truth(cells, rules, known, unsure, "", unseen)
    raise CheckFailed(_contradiction(cells))


def _until(system: System, day: str) -> System:
    """Without what has not begun."""
    ahead = np.array([bool(day) and first >= day for first, _ in system.spans], dtype=bool)
    return replace(system, pinned=system.pinned | ahead, left_out=system.left_out & ~ahead)


def _mended(system: System, unsure: Collection[Key]) -> Array | None:
    """All counts in the world that changes the unsure ones the least; None where none fits."""
    loose = np.array([cell.key in unsure for cell in system.cells])
    facts = _true_facts(system, system.pinned)
    away = np.vstack([np.diag(loose.astype(float))[:, loose],
                      np.zeros((len(facts.rows) - len(loose), loose.sum()))])  # fmt: skip
    atoms = system.matrix.shape[1]
    least = Facts(
        np.hstack([facts.rows, -away, away]), facts.low, facts.high,
        np.concatenate([facts.zero, np.zeros(2 * loose.sum(), dtype=bool)]),
    )  # fmt: skip
    costs = np.concatenate([system.left_out * 10.0, np.ones(2 * loose.sum())])
    world = find_world(least, costs)
    return None if world is None else system.matrix @ world[:atoms]


def _read(system: System) -> Truth | None:
    """Rows that were left out are zero, where the counts allow it."""
    zero = system.pinned | system.left_out
    if (world := find_world(_true_facts(system, zero))) is not None:
        return Truth(system, world, zero)
    if not system.left_out.any():
        return None
    least = find_world(_true_facts(system, system.pinned), system.left_out.astype(float))
    if least is None:
        return None
    zero = system.pinned | (system.left_out & (least == 0))
    world = find_world(_true_facts(system, zero))
    return Truth(system, least if world is None else world, zero)


def still_true(truth: Truth, rows: Array, low: Array, high: Array) -> Array:
    """Which of some rows over atoms, told on earlier days, can all hold beside the counts as
    loaded: others were corrected since, and tell nothing any more."""
    count, atoms = rows.shape
    facts = _true_facts(truth.system, truth.zero)
    off = np.hstack([np.eye(count), -np.eye(count)])
    told = Facts(
        np.vstack([np.hstack([facts.rows, np.zeros((len(facts.rows), 2 * count))]),
                   np.hstack([rows, off])]),
        np.concatenate([facts.low, low]),
        np.concatenate([facts.high, high]),
        np.concatenate([facts.zero, np.zeros(2 * count, dtype=bool)]),
    )  # fmt: skip
    world = find_world(told, np.repeat([0.0, 1.0], [atoms, 2 * count]))
    if world is None:
        return np.zeros(count, dtype=bool)
    found: Array = world[atoms:].reshape(2, -1).sum(axis=0) < _NOISE
    return found


def _contradiction(cells: Sequence[Count]) -> str:
    first = cells[0]
    return (
        f"{first.program}, {first.part_of or first.measure}: the counts contradict each other; "
        "a part is larger than its whole."
    )
