"""Texts of federal prints: each that a followed bill has and that is not here is asked for once.

A print never changes. One that GovInfo does not keep (it has none in XML from before 2004) is asked
for again after a month, and one whose file here is lost or damaged at once.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

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
    links = [link for link in _wanted(workspace, keys) if not _is_absent(link, known)]
    had = sum(link.url in known and known[link.url].lastmod != ABSENT for link in links)
    lost = (f"{had:,} of them had been read and are lost or damaged here",) if had else ()
    report = fetcher.crawl(source_named(NAME), links, sink, base_url=base_url, contact=contact,
                           progress=progress, doing="texts")  # fmt: skip
    return Update(CrawlPlan(tuple(links)), report, report.requests, lost)


def _wanted(workspace: Workspace, keys: Iterable[str]) -> Iterator[Link]:
    with open_reader(workspace.database) as connection:
        for key in keys:
            here = {code for code, _ in read_prints_of(connection, key)}
            rows = connection.execute(
                "SELECT code FROM versions WHERE bill = ? AND unlisted_since IS NULL "
                "ORDER BY position",
                (key,),
            )
            codes = dict.fromkeys(row[0] for row in rows.fetchall() if is_print(key, row[0]))
            yield from (print_link(key, code) for code in codes if code not in here)


def _is_absent(link: Link, known: Known) -> bool:
    """Whether the publisher said lately that it has no such file."""
    stored = known.get(link.url)
    if stored is None or stored.lastmod != ABSENT or not stored.fetched_at:
        return False
    asked, now = map(datetime.fromisoformat, (stored.fetched_at, sessions.utc_now()))
    return asked > now - _AGAIN
