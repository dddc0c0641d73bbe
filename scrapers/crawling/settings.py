"""Scrapy's settings for every crawl: polite, verified, closed to the outside.

Scrapy's defaults are neither: it takes any certificate, ignores robots.txt and opens two local
control ports. ``scrapy list`` and ``scrapy crawl SOURCE`` read this module through ``scrapy.cfg``.
"""

from billtrail import __version__
from billtrail.scrapers.registry import spider_modules

#: The name that robots.txt rules are read for (RFC 9309: the product token).
AGENT = "billtrail"


def user_agent(contact: str | None = None) -> str:
    """What every request says it is: name, version, and who runs it where that is known.

    ``contact`` is an organisation's address or page; what a header cannot hold is left out.
    """
    plain = "".join(c for c in contact or "" if c.isascii() and c.isprintable() and c not in "()")
    return f"{AGENT}/{__version__} (+{plain.strip() or 'legislative tracker, no contact given'})"


BOT_NAME = AGENT
SPIDER_MODULES = list(spider_modules())
USER_AGENT = user_agent()

# One request at a time, a second apart; robots.txt and Retry-After can only slow this down.
CONCURRENT_REQUESTS = 1
CONCURRENT_REQUESTS_PER_DOMAIN = 1
DOWNLOAD_DELAY = 1.0
DOWNLOAD_DELAY_JITTER = 0.0
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_START_DELAY = DOWNLOAD_DELAY
DOWNLOAD_TIMEOUT = 60.0
RETRY_TIMES = 2
RETRY_HTTP_CODES = [429, 500, 502, 503, 504]
#: The first pause in seconds after a failure that names none; it doubles with each try.
RETRY_BACKOFF = 2.0
#: A server that asks for a longer pause than this (seconds) is left alone for this run.
RETRY_AFTER_LIMIT = 300.0
#: So many failed answers in a row, and the host is left alone for this run.
HOST_STRIKES = 6

DOWNLOAD_VERIFY_CERTIFICATES = True
#: The largest answer read, unpacked, in bytes: the longest file seen has 4.2 MB.
DOWNLOAD_MAXSIZE = 30_000_000
DOWNLOAD_FAIL_ON_DATALOSS = True
REDIRECT_MAX_TIMES = 5
METAREFRESH_ENABLED = False
COOKIES_ENABLED = False
REFERRER_POLICY = "no-referrer"
HTTPERROR_ALLOW_ALL = True  # the spider says what each status means
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False
LOG_LEVEL = "ERROR"  # what went wrong with a link, the report says in words of ours
RETRY_GIVE_UP_LOG_LEVEL = "INFO"  # the report says it, once a link

ROBOTSTXT_OBEY = True
# What is wrong with the stock ones, tests/test_stock_scrapy.py shows on the pinned version.
DOWNLOADER_MIDDLEWARES = {
    # The stock one trusts requests marked ``dont_filter`` and every subdomain.
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    "billtrail.scrapers.crawling.offsite.OwnOriginsOnly": 50,
    # The stock one (2.14 to 2.19) lets forbidden pages through when several wait for robots.txt.
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "billtrail.scrapers.crawling.robots.RobotsMiddleware": 100,
    # Nearer to the network than the retries, so that it sees every answer.
    "billtrail.scrapers.crawling.throttle.HostThrottle": 560,
}
ITEM_PIPELINES = {"billtrail.scrapers.crawling.pipelines.SinkPipeline": 300}

#: For a server on this machine: no waiting of our own; what it asks for is still obeyed.
LOOPBACK = {
    "DOWNLOAD_DELAY": 0.0,
    "AUTOTHROTTLE_ENABLED": False,
    "RETRY_BACKOFF": 0.0,
    "DOWNLOAD_TIMEOUT": 5.0,
    "HTTPPROXY_ENABLED": False,
}
