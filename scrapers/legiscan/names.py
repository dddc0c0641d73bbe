"""How LegiScan names bills and sessions, as our keys have them.

* A number is a type and digits, without a blank: ``HB1044``, ``A00355``. Some types are renamed:
  Virginia's HJ is ``HJR``, a resolution of California's Assembly is ``AR``.
* The session is in a bill's own address alone: ``legiscan.com/VA/bill/HB6001/2024/X1``, its first
  year, then nothing for a regular session, ``X1`` for the first called one, another letter for one
  of another kind (Arkansas' fiscal ``F``).
* California's called sessions are in the number and not in the address: ``ABX11`` is bill 1 of the
  first one and ``ABX111`` its bill 11 (seen 2024-10): a called session is one digit.
"""

import re
from typing import NamedTuple

from billtrail.errors import ParseError
from billtrail.legislatures import get, is_known, key_session
from billtrail.scrapers.states import bill_key

_PAGE = re.compile(r"legiscan\.com/([A-Za-z]{2})/bill/[^/]+/((?:19|20)\d\d)(?:/(\w+))?/?$")
_NUMBER = re.compile(r"([A-Z]+)((?:\d\d-)?0*[1-9]\d*)")
_CALLED = re.compile(r"X?([1-9])")
_NTH = re.compile(r"\b([1-9])(?:st|nd|rd|th)\b[^,]*\b(?:special|called|extra)", re.I)


class Place(NamedTuple):
    """A legislature by its id and a session of it as keys have it."""

    id: str
    session: str


def place_of(address: str) -> Place:
    """``https://legiscan.com/VA/bill/HB6001/2024/X1`` -> ``va``, ``242``; raises ParseError."""
    match = _PAGE.search(address)
    if match is None or not is_known(match[1].lower()):
        raise ParseError(f"{address!r} is no address of a bill that can be read here")
    id = match[1].lower()
    return Place(id, session_of(id, int(match[2]), match[3] or ""))


def session_of(id: str, year: int, mark: str) -> str:
    """The session of a key; one that is marked in a way we have not met keeps its mark."""
    sessions = get(id).sessions
    if not mark:
        return sessions.of_year(year)
    if called := _CALLED.fullmatch(mark):
        return sessions.beside(sessions.of_year(year), called[1])
    return key_session(f"{year}{mark}")


def mark_of(special: bool, words: str) -> str:
    """The mark of a session that a list describes in words: ``1st Special Session`` is ``X1``,
    ``88th General Assembly (2012 Fiscal)`` is ``F``."""
    if re.search(r"\bfiscal\b", words, re.I):
        return "F"
    nth = _NTH.search(words)
    return f"X{nth[1] if nth else 1}" if special else ""


def key_of(place: Place, number: str, kind: str = "") -> str:
    """Our key of ``HJR1``; ``kind`` is LegiScan's word for the type (``B``, ``CR``), by which
    ``H0003`` is told where numbers name the chamber alone. Raises ParseError."""
    sessions, session = get(place.id).sessions, place.session
    if sessions.mark and (called := re.fullmatch(rf"([A-Z]+?){sessions.mark}(\d)(\d+)", number)):
        session = sessions.beside(sessions.regular_of(session), called[2])
        number = f"{called[1]}{called[3]}"
    match = _NUMBER.fullmatch(number)
    if match is None:
        raise ParseError(f"{number!r} is no number of a bill that can be read here")
    return bill_key(place.id, session, f"{_type(place.id, match[1], kind)} {match[2]}")


def _type(id: str, letters: str, kind: str) -> str:
    """The legislature's own type; a chamber's letter alone is filled up where that makes one."""
    types = get(id).types
    known = next((row.type for row in types if row.legiscan == letters), None)
    whole = f"{letters}{kind}".lower()
    return known or (whole if whole in {row.type for row in types} else letters)
