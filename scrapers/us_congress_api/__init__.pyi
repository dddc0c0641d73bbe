from .answers import BILL, HOST, MEETING, NAME, items_of, text_of, visit_document, within
from .client import SERVICE, TITLE, pages

__all__ = [
    "BILL",
    "HOST",
    "MEETING",
    "NAME",
    "SERVICE",
    "TITLE",
    "items_of",
    "pages",
    "text_of",
    "visit_document",
    "within",
]
