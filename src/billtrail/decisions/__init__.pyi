from . import (
    calls,
    campaign_records,
    campaign_texts,
    campaigns,
    check,
    correct,
    decisions,
    doubts,
    figure_report,
    following,
    organisation,
    own_figures,
    release,
    staff_report,
    undo,
)
from .campaign_records import CAMPAIGN, RecordAt, RecordState, read_records, read_state
from .history import HistoryEntry, read_history, touches
from .history_words import FieldChange, RecordWords
from .own_figures import OwnFigure
from .review import ReviewEntry, ReviewSheet, build_review_sheet
from .what_if import View, as_if, view_of

__all__ = [
    "CAMPAIGN",
    "FieldChange",
    "HistoryEntry",
    "OwnFigure",
    "RecordAt",
    "RecordState",
    "RecordWords",
    "ReviewEntry",
    "ReviewSheet",
    "View",
    "as_if",
    "build_review_sheet",
    "calls",
    "campaign_records",
    "campaign_texts",
    "campaigns",
    "check",
    "correct",
    "decisions",
    "doubts",
    "figure_report",
    "following",
    "organisation",
    "own_figures",
    "read_history",
    "read_records",
    "read_state",
    "release",
    "staff_report",
    "touches",
    "undo",
    "view_of",
]
