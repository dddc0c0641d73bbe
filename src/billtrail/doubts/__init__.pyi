from .doubted_words import WHY, acts_of, doubted_words
from .ends import DoubtedEnds, doubted_ends, without_ends
from .losses import LOSS_ROWS, LOSS_SHARE, SPONSOR, losses, restored, without_repetitions
from .settled_by import reason_of, settled_by

__all__ = [
    "LOSS_ROWS",
    "LOSS_SHARE",
    "SPONSOR",
    "WHY",
    "DoubtedEnds",
    "acts_of",
    "doubted_ends",
    "doubted_words",
    "losses",
    "reason_of",
    "restored",
    "settled_by",
    "without_ends",
    "without_repetitions",
]
