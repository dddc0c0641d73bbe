"""A bill as ``getBill`` answers it, which is also a file of a dataset; tables are joined to it.

Seen in files of 2012 to 2026: ``committee`` is ``[]`` or an object, a day that is not known is
``0000-00-00``, ids are numbers or text, a step's ``chamber`` is a letter (``H``, ``A``, ``S``) or a
name, and none where the text names who acted (``House Prefiled``, ``Governor: Approved ...``).
``sponsor_type_id`` is 0 where the legislature tells nobody apart: then the first leads.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from billtrail.bills.models import Version
from billtrail.legislatures import Chamber
from billtrail.scrapers.states import Behind, Event, Line, Related, Told, chamber_by_name

from .names import Place, key_of, place_of

Row = Mapping[str, Any]
CREDIT = "LegiScan, CC BY 4.0"
#: What its numbers for where a bill stands mean: a hint, for death has none but 6, seldom given.
STATUS: Mapping[str, str] = {
    "0": "", "1": "Introduced", "2": "Engrossed", "3": "Enrolled", "4": "Passed", "5": "Vetoed",
    "6": "Failed",
}  # fmt: skip
_KINDS: Mapping[str, str] = {"R": "resolution", "CR": "concurrent resolution"}
_UNKNOWN_DAY = "0000-00-00"
_CHAMBERS = {"H": Chamber.LOWER, "A": Chamber.LOWER, "S": Chamber.UPPER}
#: Who acted, before the legislature's own line, of a step that has no chamber.
_ACTOR = re.compile(r"(House|Senate|Assembly|Governor|Conference):? (?=[A-Z])")
_LEADS = ("0", "1")
#: Its words for bills of the same text.
_COMPANIONS = ("Same As", "Crossfiled", "Companion")


def told_of(bill: Row, fetched: str) -> Told:
    """A bill as it is told; ``fetched`` is the day it speaks for where it has none. Raises
    LookupError, TypeError or ValueError for another's, ParseError for a number or address that
    cannot be read."""
    place = place_of(bill["url"])
    key = key_of(place, bill["bill_number"], bill.get("bill_type") or "")
    days = [row["date"] for row in bill.get("history") or () if row["date"] != _UNKNOWN_DAY]
    last = max(days, default=bill.get("last_action_date") or bill["status_date"])
    has_day = bool(last) and last != _UNKNOWN_DAY

    def part(name: str, read: Callable[[Row], Any]) -> tuple[Any, ...] | None:
        rows = bill.get(name)
        return None if rows is None else tuple(map(read, rows))

    return Told(
        place=place.id,
        session=key.split("-")[1],
        identifier=key.split("-")[2],
        title=bill["title"],
        as_of=last if has_day else fetched,
        dated_by_steps=has_day,
        origin=_CHAMBERS.get(bill.get("body") or ""),
        lines=_lines(bill, place.id),
        behind=None if bill.get("sponsors") is None else tuple(_behind(bill["sponsors"])),
        related=None if bill.get("sasts") is None else tuple(_related(bill["sasts"], place)),
        versions=part("texts", _version),
        subjects=part("subjects", lambda row: row["subject_name"]),
        abstracts=_abstracts(bill),
        events=part("votes", lambda row: _event(row, place.id)),
        addresses=tuple(filter(None, (bill.get("state_link"), bill["url"]))),
        whole=bill.get("history") is not None,
        status=STATUS.get(str(bill["status"])) or None,
        credit=CREDIT,
        kind=_KINDS.get(bill.get("bill_type") or ""),
    )


def status_is_known(bill: Row) -> bool:
    return str(bill["status"]) in STATUS


def _lines(bill: Row, place: str) -> tuple[Line, ...] | None:
    """All steps, or the newest alone where no more is told."""
    if bill.get("history") is not None:
        return tuple(_line(row, place) for row in bill["history"])
    if not bill.get("last_action"):
        return None
    newest = {"date": bill["last_action_date"], "chamber": "", "action": bill["last_action"]}
    return (_line(newest, place),)


def _line(row: Row, place: str) -> Line:
    said, text = row["chamber"], row["action"]
    if not said and (actor := _ACTOR.match(text)):
        said, text = actor[1], text[actor.end() :]
    return Line(row["date"], text, _chamber(said, place) if said else None)


def _chamber(name: str, place: str) -> Chamber | None:
    return _CHAMBERS.get(name) or chamber_by_name(name, place)


def _behind(rows: list[Row]) -> Iterator[Behind]:
    """Who sponsors it; where nobody is told apart, the first alone leads."""
    told = any(str(row["sponsor_type_id"]) != "0" for row in rows)
    for place, row in enumerate(rows):
        leads = str(row["sponsor_type_id"]) == "1" if told else place == 0
        entity = "organization" if str(row["committee_sponsor"]) == "1" else "person"
        district = row["district"].rpartition("-")[2].lstrip("0")
        yield Behind(row["name"], leads, entity, row["party"] or None, district or None)


def _related(rows: list[Row], place: Place) -> Iterator[Related]:
    """Bills of the same session; of one that is carried over the session is not told."""
    for row in rows:
        kind = "companion" if row["type"] in _COMPANIONS else row["type"].lower().replace(" ", "-")
        if kind != "carry-over":
            yield Related(kind, place.session, row["sast_bill_number"])


def _version(row: Row) -> Version:
    address = row["state_link"] or row["url"]
    day = None if row.get("date") in (None, "", _UNKNOWN_DAY) else row["date"]
    return Version(row["type"], day, urls=((row["mime"], address),))


def _abstracts(bill: Row) -> tuple[tuple[str, str], ...]:
    text = bill.get("description") or ""
    return (("long title", text),) if text and text != bill["title"] else ()


_ANSWERS = {"1": "yes", "2": "no", "3": "not voting", "4": "absent"}


def _event(row: Row, place: str) -> Event:
    counts = {"yes": row["yea"], "no": row["nay"], "not voting": row["nv"], "absent": row["absent"]}
    passed = row.get("passed")
    return Event(
        row["date"], _chamber(row["chamber"], place), row["desc"],
        "" if passed is None else "pass" if int(passed) else "fail",
        {answer: int(count) for answer, count in counts.items()},
        tuple((name, _ANSWERS.get(str(vote), "not voting")) for name, vote in row.get("names", ())),
        row.get("state_link") or row.get("url"),
    )  # fmt: skip
