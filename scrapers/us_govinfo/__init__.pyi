from .actions import chamber_of
from .elements import CHAMBERS, day_of
from .rules import CODES, TEXTS, TEXTS_OF_CODES, WORDS, classify
from .source import _TYPES, _kind
from .sponsors import named

__all__ = [
    "CHAMBERS",
    "CODES",
    "TEXTS",
    "TEXTS_OF_CODES",
    "WORDS",
    "_TYPES",
    "_kind",
    "chamber_of",
    "classify",
    "day_of",
    "named",
]
