from .calendar_file import clock_words, render_ics
from .entries import CalendarEntry, Dates, read_bill_dates, read_campaign_dates, read_dates
from .sessions import session_begin, session_end, without_session_end

__all__ = [
    "CalendarEntry",
    "Dates",
    "clock_words",
    "read_bill_dates",
    "read_campaign_dates",
    "read_dates",
    "render_ics",
    "session_begin",
    "session_end",
    "without_session_end",
]
