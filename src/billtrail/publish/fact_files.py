"""An edition as a front and files with whole records beside it: which bill lies where, and the
files, of which only those are written whose bills changed.

A file holds every bill of its sessions and depends on nothing else, so that it stays byte for byte
the same until something is known of one of them that was not known before.
"""

import json
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import astuple, dataclass
from hashlib import sha256
from pathlib import Path

from billtrail.editions import (
    FRONT_TABLES,
    NAME,
    OWN_TABLE,
    FactFile,
    fact_path,
    front_facts,
)
from billtrail.errors import StoreError
from billtrail.files import file_hash
from billtrail.store.bill_rows import CHILD_TABLES

#: An edition of so many bills is one file.
ALONE = 2_000
#: The most files beside a front: a server may hold all of them open.
MOST = 60

_PARTS = tuple(table.table for table in CHILD_TABLES)
#: What a file holds of its bills -> which rows, the key of a bill being from ``:first`` on and
#: before ``:end``; and in which order.
HELD: Mapping[str, tuple[str, str]] = {
    "jurisdictions": ("id = substr(:first, 1, 2)", "id"),
    "bills": ("key >= :first AND key < :end", "key"),
    "bill_ids": ("bill >= :first AND bill < :end", "bill, scheme"),
    **{table: ("bill >= :first AND bill < :end", "bill, row_key") for table in _PARTS},
    "documents": (
        "id IN (SELECT document FROM source_records WHERE bill >= :first AND bill < :end UNION "
        "SELECT document FROM bill_changes WHERE bill >= :first AND bill < :end)",
        "id",
    ),
    "source_records": ("bill >= :first AND bill < :end", "bill, source"),
    "bill_changes": ("bill >= :first AND bill < :end", "id"),
}
#: Those of which the front has but a part of the rows.
PARTED = tuple(table for table in HELD if table not in ("jurisdictions", "bills"))
#: What tells that one of these rows changed. Every change of a bill's parts is a row of its
#: history (a law of the tests), so that its newest stands for them.
_TOLD = (
    "SELECT bill, count(*), max(id) FROM bill_changes WHERE bill >= :first AND bill < :end "
    "GROUP BY bill ORDER BY bill"
)
_TOLD_WHOLE = ("bills", "source_records", "documents")

#: Bills whose whole record the front has too: what is followed, suggested, reported or set right,
#: what is heard or on a list of late, and what a released brief states.
_WHOLE = """
SELECT bill FROM campaign_bills UNION SELECT bill FROM family_members
UNION SELECT enacted_via FROM family_members UNION SELECT lead FROM campaigns
UNION SELECT bill FROM suggestions UNION SELECT bill FROM staff_reports
UNION SELECT bill FROM corrections UNION SELECT bill FROM doubts WHERE state = 'open'
UNION SELECT bill FROM statute_changes
UNION SELECT bill FROM hearings WHERE date >= date(:day, '-60 days')
UNION SELECT bill FROM floor_items WHERE ends >= date(:day, '-60 days')
UNION SELECT value FROM json_each(:more)
"""
#: Which rows of these tables the front has. Of the history of the others it has what is news, and
#: of each source its newest word, by which is told how fresh it is.
_IN_FRONT: Mapping[str, str] = {
    **dict.fromkeys(("bill_ids", *_PARTS), "bill IN (SELECT bill FROM temp.whole)"),
    "bill_changes": "field <> '*' OR bill IN (SELECT bill FROM temp.whole)",
    "source_records": "bill IN (SELECT bill FROM temp.whole) OR data_as_of = (SELECT "
    "max(n.data_as_of) FROM source_records n WHERE n.source = source_records.source)",
    "documents": "id NOT IN (SELECT id FROM temp.elsewhere)",
}
#: Documents that only bills speak of of which the front has but a line.
_ELSEWHERE = """
SELECT document AS id FROM source_records WHERE bill NOT IN (SELECT bill FROM temp.whole)
UNION SELECT document FROM bill_changes WHERE bill NOT IN (SELECT bill FROM temp.whole)
EXCEPT SELECT document FROM source_records WHERE bill IN (SELECT bill FROM temp.whole)
EXCEPT SELECT document FROM bill_changes WHERE field <> '*'
EXCEPT SELECT document FROM bill_changes WHERE bill IN (SELECT bill FROM temp.whole)
EXCEPT SELECT document FROM record_edits EXCEPT SELECT document FROM doubts
"""


