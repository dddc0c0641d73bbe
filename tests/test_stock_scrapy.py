"""What Scrapy's own parts do on the pinned version, where ours stand in their place.

Each test holds that a fault is still there: the day one fails, Scrapy has mended it, and the part
of ours that the test names can go.
"""

import gzip
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest
from crawling import KEYS, publisher_of
from parsel import Selector
from replay import Fault, Publisher
from scrapy import Request, Spider
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.downloadermiddlewares.offsite import OffsiteMiddleware
from scrapy.downloadermiddlewares.redirect import RedirectMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.extensions.httpcache import RFC2616Policy
from scrapy.http import Response
from scrapy.settings import Settings, default_settings
from scrapy.utils.test import get_crawler
from test_robots import gaps, scrapy_crawl

from billtrail.scrapers.crawling import settings
from billtrail.scrapers.crawling.failures import describe

pytestmark = pytest.mark.slow

#: Seconds that the publisher of the stock crawl asks for, far more than its requests take.
PAUSE = 60
STOCK = {
    "DOWNLOADER_MIDDLEWARES": '{"billtrail.scrapers.crawling.offsite.OwnOriginsOnly": 50}',
    "ITEM_PIPELINES": '{"crawling.FullDisk": 300}',
    "CONCURRENT_REQUESTS": "16",
    "LOG_ENABLED": "0",
}


@pytest.fixture(scope="module")
def stock() -> Iterator[Publisher]:
    """A publisher that forbids its pages and asks for pauses, after a crawl by Scrapy's own robots
    and retries into a pipeline that fails."""
    publisher = publisher_of()
    publisher.robots = (200, f"User-agent: *\nCrawl-delay: {PAUSE}\nDisallow: /bulkdata\n")
    publisher.fail("/robots.txt", Fault(503, {"Retry-After": str(PAUSE)}))
    options = [word for name, value in STOCK.items() for word in ("-s", f"{name}={value}")]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(Path(__file__).parent), prepend=":")
        assert scrapy_crawl(publisher, *options) == []
    yield publisher


def test_pages_that_wait_for_robots_txt_get_through(stock: Publisher) -> None:
    """``robots.RobotsMiddleware``: the first to wait alone is told what is forbidden."""
    assert len(stock.asked()) > 1


def test_the_pace_that_robots_txt_asks_for_is_not_kept(stock: Publisher) -> None:
    """``robots.RobotsMiddleware``: Crawl-delay."""
    assert max(gaps(stock.asked())) < PAUSE


def test_what_retry_after_asks_for_is_not_kept(stock: Publisher) -> None:
    """``throttle.HostThrottle``: a 503 is asked again at once."""
    assert [seen.status for seen in stock.requests[:2]] == [503, 200]
    assert gaps(stock.requests)[0] < PAUSE


def test_a_pipeline_that_fails_ends_no_crawl(stock: Publisher) -> None:
    """``pipelines.SinkPipeline``: where nothing can be kept, no more is asked for."""
    assert len(stock.asked()) > len(KEYS) / 2


@pytest.mark.parametrize(
    ("url", "dont_filter"),
    [
        ("https://evil.www.govinfo.gov/x", False),
        ("http://www.govinfo.gov/x", False),
        ("https://www.govinfo.gov:8443/x", False),
        ("https://example.org/x", True),
    ],
    ids=["subdomain", "http", "port", "dont_filter"],
)
def test_other_sites_count_as_the_publishers(url: str, dont_filter: bool) -> None:
    """``offsite.OwnOriginsOnly``; requests past every cache are ``dont_filter``."""
    crawler = get_crawler()
    crawler.spider = Spider("one", allowed_domains=["www.govinfo.gov"])
    middleware = OffsiteMiddleware.from_crawler(crawler)
    middleware.process_request(Request(url, dont_filter=dont_filter))


def test_a_selector_that_finds_nothing_says_nothing() -> None:
    """``selectors.Page``: how many matches are expected."""
    page = Selector("<p>redesigned</p>")
    assert page.css("td.status::text").get() is None
    assert page.css("td.status") == []


@pytest.mark.parametrize(
    ("middleware", "limit", "status", "headers"),
    [
        (HttpCompressionMiddleware, "DOWNLOAD_MAXSIZE", 200, {"Content-Encoding": "gzip"}),
        (RedirectMiddleware, "REDIRECT_MAX_TIMES", 302, {"Location": "/y"}),
    ],
)
def test_what_went_wrong_is_told_by_its_text_alone(
    middleware: Any, limit: str, status: int, headers: Mapping[str, str]
) -> None:
    """``failures.describe``: no kind of error says that an answer was too large, or that we were
    sent on and on."""
    ours = middleware.from_crawler(get_crawler(settings_dict={limit: 1}))
    request = Request("https://www.govinfo.gov/x", meta={"redirect_times": 1})
    body = gzip.compress(b"as long as this") if status == 200 else b""
    with pytest.raises(IgnoreRequest) as caught:
        ours.process_response(request, Response(request.url, status, headers, body))
    assert caught.type is IgnoreRequest and describe(caught.value) != str(caught.value)


def test_a_page_with_last_modified_alone_is_not_asked_for_again() -> None:
    """``spider.BillSpider`` asks past every cache: Scrapy's takes a page of last year for fresh."""
    yesterday = datetime.now(UTC) - timedelta(1)
    then = {"Date": yesterday, "Last-Modified": yesterday - timedelta(365)}
    headers = {name: format_datetime(at, usegmt=True) for name, at in then.items()}
    kept = Response("https://www.govinfo.gov/x", headers=headers)
    assert RFC2616Policy(Settings()).is_cached_response_fresh(kept, Request(kept.url))


def test_scrapy_is_neither_polite_nor_closed_by_itself() -> None:
    """``settings``: each of these would otherwise be as Scrapy has it."""
    for name in ("ROBOTSTXT_OBEY", "DOWNLOAD_VERIFY_CERTIFICATES", "AUTOTHROTTLE_ENABLED",
                 "TELNETCONSOLE_ENABLED", "REMOTE_CONTROL_ENABLED", "METAREFRESH_ENABLED",
                 "COOKIES_ENABLED"):  # fmt: skip
        assert getattr(default_settings, name) is not getattr(settings, name)
