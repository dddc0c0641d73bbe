"""The titles, sources and ready queries that every published file carries."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from billtrail.data import FOLDER
from billtrail.editions import read_fact_files
from billtrail.errors import UsageError
from billtrail.files import read_only_uri
from billtrail.legislatures import session_label

from .fact_files import HELD, PARTED

#: What is said of the table by which a published file is known.
_EDITION_WORDS = {
    "title": "Edition",
    "description": "Who this file is made for, when it was published, and what it holds.",
}

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_metadata() -> dict[str, Any]:
    """The shipped titles, sources and fixed queries; what only the file itself needs stays out."""
    return {name: value for name, value in _read().items() if not name.startswith("x-")}


def _read() -> dict[str, Any]:
    """A copy for each who asks: Datasette adds to what it is given."""
    return deepcopy(_shipped())


@cache
def _shipped() -> dict[str, Any]:
    file = FOLDER / "metadata.yaml"
    read: dict[str, Any] = yaml.load(file.read_text(encoding="utf-8"), Loader=_LOADER)
    return read


def read_plugins(database: Path) -> dict[str, Any]:
    """What ``datasette.yaml`` beside a published file says under ``plugins``: how other plugins
    of Datasette are set, by their names. Publishing leaves that file alone. Nothing else in it
    counts, so it cannot undo a limit of the site.

    Raises UsageError where it cannot be read.
    """
    file = database.parent / "datasette.yaml"
    if not file.is_file():
        return {}
    try:
        read = yaml.load(file.read_text(encoding="utf-8"), Loader=_LOADER)
    except (OSError, UnicodeError, yaml.YAMLError) as error:
        raise UsageError(f"{file} cannot be read: {' '.join(str(error).split())}") from error
    plugins = read.get("plugins", {}) if isinstance(read, dict) else read or {}
    if not isinstance(plugins, dict):
        raise UsageError(f"{file} is not as expected: 'plugins:', and under it a plugin's name.")
    return plugins


def build_metadata(database: Path, holds: str) -> dict[str, Any]:
    """The shipped metadata, of the tables and columns of a published file and of the queries
    that run on it."""
    with closing(sqlite3.connect(read_only_uri(database), uri=True)) as connection:
        databases = describe_databases(file.name for file in read_fact_files(connection))
        about = dict(databases["billtrail"], description=holds)
        columns = {name: _columns(connection, name) for name in _names(connection)}
        tables = about["tables"].items()
        about["tables"] = {n: _described(t, columns[n]) for n, t in tables if n in columns}
        queries = about.get("queries", {}).items()
        about["queries"] = {name: q for name, q in queries if _runs(connection, q)}
    about["tables"]["edition"] = _EDITION_WORDS
    return {**read_metadata(), "databases": {**databases, "billtrail": about}}


def describe_databases(files: Iterable[str]) -> dict[str, Any]:
    """What is said of the front of an edition and of the files beside it, by their names."""
    read = _read()
    about, words = read["databases"]["billtrail"], read["x-facts"]
    own, names = words["own"], [*files]
    if not names:
        return {"billtrail": about}
    # Those that ask for one bill by its key.
    of_bill = {id: one for id, one in about["queries"].items() if ":key" in one["sql"]}
    parts = {table: _in_part(about["tables"][table], words["in part"]) for table in PARTED}
    asked = {id: _in_part(one, words["asked in part"]) for id, one in of_bill.items()}
    front = {
        "tables": about["tables"] | parts | words["front"],
        "queries": about["queries"] | asked | words["queries"],
    }
    held = {
        "description": own["description"],
        "tables": {table: about["tables"][table] for table in HELD} | own["tables"],
        "queries": of_bill,
    }
    titles = {name: f"Whole records: {_label(*name.split('-', 1))}" for name in names}
    return {"billtrail": about | front} | {name: {"title": titles[name], **held} for name in names}


def _in_part(described: dict[str, Any], words: str) -> dict[str, Any]:
    return {**described, "description": f"{described['description']} {words}"}


def _label(jurisdiction: str, sessions: str) -> str:
    """``119th Congress``; of a file of several sessions its name."""
    try:
        return session_label(jurisdiction, sessions)
    except UsageError:
        return f"{jurisdiction}, {sessions}"


def _names(connection: sqlite3.Connection) -> list[str]:
    return [row[0] for row in connection.execute("SELECT name FROM sqlite_master")]


def _columns(connection: sqlite3.Connection, name: str) -> set[str]:
    return {row[1] for row in connection.execute(f'PRAGMA table_info("{name}")')}


def _described(table: dict[str, Any], columns: set[str]) -> dict[str, Any]:
    """What is said of a table, without the columns that stayed at home."""
    kept = {name: words for name, words in table.get("columns", {}).items() if name in columns}
    return {**table, "columns": kept}


class _Nulls(dict[str, None]):
    """A value for every parameter that a query may name."""

    def __missing__(self, key: str) -> None:
        return None


def _runs(connection: sqlite3.Connection, query: Any) -> bool:
    """Whether every table and column that a fixed query names is in the file."""
    sql = query["sql"] if isinstance(query, dict) else query
    try:
        connection.execute(f"EXPLAIN {sql}", _Nulls())
    except sqlite3.OperationalError:
        return False
    return True
