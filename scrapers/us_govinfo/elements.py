"""Reading the elements of a BILLSTATUS file: items, texts, civil dates.

A Congress is 19,000 files and 2.5 million elements, and lxml makes an object for each element that
is touched. So each child of an item is touched once.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import lru_cache
from html import unescape
from io import BytesIO
from typing import Any
from zoneinfo import ZoneInfo

from lxml import etree

from billtrail.errors import ParseError
from billtrail.legislatures import Chamber

#: No entities, no network, no huge trees; blanks between elements are dropped.
_SAFE: Mapping[str, Any] = {
    "resolve_entities": False, "no_network": True, "huge_tree": False, "remove_blank_text": True,
}  # fmt: skip
PARSER = etree.XMLParser(**_SAFE)

#: How many bytes a large file has: sixteen of a Congress are larger, nearly all by amendments.
_LARGE = 500_000


def parse_file(data: bytes) -> "Element":
    """The root element. The amendments of a large file, which nobody asks for, are let go as they
    are read: the tree of four megabytes would take twenty. Raises what lxml does."""
    if len(data) < _LARGE:
        return etree.fromstring(data, PARSER)
    found = etree.iterparse(BytesIO(data), tag="amendment", **_SAFE)
    for _, amendment in found:
        amendment.clear()
    return found.root


Element = Any  # an lxml element or None; its stubs do not know what iterating yields
Parts = dict[str, Element]
Row = dict[str, str | None]

#: How files name the chambers.
CHAMBERS = {"House": Chamber.LOWER, "Senate": Chamber.UPPER,
            "H": Chamber.LOWER, "S": Chamber.UPPER}  # fmt: skip
_WASHINGTON = ZoneInfo("America/New_York")


def text_of(parts: Parts, tag: str) -> str | None:
    element = parts.get(tag)
    return element.text if element is not None else None


#: Markup, and no comparison of numbers ("x < y").
_MARKUP = re.compile(r"</?[a-zA-Z]\w*\b[^>]*>")
_ENTITY = re.compile(r"&(?:\w+|#\w+);")


def plain_line(text: str) -> str:
    """The words of a text that should have been plain: some hold links (``<a href=...>``) or
    entities, escaped once more."""
    if "<" in text or "&" in text:
        text = _MARKUP.sub("", _unescaped(text))
        text = _unescaped(text).replace("\xa0", " ")
    return text.strip()


def _unescaped(text: str) -> str:
    return _ENTITY.sub(lambda entity: unescape(entity[0]), text)


def rows(part: Element, item: str = "item") -> Iterator[Row]:
    """The items of a list as tag -> text."""
    for element in () if part is None else unwrapped(part):
        if element.tag == item:
            yield {child.tag: child.text for child in element}


_WRAPPERS = {"billCommittees", "billSubjects", "billSummaries"}


def items(part: Element) -> Iterator[tuple[Row, Parts]]:
    """The items of a list: tag -> text, and of those that hold others tag -> element."""
    for item in unwrapped(part):
        if item.tag == "item":
            row: Row = {}
            parts: Parts = {}
            for child in item:
                tag = child.tag
                row[tag] = child.text
                if len(child):
                    parts[tag] = child
            yield row, parts


def unwrapped(part: Element) -> Element:
    """The element that holds the items, without the wrapper of 1.0.0."""
    if part is None:
        return ()
    return part[0] if len(part) and part[0].tag in _WRAPPERS else part


def day_of(instant: str | None) -> str | None:
    """The civil date in Washington: ``2021-03-04T04:05:36Z`` is the evening of 2021-03-03."""
    if not instant or len(instant) <= 10:
        return instant or None
    # Zones differ by whole hours there, so that every second of an hour has one date.
    return _day_of_hour(instant[:13] + ":00:00Z" if _UTC.fullmatch(instant) else instant)


_UTC = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


@lru_cache(maxsize=1024)
def _day_of_hour(instant: str) -> str:
    try:
        return datetime.fromisoformat(instant).astimezone(_WASHINGTON).date().isoformat()
    except ValueError as error:
        raise ParseError(f"not a date: {instant!r}") from error
