from .links import DAY, MEETING, NAME, day_link, event_of, meeting_link, week_link
from .source import listed_in

__all__ = [
    "DAY",
    "MEETING",
    "NAME",
    "day_link",
    "event_of",
    "listed_in",
    "meeting_link",
    "week_link",
]
