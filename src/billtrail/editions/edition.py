"""Which edition a database file is. A published file says so in its table ``edition``; a file
without that table is a working file."""

import sqlite3
from contextlib import closing
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from billtrail.errors import StoreError
from billtrail.files import in_a_line, read_only_uri
from billtrail.legislatures import Edition

if TYPE_CHECKING:
    from billtrail.campaigns import Organisation

#: The mark, and what a reader of the file should know about it.
TABLE = """
CREATE TABLE edition (
  edition TEXT PRIMARY KEY, published_at TEXT NOT NULL, version TEXT NOT NULL,
  holds TEXT NOT NULL, organisation TEXT, contact TEXT, site TEXT) STRICT
"""


def edition_of(path: Path) -> Edition:
    """The edition of a file; one that does not exist yet will be a working file.

    Raises StoreError where the file is no database, or one that lies beside an edition's front.
    """
    try:
        found = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return Edition.WORKING
    return _edition_of(path, found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns)


@lru_cache(maxsize=16)
def _edition_of(path: Path, *_as_it_is: int) -> Edition:
    """A command asks several times, and SQLite reads the whole schema for each answer. An edition
    is put in place whole, so that a file that became one is another file."""
    try:
        with closing(sqlite3.connect(read_only_uri(path), uri=True)) as file:
            marks = "SELECT name FROM sqlite_master WHERE name IN ('edition', 'fact_file')"
            marked = {row[0] for row in file.execute(marks)}
            is_edition = "edition" in marked
            row = file.execute("SELECT edition FROM edition").fetchone() if is_edition else None
    except sqlite3.DatabaseError as error:
        told = in_a_line(error) if isinstance(error, sqlite3.OperationalError) else None
        raise told or StoreError(f"{path} cannot be read as a database: {error}.") from None
    if "fact_file" in marked:
        raise StoreError(f"{path} lies beside the front of an edition. Name that: billtrail.db.")
    return Edition(row[0]) if row else Edition.WORKING


def published_at(path: Path) -> str | None:
    """The instant a published file was made; ``None`` for a working file."""
    if edition_of(path) == Edition.WORKING:
        return None
    with closing(sqlite3.connect(read_only_uri(path), uri=True)) as file:
        return str(file.execute("SELECT published_at FROM edition").fetchone()[0])


def published_by(path: Path) -> "Organisation | None":
    """Who published a file: the name, the public contact and the site alone; ``None`` for a
    working file, and where nobody was named."""
    if edition_of(path) == Edition.WORKING:
        return None
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as file:
        columns = {row[1] for row in file.execute("PRAGMA table_info(edition)")}
        if not {"organisation", "contact", "site"} <= columns:
            return None  # published by an older Billtrail
        name, contact, site = file.execute(
            "SELECT organisation, contact, site FROM edition"
        ).fetchone()
    from billtrail.campaigns import Organisation, public_face

    return public_face(Organisation(name or "", site=site or "", public_contact=contact or ""))


def refuse_published(path: Path) -> None:
    """Raises StoreError where nothing may be written: the next ``publish`` would undo it."""
    edition = edition_of(path)
    if edition != Edition.WORKING:
        raise StoreError(
            f"{path} is a published file ({edition} edition) and is only read. "
            "Leave out --db to work on your own database."
        )
