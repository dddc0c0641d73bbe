"""Editions, one after the other: what a later one may show of counts that an earlier one had.

A shown value is shown anew only where it has moved by nothing or by a step (more than a small
count), and so has every group that can be worked out, from the last value of it that could be
worked out before; else the last shown value stays. What was hidden stays hidden.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from billtrail.suppression.counts import Rules
from billtrail.suppression.solver import Array
from billtrail.suppression.system import System

_NOISE = 1e-6


@dataclass(frozen=True)
class Told:
    """A sum of atoms that readers know: its value, and the day it speaks for (``since``)."""

    row: Array
    value: float
    since: str


@dataclass
class _Known:
    """What rows and their values tell of some groups: ``left`` is what they do not tell of each,
    ``worth`` the value that they do tell."""

    left: Array
    worth: Array
    basis: list[tuple[Array, float]] = field(default_factory=list)

    @classmethod
    def of(cls, groups: Array, told: Sequence[Told]) -> "_Known":
        known = cls(groups, np.zeros(len(groups)))
        if told:
            rows = np.array([t.row for t in told])
            atoms, *_ = np.linalg.lstsq(rows, np.array([t.value for t in told]), rcond=None)
            size, axes = np.linalg.svd(rows, full_matrices=False)[1:]
            axes = axes[size > _NOISE]
            known.basis = [(axis, float(axis @ atoms)) for axis in axes]
            shares = groups @ axes.T
            known = cls(groups - shares @ axes, shares @ (axes @ atoms), known.basis)
        return known

    def rest(self, row: Array, value: float) -> tuple[Array, float]:
        """What is not told of a row, and of its value."""
        for axis, worth in self.basis:
            share = float(row @ axis)
            row, value = row - share * axis, value - share * worth
        return row, value

    def value_of(self, row: Array) -> int | None:
        """The value of a group, where it is told."""
        left, rest = self.rest(row, 0.0)
        return round(-rest) if np.abs(left).max(initial=0) < _NOISE else None

    def with_one(self, row: Array, value: float) -> "_Known":
        """Told one row more, of which ``row`` and ``value`` are the rest."""
        size = float(np.linalg.norm(row))
        axis, worth = row / size, value / size
        share = self.left @ axis
        basis = [*self.basis, (axis, worth)]
        return _Known(self.left - np.outer(share, axis), self.worth + share * worth, basis)

    @property
    def told(self) -> Array:
        """Which groups are told."""
        found: Array = np.abs(self.left).max(axis=1, initial=0) < _NOISE
        return found


class Steps:
    """Which counts may be shown anew. ``before`` is what was told, edition by edition; ``lasting``
    what is told now without showing anything anew (periods that are over, as they were shown)."""

    def __init__(
        self, system: System, zero: Array, before: Sequence[Sequence[Told]],
        lasting: Mapping[int, Told], rules: Rules,
    ) -> None:  # fmt: skip
        self.rules, self.lasting = rules, lasting
        atoms = ~zero
        self.atoms, self.rows = atoms, system.matrix[:, atoms]
        self.inside = _inside(self.rows)
        whole, part = np.nonzero(self.inside)
        told = [t.row[atoms] for edition in before for t in edition]
        self.groups = np.vstack(
            [self.rows, system.groups[:, atoms], self.rows[whole] - self.rows[part], *told]
        )
        self.values = system.values
        self.before = [self._known(self.groups, told) for told in before]

    def _known(self, groups: Array, told: Iterable[Told]) -> _Known:
        return _Known.of(groups, [Told(t.row[self.atoms], t.value, t.since) for t in told])

    def find(self, fresh: Sequence[int], able: Sequence[int]) -> tuple[list[int], list[int]]:
        """Of counts (their numbers) that may be shown anew those that together tell nothing, totals
        first; and of ``fresh`` ones, never listed before, those that tell of a few people who came
        or went since another count was shown."""
        stay = [told for place, told in self.lasting.items() if place not in able]
        known, untold = self._known(self.groups, stay), []
        for place in sorted(fresh, key=lambda n: (-self.rows[n].sum(), n)):
            row, value = known.rest(self.rows[place], self.values[place])
            if np.abs(row).max(initial=0) < _NOISE:
                untold += [place] if abs(value) > 0.5 else []
            elif self._has_moved(known, more := known.with_one(row, value)):
                untold.append(place)
            else:
                known = more
        return self._anew(known, able), untold

    def _anew(self, known: _Known, able: Sequence[int]) -> list[int]:
        shown: list[int] = []
        for place in sorted(able, key=lambda n: (-self.rows[n].sum(), n)):
            row, value = known.rest(self.rows[place], self.values[place])
            if np.abs(row).max(initial=0) < _NOISE:  # it follows from the others
                shown += [place] if abs(value) < 0.5 else []
                continue
            more = known.with_one(row, value)
            if self._tells_nothing(known, more, [*shown, place]):
                known = more
                shown.append(place)
            elif place in self.lasting:
                row, value = known.rest(self.rows[place], self.lasting[place].value)
                known = known.with_one(row, value)
        return shown

    def _tells_nothing(self, known: _Known, more: _Known, shown: Sequence[int]) -> bool:
        """Whether every group that is told now for the first time is large, and far from what was
        told of it before."""
        if not all(self._may_tell(rest, more) for rest in self._rests(shown)):
            return False
        if self._has_moved(known, more):
            return False
        fresh, worth = more.told & ~known.told, np.round(more.worth)
        earlier = np.array([then.told for then in self.before]).any(axis=0)
        few = (worth > 0) & (worth <= self.rules.threshold)
        return not bool((fresh & few & ~earlier).any())

    def _has_moved(self, known: _Known, more: _Known) -> bool:
        """Whether a group that is told now for the first time has moved by a few."""
        fresh, worth = more.told & ~known.told, np.round(more.worth)
        moves = (np.abs(worth - np.round(then.worth))[fresh & then.told] for then in self.before)
        return any(((moved > 0) & (moved < self.rules.step)).any() for moved in moves)

    def _may_tell(self, group: Array, known: _Known) -> bool:
        """Whether one group is not told, or large and far from what was told of it before."""
        value = known.value_of(group)
        if value is None:
            return True
        moved = (abs(value - then) for before in self.before
                 if (then := before.value_of(group)) is not None)  # fmt: skip
        return not self.rules.is_small(value) and all(m == 0 or m >= self.rules.step for m in moved)

    def _rests(self, shown: Sequence[int]) -> list[Array]:
        """Each count that is shown anew less its parts that are: together, and all but one."""
        found = []
        for whole in shown:
            chosen = _apart(self.rows, [p for p in shown if self.inside[whole, p]])
            for left in (None, *chosen):
                parts = [p for p in chosen if p != left]
                found.append(self.rows[whole] - self.rows[parts].sum(axis=0))
        return found


def _inside(rows: Array) -> Array:
    """Which rows lie inside which: [whole, part]."""
    found: Array = (rows @ (rows == 0).T.astype(float)).T == 0
    np.fill_diagonal(found, False)
    return found


def _apart(rows: Array, parts: Sequence[int]) -> list[int]:
    """Parts that do not overlap, the largest first."""
    kept: list[int] = []
    for part in sorted(parts, key=lambda p: -rows[p].sum()):
        if not any((rows[part] * rows[other]).any() for other in kept):
            kept.append(part)
    return kept


def implied(
    system: System, told: Sequence[Told], others: Sequence[int], zero: Array
) -> dict[int, int]:
    """Counts that were never listed and yet follow from what was told: a year whose months are all
    shown. Of ``others`` (their numbers) those, with the value that follows."""
    if not told or not others:
        return {}
    rows = [Told(t.row[~zero], t.value, t.since) for t in told]
    known = _Known.of(system.matrix[list(others)][:, ~zero], rows)
    return {n: round(known.worth[i]) for i, n in enumerate(others) if known.told[i]}
