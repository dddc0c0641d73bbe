from .crawl import CrawlReport, Fetcher
from .pipelines import UpdateSink
from .planning import ABSENT, Batch, Feed, Known, KnownLink, Listing, Plan, Visit, with_known
from .robots import Rules, rules_from
from .selectors import Element, Page, words
from .settings import user_agent
from .update import Update, update_source

__all__ = [
    "ABSENT",
    "Batch",
    "CrawlReport",
    "Element",
    "Feed",
    "Fetcher",
    "Known",
    "KnownLink",
    "Listing",
    "Page",
    "Plan",
    "Rules",
    "Update",
    "UpdateSink",
    "Visit",
    "rules_from",
    "update_source",
    "user_agent",
    "with_known",
    "words",
]
