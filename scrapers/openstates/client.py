"""The API of Open States, version 3, as a service: what is asked for, and its refusals in words.

10 requests a minute and 500 a day with a free key; at most 20 bills an answer, so that 20 of one
session are asked for at once; parts of a bill only where ``include`` names them. A refusal is
``{"detail": "..."}``. Documentation: https://docs.openstates.org/api-v3/ (read 2026-12).
"""

from collections.abc import Sequence

from billtrail.legislatures import NamedSessions, get, published_number, split_key
from billtrail.scrapers.crawling import Service

from .access import KEY

TITLE = "Open States"
HOST = "https://v3.openstates.org"
#: Bills an answer: the most that are given.
PAGE = 20
PARTS = ("sponsorships", "abstracts", "actions", "sources", "versions", "votes", "related_bills")

_KEY = (
    f"it does not take this key. Compare {KEY.name} in secrets.env with the one at {KEY.sign_up}, "
    "or ask for a new one there"
)
SERVICE = Service(
    TITLE,
    HOST,
    issues="https://github.com/openstates/issues/issues",
    statuses={
        401: _KEY,
        403: f"{_KEY}. A key may lack the right to this part of the service",
        429: "the key has used up its requests, 10 a minute and 500 a day. Run billtrail update "
        "again tomorrow; what was fetched is kept",
    },
    query={"per_page": PAGE, "include": PARTS},
    a_minute=10,
)


def question(keys: Sequence[str]) -> dict[str, str | Sequence[str]]:
    """What is asked of bills of one session: state, session and numbers as Open States has them."""
    place, session, *_ = split_key(keys[0])
    return {
        "jurisdiction": place,
        "session": published_session(place, session),
        "identifier": [published_number(split_key(key)) for key in keys],
    }


def published_session(place: str, session: str) -> str:
    """``2025-2026`` of ``20252026``; of a legislature with names of its own, the year and which
    special session of it."""
    sessions = get(place).sessions
    if isinstance(sessions, NamedSessions):
        return sessions.published(session)
    called = sessions.called_number(session)
    return f"{sessions.first_year(session)}{f'S{called}' if called else ''}"
