from . import translations
from .english_on_page import pattern, printed, runs
from .language import Words, capitalised, tie
from .translations import in_language

__all__ = [
    "Words",
    "capitalised",
    "in_language",
    "pattern",
    "printed",
    "runs",
    "tie",
    "translations",
]
