"""How a database file is opened to be read, wherever it lies."""

import os
import sqlite3
from pathlib import Path


def is_fixed(path: Path) -> bool:
    """Whether nobody here can write beside the file, and no write waits beside it: SQLite would
    want to make its own files there, unless it is told that nothing moves."""
    waiting = Path(f"{path}-wal")
    if os.access(path.parent, os.W_OK):
        return False
    return not waiting.exists() or waiting.stat().st_size == 0


def read_only_uri(path: Path) -> str:
    """The file as an address for ``sqlite3.connect(..., uri=True)`` that never writes."""
    return f"{path.resolve().as_uri()}?mode=ro" + ("&immutable=1" if is_fixed(path) else "")


def has_table(connection: sqlite3.Connection, name: str) -> bool:
    """Whether the file has it: a published one lacks the tables that stay at home."""
    sql = "SELECT 1 FROM sqlite_master WHERE name = ?"
    return connection.execute(sql, (name,)).fetchone() is not None
