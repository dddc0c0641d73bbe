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
* An action can lack its text (119hres214, 2026-07-11): known codes get words of ours. Items with
  nothing but a date (114hr3762, 2016) say nothing and are left out.
* One event is reported by two systems (House floor and Library of Congress): both are kept.
* An action of several committees (116hr5430) becomes one action per committee.
* Instants are UTC. Votes and committee work of an evening carry the next day's date there, so
  they are turned into the civil date of Washington, which always equals the action's.
* The same member can withdraw and join again (115hr3941); lists of exactly 250 cosponsors in
  files of December 2022 were cut by the publisher and are kept as they are.
* Text versions end with an item whose elements are empty (2022); enrolled bills have no date.
* Summaries are HTML, directly, in a CDATA section or in an element named ``cdata``, sometimes
  escaped once more. Old ones hold whole scripts (116s559).
* A joint resolution that proposes an amendment to the Constitution needs no President.
* Public and private laws are numbered apart: 115hr4641 is Private Law 115-1.
"""

import re
from collections.abc import Iterator
from dataclasses import MISSING, fields, make_dataclass, replace
from datetime import datetime
from functools import lru_cache
from html import unescape
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from lxml import etree

from billtrail.errors import ParseError
from billtrail.measures import MEASURE_TYPES, MeasureType
from billtrail.models import (
    Action,
    Activity,
    Bill,
    BillCommittee,
    Document,
    Record,
    Relation,
    Source,
    Sponsorship,
    Summary,
    Title,
    Version,
    Vote,
)
from billtrail.scrapers import govinfo_links
from billtrail.scrapers.us_govinfo_rules import CODES, TEXTS, TEXTS_OF_CODES, WORDS, classify
from billtrail.vocabulary import Chamber, MeasureKind, SponsorRole

def _thawed(record):
    columns = [(f.name, f.type) if f.default is MISSING else (f.name, f.type, f.default) for f in fields(record)]
    return make_dataclass(f"New{record.__name__}", columns, slots=True)

_NewSponsorship=_thawed(Sponsorship)
_NewAction=_thawed(Action)
Element = Any  # lxml's own type is not generic in what its stubs say about children
Parts = dict[str, Element]
Row = dict[str, str | None]

_TYPES = {row.type: row for row in MEASURE_TYPES if row.jurisdiction == "us"}
_CHAMBERS = {"House": Chamber.LOWER, "Senate": Chamber.UPPER,
             "H": Chamber.LOWER, "S": Chamber.UPPER}  # fmt: skip
_WASHINGTON = ZoneInfo("America/New_York")


def parse(document: Document, reference: object = None) -> Iterator[Record]:
    """The one Bill of a BILLSTATUS file; raises ``ParseError``. Nothing is classified here."""
    root = _read_root(document)
    bill = next(root.iterchildren("bill"), None)
    if bill is None:
        raise ParseError(f"{document.url}: no bill element")
    yield _bill({child.tag: child for child in bill}, document)


_PARSER = etree.XMLParser(
    resolve_entities=False, no_network=True, huge_tree=False, remove_blank_text=True
)


def _read_root(document: Document) -> Element:
    data = next(iter(document.parts.values()), b"")
    try:
        root = etree.fromstring(data, _PARSER)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ParseError(f"{document.url}: not well-formed XML: {error}") from error
    if root.tag != "billStatus":
        raise ParseError(f"{document.url}: root element is {root.tag}, not billStatus")
    if root.getroottree().docinfo.internalDTD is not None:
        raise ParseError(f"{document.url}: has a document type declaration")
    return root


def _bill(parts: Parts, document: Document) -> Bill:
    congress, type_, number = _identity(parts, document)
    title, titles = _text(parts, "title"), _titles(parts.get("titles"))
    actions, votes = _actions(parts.get("actions"), type_.chamber)
    votes = {v.identifier: v for v in _votes(parts.get("recordedVotes"), None)} | votes
    sponsorships = _sponsorships(parts, type_.chamber)
    return Bill(
        key=f"us-{congress}-{type_.type}{number}",
        jurisdiction="us",
        session=congress,
        identifier=f"{type_.label} {number}",
        kind=_kind(type_, title, titles),
        chamber=type_.chamber,
        data_as_of=_text(parts, "updateDate") or document.data_as_of or document.fetched_at,
        title=title,
        short_title=_short_title(titles),
        introduced_date=_text(parts, "introducedDate"),
        law=_law(parts.get("laws")),
        policy_area=_first_name(parts, "policyArea", "primarySubject"),
        source_url=_address(congress, type_.type, number),
        reserved=_is_reserved(parts, title, sponsorships),
        sponsorships=sponsorships,
        actions=actions,
        committees=_committees(parts.get("committees")),
        versions=_versions(parts.get("textVersions"), f"BILLS-{congress}{type_.type}{number}"),
        votes=tuple(votes.values()),
        relations=_relations(parts.get("relatedBills")),
        subjects=_subjects(parts.get("subjects")),
        summaries=_summaries(parts.get("summaries")),
        titles=titles,
    )


def _identity(parts: Parts, document: Document) -> tuple[str, MeasureType, str]:
    """(congress, type, number) as ("119", hr, "4323")."""
    congress = _text(parts, "congress") or ""
    type_ = (_text(parts, "type") or _text(parts, "billType") or "").lower()
    number = _text(parts, "number") or _text(parts, "billNumber") or ""
    if not (congress.isdecimal() and number.isdecimal() and type_ in _TYPES):
        found = f"congress {congress!r}, type {type_!r}, number {number!r}"
        raise ParseError(f"{document.url}: does not say which measure it is: {found}")
    return congress, _TYPES[type_], number


def _address(congress: str, type_: str, number: str) -> str:
    """Where GovInfo keeps the file, whatever archive or mirror it was read from."""
    folder = f"https://www.govinfo.gov/bulkdata/BILLSTATUS/{congress}/{type_}"
    return f"{folder}/BILLSTATUS-{congress}{type_}{number}.xml"


_AMENDS_CONSTITUTION = re.compile(r"\bproposing an? (?:[\w-]+ ){0,4}amendment to the constitution", re.I)


def _kind(type_: MeasureType, title: str | None, titles: tuple[Title, ...]) -> MeasureKind:
    if type_.kind is MeasureKind.JOINT:
        official = (t.title for t in titles if t.kind.startswith("Official"))
        if any(_AMENDS_CONSTITUTION.search(text) for text in (title or "", *official)):
            return MeasureKind.CONSTITUTIONAL
    return type_.kind


def _law(part: Element | None) -> str | None:
    """"Public Law 119-73", "Private Law 115-1"."""
    for row in _rows(part, "type", "number"):
        if row.get("number"):
            return f"{row.get('type') or 'Public Law'} {row['number']}"
    return None


def _is_reserved(
    parts: Parts, title: str | None, sponsorships: tuple[Sponsorship, ...]
) -> bool:
    """A number kept free for a leader: "Reserved for the Speaker.", without a sponsor."""
    said = (title or "").startswith("Reserved for") and not sponsorships
    return said or _text(parts, "isReserved") == "True"


# Elements and dates ----------------------------------------------------------------------------


def _text(parts: Parts, tag: str) -> str | None:
    element = parts.get(tag)
    return element.text if element is not None else None


def _first_name(parts: Parts, *tags: str) -> str | None:
    """The text of the ``name`` inside the first of the elements that has one."""
    for tag in tags:
        for element in parts.get(tag, ()):
            if element.tag == "name":
                return str(element.text)
    return None


def _rows(part: Element | None, *tags: str, item: str = "item") -> Iterator[Row]:
    """The items of a list as tag -> text, for the tags named, at any depth.

    One flat pass that lxml filters: it makes no objects for elements nobody asks for, and the
    order of children does not matter. Only for lists whose items hold no items.
    """
    if part is None or not len(part):
        return
    row: Row = {}
    for element in part.iterdescendants(item, *tags):
        tag = element.tag
        if tag == item:
            if row:
                yield row
            row = {}
        else:
            row[tag] = element.text
    if row:
        yield row


_WRAPPERS = {"billCommittees", "billSubjects", "billSummaries"}


def _items(part: Element | None) -> Iterator[Parts]:
    """The items of a list as tag -> element."""
    for item in _unwrapped(part):
        if item.tag == "item":
            yield {child.tag: child for child in item}


def _unwrapped(part: Element | None) -> Element:
    """The element that holds the items, without the wrapper of 1.0.0."""
    if part is None:
        return ()
    return part[0] if len(part) and part[0].tag in _WRAPPERS else part


@lru_cache(maxsize=4096)
def _day(instant: str | None) -> str | None:
    """The civil date in Washington: ``2021-03-04T04:05:36Z`` is the evening of 2021-03-03."""
    if not instant or len(instant) <= 10:
        return instant or None
    try:
        return datetime.fromisoformat(instant).astimezone(_WASHINGTON).date().isoformat()
    except ValueError as error:
        raise ParseError(f"not a date: {instant!r}") from error


def _clock(time: str) -> str:
    """``17:56:30`` as it is; ``05:47PM`` (2016) as ``17:47:00``."""
    if time[-1] == "M":
        hour = int(time[:2]) % 12 + (12 if time[-2] == "P" else 0)
        return f"{hour:02}:{time[3:5]}:00"
    return time


# Actions and votes -----------------------------------------------------------------------------

_SYSTEM_CHAMBERS = {"0": Chamber.UPPER, "1": Chamber.LOWER, "2": Chamber.LOWER}
#: What the Library of Congress numbers by chamber; other codes by their first letters.
_LOC_RANGES = (
    (1000, 10000, Chamber.LOWER),
    (10000, 19000, Chamber.UPPER),
    (19000, 20000, Chamber.LOWER),
    (20000, 20600, Chamber.UPPER),
    (21000, 22000, Chamber.LOWER),
    (23000, 24000, Chamber.UPPER),
    (28000, 32000, Chamber.EXECUTIVE),
    (32000, 34000, Chamber.LOWER),
    (34000, 36000, Chamber.UPPER),
    (36000, 42000, Chamber.EXECUTIVE),
    (80000, 81000, Chamber.LOWER),
)
_LOC_LETTERS = {"H": Chamber.LOWER, "E": Chamber.EXECUTIVE, "Intro-H": Chamber.LOWER,
                "Intro-S": Chamber.UPPER}  # fmt: skip


@lru_cache(maxsize=1024)
def _chamber(system: str | None, code: str | None, origin: Chamber) -> Chamber | None:
    """Who acted. Codes with E are the President's, whichever system reports them."""
    if code and code[0] == "E":
        return Chamber.EXECUTIVE
    if system != "9" or not code:
        return _SYSTEM_CHAMBERS.get(system or "")
    if code[0] == "B":
        return origin
    if code.isdecimal():
        number = int(code)
        return next((who for low, high, who in _LOC_RANGES if low <= number < high), None)
    return _LOC_LETTERS.get(code) or _LOC_LETTERS.get(code[0])


