from .keys import COLUMNS, read_keys, render_csv, rows
from .questions import App, with_ready_questions

__all__ = ["COLUMNS", "App", "read_keys", "render_csv", "rows", "with_ready_questions"]
