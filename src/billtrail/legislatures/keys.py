"""Bill keys, and what is said about a bill by its key alone.

A key is ``jurisdiction-session-type+number``: ``us-119-hr4323``, ``ca-20252026-ab379``; an
extraordinary session is part of the session, ``ca-20232024x1-ab1``. ``identifiers`` reads every
other spelling into a key and offers all of this too; import from there.
"""

import re
from collections.abc import Iterable

from billtrail.errors import UsageError

from .legislature import BillKey, MeasureType
from .measures import measure_type
from .registry import get, is_known, kept, known
from .vocabulary import Chamber, MeasureKind

KEY = re.compile(r"([a-z]{2})-([a-z0-9]+)-([a-z]+)([0-9]+)")
_EXPECTED_KEY = "Expected a key such as us-119-hr4323, ca-20252026-ab379 or ca-20232024x1-ab1"


@kept(4096)
def split_key(key: str) -> BillKey:
    """The parts of a canonical key; ``UsageError`` says what was expected of anything else."""
    match = KEY.fullmatch(key)
    if not match:
        raise UsageError(f"{key!r} is not a bill key. {_EXPECTED_KEY}.")
    jurisdiction, session, type_, number = match.groups()
    if number.startswith("0"):
        raise UsageError(f"{key!r} has a number that starts with 0. {_EXPECTED_KEY}.")
    if not is_session(jurisdiction, session):
        raise UsageError(f"{key!r} has no session of {jurisdiction}. {_EXPECTED_KEY}.")
    if get(jurisdiction).types:
        measure_type(jurisdiction, type_)
    return BillKey(jurisdiction, session, type_, int(number))


def is_session(jurisdiction: str, session: str) -> bool:
    """Whether a session has its legislature's form; California's begin in an odd year."""
    return get(jurisdiction).sessions.fits(session)


def _type(key: str) -> MeasureType:
    parts = split_key(key)
    return measure_type(parts.jurisdiction, parts.type)


@kept(4096)
def display(key: str) -> str:
    """As it is printed: ``H.R. 4323``, ``AB 379``, ``ABX1 1``."""
    parts = split_key(key)
    listed = get(parts.jurisdiction).types
    label = measure_type(parts.jurisdiction, parts.type).label if listed else parts.type.upper()
    return f"{label}{mark_of(parts.jurisdiction, parts.session)} {parts.number}"


def called_in(jurisdiction: str, session: str) -> str:
    """Which called session it is, ``""`` of a regular one."""
    return get(jurisdiction).sessions.called_number(session)


def mark_of(jurisdiction: str, session: str) -> str:
    """What a called session adds to a number: ``X1`` in California, elsewhere mostly nothing."""
    mark = get(jurisdiction).sessions.mark
    number = called_in(jurisdiction, session) if mark else ""
    return f"{mark}{number}" if number else ""


def measure_kind(key: str) -> MeasureKind:
    """What the measure can become, for the stage table."""
    return _type(key).kind


def origin_chamber(key: str) -> Chamber:
    """The chamber that introduces such measures (the Governor for a reorganization plan)."""
    return _type(key).chamber


@kept(1024)
def session_label(jurisdiction: str, session: str) -> str:
    """``119th Congress``, ``2025-26 session``, ``2023-24 first extraordinary session``, the years
    joined by an en dash."""
    if not is_session(jurisdiction, session):
        raise UsageError(f"{session!r} is no session of {jurisdiction}. {_EXPECTED_KEY}.")
    return get(jurisdiction).sessions.label(session)


def full_name(key: str) -> str:
    """ "H.R. 1144 (119th Congress)" for a bill's key."""
    parts = split_key(key)
    return f"{display(key)} ({session_label(parts.jurisdiction, parts.session)})"


def first_year(jurisdiction: str, session: str) -> int:
    """The year a session is counted from: 2025 for the 119th Congress and for 2025-26."""
    return get(jurisdiction).sessions.first_year(session)


def session_of_year(jurisdiction: str, year: int) -> str:
    """The regular session that a year belongs to: 2025 and 2026 are ``119`` and ``20252026``."""
    return get(jurisdiction).sessions.of_year(year)


def official_url(key: str) -> str:
    """The publisher's page for people; ``UsageError`` where we know of none."""
    parts = split_key(key)
    url = get(parts.jurisdiction).official_url(parts)
    if url is None:
        places = ", ".join(one.short for one in known())
        raise UsageError(f"We know no official page of {key}. Expected a bill of: {places}.")
    return url


def crosswalk(key: str) -> dict[str, str]:
    """The bill's name in other schemes: scheme -> identifier.

    ``legiscan`` is a number in LegiScan's own habit (``HB4323``, ``ABX11``, ``AR12``), which
    means nothing without a session.
    """
    parts = split_key(key)
    row, legislature = _type(key), get(parts.jurisdiction)
    state = "" if legislature.national else f"/state:{parts.jurisdiction}"
    jurisdiction = {"ocd-jurisdiction": f"ocd-jurisdiction/country:us{state}/government"}
    if not is_known(parts.jurisdiction):
        return jurisdiction
    mark = mark_of(parts.jurisdiction, parts.session)
    legiscan = {"legiscan": f"{row.legiscan}{mark}{parts.number}"}
    return {**legislature.other_ids(parts), **legiscan, **jurisdiction}


def nearest(value: str, candidates: Iterable[str], n: int = 5) -> list[str]:
    """The candidates most like a value, for error messages; capitals do not matter."""
    by_small = {candidate.lower(): candidate for candidate in candidates}
    from difflib import get_close_matches

    return [by_small[m] for m in get_close_matches(value.lower(), by_small, n, cutoff=0.6)]
