"""The file that is served, where another one may take its place while the server runs.

Datasette keeps one connection for each thread and database name, and would go on reading the old
file for as long as the thread lives.
"""

import asyncio
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from datasette.database import AttachedDatabase, Database, QueryInterrupted, Results

from billtrail.errors import StoreError, UsageError

from . import limits
from .connections import KeptConnection
from .statements import Order, OutOfTime, Workers

#: Whether the request at hand brings SQL of its own, and how its answer ends: ``csv``, ``json``;
#: nothing for a page as HTML, ``None`` for what has no rows.
OWN_SQL: ContextVar[bool] = ContextVar("own_sql", default=False)
ENDING: ContextVar[str | None] = ContextVar("ending", default=None)
#: Statements of readers that run at once, beside those of Datasette's own pages.
_APART = 2
#: Statements that a connection keeps prepared; a reader's own may be large.
_PREPARED = 20


class ServedFile(Database):  # type: ignore[misc]
    """A database whose every query reads the file that stands at its path now, within limits."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._connections = KeptConnection(Path(self.path), self._connect_anew)
        self._apart = ThreadPoolExecutor(_APART, thread_name_prefix="own-sql")
        self._workers = Workers()
        self._limits = limits.WORKING if self.is_mutable else limits.PUBLISHED

    @property
    def hash(self) -> None:
        """Datasette would read the whole file for it; ``etags`` has our tags."""
        return None

    async def attached_databases(self) -> list[AttachedDatabase]:
        """None is ever attached, and SQLite would tell where the file lies."""
        return []

    async def execute_fn(self, fn: Callable[[Any], Any]) -> Any:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(
            self.ds.executor, lambda: fn(self._connections.connection())
        )

    async def execute(
        self,
        sql: str,
        params: Mapping[str, Any] | Sequence[Any] | None = None,
        truncate: bool = False,
        custom_time_limit: int | None = None,
        page_size: int | None = None,
        log_sql_errors: bool = True,
    ) -> Results:
        """As Datasette's; a statement that wants too much ends with an error of SQLite's."""
        shortest = min(custom_time_limit or self.ds.sql_time_limit_ms, self.ds.sql_time_limit_ms)
        most = int(self.ds.max_returned_rows)
        most += most == (page_size or self.ds.page_size)
        rows = most if truncate else None
        order = Order(self.path, self.is_mutable, sql, params or {}, rows,
                      truncate and ENDING.get() == "", shortest / 1000)  # fmt: skip
        try:
            if OWN_SQL.get():
                return await asyncio.get_running_loop().run_in_executor(
                    self._apart, self._run_apart, order
                )
            return await self.execute_fn(lambda connection: self._run(connection, order, params))
        except OutOfTime as error:
            raise QueryInterrupted(error, sql, params) from None
        except sqlite3.OperationalError as error:
            if error.args == ("interrupted",):
                raise QueryInterrupted(error, sql, params) from None
            if OWN_SQL.get() and ENDING.get() == "csv":  # Datasette's would be empty, with 200
                raise UsageError(f"That is no answer: {error}.") from None
            raise
        except MemoryError:
            raise sqlite3.OperationalError("the statement is too large") from None

    def _run(
        self,
        connection: sqlite3.Connection,
        order: Order,
        params: Mapping[str, Any] | Sequence[Any] | None,
    ) -> Results:
        """In this process; ``params`` may be of Datasette's kind that works values out."""
        with limits.timed(connection, order.seconds):
            cursor = connection.execute(order.sql, params if params is not None else {})
            found, more = limits.fetch(cursor, order.rows, self._limits, order.as_page)
            return Results(found, more, cursor.description)

    def _run_apart(self, order: Order) -> Results:
        """In a process of its own, with rows as SQLite would give them here."""
        if not Path(order.path).is_file():
            raise self._missing()
        answer = self._workers.run(order)
        names = ", ".join(f"NULL AS {_quoted(name)}" for name in answer.columns)
        with closing(sqlite3.connect(":memory:")) as named:
            cursor = named.execute(f"SELECT {names or 'NULL'}")
            rows = [sqlite3.Row(cursor, row) for row in answer.rows]
            return Results(rows, answer.more, cursor.description)

    def connect(self, write: bool = False) -> sqlite3.Connection:
        """To read only; Datasette's keeps each connection in a list for as long as it runs."""
        if write:
            raise StoreError("A served file is only read.")
        path = Path(self.path)
        if not path.is_file():  # SQLite would make an empty one
            raise self._missing()
        how = "mode=ro" if self.is_mutable else "immutable=1"
        return sqlite3.connect(
            f"{path.resolve().as_uri()}?{how}", uri=True, timeout=10, check_same_thread=False,
            cached_statements=_PREPARED,
        )  # fmt: skip

    def connect_limited(self) -> sqlite3.Connection:
        """A connection of one's own, to be closed."""
        connection = self.connect()
        self.ds._prepare_connection(connection, self.name)
        limits.limit(connection, self._limits)
        return connection

    def _missing(self) -> StoreError:
        """A reader is not told in which folder it should lie."""
        return StoreError(f"There is no database {Path(self.path).name} here.")

    def _connect_anew(self) -> sqlite3.Connection:
        """A connection, and nothing that Datasette remembers of a file that was there before."""
        connection = self.connect_limited()
        self._cached_table_counts = None
        self.cached_size = None
        return connection


def _quoted(name: str) -> str:
    """A name as SQL, whatever is in it."""
    doubled = name.replace('"', '""')
    return f'"{doubled}"'
