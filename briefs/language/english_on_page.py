"""Words that stay English on a page of another language: found where they stand, to be marked.

A screen reader says them with an English voice, and a reader sees that nobody forgot them.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from billtrail.briefs.values import Brief

NO_BREAK = "\N{NO-BREAK SPACE}"


@lru_cache(maxsize=64)
def pattern(english: tuple[str, ...]) -> str:
    """A regular expression, for Python and for Typst, of any of the words; ``""`` for none."""
    longest = sorted(english, key=lambda text: (-len(text), text))
    each = (re.escape(text.replace(NO_BREAK, " ")).replace("\\ ", " ") for text in longest)
    return "|".join(each).replace(" ", f"[ {NO_BREAK}]")


def runs(text: str, english: tuple[str, ...]) -> Iterator[tuple[str, bool]]:
    """The text in pieces, each with whether it is English."""
    if not english:
        yield text, False
        return
    for at, piece in enumerate(re.split(f"({pattern(english)})", text)):
        if piece:
            yield piece, at % 2 == 1


def printed(brief: Brief, english: Iterable[str]) -> tuple[str, ...]:
    """Of these words those that the page prints, sorted."""
    return english_in(brief.texts, english)


def english_in(texts: Iterable[str], english: Iterable[str]) -> tuple[str, ...]:
    """Of these words those that stand in the texts, sorted."""
    page = "\n".join(texts).replace(NO_BREAK, " ")
    return tuple(sorted(text for text in english if text.replace(NO_BREAK, " ") in page))
