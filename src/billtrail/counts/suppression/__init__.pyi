from .counts import ALL, Count, Key, Rules
from .names import canonical
from .offers import BAND, LONGER, WIDER, Offer
from .protection import Protected, protect
from .relations import Sums, linked
from .shown import Shown

__all__ = [
    "ALL",
    "BAND",
    "LONGER",
    "WIDER",
    "Count",
    "Key",
    "Offer",
    "Protected",
    "Rules",
    "Shown",
    "Sums",
    "canonical",
    "linked",
    "protect",
]
