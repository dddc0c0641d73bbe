"""What the House of Representatives may vote on: its floor lists ("bills to be considered").

Publisher: the Clerk of the House, https://docs.house.gov/floor/; public domain. A week's list is
asked for by its Monday; this week's and the next are. A document is one copy of one list, and each
copy is kept, since the publisher has only the newest (18 copies of one week, 2026-09). What the
file holds is in ``lists``. As reported by independent readers of the live site (2026-10-02):

* a week without a list answers 200 with a web page ("requested file was not found"), so the root
  element decides: no list is no empty list;
* a list is published the week before, and changed many times until the week is over.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from billtrail.bills import Source
from billtrail.bills.models import Action, Bill, Document, Link, Record
from billtrail.legislatures import ActionClass
from billtrail.legislatures.calendar import sessions
from billtrail.scrapers.crawling import Known, with_known

from .lists import HOST, address_of, is_web_page, monday_of, read_list

NAME = "us_house_floor"
KIND = "floor"
_FILE = re.compile(r"(?:^|[/=])(?:billsthisweek[_-]?)?(\d{8})\.xml$")
_NOT_THERE = re.compile(rb"not\s+found", re.IGNORECASE)


def links_for(keys: Iterable[str], known: Known | None = None) -> Iterator[Link]:
    """This week's list and the next, where any measure of Congress is watched."""
    if not any(key.startswith("us-") for key in keys):
        return
    monday = monday_of(sessions.today())
    for week in (monday, monday + timedelta(7)):
        yield with_known(Link(NAME, address_of(week), KIND), known or {})


def titled(url: str) -> str:
    """``the House's list for the week of Nov 30, 2026``: the list at an address."""
    week = _week_of(url)
    return f"the House's list for the week of {sessions.day_words(str(week))}" if week else url


def is_absent(data: bytes) -> bool:
    """Whether an answer says that there is no list of that week."""
    return is_web_page(data) and bool(_NOT_THERE.search(data))


def document_of(link: Link, data: bytes, at: str) -> Document:
    """A copy of a list, under the publisher's name for the file."""
    name = link.url.rpartition("/")[2]
    digest = hashlib.sha256(data).hexdigest()
    return Document(NAME, KIND, link.url, {name: data}, at, at, digest)


def parse(document: Document, reference: object = None) -> Iterator[Record]:
    """The one FloorList of a copy; raises ParseError."""
    ((name, data),) = document.parts.items()
    yield read_list(name, data, _week_of(document.url), document.fetched_at)


def _week_of(url: str) -> date | None:
    """The day in a list's address or name."""
    match = _FILE.search(url)
    try:
        return date.fromisoformat(match[1]) if match else None
    except ValueError:
        return None


def classify(action: Action, bill: Bill) -> tuple[ActionClass, ...]:
    """A list tells no steps of bills."""
    return action.classification


SOURCE = Source(
    name=NAME,
    title="House of Representatives, floor lists",
    publisher="The Clerk of the House",
    jurisdiction="us",
    kinds={KIND: _FILE.pattern},
    rank=30,
    rhythm=24 * 45,
    hosts=(HOST,),
    home="https://docs.house.gov/floor/",
    parse=parse,
    classify=classify,
    start=links_for,
    titled=titled,
    licence="Public domain (17 U.S.C. 105)",
)
