"""The spider of federal prints."""

from billtrail.scrapers.crawling import BillSpider

from .source import SOURCE


class TextsSpider(BillSpider):
    """Fetches prints, each once."""

    name = SOURCE.name
    source = SOURCE
