"""What those behind a measure are called: Congress has sponsors, California authors."""

from collections.abc import Iterable

from billtrail.legislatures import PRIMARY_ROLES, AuthorWords, get

from ..models import Sponsorship


def author_words(jurisdiction: str) -> AuthorWords:
    return get(jurisdiction).authors


def leads(
    sponsor: Sponsorship | None, listed: Iterable[Sponsorship] | None
) -> tuple[Sponsorship, ...]:
    """Who leads a measure, once each: the one who carries it first, joint ones after."""
    named = (sponsor, *(listed or ()))
    return tuple(dict.fromkeys(one for one in named if one and one.role in PRIMARY_ROLES))
