from . import api_client
from .api_client import Answer, ApiClient, NotThere, Service, Stopped
from .crawl import CrawlReport, Fetcher
from .crawl_plan import Batch, CrawlPlan, Feed, Known, KnownLink, Listing, Visit, with_known
from .items import Fetched
from .kept import KeptVisit, VisitFiles
from .new_bills import is_opening
from .robots import RobotsRules, rules_from
from .selectors import Element, Page, words
from .settings import user_agent
from .sinks import UpdateSink
from .spider import BillSpider
from .update import Update, update_source
from .visit_spider import VisitSpider

__all__ = [
    "Answer",
    "ApiClient",
    "Batch",
    "BillSpider",
    "CrawlPlan",
    "CrawlReport",
    "Element",
    "Feed",
    "Fetched",
    "Fetcher",
    "KeptVisit",
    "Known",
    "KnownLink",
    "Listing",
    "NotThere",
    "Page",
    "RobotsRules",
    "Service",
    "Stopped",
    "Update",
    "UpdateSink",
    "Visit",
    "VisitFiles",
    "VisitSpider",
    "api_client",
    "is_opening",
    "rules_from",
    "update_source",
    "user_agent",
    "with_known",
    "words",
]
