"""robots.txt, as RFC 9309 has it: read once per site, before anything else is sent there.

Scrapy 2.14 to 2.19 lets forbidden pages through when several requests wait for one robots.txt:
only the first waiter gets the rules. Here a lock per site makes the others wait for the same
rules. ``Crawl-delay`` and ``Request-rate``, which Scrapy reads but does not keep, slow the site's
slot down.
"""

import asyncio
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from protego import Protego
from scrapy import Request
from scrapy.exceptions import IgnoreRequest
from scrapy.http.request import NO_CALLBACK

from .failures import describe
from .offsite import origin
from .settings import AGENT

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

#: RFC 9309 asks crawlers to read at least 500 KiB.
_READ_BYTES = 512 * 1024
_IS_ROBOTS = "is_robots_txt"


class Forbidden(IgnoreRequest):
    """robots.txt does not allow this address."""


@dataclass(frozen=True, slots=True)
class RobotsRules:
    """What a site's robots.txt says; ``problem`` where it cannot be known, so nothing is sent."""

    parsed: Protego | None = None
    problem: str | None = None

    def allows(self, url: str) -> bool:
        return self.parsed is None or bool(self.parsed.can_fetch(url, AGENT))

    @property
    def delay(self) -> float:
        """Seconds between two requests, by Crawl-delay or Request-rate; 0 where none is asked."""
        if self.parsed is None:
            return 0.0
        rate = self.parsed.request_rate(AGENT)
        by_rate = rate.seconds / rate.requests if rate and rate.requests else 0.0
        return max(float(self.parsed.crawl_delay(AGENT) or 0.0), float(by_rate))


def rules_from(status: int, body: bytes) -> RobotsRules:
    """The rules in an answer for robots.txt.

    A site without one (4xx) allows everything; one that fails or is overloaded (5xx, 429), or
    answers with nothing usable, allows nothing for now.
    """
    if 200 <= status < 300:
        return RobotsRules(Protego.parse(body[:_READ_BYTES].decode("utf-8-sig", errors="replace")))
    if 400 <= status < 500 and status != 429:
        return RobotsRules()
    return RobotsRules(
        problem=f"robots.txt could not be read (answer {status}), so nothing was asked"
    )


class RobotsMiddleware:
    """Forbids what robots.txt forbids and keeps the pace it asks for."""

    def __init__(self, crawler: "Crawler") -> None:
        self.crawler = crawler
        self._rules: dict[str, RobotsRules] = {}
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        if request.meta.get(_IS_ROBOTS):
            return
        rules = await self._rules_for(origin(request.url))
        if rules.problem:
            raise IgnoreRequest(rules.problem)
        if not rules.allows(request.url):
            raise Forbidden("robots.txt does not allow it")
        self._slow_down(request, rules.delay)

    async def _rules_for(self, site: str) -> RobotsRules:
        async with self._locks[site]:
            if site not in self._rules:
                self._rules[site] = await self._fetch_rules(site)
            return self._rules[site]

    async def _fetch_rules(self, site: str) -> RobotsRules:
        request = Request(
            f"{site}/robots.txt", callback=NO_CALLBACK, dont_filter=True, meta={_IS_ROBOTS: True}
        )
        assert self.crawler.engine is not None
        try:
            response = await self.crawler.engine.download_async(request)
        except Exception as error:  # whatever kept it from us, nothing may be sent
            return RobotsRules(problem=f"the site could not be reached ({describe(error)})")
        return rules_from(response.status, response.body)

    def _slow_down(self, request: Request, delay: float) -> None:
        """Keep the site's delay exactly, for the slot it has and for one made anew later.

        AutoThrottle would take the delay back down to its own floor, so it stays out.
        """
        if not delay or self.crawler.engine is None:
            return
        downloader = self.crawler.engine.downloader
        delay = max(delay, self.crawler.settings.getfloat("DOWNLOAD_DELAY"))
        request.meta["autothrottle_dont_adjust_delay"] = True
        key = downloader.get_slot_key(request)
        downloader.per_slot_settings[key] = {"delay": delay, "jitter": 0.0, "concurrency": 1}
        if slot := downloader.slots.get(key):
            slot.delay = max(slot.delay, delay)
            slot.jitter = 0.0
