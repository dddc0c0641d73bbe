"""A crawl stays on its publisher's hosts, redirects and retries included."""

from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.exceptions import IgnoreRequest

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

_PORTS = {"http": 80, "https": 443}


def origin(url: str) -> str:
    """Scheme, host and port, a usual port left out; empty for what is not http(s)."""
    parts = urlsplit(url)
    if parts.scheme not in _PORTS or not parts.hostname:
        return ""
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    port = parts.port or _PORTS[parts.scheme]
    return f"{parts.scheme}://{host}" + ("" if port == _PORTS[parts.scheme] else f":{port}")


class OwnOriginsOnly:
    """Refuses every request that leaves ``spider.origins``, also from https to http."""

    def __init__(self, crawler: "Crawler") -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        allowed: frozenset[str] = self.crawler.spider.origins  # type: ignore[union-attr]
        if origin(request.url) not in allowed:
            raise IgnoreRequest(f"{request.url} is not on the publisher's site")
