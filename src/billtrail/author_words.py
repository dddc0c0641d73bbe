"""What those behind a measure are called: Congress has sponsors, California authors."""

from collections.abc import Iterable

from billtrail.legislatures.legislature import AuthorWords
from billtrail.legislatures.registry import get
from billtrail.models import Sponsorship
from billtrail.vocabulary import PRIMARY_ROLES


def author_words(jurisdiction: str) -> AuthorWords:
    return get(jurisdiction).authors


def leads(
    sponsor: Sponsorship | None, listed: Iterable[Sponsorship] | None
) -> tuple[Sponsorship, ...]:
    """Who leads a measure, once each: the one who carries it first, joint ones after."""
    named = (sponsor, *(listed or ()))
    return tuple(dict.fromkeys(one for one in named if one and one.role in PRIMARY_ROLES))
