from .ends import (
    DoubtedEnds,
    doubted_ends,
    without_ends,
)
from .losses import (
    LOSS_ROWS,
    LOSS_SHARE,
    SPONSOR,
    ends_earlier,
    is_explained,
    losses,
    restored,
    tells_all,
    with_unspoken,
    without_repetitions,
)
from .values import (
    NOT,
    Correction,
    Doubt,
    Doubted,
)

__all__ = [
    "LOSS_ROWS",
    "LOSS_SHARE",
    "NOT",
    "SPONSOR",
    "Correction",
    "Doubt",
    "Doubted",
    "DoubtedEnds",
    "doubted_ends",
    "ends_earlier",
    "is_explained",
    "losses",
    "restored",
    "tells_all",
    "with_unspoken",
    "without_ends",
    "without_repetitions",
]
