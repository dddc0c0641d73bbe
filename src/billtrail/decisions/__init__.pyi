from . import (
    campaigns,
    check,
    correct,
    decisions,
    doubts,
    figure_report,
    release,
    staff_report,
    undo,
)
from .review import ReviewEntry, ReviewSheet, build_review_sheet

__all__ = [
    "ReviewEntry",
    "ReviewSheet",
    "build_review_sheet",
    "campaigns",
    "check",
    "correct",
    "decisions",
    "doubts",
    "figure_report",
    "release",
    "staff_report",
    "undo",
]
