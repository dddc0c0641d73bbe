"""Bill keys, and what is said about a bill by its key alone.

A key is ``jurisdiction-session-type+number``: ``us-119-hr4323``, ``ca-20252026-ab379``; an
extraordinary session is part of the session, ``ca-20232024x1-ab1``. ``identifiers`` reads every
other spelling into a key and offers all of this too; import from there.
"""

import difflib
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from billtrail.errors import UsageError
from billtrail.measures import LISTED, MeasureType, measure_type
from billtrail.vocabulary import Chamber, MeasureKind

KEY = re.compile(r"([a-z]{2})-([a-z0-9]+)-([a-z]+)([0-9]+)")
EXPECTED_KEY = "Expected a key such as us-119-hr4323, ca-20252026-ab379 or ca-20232024x1-ab1"

#: What a session looks like in its jurisdiction's keys.
SESSIONS = {
    "us": re.compile(r"[1-9][0-9]{0,2}"),
    "ca": re.compile(r"([0-9]{4})([0-9]{4})(?:x([1-9]))?"),
}
_LEGINFO_ID = re.compile(r"([0-9]{8})([0-9])([A-Z]+)([0-9]+)")
#: The last two digits before the three letters count the version: AB 831, version 94, CHP.
_VERSION_ID = re.compile(r"([0-9]{4})([0-9])([A-Z]+)([0-9]+)([0-9]{2})([A-Z]{3})")
_LEGINFO_URL = "https://leginfo.legislature.ca.gov/faces/billNavClient.xhtml?bill_id="
_CONGRESS_URL = "https://www.congress.gov/"
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")


class BillKey(NamedTuple):
    """A key taken apart; ``str()`` and ``.key`` give it back."""

    jurisdiction: str
    session: str
    type: str
    number: int

    @property
    def key(self) -> str:
        return f"{self.jurisdiction}-{self.session}-{self.type}{self.number}"

    def __str__(self) -> str:
        return self.key


@lru_cache(maxsize=1 << 16)
def split_key(key: str) -> BillKey:
    """The parts of a canonical key; ``UsageError`` says what was expected of anything else."""
    match = KEY.fullmatch(key)
    if not match:
        raise UsageError(f"{key!r} is not a bill key. {EXPECTED_KEY}.")
    jurisdiction, session, type_, number = match.groups()
    if number.startswith("0"):
        raise UsageError(f"{key!r} has a number that starts with 0. {EXPECTED_KEY}.")
    if not is_session(jurisdiction, session):
        raise UsageError(f"{key!r} has no session of {jurisdiction}. {EXPECTED_KEY}.")
    if jurisdiction in LISTED:
        measure_type(jurisdiction, type_)
    return BillKey(jurisdiction, session, type_, int(number))


@lru_cache(maxsize=256)
def is_session(jurisdiction: str, session: str) -> bool:
    """Whether a session has its jurisdiction's form; California's begin in an odd year."""
    pattern = SESSIONS.get(jurisdiction)
    if pattern is None:
        return True
    match = pattern.fullmatch(session)
    if not match or jurisdiction != "ca":
        return bool(match)
    first, second = int(match[1]), int(match[2])
    return first % 2 == 1 and second == first + 1


def _type(key: str) -> MeasureType:
    parts = split_key(key)
    return measure_type(parts.jurisdiction, parts.type)


def _extraordinary(session: str) -> tuple[str, str]:
    """A session without its extraordinary mark, and that mark: ``("20232024", "1")``."""
    base, _, number = session.partition("x")
    return base, number


@lru_cache(maxsize=4096)
def display(key: str) -> str:
    """As it is printed: ``H.R. 4323``, ``AB 379``, ``ABX1 1``."""
    parts = split_key(key)
    label = measure_type(parts.jurisdiction, parts.type).label
    number = _extraordinary(parts.session)[1] if parts.jurisdiction == "ca" else ""
    return f"{label}X{number} {parts.number}" if number else f"{label} {parts.number}"


def type_words(key: str) -> str:
    """The type in words: ``House bill``, ``Assembly constitutional amendment``."""
    return _type(key).words


def measure_kind(key: str) -> MeasureKind:
    """What the measure can become, for the stage table."""
    return _type(key).kind


def origin_chamber(key: str) -> Chamber:
    """The chamber that introduces such measures (the Governor for a reorganization plan)."""
    return _type(key).chamber


def session_label(jurisdiction: str, session: str) -> str:
    """``119th Congress``, ``2025-26 session``, ``2023-24 first extraordinary session``, the years
    joined by an en dash."""
    if not is_session(jurisdiction, session):
        raise UsageError(f"{session!r} is no session of {jurisdiction}. {EXPECTED_KEY}.")
    if jurisdiction == "us":
        return f"{ordinal(int(session))} Congress"
    if jurisdiction != "ca":
        return f"{session} session"
    base, number = _extraordinary(session)
    last = base[6:] if base[:2] == base[4:6] else base[4:]
    words = f"{_ORDINALS[int(number) - 1]} extraordinary session" if number else "session"
    return f"{base[:4]}\N{EN DASH}{last} {words}"


