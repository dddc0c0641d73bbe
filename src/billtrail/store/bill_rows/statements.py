"""The statements that write a bill's tables, and the order of their parameters."""

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

from .. import search_index
from ..sql import insert, upsert
from .doubt_rows import NAMES
from .lists import LIST_COLUMNS
from .rows import BILL_FIELDS, CHILD_TABLES, columns
from .states import DERIVED, UNTRACKED

#: Columns of ``bills`` and of each child table, in the order their parameters are given.
BILL_COLUMNS = ("key", *BILL_FIELDS, *DERIVED, *UNTRACKED)
CHILD_NAMES: Mapping[str, tuple[str, ...]] = {
    t.part: ("bill", "row_key", *columns(t), "position", "source", "unlisted_since")
    for t in CHILD_TABLES
}


#: Tables that have a row for each of a bill's.
ROW_TABLES = tuple(table for table in CHILD_TABLES if not table.packed)

#: The statement for each table's parameters; upserts, because a row may be there.
STATEMENTS: Mapping[str, str] = {
    "bills": upsert("bills", BILL_COLUMNS, ("key",)),
    **{t.table: upsert(t.table, CHILD_NAMES[t.part], ("bill", "row_key")) for t in ROW_TABLES},
    "bill_lists": upsert("bill_lists", LIST_COLUMNS, ("bill",)),
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
    **{t.table: insert(t.table, CHILD_NAMES[t.part][:-1]) for t in ROW_TABLES},
}


def write_rows(
    connection: sqlite3.Connection,
    table: str,
    rows: Sequence[tuple[Any, ...]],
    statements: Mapping[str, str] = STATEMENTS,
) -> None:
    """Write a table's rows, given as the parameters of its statement."""
    connection.executemany(statements[table], rows)
