"""A coalition's published file under a workspace, so that a laptop never asks a publisher.

What the file says of bills, people, committees, hearings and floor lists is saved like any source's
word; campaigns, positions and texts stay those of this workspace. A change that comes with it is
news here too.
"""

import sqlite3
from dataclasses import dataclass
from datetime import date

from billtrail.bills.models import Link
from billtrail.editions import refuse_published
from billtrail.errors import UsageError
from billtrail.files import scratch
from billtrail.snapshot import read_bill
from billtrail.store import Writer, believed, is_to_come, open_reader
from billtrail.workspace import Workspace, prepare

from .fetch import fetch
from .pulled_file import opened

_SOURCE = "pulled"
_COPIED = ("people", "committees", "hearings", "hearing_sources", "meeting_papers")
#: Later than any day: the whole record.
_ALL = date.max


@dataclass(frozen=True, slots=True)
class Pulled:
    """``published_at`` is the file's instant, ``None`` where it is the one pulled last. ``bills``
    are in it, ``changed`` of them were new or changed here, ``doubted`` are not
    taken yet."""

    published_at: str | None
    bills: int = 0
    changed: int = 0
    doubted: tuple[str, ...] = ()


def pull(workspace: Workspace, url: str) -> Pulled:
    """Fetch the published file at a site's address, or at its own, and save what is newer.

    Raises SourceError where it cannot be had or is no published file.
    """
    address = file_address(url)
    refuse_published(workspace.database)
    prepare(workspace)
    with scratch(workspace.root, "pull") as folder:
        file = folder / "billtrail.db"
        etag = fetch(address, file, _last_etag(workspace, address))
        if etag is None:
            return Pulled(None)
        with opened(file, address) as theirs, workspace.writer("pull") as writer:
            pulled = _save(writer, theirs, address, etag)
            writer.runs.finish("done", {"bills": pulled.bills, "changed": pulled.changed})
    return pulled


def file_address(url: str) -> str:
    """``https://bills.example.org`` -> its ``/latest/billtrail.db``; a file's address as it is."""
    if not url.lower().startswith(("https://", "http://")):
        raise UsageError(f"{url!r} is no web address. Expected one such as https://example.org.")
    return url if url.endswith(".db") else f"{url.rstrip('/')}/latest/billtrail.db"


def _last_etag(workspace: Workspace, address: str) -> str | None:
    with open_reader(workspace.database) as connection:
        row = connection.execute(
            "SELECT etag FROM links WHERE source = ? AND url = ?", (_SOURCE, address)
        ).fetchone()
    return str(row["etag"]) if row and row["etag"] else None


def _save(writer: Writer, theirs: sqlite3.Connection, address: str, etag: str) -> Pulled:
    """All of it or, where it fails, nothing."""
    with writer.transaction():
        bills, changed, doubted = _save_bills(writer, theirs)
        for table in _COPIED:
            _copy_rows(theirs, writer, table)
        writer.floor.copy(theirs)
        for row in theirs.execute("SELECT source, bill, checked_at FROM checks"):
            writer.confirm(*row)
        writer.documents.save_link(Link(_SOURCE, address, _SOURCE, etag=etag), writer.now)
        (published_at,) = theirs.execute("SELECT published_at FROM edition").fetchone()
    return Pulled(str(published_at), bills, changed, doubted)


def _save_bills(writer: Writer, theirs: sqlite3.Connection) -> tuple[int, int, tuple[str, ...]]:
    """(read, new or changed here, in doubt)."""
    read = changed = 0
    doubted = []
    for row in theirs.execute("SELECT * FROM bills ORDER BY key").fetchall():
        read += 1
        bill, distrusted = believed(read_bill(theirs, row, _ALL), writer.now)
        writer.documents.distrust(row["source"], [distrusted] if distrusted else ())
        outcome = writer.save_bill(bill, row["source"]).outcome
        changed += outcome in ("new", "changed")
        if outcome == "in doubt":
            doubted.append(bill.key)
    return read, changed, tuple(doubted)


def _copy_rows(theirs: sqlite3.Connection, writer: Writer, table: str) -> None:
    """Rows of a table as they are, in the columns that both files have; none as of a day to
    come."""
    ours = writer.connection
    names = [
        row[1]
        for row in ours.execute(f"PRAGMA table_info({table})")
        if row[1] in {r[1] for r in theirs.execute(f"PRAGMA table_info({table})")}
    ]
    if not names:  # an edition from before there was such a table
        return
    marks = ", ".join("?" * len(names))
    found = theirs.execute(f"SELECT {', '.join(names)} FROM {table}")
    rows = [row for row in found if not _is_to_come(row, writer.now)]
    ours.executemany(
        f"INSERT OR REPLACE INTO {table} ({', '.join(names)}) VALUES ({marks})", map(tuple, rows)
    )


def _is_to_come(row: sqlite3.Row, now: str) -> bool:
    return "as_of" in row.keys() and is_to_come(row["as_of"], now)  # noqa: SIM118
