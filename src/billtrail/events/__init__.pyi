from .calendar_file import render_ics
from .entries import CalendarEntry, Dates, read_bill_dates, read_campaign_dates, read_dates
from .sessions import session_begin, session_end, without_session_end

__all__ = [
    "CalendarEntry",
    "Dates",
    "read_bill_dates",
    "read_campaign_dates",
    "read_dates",
    "render_ics",
    "session_begin",
    "session_end",
    "without_session_end",
]
