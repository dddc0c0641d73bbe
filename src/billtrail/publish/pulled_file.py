"""Reading a file that somebody else made: ordinary tables of our schema, and nothing else of it.

A SQLite file can hold more than rows: views and triggers are statements of whoever made it, and a
virtual table or a computed column runs code when it is read.
"""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from billtrail.editions import FRONT_VIEW
from billtrail.errors import SourceError
from billtrail.store.bill_rows import CHILD_TABLES

from .publish import published_views

#: Read on a pull; ``sqlite_master`` is the list of what there is.
TABLES = frozenset(
    {
        "edition",
        "fact_file",
        "fact_files",
        "fact_sessions",
        "whole_bills",
        "bills",
        "bill_changes",
        "people",
        "committees",
        "hearings",
        "hearing_sources",
        "meeting_papers",
        "checks",
        "floor_lists",
        "floor_items",
    }
    | {table.table for table in CHILD_TABLES}
)
#: The one virtual table that ``publish`` writes. It is not read.
_SEARCH = "bill_search"
#: The longest value, in bytes, and the seconds that reading all of it may take.
_LONGEST, _SECONDS = 20_000_000, 1800.0
_READS = frozenset({sqlite3.SQLITE_SELECT, sqlite3.SQLITE_FUNCTION})


@contextmanager
def opened(file: Path, address: str, mark: str = "edition") -> Iterator[sqlite3.Connection]:
    """The file, checked whole, with nothing but its ``TABLES`` to be read; ``mark`` is the table by
    which it is known: ``fact_file`` for one that lies beside the front of an edition.

    Raises SourceError where it is damaged or holds what ``publish`` does not write.
    """
    try:
        with closing(_connect(file)) as connection:
            _check_schema(connection, address, mark)
            _check_sound(connection, address)
            connection.set_authorizer(_authorize)
            yield connection
    except (sqlite3.Error, ValueError, KeyError, TypeError, RecursionError, MemoryError) as error:
        raise SourceError(f"{address} cannot be read: {error}. Nothing was changed.") from error


def _connect(file: Path) -> sqlite3.Connection:
    uri = f"{file.resolve().as_uri()}?mode=ro&immutable=1"
    connection = sqlite3.connect(uri, uri=True)
    connection.row_factory = sqlite3.Row
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    end = time.monotonic() + _SECONDS
    connection.set_progress_handler(lambda: time.monotonic() > end, 10_000)
    for pragma in ("trusted_schema = OFF", "query_only = ON", "cell_size_check = ON"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _check_schema(connection: sqlite3.Connection, address: str, mark: str) -> None:
    kinds = {row["name"]: row["type"] for row in connection.execute("PRAGMA table_list")}
    triggers = [
        row["name"]
        for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    ]
    views = (
        {name for name, kind in kinds.items() if kind == "view"} - published_views() - {FRONT_VIEW}
    )
    virtual = {name for name, kind in kinds.items() if kind == "virtual"} - {_SEARCH}
    other = {name for name in TABLES & set(kinds) if kinds[name] != "table"}
    other |= {name for name in TABLES & set(kinds) - other if _is_computed(connection, name)}
    if strange := sorted({*triggers, *views, *virtual, *other}):
        raise SourceError(
            f"{address} holds {strange[0]!r}, which is no plain table as 'billtrail publish' "
            "writes it. Nothing was changed."
        )
    if mark not in kinds:
        raise SourceError(
            f"{address} is no published file of Billtrail. Ask for the address of a site "
            "that serves what 'billtrail publish' wrote."
        )


def _is_computed(connection: sqlite3.Connection, table: str) -> bool:
    return any(row["hidden"] for row in connection.execute(f"PRAGMA table_xinfo({table})"))


def _check_sound(connection: sqlite3.Connection, address: str) -> None:
    sound = connection.execute("PRAGMA quick_check").fetchone()[0]
    if sound != "ok":
        raise SourceError(f"{address} arrived damaged ({sound}). Nothing was changed.")


def _authorize(
    action: int, first: str | None, _second: str | None, _database: str | None, _by: str | None
) -> int:
    reads = action == sqlite3.SQLITE_READ and first in TABLES
    asks = action == sqlite3.SQLITE_PRAGMA and first == "table_info"
    return sqlite3.SQLITE_OK if reads or asks or action in _READS else sqlite3.SQLITE_DENY
