"""Who leads and who joined a measure, of a BILLSTATUS file.

Cosponsors are two fifths of a Congress's bytes, and the same few hundred people on the same days
again and again. So their list is taken out of a file's bytes before the rest is parsed: each
person's part of an entry, and each day's, is parsed once, by the same parser as the rest, and known
again by its bytes. An entry is cut where its date begins; a list that is not well formed in itself
there, or is written in another order, is left in the file.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from lxml import etree

from billtrail.bills.models import PartLeftOut, Sponsorship
from billtrail.errors import ParseError
from billtrail.legislatures import Chamber, SponsorRole

from .elements import PARSER, Element, Row, rows

_FULL_NAME = re.compile(
    r"(?:(?:Rep\.|Sen\.|Del\.|Rescom\.|Resident Commissioner) )?([^,\[]+), (.+?)"
    r"(?:(,?\"?),? (Jr\.?|Sr\.?|I{2,3}|IV))? \[([A-Za-z]+)-([A-Z]{2})(?:-(\d+|At Large|None))?\]"
)
#: A district that is no number; the word for none stood in files of the 114th (2017).
_DISTRICTS = {"At Large": "0", "None": None}


class NamedMember(NamedTuple):
    """A member as the day's file names them, ``id`` being that of Bioguide; ``name`` is empty where
    it does not name them."""

    id: str | None
    name: str
    party: str | None
    state: str | None
    district: str | None


def _member(row: Row) -> NamedMember:
    return NamedMember(row.get("bioguideId"), *named(row.get("fullName") or _whole_name(row)))


def _whole_name(row: Row) -> str | None:
    """``Fry, Russell [R-SC-7]`` from the elements beside a missing full name."""
    if not row.get("lastName") or not row.get("firstName"):
        return row.get("lastName")
    place = "-".join(filter(None, (row.get("party"), row.get("state"), row.get("district"))))
    name = " ".join(filter(None, (row["firstName"], row.get("middleName"))))
    return f"{row['lastName']}, {name}" + (f" [{place}]" if place else "")


@lru_cache(maxsize=4096)
def named(full_name: str | None) -> tuple[str, str | None, str | None, str | None]:
    """``Rep. Fry, Russell [R-SC-7]`` -> Russell Fry, R, SC, 7. At large is district 0.

    The bracket says the party, state and district of that day in every layout; the elements
    of the same names came later and say the same. Blanks can be doubled (``Tipton, Scott  R.``),
    and a suffix can come without its comma (``Timmons, William R. IV``, 2025).
    """
    tidy = " ".join((full_name or "").split())
    match = _FULL_NAME.fullmatch(tidy)
    if not match:
        return tidy, None, None, None
    last, first, quote, suffix, party, state, district = match.groups()
    name = " ".join(filter(None, (first + (quote or "").lstrip(","), last, suffix)))
    return name, party, state, _DISTRICTS.get(district, district)


# Entries ---------------------------------------------------------------------------------------

#: When one joined, "True" where that was at the introduction, and when one left.
Days = tuple[str | None, str | None, str | None]
Entry = tuple[NamedMember, Days]

_DAYS = ("sponsorshipDate", "isOriginalCosponsor", "sponsorshipWithdrawnDate")
#: What is left of a list that was taken out; the attribute tells it from another of its name.
_APART = b'<cosponsors apart=""/>'
_BEGIN, _END, _ITEM, _DATE = b"<cosponsors>", b"</cosponsors>", b"<item>", b"<sponsorshipDate>"
_UTF_8 = re.compile(rb'\s*<\?xml version="1\.0" encoding="utf-8"', re.IGNORECASE)


def take_cosponsors(data: bytes) -> tuple[bytes, list[Entry] | None]:
    """A file without its list of cosponsors, and the list; the file as it is and ``None`` where
    the list is not written as in most files."""
    begin = data.find(_BEGIN)
    end = data.find(_END, begin)
    blank, *entries = data[begin + len(_BEGIN) : end].split(_ITEM)
    if min(begin, end) < 0 or blank.strip() or not _UTF_8.match(data):
        return data, None
    try:
        # Where there is no date, its part is not well formed.
        found = [(_person(person), _days(days)) for person, _, days in
                 [entry.partition(_DATE) for entry in entries]]  # fmt: skip
        whole = memoryview(data)  # a file can have megabytes
        return b"".join((whole[:begin], _APART, whole[end + len(_END) :])), found
    except (etree.XMLSyntaxError, ParseError):
        return data, None  # parsed with the rest, it says what is wrong


def were_taken(part: Element) -> bool:
    """Whether this is the list that was taken out, and not another of its name."""
    return part is not None and part.get("apart") is not None


@lru_cache(maxsize=4096)
def _person(data: bytes) -> NamedMember:
    """The member of an entry's beginning."""
    row = _row(b"".join((_ITEM, data, b"</item>")))
    if not row.keys().isdisjoint(_DAYS):
        raise ParseError("a date stands among the names")
    return _member(row)


@lru_cache(maxsize=4096)
def _days(data: bytes) -> Days:
    """The days of an entry's end, behind the beginning of its date."""
    row = _row(b"".join((_ITEM, _DATE, data)))
    if not row.keys() <= set(_DAYS):
        raise ParseError("a name stands among the dates")
    return _days_of(row)


def _row(data: bytes) -> Row:
    return {child.tag: child.text for child in etree.fromstring(data, PARSER)}


def _days_of(row: Row) -> Days:
    date, original, withdrawn = map(row.get, _DAYS)
    return date, original, withdrawn


def _entries(part: Element) -> Iterable[Entry]:
    """The list where it was parsed with its file."""
    return ((_member(row), _days_of(row)) for row in rows(part))


# Records ---------------------------------------------------------------------------------------

_JOINED = SponsorRole.COSPONSOR


def nameless(key: str, found: Iterable[Sponsorship]) -> tuple[PartLeftOut, ...]:
    """A word on each entry that names nobody."""
    return tuple([PartLeftOut(key, f"a {one.role} without a name")
                  for one in found if not one.name])  # fmt: skip


def read_sponsors(part: Element, chamber: Chamber) -> tuple[Sponsorship, ...]:
    """Who leads the measure."""
    return tuple(_sponsor(row, chamber) for row in rows(part))


def _sponsor(row: Row, chamber: Chamber) -> Sponsorship:
    id, name, party, state, district = _member(row)
    asked = row.get("isByRequest") == "Y" or "request" in (row.get("byRequestType") or "")
    return Sponsorship(
        name, SponsorRole.SPONSOR, id, None, None, None, party, state, district, chamber, asked
    )


def read_cosponsors(
    part: Element, taken: list[Entry] | None, chamber: Chamber
) -> tuple[Sponsorship, ...]:
    """Who joined, those who withdrew among them."""
    return tuple([
        Sponsorship(name, _JOINED, id, date, withdrawn, original == "True", party, state,
                         district, chamber)
        for (id, name, party, state, district), (date, original, withdrawn) in (
            _entries(part) if taken is None else taken)
    ])  # fmt: skip
