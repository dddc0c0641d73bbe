from . import application
from .addresses import page_address
from .application import listen
from .downloads import Download, whole_file, whole_table
from .not_stored import BillOffer, build_offers
from .request_queues import Busy, RequestQueue
from .site import (
    ANSWERED,
    DATABASE,
    Site,
    answer_error,
    page,
    read_now,
    read_site,
    site_of,
    workspace_of,
)

__all__ = [
    "ANSWERED",
    "DATABASE",
    "BillOffer",
    "Busy",
    "Download",
    "RequestQueue",
    "Site",
    "answer_error",
    "application",
    "build_offers",
    "listen",
    "page",
    "page_address",
    "read_now",
    "read_site",
    "site_of",
    "whole_file",
    "whole_table",
    "workspace_of",
]
