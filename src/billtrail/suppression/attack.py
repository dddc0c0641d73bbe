"""What an attacker can find out: the least and the most of a hidden sum, given all that is shown.

Used to choose and to prove a pattern. It answers with linear programs first, and with whole
numbers (mixed-integer programs) for the last word.
"""

from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import csr_matrix

from billtrail.suppression.system import System, stack

#: An attacker may also know that a hidden count is no more than this above the true one; it is
#: what makes the programs bounded. The real attacker knows less.
_SPAN = 20
_NOISE = 1e-7


@dataclass(frozen=True)
class Statement:
    """A sum that is told, at least ``low`` and at most ``high``: what is said of a hidden count."""

    row: csr_matrix
    low: float
    high: float


@dataclass(frozen=True)
class Known:
    """What an attacker has: the system, which cells are hidden, and what else was said."""

    system: System
    hidden: frozenset[int]
    statements: tuple[Statement, ...] = ()


@dataclass(frozen=True)
class Bound:
    """One end of a hidden sum. ``base`` + ``gain`` times the hiding pattern bounds it for every
    pattern (the dual program), which is what a cut of the master program is made of."""

    value: float
    base: float
    gain: np.ndarray


@dataclass
class Attacker:
    """Solves one attack after the other; every solution is a witness for all sums at once.

    ``points`` are whole-number solutions: those of an attacker who knew less hold here where they
    fit what was said since.
    """

    known: Known
    points: list[np.ndarray] = field(default_factory=list)
    low: np.ndarray = field(init=False)
    high: np.ndarray = field(init=False)

    def __post_init__(self) -> None:
        system, hidden = self.known.system, sorted(self.known.hidden)
        shown = [i for i in range(len(system.cells)) if i not in self.known.hidden]
        self._shown, self._hidden = shown, hidden
        self._equal = system.matrix[shown]
        self._most = system.matrix[hidden]
        told = self.known.statements
        self._told = stack([csr_matrix((0, system.matrix.shape[1])), *(s.row for s in told)])
        self._below = stack([self._most, system.limits, self._told, -self._told])
        values = system.values
        self._reach = np.maximum(values, _SPAN)
        self._tops = np.concatenate(
            [
                values[hidden] + self._reach[hidden],
                np.zeros(system.limits.shape[0]),
                [s.high for s in told],
                [-s.low for s in told],
            ]
        )
        self._targets = stack([system.matrix, system.form_matrix])
        self.low = self._targets_of_truth()
        self.high = self.low.copy()
        self._seen = [{round(value)} for value in self.low]
        shown_values = values[shown]
        rules = (
            LinearConstraint(self._below, -np.inf, self._tops),
            LinearConstraint(self._equal, shown_values, shown_values),
        )
        self._rules = [rule for rule in rules if rule.A.shape[0]]
        points, self.points = self.points, []
        for point in points:
            if not told or self._fits(point):
                self._see(point)

    def _fits(self, point: np.ndarray) -> bool:
        said = self._told @ point
        told = self.known.statements
        return all(s.low <= value <= s.high for s, value in zip(told, said, strict=True))

    def _see(self, point: np.ndarray) -> None:
        self.points.append(point)
        for seen, value in zip(self._seen, self._targets @ point, strict=True):
            seen.add(round(value))

    def _targets_of_truth(self) -> np.ndarray:
        system = self.known.system
        forms = [system.value(form) for form in system.forms]
        return np.concatenate([system.values, np.array(forms, dtype=float)])

    def bound(self, target: int, sign: int) -> Bound:
        """The most (``sign`` 1) or the least (-1) of a cell (its number) or a form (after the
        cells), with the dual."""
        row = self._targets[target].toarray()[0]
        found = linprog(
            -sign * row,
            A_ub=self._below,
            b_ub=self._tops,
            A_eq=self._equal if self._shown else None,
            b_eq=self.known.system.values[self._shown] if self._shown else None,
            bounds=(0, None),
            method="highs",
        )
        if found.status != 0:
            raise ArithmeticError(f"the attack found no answer: {found.message}")
        self._witness(found.x)
        return self._dual(found, sign)

    def _witness(self, atoms: np.ndarray) -> None:
        seen = self._targets @ atoms
        self.low = np.minimum(self.low, seen)
        self.high = np.maximum(self.high, seen)

    def _dual(self, found: object, sign: int) -> Bound:
        """``sign`` times the bound is at most base + gain . pattern, for every pattern."""
        cells = len(self.known.system.cells)
        values = self.known.system.values
        price = np.zeros(cells)
        price[self._shown] = -found.eqlin.marginals if self._shown else 0  # type: ignore[attr-defined]
        below = -found.ineqlin.marginals  # type: ignore[attr-defined]
        top, told = below[: len(self._hidden)], below[len(self._hidden) :]
        price[np.abs(price) < _NOISE] = 0
        gain = np.maximum(price, 0) * self._reach + np.maximum(-price, 0) * values
        gain[self._hidden] += top * self._reach[self._hidden]
        base = price @ values + top @ values[self._hidden] + told @ self._tops[len(self._hidden) :]
        return Bound(sign * -float(found.fun), float(base), gain)  # type: ignore[attr-defined]

    # -- whole numbers ------------------------------------------------------------------------

    def has_values(self, target: int, count: int) -> bool:
        """Whether the sum can have at least ``count`` different whole values."""
        seen = self._seen[target]
        if len(seen) >= count:
            return True
        ends = [self._whole(target, sign) for sign in (1, -1)]
        if len(seen) >= count:
            return True
        between = range(round(min(ends)), round(max(ends)) + 1)
        for value in between:
            if len(seen) < count and value not in seen:
                self._whole(target, 1, value)
        return len(seen) >= count

    def _whole(self, target: int, sign: int, exactly: int | None = None) -> float:
        """The most or the least whole value, or whether one very value can be: every solution
        is a witness for all sums."""
        row = self._targets[target]
        least, most = (-np.inf, np.inf) if exactly is None else (exactly, exactly)
        found = milp(
            -sign * row.toarray()[0],
            integrality=np.ones(row.shape[1]),
            bounds=Bounds(0, np.inf),
            constraints=[*self._rules, LinearConstraint(row, least, most)],
        )
        if found.x is None:
            return float(self.known.system.values.max(initial=0))
        point = np.round(found.x)
        self._see(point)
        return float((row @ point)[0])


def is_wide(attacker: Attacker, target: int, width: float) -> bool:
    """Whether a target's least and most lie ``width`` apart; a witness saves the program."""
    for sign in (1, -1):
        if attacker.high[target] - attacker.low[target] >= width - _NOISE:
            return True
        attacker.bound(target, sign)
    return bool(attacker.high[target] - attacker.low[target] >= width - _NOISE)
