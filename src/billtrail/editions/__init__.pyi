from . import edition
from .edition import TABLE, edition_of, published_at, published_by, refuse_published
from .schema import OLDER, missing_from, read_list, refuse_older

__all__ = [
    "OLDER",
    "TABLE",
    "edition",
    "edition_of",
    "missing_from",
    "published_at",
    "published_by",
    "read_list",
    "refuse_older",
    "refuse_published",
]
