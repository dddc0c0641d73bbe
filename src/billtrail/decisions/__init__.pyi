from . import check, decisions, figure_report, release, reporting, undo
from .check import printed_texts
from .review import Entry, ReviewSheet, build_review_sheet

__all__ = [
    "Entry",
    "ReviewSheet",
    "build_review_sheet",
    "check",
    "decisions",
    "figure_report",
    "printed_texts",
    "release",
    "reporting",
    "undo",
]
