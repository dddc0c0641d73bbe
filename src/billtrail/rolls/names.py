"""Names as they are compared, and found in other words."""

import re
import unicodedata
from functools import lru_cache

_DOTTED = re.compile(r"\b(?:\w\.){2,}")


@lru_cache(maxsize=16_384)
def fold(name: str) -> str:
    """A name as it is compared: without case, accents, signs and blanks at its ends; L.A. is LA."""
    joined = _DOTTED.sub(lambda found: found[0].replace(".", ""), name.replace("&", " and "))
    plain = unicodedata.normalize("NFKD", joined).casefold()
    kept = (sign for sign in plain if not unicodedata.combining(sign))
    return re.sub(r"[\W_]+", " ", "".join(kept)).strip() or name.strip()


def stands_in(name: str, words: str) -> bool:
    """Whether a name stands in a text, as whole words in any spelling of signs and case."""
    sought = fold(name)
    return bool(sought) and f" {sought} " in f" {fold(words)} "
