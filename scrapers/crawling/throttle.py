"""When a server asks for a pause, the whole host gets it; when it keeps failing, it is left alone.

Scrapy retries a 503 at once, whatever its ``Retry-After`` says.
"""

from collections import Counter
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from time import monotonic
from typing import TYPE_CHECKING, Any, Self

from scrapy import Request, signals
from scrapy.exceptions import CannotResolveHostError, IgnoreRequest

from .offsite import origin

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Response


def parse_retry_after(value: str, now: datetime) -> float | None:
    """Seconds to wait: ``"120"`` or ``"Mon, 23 Nov 2026 08:00:00 GMT"``; ``None`` if neither."""
    text = value.strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        when = parsedate_to_datetime(text)
    except ValueError:
        return None
    return max(0.0, (when.replace(tzinfo=when.tzinfo or UTC) - now).total_seconds())


class HostThrottle:
    """Pauses a host's slot after a failure and closes a host that asks too long or fails often."""

    def __init__(self, crawler: "Crawler") -> None:
        self.crawler = crawler
        self._failing = set(map(int, crawler.settings.getlist("RETRY_HTTP_CODES")))
        self._backoff = crawler.settings.getfloat("RETRY_BACKOFF")
        self._limit = crawler.settings.getfloat("RETRY_AFTER_LIMIT")
        self._strikes_allowed = crawler.settings.getint("HOST_STRIKES")
        self._strikes: Counter[str] = Counter()
        self._closed: dict[str, str] = {}

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        throttle = cls(crawler)
        crawler.signals.connect(throttle.response_downloaded, signals.response_downloaded)
        return throttle

    def process_request(self, request: Request) -> None:
        if reason := self._closed.get(origin(request.url)):
            raise IgnoreRequest(reason)
        self._tell(asking=request.url)

    def _tell(self, **what: Any) -> None:
        """To whoever watches the crawl."""
        if watch := getattr(self.crawler.spider, "watch", None):
            watch(what)

    def response_downloaded(self, response: "Response", request: Request) -> None:
        """Comes before the slot looks at its queue, so nothing slips into the pause."""
        if response.status not in self._failing:
            self._strikes.pop(origin(request.url), None)
            return
        asked = parse_retry_after(
            (response.headers.get("Retry-After") or b"").decode("latin-1"), datetime.now(UTC)
        )
        if asked is not None and asked > self._limit:
            self._close(request, f"the server asked to come back after {asked:,.0f} seconds")
            return
        self._strike(request, f"the server keeps failing (answer {response.status})", asked)

    def process_response(self, request: Request, response: "Response") -> "Response":
        """The answer that closed its host is told by the reason for that."""
        if (reason := self._closed.get(origin(request.url))) and response.status in self._failing:
            raise IgnoreRequest(reason)
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        if isinstance(exception, IgnoreRequest):
            return
        if isinstance(exception, CannotResolveHostError):
            self._close(request, "the site's name could not be resolved: is there a network?")
            return
        self._strike(request, "the server cannot be reached", None)

    def _strike(self, request: Request, reason: str, asked: float | None) -> None:
        site = origin(request.url)
        self._strikes[site] += 1
        if self._strikes[site] >= self._strikes_allowed:
            self._close(request, f"{reason}; left alone after {self._strikes[site]} failures")
            return
        tries = int(request.meta.get("retry_times", 0))
        self._pause(request, self._backoff * 2**tries if asked is None else asked)

    def _close(self, request: Request, reason: str) -> None:
        self._closed[origin(request.url)] = reason
        request.meta["dont_retry"] = True

    def _pause(self, request: Request, seconds: float) -> None:
        """Nothing leaves the host's slot for so long; a slot without a delay keeps no time."""
        slots: dict[str, Any] = self.crawler.engine.downloader.slots if self.crawler.engine else {}
        if seconds > 0 and (slot := slots.get(request.meta.get("download_slot", ""))):
            self._tell(pause=seconds)
            slot.delay = max(slot.delay, 0.001)
            slot.lastseen = monotonic() + seconds - slot.delay
