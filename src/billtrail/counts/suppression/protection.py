"""From counts to what may be shown: linked counts, one edition of each after the other."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from billtrail.errors import CheckFailed

from .counts import Count, Key, Rules
from .editions import CountsEdition
from .grid import in_blocks
from .relations import Sums, find_relations, linked
from .shown import Shown
from .worlds import find_truth

#: So many counts that nothing was decided about may hang together; 600 take a minute.
MOST = 1000


@dataclass(frozen=True, slots=True)
class Protected:
    """One edition: all counts that are on display, those of ``counts`` in the order they came and
    those of earlier editions that were not loaded again. ``left_out`` are rows that are new in a
    table or a period shown before and have not moved by a step yet: others take them for zero.
    ``sums`` are the measures and programs that were ever seen to add up."""

    cells: tuple[Shown, ...]
    rules: Rules
    left_out: tuple[Count, ...] = ()
    sums: Sums = frozenset()

    @property
    def hidden(self) -> tuple[Shown, ...]:
        return tuple(cell for cell in self.cells if cell.hidden)


def protect(
    counts: Sequence[Count],
    rules: Rules | None = None,
    *,
    older: Sequence[Count] = (),
    before: Protected | None = None,
    day: str = "",
    offers: bool = True,
) -> Protected:
    """Hide what must be hidden of ``counts``, as an edition of ``day``.

    ``before`` is the edition before this one. It stands for all earlier ones: it has every count
    that was ever shown or hidden, with the value that is known and what was offered in its place.
    ``older`` are counts of earlier loads: they are shown where they were not yet, and may have
    moved since.
    Raises CheckFailed where the counts contradict each other, or too many hang together.
    """
    rules = rules or Rules()
    earlier = {cell.count.key: cell for cell in before.cells} if before else {}
    loaded = {count.key: count for count in counts}
    kept = {key: replace(s.count, value=s.loaded) for key, s in earlier.items()}
    loaded_then = {key: s.loaded for key, s in earlier.items()}
    loaded_then |= {count.key: count.value for count in before.left_out} if before else {}
    kept |= {count.key: count for count in older}
    known = before.sums if before else frozenset()
    every, unsure = kept | loaded, kept.keys() - loaded.keys()
    found: dict[Key, Shown] = {}
    together = linked(list(every.values()), known)
    blocks = [block for cells in together for block in _apart(cells, earlier)]
    if len(blocks) > len(together):  # a block alone may not show what adds up
        known |= find_relations(counts, known).known
    for cells in blocks:
        _refuse_too_many(cells, earlier)
        keys = {c.key for c in cells}
        unseen = {key for key in keys & earlier.keys() if earlier[key].hidden}
        truth = find_truth(cells, rules, known, keys & unsure, day, unseen)
        found |= {
            s.count.key: s
            for s in CountsEdition(truth, rules, earlier, loaded, loaded_then, day).protect(offers)
        }
        known |= truth.system.sums
    order = dict.fromkeys((*loaded, *kept))
    left_out = tuple(every[key] for key in order if key not in found)
    return Protected(tuple(found[key] for key in order if key in found), rules, left_out, known)


def _apart(cells: tuple[Count, ...], earlier: Mapping[Key, Shown]) -> list[tuple[Count, ...]]:
    """Counts that hang together; where they are too many, those that have a day in common."""
    said = (offer.counts for shown in earlier.values() for offer in shown.offers)
    return [cells] if len(_new(cells, earlier)) <= MOST else in_blocks(cells, said)


def _new(cells: Sequence[Count], earlier: Mapping[Key, Shown]) -> list[Count]:
    """Counts that nothing was decided about yet. What was shown of a period that is over is known,
    and what was hidden stays hidden: they cost little."""
    return [cell for cell in cells if cell.key not in earlier]


def _refuse_too_many(cells: Sequence[Count], earlier: Mapping[Key, Shown]) -> None:
    """A proof over more counts would take too long to wait for."""
    new = _new(cells, earlier)
    if len(new) > MOST:
        named = {pair for cell in new for pair in cell.canonical_group}
        sizes = Counter(name for name, _ in named)
        widest = max(sorted(sizes), key=lambda name: sizes[name], default="")
        what = f"Merge categories of {widest!r} ({sizes[widest]} now), " if sizes else ""
        raise CheckFailed(
            f"{cells[0].program}: {len(new):,} new counts hang together, and {MOST:,} at most can "
            f"be protected. {what}give quarters instead of months, or load fewer breakdowns."
        )
