"""The database file: opened for reading, or by the one writer, who holds the lock beside it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from billtrail.editions import refuse_published
from billtrail.errors import NewerSchema, StoreError, WriterBusy
from billtrail.files import beside, read_only_uri

# For each value that is no number or text, sqlite3 looks for an adapter, and where it finds none it
# words an error that it then drops: a NULL cost ten times what a text does. These give the value
# back as it is; ``get`` of an empty dictionary does so for None without a step of Python.
_NOTHING: dict[None, None] = {}
sqlite3.register_adapter(type(None), _NOTHING.get)
sqlite3.register_adapter(bytes, bytes)

#: How long a second writer waits before it says who holds the lock.
LOCK_SECONDS = 30.0


@contextmanager
def open_reader(path: Path) -> Iterator[sqlite3.Connection]:
    """A read-only connection; raises StoreError where there is no database."""
    with closing(connect_reader(path)) as connection:
        yield connection


def connect_reader(path: Path) -> sqlite3.Connection:
    """As ``open_reader``, for one who keeps the connection."""
    if not path.is_file():
        raise StoreError(f"There is no database at {path}.")
    connection = sqlite3.connect(read_only_uri(path), uri=True, timeout=10)
    connection.row_factory = sqlite3.Row
    return connection


@contextmanager
def opened_for_writing(path: Path, command: str, wait: float) -> Iterator[sqlite3.Connection]:
    """The one writer's connection, under the lock, at the newest schema.

    Raises WriterBusy after ``wait`` seconds, naming the holder, NewerSchema, and StoreError for
    a published file.
    """
    from filelock import FileLock, Timeout  # not for those who only read

    refuse_published(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    lock, holder = FileLock(f"{path}.lock"), beside(Path(f"{path}.writer"))
    try:
        lock.acquire(timeout=wait)
    except Timeout:
        raise WriterBusy(
            f"{path.name} is being written by {_holder(path)}. Try again shortly."
        ) from None
    try:
        with suppress(OSError):  # on a full disk the writer itself says so
            holder.write_text(command)
        with closing(_connect(path)) as connection:
            yield connection
    finally:
        holder.unlink(missing_ok=True)
        lock.release()


def _holder(path: Path) -> str:
    """The command that writes now, as it noted beside the file."""
    for noted in path.parent.glob(f".{path.name}.writer.*"):
        with suppress(OSError):
            return noted.read_text()
    return "another command"


def _connect(path: Path) -> sqlite3.Connection:
    from .schema import migrate, unknown_steps

    connection = sqlite3.connect(path, timeout=LOCK_SECONDS, isolation_level=None)
    connection.row_factory = sqlite3.Row
    if _is_foreign(connection):
        connection.close()
        raise StoreError(
            f"{path} holds another program's tables and is left alone. Name another file with --db."
        )
    # Of a new file only. A bill's texts and index entries fill fewer, larger pages: the tables of a
    # Congress take a seventh less processor time to write than with half the size.
    connection.execute("PRAGMA page_size = 16384")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA foreign_keys = ON")
    # An import writes many times what the usual two megabytes of pages hold, and the same pages of
    # its indexes again with every batch. Twice as many save it nothing.
    connection.execute("PRAGMA cache_size = -16000")
    # As many pages are gathered before they are copied into the file: each time waits for the disk.
    connection.execute("PRAGMA wal_autocheckpoint = 4000")
    if unknown := unknown_steps(connection):
        connection.close()
        raise NewerSchema(
            f"{path.name} was written by a newer Billtrail (it knows {unknown[0]}). "
            "Update Billtrail, or use another --workspace."
        )
    migrate(connection)
    connection.execute("PRAGMA shrink_memory")  # of what the steps have read and written, 3 MB
    return connection


def _is_foreign(connection: sqlite3.Connection) -> bool:
    """Whether the file has tables and none of them is ours."""
    names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
    return bool(names) and "_sqlite_migrations" not in names


def save_legislatures(connection: sqlite3.Connection) -> None:
    """The legislatures that this program knows and their sessions; a new one needs no step of the
    schema."""
    from billtrail.legislatures import known

    for one in known():
        save_legislature(connection, one.id)


def save_legislature(connection: sqlite3.Connection, id: str) -> None:
    """The rows of one legislature and its sessions."""
    from billtrail.legislatures import get
    from billtrail.legislatures.calendar import sessions

    from .sql import upsert

    connection.execute(upsert("jurisdictions", ("id", "name"), ("id",)), (id, get(id).name))
    names = ("jurisdiction", "session", "name", "starts", "last_passage", "last_signature",
             "ends", "source", "origin_passage")  # fmt: skip
    rows = [[getattr(s, name) for name in names] for s in sessions.sessions_of(id)]
    connection.executemany(upsert("sessions", names, ("jurisdiction", "session")), rows)
