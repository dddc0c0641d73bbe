"""Rows written while this machine's clock was ahead: recognised, told, and taken back.

Such a row says that something was seen, checked or fetched on a day that has not come; for years
no honest one would win over it. What was read stays, as of a day that it certainly knew; checks of
days to come never were; and each bill is folded anew for the true day. What the publishers then
say is taken as ever.
"""

import sqlite3
from collections.abc import Mapping
from typing import Any, NamedTuple

from billtrail.legislatures import ChangeKind
from billtrail.legislatures.calendar import sessions
from billtrail.store import Writer, believed, is_to_come, latest_day
from billtrail.store.bill_rows import (
    CHILD_TABLES,
    State,
    read_history,
    read_records,
    replay,
)


class _Column(NamedTuple):
    """A column of instants or days, and in SQL what is written over one that is to come (``:now``
    and ``:day`` are the true ones)."""

    table: str
    column: str
    instead: str


#: What was seen by a wrong clock was seen by now at the latest; what steers the next questions to a
#: publisher is forgotten, so that all is asked for again.
_COLUMNS = (
    _Column("bill_changes", "seen_at", ":now"),
    _Column("bills", "updated_at", ":now"),
    _Column("documents", "data_as_of", "NULL"),
    _Column("links", "fetched_at", "NULL"),
    _Column("runs", "started_at", ":now"),
    _Column("runs", "finished_at", ":now"),
    _Column("source_health", "last_attempt", "NULL"),
    _Column("source_health", "last_success", "NULL"),
    _Column("source_health", "data_as_of", "NULL"),
    _Column("quarantine", "seen_at", ":now"),
    _Column("suggestions", "seen_at", ":now"),
    _Column("disagreements", "seen_at", ":now"),
    _Column("doubts", "since", ":now"),
    _Column("doubts", "said_again", ":now"),
    _Column("doubts", "decided_at", ":now"),
    _Column("archives", "read_at", ":now"),
    _Column("content_state", "loaded_at", ":now"),
    _Column("content_overrides", "seen_at", ":now"),
    _Column("hearings", "seen_at", ":now"),
    _Column("hearings", "changed_at", ":now"),
    _Column("hearings", "unlisted_since", ":day"),
    _Column("floor_lists", "checked_at", "NULL"),
    _Column("floor_lists", "seen_at", ":now"),
    _Column("floor_items", "seen_at", ":now"),
    _Column("floor_history", "seen_at", ":now"),
    _Column("roll_calls", "as_of", ":now"),
    _Column("people", "unlisted_since", ":day"),
    *(_Column(child.table, "unlisted_since", ":day") for child in CHILD_TABLES),
)
#: Views of rows that are written anew with their bill.
_VIEWS = frozenset(child.table for child in CHILD_TABLES if child.packed)
#: Tables that are mended in ways of their own.
_OTHERS = (
    ("checks", "checked_at"), ("source_records", "data_as_of"), ("bills", "data_as_of"),
    ("documents", "fetched_at"), ("people", "as_of"), ("committees", "as_of"),
)  # fmt: skip
_LATE = "substr({column}, 1, 10) > :latest"


def rows_to_come(connection: sqlite3.Connection, now: str) -> Mapping[str, int]:
    """How many rows of which table name a day that cannot have been: table -> rows."""
    found: dict[str, int] = {}
    names = [(column.table, column.column) for column in _COLUMNS]
    for table, column in (*names, *_OTHERS):
        late = _LATE.format(column=column)
        count = connection.execute(
            f"SELECT count(*) FROM {table} WHERE {late}", {"latest": latest_day(now)}
        ).fetchone()[0]
        found |= {table: max(count, found.get(table, 0))} if count else {}
    return found


def mend(writer: Writer) -> Mapping[str, int]:
    """Take back, all or nothing, what a clock that was ahead wrote: table -> rows mended."""
    found = rows_to_come(writer.connection, writer.now)
    if not found:
        return found
    given = {"now": writer.now, "day": writer.today.isoformat(), "latest": latest_day(writer.now)}
    with writer.transaction():
        touched = _touched(writer.connection, given)
        for step in (_forget_what_never_was, _mend_records, _mend_rosters, _mend_columns):
            step(writer, given)
        for key in touched:
            told = replay(read_history(writer.connection, key))
            writer.refold(key, told, _without_days_to_come(told, writer.now))
    return found


