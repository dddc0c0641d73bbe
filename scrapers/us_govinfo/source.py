"""Bill status of the United States Congress: BILLSTATUS XML of GovInfo.

Publisher: U.S. Government Publishing Office, data of the Library of Congress. Format:
https://github.com/usgpo/bill-status/blob/main/BILLSTATUS-XML_User_User-Guide.md (it describes
1.0.0). One file per measure:
https://www.govinfo.gov/bulkdata/BILLSTATUS/119/hr/BILLSTATUS-119hr4323.xml

Three layouts, all read here:

* before 1.0 (2016): children sorted by name, one ``committee`` in an action, ``primarySubject``
  and ``otherSubjects``, times as ``05:47PM``, members without party and state elements;
* 1.0.0 (to December 2022; reserved numbers of the 117th still): ``billNumber``, wrappers such as
  ``billCommittees``, recorded votes at bill level, empty elements written out, counts among the
  children of ``actions``;
* 3.0.0 (since 2022-12-20): ``number``, no wrappers, votes inside the action, a list that would be
  empty is **missing**. So a missing list is ``()`` here, never ``None``.

Quirks, with the day they were seen:

* Senate items have system code ``0``, or no code element at all (3.0.0); here always ``0``.
* An item can lack its system (118hr205, October 2023): without a code it is its committee's.
* An action can lack its text (119hres214, 2026-07-11): known codes get words of ours. Items with
  nothing but a date (114hr3762, 2016) say nothing and are left out.
* One event is reported by two systems (House floor and Library of Congress): both are kept.
* An action of several committees (116hr5430) becomes one action per committee.
* Instants are UTC. Votes and committee work of an evening carry the next day's date there, so
  they are turned into the civil date of Washington, which always equals the action's.
* The same member can withdraw and join again (115hr3941); lists of exactly 250 cosponsors in
  files of December 2022 were cut by the publisher and are kept as they are.
* A vote can name the wrong session (118hr8034, 2024-05): its day tells the year. Descriptions can
  hold links as markup (petitions, 119hres393).
* Text versions end with an item whose elements are empty (2022); enrolled bills have no date.
* Summaries are HTML, directly, in a CDATA section or in an element named ``cdata``, sometimes
  escaped once more. Old ones hold whole scripts (116s559).
* A joint resolution that proposes an amendment to the Constitution needs no President.
* Public and private laws are numbered apart: 115hr4641 is Private Law 115-1.
"""

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from billtrail.bills import Source
from billtrail.bills.models import Action, Bill, Document, Record, Title
from billtrail.errors import ParseError
from billtrail.legislatures import MeasureKind, MeasureType, official_url, us

from . import links
from .actions import read_actions, read_votes
from .elements import Element, Parts, parse_file, plain_line, rows, text_of
from .lists import (
    read_committees,
    read_subjects,
    read_summaries,
    read_titles,
    read_versions,
    short_title,
    title_of,
)
from .relations import read_notes, read_relations
from .rules import CODES, TEXTS, TEXTS_OF_CODES, classify
from .sponsors import Entry, nameless, read_cosponsors, read_sponsors, take_cosponsors, were_taken

_TYPES = {row.type: row for row in us.LEGISLATURE.types}


def parse(document: Document, reference: object = None) -> Iterator[Record]:
    """The one Bill of a BILLSTATUS file; raises ``ParseError``. Nothing is classified here."""
    data = next(iter(document.parts.values()), b"")
    try:
        rest, cosponsors = take_cosponsors(data)
        parts = _read_parts(rest)
        if cosponsors is not None and not were_taken(parts.get("cosponsors")):
            parts, cosponsors = _read_parts(data), None
        yield from _bill(parts, cosponsors, document)
    except ParseError as error:
        raise ParseError(f"{document.url}: {error}") from error


#: How a status file begins, after its declaration and comments of whoever copied it.
_OPENING = re.compile(rb"<billStatus[\s>]")


def name_of(data: bytes) -> str | None:
    """``BILLSTATUS-119hr1.xml``: the publisher's name of a copy that lies under another, such as
    ``bills/hr/hr1/fdsys_billstatus.xml`` (unitedstates/congress). ``None`` where it is no status
    file, ``""`` where it is one that is damaged: reading it says how."""
    if not _OPENING.search(data, 0, 2_000):
        return None
    try:
        congress, type_, number = _identity(_read_parts(data))
    except ParseError:
        return ""
    return f"BILLSTATUS-{congress}{type_.type}{number}.xml"


def _read_parts(data: bytes) -> Parts:
    """The children of the bill's element."""
    try:
        root = parse_file(data)
    except (etree.XMLSyntaxError, ValueError) as error:
        said = getattr(error, "msg", error)
        raise ParseError(f"not well-formed XML: {said}") from error
    if root.tag != "billStatus":
        raise ParseError(f"root element is {root.tag}, not billStatus")
    if root.getroottree().docinfo.internalDTD is not None:
        raise ParseError("has a document type declaration")
    bill = next(root.iterchildren("bill"), None)
    if bill is None:
        raise ParseError("no bill element")
    return {child.tag: child for child in bill}


