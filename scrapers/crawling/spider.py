"""What every source's spider does: it fetches the source's links and says how each came out.

It asks conditionally (``If-None-Match``, ``If-Modified-Since``) and past every cache
(``max-age=0``), so a page that did not change costs no body. Scrapy's own HTTP cache stays off:
with Last-Modified alone its RFC 2616 policy would not ask the server again for weeks.
"""

import ipaddress
import sys
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar, Self
from urllib.parse import urlsplit, urlunsplit

import scrapy
from scrapy import Request
from scrapy.http import Response
from scrapy.utils.defer import deferred_from_coro
from twisted.python.failure import Failure

from billtrail.bills import Source
from billtrail.bills.models import Link
from billtrail.legislatures.calendar import sessions

from . import settings
from .failures import describe
from .items import Fetched, NotFetched
from .offsite import origin
from .robots import Forbidden
from .sinks import LinesSink, Sink

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


class BillSpider(scrapy.Spider):
    """Fetches ``links`` and hands their outcomes to ``sink`` (JSON lines on stdout by default).

    A source's own spider, in ``spider.py`` of its package, names it and its ``source``.
    ``bills`` (keys with commas) stands for links on a command line. ``base_url`` sends every
    request to a copy of the publisher's site; links and documents keep the publisher's address.
    ``watch`` hears what is asked for (``asking``) and for how many seconds a host has asked us to
    ``pause``.
    """

    source: ClassVar[Source]
    #: Whether a redirect is followed; of some publishers it is an answer, which says "not here".
    follows: ClassVar[bool] = True

    def __init__(
        self,
        links: Iterable[Link] | None = None,
        sink: Sink | None = None,
        bills: str = "",
        base_url: str = "",
        contact: str = "",
        watch: Callable[[Mapping[str, Any]], None] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.watch = watch
        keys = [key.strip() for key in bills.split(",") if key.strip()]
        start = self.source.start
        planned = start(keys, {}) if links is None and start else links or ()
        self.links = tuple(planned)
        self.sink = sink or LinesSink(sys.stdout.buffer)
        self.base_url = base_url
        self.contact = contact
        self.origins = allowed_origins(self.source, base_url)
        self.fault: Exception | None = None

    @classmethod
    def from_crawler(cls, crawler: "Crawler", *args: Any, **kwargs: Any) -> Self:
        spider = super().from_crawler(crawler, *args, **kwargs)
        if spider.contact:
            agent = settings.user_agent(spider.contact)
            crawler.settings.set("USER_AGENT", agent, priority="spider")
        if is_loopback(spider.base_url):
            crawler.settings.setdict(settings.LOOPBACK, priority="spider")
        return spider

    @classmethod
    def handles_request(cls, request: Request) -> bool:
        """Whether an address is the publisher's: ``scrapy fetch`` and ``shell`` ask."""
        return origin(request.url) in allowed_origins(cls.source)

    async def start(self) -> AsyncIterator[Request]:
        for link in self.links:
            yield self.ask(link.url, self.parse, {"link": link}, validators(link))

    def ask(
        self,
        url: str,
        callback: Callable[..., Any],
        meta: Mapping[str, Any],
        headers: Mapping[str, str] = {},
    ) -> Request:
        """A request past every cache, of the publisher or of the copy that stands for it."""
        return Request(
            at_base(url, self.base_url),
            headers={"Cache-Control": "max-age=0", **headers},
            callback=callback,
            errback=self.refused,
            meta=dict(meta) if self.follows else {**meta, "dont_redirect": True},
            dont_filter=True,
        )

    def parse(self, response: Response) -> Iterator[Request | Fetched]:
        """One answer of any status."""
        link: Link = response.meta["link"]
        headers = response.headers
        fresh = replace(
            link,
            etag=_text(headers.get("ETag")) or (link.etag if response.status == 304 else None),
            last_modified=_text(headers.get("Last-Modified"))
            or (link.last_modified if response.status == 304 else None),
        )
        yield from self.answered(Fetched(fresh, response.status, response.body, sessions.utc_now()))

    def answered(self, fetched: Fetched) -> Iterator[Request | Fetched]:
        """What an answer leads to: itself, where a link is one page."""
        yield fetched

    def refused(self, failure: Failure) -> Iterator[NotFetched]:
        """No answer: the error says why."""
        link: Link = failure.request.meta["link"]  # type: ignore[attr-defined]
        error = failure.value
        page = failure.request.meta.get("page")  # type: ignore[attr-defined]
        reason = f"{page}: {describe(error)}" if page else describe(error)
        yield NotFetched(link, reason, forbidden=isinstance(error, Forbidden))

    def stop(self, reason: str) -> None:
        """Ask the engine to finish without sending more."""
        engine = self.crawler.engine
        if engine is not None and engine.running:
            deferred_from_coro(engine.close_spider_async(reason=reason))


def _text(header: bytes | None) -> str | None:
    return header.decode("latin-1") if header else None


def validators(link: Link) -> dict[str, str]:
    """The headers that ask only for what changed."""
    pairs = (("If-None-Match", link.etag), ("If-Modified-Since", link.last_modified))
    return {name: value for name, value in pairs if value}


def at_base(url: str, base_url: str) -> str:
    """The same path at another site; unchanged without one."""
    if not base_url:
        return url
    base, parts = urlsplit(base_url), urlsplit(url)
    path = base.path.rstrip("/") + parts.path
    return urlunsplit((base.scheme, base.netloc, path, parts.query, ""))


def allowed_origins(source: Source, base_url: str = "") -> frozenset[str]:
    """Where a crawl may go: the publisher's hosts over https, or the base address alone."""
    if base_url:
        return frozenset({origin(base_url)}) - {""}
    return frozenset(f"https://{host}" for host in source.hosts)


def is_loopback(base_url: str) -> bool:
    """Whether an address is this machine."""
    host = urlsplit(base_url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
