from .bodies import chamber_by_name
from .record import (
    Behind,
    Line,
    Related,
    Told,
    bill_key,
    bill_of,
    left_out,
)
from .rules import classify, reads_all
from .votes import Event

__all__ = [
    "Behind",
    "Event",
    "Line",
    "Related",
    "Told",
    "bill_key",
    "bill_of",
    "chamber_by_name",
    "classify",
    "left_out",
    "reads_all",
]