def _actions(part: Element | None, origin: Chamber) -> tuple[tuple[Action, ...], dict[str, Vote]]:
    """The actions in the publisher's order (newest first), and the votes they name."""
    actions: list[Action] = []
    votes: dict[str, Vote] = {}
    for item in () if part is None else part:
        if item.tag != "item":
            continue
        one = _NewAction("", "")
        committees = []
        for child in item:
            tag = child.tag
            if tag == "text":
                one.description = child.text
            elif tag == "actionDate":
                one.date = child.text
            elif tag == "actionCode":
                one.code = child.text
            elif tag == "type":
                one.kind = child.text
            elif tag == "actionTime":
                one.time = child.text
            elif tag == "sourceSystem":
                one.system = _system(child)
            elif tag == "committees" or tag == "committee":
                committees = [] if not len(child) else [e.text for e in child.iter("systemCode")]
            elif tag == "calendarNumber":
                one.calendar = _calendar(child)
            elif tag == "recordedVotes":
                for vote in _votes(child, item.findtext("text")):
                    votes.setdefault(vote.identifier, vote)
        if not (one.system or one.code or one.description):
            continue
        if one.description: one.description = one.description.strip()
        else:
            one.description = WORDS.get(one.code, one.kind)
            one.official = False
        if not one.date or not _DATE.fullmatch(one.date):
            raise ParseError(f"an action has no date: {one.date!r}")
        if one.time: one.time = _clock(one.time)
        one.chamber = _chamber(one.system, one.code, origin)
        if committees: one.committee = committees[0]
        one.__class__ = Action
        actions.append(one)
        if committees:
            for c in committees[1:]:
                actions.append(replace(one, committee=c))
    return tuple(actions), votes


