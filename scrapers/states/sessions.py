"""Sessions as Open States names them, as our keys have them."""

import re

from billtrail.legislatures import get, key_session

#: ``20252026 Special Session 1``, ``2024S1``: one called beside a regular one.
_CALLED = re.compile(r"(\d{4})-?(\d{4})? *(?:S|E|X|(?:1st|First)? ?Special Session ?)(\d)?", re.I)
_YEAR = re.compile(r"(?:19|20)\d\d")


def session_of(place: str, name: str) -> str:
    """The session of a key: ``("ny", "2025-2026")`` -> ``20252026``. A legislature with its own
    names for its sessions has them: Virginia's ``2024S1`` is ``242`` there."""
    sessions, plain = get(place).sessions, key_session(name)
    if sessions.fits(plain):
        return plain
    if match := _CALLED.fullmatch(name.strip()):
        first, last, called = match.groups()
        return sessions.of_years(first, last or first, called or "1") or plain
    return sessions.of_year(int(plain)) if _YEAR.fullmatch(plain) else plain
