"""What changed between two states of a bill, and back: diff and replay, both pure.

A *state* is ``{"": scalars, part: {row_key: row}, ...}`` with scalars and rows as dicts of
column -> value. A change names a field: a scalar's column, ``part:row_key`` for a row, or ``*``
for the whole state: the first save, which holds the scalars, and the rows as the packed record it
was made of. Replaying a bill's changes from nothing gives its state.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from ..packed import unpack
from .rows import record_rows

Row = Mapping[str, Any]
State = dict[str, dict[str, Any]]

#: The name of the scalars in a state.
SCALARS = ""
#: The field of a change that holds a whole state.
WHOLE = "*"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One change: ``old`` and ``new`` are JSON text, ``None`` where there was or is nothing.

    ``record`` is there in a first save: the record whose parts are the rows, packed.
    """

    field: str
    old: str | None
    new: str | None
    record: bytes | None = None


def dump(value: Any) -> str:
    """JSON text of a value, the same for equal values."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()


def compact(row: Row) -> dict[str, Any]:
    """A row without its empty columns: what history keeps and compares."""
    return {column: value for column, value in row.items() if value is not None}


def diff(old: State, new: State) -> Iterator[FieldChange]:
    """What turns ``old`` into ``new``: scalars first, then rows part by part."""
    yield from _diff_scalars(old.get(SCALARS, {}), new.get(SCALARS, {}))
    for part in sorted((old.keys() | new.keys()) - {SCALARS}):
        yield from _diff_rows(part, old.get(part, {}), new.get(part, {}))


def _diff_scalars(old: Row, new: Row) -> Iterator[FieldChange]:
    for column in sorted(old.keys() | new.keys()):
        before, after = old.get(column), new.get(column)
        if before != after:
            yield FieldChange(column, _json(before), _json(after))


def _diff_rows(part: str, old: Mapping[str, Row], new: Mapping[str, Row]) -> Iterator[FieldChange]:
    for key in [*new, *(key for key in old if key not in new)]:
        before, after = old.get(key), new.get(key)
        if before != after:
            yield FieldChange(f"{part}:{key}", _json(before), _json(after))


def _json(value: Any) -> str | None:
    return None if value is None else dump(value)


def replay(changes: Iterable[FieldChange]) -> State:
    """The state that a bill's changes, oldest first, lead to."""
    state: State = {SCALARS: {}}
    for change in changes:
        new = None if change.new is None else orjson.loads(change.new)
        if change.field == WHOLE:
            state = {SCALARS: new or {}} | _parts(change.record)
            continue
        part, colon, key = change.field.partition(":")
        rows, name = (state.setdefault(part, {}), key) if colon else (state[SCALARS], part)
        if new is None:
            rows.pop(name, None)
        else:
            rows[name] = new
    return {part: rows for part, rows in state.items() if rows or part == SCALARS}


def _parts(record: bytes | None) -> State:
    """The rows of a packed record, part by part."""
    found = record_rows(orjson.loads(unpack(record))) if record else {}
    return {part: rows for part, rows in found.items() if rows}
