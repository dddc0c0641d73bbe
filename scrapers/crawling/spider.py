"""The one spider: fetches the links of any source and says how each of them came out.

It asks conditionally (``If-None-Match``, ``If-Modified-Since``) and past every cache
(``max-age=0``), so a page that did not change costs no body. Scrapy's own HTTP cache stays off:
with Last-Modified alone its RFC 2616 policy would not ask the server again for weeks.
"""

import ipaddress
import sys
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, ClassVar, Self
from urllib.parse import urlsplit, urlunsplit

import scrapy
from scrapy import Request
from scrapy.http import Response
from scrapy.utils.defer import deferred_from_coro
from twisted.python.failure import Failure

from billtrail.bills import Link, Source
from billtrail.errors import ParseError
from billtrail.legislatures import sessions
from billtrail.scrapers.registry import load_sources

from . import settings
from .crawl_plan import Visit
from .failures import describe
from .offsite import origin
from .pipelines import Fetched, LinesSink, NotFetched, Sink
from .robots import Forbidden

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.settings import BaseSettings


@dataclass(slots=True)
class Tour:
    """A visit under way: what has come, and what is still to be asked for, by name."""

    link: Link
    at: str
    parts: dict[str, bytes]
    to_come: dict[str, str]
    visit: Visit


class BillSpider(scrapy.Spider):
    """Fetches ``links`` and hands their outcomes to ``sink`` (JSON lines on stdout by default).

    ``bills`` (keys with commas) stands for links on a command line. ``base_url`` sends every
    request to a copy of the publisher's site; links and documents keep the publisher's address.
    ``watch`` hears what is asked for (``asking``) and for how many seconds a host has asked us to
    ``pause``.
    """

    source: ClassVar[Source]

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

    async def start(self) -> AsyncIterator[Request]:
        for link in self.links:
            yield self._request(link)

    def _request(self, link: Link) -> Request:
        return Request(
            at_base(link.url, self.base_url),
            headers={"Cache-Control": "max-age=0", **validators(link)},
            callback=self.parse,
            errback=self.refused,
            meta={"link": link},
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
        fetched = Fetched(fresh, response.status, response.body, sessions.utc_now())
        if self.source.visit and response.status == 200:
            yield from self._go_on(self._tour(self.source.visit, fetched))
        else:
            yield fetched

    def _tour(self, visit: Visit, fetched: Fetched) -> "Tour":
        """The pages still to ask for; one that cannot be read is left to the parser's verdict."""
        try:
            pages = visit.follow(fetched.link, fetched.body)
        except ParseError:
            pages = {}
        parts = {visit.first: fetched.body}
        return Tour(fetched.link, fetched.fetched_at, parts, dict(pages), visit)

    def _go_on(self, tour: "Tour") -> Iterator[Request | Fetched]:
        """The next page of a visit, or the document of all of them."""
        if not tour.to_come:
            document = tour.visit.join(tour.link, tour.parts, tour.at)
            yield Fetched(tour.link, 200, b"", tour.at, document)
            return
        name, url = next(iter(tour.to_come.items()))
        yield Request(
            at_base(url, self.base_url),
            headers={"Cache-Control": "max-age=0"},
            callback=self.parse_page,
            errback=self.refused,
            meta={"link": tour.link, "tour": tour, "page": name},
            dont_filter=True,
        )

    def parse_page(self, response: Response) -> Iterator[Request | Fetched | NotFetched]:
        """A further page of a visit; one that is not there is left out."""
        tour: Tour = response.meta["tour"]
        name: str = response.meta["page"]
        del tour.to_come[name]
        if response.status == 200:
            tour.parts[name] = response.body
        elif response.status not in (404, 410):
            yield NotFetched(tour.link, f"{name}: the server answered {response.status}")
            return
        yield from self._go_on(tour)

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


def spider_class(source: Source) -> type[BillSpider]:
    """The spider of one source."""
    return type(f"{source.name}_spider", (BillSpider,), {"name": source.name, "source": source})


class SourceSpiders:
    """Scrapy's spider loader: one spider for each source that can be crawled."""

    def __init__(self) -> None:
        found = load_sources().values()
        self._spiders = {source.name: spider_class(source) for source in found if source.start}

    @classmethod
    def from_settings(cls, settings: "BaseSettings") -> Self:
        return cls()

    def load(self, spider_name: str) -> type[scrapy.Spider]:
        return self._spiders[spider_name]

    def find_by_request(self, request: Request) -> list[str]:
        site = origin(request.url)
        return [name for name in self.list() if site in allowed_origins(self._spiders[name].source)]

    def list(self) -> list[str]:
        return sorted(self._spiders)
