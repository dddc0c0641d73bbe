from . import check, decisions, figure_report, release, reporting, undo
from .review import Entry, ReviewSheet, build_review_sheet

__all__ = [
    "Entry",
    "ReviewSheet",
    "build_review_sheet",
    "check",
    "decisions",
    "figure_report",
    "release",
    "reporting",
    "undo",
]
