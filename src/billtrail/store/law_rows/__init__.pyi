from .section_hits import citations_json, save_section_hits, watched_of
from .statute_changes import save_statute_changes, spoken_of

__all__ = [
    "citations_json",
    "save_section_hits",
    "save_statute_changes",
    "spoken_of",
    "watched_of",
]
