from .docx_page import body_size, fits_docx, note_split, title_size
from .layout import PagePlan, is_surely_too_long, overlong_words, plan_page, smaller_plans
from .lines import count_lines
from .office_pages import for_any_office

__all__ = [
    "PagePlan",
    "body_size",
    "count_lines",
    "fits_docx",
    "for_any_office",
    "is_surely_too_long",
    "note_split",
    "overlong_words",
    "plan_page",
    "smaller_plans",
    "title_size",
]
