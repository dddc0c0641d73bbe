"""Scrapy's items: every link of a crawl gives exactly one. Nothing here needs Scrapy."""

from dataclasses import dataclass

from billtrail.bills.models import Document, Link


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer. ``link`` carries the validators that came with it; ``document`` is the one made of
    all pages, where the link stands for several."""

    link: Link
    status: int
    body: bytes
    fetched_at: str
    document: Document | None = None


@dataclass(frozen=True, slots=True)
class NotFetched:
    """No answer: the network failed, or we may not ask."""

    link: Link
    reason: str
    forbidden: bool = False
