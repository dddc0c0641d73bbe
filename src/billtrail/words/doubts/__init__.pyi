from .doubted import (
    WHY,
    acts_of,
    doubted_words,
)
from .settled_by import (
    reason_of,
    settled_by,
)
from .sides import (
    Side,
    build_sides,
    correction_words,
    corrector_words,
    doubt_json,
    doubt_lines,
    doubt_words,
    doubts_words,
    publisher_words,
    taken_back_words,
)

__all__ = [
    "WHY",
    "Side",
    "acts_of",
    "build_sides",
    "correction_words",
    "corrector_words",
    "doubt_json",
    "doubt_lines",
    "doubt_words",
    "doubted_words",
    "doubts_words",
    "publisher_words",
    "reason_of",
    "settled_by",
    "taken_back_words",
]
