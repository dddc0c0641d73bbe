from . import (
    calendars,
    sessions,
)
from .calendars import (
    Session,
    is_faulty,
)
from .deadline_days import (
    CYCLE,
    UNCHECKED,
    Deadline,
    Deadlines,
    deadlines,
    deadlines_of,
    introduction_not_set,
    not_set_words,
    years_not_set,
)
from .kept_days import (
    WEEKDAYS,
)
from .office_zone import (
    in_zone,
    is_zone,
    office_zone,
)
from .sessions import (
    day_begins,
    day_of,
    is_working_day,
    last_day,
    load_sessions,
    session_for,
    session_on,
    today,
    working_days_before,
)

__all__ = [
    "CYCLE",
    "UNCHECKED",
    "WEEKDAYS",
    "Deadline",
    "Deadlines",
    "Session",
    "calendars",
    "day_begins",
    "day_of",
    "deadlines",
    "deadlines_of",
    "in_zone",
    "introduction_not_set",
    "is_faulty",
    "is_working_day",
    "is_zone",
    "last_day",
    "load_sessions",
    "not_set_words",
    "office_zone",
    "session_for",
    "session_on",
    "sessions",
    "today",
    "working_days_before",
    "years_not_set",
]
