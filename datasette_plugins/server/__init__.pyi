from . import application
from .addresses import page_address
from .application import listen
from .downloads import BYTE_ORDER_MARK, Download, whole_file, whole_table
from .etags import page_tag
from .forms import Asked, Upload, asked_by_address, asked_by_form
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
    "BYTE_ORDER_MARK",
    "DATABASE",
    "Asked",
    "BillOffer",
    "Busy",
    "Download",
    "RequestQueue",
    "Site",
    "Upload",
    "answer_error",
    "application",
    "asked_by_address",
    "asked_by_form",
    "build_offers",
    "listen",
    "page",
    "page_address",
    "page_tag",
    "read_now",
    "read_site",
    "site_of",
    "whole_file",
    "whole_table",
    "workspace_of",
]
