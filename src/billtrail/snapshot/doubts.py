"""What is in doubt: of a bill on a day, and over all bills with what we hold beside what the newer
file says."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from billtrail.bills.doubts import Doubt, Doubted, tells_all
from billtrail.bills.models import Bill
from billtrail.files import KeyedRows
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


def in_doubt(rows: KeyedRows, key: str, on: date) -> tuple[Doubt, ...]:
    """What was in doubt of a bill on the day, by what we knew at its end, the oldest first."""
    return tuple(map(_doubt, rows.of(key, _IN_DOUBT, day=on.isoformat())))


def taken_back(rows: KeyedRows, bill: Bill, on: date) -> tuple[Doubt, ...]:
    """What a publisher lately took back, and has not told again: ends that were not taken, and what
    it said no more twice, so that it went."""
    since = (on - timedelta(_TOLD_DAYS)).isoformat()
    found = map(_doubt, rows.of(bill.key, _TAKEN_BACK, since=since, day=on.isoformat()))
    return tuple(doubt for doubt in found if not tells_all(bill, doubt.what))


_IN_DOUBT = (
    "SELECT bill, * FROM doubts WHERE bill IN {keys} AND substr(since, 1, 10) <= :day AND "
    "(state = 'open' OR substr(decided_at, 1, 10) > :day) ORDER BY since, id"
)
_TAKEN_BACK = (
    "SELECT bill, * FROM doubts WHERE bill IN {keys} AND (way, state) IN (VALUES ('in', 'gone'), "
    "('out', 'taken')) AND substr(decided_at, 1, 10) BETWEEN :since AND :day "
    "ORDER BY decided_at, id"
)


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
