"""The file of a meeting: ``committee-meeting``, which the button of its page gives.

Seen on files of 2014 and 2023, and told of those of 2026: ``meeting-type`` is HHRG (hearing), HMKP
(markup) or HMTG (meeting); ``current-status`` S, R (rescheduled), P or C; days and times are
Eastern, without a zone; a document that was taken out has a ``remove-date``; ``legis-num`` is "HR
188", "H.R. 4435", nothing (a draft), or a number whose type is missing ("10355"), which its
description then tells. A bill may stand in ``meeting-title`` alone.
"""

import re
from collections.abc import Iterator

from lxml import etree

from billtrail.bills.models import MeetingPaper
from billtrail.errors import ParseError
from billtrail.scrapers.congress import clock_of, instant_of, keys_named

from .facts import MeetingFacts, committee_id, secure

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
_KINDS = {"HHRG": "hearing", "HMKP": "markup"}
_STATUSES = {"S": "confirmed", "R": "confirmed", "P": "postponed", "C": "cancelled"}
#: Types of documents; any other is a document.
_PAPERS = {"BR": "text", "CA": "amendment", "HT": "transcript"}
_BILL = "BR"

_DAY = re.compile(r"\d{4}-\d\d-\d\d")

Element = etree._Element


def is_file(data: bytes) -> bool:
    """Whether an answer is a meeting's file, and not its page once more."""
    return b"<committee-meeting" in data[:2000]


def read_file(data: bytes) -> MeetingFacts:
    """A meeting as its file has it; raises ParseError."""
    try:
        root = etree.fromstring(data, _PARSER)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ParseError(f"the meeting's file: not well-formed XML: {error}") from error
    congress, meeting = root.get("congress-num") or "", root.get("meeting-id") or ""
    event = meeting.lstrip("HRGMKPT")
    if root.tag != "committee-meeting" or not (congress.isdecimal() and event.isdecimal()):
        raise ParseError(f"the meeting's file: a {root.tag} of meeting {meeting!r}")
    days = dict(_days(root))
    if not days:
        raise ParseError("the meeting's file: no day, at least 1 expected")
    committees = root.findall("meeting-details/*/committee-name")
    code = committees[0].get("id") if committees else None
    name = _name(committees[0]) if committees else ""
    documents = [one for one in root.iter("meeting-document") if not one.get("remove-date")]
    status = _text(root, "current-status") or "S"
    return MeetingFacts(
        congress=congress,
        event=event,
        kind=_KINDS.get(root.get("meeting-type") or "", "meeting"),
        days=tuple(days.items()),
        bills=tuple(dict.fromkeys(_bills(root, documents, congress))),
        committee=committee_id(code, name) if code else None,
        name=name or None,
        location=_location(root),
        status=_STATUSES.get(status, "confirmed"),
        notes=tuple(_notes(root, status)),
        papers=tuple(_paper(one) for one in documents),
        changed_at=instant_of(root.get("update-date")),
    )


def _text(element: Element, path: str) -> str:
    return " ".join((element.findtext(path) or "").split())


def _name(committee: Element) -> str:
    """``Committee on Natural Resources, Subcommittee on Federal Lands``."""
    own = " ".join((committee.text or "").split())
    return ", ".join(part for part in (committee.get("parent-name"), own) if part)


def _days(root: Element) -> Iterator[tuple[str, str | None]]:
    for one in root.findall("meeting-details/meeting-date"):
        day = _text(one, "calendar-date")
        if not _DAY.fullmatch(day):
            raise ParseError(f"the meeting's file: {day[:40]!r} where a day was expected")
        yield day, clock_of(_text(one, "start-time"))[0]


def _notes(root: Element, status: str) -> Iterator[str]:
    for one in root.findall("meeting-details/meeting-date"):
        yield from filter(None, [clock_of(_text(one, "start-time"))[1]])
    yield from filter(None, (" ".join("".join(map(str, one.itertext())).split())
                             for one in root.findall("meeting-details/notes")))  # fmt: skip
    if status not in _STATUSES:
        yield f"its file gives it the status {status}, which is not known here"


def _bills(root: Element, documents: list[Element], congress: str) -> Iterator[str]:
    """The bills that documents are of, then those that the title names."""
    for one in documents:
        if one.get("type") == _BILL:
            said = (_text(one, "legis-num"), _text(one, "description"))
            yield from next(filter(None, (keys_named(text, congress) for text in said)), ())
    yield from keys_named(_text(root, "meeting-details/meeting-title"), congress)


def _location(root: Element) -> str | None:
    """``1324 LHOB``; a field meeting's place in one line."""
    place = root.find("meeting-details/meeting-location")
    parts = [] if place is None else ["".join(map(str, one.itertext())) for one in place.iter()
                                      if not len(one)]  # fmt: skip
    return " ".join(" ".join(part.split()) for part in parts if part.strip()) or None


def _paper(document: Element) -> MeetingPaper:
    files = sorted(document.findall("files/file"), key=lambda one: one.get("doc-type") != "PDF")
    url = secure(files[0].get("doc-url") or "") if files else None
    kind = _PAPERS.get(document.get("type") or "", "document")
    return MeetingPaper(kind, _text(document, "description") or "Document", url or None)
