from .access import A_MONTH, KEY, no_key_words, not_agreed_words
from .staging import ANSWER, NAME

__all__ = ["ANSWER", "A_MONTH", "KEY", "NAME", "no_key_words", "not_agreed_words"]
