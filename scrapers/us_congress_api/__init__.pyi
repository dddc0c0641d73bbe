from .answers import BILL, HOST, KEY, MEETING, NAME, items_of, text_of, visit_document, within
from .client import SERVICE, TITLE, pages

__all__ = [
    "BILL",
    "HOST",
    "KEY",
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
