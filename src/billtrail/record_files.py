"""One record in a file that a person also writes: TOML or CSV, read and changed in its text.

A record is found by its table and what identifies it; everything else in the file, comments and
order included, stays as the person wrote it. A path has one step for a table and two for a table
within one: ``[[family]]`` then ``[[family.member]]``. In a CSV file the table has no name.
"""

import csv
import io
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, NamedTuple

import tomlkit

from billtrail.errors import CheckFailed, StoreError, UsageError
from billtrail.toml_text import read_toml

#: A record as plain values, or ``None`` where the file has none.
Record = dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Step:
    """A table's name and the values that name one of its records."""

    table: str
    identity: Mapping[str, str]

    def names(self, record: Mapping[str, Any], defaults: Mapping[str, str]) -> bool:
        return all(
            str(record.get(field, defaults.get(field))) == value
            for field, value in self.identity.items()
        )


Path = tuple[Step, ...]

_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"

#: What an identifying field is where a record does not say it.
DEFAULTS: Mapping[str, str] = {"language": "en"}


def record(table: str, **identity: str) -> Path:
    """The path of a record of a top-level table: ``record("bill", key="us-119-hr4323")``."""
    return (Step(table, identity),)


def read_record(name: str, text: str, path: Path) -> Record:
    """The record of file ``name`` with this ``text``, as plain values."""
    return _FORMATS[_kind(name)].read(_readable(name, text), path)


def write_record(name: str, text: str, path: Path, values: Record) -> str:
    """``text`` with the record set to exactly ``values``; ``None`` takes it out.

    Raises CheckFailed where the file cannot be read, StoreError where it is laid out in a way
    that cannot be changed safely; nothing else of it ever changes.
    """
    written = _FORMATS[_kind(name)].write(_readable(name, text), path, values)
    if read_record(name, written, path) != values:
        raise StoreError(f"{name} is laid out in a way that cannot be changed here; edit it.")
    return (_MARK if text.startswith(_MARK) and written else "") + written


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
    return text


# -- TOML ----------------------------------------------------------------------------------------


def _read_toml(text: str, path: Path) -> Record:
    found: Any = read_toml(text)
    for step in path:
        found = _find(found.get(step.table, []), step)
        if found is None:
            return None
    return dict(found)


def _find(records: Any, step: Step) -> Any:
    return next((item for item in records if step.names(item, DEFAULTS)), None)


def _write_toml(text: str, path: Path, values: Record) -> str:
    document: Any = tomlkit.parse(text)
    if values is None:
        _remove(document, path)
    else:
        _set_fields(_reach(document, path), values)
    return str(tomlkit.dumps(document))


def _reach(container: Any, path: Path) -> Any:
    """The record at ``path``, made with whatever stands above it where it is missing."""
    for step in path:
        if step.table not in container:
            container.append(step.table, tomlkit.aot())
        found = _find(container[step.table], step)
        if found is None:
            found = tomlkit.table()
            for field, value in step.identity.items():
                found.add(field, value)
            container[step.table].append(found)
            found = _find(container[step.table], step)
        container = found
    return container


def _set_fields(table: Any, values: Mapping[str, Any]) -> None:
    for field in [field for field in table if field not in values]:
        del table[field]
    for field, value in values.items():
        if field not in table or table[field] != value:
            table[field] = value


def _remove(container: Any, path: Path) -> None:
    """Take out a record, and what stood above it only to hold it."""
    step, *rest = path
    found = _find(container.get(step.table, []), step)
    if found is None:
        return
    if rest:
        _remove(found, tuple(rest))
    if not rest or set(found) <= set(step.identity):
        records = container[step.table]
        del records[list(records).index(found)]
        if not records:
            del container[step.table]


# -- CSV -----------------------------------------------------------------------------------------


def _read_csv(text: str, path: Path) -> Record:
    (step,) = path
    found = _find(csv.DictReader(io.StringIO(text, newline="")), step)
    return dict(found) if found else None


def _write_csv(text: str, path: Path, values: Record) -> str:
    """Rows keep their order; a new one comes last. A new file gets the record's columns."""
    (step,) = path
    reader = csv.DictReader(io.StringIO(text, newline=""))
    rows, columns = list(reader), list(reader.fieldnames or values or ())
    place = next((n for n, row in enumerate(rows) if step.names(row, {})), len(rows))
    rows[place : place + 1] = [values] if values is not None else []
    written = io.StringIO(newline="")
    ends = "\r\n" if "\r\n" in text else "\n"
    writer = csv.DictWriter(written, columns, lineterminator=ends)
    writer.writeheader()
    writer.writerows(rows)
    return written.getvalue() if rows else ""


class _Format(NamedTuple):
    read: Callable[[str, Path], Record]
    write: Callable[[str, Path, Record], str]


_FORMATS: Mapping[str, _Format] = {
    ".toml": _Format(_read_toml, _write_toml),
    ".csv": _Format(_read_csv, _write_csv),
}
