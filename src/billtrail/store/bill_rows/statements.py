"""The statements that write a bill's tables, and the order of their parameters."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from .. import search_index
from ..sql import insert, upsert
from .doubt_rows import NAMES
from .rows import BILL_FIELDS, CHILD_TABLES, ChildTable, columns
from .states import DERIVED, UNTRACKED

#: Columns of ``bills`` and of each child table, in the order their parameters are given.
BILL_COLUMNS = ("key", *BILL_FIELDS, *DERIVED, *UNTRACKED)
CHILD_NAMES: Mapping[str, tuple[str, ...]] = {
    t.part: ("bill", "row_key", *columns(t), "position", "source", "unlisted_since")
    for t in CHILD_TABLES
}


def _insert(table: ChildTable, names: tuple[str, ...]) -> str:
    """Takes the same parameters for a table of short rows, and leaves out the key."""
    if not table.named:
        return insert(table.table, names)
    number = "(SELECT id FROM names WHERE name = ?{})"
    values = {
        name: number.format(n) if name in table.named else f"?{n}"
        for n, name in enumerate(names, 1)
        if name != "row_key"
    }
    return f"INSERT INTO {table.rows} ({', '.join(values)}) VALUES ({', '.join(values.values())})"


#: The statement for each table's parameters; upserts, because a row may be there. Short rows are
#: deleted before they are written again.
STATEMENTS: Mapping[str, str] = {
    "bills": upsert("bills", BILL_COLUMNS, ("key",)),
    **{
        t.table: _insert(t, CHILD_NAMES[t.part])
        if t.named
        else upsert(t.table, CHILD_NAMES[t.part], ("bill", "row_key"))
        for t in CHILD_TABLES
    },
    "doubts": insert("doubts", NAMES),
    "bill_search": search_index.INSERT,
    "bill_ids": "INSERT OR IGNORE INTO bill_ids VALUES (?, ?, ?)",
    "source_records": "INSERT INTO source_records (bill, source, data_as_of, hash, record, "
    "document) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (bill, source) DO UPDATE SET data_as_of = "
    "excluded.data_as_of, document = excluded.document, hash = excluded.hash, "
    "record = excluded.record",
    "bill_changes": "INSERT INTO bill_changes (bill, field, old, new, record, seen_at, kind, run, "
    "document) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
}


#: The same for a bill that no source has told us of: no row of its can be there, none is unlisted.
FIRST_STATEMENTS: Mapping[str, str] = {
    **{t: s.partition(" ON CONFLICT")[0] for t, s in STATEMENTS.items()},
    **{t.table: _insert(t, CHILD_NAMES[t.part][:-1]) for t in CHILD_TABLES},
}

#: Where the words lie that are written as numbers, in a table's parameters.
_NAMED: Mapping[str, tuple[int, ...]] = {
    t.table: tuple(map(CHILD_NAMES[t.part].index, t.named)) for t in CHILD_TABLES if t.named
}


def write_rows(
    connection: sqlite3.Connection,
    table: str,
    rows: Sequence[tuple[Any, ...]],
    statements: Mapping[str, str] = STATEMENTS,
) -> None:
    """Write a table's rows, given as the parameters of its statement."""
    if places := _NAMED.get(table):
        _save_names(connection, {row[place] for row in rows for place in places})
    connection.executemany(statements[table], rows)


def _save_names(connection: sqlite3.Connection, names: Iterable[str]) -> None:
    connection.executemany(
        "INSERT OR IGNORE INTO names (name) VALUES (?)", [(name,) for name in sorted(names)]
    )
