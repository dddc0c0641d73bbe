from .form import AUDIENCES, LANGUAGES, PageForm, fill, read_form, subject_options
from .page import TASK

__all__ = [
    "AUDIENCES",
    "LANGUAGES",
    "TASK",
    "PageForm",
    "fill",
    "read_form",
    "subject_options",
]
