"""What each source says of a bill, and what its history begins with, each kept once.

The record that a bill's history begins with lies there alone: in ``source_records`` an empty one
stands for it. While a bill's rows are those that were first saved, its history says nothing of them
either: ``keep_beginning`` writes it down before they move.
"""

import sqlite3
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from billtrail.bills.models import Bill

from ..packed import pack, unpack
from .changes import SCALARS, WHOLE, FieldChange, State, dump
from .lists import read_values
from .rows import BILL_FIELDS, CHILD_TABLES, ChildTable, bill_from_json, columns, text_of_rows
from .states import read_scalars

#: In the place of the record of a bill's first save: in ``source_records`` that its history has it,
#: in ``bill_changes`` that the bill's own rows are it.
AS_FIRST_SAVED = b""

_RECORD = (
    "CASE WHEN record <> x'' THEN record ELSE (SELECT c.record FROM bill_changes c WHERE c.bill = "
    "source_records.bill AND c.field = '*' ORDER BY c.id LIMIT 1) END"
)
_SILENT = (
    f"SELECT id, new, record FROM bill_changes WHERE bill = ? AND field = '{WHOLE}' AND "
    "(new IS NULL OR record = x'')"
)


class StoredRecord(NamedTuple):
    """What a source says of a bill: ``record`` is its JSON text, packed."""

    bill: str
    source: str
    data_as_of: str
    hash: str
    document: int | None
    record: bytes

    def told(self) -> Bill:
        """The record itself."""
        return bill_from_json(unpack(self.record), self.data_as_of)


def read_records(connection: sqlite3.Connection, where: str, parameters: Any) -> list[StoredRecord]:
    """The records that meet a condition on the columns of ``source_records``."""
    found = connection.execute(
        f"SELECT bill, source, data_as_of, hash, document, {_RECORD} FROM source_records "
        f"WHERE {where}",
        parameters,
    ).fetchall()
    return [
        StoredRecord._make((*row[:5], row[5] or _packed_rows(connection, row[0]))) for row in found
    ]


def read_history(connection: sqlite3.Connection, key: str) -> list[FieldChange]:
    """A bill's changes, oldest first, each whole."""
    rows = connection.execute(
        "SELECT field, old, new, record FROM bill_changes WHERE bill = ? ORDER BY id", (key,)
    )
    changes = [FieldChange(*row) for row in rows.fetchall()]
    return [_whole(connection, key, one) if one.field == WHOLE else one for one in changes]


def _whole(connection: sqlite3.Connection, key: str, first: FieldChange) -> FieldChange:
    new = first.new or _facts(connection, key)
    return FieldChange(WHOLE, None, new, first.record or _packed_rows(connection, key))


def keep_beginning(connection: sqlite3.Connection, key: str, old: State, new: State) -> None:
    """Before a bill goes from one state to another, write down what its history begins with, as far
    as that goes."""
    first = connection.execute(_SILENT, (key,)).fetchone()
    if first is None or old == new:
        return
    id, facts, record = first
    if record == AS_FIRST_SAVED and _record_moves(old, new):
        record = _packed_rows(connection, key)
    connection.execute(
        "UPDATE bill_changes SET new = ?, record = ? WHERE id = ?",
        (facts or dump(old[SCALARS]), record, id),
    )


def _record_moves(old: State, new: State) -> bool:
    """Whether a record would be read otherwise: stages come from a bill's steps, not its record."""
    facts, told = old[SCALARS], new[SCALARS]
    parts = [table.part for table in CHILD_TABLES]
    return any(facts.get(name) != told.get(name) for name in (*BILL_FIELDS, "parts_known")) or any(
        [*old.get(part, {}).items()] != [*new.get(part, {}).items()] for part in parts
    )


# -- the record that a bill's rows are -------------------------------------------------------------


def is_its_rows(bill: Bill, facts: Mapping[str, Any]) -> bool:
    """Whether a record can be read again from the scalars that it is saved as."""
    return all(facts.get(name) == getattr(bill, name) for name in BILL_FIELDS)


def _facts(connection: sqlite3.Connection, key: str) -> str:
    return dump(read_scalars(connection, key) or {})


def _packed_rows(connection: sqlite3.Connection, key: str) -> bytes:
    """The record, packed."""
    facts = read_scalars(connection, key) or {}
    known = facts["parts_known"].split()
    values = {
        table.part: _values_of(connection, table, key)
        for table in CHILD_TABLES
        if table.part in known
    }
    return pack(text_of_rows(key, facts, values))


def _values_of(connection: sqlite3.Connection, table: ChildTable, key: str) -> dict[str, list[Any]]:
    if table.packed and (listed := read_values(connection, table, key)) is not None:
        return listed
    return {row[0]: list(row[1:]) for row in connection.execute(_rows_of(table), (key,))}


@lru_cache
def _rows_of(table: ChildTable) -> str:
    names = ", ".join(("row_key", *columns(table)))
    return f"SELECT {names} FROM {table.table} WHERE bill = ? ORDER BY position"
