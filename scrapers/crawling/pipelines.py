"""What a crawl found, and where it goes: every link gets exactly one outcome.

A ``Sink`` takes the outcomes. The crawl runs in a process of its own, so ``LinesSink`` writes
them as JSON lines and ``read_outcome`` hands each line to the sink on the other side. Nothing
here needs Scrapy.
"""

import base64
import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import PurePosixPath
from typing import IO, TYPE_CHECKING, Any, Protocol, Self
from urllib.parse import urlsplit

from billtrail.bills import Document, Link

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


class Sink(Protocol):
    """Takes each link's outcome. ``checked_at`` is the instant (UTC) of the answer.

    The link of ``document`` carries the new validators: keep them only once the document is
    saved, since a later 304 confirms whatever was kept.
    """

    def document(self, document: Document, link: Link) -> None: ...

    def unchanged(self, link: Link, checked_at: str) -> None: ...

    def missing(self, link: Link, checked_at: str) -> None: ...

    def failed(self, link: Link, reason: str) -> None: ...

    def forbidden(self, link: Link, reason: str) -> None: ...


class UpdateSink(Sink, Protocol):
    """A sink that also takes what a feed of changes says.

    ``confirmed``: the feed of ``checked_at`` reaches back far enough and does not name the link's
    bill; without a bill the link is the feed itself, with its new validators.
    """

    def confirmed(self, link: Link, checked_at: str) -> None: ...

    def still_absent(self, link: Link) -> None:
        """The publisher had no file of the bill, and its feed names none since."""

    def listed(
        self, lists: Sequence[tuple[Link, str]], entries: Mapping[str, str], open: Iterable[str]
    ) -> None:
        """The publisher's lists, each with the instant it was read; the times in them of the
        files that nobody asks for; and the addresses whose time is not to be believed until
        their file was taken in."""

    def waiting(self, links: Iterable[Link]) -> None:
        """Bills just introduced, to be looked at now or later."""

    def introduced(self, document: Document, link: Link) -> None:
        """The file of a bill just introduced."""


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
    """Scrapy's side: gives each item to the spider's sink; a sink that fails ends the crawl."""

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


class LinesSink:
    """Writes each outcome as one JSON line, at once."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream

    def document(self, document: Document, link: Link) -> None:
        parts = {name: base64.b64encode(data).decode() for name, data in document.parts.items()}
        bare = asdict(replace(document, parts={}))
        self._write("document", link, document={**bare, "parts": parts})

    def unchanged(self, link: Link, checked_at: str) -> None:
        self._write("unchanged", link, checked_at=checked_at)

    def missing(self, link: Link, checked_at: str) -> None:
        self._write("missing", link, checked_at=checked_at)

    def failed(self, link: Link, reason: str) -> None:
        self._write("failed", link, reason=reason)

    def forbidden(self, link: Link, reason: str) -> None:
        self._write("forbidden", link, reason=reason)

    def _write(self, outcome: str, link: Link, **values: Any) -> None:
        self.write({"outcome": outcome, "link": asdict(link), **values})

    def write(self, record: Mapping[str, Any]) -> None:
        self._stream.write(json.dumps(record).encode() + b"\n")
        self._stream.flush()


def read_outcome(record: Mapping[str, Any], sink: Sink) -> None:
    """Hand one record of ``LinesSink`` to a sink."""
    link = Link(**record["link"])
    outcome = record["outcome"]
    if outcome == "document":
        values = record["document"]
        parts = {name: base64.b64decode(data) for name, data in values["parts"].items()}
        sink.document(Document(**{**values, "parts": parts}), link)
    elif outcome in ("unchanged", "missing"):
        getattr(sink, outcome)(link, record["checked_at"])
    else:
        getattr(sink, outcome)(link, record["reason"])
