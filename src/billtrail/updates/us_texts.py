"""Texts of federal prints: each that a followed bill has and that is not here is asked for once.

A print never changes. One that is not there is asked for again by every update until it is a month
old, since a text comes later than the word of it, and then once a month: GovInfo has none in XML
from before 2004. One whose file here is lost or damaged is asked for at once.
"""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from billtrail.bills.models import ABSENT, Link
from billtrail.legislatures.calendar import sessions
from billtrail.progress import Progress, untold
from billtrail.scrapers import source_named
from billtrail.scrapers.crawling import CrawlPlan, Fetcher, Known, Update, UpdateSink
from billtrail.scrapers.us_govinfo_texts import NAME, is_print, print_link
from billtrail.store import open_reader, read_prints_of
from billtrail.workspace import Workspace

_AGAIN = timedelta(days=30)


def update_texts(
    workspace: Workspace,
    fetcher: Fetcher,
    keys: Iterable[str],
    known: Known,
    sink: UpdateSink,
    *,
    base_url: str | None = None,
    contact: str | None = None,
    progress: Progress = untold,
) -> Update:
    """Ask for the prints of the bills that are not here, each outcome going to the sink."""
    wanted = _wanted(workspace, keys)
    links = [link for link, day in wanted if not _is_old_and_absent(link, day, known)]
    had = sum(link.url in known and known[link.url].lastmod != ABSENT for link in links)
    lost = (f"{had:,} of them had been read and are lost or damaged here",) if had else ()
    report = fetcher.crawl(source_named(NAME), links, sink, base_url=base_url, contact=contact,
                           progress=progress, doing="texts")  # fmt: skip
    return Update(CrawlPlan(tuple(links)), report, report.requests, lost)


def _wanted(workspace: Workspace, keys: Iterable[str]) -> Iterator[tuple[Link, str]]:
    """The prints that are not here, each with its day, where it has one."""
    with open_reader(workspace.database) as connection:
        for key in keys:
            here = {code for code, _ in read_prints_of(connection, key)}
            rows = connection.execute(
                "SELECT code, coalesce(date, '') FROM versions WHERE bill = ? "
                "AND unlisted_since IS NULL ORDER BY position",
                (key,),
            )
            days = {code: day for code, day in rows.fetchall() if is_print(key, code)}
            yield from ((print_link(key, code), days[code]) for code in days if code not in here)


def _is_old_and_absent(link: Link, day: str, known: Known) -> bool:
    """Whether the publisher said within a month that it has no such file, and might have had it."""
    stored = known.get(link.url)
    if stored is None or stored.lastmod != ABSENT or not stored.fetched_at:
        return False
    since = (sessions.today() - _AGAIN).isoformat()
    return day < since < stored.fetched_at