def _bill(parts: Parts, cosponsors: list[Entry] | None, document: Document) -> tuple[Record, ...]:
    """The bill, and what of its file could not be kept."""
    congress, type_, number = _identity(parts)
    titles = read_titles(parts.get("titles"))
    title = plain_line(text_of(parts, "title") or "") or title_of(titles)
    actions, votes = read_actions(parts.get("actions"), type_.chamber)
    at_bill_level = {vote.identifier: vote for vote in read_votes(parts.get("recordedVotes"))}
    sponsorships = (
        *read_sponsors(parts.get("sponsors"), type_.chamber),
        *read_cosponsors(parts.get("cosponsors"), cosponsors, type_.chamber),
    )
    key = f"us-{congress}-{type_.type}{number}"
    if (named := links.key_from_url(document.url)) and named != key:
        raise ParseError(f"the file of {named} is about {key}")
    reserved = text_of(parts, "isReserved") == "True" or is_reserved(title, actions)
    bill = Bill(
        key=key,
        jurisdiction="us",
        session=congress,
        identifier=f"{type_.label} {number}",
        kind=_kind(type_, title, titles),
        chamber=type_.chamber,
        data_as_of=text_of(parts, "updateDate") or document.data_as_of or document.fetched_at,
        title=title,
        short_title=short_title(titles),
        introduced_date=None if reserved else text_of(parts, "introducedDate"),
        law=_law(parts.get("laws")) or _law_told(actions),
        policy_area=_policy_area(parts),
        source_url=official_url(key),
        reserved=reserved,
        sponsorships=tuple([one for one in sponsorships if one.name]),
        actions=actions,
        committees=read_committees(parts.get("committees")),
        versions=read_versions(parts.get("textVersions"), f"BILLS-{congress}{type_.type}{number}"),
        votes=tuple((at_bill_level | votes).values()),
        relations=(
            *read_relations(parts.get("relatedBills"), [title or "", *(t.title for t in titles)]),
            *read_notes(parts.get("notes"), key),
        ),
        subjects=read_subjects(parts.get("subjects")),
        summaries=read_summaries(parts.get("summaries")),
        titles=titles,
    )
    return (bill, *nameless(key, sponsorships))


def _identity(parts: Parts) -> tuple[str, MeasureType, str]:
    """(congress, type, number): "119", the row of hr, "4323"."""
    congress = text_of(parts, "congress") or ""
    type_ = (text_of(parts, "type") or text_of(parts, "billType") or "").lower()
    number = text_of(parts, "number") or text_of(parts, "billNumber") or ""
    if not (congress.isdecimal() and number.isdecimal() and type_ in _TYPES):
        found = f"congress {congress!r}, type {type_!r}, number {number!r}"
        raise ParseError(f"does not say which measure it is: {found}")
    return congress, _TYPES[type_], number


_AMENDS_CONSTITUTION = re.compile(
    r"\bproposing an? (?:[\w-]+ ){0,4}amendment to the constitution", re.I
)


def _kind(type_: MeasureType, title: str | None, titles: tuple[Title, ...]) -> MeasureKind:
    """A joint resolution that proposes an amendment to the Constitution needs no President."""
    if type_.kind is MeasureKind.JOINT:
        official = (t.title for t in titles if t.kind.startswith("Official"))
        if any(_AMENDS_CONSTITUTION.search(text) for text in (title or "", *official)):
            return MeasureKind.CONSTITUTIONAL
    return type_.kind


def _law(part: Element) -> str | None:
    """``Public Law 119-73``, ``Private Law 115-1``: the two are numbered apart."""
    for row in rows(part):
        if row.get("number"):
            return f"{row.get('type') or 'Public Law'} {row['number']}"
    return None


_TOLD = re.compile(r"Became (Public|Private) Law No: (\d+-\d+)")


def _law_told(actions: Iterable[Action] | None) -> str | None:
    """The number that the act itself gives, where the list of laws is not filled yet."""
    for action in actions or ():
        if action.description.startswith("Became ") and (told := _TOLD.match(action.description)):
            return f"{told[1]} Law {told[2]}"
    return None


def _policy_area(parts: Parts) -> str | None:
    for tag in ("policyArea", "primarySubject"):
        for child in parts.get(tag, ()):
            if child.tag == "name":
                return str(child.text)
    return None


def is_reserved(title: str | None, actions: Iterable[Action] | None) -> bool:
    """A number kept free for a leader ("Reserved for the Speaker."), who is named as its sponsor
    since 2025. It is dated and listed as introduced, and nothing was: so anything that was done
    with it says that it is a bill by now."""
    kept = (title or "").startswith("Reserved for")
    return kept and all(a.description in _LISTED for a in actions or ())


#: What the Library lists of a number on the first day of a Congress.
_LISTED = frozenset({"Introduced in House", "Introduced in Senate"})


SOURCE = Source(
    name="us_govinfo",
    title="GovInfo bill status (U.S. Government Publishing Office)",
    publisher="GovInfo",
    tracker="https://github.com/usgpo/bill-status/issues",  # beside its user guide
    record="bill status file",
    jurisdiction="us",
    kinds={"billstatus": r"BILLSTATUS-\d+[a-z]+\d+\.xml$"},
    rank=40,
    rhythm=24 * 4,
    hosts=("www.govinfo.gov",),
    home="https://www.govinfo.gov/bulkdata/BILLSTATUS",
    parse=parse,
    classify=classify,
    start=links.links_for,
    feed=links.FEED,
    listing=links.LISTING,
    licence="Public domain (17 U.S.C. 105)",
    parser_version=10,
    rules={"codes": CODES, "texts of codes": TEXTS_OF_CODES, "texts": TEXTS},
    official=True,
    name_of=name_of,
)
