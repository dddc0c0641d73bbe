from .access import (
    A_MONTH,
    KEY,
    no_key_of_its_own_words,
    no_key_words,
    not_agreed_words,
    used_up_words,
)
from .client import HOST, SERVICE, TITLE, Listed, bill_of, bills_of, sessions_of
from .names import Place, key_of, place_of
from .staging import ANSWER, NAME

__all__ = [
    "ANSWER",
    "A_MONTH",
    "HOST",
    "KEY",
    "NAME",
    "SERVICE",
    "TITLE",
    "Listed",
    "Place",
    "bill_of",
    "bills_of",
    "key_of",
    "no_key_of_its_own_words",
    "no_key_words",
    "not_agreed_words",
    "place_of",
    "sessions_of",
    "used_up_words",
]
