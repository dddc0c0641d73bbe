"""From counts to what may be shown: system, world, pattern, offers; edition after edition."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from billtrail.errors import CheckFailed
from billtrail.suppression.counts import Count, Key, Rules
from billtrail.suppression.history import find_steps, implied
from billtrail.suppression.moves import Moves, Stage
from billtrail.suppression.offers import Offer, find_offers, told_rows
from billtrail.suppression.patterns import Pattern, find_pattern
from billtrail.suppression.relations import linked, series_of
from billtrail.suppression.solver import INFINITY, Array
from billtrail.suppression.system import System
from billtrail.suppression.worlds import find_truth, find_world, with_bindings

#: So many counts that nothing was decided about may hang together; 600 take a minute.
MOST = 1000


@dataclass(frozen=True, slots=True)
class Shown:
    """A count as others may see it. Where it is shown, ``count`` has the value that is shown,
    which may be that of an earlier day (``since``); where it is hidden, the value as loaded.
    ``loaded`` is the value as loaded in both cases. ``given_away`` is true where what others
    published already gives a hidden count away."""

    count: Count
    hidden: bool
    given_away: bool = False
    offers: tuple[Offer, ...] = ()
    since: str = ""
    loaded: int = 0

    @property
    def value(self) -> int | None:
        return None if self.hidden else self.count.value


@dataclass(frozen=True, slots=True)
class Protected:
    """One edition: all counts that are on display, those of ``counts`` in the order they came and
    those of earlier editions that were not loaded again. ``left_out`` are rows that are new in a
    table shown before and have not moved by a step yet: others go on taking them for zero."""

    cells: tuple[Shown, ...]
    rules: Rules
    left_out: tuple[Count, ...] = ()

    @property
    def hidden(self) -> tuple[Shown, ...]:
        return tuple(cell for cell in self.cells if cell.hidden)


def protect(
    counts: Sequence[Count],
    rules: Rules | None = None,
    *,
    before: Protected | None = None,
    day: str = "",
    offers: bool = True,
) -> Protected:
    """Hide what must be hidden of ``counts``, as an edition of ``day``.

    ``before`` is the edition before this one. It stands for all earlier ones: it has every count
    that was ever shown or hidden, with the value that is known and what was offered in its place.
    Raises CheckFailed where the counts contradict each other, or too many hang together.
    """
    rules = rules or Rules()
    earlier = {cell.count.key: cell for cell in before.cells} if before else {}
    loaded = {count.key: count for count in counts}
    kept = [replace(s.count, value=s.loaded) for key, s in earlier.items() if key not in loaded]
    found: dict[Key, Shown] = {}
    for cells in linked([*loaded.values(), *kept]):
        _refuse_too_many(cells, earlier)
        edition = _Edition(cells, rules, earlier, day)
        found |= {cell.count.key: cell for cell in edition.protect(offers)}
    order = [*loaded, *(count.key for count in kept)]
    left_out = tuple(loaded[key] for key in loaded if key not in found)
    return Protected(tuple(found[key] for key in order if key in found), rules, left_out)


def _refuse_too_many(cells: Sequence[Count], earlier: Mapping[Key, Shown]) -> None:
    """A proof over more counts would take too long to wait for."""
    new = [cell for cell in cells if cell.key not in earlier]
    if len(new) > MOST:
        sizes = {
            name: len({dict(c.canonical_group).get(name) for c in new} - {None})
            for cell in new for name, _ in cell.canonical_group
        }  # fmt: skip
        widest = max(sizes, key=lambda name: sizes[name], default="")
        what = f"Merge categories of {widest!r} ({sizes[widest]} now), " if sizes else ""
        raise CheckFailed(
            f"{cells[0].program}: {len(new):,} new counts hang together, and {MOST:,} at most can "
            f"be protected. {what}give quarters instead of months, or load fewer breakdowns."
        )


@dataclass
class _Edition:
    """Linked counts and what earlier editions showed of them."""

    cells: tuple[Count, ...]
    rules: Rules
    earlier: Mapping[Key, Shown]
    day: str

    def __post_init__(self) -> None:
        self.truth = find_truth(self.cells, self.rules)
        self.places = range(len(self.cells))
        then = [self.earlier.get(cell.key) for cell in self.cells]
        self.then = {n: shown for n, shown in enumerate(then) if shown}
        self.was_hidden = {n for n, shown in self.then.items() if shown.hidden}
        #: The last shown value of each count that was shown, or that readers can work out.
        self.seen = {n: s.count.value for n, s in self.then.items() if not s.hidden}
        self.out = {n for n in self.places if n not in self.then and self._was_left_out(n)}
        self.seen |= dict.fromkeys(self.out, 0)
        self.follows = implied(self.system, self.seen, self.truth.zero) if self.seen else {}
        self.follows = {n: v for n, v in self.follows.items() if n not in self.was_hidden}
        self.seen |= self.follows

    @property
    def system(self) -> System:
        return self.truth.system

    def _was_left_out(self, place: int) -> bool:
        """Whether the count is new in a table that was shown: readers took it for zero."""
        return _sheet(self.cells[place]) in {_sheet(s.count) for s in self.then.values()}

    def protect(self, offers: bool) -> list[Shown]:
        steps = find_steps(self.system, self.truth.zero, self.seen, self.rules) if self.seen else []
        anew = self._try(steps)
        if steps and self._gives_away(anew):
            anew = self._try([])
        steps, moves, pattern = anew
        fresh = [n for n in self.places if n not in self.then]
        said = find_offers(moves, pattern, self.rules, fresh) if offers else {}
        return [
            self._shown(n, n in steps, pattern, said.get(n, ()))
            for n in self.places if n not in self.out or n in steps or not self.cells[n].value
        ]  # fmt: skip

    def _gives_away(self, tried: tuple[list[int], Moves, Pattern]) -> bool:
        """Whether showing values anew would give away what was safe."""
        given = tried[2].given_away
        return any(n in given and not shown.given_away for n, shown in self.then.items())

    def _try(self, steps: list[int]) -> tuple[list[int], Moves, Pattern]:
        """The pattern when some values are shown anew."""
        seen = {n: self.cells[n].value if n in steps else value for n, value in self.seen.items()}
        stage, forced = self._stage(seen)
        moves = Moves(stage, self.rules.values)
        small = [self.rules.is_small(c.value) and not c.public and n not in self.seen
                 for n, c in enumerate(self.cells)]  # fmt: skip
        must = np.array(small) | forced
        must[list(self.was_hidden)] = True
        return steps, moves, find_pattern(moves, must, self.rules)

    # -- the world that readers see ----------------------------------------------------------------

    def _stage(self, seen: Mapping[int, int]) -> tuple[Stage, Array]:
        """What moves are made on, and which new counts agree with nothing that was shown."""
        forced = np.zeros(len(self.cells), dtype=bool)
        told = told_rows(self.system, [o for s in self.then.values() for o in s.offers])
        world = self.truth.world if not self.then else None
        slack = 0
        if world is None:
            world, slack, told, forced = self._world(seen, told)
        reach = self.rules.rounding // 2
        low, high = np.zeros(len(self.cells)), np.zeros(len(self.cells))
        values = self.system.matrix @ world
        for n in self.places:
            if n not in self.was_hidden:
                shown = seen.get(n, self._rounded(self.cells[n].value))
                wide = reach + (slack if n in seen else 0)
                low[n], high[n] = shown - wide - values[n], shown + wide - values[n]
        open_ = np.array([(c.public or n in seen) and n not in self.was_hidden
                          for n, c in enumerate(self.cells)])  # fmt: skip
        return Stage(
            self.system,
            world,
            self.truth.zero,
            np.minimum(low, 0),
            np.maximum(high, 0),
            open_,
            *told,
        ), forced

    def _world(
        self, seen: Mapping[int, int], told: tuple[Array, Array, Array]
    ) -> tuple[Array, int, tuple[Array, Array, Array], Array]:
        """A world that agrees with what is shown: exactly if there is one, else with values that
        have moved by less than a step since, else without what was said, at last without the new
        counts, which are hidden then."""
        nothing = (np.zeros((0, self.system.matrix.shape[1])), np.zeros(0), np.zeros(0))
        fresh = np.array([n not in self.then and n not in seen for n in self.places])
        for new in (fresh, fresh & False):
            for said in (told, nothing):
                for slack in (0, self.rules.step - 1, 10**6):
                    world = self._agreeing(seen, slack, said, new)
                    if world is not None:
                        return world, slack, said, fresh & ~new
        raise CheckFailed(f"{self.cells[0].program}: no reading of what was shown fits any more.")

    def _agreeing(
        self, seen: Mapping[int, int], slack: int, told: tuple[Array, Array, Array], new: Array
    ) -> Array | None:
        reach = self.rules.rounding // 2
        low, high = np.ones(len(self.cells)), np.full(len(self.cells), INFINITY)
        for n in self.places:
            if n in seen:
                low[n], high[n] = max(0, seen[n] - slack - reach), seen[n] + slack + reach
            elif new[n]:
                low[n] = high[n] = self.cells[n].value
        rows = np.vstack([self.system.matrix, told[0]])
        facts = with_bindings(
            self.system, rows, np.concatenate([low, told[1]]), np.concatenate([high, told[2]]),
            self.truth.zero,
        )  # fmt: skip
        return find_world(facts)

    # -- what comes out ---------------------------------------------------------------------------

    def _rounded(self, value: int) -> int:
        base = self.rules.rounding
        return value if base == 1 else (value + base // 2) // base * base

    def _shown(self, place: int, anew: bool, pattern: Pattern, said: tuple[Offer, ...]) -> Shown:
        then = self.then.get(place)
        cell = _first_names(self.cells[place], then.count) if then else self.cells[place]
        hidden = bool(pattern.hidden[place]) and place not in self.seen
        if hidden:
            given = place in pattern.given_away
            offers = then.offers if then else said
            return Shown(cell, True, given, offers, then.since if then else self.day, cell.value)
        value = self.seen.get(place, cell.value)
        value = self._rounded(cell.value) if anew or place not in self.seen else value
        since = then.since if then and not anew else self.day
        return Shown(replace(cell, value=value), False, False, (), since, cell.value)


def _first_names(cell: Count, first: Count) -> Count:
    """A count under the names it was first shown with."""
    named = dict(first.named())
    return replace(cell, program=first.program, measure=first.measure, group=named)


def _sheet(cell: Count) -> object:
    """A period's table: one series, one period, the same dimensions."""
    return series_of(cell), cell.start, cell.end, tuple(n for n, _ in cell.canonical_group)
