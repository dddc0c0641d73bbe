"""Runs readers' own statements in a process of its own, which can be ended whatever it does.

One call of one of SQLite's functions (a search for one long text in another, say) can take
minutes, and nothing within the same process stops it. So ``Workers`` hands a statement to a process
that does nothing else: it has its own limits of memory, and where no answer comes in time it is
killed.

``python -m billtrail.datasette_plugins.server.statements`` is that process. It reads orders and
writes answers, each a length and a value of ``marshal``.
"""

import contextlib
import marshal
import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO, Any

from billtrail.files import platforms

from . import limits
from .connections import KeptConnection

#: Bytes that SQLite, and that the whole process may hold.
_HEAP, _MEMORY = 48_000_000, 96_000_000
#: Left to itself, glibc keeps room for long values once there were some, up to half of the above.
#: With a fixed threshold each goes back to the system when it is done with. (mallopt(3); other
#: systems do not read it.)
_GIVES_BACK = {"MALLOC_MMAP_THRESHOLD_": "131072"}
#: Seconds of waiting beyond the statement's own.
_GRACE = 0.1
_LENGTH = 8


class OutOfTime(Exception):
    """The statement took too long."""


@dataclass(frozen=True, slots=True)
class Order:
    """One statement: ``rows`` at most, ``seconds`` long; ``as_page`` as in ``limits.fetch``."""

    path: str
    working: bool
    sql: str
    params: Mapping[str, Any] | Sequence[Any]
    rows: int | None
    as_page: bool
    seconds: float

    def packed(self) -> bytes:
        params = dict(self.params) if isinstance(self.params, Mapping) else list(self.params)
        return marshal.dumps(
            (self.path, self.working, self.sql, params, self.rows, self.as_page,
             self.seconds)
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answer:
    """``columns`` are names; ``more`` says whether there were more rows."""

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]
    more: bool


class Workers:
    """A process for each thread that asks; one that was killed is begun anew by the next order."""

    def __init__(self) -> None:
        self._threads = threading.local()

    def run(self, order: Order) -> Answer:
        """Raises OutOfTime, and OperationalError for what SQLite refuses."""
        worker = self._worker()
        with _killed_after(order.seconds + _GRACE, worker):
            try:
                _write(worker.stdin, order.packed())
                kind, said = _read(worker.stdout)
            except (OSError, EOFError):
                self._end(worker)
                raise OutOfTime from None
        if kind == "rows":
            return Answer(*said)
        raise OutOfTime if said == "interrupted" else sqlite3.OperationalError(said)

    def _worker(self) -> Any:
        worker = getattr(self._threads, "worker", None)
        if worker is None or worker.poll() is not None:
            worker = self._begin()
        if not self._threads.begun:
            _read(worker.stdout)
            self._threads.begun = True
        return worker

    def _begin(self) -> Any:
        """Does not wait until it can be asked. A Ctrl-C is the server's; the process ends when
        nobody asks it any more."""
        command = [sys.executable, "-m", "billtrail.datasette_plugins.server.statements"]
        self._threads.begun = False
        self._threads.worker = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            env={**os.environ, **_GIVES_BACK}, **platforms.detached(),
        )  # fmt: skip
        return self._threads.worker

    def _end(self, worker: Any) -> None:
        """The next one begins at once, so that the next order need not wait for it."""
        worker.kill()
        worker.stdout.close()
        with contextlib.suppress(OSError):
            worker.stdin.close()
        worker.wait()
        self._begin()


@contextlib.contextmanager
def _killed_after(seconds: float, worker: Any) -> Iterator[None]:
    timer = threading.Timer(seconds, worker.kill)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _write(pipe: IO[bytes], packed: bytes) -> None:
    pipe.write(len(packed).to_bytes(_LENGTH, "big") + packed)
    pipe.flush()


def _read(pipe: IO[bytes]) -> Any:
    """The next value; raises EOFError where there is none any more."""
    length = int.from_bytes(_whole(pipe, _LENGTH), "big")
    return marshal.loads(_whole(pipe, length))


def _whole(pipe: IO[bytes], length: int) -> bytes:
    found = pipe.read(length)
    if len(found) < length:
        raise EOFError
    return found


# -- in the process ------------------------------------------------------------------------------


def main() -> None:
    """Answer orders until there is nobody to ask."""
    _hold_memory()
    files: dict[tuple[str, bool], KeptConnection] = {}
    with contextlib.suppress(EOFError, BrokenPipeError):
        _write(sys.stdout.buffer, marshal.dumps("begun"))
        while True:
            order = Order(*_read(sys.stdin.buffer))
            where = (order.path, order.working)
            file = files.setdefault(
                where, KeptConnection(Path(order.path), partial(_connect, *where))
            )
            _write(sys.stdout.buffer, marshal.dumps(_answer(file, order)))


def _hold_memory() -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):  # not on every system
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (_MEMORY, _MEMORY))
        resource.setrlimit(resource.RLIMIT_FSIZE, (2 * _MEMORY, 2 * _MEMORY))


def _connect(path: str, working: bool) -> sqlite3.Connection:
    how = "mode=ro" if working else "immutable=1"
    uri = f"{Path(path).resolve().as_uri()}?{how}"
    connection = sqlite3.connect(uri, uri=True, timeout=1, cached_statements=0)
    connection.text_factory = lambda text: str(text, "utf-8", "replace")
    connection.execute(f"PRAGMA hard_heap_limit = {_HEAP}")
    limits.limit(connection, limits.WORKING if working else limits.PUBLISHED)
    return connection


def _answer(file: KeptConnection, order: Order) -> tuple[str, Any]:
    most = limits.WORKING if order.working else limits.PUBLISHED
    try:
        connection = file.connection()
        with limits.timed(connection, order.seconds):
            cursor = connection.execute(order.sql, order.params)
            rows, more = limits.fetch(cursor, order.rows, most, order.as_page)
            return "rows", (tuple(column[0] for column in cursor.description or ()), rows, more)
    except MemoryError:
        return "error", "the statement needs too much memory"
    except (sqlite3.Error, sqlite3.Warning, UnicodeError) as error:
        return "error", str(error)


if __name__ == "__main__":
    main()
