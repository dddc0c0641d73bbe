from .measures import NamedMeasure, keys_named, measures_in
from .meetings import WASHINGTON, clock_of, instant_of, kind_of, meeting_name, status_in, status_of

__all__ = [
    "WASHINGTON",
    "NamedMeasure",
    "clock_of",
    "instant_of",
    "keys_named",
    "kind_of",
    "measures_in",
    "meeting_name",
    "status_in",
    "status_of",
]
