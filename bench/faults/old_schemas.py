"""A database of today as an older Billtrail left it: at the schema of any step.

Older rows are made of today's, so the older file holds what a program of then would have written.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import orjson
import sqlite_utils

from billtrail.store import open_reader
from billtrail.store import schema as migrations
from billtrail.store.bill_rows import FieldChange, read_history, read_records
from billtrail.store.bill_rows.changes import SCALARS
from billtrail.store.bill_rows.rows import record_rows
from billtrail.store.packed import pack, unpack

#: From this step on a first save keeps its rows packed.
_PACKED = "m014_history_packed"
_OWN = ("sqlite_", "_sqlite_", "bill_search_", "print_search")


def steps() -> list[str]:
    """The names of all steps, oldest first."""
    return [step.__name__ for step in migrations.STEPS]


def write_older(today: Path, path: Path, last: str) -> None:
    """Write the database at ``today`` as it was when ``last`` was the newest step."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        later = steps()[steps().index(last) + 1 :]
        migrations.as_migrations().apply(sqlite_utils.Database(db), stop_before=later[:1])
        db.execute("ATTACH ? AS today", (str(today),))
        db.execute("BEGIN")
        for table in _tables(db, "main"):
            if table in _tables(db, "today", *migrations.LISTED):
                _copy(db, table)
        if "short_titles" in _tables(db, "main"):
            _write_numbers(db)
        with open_reader(today) as held:
            _write_whole(db, held)
            (_unpack if _PACKED in later else _write_firsts)(db, held)
        db.execute("UPDATE prepared SET value = ? WHERE name = 'schema'", (last,))
        db.execute("COMMIT")


def _write_numbers(db: sqlite3.Connection) -> None:
    """Between m049 and m052 words that subjects and titles share were numbers."""
    number = "(SELECT id FROM main.names n WHERE n.name = {})"
    source = number.format("source")
    for statement in (
        "INSERT INTO main.names (name) SELECT subject FROM today.subjects UNION SELECT source FROM "
        "today.subjects UNION SELECT kind FROM today.titles UNION SELECT source FROM today.titles",
        f"INSERT INTO main.short_subjects SELECT bill, position, {number.format('subject')}, "
        f"{source}, unlisted_since FROM today.subjects",
        f"INSERT INTO main.short_titles SELECT bill, position, title, {number.format('kind')}, "
        f"chamber, {source}, unlisted_since FROM today.titles",
    ):
        db.execute(statement)


def _write_whole(db: sqlite3.Connection, held: sqlite3.Connection) -> None:
    """Before m045 each record stood whole, whatever else said the same."""
    db.executemany(
        "UPDATE main.source_records SET record = ? WHERE bill = ? AND source = ?",
        [(one.record, one.bill, one.source) for one in read_records(held, "1", ())],
    )


def _firsts(held: sqlite3.Connection) -> Iterator[tuple[str, FieldChange]]:
    """What the history of each bill begins with."""
    for (key,) in held.execute("SELECT bill FROM bill_changes WHERE field = '*'").fetchall():
        yield key, read_history(held, key)[0]


def _write_firsts(db: sqlite3.Connection, held: sqlite3.Connection) -> None:
    db.executemany(
        "UPDATE main.bill_changes SET new = ?, record = ? WHERE bill = ? AND field = '*'",
        [(first.new, first.record, key) for key, first in _firsts(held)],
    )


def _tables(db: sqlite3.Connection, schema: str, *also: str) -> list[str]:
    rows = db.execute(f"SELECT name FROM {schema}.sqlite_master WHERE type = 'table'")
    return [name for (name,) in rows if not name.startswith(_OWN)] + [*also]


def _copy(db: sqlite3.Connection, table: str) -> None:
    ours, theirs = (
        [row[1] for row in db.execute(f"PRAGMA {schema}.table_info({table})")]
        for schema in ("main", "today")
    )
    names = ", ".join(f'"{name}"' for name in ours if name in theirs)
    db.execute(f"DELETE FROM main.{table}")
    db.execute(f"INSERT INTO main.{table} ({names}) SELECT {names} FROM today.{table}")


def _unpack(db: sqlite3.Connection, held: sqlite3.Connection) -> None:
    """First saves as one text of scalars and rows, and records as rows with their names."""
    for key, first in _firsts(held):
        assert first.new and first.record
        whole = {SCALARS: orjson.loads(first.new)} | record_rows(orjson.loads(unpack(first.record)))
        text = orjson.dumps(whole, option=orjson.OPT_SORT_KEYS).decode()
        db.execute("UPDATE main.bill_changes SET new = ? WHERE bill = ? AND field = '*'",
                   (text, key))  # fmt: skip
    for id, packed in db.execute("SELECT rowid, record FROM main.source_records").fetchall():
        record = orjson.loads(unpack(packed))
        parts = record_rows(record)
        plain = {k: v for k, v in record.items() if k not in ("columns", "parts")}
        text = orjson.dumps(plain | {part: [*rows.values()] for part, rows in parts.items()})
        db.execute("UPDATE main.source_records SET record = ? WHERE rowid = ?", (pack(text), id))
