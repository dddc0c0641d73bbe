"""What an item means to a sink, and Scrapy's pipeline that hands items over."""

import hashlib
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urlsplit

from billtrail.bills.models import Document

from .items import Fetched, NotFetched
from .sinks import Sink

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


def deliver(item: Fetched | NotFetched, sink: Sink) -> None:
    """Hand an item to the sink method that its status means."""
    if isinstance(item, NotFetched):
        (sink.forbidden if item.forbidden else sink.failed)(item.link, item.reason)
        return
    _BY_STATUS.get(item.status, _unexpected)(item, sink)


def _document_from(item: Fetched) -> Document:
    """The document in a good answer, named as its publisher names the file."""
    link = item.link
    name = PurePosixPath(urlsplit(link.url).path).name or link.kind
    digest = hashlib.sha256(item.body).hexdigest()
    return Document(
        link.source, link.kind, link.url, {name: item.body}, item.fetched_at, None, digest
    )


def _document(item: Fetched, sink: Sink) -> None:
    if item.document or item.body:
        sink.document(item.document or _document_from(item), item.link)
    else:
        sink.failed(item.link, "the answer was empty")


def _unchanged(item: Fetched, sink: Sink) -> None:
    sink.unchanged(item.link, item.fetched_at)


def _missing(item: Fetched, sink: Sink) -> None:
    sink.missing(item.link, item.fetched_at)


def _elsewhere(item: Fetched, sink: Sink) -> None:
    sink.failed(item.link, f"the server sent us to another address ({item.status}), not followed")


def _unexpected(item: Fetched, sink: Sink) -> None:
    sink.failed(item.link, f"the server answered {item.status}")


_BY_STATUS: Mapping[int, Callable[[Fetched, Sink], None]] = {
    200: _document, 304: _unchanged, 404: _missing, 410: _missing,
    **dict.fromkeys((301, 302, 303, 307, 308), _elsewhere),
}  # fmt: skip


class SinkPipeline:
    """Gives each item to the spider's sink; a sink that fails ends the crawl.

    Scrapy logs what a pipeline raises and asks for the next page.
    """

    def __init__(self, crawler: "Crawler") -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        return cls(crawler)

    async def process_item(self, item: Fetched | NotFetched) -> Fetched | NotFetched:
        spider: Any = self.crawler.spider
        if spider.fault is None:
            try:
                deliver(item, spider.sink)
            except Exception as error:  # kept, and raised again by ``crawl`` when Scrapy is done
                spider.fault = error
                spider.stop("sink failed")
        return item
