"""What the process has read that others are forked from (``forked.py``): all that a crawler reads
before its first request, but for the reactor, which it starts; what commands are; and the
content that ships. The collector of garbage looks at none of it again, which would copy it for
each."""

import gc
from importlib import import_module

import highspy  # noqa: F401
import numpy  # noqa: F401
import openpyxl  # noqa: F401
import scrapy.crawler  # noqa: F401
import twisted.internet.asyncioreactor  # noqa: F401
from scrapy.settings import default_settings
from scrapy.utils.misc import load_object

from billtrail.campaigns.content import load_shipped
from billtrail.scrapers.crawling import settings
from billtrail.scrapers.registry import load_sources, spider_modules

#: What a command reads only where it comes to need it.
_LATER = (
    "billtrail.briefs.pack", "billtrail.briefs.verify", "billtrail.briefs.write",
    "billtrail.counts.apart", "billtrail.counts.reading.table", "billtrail.counts.settle",
    "billtrail.counts.suppression.protection", "billtrail.publish.publish",
    "billtrail.store.schema", "billtrail.workspace.bring_up", "sqlite_utils.migrations",
)  # fmt: skip

for _parts in (
    default_settings.DOWNLOAD_HANDLERS_BASE.values(), default_settings.DOWNLOADER_MIDDLEWARES_BASE,
    default_settings.EXTENSIONS_BASE, default_settings.SPIDER_MIDDLEWARES_BASE,
    settings.DOWNLOADER_MIDDLEWARES, settings.ITEM_PIPELINES,
):  # fmt: skip
    for _part in _parts:
        load_object(_part)
for _module in (*spider_modules(), *_LATER):
    import_module(_module)

load_shipped()
load_sources()
gc.collect()
gc.freeze()
