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

from billtrail.files import KeyedRows

from .rows import CHILD_TABLES, ChildTable, Row, columns, compact, decode_values

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


_LIST = "SELECT {} FROM bill_lists WHERE bill = ?"


def list_values(table: ChildTable, text: str | None) -> dict[str, list[Any]]:
    """The columns' values by key, of a list as it lies there."""
    return {key: values for key, values, *_ in _told(table, _rows(table, text))}


def read_values(
    connection: sqlite3.Connection, table: ChildTable, key: str
) -> dict[str, list[Any]] | None:
    """The columns' values by key, of a bill's list; ``None`` in an edition, which has rows."""
    told = _read_where_lists_are(connection, table, key)
    if told is None:
        return None
    return {row_key: values for row_key, values, *_ in _told(table, told)}


def read_list(connection: sqlite3.Connection, table: ChildTable, key: str) -> dict[str, Row]:
    """The rows of a bill's list as a state has them. The view would cut a text at a NUL."""
    names = (*columns(table), "source", "unlisted_since")
    return {row_key: compact(names, (*values, *rest))
            for row_key, values, *rest in _told(table, _read(connection, table, key))}  # fmt: skip


def read_part(rows: KeyedRows, table: ChildTable, key: str) -> list[tuple[Any, str | None]]:
    """A bill's records of a part, in kept order, each with the day since when its publisher no
    longer lists it. A list is taken apart here: its view, in place of which an edition has a table,
    takes ten times as long."""
    told = _told_together(rows, table, key)
    records = decode_values(table, [row[:-1] for row in told])
    return list(zip(records, [row[-1] for row in told], strict=True))


def _told_together(rows: KeyedRows, table: ChildTable, key: str) -> list[list[Any]]:
    """Values and since when unlisted, of the rows of one of several bills."""
    if table.packed and rows.answers(packed := _PACKED.format(table.table)):
        found = rows.first(key, packed)
        return [[*row[:-3], row[-1]] for row in _rows(table, found[1] if found else None)]
    names = (*columns(table), "unlisted_since")
    return [[row[name] for name in names] for row in rows.of(key, _PART.format(table.table))]


_PART = "SELECT * FROM {} WHERE bill IN {{keys}} ORDER BY position"
_PACKED = "SELECT bill, {} FROM bill_lists WHERE bill IN {{keys}}"


def _read_where_lists_are(
    connection: sqlite3.Connection, table: ChildTable, key: str
) -> list[list[Any]] | None:
    """``None`` in an edition. What is wrong otherwise is so of the view too, which is asked then.
    Of an edition that was fetched its schema may not be asked."""
    try:
        return _read(connection, table, key)
    except sqlite3.OperationalError:
        return None


def _read(connection: sqlite3.Connection, table: ChildTable, key: str) -> list[list[Any]]:
    found = connection.execute(_LIST.format(table.table), (key,)).fetchone()
    return _rows(table, found and found[0])


def _rows(table: ChildTable, text: str | None) -> list[list[Any]]:
    """The rows of a list, each whole: values, key, source, since when unlisted."""
    width = len(columns(table)) + 3
    return [row + [None] * (width - len(row)) for row in (orjson.loads(text) if text else ())]


def _told(table: ChildTable, rows: list[list[Any]]) -> Iterator[tuple[Any, ...]]:
    """Key, values, source and since when unlisted of each row."""
    keys = [row[-3] for row in rows]
    if table.says_key:
        keys = list(map(table.identity, decode_values(table, [row[:-3] for row in rows])))
    for key, row in zip(keys, rows, strict=True):
        yield key, row[:-3], row[-2], row[-1]
