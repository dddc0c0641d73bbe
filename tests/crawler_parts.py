"""Reads what a crawler reads before its first request, but for the reactor, which it starts: the
process that crawlers are forked from (``forked.py``) has that behind it."""

from importlib import import_module

import scrapy.crawler  # noqa: F401
import twisted.internet.asyncioreactor  # noqa: F401
from scrapy.settings import default_settings
from scrapy.utils.misc import load_object

from billtrail.scrapers.crawling import settings
from billtrail.scrapers.registry import spider_modules

for _parts in (
    default_settings.DOWNLOAD_HANDLERS_BASE.values(), default_settings.DOWNLOADER_MIDDLEWARES_BASE,
    default_settings.EXTENSIONS_BASE, default_settings.SPIDER_MIDDLEWARES_BASE,
    settings.DOWNLOADER_MIDDLEWARES, settings.ITEM_PIPELINES,
):  # fmt: skip
    for _part in _parts:
        load_object(_part)
for _module in spider_modules():
    import_module(_module)
