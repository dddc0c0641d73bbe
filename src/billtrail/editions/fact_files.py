"""The files with whole records that lie beside the front of a large edition, and which has a bill.

``billtrail.db``, the front, has a line of every bill and the whole record of those that are
followed. The whole record of every bill lies in ``facts/<name>.db``, a file for each group of
sessions. The front names them and says of which state each is, so that a file that is missing,
damaged or of an earlier edition is told from the right one.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from billtrail.errors import FactsAway
from billtrail.files import has_table, keyed_rows, read_only_uri

#: The folder beside the front.
FOLDER = "facts"
#: A file's name, without its ending.
NAME = r"[a-z]{2}-[a-z0-9]+"

#: What the front of an edition with such files has more. ``state`` is a hash of all rows that a
#: file was made of, ``as_of`` the instant of the newest of them, ``counts`` (JSON) the rows of its
#: tables.
FRONT_TABLES = """
CREATE TABLE fact_files (
  name TEXT PRIMARY KEY, bills INTEGER NOT NULL, bytes INTEGER NOT NULL, sha256 TEXT NOT NULL,
  state TEXT NOT NULL, as_of TEXT NOT NULL, counts TEXT NOT NULL) STRICT;
CREATE TABLE fact_sessions (
  jurisdiction TEXT NOT NULL, session TEXT NOT NULL, name TEXT NOT NULL REFERENCES fact_files(name),
  PRIMARY KEY (jurisdiction, session)) STRICT;
