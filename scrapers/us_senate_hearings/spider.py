"""The spider of the Senate's list of committee meetings."""

from collections.abc import Iterator
from dataclasses import replace

from scrapy import Request

from billtrail.scrapers.crawling import Fetched, VisitSpider

from .source import SOURCE, VISIT


class HearingsSpider(VisitSpider):
    """Fetches the list where it changed. Its server knows no ``If-None-Match``, and with one it
    would not look at the date, so that no ETag is kept."""

    name = SOURCE.name
    source = SOURCE
    visit = VISIT

    def answered(self, fetched: Fetched) -> Iterator[Request | Fetched]:
        yield from super().answered(replace(fetched, link=replace(fetched.link, etag=None)))
