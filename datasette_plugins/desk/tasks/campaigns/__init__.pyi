from .forms import Option, condition_words, titles
from .page import find_campaign, whose
from .task import TASK, plain_words
from .words import text_title

__all__ = [
    "TASK",
    "Option",
    "condition_words",
    "find_campaign",
    "plain_words",
    "text_title",
    "titles",
    "whose",
]
