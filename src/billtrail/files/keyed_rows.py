"""Rows that are looked up by key, for many keys together: a statement is asked once for all of
them, where each for itself takes some 4 us."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TypeVar

#: The rows of so many keys are held at once.
_TOGETHER = 500
_Rows = Mapping[str, Sequence[sqlite3.Row]]
_Value = TypeVar("_Value")
_ONE = "(:keys)"
_SEVERAL = "(SELECT value FROM json_each(:keys))"


class KeyedRows:
    """The rows of ``keys``; a statement is asked when the rows of one of them are first wanted.

    ``{keys}`` stands for the keys in it, and the first column of its rows is the key:

        SELECT bill, date FROM votes WHERE bill IN {keys} AND date <= :day ORDER BY date
    """

    def __init__(self, connection: sqlite3.Connection, keys: Iterable[str]) -> None:
        self.connection = connection
        self.keys = tuple(dict.fromkeys(keys))
        several = len(self.keys) > 1
        self._named = _SEVERAL if several else _ONE
        self._given = {"keys": json.dumps(self.keys) if several else "".join(self.keys)}
        self._found: dict[tuple[str, ...], _Rows | None] = {}

    def of(self, key: str, statement: str, **given: str) -> Sequence[sqlite3.Row]:
        """The rows of one of the keys, as the statement orders them."""
        asked = (statement, *given.values())
        found = self._found.get(asked)
        if found is None:
            found = self._found[asked] = self._read(statement, given)
        return found.get(key, ())

    def answers(self, statement: str) -> bool:
        """Whether the file can be asked it; not where it lacks a table."""
        if (statement,) not in self._found:
            self._found[statement,] = self._read_if_there(statement)
        return self._found[statement,] is not None

    def first(self, key: str, statement: str, **given: str) -> sqlite3.Row | None:
        """The first of them, where there is one."""
        rows = self.of(key, statement, **given)
        return rows[0] if rows else None

    def _read_if_there(self, statement: str) -> _Rows | None:
        try:
            return self._read(statement, {})
        except sqlite3.OperationalError:
            return None

    def _read(self, statement: str, given: Mapping[str, str]) -> _Rows:
        found: dict[str, list[sqlite3.Row]] = {}
        asked = statement.format(keys=self._named)
        for row in self.connection.execute(asked, self._given | {**given}):
            found.setdefault(row[0], []).append(row)
        return found


def keyed_rows(connection: sqlite3.Connection, keys: Iterable[str]) -> Iterator[KeyedRows]:
    """Rows of all keys, of some hundred at a time."""
    for some in pieces(dict.fromkeys(keys)):
        yield KeyedRows(connection, some)


def pieces(values: Iterable[_Value]) -> Iterator[tuple[_Value, ...]]:
    """Some hundred of them at a time."""
    left = iter(values)
    while some := tuple(islice(left, _TOGETHER)):
        yield some
