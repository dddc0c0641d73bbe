"""Moves: from one world that agrees with all that is shown to another that does too.

Every move is a proof: the hidden counts that it changes can have other values. Moves are whole
numbers and are checked as such; linear programs only find them.
"""

from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from .solver import INFINITY, Array, LinearProgram, stack
from .system import System

_NOISE = 1e-6
#: Values are told apart up to so far from the world's own.
_FAR = 15
#: What any movement costs, so that moves are short.
_LITTLE = 1e-3


@dataclass(frozen=True)
class Board:
    """What moves are made on: a ``world``, atoms that cannot move (``fixed``), how far each count
    may go where it is shown (``down`` to ``up``; zero for an exact value), counts that cannot be
    hidden (``open_``), and rows that were told with the least and the most they may become."""

    system: System
    world: Array
    fixed: Array
    down: Array
    up: Array
    open_: Array
    told: Array
    told_low: Array
    told_high: Array

    @cached_property
    def targets(self) -> Array:
        """Rows of all counts, then of all groups."""
        return stack([self.system.matrix, self.system.groups], len(self.world))

    @cached_property
    def values(self) -> Array:
        found: Array = self.targets @ self.world
        return found

    @property
    def cells(self) -> int:
        return len(self.system.cells)

    def supports(self, moves: Array) -> Array:
        """Which counts must be hidden for each move to be possible; a row a move."""
        changes = moves @ self.system.matrix.T
        found: Array = (changes < self.down) | (changes > self.up)
        return found

    def allow(self, moves: Array) -> Array:
        """Which moves lead to a world that agrees with all that was said and must be shown."""
        after = self.world + moves
        changes = moves @ self.system.matrix.T
        beyond = (changes < self.down) | (changes > self.up)
        told = after @ self.told.T
        fits: Array = (
            (after >= 0).all(axis=1)
            & (moves[:, self.fixed] == 0).all(axis=1)
            & (after @ self.system.limits.T <= 0).all(axis=1)
            & (moves @ self.system.ties.T == 0).all(axis=1)
            & ((told >= self.told_low) & (told <= self.told_high)).all(axis=1)
            & ~(beyond & (self.open_ | (self.values[: self.cells] + changes < 1))).any(axis=1)
        )
        return fits


