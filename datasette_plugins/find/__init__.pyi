from .keys import COLUMNS, read_keys, render_csv, rows
from .page import read_search, search_json
from .questions import App, ready_queries, with_ready_questions

__all__ = [
    "COLUMNS",
    "App",
    "read_keys",
    "read_search",
    "ready_queries",
    "render_csv",
    "rows",
    "search_json",
    "with_ready_questions",
]
