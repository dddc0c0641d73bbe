"""One connection for each thread to a file that another one may replace while the server runs."""

import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

#: Which file stands at a path.
_File = tuple[int, int]


class KeptConnection:
    """A thread's connection to the file that stands at a path now, and to to ``more``
    that are read with it; kept between its snapshots."""

    def __init__(self, path: Path, connect: Callable[[], sqlite3.Connection], *more: Path) -> None:
        self._paths = (path, *more)
        self._connect = connect
        self._threads = threading.local()

    def connection(self) -> sqlite3.Connection:
        """This thread's, made anew where a path names another file, or none."""
        files = tuple(map(_file, self._paths))
        kept: tuple[tuple[_File | None, ...], sqlite3.Connection | None]
        kept = getattr(self._threads, "kept", ((), None))
        known, connection = kept
        if connection is not None and known == files and None not in files:
            return connection
        self.close()
        made = self._connect()
        self._threads.kept = (files, made)
        return made

    def close(self) -> None:
        """This thread's, where there is one."""
        _, connection = getattr(self._threads, "kept", ((), None))
        if connection is not None:
            # Forgotten first: where no file can be opened, the next one may bear the old number.
            self._threads.kept = ((), None)
            connection.close()


def _file(path: Path) -> _File | None:
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino


class KeptFacts:
    """A thread's connections to the files with whole records beside a front, the last ``_MOST``
    that it read."""

    #: Each has pages of its own in memory, and two files open.
    _MOST = 8

    def __init__(self, connect: Callable[[str], KeptConnection]) -> None:
        self._connect = connect
        self._threads = threading.local()

    def connection(self, name: str) -> sqlite3.Connection:
        """Raises FactsAway where there is no such file."""
        kept: dict[str, KeptConnection] = getattr(self._threads, "kept", {})
        self._threads.kept = kept
        found = kept.pop(name, None) or self._connect(name)
        kept[name] = found  # the last one read stands last
        if len(kept) > self._MOST:
            kept.pop(next(iter(kept))).close()
        return found.connection()
