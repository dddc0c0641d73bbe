"""What an outsider can work out of a program's published counts: whole-number programs (HiGHS)
over all that was ever shown. It shares nothing with what hides them but the rows on display.

The unknowns are the smallest groups that the table tells apart (a measure, an uncut period, a
program, a category of each dimension), once for each state in which they were shown. Known are:

* totals are sums: of categories, of programs, of periods; where people are counted once in each
  period, a longer one has no fewer than one inside it and no more than all of them;
* a part of a measure (``part_of``) is no larger, and parts that make it up add up to it;
* names that differ in case, blanks, punctuation or a plural's s are one name;
* a shown value was true on its day; a sentence offered was true on the day it was first offered;
* a hidden count was at least 1 when it was first hidden; of a small one only "1 to 10" is said, so
  that another band tells that a count is not small;
* a row left out of a breakdown that is listed was 0 when its period was first shown, and so was
  that of a program that others are listed for, where one row adds all programs up;
* nothing has been counted yet of a period that has not begun, and a period that is over stays as it
  is until it is corrected.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from itertools import pairwise, product
from math import gcd

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_matrix

from .display import Edition, Key, Lore, Told

#: No group has so many people; it keeps the programs bounded.
_MOST = 100_000
#: measure, uncut period, program, a category of each dimension
Atom = tuple[str, tuple[str, str], str, tuple[str, ...]]
Sum = Mapping[int, int]


class Frame:
    """Rows as sums of atoms: the axes of all that was ever listed."""

    def __init__(self, keys: Iterable[Key], lore: Lore) -> None:
        self.keys, self.lore = sorted(set(keys)), lore
        names = sorted({name for key in self.keys for name, _ in key[4]})
        self.axes = {n: sorted({c for k in self.keys for m, c in k[4] if m == n}) for n in names}
        programs = sorted({key[0] for key in self.keys} - {lore.all_programs or ""})
        self.programs = programs or [lore.all_programs or ""]
        self.periods = {m: sorted({k[2:4] for k in self.keys if k[1] == m})
                        for m in {k[1] for k in self.keys}}  # fmt: skip
        self.cuts = sorted({d for k in self.keys for d in (k[2], _next(k[3]))})

    def spans(self, measure: str, period: tuple[str, str]) -> list[tuple[str, str]]:
        if measure in self.lore.once_each:
            return [period]
        cuts = [d for d in self.cuts if period[0] <= d <= _next(period[1])]
        return [(start, _next(end, -1)) for start, end in pairwise(cuts)]

    def atoms(self, key: Key) -> list[Atom]:
        program, measure, start, end, named = key
        chosen = dict(named)
        programs = self.programs if program == self.lore.all_programs else [program]
        groups = [*product(*[[chosen[n]] if n in chosen else c for n, c in self.axes.items()])]
        return [
            (measure, span, one, group)
            for span in self.spans(measure, (start, end)) for one in programs for group in groups
        ]  # fmt: skip

    def following(self, before: Edition, now: Edition) -> Iterator[Key]:
        """Rows that are new and are the sums of rows that were shown before."""
        new, old = sorted(now.shown.keys() - before.shown.keys()), sorted(before.shown)
        if not new or not old:
            return
        rows = {key: set(self.atoms(key)) for key in (*new, *old)}
        places = {atom: n for n, atom in enumerate(sorted(set().union(*rows.values())))}
        table = np.zeros((len(places), len(rows)))
        for column, atoms in enumerate(rows.values()):
            table[[places[atom] for atom in atoms], column] = 1
        wanted, known = table[:, : len(new)], table[:, len(new) :]
        factors, *_ = np.linalg.lstsq(known, wanted, rcond=None)
        told = np.abs(known @ factors - wanted).max(axis=0) < 1e-6
        yield from (key for key, follows in zip(new, told, strict=True) if follows)

    def left_out(self, listed: Iterable[Key]) -> Iterator[Key]:
        """Rows that a listed breakdown would have, and has not."""
        listed = set(listed)
        levels: dict[tuple[str, str, tuple[str, ...], int], None] = {}
        periods: dict[tuple[str, int], set[tuple[str, str]]] = {}
        for program, measure, start, end, named in listed:
            size = _days(start, end) // 20  # months are alike, quarters are alike
            for other in {program, *self.programs} if self.lore.all_programs else {program}:
                levels[other, measure, tuple(n for n, _ in named), size] = None
            periods.setdefault((measure, size), set()).add((start, end))
        for program, measure, dimensions, size in levels:
            for start, end in periods[measure, size]:
                for group in product(*(self.axes[n] for n in dimensions)):
                    key = (program, measure, start, end, tuple(zip(dimensions, group, strict=True)))
                    if key not in listed:
                        yield key


@cache
def _next(day: str, days: int = 1) -> str:
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


@cache
def _days(start: str, end: str) -> int:
    return (date.fromisoformat(end) - date.fromisoformat(start)).days


class Outsider:
    """All editions of one program as one system; ``values`` attacks a row of an edition."""

    def __init__(self, editions: Sequence[Edition], lore: Lore) -> None:
        self.editions, self.lore = editions, lore
        self.frame = Frame((k for e in editions for k in (*e.shown, *e.hidden)), lore)
        self._at = {edition.day: number for number, edition in enumerate(editions)}
        self._numbers: dict[tuple[Atom, int], int] = {}
        self._facts: dict[tuple[tuple[int, int], ...], tuple[float, float]] = {}
        self._zero: set[int] = set()
        #: Rows, with their day, that are shown as they follow from others: they tell nothing.
        self.following: set[tuple[Key, str]] = set()
        for before, edition in pairwise(editions):
            self.following |= {(key, edition.day) for key in self.frame.following(before, edition)}
        for number, edition in enumerate(editions):
            self._learn(number, edition)
        for number in range(len(editions)):
            self._learn_structure(number)
        self._pool = Pool(len(self._numbers), self._facts, self._zero)

    # -- what is known ----------------------------------------------------------------------------

    def row(self, key: Key, edition: int, factor: int = 1) -> dict[int, int]:
        found: dict[int, int] = {}
        for atom in self.frame.atoms(key):
            number = self._number(atom, edition)
            found[number] = found.get(number, 0) + factor
        return found

    def _number(self, atom: Atom, edition: int) -> int:
        place = atom, self.lore.state(atom[1], edition)
        return self._numbers.setdefault(place, len(self._numbers))

    def _fact(self, row: Mapping[int, int], low: float, high: float) -> None:
        place = tuple(sorted((n, f) for n, f in row.items() if f))
        before = self._facts.get(place, (-np.inf, np.inf))
        self._facts[place] = max(low, before[0]), min(high, before[1])

    def _learn(self, number: int, edition: Edition) -> None:
        earlier = self.editions[:number]
        known = {period for e in earlier for k in (*e.shown, *e.hidden) for period in [k[2:4]]}
        for key, (value, since) in edition.shown.items():
            if (key, since) not in self.following:
                self._fact(self.row(key, self._at.get(since, number)), value, value)
        for key in edition.hidden:
            if not any(key in e.hidden for e in earlier):
                self._fact(self.row(key, number), 1, np.inf)
        said = {told for e in earlier for told in e.told}
        for told in edition.told:
            if told not in said:
                self._fact(self._together(told, number), self._least(told), told.high)
        for key in self.frame.left_out((*edition.shown, *edition.hidden)):
            if key[2:4] not in known:
                self._zero |= set(self.row(key, number))

    def _least(self, told: Told) -> int:
        of_small = (told.low, told.high) == (1, self.lore.threshold)
        return (
            max(told.low, self.lore.threshold + 1)
            if len(told.rows) == 1 and not of_small
            else told.low
        )

    def _together(self, told: Told, number: int) -> dict[int, int]:
        return _added(*(self.row(key, number) for key in told.rows))

    def _learn_structure(self, edition: int) -> None:
        atoms = {atom for key in self.frame.keys for atom in self.frame.atoms(key)}
        for atom in sorted(atoms):
            self._number(atom, edition)
            if atom[1][0] >= self.editions[edition].day:
                self._zero.add(self._number(atom, edition))
            if edition and self.lore.grows(atom[1], edition):
                self._apart(atom, edition - 1, atom, edition)
            if whole := self.lore.part_of.get(atom[0]):
                self._apart(atom, edition, (whole, *atom[1:]), edition)
            if atom[0] in self.lore.make_up:
                parts = [(part, *atom[1:]) for part in self.lore.make_up[atom[0]]]
                self._filled(atom, parts, edition, 0)
            if atom[0] in self.lore.once_each:
                self._learn_periods(atom, edition)

    def _learn_periods(self, atom: Atom, edition: int) -> None:
        """Of people counted once in each period."""
        start, end = atom[1]
        inside = [p for p in self.frame.periods[atom[0]]
                  if start <= p[0] and p[1] <= end and p != atom[1]]  # fmt: skip
        parts = [(atom[0], period, *atom[2:]) for period in inside]
        for part in parts:
            self._apart(part, edition, atom, edition)
        smallest = [
            p for p in inside if not any(p[0] <= q[0] and q[1] <= p[1] and q != p for q in inside)
        ]
        if smallest and sum(_days(*p) + 1 for p in smallest) == _days(start, end) + 1:
            self._filled(atom, [(atom[0], p, *atom[2:]) for p in smallest], edition, np.inf)

    def _apart(self, small: Atom, then: int, large: Atom, now: int) -> None:
        one, other = self._number(small, then), self._number(large, now)
        if one != other:
            self._fact({other: 1, one: -1}, 0, np.inf)

    def _filled(self, whole: Atom, parts: Iterable[Atom], edition: int, over: float) -> None:
        """The parts come to the whole, or to as much as ``over`` more."""
        row = {self._number(part, edition): 1 for part in parts}
        self._fact(row | {self._number(whole, edition): -1}, 0, over)

    # -- what follows -----------------------------------------------------------------------------

    def is_possible(self) -> bool:
        """Whether all that is known can be true at once."""
        return self._pool.is_possible

    def unsaid(self, edition: int) -> Iterator[tuple[Key, Key]]:
        """Wholes and parts of them: who is in the one and not in the other stands in no row, unless
        the parts make up their whole."""
        listed = {*self.editions[edition].shown, *self.editions[edition].hidden}
        for key in sorted(listed):
            whole = (key[0], self.lore.part_of.get(key[1], ""), *key[2:])
            if whole in listed and whole[1] not in self.lore.make_up:
                yield whole, key

    def less(self, whole: Key, part: Key, edition: int) -> dict[int, int]:
        return _added(self.row(whole, edition), self.row(part, edition, -1))

    def change(self, key: Key, before: int, now: int) -> dict[int, int]:
        """By how much a row moved between two editions."""
        return _added(self.row(key, now), self.row(key, before, -1))

    def values(self, row: Mapping[int, int], enough: int) -> list[int]:
        """Values that a sum can have, until there are ``enough``."""
        return self._pool.values(row, enough)


def _added(*rows: Mapping[int, int]) -> dict[int, int]:
    found: dict[int, int] = {}
    for row in rows:
        for place, factor in row.items():
            found[place] = found.get(place, 0) + factor
    return found


class Pool:
    """The program itself, and every solution found: each is a witness for all sums."""

    def __init__(
        self,
        width: int,
        facts: Mapping[tuple[tuple[int, int], ...], tuple[float, float]],
        zero: Iterable[int],
    ) -> None:
        self.width = width
        #: HiGHS 1.12.0 (scipy 1.17.1) calls some programs impossible after its presolve that are
        #: not: what it does not find is asked for again without.
        self._presolve = True
        self._top = np.full(width, np.inf)
        self._top[list(zero)] = 0
        rows = [dict(row) for row in facts]
        self._matrix = _matrix(rows, width)
        self._low = np.array([low for low, _ in facts.values()], dtype=float)
        self._high = np.array([high for _, high in facts.values()], dtype=float)
        self._points = np.zeros((0, width))
        first = self._solve(np.zeros(width))
        if first is None:
            self._presolve = False
            first = self._solve(np.zeros(width))
        self.is_possible = first is not None
        if first is not None:
            self._points = first[None, :]

    def values(self, row: Mapping[int, int], enough: int) -> list[int]:
        """Values that a sum can have. A count that no fact speaks of can be any number."""
        if beyond := [factor for number, factor in row.items() if number >= self.width and factor]:
            return [step * beyond[0] for step in range(enough)]
        cost = np.zeros(self.width)
        for number, factor in row.items():
            cost[number] += factor
        for presolve in (True, False):
            self._presolve = presolve
            self._look_for(cost, enough)
        return sorted(self._seen(cost))

    def _look_for(self, cost: np.ndarray, enough: int) -> None:
        """The most, the least, and what lies between them."""
        for sign in (-1, 1):
            if len(self._seen(cost)) < enough:
                self._add(self._solve(sign * cost))
        while len(self._seen(cost)) < enough:
            seen = sorted(self._seen(cost))
            gaps = [(a + 1, b - 1) for a, b in pairwise(seen) if b > a + 1]
            if not any(self._add(self._solve(cost, cost, *gap)) for gap in gaps):
                break

    def _seen(self, cost: np.ndarray) -> set[int]:
        return {int(v) for v in np.unique(np.round(self._points @ cost))}

    def _add(self, point: np.ndarray | None) -> bool:
        """The point, if there is one, and all whole points on the way to it."""
        if point is None:
            return False
        way = point - self._points[0]
        steps = gcd(*(int(abs(v)) for v in way)) if self.width else 0
        shares = [n / steps for n in range(1, min(steps, 8) + 1)] if steps > 1 else [1.0]
        new = [self._points[0] + np.round(way * share) for share in {*shares, 1.0}]
        self._points = np.vstack([self._points, *new])
        return True

    def _solve(
        self,
        cost: np.ndarray,
        row: np.ndarray | None = None,
        least: float = -np.inf,
        most: float = np.inf,
    ) -> np.ndarray | None:
        """A table of the least cost in which ``row`` lies between the bounds."""
        if not self.width:
            return np.zeros(0)
        rules = [LinearConstraint(self._matrix, self._low, self._high)]
        if row is not None:
            rules.append(LinearConstraint(row[None, :], least, most))
        found = milp(
            cost,
            integrality=np.ones(self.width),
            bounds=Bounds(0, np.minimum(self._top, _MOST)),
            constraints=[rule for rule in rules if rule.A.shape[0]],
            options={"presolve": self._presolve},
        )
        return None if found.x is None else np.round(found.x)


def _matrix(rows: Sequence[Mapping[int, int]], width: int) -> csr_matrix:
    height = [n for n, row in enumerate(rows) for _ in row]
    columns = [column for row in rows for column in row]
    factors = [factor for row in rows for factor in row.values()]
    return csr_matrix((factors, (height, columns)), shape=(len(rows), width), dtype=float)
