"""Names as a reader compares them: "Client", "clients " and "CLIENTS" are one.

Case, blanks, punctuation and a simple plural make no other name. Signs that change what is meant
("<18", "18+", "50%") are kept.
"""

import re
import unicodedata
from functools import lru_cache

_PUNCTUATION = re.compile(r"[\s.,;:!?_\-\u2013\u2014*/\\()\[\]{}\"\u201c\u201d]+")
_APOSTROPHE = re.compile(r"['\u2019\u2018`]")
#: Endings of a plural and what stands there in the singular; the first that fits.
_PLURALS = (
    (re.compile(r"(?<=[a-z]{2})ies$"), "y"),
    (re.compile(r"(?<=[a-z])(sses|ches|shes|xes)$"), lambda found: found[1][:-2]),
    (re.compile(r"(?<=[a-z]{2}[a-rtvwxyz])s$"), ""),
)


@lru_cache(maxsize=1 << 16)
def canonical(name: str) -> str:
    """The form in which two spellings of one name are equal."""
    text = unicodedata.normalize("NFKC", name).casefold()
    words = _PUNCTUATION.sub(" ", _APOSTROPHE.sub("", text)).split()
    return " ".join(map(_singular, words)) or name.strip()


def _singular(word: str) -> str:
    for ending, instead in _PLURALS:
        if ending.search(word):
            return ending.sub(instead, word)
    return word
