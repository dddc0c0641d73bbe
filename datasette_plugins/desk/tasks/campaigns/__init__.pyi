from .faults import plain_words
from .forms import Option, condition_words, titles
from .page import find_campaign, whose
from .task import TASK

__all__ = [
    "TASK",
    "Option",
    "condition_words",
    "find_campaign",
    "plain_words",
    "titles",
    "whose",
]
