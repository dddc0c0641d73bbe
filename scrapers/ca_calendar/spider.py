"""The spider of California's committee calendars."""

from billtrail.scrapers.crawling import VisitSpider

from .source import SOURCE, VISIT


class CalendarSpider(VisitSpider):
    """Fetches a chamber's calendar with every agenda that is out, one document a chamber."""

    name = SOURCE.name
    source = SOURCE
    visit = VISIT