_DATE = re.compile(r"\d{4}-\d\d-\d\d")


def _system(item: Parts) -> str | None:
    """The code of the reporting system; the Senate has none in 3.0.0 and is ``0`` here."""
    for child in item:
        if child.tag == "code":
            return child.text
    return "0" if len(item) else None


def _committee_codes(item: Parts) -> list[str | None]:
    """From ``committees`` since 2020, from one ``committee`` before; never empty."""
    found = item.get("committees", item.get("committee"))
    if found is None or not len(found):
        return [None]
    return [element.text for element in found.iter("systemCode")]


def _calendar(part: Element) -> str | None:
    return next((row["calendar"] for row in _rows(part, "calendar")), None)


def _votes(part: Element | None, motion: str | None) -> Iterator[Vote]:
    """Recorded votes: links only. 1.0.0 lists them at bill level with a name of the motion."""
    for element in () if part is None else part:
        row = {child.tag: child.text for child in element}
        try:
            year = 1786 + 2 * int(row["congress"]) + int(row["sessionNumber"])
            number = f"{row['chamber'][0]}{year}-{row['congress']}-{int(row['rollNumber'])}"
            chamber, date = _CHAMBERS[row["chamber"]], _day(row["date"])
        except (KeyError, TypeError, ValueError) as error:
            raise ParseError(f"a recorded vote is not complete: {row}") from error
        said = motion or row.get("fullActionName")
        yield Vote(number, date or "", chamber, motion=said, url=row.get("url"))