def full_name(key: str) -> str:
    """ "H.R. 1144 (119th Congress)" for a bill's key."""
    parts = split_key(key)
    return f"{display(key)} ({session_label(parts.jurisdiction, parts.session)})"


def ordinal(number: int) -> str:
    """``93rd``, ``111th``, ``119th``."""
    endings = {1: "st", 2: "nd", 3: "rd"}
    teen = number % 100 in (11, 12, 13)
    return f"{number}{'th' if teen else endings.get(number % 10, 'th')}"


def first_year(jurisdiction: str, session: str) -> int:
    """The year a session is counted from: 2025 for the 119th Congress and for 2025-26."""
    if jurisdiction == "us":
        return 1787 + 2 * int(session)
    digits = re.match(r"[0-9]{4}", session)
    return int(digits[0]) if digits else 0


def session_of_year(jurisdiction: str, year: int) -> str:
    """The regular session that a year belongs to: 2025 and 2026 are ``119`` and ``20252026``."""
    odd = year - (year + 1) % 2
    return str((odd - 1787) // 2) if jurisdiction == "us" else f"{odd}{odd + 1}"


def congress_type(key: str) -> str:
    """The type as congress.gov's addresses write it: ``house-bill``; ``UsageError`` elsewhere."""
    row = _type(key)
    if row.jurisdiction != "us":
        raise UsageError(
            f"{key!r} is not a bill of Congress. Expected a key such as us-119-hr4323."
        )
    return row.words.lower().replace(" ", "-")


@lru_cache(maxsize=4096)
def leginfo_id(key: str) -> str:
    """The California Legislature's bill id: ``202520260AB379``, ``202320241AB1``."""
    parts = split_key(key)
    if parts.jurisdiction != "ca":
        raise UsageError(
            f"{key!r} is not a California bill. Expected one such as ca-20252026-ab379."
        )
    base, number = _extraordinary(parts.session)
    return f"{base}{number or 0}{parts.type.upper()}{parts.number}"


def key_from_leginfo_id(id: str) -> str:
    """``202520260AB379`` -> ``ca-20252026-ab379``."""
    match = _LEGINFO_ID.fullmatch(id.upper())
    if not match:
        raise UsageError(
            f"{id!r} is not a California bill id. Expected one such as 202520260AB379."
        )
    years, extra, type_, number = match.groups()
    return _california_key(years, extra, type_, number)


def key_from_version_id(id: str) -> str:
    """``20250AB83194CHP`` -> ``ca-20252026-ab831``: version 94 of AB 831, not of AB 83194."""
    match = _VERSION_ID.fullmatch(id.upper())
    if not match:
        raise UsageError(
            f"{id!r} is not a California version id. Expected one such as 20250AB83194CHP."
        )
    year, extra, type_, number, _, _ = match.groups()
    return _california_key(f"{year}{int(year) + 1}", extra, type_, number)


def _california_key(years: str, extra: str, type_: str, number: str) -> str:
    session = years if extra == "0" else f"{years}x{extra}"
    return split_key(f"ca-{session}-{type_.lower()}{int(number)}").key


def _congress_path(key: str) -> str:
    parts = split_key(key)
    return f"bill/{ordinal(int(parts.session))}-congress/{congress_type(key)}/{parts.number}"


def official_url(key: str) -> str:
    """The publisher's page for people; ``UsageError`` where we know of none."""
    jurisdiction = split_key(key).jurisdiction
    if jurisdiction == "us":
        return _CONGRESS_URL + _congress_path(key)
    return _LEGINFO_URL + leginfo_id(key)


def crosswalk(key: str) -> dict[str, str]:
    """The bill's name in other schemes: scheme -> identifier.

    ``legiscan`` is a number in LegiScan's own habit (``HB4323``, ``ABX11``, ``AR12``), which
    means nothing without a session.
    """
    parts = split_key(key)
    row = _type(key)
    if parts.jurisdiction == "us":
        return {
            "congress.gov": _congress_path(key),
            "govinfo": f"BILLSTATUS-{parts.session}{parts.type}{parts.number}",
            "legiscan": f"{row.legiscan}{parts.number}",
            "ocd-jurisdiction": "ocd-jurisdiction/country:us/government",
        }
    state = f"ocd-jurisdiction/country:us/state:{parts.jurisdiction}/government"
    if parts.jurisdiction != "ca":
        return {"ocd-jurisdiction": state}
    _, number = _extraordinary(parts.session)
    legiscan = f"{row.legiscan}{f'X{number}' if number else ''}{parts.number}"
    return {"leginfo": leginfo_id(key), "legiscan": legiscan, "ocd-jurisdiction": state}


def nearest(value: str, candidates: Iterable[str], n: int = 5) -> list[str]:
    """The candidates most like a value, for error messages; capitals do not matter."""
    by_small = {candidate.lower(): candidate for candidate in candidates}
    return [by_small[m] for m in difflib.get_close_matches(value.lower(), by_small, n, cutoff=0.6)]
