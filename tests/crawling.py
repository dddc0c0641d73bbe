"""Sinks and sites for the crawl tests: small, real, and kept in memory."""

import atexit
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from replay import Publisher, built_status

from billtrail.bills.models import ABSENT, Document, Link
from billtrail.bills.source import Source
from billtrail.scrapers.crawling.crawl import Fetcher
from billtrail.scrapers.crawling.crawl_plan import KnownLink
from billtrail.scrapers.registry import source_named

#: One child crawls for all tests of a process.
FETCHER = Fetcher()
atexit.register(FETCHER.close)

KEYS = tuple(f"us-119-hr{number}" for number in range(1, 11))


def govinfo() -> Source:
    return source_named("us_govinfo")


def publisher_of(keys: Iterable[str] = KEYS) -> Publisher:
    publisher = Publisher()
    for key in keys:
        publisher.add(*built_status(key))
    return publisher


def path_of(key: str) -> str:
    (path,) = publisher_of([key]).files
    return path


@dataclass
class Shelf:
    """Keeps what came: bodies and known links by address, outcomes in order."""

    known: dict[str, KnownLink] = field(default_factory=dict)
    bodies: dict[str, bytes] = field(default_factory=dict)
    outcomes: list[tuple[str, str, str]] = field(default_factory=list)

    def _note(self, outcome: str, link: Link, why: str = "") -> None:
        self.outcomes.append((outcome, link.bill or link.url, why))

    def of(self, outcome: str) -> list[str]:
        return sorted(bill for name, bill, _ in self.outcomes if name == outcome)

    def reasons(self) -> set[str]:
        return {why for _, _, why in self.outcomes if why}

    def _keep(self, link: Link, at: str) -> None:
        stored = self.known.get(link.url)
        lastmod = link.lastmod or (stored.lastmod if stored else None)
        self.known[link.url] = KnownLink(link.url, link.etag, link.last_modified, at, at, lastmod)

    def document(self, document: Document, link: Link) -> None:
        (self.bodies[link.url],) = document.parts.values()
        self._keep(link, document.fetched_at)
        self._note("document", link)

    def unchanged(self, link: Link, checked_at: str) -> None:
        self._keep(link, checked_at)
        self._note("unchanged", link)

    def confirmed(self, link: Link, checked_at: str) -> None:
        stored = self.known.get(link.url, KnownLink(link.url))
        self.known[link.url] = replace(
            stored, etag=link.etag, last_modified=link.last_modified, checked_at=checked_at
        )
        self._note("confirmed", link)

    def still_absent(self, link: Link) -> None:
        self._note("absent", link)

    def missing(self, link: Link, checked_at: str) -> None:
        self._keep(replace(link, lastmod=ABSENT), checked_at)
        self._note("missing", link)

    def failed(self, link: Link, reason: str) -> None:
        self._note("failed", link, reason)

    def forbidden(self, link: Link, reason: str) -> None:
        self._note("forbidden", link, reason)

    def announced(self, batches) -> None:
        self.batches = tuple(batches)

    def listed(
        self, lists: Sequence[tuple[Link, str]], entries: Mapping[str, str], open: Iterable[str]
    ) -> None:
        for link, at in lists:
            self._keep(link, at)
        for url, time in {**entries, **dict.fromkeys(open)}.items():
            stored = self.known.get(url, KnownLink(url))
            self.known[url] = replace(stored, lastmod=time)

    def waiting(self, links: Iterable[Link]) -> None:
        for link in links:
            self.known.setdefault(link.url, KnownLink(link.url))

    def introduced(self, document: Document, link: Link) -> None:
        self._keep(link, document.fetched_at)
        self._note("introduced", link)


class FullDisk:
    """A pipeline of Scrapy's that can keep nothing."""

    def process_item(self, item: object) -> object:
        raise OSError("no space left on device")
