"""The long lists of a bill in one row of ``bill_lists``: who is behind it, subjects, titles.

A list is JSON text, ``[[value, ..., key, source, unlisted_since], ...]``: the values of its table's
own columns, then the key where they do not say it, the source where it is not the list's, and since
when its publisher no longer lists the row. What is empty at a row's end is left out. To the rest of
SQL they are views (``views.VIEWS``). A row each took a third of the time of an import.
"""

import sqlite3
from collections.abc import Iterator, Mapping
from typing import Any

import orjson

from .rows import CHILD_TABLES, ChildTable, Row, columns, compact, key_of

PACKED: tuple[ChildTable, ...] = tuple(table for table in CHILD_TABLES if table.packed)
#: The columns of ``bill_lists``.
LIST_COLUMNS = ("bill", "source", *(table.table for table in PACKED))


def pack_list(table: ChildTable, values: Mapping[str, list[Any]]) -> str | None:
    """The rows of a first save, each its columns' values by its key."""
    if not values:
        return None
    if table.says_key:
        return orjson.dumps([*values.values()]).decode()
    return orjson.dumps([[*row, key] for key, row in values.items()]).decode()


def pack_rows(table: ChildTable, rows: Mapping[str, Row]) -> str | None:
    """The rows of a state by key."""
    told = [_as_told(table, key, row) for key, row in rows.items()]
    return orjson.dumps(told).decode() if told else None


def _as_told(table: ChildTable, key: str, row: Row) -> list[Any]:
    told = [*map(row.get, columns(table)), None if table.says_key else key,
            row.get("source"), row.get("unlisted_since")]  # fmt: skip
    while told[-1] is None:
        told.pop()
    return told


def list_values(table: ChildTable, text: str | None) -> dict[str, list[Any]]:
    """The columns' values by key, of a list as it lies there."""
    return {key: values for key, values, *_ in _told(table, text)}


def read_list(connection: sqlite3.Connection, table: ChildTable, key: str) -> dict[str, Row]:
    """The rows of a bill's list as a state has them. The view would cut a text at a NUL."""
    found = connection.execute(
        f"SELECT {table.table} FROM bill_lists WHERE bill = ?", (key,)
    ).fetchone()
    names = (*columns(table), "source", "unlisted_since")
    return {row_key: compact(names, (*values, *rest))
            for row_key, values, *rest in _told(table, found and found[0])}  # fmt: skip


def _told(table: ChildTable, text: str | None) -> Iterator[tuple[Any, ...]]:
    """Key, values, source and since when unlisted of each row."""
    width = len(columns(table))
    for row in orjson.loads(text) if text else ():
        *values, key, source, unlisted = row + [None] * (width + 3 - len(row))
        yield key_of(table, values) if key is None else key, values, source, unlisted
