from .citations import read_text, read_title
from .codes import CALIFORNIA, CALLED, Code
from .statutes import (
    Statute,
    find_statute,
    nearest_statutes,
    parse_statute,
    read_statute,
)
from .values import CITE, WHATS, Citation

__all__ = [
    "CALIFORNIA",
    "CALLED",
    "CITE",
    "WHATS",
    "Citation",
    "Code",
    "Statute",
    "find_statute",
    "nearest_statutes",
    "parse_statute",
    "read_statute",
    "read_text",
    "read_title",
]