# Members ---------------------------------------------------------------------------------------

_FULL_NAME = re.compile(
    r"(?:(?:Rep\.|Sen\.|Del\.|Resident Commissioner) )?([^,\[]+), (.+?)"
    r"(?:,(\"?) (Jr\.|Sr\.|I{2,3}|IV))? \[([A-Z]+)-([A-Z]{2})(?:-(\d+|At Large))?\]"
)


class _Member(NamedTuple):
    name: str
    party: str | None = None
    state: str | None = None
    district: str | None = None


@lru_cache(maxsize=4096)
def _member(full_name: str | None) -> _Member:
    """``Rep. Fry, Russell [R-SC-7]`` -> Russell Fry, R, SC, 7. At large is district 0.

    The bracket says the party, state and district of that day in every layout; the elements
    of the same names came later and say the same.
    """
    if not full_name:
        raise ParseError("a sponsor has no name")
    match = _FULL_NAME.fullmatch(full_name)
    if not match:
        return _Member(full_name)
    last, first, quote, suffix, party, state, district = match.groups()
    name = " ".join(filter(None, (first + (quote or ""), last, suffix)))
    return _Member(name, party, state, "0" if district == "At Large" else district)


_SPONSOR = ("bioguideId", "fullName", "isByRequest", "byRequestType")
_COSPONSOR = (
    "bioguideId", "fullName", "sponsorshipDate", "isOriginalCosponsor", "sponsorshipWithdrawnDate"
)  # fmt: skip


