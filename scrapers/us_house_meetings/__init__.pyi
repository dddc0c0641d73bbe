from .links import DAY, MEETING, NAME, day_link, event_of, meeting_link, week_link
from .source import listed_in, names_bills

__all__ = [
    "DAY",
    "MEETING",
    "NAME",
    "day_link",
    "event_of",
    "listed_in",
    "meeting_link",
    "names_bills",
    "week_link",
]
