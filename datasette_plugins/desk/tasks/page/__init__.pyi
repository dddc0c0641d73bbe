from .form import AUDIENCES, LANGUAGES, PageForm, fill, read_form, subject_options
from .page import TASK, usual_figures

__all__ = [
    "AUDIENCES",
    "LANGUAGES",
    "TASK",
    "PageForm",
    "fill",
    "read_form",
    "subject_options",
    "usual_figures",
]
