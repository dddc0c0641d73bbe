"""Editions, one after the other: what a later one may show of counts that an earlier one had.

A shown value is shown anew only where it has moved by nothing or by a step (more than a small
count), and so has every group that can be worked out from what is shown anew; else the last shown
value stays. What was hidden stays hidden.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from billtrail.suppression.counts import Rules
from billtrail.suppression.solver import Array
from billtrail.suppression.system import System

_NOISE = 1e-6


def find_steps(system: System, zero: Array, seen: Mapping[int, int], rules: Rules) -> list[int]:
    """Which counts (their numbers) may be shown anew, totals first. ``seen`` gives the last shown
    value of each that was shown; ``system.cells`` have the new ones."""
    moved = np.array([
        cell.value - seen.get(place, cell.value) for place, cell in enumerate(system.cells)
    ], dtype=float)  # fmt: skip
    able = [
        place for place in seen
        if abs(moved[place]) >= rules.step and not rules.is_small(system.cells[place].value)
    ]  # fmt: skip
    shown: list[int] = []
    groups = _Differences(system, ~zero, rules)
    for place in sorted(able, key=lambda n: (-system.matrix[n].sum(), n)):
        if groups.allow([*shown, place], moved):
            shown.append(place)
    return shown


class _Differences:
    """The groups whose movement could be worked out: listed counts, a count less another inside
    it, and a count less any of its parts that are shown anew."""

    def __init__(self, system: System, atoms: Array, rules: Rules) -> None:
        self.rules = rules
        self.rows = rows = system.matrix[:, atoms]
        inside = (rows @ (rows == 0).T.astype(float)).T == 0  # [whole, part]
        np.fill_diagonal(inside, False)
        self.inside = inside
        whole, part = np.nonzero(inside)
        self.groups = np.vstack([rows, system.groups[:, atoms], rows[whole] - rows[part]])

    def allow(self, anew: Sequence[int], moved: Array) -> bool:
        """Whether no group that these counts tell has moved by a few."""
        rows = self.rows[list(anew)]
        groups = np.vstack([self.groups, *self._rests(anew)])
        factors, *_ = np.linalg.lstsq(rows.T, groups.T, rcond=None)
        told = np.abs(rows.T @ factors - groups.T).max(axis=0) < _NOISE
        change = np.abs(np.round(factors[:, told].T @ moved[list(anew)]))
        return bool(((change == 0) | (change >= self.rules.step)).all())

    def _rests(self, anew: Sequence[int]) -> list[Array]:
        """Each count that is shown anew less its parts that are: together, and all but one."""
        rows, found = self.rows, []
        for whole in anew:
            parts = [p for p in anew if self.inside[whole, p]]
            chosen = _apart(rows, parts)
            for left in (None, *chosen):
                rest = rows[whole] - rows[[p for p in chosen if p != left]].sum(axis=0)
                found.append(rest[None, :])
        return found


def _apart(rows: Array, parts: Sequence[int]) -> list[int]:
    """Parts that do not overlap, the largest first."""
    kept: list[int] = []
    for part in sorted(parts, key=lambda p: -rows[p].sum()):
        if not any((rows[part] * rows[other]).any() for other in kept):
            kept.append(part)
    return kept


def implied(system: System, seen: Mapping[int, int], zero: Array) -> dict[int, int]:
    """Counts that were never listed and yet follow from what was shown: a year whose months are
    all shown. Their numbers, with the value that follows."""
    places = [place for place in seen]
    others = [place for place in range(len(system.cells)) if place not in seen]
    if not places or not others:
        return {}
    rows = system.matrix[:, ~zero]
    factors, *_ = np.linalg.lstsq(rows[places].T, rows[others].T, rcond=None)
    told = np.abs(rows[places].T @ factors - rows[others].T).max(axis=0, initial=0) < _NOISE
    values = np.round(factors.T @ np.array([seen[place] for place in places]))
    return {other: int(values[n]) for n, other in enumerate(others) if told[n]}
