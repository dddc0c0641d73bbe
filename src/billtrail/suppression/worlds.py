"""Worlds: whole numbers for every atom that agree with all that is shown."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from billtrail.errors import CheckFailed
from billtrail.suppression.counts import Count, Rules
from billtrail.suppression.solver import INFINITY, Array, Program, stack
from billtrail.suppression.system import System, readings

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


def true_facts(system: System, zero: Array) -> Facts:
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
        program = Program(rows, facts.low, facts.high, whole=whole)
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


def find_truth(cells: Sequence[Count], rules: Rules) -> Truth:
    """The reading of linked counts that lets an attacker work out the most, with a world.

    Raises CheckFailed where no people could be counted so.
    """
    for system in readings(cells, rules):
        if (truth := _read(system)) is not None:
            return truth
    raise CheckFailed(contradiction(cells))


def _read(system: System) -> Truth | None:
    """Rows that were left out are zero, where the counts allow it."""
    zero = system.pinned | system.left_out
    if (world := find_world(true_facts(system, zero))) is not None:
        return Truth(system, world, zero)
    if not system.left_out.any():
        return None
    least = find_world(true_facts(system, system.pinned), system.left_out.astype(float))
    if least is None:
        return None
    zero = system.pinned | (system.left_out & (least == 0))
    world = find_world(true_facts(system, zero))
    return Truth(system, least if world is None else world, zero)


def contradiction(cells: Sequence[Count]) -> str:
    first = cells[0]
    return (
        f"{first.program}, {first.part_of or first.measure}: the counts contradict each other; "
        "a part is larger than its whole."
    )
