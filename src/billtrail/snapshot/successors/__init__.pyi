from . import suggestions
from .looks import looks_after, read_looks
from .suggestions import (
    SessionEnd,
    Suggestion,
    json_suggestion,
    look_through,
    look_through_stored,
    read_profiles,
    read_session_ends,
    read_suggestions,
    suggest,
    suggest_stored,
    suggestion_lines,
)

__all__ = [
    "SessionEnd",
    "Suggestion",
    "json_suggestion",
    "look_through",
    "look_through_stored",
    "looks_after",
    "read_looks",
    "read_profiles",
    "read_session_ends",
    "read_suggestions",
    "suggest",
    "suggest_stored",
    "suggestion_lines",
    "suggestions",
]
