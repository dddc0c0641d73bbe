"""From counts to what may be shown: the way through ``system``, ``patterns`` and ``offers``."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from billtrail.errors import CheckFailed
from billtrail.suppression.attack import Known
from billtrail.suppression.counts import Count, Rules
from billtrail.suppression.offers import Offer, find_offers, statements
from billtrail.suppression.patterns import Pattern, find_pattern
from billtrail.suppression.system import System, build_system, linked

#: So many counts of one program may hang together: 150 take seconds, 500 a few minutes.
MOST = 500


@dataclass(frozen=True, slots=True)
class Shown:
    """A count as others may see it: with its value, or hidden with what can be said instead.
    ``given_away`` is true where what others published already gives the count away."""

    count: Count
    hidden: bool
    given_away: bool = False
    offers: tuple[Offer, ...] = ()

    @property
    def value(self) -> int | None:
        return None if self.hidden else self.count.value


@dataclass(frozen=True, slots=True)
class Protected:
    """All counts, in the order they came, and the rules they were hidden by."""

    cells: tuple[Shown, ...]
    rules: Rules

    @property
    def hidden(self) -> tuple[Shown, ...]:
        return tuple(cell for cell in self.cells if cell.hidden)


def protect(
    counts: Sequence[Count],
    rules: Rules | None = None,
    *,
    published: Iterable[Count] = (),
    withheld: Iterable[Count] = (),
    said: Iterable[Offer] = (),
    offers: bool = True,
) -> Protected:
    """Hide what must be hidden of ``counts``.

    ``published`` are counts that were shown before, with the values that were shown; ``withheld``
    ones were hidden before and stay so; ``said`` was offered in their place. Raises CheckFailed
    where the counts contradict each other.
    """
    rules = rules or Rules()
    before = {count.key for count in published}
    kept_back, before_said = {count.key for count in withheld}, tuple(said)
    found: dict[object, Shown] = {}
    for cells in linked(counts):
        _refuse_too_many(cells)
        shown = [i for i, c in enumerate(cells) if c.public or c.key in before]
        hidden = [i for i, c in enumerate(cells) if c.key in kept_back]
        system = build_system(cells, rules)
        refuse_contradictions(system)
        told = statements(system, before_said)
        pattern = find_pattern(system, rules, shown=shown, hidden=hidden, said=told)
        known = Known(system, pattern.hidden, told)
        instead = find_offers(known, rules, pattern.given_away) if offers else {}
        for place, cell in enumerate(cells):
            found[cell.key] = _shown(system, pattern, place, instead.get(place, ()))
    return Protected(tuple(found[count.key] for count in counts), rules)


def _refuse_too_many(cells: Sequence[Count]) -> None:
    """A proof over more counts would take too long to wait for."""
    if len(cells) > MOST:
        raise CheckFailed(
            f"{cells[0].program}: {len(cells)} counts hang together, and {MOST} at most can be "
            "protected. Load fewer breakdowns at once, or each breakdown by itself."
        )


def _shown(system: System, pattern: Pattern, place: int, offers: tuple[Offer, ...]) -> Shown:
    hidden = place in pattern.hidden
    return Shown(system.cells[place], hidden, place in pattern.given_away, offers)


def refuse_contradictions(system: System) -> None:
    """Raises CheckFailed where no people could be counted so: a part larger than its whole."""
    values = system.values
    rules = [LinearConstraint(system.matrix, values, values)]
    if system.limits.shape[0]:
        rules.append(LinearConstraint(system.limits, -np.inf, 0))
    atoms = system.matrix.shape[1]
    found = milp(np.zeros(atoms), bounds=Bounds(0, np.inf), constraints=rules)
    if found.status != 0:
        first = system.cells[0]
        raise CheckFailed(
            f"{first.program}, {first.part_of or first.measure}: the counts contradict each other; "
            "a part is larger than its whole."
        )