@dataclass(frozen=True, slots=True)
class Group:
    """The sessions, as (jurisdiction, session), of one file. One of whose bills the front has all
    whole is in none."""

    name: str
    sessions: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the bills of an edition lie; no ``groups``: all of them whole in one file."""

    groups: tuple[Group, ...] = ()

    def in_front(self, table: str) -> str:
        """Which rows of a table the front has, as SQL."""
        return _IN_FRONT.get(table, "1") if self.groups else "1"


# -- which bill lies where -------------------------------------------------------------------------


def lay_out(source: sqlite3.Connection, day: str, more: Iterable[str], alone: int) -> Layout:
    """The layout for what the working file holds on a day; ``more`` are bills that the front has
    whole. Makes temporary tables, ``whole`` and ``elsewhere``, that its SQL names."""
    if source.execute("SELECT count(*) FROM bills").fetchone()[0] <= alone:
        return Layout()
    source.execute("CREATE TEMP TABLE whole (bill TEXT PRIMARY KEY) WITHOUT ROWID")
    source.execute(
        f"INSERT INTO temp.whole SELECT key FROM bills WHERE key IN ({_WHOLE})",
        {"day": day, "more": json.dumps([*more])},
    )
    source.execute("CREATE TEMP TABLE elsewhere (id INTEGER PRIMARY KEY)")
    source.execute(f"INSERT INTO temp.elsewhere SELECT id FROM ({_ELSEWHERE}) WHERE id IS NOT NULL")
    rows = source.execute(
        "SELECT b.jurisdiction, b.session, s.starts FROM bills b LEFT JOIN sessions s "
        "USING (jurisdiction, session) WHERE b.key NOT IN (SELECT bill FROM temp.whole) "
        "GROUP BY b.jurisdiction, b.session"
    )
    return Layout(group_sessions([tuple(row) for row in rows]))


def group_sessions(sessions: Iterable[tuple[str, str, str | None]]) -> tuple[Group, ...]:
    """Files for (jurisdiction, session, first day), by name: one a session while these are at most
    ``MOST``, else one a legislature and decade, else one a legislature."""
    found = sorted(sessions)
    for named in (_by_session, _by_decade, _by_legislature):
        groups: dict[str, list[tuple[str, str]]] = {}
        for jurisdiction, session, starts in found:
            name = f"{jurisdiction}-{named(session, starts)}"
            groups.setdefault(name, []).append((jurisdiction, session))
        if len(groups) <= MOST:
            break
    return tuple(Group(name, tuple(held)) for name, held in sorted(groups.items()))


def _by_session(session: str, _starts: str | None) -> str:
    return session


def _by_decade(_session: str, starts: str | None) -> str:
    return f"{starts[:3]}0s" if starts else "undated"


def _by_legislature(_session: str, _starts: str | None) -> str:
    return "all"


# -- the files -------------------------------------------------------------------------------------

#: Of a table the columns that go out, each with the SQL of its value.
Columns = Callable[[str], Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Shape:
    """The schema of a file, as SQL: its ``indexes`` are made once its ``tables`` are filled."""

    tables: tuple[str, ...]
    indexes: tuple[str, ...]


class FactFolder:
    """The files with whole records beside the front at a path. ``files`` are those of the edition
    that is written; ``places`` says where those of them that are new lie until ``replacing``,
    which makes such a place, puts them in theirs."""

    def __init__(self, front: Path, replacing: Callable[[Path], Path]) -> None:
        self._front = front
        self._replacing = replacing
        self._before = {file.name: file for file in _read_before(front)}
        self.files: tuple[FactFile, ...] = ()
        self.places: dict[str, Path] = {}

    def write(
        self, source: sqlite3.Connection, layout: Layout, columns: Columns, shape: Shape
    ) -> None:
        """Write those of a layout that the edition that lies there does not have as they are."""
        self.files = tuple(
            self._file(source, group, read_state(source, group, columns, shape), columns, shape)
            for group in layout.groups
        )

    def _file(
        self, source: sqlite3.Connection, group: Group, state: str, columns: Columns, shape: Shape
    ) -> FactFile:
        path = fact_path(self._front, group.name)
        known = self._before.get(group.name)
        if known and known.state == state and file_hash(path) == known.sha256:
            return known
        path.parent.mkdir(exist_ok=True)
        self.places[group.name] = self._replacing(path)
        return write_file(source, self.places[group.name], group, state, columns, shape)

    def clear(self) -> None:
        """Take away what no front names any more, once the new front is in its place."""
        named = {file.name for file in self.files}
        for path in fact_path(self._front, "").parent.glob("*.db"):
            if re.fullmatch(NAME, path.stem) and path.stem not in named:
                path.unlink()
        with suppress(OSError):  # empty, or not there
            if not named:
                fact_path(self._front, "").parent.rmdir()


def _read_before(front: Path) -> tuple[FactFile, ...]:
    with suppress(sqlite3.Error):
        return front_facts(front) if front.is_file() else ()
    return ()  # not a database: it is about to be replaced


def name_files(
    source: sqlite3.Connection,
    front: sqlite3.Connection,
    layout: Layout,
    files: Iterable[FactFile],
) -> None:
    """Say in a front which files lie beside it, and which bills are whole in it."""
    if not layout.groups:
        return
    for statement in FRONT_TABLES.split(";\n"):
        front.execute(statement)
    front.executemany("INSERT INTO fact_files VALUES (?, ?, ?, ?, ?, ?, ?)", map(astuple, files))
    front.executemany(
        "INSERT INTO fact_sessions VALUES (?, ?, ?)",
        [(*session, group.name) for group in layout.groups for session in group.sessions],
    )
    front.executemany(
        "INSERT INTO whole_bills VALUES (?)", _plain(source).execute("SELECT bill FROM temp.whole")
    )


def read_state(source: sqlite3.Connection, group: Group, columns: Columns, shape: Shape) -> str:
    """A hash that is another one where a file of the group would say something else; ``shape`` is
    the schema of such a file."""
    found = sha256(repr(shape).encode())
    for row in _rows_told(source, group, columns):
        found.update(repr(row).encode())
    return found.hexdigest()


def _rows_told(
    source: sqlite3.Connection, group: Group, columns: Columns
) -> Iterator[tuple[object, ...]]:
    selects = [_select(table, columns(table)) for table in _TOLD_WHOLE]
    for bounds in _bounds(group):
        for sql in (*selects, _TOLD):
            yield from _plain(source).execute(sql, bounds)


def _bounds(group: Group) -> Iterator[dict[str, str]]:
    """The keys of a session's bills are from ``first`` on and before ``end``."""
    for jurisdiction, session in group.sessions:
        prefix = f"{jurisdiction}-{session}"
        yield {"first": f"{prefix}-", "end": f"{prefix}."}  # "." comes after "-"


