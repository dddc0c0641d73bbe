"""What can be said in place of a hidden count: over a longer period, for a wider group, or as a
band. Each is proven: with everything shown and all offers together, nothing hidden comes out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, islice, pairwise

from billtrail.suppression.attack import Attacker, Known, Statement
from billtrail.suppression.counts import ALL, Count, Rules
from billtrail.suppression.patterns import is_safe, with_statement
from billtrail.suppression.system import System, after

#: So many candidates of each kind are tried for a cell; the best ones come first.
_TRIES = 4

LONGER, WIDER, BAND = "longer period", "wider group", "band"


@dataclass(frozen=True, slots=True)
class Offer:
    """``counts`` added up are at least ``low`` and at most ``high``; equal for a sum that may be
    told, apart for a band. ``of`` is the total that a band is a share of, where it is shown."""

    kind: str
    counts: tuple[Count, ...]
    low: int
    high: int
    of: Count | None = None


def find_offers(
    known: Known, rules: Rules, given_away: Iterable[int] = ()
) -> dict[int, tuple[Offer, ...]]:
    """For each hidden cell the first of each kind that is safe; what one offer tells is known
    when the next is tried."""
    search = _Search(Attacker(known), rules, frozenset(given_away))
    return {cell: tuple(search.offers(cell)) for cell in sorted(known.hidden - search.given)}


@dataclass
class _Search:
    attacker: Attacker
    rules: Rules
    given: frozenset[int]

    def offers(self, cell: int) -> Iterator[Offer]:
        for candidates in _KINDS:
            tried = islice(candidates(self.attacker.known, cell, self.rules), _TRIES)
            if offer := next(filter(self._may_say, tried), None):
                yield offer

    def _may_say(self, offer: Offer) -> bool:
        """Whether an offer is safe beside all that is shown and said; from then on it is said."""
        known = self.attacker.known
        if _is_shown(known, offer):
            return True
        told = with_statement(self.attacker, _statement(known.system, offer))
        if not is_safe(told, self.rules, self.given):
            return False
        self.attacker = told
        return True


def statements(system: System, offers: Iterable[Offer]) -> tuple[Statement, ...]:
    """What was said before, of counts that are as they were; a revised one says nothing now."""
    places = {cell.key: cell.value for cell in system.cells}
    true = (
        offer
        for offer in offers
        if all(count.key in places for count in offer.counts)
        if offer.low <= sum(places[count.key] for count in offer.counts) <= offer.high
    )
    return tuple(_statement(system, offer) for offer in true)


def _statement(system: System, offer: Offer) -> Statement:
    places = {cell.key: place for place, cell in enumerate(system.cells)}
    row = system.combine([{places[count.key]: 1 for count in offer.counts}])
    return Statement(row, offer.low, offer.high)


def _is_shown(known: Known, offer: Offer) -> bool:
    """Whether the offer is a count that is shown anyhow."""
    places = {cell.key: place for place, cell in enumerate(known.system.cells)}
    return len(offer.counts) == 1 and places[offer.counts[0].key] not in known.hidden


def _sum(kind: str, counts: tuple[Count, ...], rules: Rules) -> Iterator[Offer]:
    value = sum(count.value for count in counts)
    if value > rules.threshold:
        yield Offer(kind, counts, value, value)


def _longer(known: Known, cell: int, rules: Rules) -> Iterator[Offer]:
    """The same group in a listed period around this one, then in this and its neighbours."""
    count = known.system.cells[cell]
    same = [c for c in known.system.cells if _like(c, count) and c.group == count.group]
    around = [c for c in same if c.covers(count)]
    for longer in sorted(around, key=lambda c: (c.end, c.start)):
        yield from _sum(LONGER, (longer,), rules)
    for run in _runs(same, count):
        yield from _sum(LONGER, run, rules)


def _runs(cells: Iterable[Count], count: Count) -> Iterator[tuple[Count, ...]]:
    """This period with those next to it, end to end, two and then three at a time."""
    ordered = sorted((c for c in cells if not c.covers(count)), key=lambda c: c.start)
    for length in (2, 3):
        for start in range(len(ordered) - length + 1):
            run = tuple(ordered[start : start + length])
            joined = all(after(a.end) == b.start for a, b in pairwise(run))
            if joined and count in run:
                yield run


def _like(one: Count, other: Count) -> bool:
    return (one.program, one.measure) == (other.program, other.measure)


def _wider(known: Known, cell: int, rules: Rules) -> Iterator[Offer]:
    """With one or two more categories of a dimension, not all; then that dimension's total."""
    count = known.system.cells[cell]
    for name, category in count.named():
        beside = [c for c in known.system.cells if _beside(c, count, name)]
        others = [c for c in beside if c.category(name) not in (ALL, category)]
        for size in range(1, min(3, len(others))):
            for more in combinations(sorted(others, key=lambda c: c.value), size):
                yield from _sum(WIDER, (count, *more), rules)
        for total in beside:
            if total.category(name) == ALL:
                yield from _sum(WIDER, (total,), rules)


def _beside(one: Count, count: Count, name: str) -> bool:
    """Whether two counts differ in this dimension alone."""
    same = _like(one, count) and (one.start, one.end) == (count.start, count.end)
    rest = [pair for pair in one.named() if pair[0] != name]
    return same and rest == [pair for pair in count.named() if pair[0] != name]


def _band(known: Known, cell: int, rules: Rules) -> Iterator[Offer]:
    """At least a round share of a shown total, or at most the threshold, or between steps."""
    count = known.system.cells[cell]
    if rules.is_small(count.value):
        yield Offer(BAND, (count,), 1, rules.threshold)
        yield Offer(BAND, (count,), 0, rules.threshold)
        return
    totals = [t for t in known.system.cells if _is_total(t, count) and t.value >= rules.base]
    places = {c.key: place for place, c in enumerate(known.system.cells)}
    for total in totals:
        if places[total.key] in known.hidden:
            continue
        for share in (95, 90, 75, 50):
            least = share * total.value // 100 + 1  # more than the share
            if count.value >= least:
                yield Offer(BAND, (count,), least, total.value, total)
    for step in (10, 25, 50, 100):
        low = count.value // step * step
        yield Offer(BAND, (count,), low, low + step - 1)


def _is_total(total: Count, count: Count) -> bool:
    """Whether one count is the whole of which the other is a part, in one dimension or measure."""
    same = (total.start, total.end) == (count.start, count.end)
    if same and total.measure == count.part_of and total.group == count.group:
        return True
    parts = dict(count.named())
    wider = [name for name in parts if total.category(name) == ALL]
    rest = {name: value for name, value in parts.items() if name not in wider}
    return same and _like(total, count) and bool(wider) and dict(total.named()) == rest


_KINDS = (_longer, _wider, _band)
