"""Where the workspace overrides what ships, and what has changed there since.

When an override is first loaded, the shipped values it stands over are kept with it. After an
upgrade they may differ from what ships then: the person who wrote the override should look again.
Values a person did not touch follow the upgrade by themselves and are no concern here.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from billtrail.files import csv_table, has_table, read_toml
from billtrail.law import StatutesFile, relief_file
from billtrail.legislatures.calendar import day_of
from billtrail.records import Raw, identity, is_records, tables

from ..content_files import RELIEF
from ..figures import COLUMNS
from .files import Campaign, GoalsFile

if TYPE_CHECKING:
    from sqlite_utils import Database


@dataclass(frozen=True, slots=True)
class Override:
    """A record of a workspace file over a shipped one: its own fields and the shipped ones they
    stand over (all of them where it is taken out), each as JSON."""

    file: str
    record: str
    own: str
    shipped: str


@dataclass(frozen=True, slots=True)
class Outdated:
    """A shipped value that an override stands over has changed since ``since``."""

    file: str
    record: str
    field: str
    then: Any
    now: Any
    since: str


def find_overrides(shipped: Mapping[str, str], own: Mapping[str, str]) -> Iterator[Override]:
    """The overrides of the workspace's ``own`` files, by name -> text; all must be sound."""
    for name in sorted(set(shipped) & set(own)):
        if name.endswith(".csv"):
            yield from _rows(name, shipped[name], own[name])
        else:
            base, over = read_toml(shipped[name]), read_toml(own[name])
            yield from _tables(name, base, over)


def _tables(name: str, base: Raw, over: Raw) -> Iterator[Override]:
    plain = {field: value for field, value in over.items() if not isinstance(value, list)}
    if plain:
        yield _override(name, "", plain, base)
    for table, kind in (tables(Campaign) | tables(GoalsFile) | tables(StatutesFile)).items():
        for path, own, below in _records(table, kind, base, over):
            yield _override(name, path, own, below)


def _records(
    table: str, kind: type, base: Raw, over: Raw
) -> Iterator[tuple[str, dict[str, Any], Raw]]:
    """The own records of a table that stand over a shipped one, with those within them."""
    shipped = [(identity(kind, item), item) for item in base.get(table, ())]
    for item in over.get(table, ()):
        named = identity(kind, item)
        below = next((one for name, one in shipped if name == named), None)
        if below is None:
            continue
        path = f"[[{table}]] {' '.join(named.values())}"
        inner = tables(kind)
        own = {field: value for field, value in item.items() if field not in {*named, *inner}}
        if own:
            yield path, own, below
        for name, within in inner.items():
            for deeper, values, under in _records(name, within, below, item):
                yield f"{path} {deeper}", values, under


def _rows(name: str, base: str, over: str) -> Iterator[Override]:
    """A row of a CSV file overrides every column."""
    columns, key = (relief_file.COLUMNS, relief_file.KEY) if name == RELIEF else (COLUMNS, ("id",))
    shipped = {tuple(row[one] for one in key): row for row in csv_table(base, name)[1]}
    for row in csv_table(over, name)[1]:
        named = tuple(row[one] for one in key)
        if named in shipped:
            own = {column: row[column] for column in columns if column not in key}
            yield _override(name, " ".join(named), own, shipped[named])


def _override(name: str, record: str, own: Mapping[str, Any], base: Raw) -> Override:
    plain = [field for field, value in base.items() if not is_records(value)]
    fields = plain if own.get("remove") is True else list(own)
    shipped = {field: base.get(field) for field in fields}
    return Override(name, record, _json(own), _json(shipped))


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)


def save_overrides(db: "Database", overrides: Iterable[Override], now: str) -> None:
    """Keep what each override stood over when it was first seen with its present fields."""
    table = db.table("content_overrides")
    known = {(row["file"], row["record"], row["own"]): row for row in table.rows}
    rows = [
        known.get((one.file, one.record, one.own), {**asdict(one), "seen_at": now})
        for one in overrides
    ]
    table.insert_all(rows, truncate=True)


def outdated(connection: sqlite3.Connection, overrides: Iterable[Override]) -> Iterator[Outdated]:
    """What ships otherwise now than when the override was written."""
    sql = "SELECT file, record, shipped, seen_at FROM content_overrides"
    rows = connection.execute(sql) if has_table(connection, "content_overrides") else ()
    seen = {(row[0], row[1]): (json.loads(row[2]), row[3]) for row in rows}
    for one in overrides:
        now = json.loads(one.shipped)
        then, since = seen.get((one.file, one.record), (now, ""))
        for field in sorted(set(then) | set(now)):
            if then.get(field) != now.get(field):
                yield Outdated(
                    one.file, one.record, field, then.get(field), now.get(field), day_of(since)
                )
