"""Read by what crawls are forked from: a publisher that stalls is not waited for long."""

from billtrail.scrapers.crawling import settings

settings.LOOPBACK["DOWNLOAD_TIMEOUT"] = 0.4
