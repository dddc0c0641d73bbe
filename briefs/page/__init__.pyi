from .docx_page import body_size, fits_word, note_split, title_size
from .layout import PagePlan, is_surely_too_long, overlong_words, plan_page, smaller_plans
from .office_pages import alike

__all__ = [
    "PagePlan",
    "alike",
    "body_size",
    "fits_word",
    "is_surely_too_long",
    "note_split",
    "overlong_words",
    "plan_page",
    "smaller_plans",
    "title_size",
]
