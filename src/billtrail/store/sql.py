"""Statements that any table is written with."""

import json
from collections.abc import Iterable

from billtrail.legislatures import ChangeKind


def insert(table: str, names: tuple[str, ...]) -> str:
    """A row; values in the order of ``names``."""
    return f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"


def upsert(table: str, names: tuple[str, ...], key: tuple[str, ...]) -> str:
    """A guarded upsert: an equal row is not written again."""
    values = [name for name in names if name not in key]
    sets = ", ".join(f"{name} = excluded.{name}" for name in values)
    ours = ", ".join(f"{table}.{name}" for name in values)
    theirs = ", ".join(f"excluded.{name}" for name in values)
    return (
        f"{insert(table, names)} ON CONFLICT ({', '.join(key)}) DO UPDATE SET {sets} "
        f"WHERE ({ours}) IS NOT ({theirs})"
    )


_KINDS = ", ".join(f"'{kind.value}'" for kind in ChangeKind)
#: The bills that were written since an instant, the second parameter: with each goes its history.
WRITTEN_SINCE = f"SELECT bill FROM bill_changes WHERE kind IN ({_KINDS}) AND seen_at >= ?2"


def among(column: str, values: Iterable[str] | None) -> tuple[str, tuple[str, ...]]:
    """A condition that a column has one of the values, with its parameter; none for ``None``."""
    if values is None:
        return "", ()
    return f" AND {column} IN (SELECT value FROM json_each(?))", (json.dumps([*values]),)


#: A key's end, ``hr4323``: after a place of two letters and the session.
_NUMBERED = "substr(key, 5 + length(session))"
#: The type and the number of a row of ``bills``, in the words of its index.
TYPE_OF_KEY = f"rtrim({_NUMBERED}, '0123456789')"
NUMBER_OF_KEY = f"CAST(ltrim({_NUMBERED}, 'abcdefghijklmnopqrstuvwxyz') AS INTEGER)"
