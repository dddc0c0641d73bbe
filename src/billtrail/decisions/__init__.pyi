from . import (
    campaign_records,
    campaigns,
    check,
    correct,
    decisions,
    doubts,
    figure_report,
    following,
    page_readers,
    release,
    staff_report,
    undo,
)
from .history import FieldChange, HistoryEntry, RecordWords, read_history, touches
from .review import ReviewEntry, ReviewSheet, build_review_sheet

__all__ = [
    "FieldChange",
    "HistoryEntry",
    "RecordWords",
    "ReviewEntry",
    "ReviewSheet",
    "build_review_sheet",
    "campaign_records",
    "campaigns",
    "check",
    "correct",
    "decisions",
    "doubts",
    "figure_report",
    "following",
    "page_readers",
    "read_history",
    "release",
    "staff_report",
    "touches",
    "undo",
]
