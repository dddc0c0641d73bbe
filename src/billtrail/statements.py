"""The statements that write a bill's tables, and the order of their parameters."""

from collections.abc import Mapping

from billtrail import search
from billtrail.rows import BILL_FIELDS, CHILD_TABLES, columns
from billtrail.states import DERIVED, UNTRACKED

#: Columns of ``bills`` and of each child table, in the order their parameters are given.
BILL_COLUMNS = ("key", *BILL_FIELDS, *DERIVED, *UNTRACKED)
CHILD_NAMES: Mapping[str, tuple[str, ...]] = {
    t.part: ("bill", "row_key", *columns(t), "position", "source", "unlisted_since")
    for t in CHILD_TABLES
}


def upsert(table: str, names: tuple[str, ...], key: tuple[str, ...]) -> str:
    """A guarded upsert: an equal row is not written again."""
    values = [name for name in names if name not in key]
    marks = ", ".join("?" * len(names))
    sets = ", ".join(f"{name} = excluded.{name}" for name in values)
    ours = ", ".join(f"{table}.{name}" for name in values)
    theirs = ", ".join(f"excluded.{name}" for name in values)
    return (
        f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks}) "
        f"ON CONFLICT ({', '.join(key)}) DO UPDATE SET {sets} "
        f"WHERE ({ours}) IS NOT ({theirs})"
    )


#: The statement for each table's parameters; upserts, because a row may be there.
STATEMENTS: Mapping[str, str] = {
    "bills": upsert("bills", BILL_COLUMNS, ("key",)),
    **{t.table: upsert(t.table, CHILD_NAMES[t.part], ("bill", "row_key")) for t in CHILD_TABLES},
    "bill_search": search.INSERT,
    "bill_ids": "INSERT OR IGNORE INTO bill_ids VALUES (?, ?, ?)",
    "source_records": "INSERT INTO source_records (bill, source, data_as_of, hash, record, "
    "document) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (bill, source) DO UPDATE SET data_as_of = "
    "excluded.data_as_of, document = excluded.document, hash = excluded.hash, "
    "record = excluded.record",
    "bill_changes": "INSERT INTO bill_changes (bill, field, old, new, record, seen_at, kind, run, "
    "document) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
}


def _insert(statement: str) -> str:
    return statement.partition(" ON CONFLICT")[0]


#: The same for a bill that no source has told us of: no row of its can be there.
FIRST_STATEMENTS: Mapping[str, str] = {t: _insert(s) for t, s in STATEMENTS.items()}
