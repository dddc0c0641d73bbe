from . import translations
from .english_on_page import english_in, pattern, printed, runs
from .language import Labels, capitalised, tie
from .translations import in_language

__all__ = [
    "Labels",
    "capitalised",
    "english_in",
    "in_language",
    "pattern",
    "printed",
    "runs",
    "tie",
    "translations",
]
