from .access import KEY_NAME, no_key_words
from .client import HOST, PAGE, SERVICE, TITLE, question
from .record import bill_key
from .staging import ANSWER, NAME

__all__ = [
    "ANSWER",
    "HOST",
    "KEY_NAME",
    "NAME",
    "PAGE",
    "SERVICE",
    "TITLE",
    "bill_key",
    "no_key_words",
    "question",
]
