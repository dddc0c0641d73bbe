from . import application
from .application import listen
from .not_stored import BillOffer, build_offers
from .site import ANSWERED, DATABASE, Site, answer_error, page, read_now, read_site, site_of
from .turns import Busy, Turns
from .whole import Pieces, whole_file, whole_table

__all__ = [
    "ANSWERED",
    "DATABASE",
    "BillOffer",
    "Busy",
    "Pieces",
    "Site",
    "Turns",
    "answer_error",
    "application",
    "build_offers",
    "listen",
    "page",
    "read_now",
    "read_site",
    "site_of",
    "whole_file",
    "whole_table",
]
