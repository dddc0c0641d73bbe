"""Sessions as Open States names them, as our keys have them."""

import re

from billtrail.legislatures import get, key_session

#: ``20252026 Special Session 1``, ``2024S1``: one called beside a regular one.
_CALLED = re.compile(r"(\d{4})-?(\d{4})? *(?:S|E|X|(?:1st|First)? ?Special Session ?)(\d)?", re.I)


def session_of(place: str, name: str) -> str:
    """The session of a key: ``("ny", "2025-2026")`` -> ``20252026``. A legislature with its own
    names for called sessions has them: Virginia's ``2024S1`` is ``2024x1`` there."""
    sessions, plain = get(place).sessions, key_session(name)
    match = _CALLED.fullmatch(name.strip())
    if match and not sessions.fits(plain):
        first, last, called = match.groups()
        return sessions.of_years(first, last or first, called or "1") or plain
    return plain
