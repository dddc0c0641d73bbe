"""The spider of the House's floor lists."""

from collections.abc import Iterator
from dataclasses import replace

from scrapy import Request

from billtrail.scrapers.crawling import BillSpider, Fetched

from .source import SOURCE, document_of, is_absent


class FloorSpider(BillSpider):
    """Fetches the lists of two weeks; the web page that stands for no list is none."""

    name = SOURCE.name
    source = SOURCE

    def answered(self, fetched: Fetched) -> Iterator[Request | Fetched]:
        if fetched.status == 200 and is_absent(fetched.body):
            yield replace(fetched, status=404)
        elif fetched.status == 200 and fetched.body:
            copy = document_of(fetched.link, fetched.body, fetched.fetched_at)
            yield replace(fetched, document=copy)
        else:
            yield fetched
