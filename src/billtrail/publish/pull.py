"""A coalition's published file under a workspace, so that a laptop never asks a publisher.

What the file says of bills, people, committees, hearings and floor lists is saved like any source's
word; campaigns, positions and texts stay those of this workspace. A change that comes with it is
news here too.
"""

import sqlite3
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date

from billtrail.bills.models import Link
from billtrail.editions import refuse_published
from billtrail.errors import UsageError
from billtrail.files import KeyedRows, scratch
from billtrail.scrapers import find_source
from billtrail.snapshot import read_bill
from billtrail.store import Writer, believed, is_to_come, open_reader
from billtrail.workspace import Workspace, prepare

from .fetch import fetch
from .pulled_facts import FetchedFile, PulledFacts, read_named
from .pulled_file import opened

_SOURCE = "pulled"
_COPIED = ("people", "committees", "hearings", "hearing_sources", "meeting_papers")
#: Later than any day: the whole record.
_ALL = date.max


#: Bills that a front has whole; of the others their line, which says nothing of their parts.
_WHOLE_HERE = """
SELECT key FROM bills b WHERE key IN (SELECT bill FROM whole_bills) OR NOT EXISTS (
  SELECT 1 FROM fact_sessions s WHERE s.jurisdiction = b.jurisdiction AND s.session = b.session)
ORDER BY key"""
_ALL_HERE = "SELECT key FROM bills ORDER BY key"


#: So many new bills are held in memory before they are written into the one transaction.
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Pulled:
    """``published_at`` is the file's instant, ``None`` where it is the one pulled last. ``bills``
    are in it, ``changed`` of them were new or changed here, ``doubted`` are not taken yet, ``gone``
    came with an earlier one and are not in it any more. ``files`` lie beside it, of which
    ``fetched`` were not the ones pulled last."""

    published_at: str | None
    bills: int = 0
    changed: int = 0
    doubted: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    files: int = 0
    fetched: int = 0


def pull(workspace: Workspace, url: str) -> Pulled:
    """Fetch the published file at a site's address, or at its own, with those beside it that
    changed, and save what is newer: all of it, or nothing.

    Raises SourceError where it cannot be had or is no published file.
    """
    address = file_address(url)
    refuse_published(workspace.database)
    prepare(workspace)
    saved, beside = _saved(workspace), PulledFacts(workspace, address)
    with scratch(workspace.root, "pull") as folder:
        file = folder / "billtrail.db"
        etag = fetch(address, file, saved.get(address))
        if etag is None:
            return Pulled(None)
        with opened(file, address) as theirs:
            named = read_named(theirs, address)
            fetched = beside.fetch(named, saved)
            with workspace.writer("pull") as writer:
                pulled = _save(writer, theirs, fetched, Link(_SOURCE, address, _SOURCE, etag=etag))
                pulled = replace(pulled, files=len(named), fetched=len(fetched))
                writer.runs.finish("done", {"bills": pulled.bills, "changed": pulled.changed})
    beside.clear()
    return pulled


def file_address(url: str) -> str:
    """``https://bills.example.org`` -> its ``/latest/billtrail.db``; a file's address as it is."""
    if not url.lower().startswith(("https://", "http://")):
        raise UsageError(f"{url!r} is no web address. Expected one such as https://example.org.")
    return url if url.endswith(".db") else f"{url.rstrip('/')}/latest/billtrail.db"


def _saved(workspace: Workspace) -> dict[str, str]:
    """By address the tag of a front, and the hash of a file beside one, that was saved last."""
    with open_reader(workspace.database) as connection:
        rows = connection.execute(
            "SELECT url, etag FROM links WHERE source = ? AND etag <> ''", (_SOURCE,)
        )
        return dict(map(tuple, rows))


def _save(
    writer: Writer, theirs: sqlite3.Connection, fetched: list[FetchedFile], front: Link
) -> Pulled:
    """All of it or, where it fails, nothing."""
    found = _Bills(writer)
    with writer.transaction():
        found.save(theirs, _WHOLE_HERE if _has_files(theirs) else _ALL_HERE)
        whole = (
            {row[0] for row in theirs.execute("SELECT bill FROM whole_bills")} if fetched else set()
        )
        for one in fetched:
            with opened(one.path, one.address, "fact_file") as facts:
                found.save(facts, _ALL_HERE, whole)
            link = Link(_SOURCE, one.address, _SOURCE, etag=one.file.sha256)
            writer.documents.save_link(link, writer.now)
        for table in _COPIED:
            _copy_rows(theirs, writer, table)
        writer.floor.copy(theirs)
        for row in theirs.execute("SELECT source, bill, checked_at FROM checks"):
            writer.confirm(*row)
        writer.documents.save_link(front, writer.now)
        (published_at,) = theirs.execute("SELECT published_at FROM edition").fetchone()
        (bills,) = theirs.execute("SELECT count(*) FROM bills").fetchone()
        gone = tuple(_gone(writer.connection, theirs, front.url))
    return Pulled(str(published_at), bills, found.changed, tuple(found.doubted), gone)


def _gone(ours: sqlite3.Connection, theirs: sqlite3.Connection, address: str) -> Iterator[str]:
    """What came with an earlier file of the one site that is pulled, and with nothing else, and
    was taken out since: a licence ended, a session was left out."""
    sites = {row[0] for row in ours.execute(_FRONTS, (_SOURCE,))}
    if sites != {address}:
        return
    for (key,) in ours.execute(_PULLED_ALONE):
        if theirs.execute("SELECT 1 FROM bills WHERE key = ?", (key,)).fetchone() is None:
            yield key


_FRONTS = "SELECT url FROM links WHERE source = ? AND url LIKE '%billtrail.db'"
#: What is pulled rests on no document here; what ships does neither.
_PULLED_ALONE = """
SELECT bill FROM source_records GROUP BY bill
HAVING max(document) IS NULL AND min(source <> 'seed') ORDER BY bill"""


def _has_files(theirs: sqlite3.Connection) -> bool:
    return bool(theirs.execute("PRAGMA table_info(fact_files)").fetchall())


class _Bills:
    """Saves bills of files; ``changed`` were new or changed here, ``doubted`` are in doubt."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self.changed = 0
        self.doubted: list[str] = []

    def save(self, theirs: sqlite3.Connection, which: str, without: Collection[str] = ()) -> None:
        keys = [row[0] for row in theirs.execute(which)]
        for number, key in enumerate(keys, 1):
            if key not in without:
                self._save(theirs, key)
            if number % _AT_ONCE == 0:
                self._writer.flush()

    def _save(self, theirs: sqlite3.Connection, key: str) -> None:
        writer = self._writer
        row = theirs.execute("SELECT * FROM bills WHERE key = ?", (key,)).fetchone()
        # One at a time: nobody knows how large the lists of others' bills are.
        rows = KeyedRows(theirs, [key])
        bill, distrusted = believed(read_bill(rows, row, _ALL), writer.now)
        source = find_source(row["source"])
        bill = replace(bill, dated_by_steps=source is not None and source.dated_by_steps)
        writer.documents.distrust(row["source"], [distrusted] if distrusted else ())
        outcome = writer.save_bill(bill, row["source"]).outcome
        self.changed += outcome in ("new", "changed")
        if outcome == "in doubt":
            self.doubted.append(bill.key)


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
