"""What one statement of a reader may take: SQLite's own limits, what it may touch, its time, and
the size of its answer.

SQLite looks at the clock between steps only, and one function call is one step. So it is the
longest value, the deepest expression and the longest statement that bound the time of a step, and
the clock bounds the rest.
"""

import sqlite3
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Any

_SHARED: Mapping[int, int] = {
    # Datasette looks up the labels of up to 2,000 rows in one statement.
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 10_000,
    sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER: 2_500,
    sqlite3.SQLITE_LIMIT_COLUMN: 200,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 100,
    sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 30,
    sqlite3.SQLITE_LIMIT_VDBE_OP: 10_000,
    sqlite3.SQLITE_LIMIT_FUNCTION_ARG: 60,
    sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 200,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 1,
    sqlite3.SQLITE_LIMIT_WORKER_THREADS: 0,
}


@dataclass(frozen=True, slots=True)
class Limits:
    """``value`` is the longest text or bytes that SQLite makes or reads, ``answer`` what an answer
    may hold, both in bytes; a page as HTML has at most ``cells``, each of which takes as long to
    draw as a row takes to read."""

    value: int
    answer: int
    cells: int = 12_000


#: The longest value of a published file is a publisher's summary, of 200,000 characters; a working
#: file keeps whole texts of bills.
PUBLISHED = Limits(value=500_000, answer=6_000_000)
WORKING = Limits(value=100_000_000, answer=100_000_000)
#: What a cell costs beside its bytes.
_CELL = 16
#: Steps of SQLite between two looks at the clock.
_STEPS = 500
#: Bytes of pages that all connections of the server keep together.
_CACHES = 64_000_000
#: Rows read between two looks at the size.
_AT_A_TIME = 20

#: What a reader's statement does: read. SQLite asks for each table, column and function.
_READS = frozenset(
    {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE}
)
#: What Datasette and the search index ask; ``PRAGMA database_list`` would tell where the file lies.
_PRAGMAS = frozenset(
    {"table_info", "table_xinfo", "table_list", "foreign_key_list", "function_list", "index_info",
     "index_list", "index_xinfo", "page_count", "max_page_count", "page_size", "schema_version",
     "data_version"}
)  # fmt: skip
#: Those that take no table's name: with an argument they would set something.
_SETTINGS = frozenset({"page_count", "max_page_count", "page_size", "schema_version"})


def limit(connection: sqlite3.Connection, limits: Limits) -> None:
    """Hold a connection to reading, within limits."""
    for name, most in _SHARED.items():
        connection.setlimit(name, most)
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, limits.value)
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.set_authorizer(_authorize)


def _authorize(
    action: int, first: str | None, second: str | None, _database: str | None, _by: str | None
) -> int:
    asks = action == sqlite3.SQLITE_PRAGMA and first in _PRAGMAS
    sets = first in _SETTINGS and second is not None
    # Asked when the search index is opened; the file is opened to be read and stays as it is.
    opens_index = action == sqlite3.SQLITE_UPDATE and first == "sqlite_master"
    allowed = action in _READS or (asks and not sets) or opens_index
    return sqlite3.SQLITE_OK if allowed else sqlite3.SQLITE_DENY


def keep_caches_small() -> None:
    """Ask SQLite, for the whole process, to give back pages it keeps beyond ``_CACHES`` bytes."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(f"PRAGMA soft_heap_limit = {_CACHES}")


@contextmanager
def timed(connection: sqlite3.Connection, seconds: float) -> Iterator[None]:
    """Statements within raise ``OperationalError("interrupted")`` when the time is over."""
    end = time.perf_counter() + seconds
    connection.set_progress_handler(lambda: time.perf_counter() >= end, _STEPS)
    try:
        yield
    finally:
        connection.set_progress_handler(None, _STEPS)


def fetch(
    cursor: sqlite3.Cursor, rows: int | None, limits: Limits, as_page: bool
) -> tuple[list[Any], bool]:
    """At most ``rows`` rows, and whether there are more.

    Raises OperationalError where they hold more than an answer may.
    """
    if as_page and cursor.description:
        rows = min(rows or sys.maxsize, max(1, limits.cells // len(cursor.description)))
    found: list[Any] = []
    size = 0
    while rows is None or len(found) <= rows:
        wanted = _AT_A_TIME if rows is None else min(_AT_A_TIME, rows + 1 - len(found))
        some = cursor.fetchmany(wanted)
        size += sum(map(_size, some))
        if size > limits.answer:
            raise sqlite3.OperationalError(
                f"the answer is larger than {limits.answer // 1_000_000} MB: "
                "ask for fewer columns or rows, or take whole tables at /data"
            )
        found += some
        if len(some) < wanted:
            return found, False
    return found[:rows], True


def _size(row: Sequence[Any]) -> int:
    return sum(_CELL + len(value) if isinstance(value, str | bytes) else _CELL for value in row)
