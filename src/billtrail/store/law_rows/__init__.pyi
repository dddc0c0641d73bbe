from .section_hits import citations_json, save_section_hits
from .statute_changes import save_statute_changes

__all__ = ["citations_json", "save_section_hits", "save_statute_changes"]
