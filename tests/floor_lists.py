"""Floor lists of the House, built by hand in the publisher's format.

True are the bills, their titles, and that H.R. 1144 was put on a list under suspension of the rules
and taken off again; the weeks and the hours are made for the day of the tests.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from replay import File, Publisher

from billtrail.bills.models import Document, FloorList
from billtrail.scrapers.us_house_floor.lists import address_of
from billtrail.scrapers.us_house_floor.source import NAME, document_of, links_for, parse

SUSPENSION = "Items that may be considered under suspension of the rules"
RULE = "Items that may be considered pursuant to a rule"
OTHER = "Items that may be considered"
#: What answers for a week without a list, with status 200.
NO_LIST = b"<!DOCTYPE html>\n<html><body><p>The requested file was not found.</p></body></html>"
WEEK = date(2026, 11, 30)


class Item(NamedTuple):
    """An item as a list prints it."""

    number: str
    text: str
    id: int
    category: str = SUSPENSION
    removed: str = ""


HR1144 = Item(
    "H.R. 1144",
    "Frederick Douglass Trafficking Victims Prevention and Protection Reauthorization Act of 2025",
    409901,
)
S2403 = Item("S. 2403 ", "Retire through Ownership Act", 409902)


def built(
    items: Sequence[Item], updated: str, week: date | str = WEEK, congress: str = "119"
) -> bytes:
    """The file of a list; ``updated`` is an Eastern time, as it has them."""
    categories = "".join(
        f'<category type={quoteattr(name)} sort-order="1"><floor-items>\n'
        + "".join(_item(item) for item in items if item.category == name)
        + "</floor-items></category>\n"
        for name in dict.fromkeys(item.category for item in items)
    )
    return (
        f'<floorschedule congress-num="{congress}" week-date="{week}" '
        f'create-date="{updated}" orig-publish-date="{updated}" update-date="{updated}">\n'
        f"<!-- Built by hand. --><current-status>R</current-status>\n{categories}</floorschedule>"
    ).encode()


def _item(item: Item) -> str:
    return (
        f'<floor-item id="{item.id}" add-date="2026-11-24T13:05:07.540" '
        f'remove-date="{item.removed}" sort-order="1">'
        f"<legis-num>{escape(item.number)}</legis-num><floor-text>{escape(item.text)}</floor-text>"
        f'<files><file doc-url="http://docs.house.gov/billsthisweek/{item.id}.pdf" '
        'doc-type="PDF" /></files></floor-item>\n'
    )


def copy_of(data: bytes, week: date = WEEK, at: str = "2026-11-26T20:00:00Z") -> Document:
    """A copy as the spider hands it over."""
    (link,) = [one for one in links_for(["us-119-hr1"]) if one.url == address_of(week)]
    return document_of(link, data, at)


def read(data: bytes, week: date = WEEK, at: str = "2026-11-26T20:00:00Z") -> FloorList:
    (found,) = parse(copy_of(data, week, at))
    assert isinstance(found, FloorList)
    return found


def path_of(week: date) -> str:
    return address_of(week).removeprefix("https://docs.house.gov")


def put(site: Publisher, week: date, data: bytes) -> None:
    """Put a list on the site, as new bytes that were changed just now."""
    kind = "text/html" if data == NO_LIST else "application/xml"
    site.files[path_of(week)] = File(
        data, datetime.fromisoformat("2026-11-26T12:00:00+00:00"), kind
    )


def site_of(**lists: bytes) -> Publisher:
    """A site with the lists of ``this`` week and the ``next`` one; the others are not there."""
    site = Publisher()
    site.validators = frozenset()
    for name, week in (("this", WEEK - timedelta(7)), ("next", WEEK)):
        put(site, week, lists.get(name, NO_LIST))
    return site


#: H.R. 1144's story: put on the list, then as amended, then taken off.
STORY = (
    built([HR1144, S2403], "2026-11-24T16:00:00.100"),
    built([HR1144._replace(text=f"{HR1144.text}, as amended"), S2403], "2026-11-25T10:30:00.200"),
    built([HR1144._replace(text=f"{HR1144.text}, as amended", removed="2026-11-25T18:12:40.900"),
           S2403], "2026-11-25T18:12:41.000"),
)  # fmt: skip

__all__ = [
    "HR1144", "NAME", "NO_LIST", "OTHER", "RULE", "S2403", "STORY", "SUSPENSION", "WEEK", "Item",
    "built", "copy_of", "path_of", "put", "read", "site_of",
]  # fmt: skip
