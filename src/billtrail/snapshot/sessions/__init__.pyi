from .session_report import (
    ReportRow,
    SessionReport,
    build_session_report,
    find_session,
    is_of,
    session_title,
)
from .turn import (
    WithoutBill,
    at_stake,
    begin_between,
    ended_lately,
    followed_places,
    followed_sessions,
    without_bill,
)

__all__ = [
    "ReportRow",
    "SessionReport",
    "WithoutBill",
    "at_stake",
    "begin_between",
    "build_session_report",
    "ended_lately",
    "find_session",
    "followed_places",
    "followed_sessions",
    "is_of",
    "session_title",
    "without_bill",
]
