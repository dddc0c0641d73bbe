from .answers import BILL, HOST, MEETING, NAME, items_of, text_of, visit_document, within
from .client import TITLE, Answer, Client, NotThere, Stopped

__all__ = [
    "BILL",
    "HOST",
    "MEETING",
    "NAME",
    "TITLE",
    "Answer",
    "Client",
    "NotThere",
    "Stopped",
    "items_of",
    "text_of",
    "visit_document",
    "within",
]
