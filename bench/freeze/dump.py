"""A database as text: its schema, and a file of rows for each table.

Like SQLite's ``.dump``, in an order that does not hang on that of ``sqlite_master``; long bytes
(packed texts, the search index) are told by their hash.
"""

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

#: Bytes up to this many are told as they are.
_SHORT = 32


def dump(database: Path, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        schema = connection.execute(
            "SELECT name, type, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type, name"
        ).fetchall()
        (folder / "schema.sql").write_text("".join(f"{sql};\n" for _, _, sql in schema))
        for name, type_, _ in schema:
            if type_ in ("table", "view"):
                with (folder / f"{name}.txt").open("w", encoding="utf-8") as file:
                    file.writelines(_lines(connection, name))


def _lines(connection: sqlite3.Connection, table: str) -> Iterator[str]:
    """Column names, then the rows as they lie."""
    rows = connection.execute(f'SELECT * FROM "{table}"')
    yield "\t".join(column[0] for column in rows.description) + "\n"
    for row in rows:
        yield "\t".join(map(_value, row)) + "\n"


def _value(value: Any) -> str:
    if isinstance(value, bytes):
        known = value.hex() if len(value) <= _SHORT else hashlib.sha256(value).hexdigest()
        return f"{len(value)} bytes {known}"
    return repr(value) if isinstance(value, str) else str(value)
