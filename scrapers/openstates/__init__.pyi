from .access import KEY, no_key_words
from .client import HOST, PAGE, SERVICE, TITLE, question
from .staging import ANSWER, NAME

__all__ = [
    "ANSWER",
    "HOST",
    "KEY",
    "NAME",
    "PAGE",
    "SERVICE",
    "TITLE",
    "no_key_words",
    "question",
]
