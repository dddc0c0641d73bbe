"""How most legislatures name their measures: a chamber's letter, and what it is."""

from .legislature import MeasureType
from .vocabulary import Chamber, MeasureKind

_K = MeasureKind
#: What stands behind the chamber's letter.
_HABITS = (
    ("cr concurrent resolution", _K.CONCURRENT),
    ("jr joint resolution", _K.JOINT),
    ("jrca joint resolution constitutional amendment", _K.CONSTITUTIONAL),
    ("ca constitutional amendment", _K.CONSTITUTIONAL),
    ("jm joint memorial", _K.CONCURRENT),
    ("cm concurrent memorial", _K.CONCURRENT),
    ("b bill", _K.BILL),
    ("f file", _K.BILL),
    ("j joint resolution", _K.JOINT),
    ("c concurrent resolution", _K.CONCURRENT),
    ("m memorial", _K.SIMPLE),
    ("r resolution", _K.SIMPLE),
)
_ENDINGS = {habit.partition(" ")[0]: (habit.partition(" ")[2], kind) for habit, kind in _HABITS}
_HOUSES = {
    "h": ("House", Chamber.LOWER),
    "a": ("Assembly", Chamber.LOWER),
    "s": ("Senate", Chamber.UPPER),
}


def habitual(jurisdiction: str, type_: str) -> MeasureType | None:
    """The row of a type by common habit; ``None`` where that says nothing."""
    house, ending = _HOUSES.get(type_[:1]), _ENDINGS.get(type_[1:])
    if house is None or ending is None:
        return None
    (chamber_words, chamber), (words, kind) = house, ending
    label = type_.upper()
    return MeasureType(jurisdiction, type_, label, f"{chamber_words} {words}", kind, chamber, label)
