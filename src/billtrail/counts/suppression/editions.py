"""An edition of linked counts: what is known of them, what may be shown anew, what is hidden."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from .counts import Count, Key, Rules
from .grid import Span
from .history import Steps, Sum, Then, Told, implied, without
from .moves import Board, Moves
from .new_rows import newcomers, rows_left_out
from .offers import Offer, find_offers, told_rows
from .patterns import Pattern, find_pattern
from .shown import Shown
from .solver import INFINITY, Array
from .system import System
from .worlds import Truth, find_world, still_true, with_bindings

#: A row over atoms with the least and the most of it.
_Bounded = tuple[Array, float, float]
#: Rows over atoms with the least and the most of each.
Rows = tuple[Array, Array, Array]


@dataclass
class CountsEdition:
    """Linked counts and what earlier editions showed of them."""

    truth: Truth
    rules: Rules
    earlier: Mapping[Key, Shown]
    loaded: Collection[Key]
    loaded_then: Mapping[Key, int]
    day: str
    untold: Sequence[int] = ()

    def __post_init__(self) -> None:
        self.cells = self.system.cells
        self._days: dict[str, tuple[Array, Array]] = {}
        self.places = range(len(self.cells))
        then = [self.earlier.get(cell.key) for cell in self.cells]
        self.then = {n: shown for n, shown in enumerate(then) if shown}
        self.was_hidden = {n for n, shown in self.then.items() if shown.hidden}
        #: How far from the truth of its day each value may be, by rounding.
        self.within = [s.within if (s := self.earlier.get(c.key)) else self.rules.rounding // 2
                       for c in self.cells]  # fmt: skip
        #: The last shown value of each count that was shown, or that readers can work out.
        self.seen = {n: s.count.value for n, s in self.then.items() if not s.hidden}
        #: New rows of tables that were shown, with the day: readers took them for zero then.
        self.left_out = dict(rows_left_out(self.cells, self.then))
        self.seen |= dict.fromkeys(self.left_out, 0)
        #: Counts of periods that were over when they were shown: they stay, but for corrections.
        self.over = {n for n in self.seen if self._is_over(n)}
        #: Counts that were corrected since the last edition.
        self.amended = {n for n, s in self.then.items() if self._is_amended(n, s)}
        lasting = [self._told(n, self.seen[n]) for n in self.over]
        others = [n for n in self.places if n not in self.then and n not in self.left_out]
        follows = implied(self.system, lasting, others, self.truth.zero)
        self.seen |= follows
        self.over |= follows.keys()
        #: What is not on display unless it takes a step.
        self.out = {n for n, value in follows.items() if value != self.cells[n].value}
        self.out |= self.left_out.keys()
        late = newcomers(self.cells, self.earlier.values())
        self._leave_out(late & {*others} - follows.keys())

    @property
    def system(self) -> System:
        return self.truth.system

    def _leave_out(self, late: Collection[int]) -> None:
        """Counts of who joined late were left out too: of each day that is told the last one."""
        days = self._earlier_days() or [shown.since for shown in self.earlier.values()]
        self.left_out |= dict.fromkeys(late, max(days, default=""))
        self.seen |= dict.fromkeys(late, 0)
        self.over |= {n for n in late if self._is_over(n)}
        self.out |= {*late}

    def _is_over(self, place: int) -> bool:
        """Whether the period was over when the count was shown last, or taken for zero."""
        since = self.then[place].since if place in self.then else self.left_out[place]
        return not since or self.cells[place].end < since

    def _is_amended(self, place: int, then: Shown) -> bool:
        """Whether the period was over in the last edition, and the count is another now."""
        last = max(shown.since for shown in self.then.values())
        is_over = not last or self.cells[place].end < last
        return is_over and then.loaded != self.cells[place].value

    def _is_corrected(self, place: int, since: str, until: str = "") -> bool:
        """Whether a count was corrected after a day, and up to another (or to now)."""
        days = self.then[place].corrected if place in self.then else ()
        earlier = any(since < day and (not until or day <= until) for day in days)
        return earlier or (not until and place in self.amended)

    def _corrected_spans(self, since: str) -> set[Span]:
        """Spans of time in which something was corrected after a day: there the shortest of the
        listed periods have other counts now."""
        found = set()
        for first, last in set(self.system.spans):
            around = [n for n in self.then
                      if self.cells[n].start <= first and last <= self.cells[n].end]  # fmt: skip
            shortest = min((_length(self.cells[n]) for n in around), default=0)
            if any(_length(self.cells[n]) == shortest and self._is_corrected(n, since)
                   for n in around):  # fmt: skip
                found.add((first, last))
        return found

    def _told(self, place: int, value: float) -> Told:
        return self.system.matrix[place], value

    def _editions(self) -> list[Then]:
        """What each edition told that showed something anew: that, and periods that were over."""
        return [
            Then([self._told(n, value) for n, value in self._told_on(day)], *self._since(day))
            for day in self._earlier_days()
        ]

    def _earlier_days(self) -> list[str]:
        """The days on which something was shown anew."""
        return sorted({since for shown in self.then.values() for _, since in shown.told})

    def _always_zero(self) -> Array:
        """Atoms that are zero, and were: not those of a count that was once shown as more."""
        gone = [n for n, shown in self.then.items()
                if not self.cells[n].value and any(value for value, _ in shown.told)]  # fmt: skip
        found: Array = self.truth.zero & ~self.system.matrix[gone].any(axis=0)
        return found

    def _since(self, day: str) -> tuple[Array, Array]:
        """Which atoms had begun on a day, and which are still what they were: of periods that were
        over, and not corrected since."""
        if day not in self._days:
            spans, corrected = self.system.spans, self._corrected_spans(day)
            begun = [not day or first < day for first, _ in spans]
            still = [(not day or span[1] < day) and span not in corrected for span in spans]
            self._days[day] = np.array(begun, dtype=bool), np.array(still, dtype=bool)
        return self._days[day]

    def _told_on(self, day: str) -> Iterator[tuple[int, int]]:
        for n, shown in self.then.items():
            values = [(value, since) for value, since in shown.told if since <= day]
            if values:
                value, since = values[-1]
                is_over = not since or self.cells[n].end < since
                if since == day or (is_over and not self._is_corrected(n, since, day)):
                    yield n, value
        for n, since in self.left_out.items():
            if n in self.over and since == day:
                yield n, 0

    def protect(self, offers: bool) -> list[Shown]:
        steps, self.untold = self._steps()
        steps, moves, pattern = self._best(steps)
        fresh = [n for n in self.places if n not in self.then]
        today = [n for n in self.places if self.cells[n].key in self.loaded
                 and ((n in fresh and n not in self.out) or n in steps)]  # fmt: skip
        said = find_offers(moves, pattern, self.rules, fresh, today) if offers else {}
        return [
            self._shown(n, n in steps, pattern, said.get(n, ()))
            for n in self.places if n not in self.out or n in steps
        ]  # fmt: skip

    def _steps(self) -> tuple[list[int], list[int]]:
        """Which counts may be shown anew, by how far they and what they tell have moved; and which
        new ones may not be shown."""
        step = self.rules.step
        able = [
            n for n, value in self.seen.items()
            if abs(self._rounded(n) - value) >= step and not self.rules.is_small(self._rounded(n))
            and not self._was_held_back(n)
        ]  # fmt: skip
        fresh = [n for n in self.places if n not in self.then and n not in self.seen
                 and self.cells[n].value > self.rules.threshold]  # fmt: skip
        if not self.seen or not (able or fresh):
            return [], []
        lasting = [self._told(n, self.seen[n]) for n in self.over
                   if self._rounded(n) == self.seen[n]]  # fmt: skip
        return Steps(
            self.system, self._always_zero(), self._editions(), lasting, self.rules
        ).find(fresh, able)  # fmt: skip

    def _was_held_back(self, place: int) -> bool:
        """Whether a value came with an earlier edition, which did not show it, and has not changed
        since: shown now, it would tell what that edition's other values were made of."""
        cell = self.cells[place]
        return self.loaded_then.get(cell.key) == cell.value

    def _best(self, steps: list[int]) -> tuple[list[int], Moves, Pattern]:
        """As many steps as give nothing away: all, half of them, ... or none."""
        plain = self._try([])
        while steps:
            tried = self._try(steps)
            if tried[2].given_away <= plain[2].given_away:
                return tried
            steps = steps[: len(steps) // 2]
        return plain

    def _try(self, steps: list[int]) -> tuple[list[int], Moves, Pattern]:
        """The pattern when some values are shown anew."""
        seen = {n: self._rounded(n) if n in steps else value for n, value in self.seen.items()}
        board, forced = self._board(seen, steps)
        moves = Moves(board, self.rules.values)
        small = [self.rules.is_small(c.value) and not c.public and n not in self.seen
                 for n, c in enumerate(self.cells)]  # fmt: skip
        must = np.array(small) | forced
        must[[*self.was_hidden, *self.untold]] = True
        return steps, moves, find_pattern(moves, must, self.rules)

    # -- the world that readers see ----------------------------------------------------------------

    def _board(self, seen: Mapping[int, int], steps: Sequence[int]) -> tuple[Board, Array]:
        """What moves are made on, and which new counts agree with nothing that was shown."""
        forced = np.zeros(len(self.cells), dtype=bool)
        world, slack, told = self.truth.world, 0, self._said()
        if self.then:
            world, slack, told, forced = self._world(seen, steps)
        low, high = np.zeros(len(self.cells)), np.zeros(len(self.cells))
        values = self.system.matrix @ world
        for n in self.places:
            if n in seen and n not in self.over and n not in steps:
                low[n], high[n] = -INFINITY, INFINITY  # of an earlier day: ``told`` has it
            elif n not in self.was_hidden:
                old = n in seen and n not in steps
                wide = self.within[n] + (self._slack(n, slack) if old else 0)
                shown = seen.get(n, self._rounded(n))
                low[n], high[n] = shown - wide - values[n], shown + wide - values[n]
        open_ = np.array([(c.public or n in seen) and n not in self.was_hidden
                          for n, c in enumerate(self.cells)])  # fmt: skip
        low, high = np.minimum(low, 0), np.maximum(high, 0)
        return Board(self.system, world, self.truth.zero, low, high, open_, *told), forced

    def _said(self) -> Rows:
        """What was said in place of hidden counts, each on its day."""
        found = [
            self._as_of(row, low, high, shown.since) for shown in self.then.values()
            for row, low, high in zip(*told_rows(self.system, shown.offers), strict=True)
        ]  # fmt: skip
        return self._rows(found)

    def _of_earlier_days(self) -> Rows:
        """What values of periods that went on still tell."""
        known = [
            (n, value, since) for n, s in self.then.items() if n not in self.over
            for value, since in s.told
        ]  # fmt: skip
        known += [(n, 0, since) for n, since in self.left_out.items() if n not in self.over]
        found = [
            self._as_of(self.system.matrix[n], max(0.0, value - self.within[n]),
                        value + self.within[n], since)
            for n, value, since in known
        ]  # fmt: skip
        return self._rows([*found, *(sum_ for day in self._earlier_days()
                                     for sum_ in self._cancelling(day))])  # fmt: skip

    def _cancelling(self, day: str) -> Iterator[_Bounded]:
        """What the values of one day tell together of parts that are still what they were, though
        each of them had others: a year so far less a month that was corrected since."""
        begun, still = self._since(day)
        then = begun & ~self._always_zero()
        told = [Sum(self.system.matrix[n] * then, value, self.within[n])
                for n, value in self._told_on(day)]  # fmt: skip
        for found in without(told, then & ~still):
            yield found.row, found.value - found.within, found.value + found.within

    def _as_of(self, row: Array, low: float, high: float, since: str) -> _Bounded:
        """What a sum told on a day still tells: of the parts that are still what they were,
        exactly unless some of it was going on, or was corrected since."""
        if not since:
            return row, low, high
        begun, still = self._since(since)
        exact = not (row * (begun & ~still)).any()
        return row * still, low if exact else 0.0, high

    def _still(self, told: Rows) -> Rows:
        """Without what was corrected since."""
        if not len(told[0]):
            return told
        kept = still_true(self.truth, *told)
        return told[0][kept], told[1][kept], told[2][kept]

    def _rows(self, found: Sequence[_Bounded]) -> Rows:
        """Each once: what was told on one day is often told on the next."""
        once = {(row.tobytes(), low, high): row for row, low, high in found if row.any()}
        rows = np.array([*once.values()]).reshape(-1, self.system.matrix.shape[1])
        bounds = np.array([key[1:] for key in once]).reshape(-1, 2)
        return rows, bounds[:, 0], bounds[:, 1]

    def _world(
        self, seen: Mapping[int, int], steps: Sequence[int]
    ) -> tuple[Array, int, Rows, Array]:
        """A world that agrees with what is shown: exactly if there is one, else with values that
        have moved by less than a step since, else without what was told of other days, at last
        without the new counts, which are hidden then."""
        said, days = self._still(self._said()), self._still(self._of_earlier_days())
        nothing = said[0][:0], said[1][:0], said[2][:0]
        fresh = np.array([n not in self.then and n not in seen for n in self.places])
        for new in (fresh, fresh & False):
            for told in (_joined(said, days), days, said, nothing):
                for slack in (0, self.rules.step - 1, 10**6):
                    world = self._agreeing(seen, steps, slack, told, new)
                    if world is not None:
                        return world, slack, told, fresh & ~new
        return self.truth.world, 10**6, nothing, fresh

    def _slack(self, place: int, slack: int) -> int:
        """Only what has moved since it was shown may be off: who would guess more knows less."""
        return slack if self._rounded(place) != self.seen[place] else 0

    def _agreeing(
        self, seen: Mapping[int, int], steps: Sequence[int], slack: int, told: Rows, new: Array
    ) -> Array | None:
        low, high = np.ones(len(self.cells)), np.full(len(self.cells), INFINITY)
        for n in self.places:
            if n in self.over or n in steps:
                wide = (0 if n in steps else self._slack(n, slack)) + self.within[n]
                low[n], high[n] = max(0, seen[n] - wide), seen[n] + wide
            elif n in seen:
                low[n] = 0
            elif new[n]:
                low[n] = high[n] = self.cells[n].value
        rows = np.vstack([self.system.matrix, told[0]])
        facts = with_bindings(
            self.system, rows, np.concatenate([low, told[1]]), np.concatenate([high, told[2]]),
            self.truth.zero,
        )  # fmt: skip
        return find_world(facts)

    # -- what comes out ---------------------------------------------------------------------------

    def _rounded(self, place: int) -> int:
        """A value as it is shown. Zero stays zero, and rounding says so of no other."""
        value, base = self.cells[place].value, 2 * self.within[place] + 1
        return (value + base // 2) // base * base

    def _shown(self, place: int, anew: bool, pattern: Pattern, said: tuple[Offer, ...]) -> Shown:
        then = self.then.get(place)
        cell = _first_names(self.cells[place], then.count) if then else self.cells[place]
        hidden = bool(pattern.hidden[place]) and place not in self.seen
        if hidden:
            # Without a count of theirs it is no one else: values of ours that were corrected since
            # agree with each other no longer, and nothing can be proven of what they tell.
            given = place in pattern.given_away and any(c.public for c in self.cells)
            offers = then.offers if then else said
            since = then.since if then else self.day
            return Shown(
                cell, True, given, offers, since, cell.value, corrected=self._corrections(place)
            )
        value = self._rounded(place) if anew or place not in self.seen else self.seen[place]
        past = then.past if then else ()
        since = then.since if then and not anew else self.day
        if then and anew:
            past = (*past, (then.count.value, then.since))
        shown = replace(cell, value=value)
        return Shown(
            shown, False, False, (), since, cell.value, self.within[place], past,
            self._corrections(place),
        )  # fmt: skip

    def _corrections(self, place: int) -> tuple[str, ...]:
        """The days on which a count was corrected."""
        earlier = self.then[place].corrected if place in self.then else ()
        return (*earlier, self.day) if place in self.amended else earlier


def _joined(one: Rows, other: Rows) -> Rows:
    rows, low, high = zip(one, other, strict=True)
    return np.vstack(rows), np.concatenate(low), np.concatenate(high)


def _first_names(cell: Count, first: Count) -> Count:
    """A count under the names it was first shown with."""
    named = dict(first.named())
    return replace(cell, program=first.program, measure=first.measure, group=named)


def _length(cell: Count) -> int:
    """Days from the first to the last."""
    return (date.fromisoformat(cell.end) - date.fromisoformat(cell.start)).days