def _select(table: str, columns: Mapping[str, str]) -> str:
    where, order = HELD[table]
    return f"SELECT {', '.join(columns.values())} FROM {table} WHERE {where} ORDER BY {order}"


def write_file(
    source: sqlite3.Connection, new: Path, group: Group, state: str, columns: Columns, shape: Shape
) -> FactFile:
    """Write the file of a group, empty so far; the same rows give the same bytes."""
    with closing(sqlite3.connect(new, isolation_level=None)) as target:
        target.execute("PRAGMA journal_mode = OFF")
        target.execute("PRAGMA page_size = 8192")
        target.execute("BEGIN")
        _run(target, shape.tables)
        counts = {table: _copy(source, target, table, group, columns(table)) for table in HELD}
        _run(target, shape.indexes)
        (as_of,) = target.execute("SELECT max(updated_at) FROM bills").fetchone()
        target.execute("INSERT INTO fact_file VALUES (?, ?, ?)", (group.name, state, as_of or ""))
        target.execute("COMMIT")
    return FactFile(
        group.name, counts["bills"], new.stat().st_size, file_hash(new), state, as_of or "",
        json.dumps(counts),
    )  # fmt: skip


def _copy(
    source: sqlite3.Connection,
    target: sqlite3.Connection,
    table: str,
    group: Group,
    columns: Mapping[str, str],
) -> int:
    names = ", ".join(f'"{column}"' for column in columns)
    marks = ", ".join("?" * len(columns))
    # A legislature, or a document that is about bills of two sessions, is there once.
    statement = f"INSERT OR IGNORE INTO {table} ({names}) VALUES ({marks})"
    for bounds in _bounds(group):
        target.executemany(statement, _plain(source).execute(_select(table, columns), bounds))
    return int(target.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def _plain(source: sqlite3.Connection) -> sqlite3.Cursor:
    """A cursor whose rows are tuples."""
    cursor = source.cursor()
    cursor.row_factory = None
    return cursor


def _run(target: sqlite3.Connection, statements: Iterable[str]) -> None:
    for statement in statements:
        target.execute(statement)


def read_shape(published: sqlite3.Connection) -> Shape:
    """The schema of such a file, from an empty published one."""
    marks = ", ".join("?" * len(HELD))
    rows = published.execute(
        f"SELECT type, sql FROM sqlite_master WHERE tbl_name IN ({marks}) AND sql IS NOT NULL "
        "ORDER BY type DESC, name",
        tuple(HELD),
    ).fetchall()
    tables = tuple(sql for kind, sql in rows if kind == "table")
    if len(tables) != len(HELD):
        raise StoreError("A table that the files of an edition hold is not published.")
    return Shape((*tables, OWN_TABLE), tuple(sql for kind, sql in rows if kind == "index"))
