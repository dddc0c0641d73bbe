"""What to ask a publisher for, decided before anything is sent: plain values, no network.

An update has three steps. First the publisher's own feed of changes, one request. Where it reaches
back past the last time a bill was confirmed, a bill it does not name is confirmed by it, and one it
names is asked for. Where the feed cannot tell, and once in ``DIRECT`` in any case, the publisher's
list of files decides: a bill is confirmed whose time there is the one read there before (times of
a list are compared with nothing else). What is left is asked for one by one, conditionally.

The same two say what is new, see ``new_bills``.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

from billtrail.bills.models import ABSENT, Document, Link

#: A batch is announced near the time its files appear; a check may fall between the two.
OVERLAP = timedelta(hours=12)
#: The longest time that a bill is confirmed by the feed alone.
DIRECT = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class KnownLink:
    """What is stored of an address; instants are UTC.

    ``fetched_at`` is the last direct answer (a body, "not modified", an unmoved time in the
    publisher's list) that was taken in, ``checked_at`` the later of that and the last time a feed
    confirmed it. ``lastmod`` is the file's time in the list when it was taken in, or first seen.
    Without ``fetched_at`` and ``lastmod`` it waits to be looked at.
    """

    url: str
    etag: str | None = None
    last_modified: str | None = None
    fetched_at: str | None = None
    checked_at: str | None = None
    lastmod: str | None = None


#: By address.
Known = Mapping[str, KnownLink]


@dataclass(frozen=True, slots=True)
class Batch:
    """One publication: when (UTC) and the keys of the bills it changed."""

    at: str
    bills: frozenset[str]


@dataclass(frozen=True, slots=True)
class Feed:
    """Where a publisher announces changes. ``parse`` raises ParseError."""

    url: str
    kind: str
    parse: Callable[[Document], tuple[Batch, ...]]


#: A file's address -> its time there, as written.
Entries = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Listing:
    """Where a publisher lists all its files, one list for each kind of measure of a session.

    ``of_bill`` and ``of_session`` give the lists' addresses, ``bill_of`` the bill of a file's.
    ``parse`` raises ParseError, also for a list of nothing.
    """

    kind: str
    parse: Callable[[Document], Entries]
    of_bill: Callable[[str], str | None]
    of_session: Callable[[str], tuple[str, ...]]
    url_of: Callable[[str], str | None]
    bill_of: Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class Visit:
    """How a link becomes one document of several pages, all asked for within one visit.

    ``follow`` reads from the link's own page which others to ask for, by name; a page that the
    publisher does not have is left out. ``join`` makes the document of the pages by name, the
    link's own under ``first``, as they stood at an instant (UTC). Both raise ParseError.
    """

    first: str
    follow: Callable[[Link, bytes], Mapping[str, str]]
    join: Callable[[Link, Mapping[str, bytes], str], Document]


@dataclass(frozen=True, slots=True)
class FeedAnswer:
    """What the feed said at ``at``: its batches, or that it is the same as at ``same_since``.

    Both empty: there is no feed, or it could not be read.
    """

    at: str = ""
    batches: tuple[Batch, ...] = ()
    same_since: str | None = None


@dataclass(frozen=True, slots=True)
class CrawlPlan:
    """The links to ask for, those that the feed confirms, and what the source does not keep.

    ``left_out`` are pairs of bill key and reason; ``in_question`` are those links to ask that
    the publisher's list may yet confirm; ``absent`` had no file when last asked for, and the feed
    names none since.
    """

    ask: tuple[Link, ...] = ()
    confirmed: tuple[Link, ...] = ()
    left_out: tuple[tuple[str, str], ...] = ()
    in_question: tuple[Link, ...] = ()
    absent: tuple[Link, ...] = ()


def with_known(link: Link, known: Known) -> Link:
    """The link with the validators stored for its address."""
    stored = known.get(link.url)
    if stored is None:
        return link
    return replace(link, etag=stored.etag, last_modified=stored.last_modified)


def plan(links: Iterable[Link], known: Known, answer: FeedAnswer) -> CrawlPlan:
    """Share the links out between the feed and direct questions."""
    shares: dict[str, list[Link]] = {"confirmed": [], "absent": [], "named": [], "open": []}
    for link in links:
        stored = known.get(link.url)
        said = _said_by_feed(answer, link, stored)
        absent = said == "confirmed" and stored is not None and stored.lastmod == ABSENT
        shares["absent" if absent else said].append(link)
    asked = (*shares["named"], *shares["open"])
    return CrawlPlan(asked, tuple(shares["confirmed"]), in_question=tuple(shares["open"]),
                absent=tuple(shares["absent"]))  # fmt: skip


def _said_by_feed(answer: FeedAnswer, link: Link, stored: KnownLink | None) -> str:
    """``confirmed``, ``named`` (or never read: the list cannot tell either), or ``open``."""
    if stored is None or not stored.fetched_at or not stored.checked_at:
        return "named"
    if not answer.at:
        return "open"
    since = before(stored.checked_at, OVERLAP)
    if any(link.bill in batch.bills for batch in answer.batches if batch.at >= since):
        return "named"
    if stored.fetched_at < before(answer.at, DIRECT):
        return "open"
    if answer.same_since:
        return "confirmed" if stored.checked_at >= answer.same_since else "open"
    return "confirmed" if reaches(answer, since) else "open"


def is_settled(feed: KnownLink | None) -> bool:
    """Whether a feed may be asked for only if it changed: it was last read so long after its last
    change that what that named was surely there. Until then it is read whole, since a file may
    come later than its batch, or an old copy of it from a cache."""
    if feed is None or not feed.last_modified or not feed.checked_at:
        return True
    try:
        changed = parsedate_to_datetime(feed.last_modified)
    except ValueError:
        return True
    return f"{changed:%Y-%m-%dT%H:%M:%SZ}" <= before(feed.checked_at, OVERLAP)


def reaches(answer: FeedAnswer, since: str) -> bool:
    """Whether the feed goes back to an instant, so that what it does not name did not change."""
    return bool(answer.batches) and min(batch.at for batch in answer.batches) <= since


def share_by_lists(
    plan: CrawlPlan, known: Known, entries: Entries
) -> tuple[CrawlPlan, tuple[Link, ...]]:
    """The plan without the links whose time in the publisher's list has not moved, and these.

    Links still to be asked carry their time, to be kept once their file is taken in.
    """
    same = {
        link.url for link in plan.in_question
        if (stored := known.get(link.url)) and stored.lastmod
        and stored.lastmod == entries.get(link.url)
    }  # fmt: skip
    ask = tuple(
        replace(link, lastmod=entries.get(link.url)) for link in plan.ask if link.url not in same
    )
    return replace(plan, ask=ask), tuple(link for link in plan.ask if link.url in same)


def before(instant: str, span: timedelta) -> str:
    """An instant so much earlier."""
    return (datetime.fromisoformat(instant) - span).strftime("%Y-%m-%dT%H:%M:%SZ")