@dataclass
class Moves:
    """All moves found so far, and the programs that find more."""

    board: Board
    values: int
    known: set[bytes] = field(default_factory=set)
    _random: np.random.Generator = field(default_factory=lambda: np.random.default_rng(0))

    def __post_init__(self) -> None:
        board = self.board
        self._rows, self._atoms = board.targets.shape
        self.moves = np.zeros((0, self._atoms))
        self.support = np.zeros((0, board.cells), dtype=bool)
        self.bits = np.zeros((0, self._rows), dtype=np.uint32)
        matrix = stack(
            [
                np.hstack([board.targets, -np.eye(self._rows), np.eye(self._rows)]),
                *(np.hstack([rows, np.zeros((len(rows), 2 * self._rows))])
                  for rows in (board.system.ties, board.system.limits, board.told)),
            ],
            self._atoms + 2 * self._rows,
        )  # fmt: skip
        zeros, ties = np.zeros(self._rows), np.zeros(len(board.system.ties))
        limits, told = board.system.limits @ board.world, board.told @ board.world
        low = np.concatenate([zeros, ties, limits * 0 - INFINITY, board.told_low - told])
        high = np.concatenate([zeros, ties, -limits, board.told_high - told])
        self._matrix, self._low, self._high = matrix, low, high

    @cached_property
    def _linear(self) -> LinearProgram:
        return LinearProgram(self._matrix, self._low, self._high)

    @cached_property
    def _whole(self) -> LinearProgram:
        return LinearProgram(self._matrix, self._low, self._high, whole=True)

    # -- what is proven -----------------------------------------------------------------------

    def add(self, move: Array) -> None:
        """Keep a move with its multiples, as far as they are possible."""
        step = np.gcd.reduce(np.abs(move).astype(np.int64))
        if step == 0:
            return
        unit = move / step
        times = np.array([n for n in range(-self.values + 1, self.values) if n])
        moves = times[:, None] * unit[None, :]
        if step >= self.values:
            moves = np.vstack([moves, move])
        self._keep(moves[self.board.allow(moves)])

    def _keep(self, moves: Array) -> None:
        fresh = {m.tobytes(): m for m in moves if m.tobytes() not in self.known}
        if fresh:
            self.known |= fresh.keys()
            found = np.array(list(fresh.values()))
            self.moves = np.vstack([self.moves, found])
            self.support = np.vstack([self.support, self.board.supports(found)])
            self.bits = np.vstack([self.bits, self._seen(found, self.board.targets)])

    @staticmethod
    def _seen(moves: Array, rows: Array) -> Array:
        """One bit for each value that a target takes, a row a move."""
        changes = np.clip(moves @ rows.T, -_FAR, _FAR).astype(np.int64)
        found: Array = np.left_shift(1, changes + _FAR).astype(np.uint32)
        return found

    def counts(self, hidden: Array) -> Array:
        """How many values of each target are proven with this pattern."""
        possible = ~(self.support & ~hidden).any(axis=1)
        seen = np.bitwise_or.reduce(self.bits[possible], axis=0, initial=1 << _FAR)
        found: Array = np.bitwise_count(seen)
        return found

    def lacking(self, hidden: Array, given: frozenset[int]) -> list[int]:
        """Hidden counts and groups that are not proven yet."""
        counts = self.counts(hidden)
        groups = range(self.board.cells, self._rows)
        return [int(t) for t in (*np.flatnonzero(hidden), *groups)
                if counts[t] < self.values and int(t) not in given]  # fmt: skip

    def told(self, rows: Array, low: Array, high: Array) -> "Moves":
        """The moves that are left when something more was told."""
        board = replace(
            self.board,
            told=np.vstack([self.board.told, rows]),
            told_low=np.concatenate([self.board.told_low, low]),
            told_high=np.concatenate([self.board.told_high, high]),
        )
        fewer = Moves(board, self.values)
        fewer._keep(self.moves[board.allow(self.moves)])
        return fewer

    # -- finding more ---------------------------------------------------------------------------

    def prove(self, target: int, hidden: Array, *, quickly: bool = False) -> bool:
        """Whether the target keeps enough values with this pattern; moves found are kept.
        ``quickly``: without whole-number programs, which in a large table take seconds."""
        width = self.values - 1
        reach = {1: 0, -1: 0}
        if self._combine(target, hidden):
            return True
        for sign in reach:
            reach[sign] = self._furthest(target, sign, width - reach[1], hidden)
            if self._is_wide(target, hidden) or self._combine(target, hidden):
                return True
        if sum(reach.values()) < width:
            return False
        for change in (*range(1, reach[1] + 1), *range(-1, -reach[-1] - 1, -1)):
            self._reach(target, change, hidden, quickly)
            if self._is_wide(target, hidden):
                return True
        return False

    def _is_wide(self, target: int, hidden: Array) -> bool:
        return bool(self.counts(hidden)[target] >= self.values)

    def _combine(self, target: int, hidden: Array) -> bool:
        """Look for other values of the target in sums of two moves, and in sums of those."""
        row = self.board.targets[target][None, :]
        for _ in range(_COMBINED):
            possible = np.flatnonzero(~(self.support & ~hidden).any(axis=1))
            useful = possible[(self.moves[possible] @ row[0]) != 0]
            if len(useful) == 0:
                return False
            pairs = self._random.choice(useful, _PAIRS), self._random.choice(possible, _PAIRS)
            sums = self.moves[pairs[0]] + self.moves[pairs[1]]
            seen = np.bitwise_or.reduce(self.bits[possible, target], initial=1 << _FAR)
            fresh = sums[(self._seen(sums, row)[:, 0] & ~seen) != 0]
            fresh = fresh[self.board.allow(fresh)]
            if len(fresh) == 0:
                return False
            _, first = np.unique(fresh @ row[0], return_index=True)
            self._keep(fresh[first])
            if self._is_wide(target, hidden):
                return True
        return False

    def _furthest(self, target: int, sign: int, width: int, hidden: Array) -> int:
        """How far the target can go, up to ``width``."""
        low, high = self._bounds(target, hidden, hidden)
        column = self._column(target, sign)
        high[column] = min(high[column], width)
        high[self._column(target, -sign)] = 0
        costs = self._costs()
        costs[column] = -1.0
        found = self._ask(self._linear, low, high, costs)
        return 0 if found is None else int(found[column] + _NOISE)

    def _reach(self, target: int, change: int, hidden: Array, quickly: bool) -> None:
        """Move the target by exactly so much."""
        low, high = self._bounds(target, hidden, hidden)
        column = self._column(target, change)
        if abs(change) > high[column]:
            return
        low[column] = high[column] = abs(change)
        high[self._column(target, -change)] = 0
        found = self._ask(self._linear, low, high, self._costs())
        if not quickly and found is not None and not _is_whole(found[: self._atoms]):
            self._ask(self._whole, low, high, self._costs())

    def cheapest(self, target: int, change: int, hidden: Array, loss: Array) -> Array | None:
        """Which counts a move of the target by ``change`` needs hidden, at little loss."""
        low, high = self._bounds(target, hidden, ~self.board.open_)
        column = self._column(target, change)
        if abs(change) > high[column]:
            return None
        low[column] = high[column] = abs(change)
        high[self._column(target, -change)] = 0
        price = np.where(hidden, 0.0, loss)
        best: Array | None = None
        for _ in range(_ROUNDS):
            found = self._ask(self._linear, low, high, self._costs(price))
            if found is None:
                break
            needed = self._needed(found, hidden)
            if best is None or loss @ needed < loss @ best - _NOISE:
                best = needed
            # What moves anyhow costs by being hidden, not by how far it goes.
            moved = found[self._atoms :].reshape(2, -1).sum(axis=0)[: self.board.cells]
            price = np.where(
                hidden, 0.0, np.where(moved > _NOISE, loss / np.maximum(moved, 1), loss)
            )
        return best

    def _needed(self, found: Array, hidden: Array) -> Array:
        """The counts that a solution takes beyond what may be seen of them."""
        ups, downs = found[self._atoms :].reshape(2, -1)[:, : self.board.cells]
        change = ups - downs
        beyond = (change > self.board.up + _NOISE) | (change < self.board.down - _NOISE)
        needed: Array = beyond & ~hidden
        return needed

    # -- the programs -----------------------------------------------------------------------------

    def _column(self, target: int, sign: int) -> int:
        return int(self._atoms + target + (self._rows if sign < 0 else 0))

    def _costs(self, price: Array | None = None) -> Array:
        moved = np.full(self._rows, _LITTLE)
        if price is not None:
            moved[: self.board.cells] += price
        return np.concatenate([np.zeros(self._atoms), moved, moved])

    def _bounds(self, target: int, hidden: Array, may_move: Array) -> tuple[Array, Array]:
        """Least and most of every column; counts that may not move stay where they are seen."""
        board, values = self.board, self.board.values
        free = hidden | (may_move & (values[: board.cells] > 0))
        up, down = np.full(self._rows, INFINITY), values.copy()
        up[: board.cells] = np.where(free, INFINITY, board.up)
        down[: board.cells] = np.where(free, values[: board.cells] - 1, -board.down)
        low = np.concatenate([-board.world, np.zeros(2 * self._rows)])
        high = np.concatenate([np.full(self._atoms, INFINITY), up, down])
        low[: self._atoms][board.fixed] = high[: self._atoms][board.fixed] = 0
        return low, high

    def _ask(self, program: LinearProgram, low: Array, high: Array, costs: Array) -> Array | None:
        program.bound(low, high)
        program.cost(costs)
        found = program.solve()
        if found is not None and _is_whole(found[: self._atoms]):
            self.add(np.round(found[: self._atoms]))
        return found


#: So many pairs of moves are added up in each of so many rounds.
_PAIRS, _COMBINED = 300, 4
#: So often is a move looked for anew with prices that know what it needs.
_ROUNDS = 2


def _is_whole(found: Array) -> bool:
    return bool(np.abs(found - np.round(found)).max(initial=0) < _NOISE)
