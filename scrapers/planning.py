"""What to ask a publisher for, decided before anything is sent: plain values, no network.

An update has two steps. First the publisher's own feed of changes, one request. Where it reaches
back past the last time a bill was confirmed, a bill it does not name is confirmed by it. What it
names, and whatever it cannot speak for, is asked for one by one, conditionally. A feed can be
wrong, so each bill is asked for directly once in ``DIRECT`` all the same.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from billtrail.models import Document, Link

#: A batch is announced near the time its files appear; a check may fall between the two.
OVERLAP = timedelta(hours=12)
#: The longest time that a bill is confirmed by the feed alone.
DIRECT = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class KnownLink:
    """What is stored of an address; instants are UTC.

    ``fetched_at`` is the last direct answer (a body or "not modified") that was taken in,
    ``checked_at`` the later of that and the last time a feed confirmed it.
    """

    url: str
    etag: str | None = None
    last_modified: str | None = None
    fetched_at: str | None = None
    checked_at: str | None = None


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
class Reading:
    """What the feed said at ``at``: its batches, or that it is the same as at ``same_since``.

    Both empty: there is no feed, or it could not be read.
    """

    at: str = ""
    batches: tuple[Batch, ...] = ()
    same_since: str | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """The links to ask for, those that the feed confirms, and what the source does not keep.

    ``left_out`` are pairs of bill key and reason.
    """

    ask: tuple[Link, ...] = ()
    confirmed: tuple[Link, ...] = ()
    left_out: tuple[tuple[str, str], ...] = ()


def with_known(link: Link, known: Known) -> Link:
    """The link with the validators stored for its address."""
    stored = known.get(link.url)
    if stored is None:
        return link
    return Link(link.source, link.url, link.kind, link.bill, stored.etag, stored.last_modified)


def plan(links: Iterable[Link], known: Known, reading: Reading) -> Plan:
    """Share the links out between the feed and direct questions."""
    ask: list[Link] = []
    confirmed: list[Link] = []
    for link in links:
        (confirmed if _confirms(reading, link, known.get(link.url)) else ask).append(link)
    return Plan(tuple(ask), tuple(confirmed))


def _confirms(reading: Reading, link: Link, stored: KnownLink | None) -> bool:
    if stored is None or not stored.fetched_at or not stored.checked_at or not reading.at:
        return False
    if stored.fetched_at < _before(reading.at, DIRECT):
        return False
    if reading.same_since:
        return stored.checked_at >= reading.same_since
    since = _before(stored.checked_at, OVERLAP)
    if not reading.batches or min(batch.at for batch in reading.batches) > since:
        return False
    return not any(link.bill in batch.bills for batch in reading.batches if batch.at >= since)


def _before(instant: str, span: timedelta) -> str:
    return (datetime.fromisoformat(instant) - span).strftime("%Y-%m-%dT%H:%M:%SZ")
