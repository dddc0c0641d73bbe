from . import as_json, suggestions
from .as_json import bill_json, change_json, family_json
from .bills import read_bill
from .doubts import read_doubts
from .freshness import by_what_moves
from .involvement import Ledger, Who
from .rosters import read_roster, read_seats
from .session_report import (
    ReportRow,
    SessionReport,
    build_session_report,
    find_session,
    session_title,
)
from .snapshot import Snapshot, begin_snapshot, open_snapshot
from .statutes import (
    WouldChange,
    not_read_for_a_year,
    read_changes,
    read_changes_by,
    read_readings,
    to_reread,
    would_change,
)
from .stored_names import Memory
from .suggestions import (
    Suggestion,
    json_suggestion,
    look_through,
    look_through_stored,
    read_profiles,
    suggest,
    suggest_stored,
    suggestion_lines,
)
from .turn import WithoutBill, at_stake, begin_between, ended_lately, without_bill

__all__ = [
    "Ledger",
    "Memory",
    "ReportRow",
    "SessionReport",
    "Snapshot",
    "Suggestion",
    "Who",
    "WithoutBill",
    "WouldChange",
    "as_json",
    "at_stake",
    "begin_between",
    "begin_snapshot",
    "bill_json",
    "build_session_report",
    "by_what_moves",
    "change_json",
    "ended_lately",
    "family_json",
    "find_session",
    "json_suggestion",
    "look_through",
    "look_through_stored",
    "not_read_for_a_year",
    "open_snapshot",
    "read_bill",
    "read_changes",
    "read_changes_by",
    "read_doubts",
    "read_profiles",
    "read_readings",
    "read_roster",
    "read_seats",
    "session_title",
    "suggest",
    "suggest_stored",
    "suggestion_lines",
    "suggestions",
    "to_reread",
    "without_bill",
    "would_change",
]
