"""How a database file is opened to be read, wherever it lies, and its tables as sqlite-utils has
them."""

import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


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


def sqlite_tables(connection: sqlite3.Connection) -> "Database":
    """The connection's tables as sqlite-utils gives them.

    It looks for numpy, to take numbers of that kind too. None of ours is one, and numpy alone takes
    0.15 s to load: a tenth of the first import of two thousand bills.
    """
    with _not_installed("numpy"):
        from sqlite_utils import Database
    return Database(connection)


@contextmanager
def _not_installed(name: str) -> Iterator[None]:
    """For a while a library that nobody has loaded yet cannot be found."""
    if name in sys.modules:
        yield
        return
    sys.modules[name] = None  # type: ignore[assignment]  # Python's own sign for it
    try:
        yield
    finally:
        del sys.modules[name]
