"""Committee meetings of the House: two weeks' pages for what is new, each day's page once a day,
and a visit to each meeting that was not seen before or is not as it was.

A meeting that names a followed bill is visited again once a day until it is over, and so is one
whose row sounds like bills: witnesses, amendments and documents come late. Days are taken in last,
when it is known where their meetings have gone; one whose missing meeting could not be asked about
is asked for again.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from billtrail.bills.models import ABSENT, Document, Link
from billtrail.errors import SourceError
from billtrail.legislatures.calendar import sessions
from billtrail.progress import Progress, untold
from billtrail.scrapers import source_named
from billtrail.scrapers.crawling import (
    CrawlPlan,
    CrawlReport,
    Fetcher,
    Known,
    Update,
    UpdateSink,
)
from billtrail.scrapers.us_house_meetings import (
    DAY,
    NAME,
    day_link,
    event_of,
    listed_in,
    meeting_link,
    names_bills,
    week_link,
)
from billtrail.store import open_reader
from billtrail.workspace import Workspace

#: Of a day's page and of a followed bill's meeting: asked for again after so long.
_AGAIN = timedelta(hours=20)
#: So many meetings are visited at once; the rest wait for the next update.
AT_ONCE = 60
_ZONE = "America/New_York"
#: A meeting may come to be about a bill whose agenda names none yet: texts need to be out only the
#: day before a markup.
_MAY_NAME = re.compile(
    r"mark-?up|legislat|\bbills?\b|\bacts?\b|\bh\. ?r\.|business meeting|consider", re.I
)

_STORED = """SELECT h.url, min(h.date), max(h.bill IN (SELECT bill FROM campaign_bills))
FROM hearings h JOIN hearing_sources s ON s.hearing = h.identifier AND s.source = ?
WHERE h.date >= ? AND h.unlisted_since IS NULL GROUP BY h.url"""


@dataclass(slots=True)
class _Lists:
    """Takes the lists of weeks and days; ``rows`` are the meetings they name, by address, with what
    a day says of each."""

    sink: UpdateSink
    pages: list[tuple[Document, Link]] = field(default_factory=list)
    rows: dict[str, str | None] = field(default_factory=dict)
    days: dict[str, set[str]] = field(default_factory=dict)

    def document(self, document: Document, link: Link) -> None:
        try:
            found = listed_in(document)
        except SourceError as error:
            self.sink.failed(link, str(error))
            return
        named = {meeting_link(event).url: row for event, row in found.items()}
        self.rows |= {url: row or self.rows.get(url) for url, row in named.items()}
        if link.kind == DAY:
            self.days[link.url] = set(named)
        self.pages.append((document, link))

    def unchanged(self, link: Link, checked_at: str) -> None:
        self.sink.unchanged(link, checked_at)

    def missing(self, link: Link, checked_at: str) -> None:
        self.sink.failed(link, "the server has no such page")

    def failed(self, link: Link, reason: str) -> None:
        self.sink.failed(link, reason)

    def forbidden(self, link: Link, reason: str) -> None:
        self.sink.forbidden(link, reason)


@dataclass(slots=True)
class _Visits:
    """Takes visits to meetings, and remembers which were there. One that names no bill, and is not
    ``stored`` for one that it named, is only noted."""

    sink: UpdateSink
    stored: Mapping[str, object]
    there: set[str] = field(default_factory=set)

    def document(self, document: Document, link: Link) -> None:
        self.there.add(link.url)
        if link.url in self.stored or names_bills(document):
            self.sink.document(document, link)
        else:
            self.sink.confirmed(link, document.fetched_at)

    def unchanged(self, link: Link, checked_at: str) -> None:
        self.there.add(link.url)
        self.sink.unchanged(link, checked_at)

    def missing(self, link: Link, checked_at: str) -> None:
        self.sink.confirmed(replace(link, lastmod=ABSENT), checked_at)  # its day says what that is

    def failed(self, link: Link, reason: str) -> None:
        self.there.add(link.url)
        self.sink.failed(link, reason)

    def forbidden(self, link: Link, reason: str) -> None:
        self.there.add(link.url)
        self.sink.forbidden(link, reason)


def update_meetings(
    workspace: Workspace,
    fetcher: Fetcher,
    keys: Iterable[str],
    known: Known,
    sink: UpdateSink,
    *,
    whole: bool = True,
    base_url: str | None = None,
    contact: str | None = None,
    progress: Progress = untold,
) -> Update:
    """Ask for what committees of the House have on. Not ``whole``, a question about some bills: for
    nothing, so that it stays small."""
    if not whole or not any(key.startswith("us-") for key in keys):
        return Update(CrawlPlan(), CrawlReport(0), 0, ())
    where = {"base_url": base_url, "contact": contact}
    source, today = source_named(NAME), sessions.today(_ZONE)

    def crawl(links: list[Link], taken: object, doing: str) -> CrawlReport:
        return fetcher.crawl(source, links, taken, **where, progress=progress, doing=doing)  # type: ignore[arg-type]

    stored = _stored(workspace, today)
    lists, visits = _Lists(sink), _Visits(sink, stored)
    asked = list(_lists(today, known))
    first = crawl(asked, lists, "weeks and days")
    links = list(_meetings(lists, stored, known))
    report = crawl(links[:AT_ONCE], visits, "meetings")
    _take_lists(lists, stored, visits, sink)
    notes = [f"{len(links) - AT_ONCE} meetings wait for the next update"] if links[AT_ONCE:] else []
    report.counts.update(first.counts)
    return Update(
        CrawlPlan((*asked, *links)), report, first.requests + report.requests, tuple(notes)
    )


def _lists(today: date, known: Known) -> Iterator[Link]:
    """This week's and the next one's page; each working day of them from today on that was not
    asked for lately."""
    next_week = today + timedelta(days=7)
    yield from (week_link(today), week_link(next_week))
    last = next_week + timedelta(days=(5 - next_week.weekday()) % 7)
    for ahead in range((last - today).days + 1):
        day = today + timedelta(days=ahead)
        link = day_link(day)
        if day.weekday() < 5 and _is_due(link, known):
            yield link


def _is_due(link: Link, known: Known) -> bool:
    stored = known.get(link.url)
    if stored is None or not stored.fetched_at:
        return True
    asked, now = map(datetime.fromisoformat, (stored.fetched_at, sessions.utc_now()))
    return asked < now - _AGAIN


def _stored(workspace: Workspace, today: date) -> Mapping[str, tuple[str, bool]]:
    """Meetings to come that this source told of, by address: their day's page, and whether a
    followed bill is on."""
    with open_reader(workspace.database) as connection:
        rows = connection.execute(_STORED, (NAME, today.isoformat())).fetchall()
    days = {row[0]: day_link(date.fromisoformat(row[1])).url for row in rows}
    return {row[0]: (days[row[0]], bool(row[2])) for row in rows}


def _meetings(
    lists: _Lists, stored: Mapping[str, tuple[str, bool]], known: Known
) -> Iterator[Link]:
    """The meetings to visit: new, not as they were, gone from their day, and those that may say
    more of our bills."""
    for url in dict.fromkeys((*lists.rows, *stored)):
        row, before = lists.rows.get(url), known.get(url)
        link = meeting_link(event_of(url) or "", row)
        new = before is None or not before.fetched_at or before.lastmod == ABSENT
        other = row is not None and before is not None and row != before.lastmod
        day, ours = stored.get(url, ("", False))
        late = ours or bool(row and _MAY_NAME.search(row))
        if new or other or _is_gone(url, day, lists) or (late and _is_due(link, known)):
            yield link


def _is_gone(url: str, day: str, lists: _Lists) -> bool:
    """Whether a day's page was read and does not have a meeting that was on it."""
    return day in lists.days and url not in lists.days[day]


def _take_lists(
    lists: _Lists, stored: Mapping[str, tuple[str, bool]], visits: _Visits, sink: UpdateSink
) -> None:
    """A day takes off what it has no more, where that has no page of its own any more either."""
    for document, link in lists.pages:
        gone = {url for url, (day, _) in stored.items()
                if day == link.url and _is_gone(url, day, lists)}  # fmt: skip
        if link.kind == DAY and not gone & visits.there:
            sink.document(document, link)
        elif link.kind != DAY:
            sink.confirmed(replace(link, bill=None), document.fetched_at)
