"""The file that is served, where another one may take its place while the server runs.

Datasette keeps one connection for each thread and database name, and would go on reading the old
file for as long as the thread lives.
"""

import asyncio
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

from datasette.database import Database

from billtrail.datasette_plugins.held import Held
from billtrail.errors import StoreError


class ServedFile(Database):  # type: ignore[misc]
    """A database whose every query reads the file that stands at its path now."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._held = Held(Path(self.path), self._connect_anew)

    async def execute_fn(self, fn: Callable[[Any], Any]) -> Any:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self.ds.executor, lambda: fn(self._held.connection()))

    def _connect_anew(self) -> sqlite3.Connection:
        """A connection, and nothing that Datasette remembers of a file that was there before."""
        if not Path(self.path).is_file():  # SQLite would make an empty one
            raise StoreError(f"There is no database {Path(self.path).name} here.")
        self._cached_table_counts = None
        self.cached_hash = None
        self.cached_size = None
        connection: sqlite3.Connection = self.connect()
        self.ds._prepare_connection(connection, self.name)
        return connection
