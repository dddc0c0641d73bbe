"""The spider of Congress's roll calls."""

from collections.abc import Iterator
from dataclasses import replace

from scrapy import Request

from billtrail.scrapers.crawling import BillSpider, Fetched

from .source import SOURCE, is_absent


class VotesSpider(BillSpider):
    """Fetches records of votes. A redirect is an answer here, and not followed: it means that there
    is no such record."""

    name = SOURCE.name
    source = SOURCE
    follows = False

    def answered(self, fetched: Fetched) -> Iterator[Request | Fetched]:
        absent = is_absent(fetched.link, fetched.status, fetched.body)
        yield replace(fetched, status=404) if absent else fetched
