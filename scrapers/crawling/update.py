"""One source brought up to date: its feed of changes, its lists where the feed cannot tell, then
the bills they leave in question, and last a look at what was introduced.

With nothing new this takes two requests, robots.txt and the feed, and no bill's file.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from billtrail.bills import Source
from billtrail.bills.doubts import LOSS_SHARE
from billtrail.bills.models import ABSENT, Document, Link
from billtrail.errors import SourceError, UsageError
from billtrail.legislatures.calendar import sessions
from billtrail.progress import Progress, untold

from .crawl import CrawlReport, Fetcher
from .crawl_plan import (
    CrawlPlan,
    Entries,
    Feed,
    FeedAnswer,
    Known,
    Listing,
    is_settled,
    plan,
    share_by_lists,
    with_known,
)
from .new_bills import AT_ONCE, find_new, is_opening, lists_to_read
from .sinks import UpdateSink


@dataclass(frozen=True, slots=True)
class Update:
    """What an update did. ``notes`` say what did not work as it should, ``faults`` those of them
    that make the source unhealthy, one line each; ``looked`` counts new bills looked at."""

    plan: CrawlPlan
    bills: CrawlReport
    requests: int
    notes: tuple[str, ...]
    faults: tuple[str, ...] = ()
    looked: int = 0

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
    answer: FeedAnswer = field(default_factory=FeedAnswer)
    faults: list[str] = field(default_factory=list)
    reason: str | None = None

    def document(self, document: Document, link: Link) -> None:
        try:
            batches = self.feed.parse(document)
        except SourceError as error:
            self.failed(link, str(error))
            return
        self.answer = FeedAnswer(document.fetched_at, batches)
        self.sink.announced(batches)
        self.sink.confirmed(link, document.fetched_at)

    def unchanged(self, link: Link, checked_at: str) -> None:
        stored = self.known.get(link.url)
        self.answer = FeedAnswer(checked_at, same_since=stored.checked_at if stored else None)
        self.sink.confirmed(link, checked_at)

    def missing(self, link: Link, checked_at: str) -> None:
        self.failed(link, "not there")

    def failed(self, link: Link, reason: str) -> None:
        self.reason = reason
        self.faults.append(f"{_named(link, reason)}; every bill is asked for instead")

    forbidden = failed


def _named(link: Link, reason: str) -> str:
    """The reason with the address, once."""
    return reason if link.url in reason else f"{link.url}: {reason}"


@dataclass(slots=True)
class _ListSink:
    """Takes the lists. One that is not there, or names far fewer files than before, tells nothing:
    nothing is dropped for it, and its bills are asked for one by one."""

    sink: UpdateSink
    listing: Listing
    known: Known
    entries: dict[str, str] = field(default_factory=dict)
    read: list[tuple[Link, str]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def document(self, document: Document, link: Link) -> None:
        try:
            entries = self.listing.parse(document)
            self._refuse_halved(link, entries)
        except SourceError as error:
            self.failed(link, str(error))
            return
        self.entries |= entries
        self.read.append((link, document.fetched_at))

    def _refuse_halved(self, link: Link, entries: Entries) -> None:
        before = sum(1 for _ in self._stored(link))
        if before and len(entries) < (1 - LOSS_SHARE) * before:
            raise SourceError(f"the list names {len(entries):,} files, {before:,} were known")

    def _stored(self, link: Link) -> Iterator[str]:
        for url, stored in self.known.items():
            key = self.listing.bill_of(url)
            if (
                key
                and stored.lastmod not in (None, ABSENT)
                and self.listing.of_bill(key) == link.url
            ):
                yield url

    def unchanged(self, link: Link, checked_at: str) -> None:
        self.entries |= {url: self.known[url].lastmod or "" for url in self._stored(link)}
        self.read.append((link, checked_at))

    def missing(self, link: Link, checked_at: str) -> None:
        """A session that has just opened has no bills of some types yet."""
        self.read.append((link, checked_at))

    def failed(self, link: Link, reason: str) -> None:
        self.faults.append(f"{_named(link, reason)}; nothing was dropped, its bills are asked for")

    forbidden = failed


@dataclass(slots=True)
class _NewSink:
    """Takes the files of new bills; what could not be had waits for the next update."""

    sink: UpdateSink

    def document(self, document: Document, link: Link) -> None:
        self.sink.introduced(document, link)

    def unchanged(self, link: Link, checked_at: str) -> None:
        self.sink.confirmed(replace(link, bill=None), checked_at)

    def missing(self, link: Link, checked_at: str) -> None:
        self.unchanged(link, checked_at)

    def failed(self, link: Link, reason: str) -> None:
        pass

    forbidden = failed


@dataclass(slots=True)
class _Asking:
    """One update of one source, step by step. ``silent``: nothing came back, and why."""

    source: Source
    known: Known
    sink: UpdateSink
    fetcher: Fetcher
    where: Mapping[str, str | None]
    progress: Progress = untold
    requests: int = 0
    notes: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    silent: str | None = None

    def crawl(self, links: Iterable[Link], sink: object, doing: str) -> CrawlReport:
        report = self.fetcher.crawl(self.source, links, sink, **self.where,  # type: ignore[arg-type]
                                    progress=self.progress, doing=doing)  # fmt: skip
        self.requests += report.requests
        return report

    def read_feed(self) -> FeedAnswer:
        feed: Feed | None = self.source.feed
        if feed is None:
            return FeedAnswer()
        taken = _FeedSink(self.sink, feed, self.known)
        link = Link(self.source.name, feed.url, feed.kind)
        link = with_known(link, self.known) if is_settled(self.known.get(feed.url)) else link
        report = self.crawl([link], taken, "what changed")
        if taken.reason and not report.bytes:
            self.silent = taken.reason
        else:
            self.faults += taken.faults
        return taken.answer

    def _link(self, url: str, kind: str) -> Link:
        return with_known(Link(self.source.name, url, kind), self.known)

    def read_lists(self, urls: Iterable[str]) -> _ListSink:
        listing: Listing = self.source.listing
        taken = _ListSink(self.sink, listing, self.known)
        links = [self._link(url, listing.kind) for url in dict.fromkeys(urls)]
        self.crawl(links, taken, "lists of files")
        self.faults += taken.faults
        return taken

    def look(self, new: tuple[str, ...], watched: set[str | None]) -> int:
        """Fetch what was introduced, so much at once; returns how many were looked at."""
        if not new:
            return 0
        bill_of = self.source.listing.bill_of
        urls = [url for url in new if bill_of(url) not in watched]
        kind = next(iter(self.source.kinds))
        links = [Link(self.source.name, url, kind, bill_of(url)) for url in urls]
        self.sink.waiting(links)
        report = self.crawl(links[:AT_ONCE], _NewSink(self.sink), "new bills")
        if left := len(links) - report.counts["document"]:
            self.notes.append(f"{left:,} new bills wait to be looked at by the next update")
        return report.counts["document"]


def update_source(
    source: Source,
    keys: Iterable[str],
    known: Known,
    sink: UpdateSink,
    *,
    fetcher: Fetcher,
    base_url: str | None = None,
    contact: str | None = None,
    progress: Progress = untold,
    look: bool = False,
) -> Update:
    """Bring the named bills up to date; each that the source keeps reaches the sink once.

    What the feed or a list confirms comes as ``confirmed`` or ``unchanged``. With ``look``, bills
    just introduced come as ``introduced``.
    """
    if source.start is None:
        raise UsageError(f"{source.name} is imported, not crawled.")
    where = {"base_url": base_url, "contact": contact}
    asking = _Asking(source, known, sink, fetcher, where, progress)
    answer = asking.read_feed()
    decided = _plan(source, list(keys), known, answer)
    if asking.silent:
        return _unanswered(asking, decided)
    for link in decided.confirmed:
        sink.confirmed(link, answer.at)
    for link in decided.absent:
        sink.still_absent(link)
    decided, new = _by_lists(asking, decided, answer, look and source.listing is not None)
    report = asking.crawl(decided.ask, sink, "bills")
    looked = asking.look(new, {link.bill for link in (*decided.ask, *decided.confirmed)})
    return Update(decided, report, asking.requests, (*asking.faults, *asking.notes),
                  tuple(asking.faults), looked)  # fmt: skip


def _unanswered(asking: _Asking, decided: CrawlPlan) -> Update:
    """Nothing at all came back from the publisher, so that it is asked for nothing more."""
    for link in decided.ask:
        asking.sink.failed(link, asking.silent or "")
    report = CrawlReport(len(decided.ask), Counter(failed=len(decided.ask)))
    return Update(decided, report, asking.requests, tuple(asking.notes))


def _plan(source: Source, keys: list[str], known: Known, answer: FeedAnswer) -> CrawlPlan:
    assert source.start is not None
    links = list(source.start(keys, known))
    kept = {link.bill for link in source.start(keys, {})}  # due for a question or not
    if None in kept:  # a list of the publisher's, which speaks of every bill
        keys = []
    reason = f"{source.title} keeps no file of it"
    left_out = tuple((key, reason) for key in keys if key not in kept)
    return replace(plan(links, known, answer), left_out=left_out)


def _by_lists(
    asking: _Asking, decided: CrawlPlan, answer: FeedAnswer, look: bool
) -> tuple[CrawlPlan, tuple[str, ...]]:
    """The plan after the lists were read, where any is needed, and what they name as new."""
    listing: Listing | None = asking.source.listing
    if listing is None:
        return decided, ()
    place, today = asking.source.jurisdiction, sessions.today()
    session = sessions.session_on(place, today)
    feed = asking.known.get(asking.source.feed.url) if asking.source.feed else None
    lists = lists_to_read(listing, asking.known, answer, feed, session) if look else ()
    taken = asking.read_lists((*_doubted(listing, decided, asking.known), *lists))
    decided, same = share_by_lists(decided, asking.known, taken.entries)
    opening = is_opening(place, session, today)
    new = find_new(listing, asking.known, answer, taken.entries, session, opening) if look else ()
    asked = {link.url for link in decided.ask}
    kept = {url: time for url, time in taken.entries.items() if listing.of_bill(
        listing.bill_of(url) or "") in lists and url not in asked and url not in new}  # fmt: skip
    asking.sink.listed(taken.read, kept, asked)
    for link in same:
        at = next(at for read, at in taken.read if read.url == listing.of_bill(link.bill or ""))
        asking.sink.unchanged(link, at)
    return decided, new


def _doubted(listing: Listing, decided: CrawlPlan, known: Known) -> Iterator[str]:
    """The lists that may settle what is in question: where a time was kept to compare with, or
    where one is to be kept from now on."""
    for link in decided.in_question:
        url = listing.of_bill(link.bill or "")
        if url and (known[link.url].lastmod or url not in known):
            yield url
