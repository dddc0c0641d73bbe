"""The spider of California's bill pages."""

from billtrail.scrapers.crawling import VisitSpider

from .source import SOURCE
from .visits import VISIT


class LeginfoSpider(VisitSpider):
    """Fetches the tabs of a measure, one document a measure."""

    name = SOURCE.name
    source = SOURCE
    visit = VISIT
