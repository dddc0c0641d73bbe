"""The types of measure that legislatures know, each legislature's own in its value.

LegiScan's names are kept because it renames some.
"""

from functools import lru_cache

from billtrail.errors import UsageError

from .legislature import Legislature, MeasureType
from .registry import get, known
from .vocabulary import Chamber, MeasureKind

__all__ = ["MeasureType", "measure_type", "measure_types"]

_L, _U = Chamber.LOWER, Chamber.UPPER
_K = MeasureKind


def measure_types() -> tuple[MeasureType, ...]:
    """Every type of every legislature."""
    return _all_types(known())


@lru_cache(maxsize=8)
def _all_types(legislatures: tuple[Legislature, ...]) -> tuple[MeasureType, ...]:
    return tuple(row for legislature in legislatures for row in legislature.types)


@lru_cache(maxsize=8)
def _by_type(legislatures: tuple[Legislature, ...]) -> dict[tuple[str, str], MeasureType]:
    return {(row.jurisdiction, row.type): row for row in _all_types(legislatures)}


#: How most legislatures name their measures, longest ending first.
_HABITS = (
    ("cr concurrent resolution", _K.CONCURRENT),
    ("jr joint resolution", _K.JOINT),
    ("ca constitutional amendment", _K.CONSTITUTIONAL),
    ("b bill", _K.BILL),
    ("r resolution", _K.SIMPLE),
)
_HOUSES = {"h": ("House", _L), "a": ("Assembly", _L), "s": ("Senate", _U)}


def measure_type(jurisdiction: str, type_: str) -> MeasureType:
    """The row of a type. One of a legislature that nobody has described is read by common habit;
    ``UsageError`` where even that says nothing."""
    if row := _by_type(known()).get((jurisdiction, type_)):
        return row
    if get(jurisdiction).types:
        raise UsageError(_no_such_type(jurisdiction, type_))
    house, ending = _HOUSES.get(type_[:1]), type_[1:]
    for habit, kind in _HABITS:
        letters, _, words = habit.partition(" ")
        if house and ending == letters:
            label = type_.upper()
            return MeasureType(jurisdiction, type_, label, f"{house[0]} {words}", kind, house[1],
                               label)  # fmt: skip
    raise UsageError(_no_such_type(jurisdiction, type_))


def _no_such_type(jurisdiction: str, type_: str) -> str:
    expected = (
        ", ".join(row.type for row in get(jurisdiction).types)
        or "types such as hb, sb, hr, sr, hjr, scr"
    )
    return f"{jurisdiction} has no measure type {type_!r}. Expected one of: {expected}."
