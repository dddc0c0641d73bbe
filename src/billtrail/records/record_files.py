"""One record in a file that a person also writes: TOML or CSV, read and changed in its text.

A record is found by its table and what identifies it; everything else in the file, comments and
order included, stays as the person wrote it. A path has one step for a table and two for a table
within one: ``[[family]]`` then ``[[family.member]]``. In a CSV file the table has no name. No step
at all is a TOML file itself: the fields that stand above its tables.
"""

import csv
import io
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from billtrail.errors import CheckFailed, StoreError, UsageError
from billtrail.files import RecordPlace, csv_table, read_toml, toml_records

from .fields import is_records

#: A record as plain values, or ``None`` where the file has none.
Record = dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class RecordStep:
    """A table's name and the values that name one of its records."""

    table: str
    identity: Mapping[str, str]

    def names(self, record: Mapping[str, Any], defaults: Mapping[str, str]) -> bool:
        return all(
            str(record.get(field, defaults.get(field))) == value
            for field, value in self.identity.items()
        )


Path = tuple[RecordStep, ...]

#: The path of a file's own fields.
FILE: Path = ()

_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"

#: What an identifying field is where a record does not say it.
_DEFAULTS: Mapping[str, str] = {"language": "en"}


def record(table: str, **identity: str) -> Path:
    """The path of a record of a top-level table: ``record("bill", key="us-119-hr4323")``; without
    an identity that of a table which stands once, ``[owners]``."""
    return (RecordStep(table, identity),)


def read_record(name: str, text: str, path: Path) -> Record:
    """The record of file ``name`` with this ``text``, as plain values."""
    return _FORMATS[_kind(name)].read(_readable(name, text), path)


def record_source(name: str, text: str, path: Path) -> str | None:
    """The record as it is written, with the comments that belong to it; ``None`` where there is
    none, or where its values say all."""
    return _FORMATS[_kind(name)].source(_readable(name, text), path)


def lines_of(name: str, text: str, path: Path, field: str = "") -> list[int]:
    """The lines of a record, or of one field of it, from 1: several where it stands twice; none
    where the file has none, cannot be read or is no TOML file."""
    if _kind(name) != ".toml" or (not path and not field):
        return []
    try:
        return toml_records.lines_of(_readable(name, text), _places(path), field)
    except CheckFailed:
        return []


def write_record(
    name: str, text: str, path: Path, values: Record, source: str | None = None
) -> str:
    """``text`` with the record set to exactly ``values``; ``None`` takes it out. ``source`` is how
    a record that comes back was written.

    Raises CheckFailed where the file cannot be read, StoreError where it is laid out in a way
    that cannot be changed safely; nothing else of it ever changes.
    """
    written = _FORMATS[_kind(name)].write(_readable(name, text), path, values, source)
    if not _says(name, written, path, values):
        raise StoreError(f"{name} is laid out in a way that cannot be changed here; edit it.")
    return (_MARK if text.startswith(_MARK) and written else "") + written


def _says(name: str, text: str, path: Path, values: Record) -> bool:
    try:
        return read_record(name, text, path) == values
    except CheckFailed:  # what was written is no file of its kind
        return False


def _kind(name: str) -> str:
    suffix = PurePosixPath(name).suffix
    if suffix not in _FORMATS:
        raise UsageError(f"{name}: only {' and '.join(_FORMATS)} files hold records.")
    return suffix


def _readable(name: str, text: str) -> str:
    """The text without the mark that spreadsheet programs put before UTF-8."""
    text = text.removeprefix(_MARK)
    if _kind(name) == ".toml":
        try:
            read_toml(text)
        except tomllib.TOMLDecodeError as error:
            raise CheckFailed(f"{name}: {error}") from error
    else:
        csv_table(text, name)
    return text


# -- TOML ----------------------------------------------------------------------------------------


def _read_toml(text: str, path: Path) -> Record:
    found: Any = read_toml(text)
    for step in path:
        inner = found.get(step.table, [])
        # A table that stands once, [owners], is named by nothing but its name.
        alone = isinstance(inner, Mapping) and not step.identity
        found = inner if alone else _find(inner, step)
        if found is None:
            return None
    return dict(found) if path else _own_fields(found)


def _own_fields(file: Mapping[str, Any]) -> Record:
    """What stands above the tables of a file; ``None`` where nothing does."""
    return {
        name: value for name, value in file.items() if not (value and is_records(value))
    } or None


def _find(records: Any, step: RecordStep) -> Any:
    return next((item for item in records if step.names(item, _DEFAULTS)), None)


def _write_toml(text: str, path: Path, values: Record, source: str | None) -> str:
    places = _places(path)
    if values is None and path:
        return toml_records.remove_record(text, places)
    now = _read_toml(text, path)
    return toml_records.set_record(text, places, now, values or {}, source)


def _places(path: Path) -> list[RecordPlace]:
    names = tuple(step.table for step in path)
    return [
        RecordPlace(names[:depth], step.identity, partial(step.names, defaults=_DEFAULTS))
        for depth, step in enumerate(path, start=1)
    ]


def _toml_source(text: str, path: Path) -> str | None:
    return toml_records.record_text(text, _places(path)) if path else None


# -- CSV -----------------------------------------------------------------------------------------


def _read_csv(text: str, path: Path) -> Record:
    (step,) = path
    found = _find(csv_table(text, step.table)[1], step)
    return dict(found) if found else None


def _write_csv(text: str, path: Path, values: Record, source: str | None) -> str:
    """Rows keep their order and their text; a new one comes last. A new file gets the record's
    columns."""
    (step,) = path
    (head, *rows) = _csv_rows(text) or [("", list(values or ()))]
    end = "\r\n" if head[0].endswith("\r\n") else "\n"
    columns, told = head[1], [row for row, _ in rows]
    place = next(
        (n for n, (_, cells) in enumerate(rows)
         if step.names(dict(zip(columns, cells, strict=False)), {})), len(rows)
    )  # fmt: skip
    if place == len(rows) and told and not told[-1].endswith(("\n", "\r")):
        told[-1] += end
    new = [] if values is None else [_csv_row([values[name] for name in columns], end)]
    told[place : place + 1] = new
    first = head[0] or _csv_row(columns, end)
    first += "" if first.endswith(("\n", "\r")) else end
    return "".join([first, *told]) if told else ""


_LINES = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+")


def _csv_rows(text: str) -> list[tuple[str, list[str]]]:
    """Each row as it is written, a row may have several lines, and its cells; blank lines stay
    with the row before them."""
    lines = _LINES.findall(text)
    found: list[tuple[str, list[str]]] = []
    reader, done = csv.reader(lines), 0
    for cells in reader:
        written = "".join(lines[done : reader.line_num])
        done = reader.line_num
        if cells or not found:
            found.append((written, cells))
        else:
            found[-1] = (found[-1][0] + written, found[-1][1])
    return found


def _csv_row(cells: Iterable[Any], end: str) -> str:
    written = io.StringIO(newline="")
    csv.writer(written, lineterminator=end).writerow(cells)
    return written.getvalue()


class _Format(NamedTuple):
    """``write`` gets how a record that is made anew was written once, or ``None``."""

    read: Callable[[str, Path], Record]
    write: Callable[[str, Path, Record, str | None], str]
    source: Callable[[str, Path], str | None]


_FORMATS: Mapping[str, _Format] = {
    ".toml": _Format(_read_toml, _write_toml, _toml_source),
    ".csv": _Format(_read_csv, _write_csv, lambda text, path: None),
}
