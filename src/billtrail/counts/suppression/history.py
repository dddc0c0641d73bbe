"""Editions, one after the other: what a later one may show of counts that an earlier one had.

A shown value is shown anew only where it has moved by nothing or by a step (more than a small
count), and so has every group of which a move can be worked out; else the last shown value stays.
What was hidden stays hidden.

A move can be worked out without either of its ends: what is over stays as it is until it is
corrected, so that it cancels where two editions are compared, known or not. So each earlier edition
is one linear system with the new one: the atoms as they are now, and by how much each has moved.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from .counts import Rules
from .solver import Array
from .system import System

_NOISE = 1e-6
#: A sum with its value.
Told = tuple[Array, float]


@dataclass(frozen=True)
class Then:
    """An earlier edition: what was true on its day (``told``), which atoms had ``begun``, and which
    are ``still`` what they were: of periods that were over, and not corrected since."""

    told: Sequence[Told]
    begun: Array
    still: Array

    def of(self, atoms: Array) -> "Then":
        """The same of some atoms only."""
        told = [(row[atoms], value) for row, value in self.told]
        return Then(told, self.begun[atoms], self.still[atoms])

    @cached_property
    def moving(self) -> Array:
        """Atoms that may have moved since, the number of each; what had not begun was nobody."""
        return np.flatnonzero(self.begun & ~self.still)


@dataclass(frozen=True)
class _Known:
    """What sums tell of groups of people. A group is asked for as a row over columns: its atoms
    times ``weight``, then those of ``moving`` once more. ``left`` is how much of each group's row
    (the square of its length) is not told, ``worth`` the value of what is."""

    groups: Array
    weight: Array
    moving: Array
    axes: Array
    values: Array
    left: Array
    worth: Array

    @classmethod
    def of(cls, groups: Array, weight: Array, moving: Array, told: Sequence[Told]) -> "_Known":
        width = len(weight) + len(moving)
        rows = np.array([row for row, _ in told]).reshape(-1, width)
        asked = weight.copy()
        asked[moving] += 1
        known = cls(groups, weight, moving, np.zeros((0, width)), np.zeros(0),
                    (groups**2) @ asked, np.zeros(len(groups)))  # fmt: skip
        if not len(rows):
            return known
        size, turned = np.linalg.eigh(rows @ rows.T)
        turned = turned[:, size > _NOISE] / np.sqrt(size[size > _NOISE])
        return known._with(turned.T @ rows, turned.T @ np.array([value for _, value in told]))

    def _with(self, axes: Array, values: Array) -> "_Known":
        """Told some more, at right angles to all before."""
        atoms = axes[:, : len(self.weight)] * self.weight
        atoms[:, self.moving] += axes[:, len(self.weight) :]
        shares = self.groups @ atoms.T
        return replace(
            self,
            axes=np.vstack([self.axes, axes]), values=np.concatenate([self.values, values]),
            left=self.left - (shares**2).sum(axis=1), worth=self.worth + shares @ values,
        )  # fmt: skip

    def row(self, group: Array) -> Array:
        """A group as it is asked for."""
        return np.concatenate([group * self.weight, group[self.moving]])

    def rest(self, row: Array, value: float) -> Told:
        """What is not told of a row, and of its value."""
        for _ in range(2):  # twice is exact enough
            shares = self.axes @ row
            row, value = row - shares @ self.axes, value - float(shares @ self.values)
        return row, value

    def value_of(self, group: Array) -> int | None:
        """The value of a group, where it is told."""
        row, rest = self.rest(self.row(group), 0.0)
        return round(-rest) if _is_nothing(row) else None

    def with_one(self, atoms: Array, value: float) -> "_Known":
        """Told one sum more, of atoms as they are now."""
        row, rest = self.rest(np.concatenate([atoms, np.zeros(len(self.moving))]), value)
        if _is_nothing(row):
            return self
        size = float(np.linalg.norm(row))
        return self._with(row[None, :] / size, np.array([rest / size]))

    @property
    def told(self) -> Array:
        """Which groups are told."""
        found: Array = self.left < _NOISE
        return found


def _is_nothing(row: Array) -> bool:
    return bool(np.abs(row).max(initial=0) < _NOISE)


@dataclass(frozen=True)
class _Now:
    """What is known when some counts are shown: how many there are in each group, and, edition by
    edition, by how much each has moved since."""

    counts: _Known
    moves: tuple[_Known, ...]

    def with_one(self, atoms: Array, value: float) -> "_Now":
        moves = tuple(known.with_one(atoms, value) for known in self.moves)
        return _Now(self.counts.with_one(atoms, value), moves)


class Steps:
    """Which counts may be shown anew. ``before`` are the earlier editions; ``lasting`` is what is
    told now without showing anything anew: periods that are over, as they were shown."""

    def __init__(
        self, system: System, zero: Array, before: Sequence[Then], lasting: Sequence[Told],
        rules: Rules,
    ) -> None:  # fmt: skip
        self.rules, atoms = rules, ~zero
        self.before = [then.of(atoms) for then in before]
        self.lasting = [(row[atoms], value) for row, value in lasting]
        self.rows, self.values = system.matrix[:, atoms], system.values
        self.inside = _inside(self.rows)
        self.groups = self._groups(system.groups[:, atoms])
        self.earlier = np.zeros(len(self.groups), dtype=bool)
        for then in self.before:
            told = [(row * then.begun, value) for row, value in then.told]
            nothing = np.array([], dtype=int)
            self.earlier |= _Known.of(self.groups, then.begun.astype(float), nothing, told).told

    def _groups(self, others: Array) -> Array:
        """People of whom something could be told: counts, others, counts less a part, what was told
        before; and of each those who could be in it on the day of an earlier edition."""
        whole, part = np.nonzero(self.inside)
        told = [row for then in self.before for row, _ in then.told]
        groups = np.vstack([self.rows, others, self.rows[whole] - self.rows[part], *told])
        found = [groups, *(groups * then.begun for then in self.before)]
        return np.unique(np.vstack(found), axis=0)

    def _now(self, told: Sequence[Told]) -> _Now:
        atoms = self.rows.shape[1]
        nothing = np.array([], dtype=int)
        counts = _Known.of(self.groups, np.ones(atoms), nothing, told)
        return _Now(counts, tuple(self._moves(then, told) for then in self.before))

    def _moves(self, then: Then, told: Sequence[Told]) -> _Known:
        """What was told then and is told now, of the moves between: what an atom was then is what
        it is now less its move."""
        now = [(np.concatenate([row, np.zeros(len(then.moving))]), value) for row, value in told]
        was = [(np.concatenate([row * then.begun, -row[then.moving]]), value)
               for row, value in then.told]  # fmt: skip
        return _Known.of(self.groups, (~then.begun).astype(float), then.moving, [*now, *was])

    def find(self, fresh: Sequence[int], able: Sequence[int]) -> tuple[list[int], list[int]]:
        """Of counts (their numbers) that may be shown anew those that together tell nothing, totals
        first; and of ``fresh`` ones, never listed before, those that tell of a few people who came
        or went since another count was shown."""
        known, untold = self._now(self.lasting), []
        for place in sorted(fresh, key=lambda n: (-self.rows[n].sum(), n)):
            more = known.with_one(self.rows[place], self.values[place])
            row, value = known.counts.rest(self.rows[place], self.values[place])
            if (_is_nothing(row) and abs(value) > 0.5) or self._has_moved(known, more):
                untold.append(place)
            else:
                known = more
        return self._anew(known, able), untold

    def _anew(self, known: _Now, able: Sequence[int]) -> list[int]:
        shown: list[int] = []
        for place in sorted(able, key=lambda n: (-self.rows[n].sum(), n)):
            row, value = known.counts.rest(self.rows[place], self.values[place])
            if _is_nothing(row):  # it follows from the others
                shown += [place] if abs(value) < 0.5 else []
                continue
            more = known.with_one(self.rows[place], self.values[place])
            if self._tells_nothing(known, more, [*shown, place]):
                known = more
                shown.append(place)
        return shown

    def _tells_nothing(self, known: _Now, more: _Now, shown: Sequence[int]) -> bool:
        """Whether every group that is told now for the first time is large, and has moved far."""
        if not all(self._may_tell(rest, more) for rest in self._rests(shown)):
            return False
        if self._has_moved(known, more):
            return False
        fresh, worth = more.counts.told & ~known.counts.told, np.round(more.counts.worth)
        few = (worth > 0) & (worth <= self.rules.threshold)
        return not bool((fresh & few & ~self.earlier).any())

    def _has_moved(self, known: _Now, more: _Now) -> bool:
        """Whether it is told now for the first time that a group has moved by a few."""
        return any(
            (self._is_few(np.round(after.worth)) & after.told & ~before.told).any()
            for before, after in zip(known.moves, more.moves, strict=True)
        )

    def _is_few(self, moved: Array) -> Array:
        found: Array = (moved != 0) & (np.abs(moved) < self.rules.step)
        return found

    def _may_tell(self, group: Array, known: _Now) -> bool:
        """Whether one group is not told, or large; and its moves are not, or far."""
        value = known.counts.value_of(group)
        if value is not None and self.rules.is_small(value):
            return False
        asked = [(moves, part) for moves, then in zip(known.moves, self.before, strict=True)
                 for part in (group, group * then.begun)]  # fmt: skip
        told = [moves.value_of(part) for moves, part in asked]
        return not self._is_few(np.array([move or 0 for move in told])).any()

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
    system: System, told: Iterable[Told], others: Sequence[int], zero: Array
) -> dict[int, int]:
    """Counts that were never listed and yet follow from what was told: a year whose months are all
    shown. Of ``others`` (their numbers) those, with the value that follows."""
    rows = [(row[~zero], value) for row, value in told]
    if not rows or not others:
        return {}
    groups, nothing = system.matrix[list(others)][:, ~zero], np.array([], dtype=int)
    known = _Known.of(groups, np.ones(groups.shape[1]), nothing, rows)
    return {n: round(known.worth[i]) for i, n in enumerate(others) if known.told[i]}


@dataclass(frozen=True)
class Sum:
    """A row of whole numbers over atoms, its value, and how far that may be off by rounding."""

    row: Array
    value: float
    within: float

    def times(self, factor: float) -> "Sum":
        return Sum(self.row * factor, self.value * factor, self.within * abs(factor))

    def less(self, other: "Sum", column: int) -> "Sum":
        """Both so many times that nothing is left in one column."""
        mine, theirs = self.row[column], other.row[column]
        shared = np.gcd(int(mine), int(theirs))
        one, two = self.times(theirs / shared), other.times(mine / shared)
        return Sum(one.row - two.row, one.value - two.value, one.within + two.within)


def without(sums: Sequence[Sum], atoms: Array) -> list[Sum]:
    """What sums of which each has some of these ``atoms`` tell together of the others alone (by
    Gauss's elimination)."""
    mixed = [one for one in sums if one.row[atoms].any()]
    for column in map(int, np.flatnonzero(atoms)):
        having = [one for one in mixed if one.row[column]]
        if having:
            pivot = min(having, key=lambda one: np.count_nonzero(one.row))
            mixed = [one.less(pivot, column) if one.row[column] else one
                     for one in mixed if one is not pivot]  # fmt: skip
    return [one for one in mixed if one.row.any()]
