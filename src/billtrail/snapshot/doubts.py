"""What is in doubt: of a bill on a day, and over all bills with what we hold beside what the newer
file says."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from billtrail.bills.doubts import Doubt, Doubted, tells_all
from billtrail.bills.models import Bill
from billtrail.store import differences
from billtrail.store.bill_rows import FieldChange, read_records

#: So many days it is told that a publisher took an end back.
_TOLD_DAYS = 30


@dataclass(frozen=True, slots=True)
class OpenDoubt:
    """A doubt of ``bill`` that nobody and nothing has settled. ``changes`` turn the record that we
    hold into the newer one; a published file, which has neither, tells none."""

    bill: str
    doubt: Doubt
    changes: tuple[FieldChange, ...]


def read_in_doubt(connection: sqlite3.Connection, key: str, on: date) -> tuple[Doubt, ...]:
    """What was in doubt of a bill on the day, by what we knew at its end, the oldest first."""
    rows = connection.execute(
        "SELECT * FROM doubts WHERE bill = ? AND substr(since, 1, 10) <= ? AND (state = 'open' OR "
        "substr(decided_at, 1, 10) > ?) ORDER BY since, id",
        (key, on.isoformat(), on.isoformat()),
    )
    return tuple(map(_doubt, rows))


def read_taken_back(connection: sqlite3.Connection, bill: Bill, on: date) -> tuple[Doubt, ...]:
    """What a publisher lately took back, and has not told again: ends that were not taken, and what
    it said no more twice, so that it went."""
    rows = connection.execute(
        "SELECT * FROM doubts WHERE bill = ? AND (way, state) IN (VALUES ('in', 'gone'), "
        "('out', 'taken')) AND substr(decided_at, 1, 10) BETWEEN ? AND ? "
        "ORDER BY decided_at, id",
        (bill.key, (on - timedelta(_TOLD_DAYS)).isoformat(), on.isoformat()),
    )
    return tuple(doubt for doubt in map(_doubt, rows) if not tells_all(bill, doubt.what))


def read_doubts(connection: sqlite3.Connection) -> Iterator[OpenDoubt]:
    """Every doubt that is open, the oldest first."""
    rows = connection.execute("SELECT * FROM doubts WHERE state = 'open' ORDER BY since, id")
    for row in rows.fetchall():
        yield OpenDoubt(row["bill"], _doubt(row), tuple(_changes(connection, row)))


def _doubt(row: sqlite3.Row) -> Doubt:
    return Doubt(
        row["id"], row["source"], row["way"], row["data_as_of"], row["since"], row["says"],
        row["why"], row["times"], Doubted.read(row["what"]),
    )  # fmt: skip


def _changes(connection: sqlite3.Connection, row: sqlite3.Row) -> Iterator[FieldChange]:
    if "record" not in row.keys():  # noqa: SIM118
        return
    which = (row["bill"], row["source"])
    for held in read_records(connection, "bill = ? AND source = ?", which):
        yield from differences(held.record, row["record"])
