"""Rows that are new where something was shown before: who read it took them for nobody.

One person more may bring a row into a file, and a program with it. So nothing may depend on that:
whether such a row is on display, and what is hidden beside it. It waits for a step.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from .counts import Count
from .relations import series_of
from .shown import Shown


def rows_left_out(cells: Sequence[Count], then: Mapping[int, Shown]) -> Iterator[tuple[int, str]]:
    """New rows (their numbers) of a series that was shown, in a period and by dimensions that were
    shown of it or of another series about the same people; each with a day on which it was left
    out. ``then`` has what was shown of some of the cells, by number."""
    listed = {series_of(shown.count) for shown in then.values()}
    tables = {_sheet(shown.count): shown.since for shown in then.values()}
    for number, cell in enumerate(cells):
        if number not in then and series_of(cell) in listed and _sheet(cell) in tables:
            yield number, tables[_sheet(cell)]


def newcomers(cells: Sequence[Count], earlier: Iterable[Shown]) -> set[int]:
    """The numbers of counts in a period that was shown on a day when their program had listed
    nothing of their measure in it. ``earlier`` is all that was ever shown or hidden, of anybody."""
    periods: dict[object, str] = {}
    lists: dict[object, str] = {}
    for shown in earlier:
        period, own = _places(shown.count)
        periods[period] = min(shown.first_day, periods.get(period, shown.first_day))
        lists[own] = min(shown.first_day, lists.get(own, shown.first_day))
    return {
        number for number, (period, own) in enumerate(map(_places, cells))
        if period in periods and (own not in lists or periods[period] < lists[own])
    }  # fmt: skip


def _sheet(cell: Count) -> object:
    """A period's table: one period, the same dimensions."""
    return cell.start, cell.end, tuple(name for name, _ in cell.canonical_group)


def _places(cell: Count) -> tuple[object, object]:
    """A period, and what one program counts in it."""
    period = cell.start, cell.end
    return period, (series_of(cell), period)
