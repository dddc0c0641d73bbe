from .doubted_words import WHY, doubted_words
from .ends import DoubtedEnds, doubted_ends, without_ends
from .losses import LOSS_ROWS, LOSS_SHARE, SPONSOR, losses, restored, without_repetitions

__all__ = [
    "LOSS_ROWS",
    "LOSS_SHARE",
    "SPONSOR",
    "WHY",
    "DoubtedEnds",
    "doubted_ends",
    "doubted_words",
    "losses",
    "restored",
    "without_ends",
    "without_repetitions",
]
