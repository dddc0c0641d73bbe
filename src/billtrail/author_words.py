"""What those behind a measure are called: Congress has sponsors, California authors.

In California a sponsor is the organisation that asked for a bill, so the word would mislead there.
"""

from collections.abc import Mapping
from typing import NamedTuple


class AuthorWords(NamedTuple):
    """``lead`` and ``joined`` as headings, ``one`` for counting who joined."""

    lead: str
    joined: str
    one: str


_WORDS: Mapping[str, AuthorWords] = {"ca": AuthorWords("Author", "Coauthors", "coauthor")}
_USUAL = AuthorWords("Sponsor", "Cosponsors", "cosponsor")


def author_words(jurisdiction: str) -> AuthorWords:
    return _WORDS.get(jurisdiction, _USUAL)