def _touched(connection: sqlite3.Connection, given: Mapping[str, str]) -> list[str]:
    """The bills of which a row was written by a wrong clock."""
    tables = (
        ("bill_changes", "bill", "seen_at"), ("checks", "bill", "checked_at"),
        ("source_records", "bill", "data_as_of"), ("bills", "key", "data_as_of"),
        ("bills", "key", "updated_at"),
        *((child.table, "bill", "unlisted_since") for child in CHILD_TABLES),
    )  # fmt: skip
    union = " UNION ".join(
        f"SELECT {key} FROM {table} WHERE {_LATE.format(column=column)}"
        for table, key, column in tables
    )
    return sorted(row[0] for row in connection.execute(union, given))


def _forget_what_never_was(writer: Writer, given: Mapping[str, str]) -> None:
    """No check was made on a day to come, and no calendar moved a stage on one. Documents of then
    are read again when they come again, since they are not known to be the newest."""
    for statement in (
        f"DELETE FROM checks WHERE {_LATE.format(column='checked_at')}",
        f"DELETE FROM bill_changes WHERE {_LATE.format(column='seen_at')} AND kind = :kind",
        "UPDATE links SET etag = NULL, last_modified = NULL, lastmod = NULL WHERE "
        + _LATE.format(column="fetched_at"),
        "UPDATE documents SET fetched_at = :now, parser_version = 0 WHERE "
        + _LATE.format(column="fetched_at"),
    ):
        writer.connection.execute(statement, {**given, "kind": ChangeKind.CALENDAR.value})


def _mend_records(writer: Writer, given: Mapping[str, str]) -> None:
    """A record of a day to come speaks for the newest day it tells of."""
    late = _LATE.format(column="data_as_of")
    for record in read_records(writer.connection, late, given):
        mended, distrusted = believed(record.told(), writer.now)
        writer.documents.distrust(record.source, [distrusted] if distrusted else ())
        writer.connection.execute(
            "UPDATE source_records SET data_as_of = ? WHERE bill = ? AND source = ?",
            (mended.data_as_of, record.bill, record.source),
        )


def _mend_rosters(writer: Writer, given: Mapping[str, str]) -> None:
    """A roster of a session that has not begun goes; another speaks for its session's first day."""
    for table in ("people", "committees"):
        late = _LATE.format(column="as_of")
        rows = writer.connection.execute(
            f"SELECT DISTINCT jurisdiction, roster FROM {table} WHERE {late}", given
        ).fetchall()
        for jurisdiction, roster in rows:
            session = sessions.load_sessions().get((jurisdiction, roster))
            starts = session.starts if session else ""
            change = (
                f"UPDATE {table} SET as_of = :starts"
                if "" < starts <= given["day"]
                else f"DELETE FROM {table}"
            )
            writer.connection.execute(
                f"{change} WHERE jurisdiction = :place AND roster = :roster AND {late}",
                {**given, "starts": starts, "place": jurisdiction, "roster": roster},
            )


def _mend_columns(writer: Writer, given: Mapping[str, str]) -> None:
    for table, column, instead in _COLUMNS:
        if table not in _VIEWS:
            late = _LATE.format(column=column)
            writer.connection.execute(
                f"UPDATE {table} SET {column} = {instead} WHERE {late}", given
            )


def _without_days_to_come(state: State, now: str) -> State:
    """The state, where rows are not unlisted since a day to come; they are so since today."""
    return {part: {key: _dated(row, now) for key, row in rows.items()} if part else rows
            for part, rows in state.items()}  # fmt: skip


def _dated(row: dict[str, Any], now: str) -> dict[str, Any]:
    late = is_to_come(row.get("unlisted_since"), now)
    return {name: value for name, value in row.items() if not late or name != "unlisted_since"}
