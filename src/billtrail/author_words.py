"""What those behind a measure are called: Congress has sponsors, California authors.

In California a sponsor is the organisation that asked for a bill, so the word would mislead there.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from billtrail.models import Sponsorship
from billtrail.vocabulary import PRIMARY_ROLES


class AuthorWords(NamedTuple):
    """``lead`` and ``joint`` (those who lead beside the first) and ``joined`` as headings, ``one``
    for counting who joined, ``both`` for the whole list."""

    lead: str
    joint: str
    joined: str
    one: str
    both: str


_WORDS: Mapping[str, AuthorWords] = {
    "ca": AuthorWords("Author", "Joint author", "Coauthors", "coauthor", "Authors and coauthors")
}
_USUAL = AuthorWords("Sponsor", "Sponsor", "Cosponsors", "cosponsor", "Sponsors and cosponsors")


def author_words(jurisdiction: str) -> AuthorWords:
    return _WORDS.get(jurisdiction, _USUAL)


def leads(
    sponsor: Sponsorship | None, listed: Iterable[Sponsorship] | None
) -> tuple[Sponsorship, ...]:
    """Who leads a measure, once each: the one who carries it first, joint ones after."""
    named = (sponsor, *(listed or ()))
    return tuple(dict.fromkeys(one for one in named if one and one.role in PRIMARY_ROLES))
