"""The record of a bill as its rows tell it, cut at the end of a day.

What carries a date (actions, sponsorships, votes, versions) is cut at the day. What carries none
(titles, subjects) takes its value by ``bill_changes`` where that reaches back, else today's.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from billtrail.bills.identity import named_then
from billtrail.bills.models import Bill, Sponsorship
from billtrail.files import KeyedRows, pieces
from billtrail.legislatures import Chamber
from billtrail.legislatures.calendar import last_day
from billtrail.store.bill_rows import BILL_FIELDS, CHILD_TABLES, ChildTable, read_part

#: The parts whose rows are dated.
_DATED = frozenset({"actions", "sponsorships", "votes", "versions", "summaries"})


def read_bills(
    connection: sqlite3.Connection,
    stored: Iterable[sqlite3.Row],
    on: date,
    parts: frozenset[str] | None = None,
) -> Iterator[tuple[sqlite3.Row, Bill]]:
    """Rows with all columns of ``bills``, each with what ``read_bill`` makes of it."""
    for some in pieces(stored):
        rows = KeyedRows(connection, [row["key"] for row in some])
        for row in some:
            yield row, read_bill(rows, row, on, parts)


def read_bill(
    rows: KeyedRows,
    row: sqlite3.Row,
    on: date,
    parts: frozenset[str] | None = None,
) -> Bill:
    """The merged record of a bill cut at the end of ``on``, or some ``parts`` of it."""
    known = set(row["parts_known"].split())
    known = known if parts is None else known & parts
    values: dict[str, Any] = {name: row[name] for name in BILL_FIELDS}
    for name in ("reserved", "sponsors_only"):
        values[name] = bool(values[name])
    values["chamber"] = Chamber(values["chamber"])
    values |= _values_then(rows, row["key"], on)
    for table in CHILD_TABLES:
        if table.part in known:
            values[table.part] = _read_part(rows, table, row["key"], on.isoformat())
    bill = Bill(key=row["key"], data_as_of=row["data_as_of"], **values)
    return named_then(bill) if row["rewritten"] and bill.titles else bill


def _read_part(rows: KeyedRows, table: ChildTable, key: str, day: str) -> tuple[Any, ...]:
    records = [
        record
        for record, unlisted in read_part(rows, table, key)
        if unlisted is None or unlisted > day
    ]
    if table.part in _DATED:
        records = [one for one in records if one.date is None or last_day(one.date) <= day]
    if table.part == "sponsorships":
        records = [_withdrawn_by(record, day) for record in records]
    return tuple(records)


def _withdrawn_by(sponsorship: Sponsorship, day: str) -> Sponsorship:
    if sponsorship.withdrawn and last_day(sponsorship.withdrawn) > day:
        return sponsorship._replace(withdrawn=None)
    return sponsorship


def _values_then(rows: KeyedRows, key: str, on: date) -> dict[str, Any]:
    """Titles that changed after ``on``, with the value they had: the ``old`` of the first
    change seen later, where our history reaches back to that day."""
    changed = rows.of(key, _TITLES_THEN, day=on.isoformat())
    return {row["field"]: json.loads(row["old"]) if row["old"] else None for row in changed}


_TITLES_THEN = (
    "SELECT bill, field, old FROM bill_changes WHERE bill IN {keys} AND field IN ('title', "
    "'short_title') AND substr(seen_at, 1, 10) > :day AND EXISTS (SELECT 1 FROM bill_changes f "
    "WHERE f.bill = bill_changes.bill AND f.field = '*' AND substr(f.seen_at, 1, 10) <= :day) "
    "ORDER BY id DESC"
)
