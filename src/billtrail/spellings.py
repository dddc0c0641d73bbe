"""Reading a text into what it could mean: type, number and, where it says so, session.

A text is read by the first form of ``_FORMS`` it contains (addresses, file names, the
publishers' ids), else as a number the way people print it. Each guess is one meaning; a text
that is no bill number has none. ``identifiers`` narrows guesses to one key.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple
from urllib.parse import unquote

from billtrail.errors import UsageError
from billtrail.keys import (
    KEY,
    BillKey,
    is_session,
    key_from_leginfo_id,
    key_from_version_id,
    session_of_year,
    split_key,
)
from billtrail.measures import MEASURE_TYPES, MeasureType, measure_type


class Guess(NamedTuple):
    """What a text could mean. ``session`` is None where the text does not say it, and then
    ``extra`` is the number of the extraordinary session, if it names one."""

    type: MeasureType
    number: int
    session: str | None = None
    extra: str = ""

    def in_session(self, session: str) -> BillKey | None:
        """The key in a session; None where the text names another extraordinary session."""
        if self.extra:
            base, _, named = session.partition("x")
            if named and named != self.extra:
                return None
            session = f"{base}x{self.extra}"
        return BillKey(self.type.jurisdiction, session, self.type.type, self.number)


def read_guesses(text: str) -> list[Guess]:
    """Everything a text could mean: by its exact form first, else as printed words."""
    text = unquote(text).strip()
    if KEY.fullmatch(text.lower()):
        return _checked(str, text.lower())
    for pattern, read in _FORMS:
        if match := pattern.search(text):
            return read(match)
    return [] if "://" in text else _printed(text)


def _of_key(key: str) -> list[Guess]:
    parts = split_key(key)
    type_ = measure_type(parts.jurisdiction, parts.type)
    return [Guess(type_, parts.number, parts.session)]


def _named(jurisdiction: str, session: str, name: str, number: str) -> list[Guess]:
    """A bill whose jurisdiction and session the form itself tells."""
    if not is_session(jurisdiction, session) or not int(number):
        return []
    types = [row for row in _types_named(name) if row.jurisdiction == jurisdiction]
    return [Guess(row, int(number), session) for row in types]


def _types_named(name: str, legiscan: bool = False) -> list[MeasureType]:
    joined = re.sub(r"[^a-z]", "", name.lower())
    if legiscan:
        return [row for row in MEASURE_TYPES if row.legiscan.lower() == joined]
    return [row for row in MEASURE_TYPES if joined in row.spellings]


def _of_congress(match: re.Match[str]) -> list[Guess]:
    return _named("us", str(int(match[1])), match[2], match[3])


def _of_leginfo(match: re.Match[str]) -> list[Guess]:
    return _checked(key_from_leginfo_id, match[0])


def _of_version(match: re.Match[str]) -> list[Guess]:
    return _checked(key_from_version_id, match[0])


def _checked(read: Callable[[str], str], id: str) -> list[Guess]:
    try:
        return _of_key(read(id))
    except UsageError:
        return []


def _of_old_leginfo(match: re.Match[str]) -> list[Guess]:
    year, name, extra, number = match.groups()
    session = session_of_year("ca", int(f"{'19' if year > '50' else '20'}{year}"))
    return _named("ca", f"{session}x{extra}" if extra else session, name, number)


def _of_legiscan(match: re.Match[str]) -> list[Guess]:
    jurisdiction, name, extra, number, year = match.groups()
    session = session_of_year(jurisdiction.lower(), int(year))
    return [
        Guess(row, int(number), f"{session}x{extra}" if extra else session)
        for row in _types_named(name, legiscan=True)
        if row.jurisdiction == jurisdiction.lower() and not (extra and jurisdiction.lower() == "us")
    ]


def _of_open_states(match: re.Match[str]) -> list[Guess]:
    jurisdiction, session, number = match.groups()
    return [g for g in _printed(f"{number} ({session})") if g.type.jurisdiction == jurisdiction]


_FEDERAL = "hconres|hjres|hres|hr|sconres|sjres|sres|s"
_YEAR = r"(?:19|20)\d\d"
_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], list[Guess]]], ...] = tuple(
    (re.compile(pattern, re.I), read)
    for pattern, read in (
        # https://www.congress.gov/bill/119th-congress/house-bill/4323/actions, and the API's.
        (r"congress\.gov/(?:v3/)?bill/(\d+)(?:st|nd|rd|th)?(?:-congress)?/([a-z-]+)/(\d+)",
         _of_congress),
        # BILLSTATUS-119hr4323.xml, BILLS-119hr4323ih, BILLSUM-119hr4323, in any address.
        (rf"(?:BILLSTATUS|BILLSUM|BILLS)-(\d+)({_FEDERAL})(\d+)", _of_congress),
        (rf"govinfo\.gov/link/bills/(\d+)/({_FEDERAL})/(\d+)", _of_congress),
        # 202520260AB379, alone or as bill_id=... in an address.
        (rf"(?<!\d){_YEAR}{_YEAR}\d[A-Z]+\d+(?![A-Z\d])", _of_leginfo),
        (rf"(?<!\d){_YEAR}\d[A-Z]+\d+\d\d[A-Z]{{3}}(?![A-Z])", _of_version),
        # leginfo.ca.gov/pub/15-16/bill/sen/sb_0801-0850/sb_823_bill_...: retired in 2016.
        (r"/pub/(\d\d)-\d\d/bill/[a-z]+/[a-z\d]+_[\d-]+/([a-z]+?)(?:x(\d))?_(\d+)_",
         _of_old_leginfo),
        (r"legiscan\.com/(US|CA)/[a-z]+/([A-Z]+?)(?:X(\d))?(\d+)/(\d{4})", _of_legiscan),
        (r"(?:openstates\.org|pluralpolicy\.com)/(us|ca)/bills/([^/]+)/([A-Z]+?(?:X\d )?\d+)(?!\d)",
         _of_open_states),
    )
)  # fmt: skip


def read_session(session: str) -> dict[str, str]:
    """Jurisdiction -> session for a session given apart, in any form; ``UsageError`` if none."""
    bare = str(session).strip()
    found = {"us": bare} if re.fullmatch(r"[0-9]{1,3}", bare) else _take_session(bare)[1]
    if re.fullmatch(_YEAR, bare):
        found = _of_year(int(bare))
    if not found or not all(is_session(*item) for item in found.items()):
        raise UsageError(f"{session!r} is not a session. Expected 119, 20252026 or 2025-26.")
    return found


def _of_year(year: int) -> dict[str, str]:
    return {jurisdiction: session_of_year(jurisdiction, year) for jurisdiction in ("us", "ca")}


_WORDED = {"first": "1", "second": "2", "third": "3", "fourth": "4", "fifth": "5", "sixth": "6",
           "seventh": "7", "eighth": "8", "ninth": "9"}  # fmt: skip
_SPECIAL = rf"(?:x([1-9])|\s+special\s+session\s+([1-9])|\s+({'|'.join(_WORDED)})\s+extraordinary)?"
_CONGRESS = re.compile(r"\b(\d{1,3})(?:st|nd|rd|th)\b(?:\s+congress\b)?", re.I)
_GLUED = re.compile(rf"(?<!\d)({_YEAR})({_YEAR})(?!\d){_SPECIAL}", re.I)
_RANGE = re.compile(rf"\b({_YEAR})\s*[-/\u2013\u2014]\s*((?:19|20)?\d\d)(?!\d){_SPECIAL}", re.I)
_IN_BRACKETS = re.compile(rf"\(\s*({_YEAR})\s*\)")
_LEADING = re.compile(r"^(\d{1,3})[\s/-]*(?=[A-Za-z])")
_TRAILING = re.compile(r"(?<=\d)[\s,-]*[\s,(-]\(?(\d{2,3})\)?$")


def _take_session(text: str) -> tuple[str, dict[str, str]]:
    """The text without its session, and jurisdiction -> session; none where none is named."""
    for pattern in (_GLUED, _RANGE):
        if match := pattern.search(text):
            return _without(text, match), _of_years(*match.groups())
    if match := _IN_BRACKETS.search(text):
        return _without(text, match), _of_year(int(match[1]))
    patterns = (
        (_CONGRESS, _LEADING) if _EXTRA_EXACT.search(text) else (_CONGRESS, _LEADING, _TRAILING)
    )
    for pattern in patterns:
        if (match := pattern.search(text)) and int(match[1]):
            return _without(text, match), {"us": str(int(match[1]))}
    return text, {}


def _without(text: str, match: re.Match[str]) -> str:
    return f"{text[: match.start()]} {text[match.end() :]}"


def _of_years(first: str, last: str, *extras: str | None) -> dict[str, str]:
    """California's session of two years; an impossible pair stays, and fits no bill."""
    extra = next((extra.lower() for extra in extras if extra), "")
    base = f"{first}{last if len(last) == 4 else str(int(first) + 1)[:2] + last}"
    extra = _WORDED.get(extra, extra)
    return {"ca": f"{base}x{extra}" if extra else base}


