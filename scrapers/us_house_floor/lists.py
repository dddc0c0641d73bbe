"""The XML of a week's list, to records: pure.

    <floorschedule congress-num="119" week-date="2026-09-14" update-date="2026-09-15T11:20:08.180">
      <category type="Items that may be considered under suspension of the rules">
        <floor-items><floor-item id="409799" add-date="..." remove-date="" sort-order="1">
          <legis-num>S. 2403</legis-num><floor-text>An Act, as amended</floor-text> ...

Seen in the list of 2026-09-14, read 2026-11-30:

* times are Eastern and have no zone;
* ``legis-num`` is a bill (``H.R. 1144``, ``S.790``), what is to be done with one (``Senate
  amendments to H.R. 5334``), a draft (``H.R. ____``) or empty;
* a category may lie in a category, and an item outside any;
* what lies in an item (``floor-subitem``: a committee print, a report) is no bill of its own;
* ``remove-date`` is when an item was taken off.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from lxml import etree

from billtrail.bills.models import FloorItem, FloorList, FloorRule
from billtrail.errors import ParseError, UsageError
from billtrail.legislatures import Chamber
from billtrail.legislatures.calendar import sessions
from billtrail.scrapers.congress import instant_of, measures_in

Element = etree._Element

HOST = "docs.house.gov"
ROOT = "floorschedule"
CHAMBER = Chamber.LOWER
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
_AMENDED = re.compile(r"[\s.,]*\bas amended\b[\s.]*$", re.IGNORECASE)
#: A category by its words.
_RULES = (
    (re.compile(r"suspension", re.IGNORECASE), FloorRule.SUSPENSION),
    (re.compile(r"\brule\b", re.IGNORECASE), FloorRule.RULE),
)


def address_of(monday: date) -> str:
    """Where the list of a week is."""
    name = f"{monday:%Y%m%d}"
    return f"https://{HOST}/floor/Download.aspx?file=/billsthisweek/{name}/{name}.xml"


def monday_of(day: date) -> date:
    """The Monday of the week that a day's list is for; a Sunday belongs to the week it opens."""
    return day + timedelta(1) - timedelta((day + timedelta(1)).weekday())


