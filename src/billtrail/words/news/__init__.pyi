from .changes import (
    ChangeLine,
    NewsItem,
    build_lines,
    build_news,
    is_news,
    others_words,
    row_words,
    scalar_words,
)
from .endings import SessionEnding, apart, by_calendar_alone, ended_together
from .floor import FLOOR_LIST
from .recounts import recounted

__all__ = [
    "FLOOR_LIST",
    "ChangeLine",
    "NewsItem",
    "SessionEnding",
    "apart",
    "build_lines",
    "build_news",
    "by_calendar_alone",
    "ended_together",
    "is_news",
    "others_words",
    "recounted",
    "row_words",
    "scalar_words",
]
