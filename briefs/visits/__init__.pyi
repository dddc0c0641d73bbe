from .offices import VisitPlan, build_page, page_name, read_directory, read_plan
from .sheet import VisitSheet, build_sheet
from .sheet_pages import render_sheets, render_sheets_text

__all__ = [
    "VisitPlan",
    "VisitSheet",
    "build_page",
    "build_sheet",
    "page_name",
    "read_directory",
    "read_plan",
    "render_sheets",
    "render_sheets_text",
]
