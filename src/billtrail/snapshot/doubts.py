"""What is in doubt over all bills: each with what we hold beside what the newer file says."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from billtrail.bills import Doubt
from billtrail.store import FieldChange, differences

_COLUMNS = "id, source, way, data_as_of, since, says, why, times"


@dataclass(frozen=True, slots=True)
class OpenDoubt:
    """A doubt of ``bill`` that nobody and nothing has settled. ``changes`` turn the record that we
    hold into the newer one; a published file, which has neither, tells none."""

    bill: str
    doubt: Doubt
    changes: tuple[FieldChange, ...]


def read_doubts(connection: sqlite3.Connection) -> Iterator[OpenDoubt]:
    """Every doubt that is open, the oldest first."""
    rows = connection.execute("SELECT * FROM doubts WHERE state = 'open' ORDER BY since, id")
    for row in rows.fetchall():
        doubt = Doubt(*(row[name] for name in _COLUMNS.split(", ")))
        yield OpenDoubt(row["bill"], doubt, tuple(_changes(connection, row)))


def _changes(connection: sqlite3.Connection, row: sqlite3.Row) -> Iterator[FieldChange]:
    if "record" not in row.keys():  # noqa: SIM118
        return
    held = connection.execute(
        "SELECT record FROM source_records WHERE bill = ? AND source = ?",
        (row["bill"], row["source"]),
    ).fetchone()
    if held is not None:
        yield from differences(held[0], row["record"])