_NOISE = re.compile(r"\b(?:legiscan|congress|session|regular|extraordinary|of|the|in|no)\b|#", re.I)
_PLAIN = re.compile(r"([A-Z][A-Z ]*?)[ /-]*(\d{1,6})")
_EXTRA_EXACT = re.compile(r"([A-Z]{2,3})[ -]?X(\d)[ -]+(\d+)", re.I)
_EXTRA_JOINED = re.compile(r"([A-Z]{2,3})X(\d)(\d+)")
_EXTRA_LOOSE = re.compile(r"([A-Z]{2,3})(?:[ -]+X[ -]*|X[ -]+)(\d+)")


def _printed(text: str) -> list[Guess]:
    """A number as people print it: ``H.R. 4323 (119th)``, ``AB 379``, ``ABX1 1``."""
    rest, sessions = _take_session(text)
    legiscan = "legiscan" in text.lower()
    rest = re.sub(r"[.,():;\s]+", " ", _NOISE.sub(" ", rest)).strip(" -").upper()
    found = []
    for name, extra, number in _split_printed(rest):
        types = _types_named(name, legiscan)
        found += [
            guess
            for row in types
            if int(number) and (guess := _placed(row, int(number), extra, sessions))
        ]
    return found


def _split_printed(rest: str) -> Iterator[tuple[str, str, str]]:
    """(type, extraordinary session or "", number) for each way to read the text."""
    if match := _EXTRA_EXACT.fullmatch(rest) or _EXTRA_JOINED.fullmatch(rest):
        yield match[1], match[2], match[3]
    elif match := _EXTRA_LOOSE.fullmatch(rest):
        name, digits = match.groups()
        if len(digits) > 1:
            yield name, digits[0], digits[1:]
        yield from ((name, str(extra), digits) for extra in range(1, 10))
    elif match := _PLAIN.fullmatch(rest):
        yield match[1], "", match[2]


def _placed(row: MeasureType, number: int, extra: str, sessions: dict[str, str]) -> Guess | None:
    """A guess in the session the text names, if it is one of that jurisdiction."""
    if (extra and row.jurisdiction != "ca") or extra == "0":
        return None
    if not sessions:
        return Guess(row, number, None, extra)
    session = sessions.get(row.jurisdiction)
    if session is None or not is_session(row.jurisdiction, session):
        return None
    return Guess(row, number, session, extra)