def _sponsorships(parts: Parts, chamber: Chamber) -> tuple[Sponsorship, ...]:
    """Who leads the measure, then who joined, those who withdrew among them."""
    return (
        *(_sponsor(row, chamber) for row in _rows(parts.get("sponsors"), *_SPONSOR)),
        *_cosponsors(parts.get("cosponsors"), chamber),
    )


def _cosponsors(part: Element | None, chamber: Chamber) -> list[Sponsorship]:
    """Filled while walking, without a row between: half of all elements are here."""
    found = []
    one = _NewSponsorship("", SponsorRole.COSPONSOR)
    for element in () if part is None else part.iterdescendants("item", *_COSPONSOR):
        tag = element.tag
        if tag == "item":
            one = _NewSponsorship("", SponsorRole.COSPONSOR, None, None, None, False)
            one.chamber = chamber
            found.append(one)
        elif tag == "fullName":
            one.name, one.party, one.state, one.district = _member(element.text)
        elif tag == "bioguideId":
            one.person = element.text
        elif tag == "sponsorshipDate":
            one.date = element.text
        elif tag == "isOriginalCosponsor":
            one.original = element.text == "True"
        else:
            one.withdrawn = element.text
    for one in found:
        one.__class__ = Sponsorship
    return found


def _sponsor(row: Row, chamber: Chamber) -> Sponsorship:
    name, party, state, district = _member(row.get("fullName"))
    asked = row.get("isByRequest") == "Y" or "request" in (row.get("byRequestType") or "")
    return Sponsorship(
        name, SponsorRole.SPONSOR, row.get("bioguideId"), None, None, None, party, state,
        district, chamber, asked,
    )  # fmt: skip


# Committees, texts, relations ------------------------------------------------------------------


def _committees(part: Element | None) -> tuple[BillCommittee, ...]:
    """Each committee, followed by its subcommittees."""
    found: list[BillCommittee] = []
    for item in _items(part):
        committee = _committee(item, _CHAMBERS.get(_text(item, "chamber") or ""), None)
        found.append(committee)
        found += [
            _committee(sub, committee.chamber, committee.committee)
            for sub in _items(item.get("subcommittees"))
        ]
    return tuple(found)


def _committee(item: Parts, chamber: Chamber | None, parent: str | None) -> BillCommittee:
    code, name = _text(item, "systemCode"), _text(item, "name")
    if not code:
        raise ParseError(f"a committee has no code: {name!r}")
    return BillCommittee(code, name or code, chamber, parent, _activities(item.get("activities")))


def _activities(part: Element | None) -> tuple[Activity, ...]:
    """``Referred to`` and, since 2025, ``Referred To`` are one; doubled entries count once."""
    rows = [(row.get("name"), row.get("date")) for row in _rows(part, "name", "date")]
    return tuple(_activity(*row) for row in dict.fromkeys(rows))


@lru_cache(maxsize=4096)
def _activity(name: str | None, instant: str | None) -> Activity:
    return Activity((name or "").capitalize(), _day(instant))


_MEDIA = {".xml": "application/xml", ".htm": "text/html", ".pdf": "application/pdf"}


def _versions(part: Element | None, stem: str) -> tuple[Version, ...]:
    """The texts, without the empty item of 2022; ``rh`` is the code of BILLS-119hr4323rh."""
    found = []
    for item in _items(part):
        if note := _text(item, "type"):
            urls = [row["url"] for row in _rows(item.get("formats"), "url") if row["url"]]
            files = (url.rpartition("/")[2].partition(".")[0] for url in urls)
            code = next((file.removeprefix(stem) for file in files if stem in file), None)
            kinds = tuple((_MEDIA.get(url[-4:], "text/html"), url) for url in urls)
            found.append(Version(note, _day(_text(item, "date")), code, kinds))
    return tuple(found)