CREATE TABLE whole_bills (bill TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE VIEW bill_files AS
-- Of each bill the file beside this one that has its whole record, and whether it is here, too
SELECT b.key, CAST('facts/' || s.name || '.db' AS TEXT) AS file,
  CAST(s.name IS NULL OR EXISTS (SELECT 1 FROM whole_bills w WHERE w.bill = b.key) AS INTEGER)
    AS whole_here
FROM bills b LEFT JOIN fact_sessions s USING (jurisdiction, session);
"""
#: The view among them.
FRONT_VIEW = "bill_files"
#: What such a file says of itself.
OWN_TABLE = """
CREATE TABLE fact_file (
  name TEXT PRIMARY KEY, state TEXT NOT NULL, as_of TEXT NOT NULL) STRICT
"""

#: What is said where one cannot be read.
MISSING = "its file is not here"
DAMAGED = "its file is damaged"
OLDER = "its file is of an earlier edition"
#: What SQLite says of a file that is not whole.
_BROKEN = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_IOERR}

Value = TypeVar("Value")
#: Opens a file by its name, to be read with the front behind it.
Open = Callable[[str], sqlite3.Connection]
#: Reads bills by key from a connection; or makes of a reason what is told of them without it.
Whole = Callable[[sqlite3.Connection, Sequence[str]], Mapping[str, Value]]
Line = Callable[[Sequence[str], str], Mapping[str, Value]]


@dataclass(frozen=True, slots=True)
class FactFile:
    """A row of ``fact_files``."""

    name: str
    bills: int
    bytes: int
    sha256: str
    state: str
    as_of: str
    counts: str

    @property
    def tables(self) -> dict[str, int]:
        """Its tables, with how many rows each has."""
        return dict(json.loads(self.counts))


def fact_path(front: Path, name: str) -> Path:
    """Where the file lies beside its front."""
    return front.parent / FOLDER / f"{name}.db"


def read_fact_files(front: sqlite3.Connection) -> tuple[FactFile, ...]:
    """Those that a front names; none of an edition that is one file, or of a working file."""
    if not has_table(front, "fact_files"):
        return ()
    columns = ", ".join(FactFile.__dataclass_fields__)
    rows = front.execute(f"SELECT {columns} FROM fact_files ORDER BY name")
    return tuple(FactFile(*row) for row in rows)


def connect_facts(file: Path, front: Path) -> sqlite3.Connection:
    """A reader of a file's tables, and of the front's where it has none of that name. Both are put
    in place whole and never written to, so that SQLite need not look whether they were."""
    if not file.is_file():
        raise FactsAway(MISSING)
    connection = sqlite3.connect(_never_changes(file), uri=True)
    connection.row_factory = sqlite3.Row
    connection.execute("ATTACH ? AS front", (_never_changes(front),))
    return connection


def _never_changes(path: Path) -> str:
    return f"{path.resolve().as_uri()}?mode=ro&immutable=1"


@contextmanager
def fact_reader(front: Path, files: Mapping[str, Path] | None = None) -> Iterator[Open]:
    """Opens the files of a front, each when it is first asked for, and closes them at the end;
    ``files`` are those that lie elsewhere."""
    opened: dict[str, sqlite3.Connection] = {}

    def connection(name: str) -> sqlite3.Connection:
        if name not in opened:
            file = (files or {}).get(name) or fact_path(front, name)
            opened[name] = connect_facts(file, front)
        return opened[name]

    try:
        yield connection
    finally:
        for one in opened.values():
            one.close()


_FILE_OF = """
    SELECT b.key, s.name FROM bills b JOIN fact_sessions s USING (jurisdiction, session)
    WHERE b.key IN {keys} AND NOT EXISTS (SELECT 1 FROM whole_bills w WHERE w.bill = b.key)"""


class Facts:
    """On which connection the record of a bill is read, of one state of a front. Without ``opens``
    the files beside it are as if they were not there: a line alone is never taken for all of it."""

    def __init__(self, front: sqlite3.Connection, opens: Open | None) -> None:
        self._front = front
        self._opens = opens
        self._is_front = has_table(front, "fact_files")
        self._files: dict[str, sqlite3.Connection | str] = {}

    def read(self, keys: Iterable[str], whole: Whole[Value], line: Line[Value]) -> dict[str, Value]:
        """What ``whole`` makes of the connection with the records of some bills, those of a file
        together; of bills whose record cannot be read, what ``line`` makes of the reason."""
        found: dict[str, Value] = {}
        for name, some in self._by_file(keys).items():
            found |= self._read_of(name, some, whole, line)
        return found

    def _read_of(
        self, name: str | None, keys: Sequence[str], whole: Whole[Value], line: Line[Value]
    ) -> Mapping[str, Value]:
        """Those of a file, or (``None``) of the front."""
        try:
            return whole(self._connection(name), keys)
        except FactsAway as away:
            return line(keys, str(away))
        except sqlite3.DatabaseError as error:
            if name is None or not is_broken(error):
                raise
        if len(keys) > 1:  # of a damaged file the whole records are those before the damage
            each = (self._read_of(name, [key], whole, line) for key in keys)
            return {key: value for one in each for key, value in one.items()}
        self._files[name] = DAMAGED
        return line(keys, DAMAGED)

    def _by_file(self, keys: Iterable[str]) -> dict[str | None, list[str]]:
        asked = list(keys)
        names = self._names(asked)
        found: dict[str | None, list[str]] = {}
        for key in asked:
            found.setdefault(names.get(key), []).append(key)
        return found

    def where(self, key: str) -> sqlite3.Connection:
        """The connection on which the rows of a bill are read: of one whose whole record lies in a
        file beside the front, that file's, with the front's tables behind its own. Where it cannot
        be read, the front's, which has next to none of them (``BillStatus.away``)."""
        try:
            return self._connection(self.name(key))
        except FactsAway:
            return self._front

    def _connection(self, name: str | None) -> sqlite3.Connection:
        """With the whole records of a file: the front's, where that has them or no such bill."""
        found = self._file(name) if name else self._front
        if isinstance(found, str):
            raise FactsAway(found)
        return found

    def give_up(self, key: str, error: sqlite3.Error) -> bool:
        """Whether the error tells that the file of the bill is damaged; it is away from now on."""
        name = self.name(key)
        if name is None or not is_broken(error):
            return False
        self._files[name] = DAMAGED
        return True

    def name(self, key: str) -> str | None:
        """Of the file that has the bill, where the front has but a line of it."""
        return self._names([key]).get(key)

    def _names(self, keys: Iterable[str]) -> dict[str, str]:
        """Of the files, by bill."""
        if not self._is_front:
            return {}
        found = keyed_rows(self._front, keys)
        named = ((key, rows.first(key, _FILE_OF)) for rows in found for key in rows.keys)
        return {key: row["name"] for key, row in named if row}

    def _file(self, name: str) -> sqlite3.Connection | str:
        """The file, or why it cannot be read. It is asked for each time: of many files the first
        is closed while the last is read."""
        known = self._files.get(name)
        if not isinstance(known, str):
            self._files[name] = self._opened(name, known)
        return self._files[name]

    def _opened(self, name: str, known: sqlite3.Connection | None) -> sqlite3.Connection | str:
        """The file, where it is ``known`` to be the one that the front names, or found to be."""
        if self._opens is None:
            return MISSING
        try:
            connection = self._opens(name)
            if connection is known:
                return connection
            held = connection.execute("SELECT name, state, as_of FROM main.fact_file").fetchone()
        except FactsAway as away:
            return str(away)
        except sqlite3.DatabaseError:
            return DAMAGED
        (file,) = [one for one in read_fact_files(self._front) if one.name == name]
        if held is None or held["name"] != name:
            return DAMAGED
        # While an edition is put in place its files stand before its front does.
        return OLDER if held["state"] != file.state and held["as_of"] < file.as_of else connection


def is_broken(error: sqlite3.Error) -> bool:
    """Whether it says that a file is not whole."""
    code = getattr(error, "sqlite_errorcode", None)
    return code is not None and (code & 0xFF) in _BROKEN


def front_facts(path: Path) -> tuple[FactFile, ...]:
    """Those that the front at a path names."""
    with closing(sqlite3.connect(read_only_uri(path), uri=True)) as front:
        return read_fact_files(front)
