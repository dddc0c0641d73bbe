"""The first save of a bill that no source has told us of: built apart, written in batches.

Nothing needs to be read for it, so that it can be built in another process. The rows are those
that ``Writer.save_bill`` would write for the same record.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import zstandard

from billtrail import calendars, identifiers, search
from billtrail.history import SCALARS, WHOLE, State, dump
from billtrail.merge import Merged
from billtrail.models import Bill
from billtrail.rows import (
    BILL_FIELDS,
    CHILD_TABLES,
    Parts,
    Values,
    columns,
    compact_parts,
    part_values,
    record_json,
)
from billtrail.stages import fold_bill
from billtrail.states import DERIVED, UNTRACKED, scalars
from billtrail.vocabulary import ChangeKind

#: Columns of ``bills`` and of each child table, in the order their parameters are given.
BILL_COLUMNS = ("key", *BILL_FIELDS, *DERIVED, *UNTRACKED)
CHILD_NAMES: Mapping[str, tuple[str, ...]] = {
    t.part: ("bill", "row_key", *columns(t), "position", "source", "unlisted_since")
    for t in CHILD_TABLES
}

Rows = list[tuple[Any, ...]]

_compress = zstandard.ZstdCompressor(level=1).compress
_decompress = zstandard.ZstdDecompressor().decompress


def pack(text: str) -> bytes:
    """A record's JSON text for ``source_records``."""
    return _compress(text.encode())


def unpack(record: bytes) -> bytes:
    """The JSON text of a packed record, as bytes."""
    return _decompress(record)


@dataclass(frozen=True, slots=True)
class Content:
    """A record as it is compared and kept: its rows, its JSON text and the text's hash."""

    values: Values
    parts: Parts
    text: str
    hash: str


def content_of(bill: Bill) -> Content:
    """The content of a record; the day it speaks for is no part of it."""
    values = part_values(bill)
    parts = compact_parts(values)
    text = record_json(bill, parts)
    return Content(values, parts, text, hashlib.sha256(text.encode()).hexdigest())


@dataclass(frozen=True, slots=True)
class FirstSave:
    """What a first save writes, as parameters; ``record`` and ``change`` lack the document."""

    key: str
    rows: Mapping[str, Rows]
    record: tuple[Any, ...]
    change: tuple[Any, ...]

    @property
    def text(self) -> bytes:
        """The record's JSON text, packed."""
        packed: bytes = self.record[-1]
        return packed


def build_first(bill: Bill, content: Content, source: str, today: date, now: str) -> FirstSave:
    """The first save of a bill by one source."""
    session = calendars.load_sessions().get((bill.jurisdiction, bill.session))
    standing = fold_bill(bill, today, session, bill.data_as_of)
    merged = Merged(bill, source, {}, ())
    state: State = {SCALARS: scalars(merged, standing)}
    state |= {part: rows for part, rows in content.parts.items() if rows}
    rows = {"bills": [bill_parameters(bill, state, now)]}
    for table in CHILD_TABLES:
        if values := content.values.get(table.part):
            rows[table.table] = [
                (bill.key, row_key, *row, position, source, None)
                for position, (row_key, row) in enumerate(values.items())
            ]
    rows["bill_search"] = [search.index_row(bill)]
    rows["bill_ids"] = [(bill.key, *pair) for pair in identifiers.crosswalk(bill.key).items()]
    return FirstSave(
        bill.key,
        rows,
        (bill.key, source, bill.data_as_of, content.hash, pack(content.text)),
        (bill.key, WHOLE, None, dump(state), now, ChangeKind.BASELINE.value),
    )


def bill_parameters(bill: Bill, state: State, now: str) -> tuple[Any, ...]:
    """A state's scalars as parameters for ``bills``."""
    values = {
        **state[SCALARS], "key": bill.key, "data_as_of": bill.data_as_of, "updated_at": now,
    }  # fmt: skip
    return tuple(map(values.get, BILL_COLUMNS))


def state_rows(bill: Bill, state: State, source: str, now: str) -> dict[str, Rows]:
    """A state as parameters for ``bills`` and the child tables."""
    found = {"bills": [bill_parameters(bill, state, now)]}
    for table in CHILD_TABLES:
        if rows := state.get(table.part):
            found[table.table] = child_parameters(table.part, bill.key, rows, source)
    return found


def child_parameters(
    part: str, key: str, rows: Mapping[str, Mapping[str, Any]], source: str
) -> Rows:
    names = CHILD_NAMES[part][2:-3]
    return [
        (key, row_key, *map(row.get, names), position, row.get("source", source),
         row.get("unlisted_since"))
        for position, (row_key, row) in enumerate(rows.items())
    ]  # fmt: skip


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


#: The statement for each table's parameters.
STATEMENTS: Mapping[str, str] = {
    "bills": upsert("bills", BILL_COLUMNS, ("key",)),
    **{t.table: upsert(t.table, CHILD_NAMES[t.part], ("bill", "row_key")) for t in CHILD_TABLES},
    "bill_search": search.INSERT,
    "bill_ids": "INSERT OR IGNORE INTO bill_ids VALUES (?, ?, ?)",
    "source_records": "INSERT INTO source_records (bill, source, data_as_of, hash, record, "
    "document) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (bill, source) DO UPDATE SET data_as_of = "
    "excluded.data_as_of, document = excluded.document, hash = excluded.hash, "
    "record = excluded.record",
    "bill_changes": "INSERT INTO bill_changes (bill, field, old, new, seen_at, kind, run, "
    "document) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
}
