"""The types of measure that legislatures know, each legislature's own in its value.

LegiScan's names are kept because it renames some.
"""

from functools import lru_cache

from billtrail.errors import UsageError

from .habits import habitual
from .legislature import Legislature, MeasureType
from .registry import get, known

__all__ = ["MeasureType", "measure_type", "measure_types"]


def measure_types() -> tuple[MeasureType, ...]:
    """Every type of every legislature."""
    return _all_types(known())


@lru_cache(maxsize=8)
def _all_types(legislatures: tuple[Legislature, ...]) -> tuple[MeasureType, ...]:
    return tuple(row for legislature in legislatures for row in legislature.types)


@lru_cache(maxsize=64)
def _by_type(legislature: Legislature) -> dict[str, MeasureType]:
    return {row.type: row for row in legislature.types}


def measure_type(jurisdiction: str, type_: str) -> MeasureType:
    """The row of a type. One of a legislature that nobody has described is read by common habit;
    ``UsageError`` where even that says nothing."""
    own = get(jurisdiction)
    row = _by_type(own).get(type_) if own.types else habitual(jurisdiction, type_)
    if row is None:
        raise UsageError(_no_such_type(jurisdiction, type_))
    return row


def _no_such_type(jurisdiction: str, type_: str) -> str:
    expected = (
        ", ".join(row.type for row in get(jurisdiction).types)
        or "types such as hb, sb, hr, sr, hjr, scr"
    )
    return f"{jurisdiction} has no measure type {type_!r}. Expected one of: {expected}."
