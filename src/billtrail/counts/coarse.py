"""Coarse tables: years, by program and one dimension, to be shown rounded.

Where a fine table would be mostly hidden, a coarse one says more: its counts are larger, and
rounding them leaves so much room that few others must be hidden.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from billtrail.counts.suppression import Count, canonical
from billtrail.errors import CheckFailed, UsageError

#: Shown counts are rounded to multiples of this: each may be two more or two less.
BASE = 5


def coarsen(counts: Sequence[Count], dimension: str | None = None) -> tuple[Count, ...]:
    """The counts of whole calendar years, in total and by one dimension. Quarters are not added up
    to years: someone may have come in two of them.

    Raises UsageError for an unknown dimension, CheckFailed where there is no year.
    """
    wanted = _dimension(counts, dimension)
    found = tuple(c for c in counts if _is_year(c) and _is_plain(c, wanted))
    if not found:
        raise CheckFailed(
            "A coarse table needs counts of whole years, in total or by one breakdown; none is in "
            "the file."
        )
    return found


def _dimension(counts: Iterable[Count], named: str | None) -> str | None:
    """The one asked for, else that of the fewest categories."""
    categories: dict[str, set[str]] = defaultdict(set)
    for count in counts:
        for name, category in count.canonical_group:
            categories[name].add(category)
    if named and canonical(named) not in categories:
        raise UsageError(f"No breakdown is called {named!r}: {', '.join(sorted(categories))}.")
    least = min(sorted(categories), key=lambda name: len(categories[name]), default=None)
    return canonical(named) if named else least


def _is_year(count: Count) -> bool:
    first, last = count.start, count.end
    return first[:4] == last[:4] and (first[5:], last[5:]) == ("01-01", "12-31")


def _is_plain(count: Count, dimension: str | None) -> bool:
    return all(name == dimension for name, _ in count.canonical_group)
