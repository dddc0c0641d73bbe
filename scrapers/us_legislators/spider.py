"""The spider of the lists of Congress's members."""

from billtrail.scrapers.crawling import VisitSpider

from .source import SOURCE, VISIT


class LegislatorsSpider(VisitSpider):
    """Fetches the three files of a roster, one document."""

    name = SOURCE.name
    source = SOURCE
    visit = VISIT
