from . import as_json, suggestions
from .as_json import bill_json, change_json, family_json
from .bills import read_bill
from .involvement import Ledger, Who
from .snapshot import Memory, Reading, begin_reading, open_reading
from .suggestions import (
    Suggestion,
    json_suggestion,
    read_profiles,
    suggest,
    suggest_stored,
    suggestion_lines,
)

__all__ = [
    "Ledger",
    "Memory",
    "Reading",
    "Suggestion",
    "Who",
    "as_json",
    "begin_reading",
    "bill_json",
    "change_json",
    "family_json",
    "json_suggestion",
    "open_reading",
    "read_bill",
    "read_profiles",
    "suggest",
    "suggest_stored",
    "suggestion_lines",
    "suggestions",
]
