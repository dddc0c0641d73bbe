"""What people type for a section of the law, read into its key."""

from collections.abc import Iterable

from billtrail.errors import UnknownKey, UsageError
from billtrail.legislatures import nearest

from . import ca_statutes, us_statutes
from .bodies import Spelling
from .statutes import EXPECTED, Statute, nearest_statutes, parse_statute

#: How people write a section, the laws of the nation first.
_SPELLINGS: tuple[Spelling, ...] = (*us_statutes.SPELLINGS, *ca_statutes.SPELLINGS)


def read_statute(text: str) -> Statute:
    """What people type: a key, "Penal Code 236.14", "PC 236.14", "18 USC 3771A", "P.L. 119-73".

    Raises ``UsageError`` where it is none.
    """
    plain = " ".join(text.split()).strip(" .,;")
    for pattern, parts in _SPELLINGS:
        if match := pattern.fullmatch(plain):
            return Statute(*parts(match))
    return parse_statute(plain)


def find_statute(text: str, known: Iterable[str]) -> Statute:
    """The statute of ``known`` keys that ``text`` names; any other is refused with the nearest."""
    keys = list(known)
    try:
        statute = read_statute(text)
    except UsageError as error:
        if near := nearest(text, keys):
            raise UnknownKey("statute", text, near, hint=f"{EXPECTED}.") from error
        raise
    if statute.key not in keys:
        raise UnknownKey("statute", text, nearest_statutes(statute.key, keys))
    return statute
