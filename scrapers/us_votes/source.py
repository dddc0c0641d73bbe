"""Roll calls of the House and the Senate: who voted how, as the chambers' officers publish it.

Publishers: the Clerk of the House (``clerk.house.gov/evs``) and the Secretary of the Senate
(``senate.gov``, Legislative Information System). Formats: ``house`` and ``senate``, with the quirks
of each and the day they were seen. Asked for are the votes that status files name on the bills
followed, each by its own address: until it is there, and for a month after the vote, since
officers correct their lists.
"""

from collections.abc import Iterable, Iterator, Mapping
from types import ModuleType
from typing import Any

from lxml import etree

from billtrail.bills import Source
from billtrail.bills.models import Action, Bill, Document, Link, Record, RollCall
from billtrail.errors import ParseError
from billtrail.legislatures import ActionClass
from billtrail.scrapers import told_by_address
from billtrail.scrapers.crawling import Known, with_known

from . import house, senate

NAME = "us_votes"
KIND = "roll-call"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
_CHAMBERS: Mapping[str, ModuleType] = {house.ROOT: house, senate.ROOT: senate}


def parse(document: Document, reference: object = None) -> Iterator[Record]:
    """The one RollCall of a file; raises ``ParseError``."""
    with told_by_address(document):
        (data,) = document.parts.values()
        root = _root(data)
        told = _CHAMBERS[root.tag].read(root, document.data_as_of or document.fetched_at)
        _refuse_another(document, told)
        yield told


def _root(data: bytes) -> Any:
    try:
        root = etree.fromstring(data, _PARSER)
    except etree.XMLSyntaxError as error:
        raise ParseError(f"not well-formed XML: {error.msg}") from error
    if root.tag not in _CHAMBERS:
        raise ParseError(f"root element is {root.tag}, not {' or '.join(_CHAMBERS)}")
    return root


def _refuse_another(document: Document, told: RollCall) -> None:
    """The file of an address must be about the vote that was asked for; a copy has a name alone,
    which the votes of another year have too."""
    address = address_of(told.vote.identifier) or ""
    asked = document.url.rpartition("/")
    if asked[2] != address.rpartition("/")[2] or (asked[0] and document.url != address):
        raise ParseError(f"the file of {asked[2]} is about {titled(address)}")


def name_of(data: bytes) -> str | None:
    """The publisher's name of a copy that lies under another; ``None`` where it is no roll call,
    ``""`` where it is one that is damaged."""
    if not any(root.encode() in data[:1_000] for root in _CHAMBERS):
        return None
    try:
        root = _root(data)
        return str(_CHAMBERS[root.tag].name_of(root))
    except (ParseError, ValueError):
        return ""


def classify(action: Action, bill: Bill) -> tuple[ActionClass, ...]:
    """A roll call has no actions."""
    return ()


# -- what is asked for -----------------------------------------------------------------------------


def address_of(vote: str) -> str | None:
    """Where the chamber keeps the record of ``H2026-119-314``; ``None`` for another's vote."""
    year, congress, number = _numbers(vote)
    if vote.startswith("H") and number:
        return f"https://clerk.house.gov/evs/{year}/roll{number:03}.xml"
    if vote.startswith("S") and number:
        session = year - 1786 - 2 * congress
        return (
            "https://www.senate.gov/legislative/LIS/roll_call_votes/"
            f"vote{congress}{session}/vote_{congress}_{session}_{number:05}.xml"
        )
    return None


def _numbers(vote: str) -> tuple[int, int, int]:
    """Year, Congress and number of a vote; zeros where it is named otherwise."""
    parts = vote[1:].split("-")
    if len(parts) != 3 or not all(part.isdecimal() for part in parts):
        return 0, 0, 0
    year, congress, number = map(int, parts)
    return year, congress, number


def titled(url: str) -> str:
    """``roll call 314 of the House, 2026``: the record at an address, in running text."""
    parts = url.removesuffix(".xml").split("/")
    if "clerk.house.gov" in url:
        return f"roll call {int(parts[-1].removeprefix('roll'))} of the House, {parts[-2]}"
    _, congress, session, number = parts[-1].split("_")
    return f"roll call {int(number)} of the Senate, {1786 + 2 * int(congress) + int(session)}"


def links(votes: Iterable[str], known: Known | None = None) -> Iterator[Link]:
    """A link for each vote, with what is stored of it."""
    for vote in votes:
        if url := address_of(vote):
            yield with_known(Link(NAME, url, KIND), known or {})


def is_absent(link: Link, status: int, body: bytes) -> bool:
    """Whether an answer means that there is no such record: the Clerk says so with status 200, the
    Senate sends on to another page."""
    if "senate.gov" in link.url:
        return status in (301, 302, 303, 307, 308)
    return status == 200 and b"Error sanitizing file" in body[:200]


SOURCE = Source(
    name=NAME,
    title="Roll calls of Congress (Clerk of the House, Secretary of the Senate)",
    publisher="the chambers' roll calls",
    jurisdiction="us",
    kinds={KIND: r"(^|/)(roll\d{3,4}|vote_\d+_\d_\d{5})\.xml$"},
    rank=15,
    rhythm=24 * 60,
    hosts=("clerk.house.gov", "www.senate.gov"),
    home="https://clerk.house.gov/Votes",
    parse=parse,
    classify=classify,
    start=links,
    licence="Public domain (17 U.S.C. 105)",
    instead="Save the record's XML from the vote's own page, and 'billtrail import' reads it.",
    official=True,
    name_of=name_of,
    asked_by="votes",
    titled=titled,
)
