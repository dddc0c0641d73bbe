"""One connection for each thread to a file that another one may replace while the server runs."""

import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path


class KeptConnection:
    """A thread's connection to the file that stands at a path now; kept between its snapshots."""

    def __init__(self, path: Path, connect: Callable[[], sqlite3.Connection]) -> None:
        self._path = path
        self._connect = connect
        self._threads = threading.local()

    def connection(self) -> sqlite3.Connection:
        """This thread's, made anew where the path names another file, or none."""
        file = self._file()
        kept: tuple[tuple[int, int] | None, sqlite3.Connection | None]
        kept = getattr(self._threads, "kept", (None, None))
        known, connection = kept
        if connection is not None and known == file and file is not None:
            return connection
        if connection is not None:
            # Forgotten first: where no file can be opened, the next one may bear the old number.
            self._threads.kept = (None, None)
            connection.close()
        made = self._connect()
        self._threads.kept = (file, made)
        return made

    def _file(self) -> tuple[int, int] | None:
        try:
            found = self._path.stat()
        except FileNotFoundError:
            return None
        return found.st_dev, found.st_ino
