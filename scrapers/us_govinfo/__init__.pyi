from .actions import SYSTEMS, chamber_of, read_vote, system_of
from .elements import CHAMBERS, day_of, plain_line
from .rules import CODES, TEXTS, TEXTS_OF_CODES, WORDS, classify
from .source import _TYPES, _kind, is_reserved
from .sponsors import named, nameless

__all__ = [
    "CHAMBERS",
    "CODES",
    "SYSTEMS",
    "TEXTS",
    "TEXTS_OF_CODES",
    "WORDS",
    "_TYPES",
    "_kind",
    "chamber_of",
    "classify",
    "day_of",
    "is_reserved",
    "named",
    "nameless",
    "plain_line",
    "read_vote",
    "system_of",
]
