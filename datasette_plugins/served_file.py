"""The file that is served, where another one may take its place while the server runs.

Datasette keeps one connection for each thread and database name, and would go on reading the old
file for as long as the thread lives.
"""

import asyncio
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from datasette.database import Database

_HELD = threading.local()


class ServedFile(Database):  # type: ignore[misc]
    """A database whose every query reads the file that stands at its path now."""

    async def execute_fn(self, fn: Callable[[Any], Any]) -> Any:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self.ds.executor, lambda: fn(self._connection()))

    def _connection(self) -> Any:
        """This thread's connection, made anew where the path names another file."""
        file = self._file()
        held = getattr(_HELD, "connections", None)
        if held is None:
            held = _HELD.connections = WeakKeyDictionary()
        known, connection = held.get(self, (None, None))
        if known == file:
            return connection
        if connection is not None:
            connection.close()
            self._forget()
        connection = self.connect()
        self.ds._prepare_connection(connection, self.name)
        held[self] = (file, connection)
        return connection

    def _file(self) -> tuple[int, int]:
        found = Path(self.path).stat()
        return found.st_dev, found.st_ino

    def _forget(self) -> None:
        """What Datasette remembers of the file that was there before."""
        self._cached_table_counts = None
        self.cached_hash = None
        self.cached_size = None
