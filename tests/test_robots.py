"""robots.txt: what is forbidden is never fetched, and the pace asked for is kept."""

import json
import os
import subprocess
import sys
from itertools import pairwise
from typing import Any

import pytest
from crawling import KEYS, publisher_of
from replay import Fault, Publisher, Seen, serving

from billtrail.scrapers.crawling.robots import rules_from

#: Seconds that a request may take to arrive; pauses are kept where it is sent.
ARRIVAL = 0.5
PAGE = "https://www.govinfo.gov/bulkdata/BILLSTATUS/119/hr/BILLSTATUS-119hr1.xml"


def scrapy_crawl(publisher: Publisher, *options: str, keys: tuple[str, ...] = KEYS) -> list[Any]:
    """``scrapy crawl`` in a process of its own; the outcomes it printed."""
    environment = {**os.environ, "SCRAPY_SETTINGS_MODULE": "billtrail.scrapers.crawling.settings"}
    with serving(publisher) as base:
        done = subprocess.run(
            [sys.executable, "-m", "scrapy", "crawl", "us_govinfo", "-a", f"bills={','.join(keys)}",
             "-a", f"base_url={base}", *options],
            check=True, stdout=subprocess.PIPE, env=environment, timeout=120,
        )  # fmt: skip
    return [json.loads(line) for line in done.stdout.splitlines()]


def gaps(requests: list[Seen]) -> list[float]:
    return [after.at - before.at for before, after in pairwise(requests)]


@pytest.mark.parametrize(
    ("status", "text", "allowed", "readable"),
    [
        (200, "User-agent: *\nDisallow: /bulkdata/\n", False, True),
        (200, "User-agent: *\nDisallow: /search\n", True, True),
        (200, "User-agent: *\nDisallow: /\nUser-agent: billtrail\nAllow: /\n", True, True),
        (200, "User-agent: *\nAllow: /\nUser-agent: Billtrail\nDisallow: /\n", False, True),
        (200, "\ufeffUser-agent: *\nDisallow: /\n", False, True),
        (200, "", True, True),
        (403, "User-agent: *\nDisallow: /\n", True, True),
        (404, "<html>Disallow: /</html>", True, True),
        (429, "", True, False),
        (500, "", True, False),
        (302, "", True, False),
    ],
)
def test_what_an_answer_for_robots_txt_means(
    status: int, text: str, allowed: bool, readable: bool
) -> None:
    rules = rules_from(status, text.encode())
    assert rules.allows(PAGE) is allowed
    assert (rules.problem is None) is readable


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("User-agent: *\nCrawl-delay: 2.5\n", 2.5),
        ("User-agent: *\nRequest-rate: 1/5\n", 5.0),
        ("User-agent: *\nCrawl-delay: 2\nRequest-rate: 1/5\n", 5.0),
        ("User-agent: other\nCrawl-delay: 9\n", 0.0),
    ],
)
def test_the_delay_asked_for(text: str, seconds: float) -> None:
    assert rules_from(200, text.encode()).delay == seconds


def test_ten_pages_waiting_for_one_robots_txt_that_forbids_them() -> None:
    publisher = publisher_of()
    publisher.robots = (200, "User-agent: *\nDisallow: /bulkdata\n")
    outcomes = scrapy_crawl(publisher, "-s", "CONCURRENT_REQUESTS=16")
    assert [seen.path for seen in publisher.requests] == ["/robots.txt"]
    assert [line["outcome"] for line in outcomes] == ["forbidden"] * len(KEYS)


def test_a_crawl_delay_is_kept_beside_autothrottle() -> None:
    publisher = publisher_of(KEYS[:3])
    publisher.robots = (200, "User-agent: *\nCrawl-delay: 1.5\n")
    scrapy_crawl(
        publisher, "-s", "CONCURRENT_REQUESTS=16", "-s", "AUTOTHROTTLE_ENABLED=1", keys=KEYS[:3]
    )
    assert len(publisher.requests) == 4
    assert min(gaps(publisher.requests)) > 1.5 - ARRIVAL


def test_a_site_that_fails_on_robots_txt_is_not_asked_further() -> None:
    publisher = publisher_of(KEYS[:2])
    publisher.robots = (500, "")
    outcomes = scrapy_crawl(publisher, keys=KEYS[:2])
    assert {seen.path for seen in publisher.requests} == {"/robots.txt"}
    assert {line["outcome"] for line in outcomes} == {"failed"}
    assert all("robots.txt" in line["reason"] for line in outcomes)


def test_a_robots_txt_that_comes_after_a_pause_is_obeyed() -> None:
    publisher = publisher_of(KEYS[:2])
    publisher.robots = (200, "User-agent: *\nDisallow: /\n")
    publisher.fail("/robots.txt", Fault(503, {"Retry-After": "2"}))
    outcomes = scrapy_crawl(publisher, keys=KEYS[:2])
    assert [seen.path for seen in publisher.requests] == ["/robots.txt"] * 2
    assert gaps(publisher.requests)[0] > 2 - ARRIVAL
    assert {line["outcome"] for line in outcomes} == {"forbidden"}


def test_a_site_without_robots_txt_is_open() -> None:
    publisher = publisher_of(KEYS[:2])
    publisher.robots = None
    outcomes = scrapy_crawl(publisher, keys=KEYS[:2])
    assert [line["outcome"] for line in outcomes] == ["document"] * 2
