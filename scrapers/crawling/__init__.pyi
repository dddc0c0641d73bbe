from .crawl import CrawlReport, Fetcher
from .crawl_plan import ABSENT, Batch, CrawlPlan, Feed, Known, KnownLink, Listing, Visit, with_known
from .pipelines import UpdateSink
from .robots import RobotsRules, rules_from
from .selectors import Element, Page, words
from .settings import user_agent
from .update import Update, update_source

__all__ = [
    "ABSENT",
    "Batch",
    "CrawlPlan",
    "CrawlReport",
    "Element",
    "Feed",
    "Fetcher",
    "Known",
    "KnownLink",
    "Listing",
    "Page",
    "RobotsRules",
    "Update",
    "UpdateSink",
    "Visit",
    "rules_from",
    "update_source",
    "user_agent",
    "with_known",
    "words",
]
