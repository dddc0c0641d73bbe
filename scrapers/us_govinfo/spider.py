"""GovInfo's spider."""

from billtrail.scrapers.crawling import BillSpider

from .source import SOURCE


class GovInfoSpider(BillSpider):
    """Fetches BILLSTATUS files, GovInfo's feed of changes and its lists of files."""

    name = SOURCE.name
    source = SOURCE
