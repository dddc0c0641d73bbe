"""The pages of the repository: lists of meetings, and a meeting's own page.

As independent readers of the live site report (2026-09 and 2026-10):

* a week's page leaves meetings out (of the week of 2026-09-14 it had 14, its Wednesday alone 17),
  so that what it lacks says nothing; a day's page has all of its day;
* a day is ``table#MainContent_GridViewMeetings``: a row a meeting, its link with the title, below
  it the committee in ``span.text-tiny``, then hour and place in ``span.text-small``; "No meetings
  found." stands in the same table; an error page has status 200 and no such table;
* a meeting is ``div#previewPanel``: ``h1`` ("Markup of ...", with the committee),
  ``p.meetingTime``, ``blockquote.location``, ``strong.status-alert`` where it is off or was
  rescheduled, headings of documents, and witnesses, which no file has, as ``div.witnessPanel``;
* a meeting that is off stays on the list; only its own page says so.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime

from billtrail.bills.models import MeetingPaper
from billtrail.errors import ParseError
from billtrail.legislatures.calendar import sessions
from billtrail.scrapers.congress import clock_of, keys_named, kind_of, status_of
from billtrail.scrapers.crawling import Element, Page, words

from .facts import MeetingFacts, committee_id, secure
from .links import event_of

_GRID = "table#MainContent_GridViewMeetings"
_PANEL = "div#previewPanel"
_LONG = re.compile(r"[A-Z][a-z]+day, ([A-Z][a-z]+ \d{1,2}, \d{4})(?:\s*\(([^)]*)\))?")
#: A document's address names the committee: ``/meetings/II/II10/20230523/115955/``.
_FOLDER = re.compile(r"(/meetings/(\w\w)/(\2\w\w)/\d{8}/\d+)/(H\w{3}-\d+-\w{4}-\d{8})")
_SECTIONS = {"Text of Legislation": "text", "Amendments": "amendment", "Transcript": "transcript"}


def rows_of_week(name: str, data: bytes) -> Mapping[str, str | None]:
    """The meetings that a week's page names; raises ParseError where it is none."""
    page = Page(name, data)
    page.some('a[href*="ByDay.aspx?DayID="]')
    links = page.some('a[href*="ByEvent.aspx?EventID="]', least=0)
    return {event: None for link in links if (event := event_of(link.get("href") or ""))}


def rows_of_day(name: str, data: bytes) -> Mapping[str, str | None]:
    """The meetings of a day, each with what its row says; raises ParseError."""
    page = Page(name, data)
    grid = page.one(_GRID)
    found: dict[str, str | None] = {}
    for row in page.some("tr", grid, least=0):
        link = page.maybe('a[href*="ByEvent.aspx?EventID="]', row)
        if link is not None:
            found[event_of(link.get("href") or "") or ""] = words(row)
    if not found and "no meetings" not in words(grid).lower():
        raise page.wrong(grid, f"{words(grid)[:60]!r} where meetings, or that there are none, "
                               "were expected")  # fmt: skip
    return found


def file_address(data: bytes) -> str | None:
    """Where a meeting's file lies, by the addresses of its documents."""
    match = _FOLDER.search(data.decode(errors="replace"))
    return f"https://docs.house.gov{match[1]}/{match[4]}.xml" if match else None


def read_page(name: str, data: bytes, event: str) -> MeetingFacts:
    """A meeting as its own page has it; raises ParseError."""
    page = Page(name, data)
    panel = page.one(_PANEL)
    heading = page.one("h1", panel)
    when = words(page.one("p.meetingTime", panel))
    day, (time, said) = _when(page, panel, when)
    congress = sessions.session_on("us", day)
    alert = words(page.maybe("strong.status-alert", panel))
    papers = tuple(_papers(page, panel))
    title, committee = words(heading), words(page.maybe("small", heading))
    texts = " ".join((title, *(paper.title for paper in papers if paper.kind == "text")))
    code = _FOLDER.search(data.decode(errors="replace"))
    return MeetingFacts(
        congress=congress,
        event=event,
        kind=kind_of(title),
        days=((day, time),),
        bills=keys_named(texts, congress),
        committee=committee_id(code[3], committee) if code else None,
        name=committee or None,
        location=words(page.maybe("blockquote.location", panel)) or None,
        status=status_of(alert),
        notes=tuple(filter(None, (said, alert))),
        papers=(*_witnesses(page, panel), *papers),
    )


def _when(page: Page, panel: Element, text: str) -> tuple[str, tuple[str | None, str | None]]:
    """``Tuesday, October 6, 2026 (9:00 AM)``."""
    match = _LONG.search(text)
    try:
        if match:
            day = datetime.strptime(match[1], "%B %d, %Y").date().isoformat()
            return day, clock_of(match[2])
    except ValueError:
        pass
    raise page.wrong(panel, f"{text[:60]!r} where a day was expected")


def _witnesses(page: Page, panel: Element) -> Iterator[MeetingPaper]:
    """Who speaks, with what they are; then what each has handed in."""
    for witness in page.some("div.witnessPanel", panel, least=0):
        who = words(next(iter(page.some("strong", witness, least=0)), None))
        if who:
            role = words(next(iter(page.some("small", witness, least=0)), None))
            yield MeetingPaper("witness", who, None, role or None)
        for title, url in _links(page, witness):
            yield MeetingPaper("testimony", title, url, who or None)


def _papers(page: Page, panel: Element) -> Iterator[MeetingPaper]:
    """The documents, by the heading that they stand under."""
    kind = "document"
    for part in page.some("h2, ul", panel, least=0):
        if part.tag == "h2":
            kind = _SECTIONS.get(words(part), "document")
        elif not any(parent.get("class") == "witnessPanel" for parent in part.iterancestors()):
            yield from (MeetingPaper(kind, title, url) for title, url in _links(page, part))


def _links(page: Page, part: Element) -> Iterator[tuple[str, str]]:
    """``H.R. 188, the Proven Forest Management Act [PDF]``: the words before the bracket."""
    for item in page.some("li", part, least=0):
        for link in page.some("a[href]", item, least=0)[:1]:
            title = words(item).partition("[")[0].strip() or words(link)
            yield title, secure(link.get("href") or "")


def panel_of(data: bytes) -> bytes:
    """The part of a page that says something: forms and menus change by themselves. A page without
    one stays whole, for the parser's verdict."""
    from lxml import etree

    try:
        page = Page("page", data)
        found = page.some(f"{_PANEL}, {_GRID}", most=1)
    except ParseError:
        return data
    body = etree.tostring(found[0], encoding="unicode", with_tail=False)
    return f"<!DOCTYPE html><html><body>{body}</body></html>".encode()
