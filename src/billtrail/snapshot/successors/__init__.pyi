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
from .watched import Touch, Watched, json_watched, read_watched_sections, watched_lines

__all__ = [
    "SessionEnd",
    "Suggestion",
    "Touch",
    "Watched",
    "json_suggestion",
    "json_watched",
    "look_through",
    "look_through_stored",
    "looks_after",
    "read_looks",
    "read_profiles",
    "read_session_ends",
    "read_suggestions",
    "read_watched_sections",
    "suggest",
    "suggest_stored",
    "suggestion_lines",
    "suggestions",
    "watched_lines",
]