def is_web_page(data: bytes) -> bool:
    """Whether an answer is a page for people: no list."""
    start = data[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith((b"<!doctype html", b"<html")) or (
        b"<html" in start and ROOT.encode() not in start
    )


def read_list(name: str, data: bytes, week: date | None, fetched_at: str) -> FloorList:
    """The list of a file; ``week`` is the Monday that was asked for, where that is known. Raises
    ParseError, naming what is wrong."""
    root = _root(name, data)
    monday = _monday(name, root, week)
    congress = _congress(name, root, monday)
    found = tuple(_items(root, congress))
    return FloorList(
        jurisdiction="us",
        chamber=CHAMBER,
        week=monday.isoformat(),
        ends=(monday + timedelta(6)).isoformat(),
        as_of=min(_updated(root) or fetched_at, fetched_at),
        items=tuple(_once(found)),
        url=f"https://{HOST}/floor/Default.aspx?date={monday}",
        address=address_of(monday),
    )


def _root(name: str, data: bytes) -> Element:
    if is_web_page(data):
        raise ParseError(f"{name}: a web page came instead of the list")
    try:
        root = etree.fromstring(data, _PARSER)
    except etree.XMLSyntaxError as error:
        raise ParseError(f"{name}: not well-formed XML ({error})") from error
    if root.tag != ROOT:
        raise ParseError(f"{name}: root element is {root.tag}, not {ROOT}")
    return root


def _monday(name: str, root: Element, week: date | None) -> date:
    """The week by its Monday, whatever day of it is printed."""
    said = root.get("week-date") or ""
    try:
        found = monday_of(date.fromisoformat(said[:10]))
    except ValueError as error:
        raise ParseError(f"{name}: week-date is no day: {said[:40]!r}") from error
    if week is not None and found != monday_of(week):
        raise ParseError(f"{name}: the list of the week of {week} is for the week of {found}")
    return found


def _congress(name: str, root: Element, monday: date) -> str:
    """The Congress that the list names; it must sit in that week."""
    said = (root.get("congress-num") or "").strip()
    try:
        sitting = {sessions.session_on("us", monday + timedelta(n)) for n in (0, 6)}
    except UsageError as error:
        raise ParseError(f"{name}: {error}") from error
    if said not in sitting:
        raise ParseError(
            f"{name}: the list of the week of {monday} names Congress {said[:20] or 'none'}, "
            f"and {' and '.join(sorted(sitting))} sits then"
        )
    return said


def _updated(root: Element) -> str | None:
    """When this copy was made (UTC): its update, else its last publication."""
    published = [one.get("date") for one in root.iterfind("publish-dates/publish-date")]
    instants = (instant_of(one) for one in (root.get("update-date"), *reversed(published)))
    return next(filter(None, instants), None)


# Items --------------------------------------------------------------------------------------------


def _items(root: Element, congress: str) -> Iterator[FloorItem]:
    """The items in file order; one inside another belongs to that one."""
    found = (one for one in root.iter("floor-item") if not _within(one, "floor-item"))
    for place, element in enumerate(found, 1):
        yield from _item(element, congress, place)


def _within(element: Element, tag: str) -> bool:
    return next(element.iterancestors(tag), None) is not None


def _item(element: Element, congress: str, place: int) -> Iterator[FloorItem]:
    """An item, once for each bill that its number names; a draft names none."""
    printed, text = _words(element, "legis-num"), _words(element, "floor-text")
    category = _category(element)
    numbers = list(measures_in(printed, congress))
    name = (element.get("id") or "").strip() or printed or text
    for named in numbers or (None,):
        about = printed[: numbers[0].start].strip() if numbers else ""
        yield FloorItem(
            identifier=f"{name}#{named.printed}" if named and len(numbers) > 1 else name,
            bill=named.key if named else None,
            printed=printed,
            text=_AMENDED.sub("", text).strip(),
            category=category,
            rule=_rule(category),
            amended=bool(_AMENDED.search(text)),
            about=about or None,
            added=_day(element.get("add-date")),
            removed=_removed(element),
            place=place,
            url=_file(element),
        )


def _words(element: Element, tag: str) -> str:
    """Text on one line."""
    found = element.find(tag)
    return "" if found is None else " ".join("".join(map(str, found.itertext())).split())


def _category(element: Element) -> str:
    """The words of the innermost category that has any."""
    types = (" ".join((one.get("type") or "").split()) for one in element.iterancestors("category"))
    return next(filter(None, types), "")


def _rule(category: str) -> FloorRule:
    return next((rule for words, rule in _RULES if words.search(category)), FloorRule.OTHER)


def _day(said: str | None) -> str | None:
    """The civil day of a time."""
    try:
        return date.fromisoformat((said or "")[:10]).isoformat()
    except ValueError:
        return None


def _removed(element: Element) -> str | None:
    """The day an item was taken off; ``""`` where that is said without a day."""
    said = (element.get("remove-date") or "").strip()
    return (_day(said) or "") if said else None


def _file(element: Element) -> str | None:
    """The text to be voted on, as the list links it."""
    links = (one.get("doc-url") for one in element.iterfind("files/file"))
    return next((link for link in links if (link or "").startswith(("http://", "https://"))), None)


def _once(items: tuple[FloorItem, ...]) -> Iterator[FloorItem]:
    """Each by a name of its own, where two have the same."""
    seen: dict[str, int] = {}
    for item in items:
        count = seen[item.identifier] = seen.get(item.identifier, 0) + 1
        yield item._replace(identifier=f"{item.identifier}#{count}") if count > 1 else item
