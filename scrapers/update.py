"""One source brought up to date: its feed of changes, then the bills it leaves in question.

With nothing new this takes two requests, robots.txt and the feed, and no bill's file.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from billtrail.errors import SourceError, UsageError
from billtrail.models import Document, Link, Source
from billtrail.scrapers.crawl import CrawlReport, Progress, crawl_apart
from billtrail.scrapers.pipeline import UpdateSink
from billtrail.scrapers.planning import Feed, Known, Plan, Reading, plan, with_known


@dataclass(frozen=True, slots=True)
class Update:
    """What an update did. ``notes`` say what did not work as it should, one line each."""

    plan: Plan
    bills: CrawlReport
    requests: int
    notes: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """Whether the publisher answered for every bill wanted."""
        return self.bills.complete


@dataclass(slots=True)
class _FeedSink:
    """Takes the one answer for the feed; a feed that was read goes on, with its validators."""

    sink: UpdateSink
    feed: Feed
    known: Known
    reading: Reading = field(default_factory=Reading)
    notes: list[str] = field(default_factory=list)

    def document(self, document: Document, link: Link) -> None:
        try:
            batches = self.feed.parse(document)
        except SourceError as error:
            self.failed(link, str(error))
            return
        self.reading = Reading(document.fetched_at, batches)
        self.sink.confirmed(link, document.fetched_at)

    def unchanged(self, link: Link, checked_at: str) -> None:
        stored = self.known.get(link.url)
        self.reading = Reading(checked_at, same_since=stored.checked_at if stored else None)
        self.sink.confirmed(link, checked_at)

    def missing(self, link: Link, checked_at: str) -> None:
        self.failed(link, "not there")

    def failed(self, link: Link, reason: str) -> None:
        self.notes.append(f"{link.url}: {reason}; every bill is asked for instead")

    forbidden = failed


def _plan(source: Source, keys: list[str], known: Known, reading: Reading) -> Plan:
    assert source.start is not None
    links = list(source.start(keys, known))
    kept = {link.bill for link in links}
    if None in kept:  # a list of the publisher's, which speaks of every bill
        keys = []
    reason = f"{source.title} keeps no file of it"
    left_out = tuple((key, reason) for key in keys if key not in kept)
    return replace(plan(links, known, reading), left_out=left_out)


def update_source(
    source: Source,
    keys: Iterable[str],
    known: Known,
    sink: UpdateSink,
    *,
    base_url: str | None = None,
    contact: str | None = None,
    progress: Progress | None = None,
) -> Update:
    """Bring the named bills up to date; each that the source keeps reaches the sink once.

    The feed itself and the bills it confirms come as ``confirmed``.
    """
    if source.start is None:
        raise UsageError(f"{source.name} is imported, not crawled.")
    feed = _FeedSink(sink, source.feed, known)
    traffic = 0
    if source.feed:
        asked = with_known(Link(source.name, source.feed.url, source.feed.kind), known)
        traffic = crawl_apart(source, [asked], feed, base_url=base_url, contact=contact).requests
    decided = _plan(source, list(keys), known, feed.reading)
    for link in decided.confirmed:
        sink.confirmed(link, feed.reading.at)
    report = crawl_apart(
        source, decided.ask, sink, base_url=base_url, contact=contact, progress=progress
    )
    return Update(decided, report, traffic + report.requests, tuple(feed.notes))