def _relations(part: Element | None) -> tuple[Relation, ...]:
    """Related bills, one for each pair of relationship and who identified it."""
    found: dict[tuple[str, str | None, str | None], None] = {}
    for item in _items(part):
        type_ = (_text(item, "type") or "").replace(".", "").lower()
        key = f"us-{_text(item, 'congress')}-{type_}{_text(item, 'number')}"
        for row in _rows(item.get("relationshipDetails"), "type", "identifiedBy"):
            found[key, row.get("type"), row.get("identifiedBy")] = None
    return tuple(Relation(key, kind or "Related bill", who) for key, kind, who in found)


# Subjects, titles, summaries -------------------------------------------------------------------


def _subjects(part: Element | None) -> tuple[str, ...]:
    """The subject terms, without the policy area and (2016) without parent subjects."""
    names = (
        item[0].text
        for terms in _unwrapped(part)
        if terms.tag in ("legislativeSubjects", "otherSubjects")
        for item in terms
        if len(item)
    )
    return tuple(dict.fromkeys(name for name in names if name))


def _titles(part: Element | None) -> tuple[Title, ...]:
    return tuple(
        Title(title, row.get("titleType") or "", _CHAMBERS.get(row.get("chamberCode") or ""))
        for row in _rows(part, "title", "titleType", "chamberCode")
        if (title := row.get("title"))
    )


#: How far the measure was when it got a short title: the last word counts.
_SHORT = ("Enacted", "Conference", "Passed", "Reported", "Introduced")


@lru_cache(maxsize=512)
def _short_rank(kind: str) -> int | None:
    """How good a title of this kind is as the short title; ``None``: it is not one."""
    if "Short Title" not in kind or "portions" in kind:
        return None
    return next((rank for rank, word in enumerate(_SHORT) if word in kind), len(_SHORT))


def _short_title(titles: tuple[Title, ...]) -> str | None:
    ranked = [(rank, t.title) for t in titles if (rank := _short_rank(t.kind)) is not None]
    return min(ranked, key=lambda pair: pair[0])[1] if ranked else None


def _summaries(part: Element | None) -> tuple[Summary, ...]:
    item = "summary" if part is not None and len(part) and part[0].tag == "summary" else "item"
    return tuple(
        Summary(row.get("actionDesc") or "", row.get("actionDate"), text)
        for row in _rows(part, "actionDate", "actionDesc", "text", item=item)
        if (text := plain_text(row.get("text") or ""))
    )


_NOT_TEXT = re.compile(r"<(script|style)\b.*?</\1\s*>", re.I | re.S)
_TAG = re.compile(r"<(/?[a-zA-Z]\w*)[^>]*>")
_BREAKS = frozenset("p /p br li /li ul /ul ol /ol div /div h4 /h4 blockquote /blockquote".split())


def plain_text(html: str) -> str:
    """The words of a summary, one line for each paragraph or list item."""
    if "<" not in html and "&lt;" in html:
        html = unescape(html)
    if "<script" in html or "<style" in html:
        html = _NOT_TEXT.sub("", html)
    pieces = _TAG.split(html.replace("\n", " "))
    pieces[1::2] = ["\n" if tag.lower() in _BREAKS else "" for tag in pieces[1::2]]
    text = unescape("".join(pieces))
    lines = [" ".join(line.split()) for line in text.split("\n")]
    return "\n".join(filter(None, lines))


SOURCE = Source(
    name="us_govinfo",
    title="GovInfo bill status (U.S. Government Publishing Office)",
    jurisdiction="us",
    kinds={"billstatus": r"BILLSTATUS-\d+[a-z]+\d+\.xml$"},
    rank=40,
    rhythm=24 * 4,
    hosts=("www.govinfo.gov",),
    home="https://www.govinfo.gov/bulkdata/BILLSTATUS",
    parse=parse,
    classify=classify,
    start=govinfo_links.links_for,
    feed=govinfo_links.FEED,
    licence="Public domain (17 U.S.C. 105)",
    parser_version=1,
    rules={"codes": CODES, "texts of codes": TEXTS_OF_CODES, "texts": TEXTS},
)
