from .measures import keys_named
from .meetings import WASHINGTON, clock_of, kind_of, meeting_name, status_in, status_of

__all__ = [
    "WASHINGTON",
    "clock_of",
    "keys_named",
    "kind_of",
    "meeting_name",
    "status_in",
    "status_of",
]
