"""Gaps of the record of bills: what is in doubt, where sources differ, what contradicts itself."""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from billtrail.bills import Gap, contradictions
from billtrail.bills.doubts import Doubt
from billtrail.bills.models import Bill
from billtrail.bills.values import BillStatus, Disagreement
from billtrail.legislatures.calendar import day_of
from billtrail.scrapers import find_source, is_official
from billtrail.store.bill_rows import read_records

from ..snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class _Record:
    """What a source last said of a bill. ``bill`` is ``None`` in a file that keeps no records."""

    source: str
    data_as_of: str
    checked: str
    url: str | None
    bill: Bill | None


def read_gaps(snapshot: Snapshot, bills: Iterable[str] | None = None) -> tuple[Gap, ...]:
    """The gaps of these bills, or of all that campaigns follow, in the order of their keys."""
    keys = sorted(_followed(snapshot) if bills is None else bills)
    return tuple(gap for status in snapshot.bills(keys).values() for gap in _gaps(snapshot, status))


def _followed(snapshot: Snapshot) -> set[str]:
    rows = snapshot.connection.execute(
        "SELECT bill FROM campaign_bills UNION SELECT bill FROM family_members"
    )
    return {row[0] for row in rows}


def _gaps(snapshot: Snapshot, status: BillStatus) -> Iterator[Gap]:
    records = {one.source: one for one in _records(snapshot.facts.where(status.key), status.key)}
    for doubt in status.in_doubt:
        if doubt.source in records:
            yield _of_doubt(status.key, records[doubt.source], doubt)
    for row in status.disagreements:
        yield from _of_two(status, row, records)
    for record in records.values():
        told = record.bill or (status.bill if status.source == record.source else None)
        for found in contradictions(told) if told else ():
            yield _gap(status.key, record, found.rule, found.rows)


def _records(connection: sqlite3.Connection, key: str) -> Iterator[_Record]:
    """The records of legislatures' own publishers, the newest first."""
    told = _told(connection, key)
    rows = connection.execute(
        "SELECT r.source, r.data_as_of, c.checked_at, d.url FROM source_records r "
        "LEFT JOIN checks c ON "
        "c.source = r.source AND c.bill = r.bill LEFT JOIN documents d ON d.id = r.document "
        "WHERE r.bill = ? ORDER BY r.data_as_of DESC, r.source",
        (key,),
    )
    for source, as_of, checked_at, url in map(tuple, rows):
        if is_official(source):
            address = url if (url or "").startswith("http") else None
            checked = day_of(max(as_of, checked_at or ""))
            yield _Record(source, as_of, checked, address, told.get(source))


def _told(connection: sqlite3.Connection, key: str) -> dict[str, Bill]:
    """Each source's own record; a published file has none."""
    columns = connection.execute("SELECT * FROM source_records LIMIT 0").description
    if "record" not in {column[0] for column in columns}:
        return {}
    return {record.source: record.told() for record in read_records(connection, "bill = ?", (key,))}


def _gap(bill: str, record: _Record, rule: str, rows: Iterable[tuple[str | None, str]] = (),
         **more: str | None) -> Gap:  # fmt: skip
    return Gap(bill, record.source, rule, tuple(rows), record.data_as_of, record.checked,
               record.url, **more)  # type: ignore[arg-type]  # fmt: skip


def _of_doubt(bill: str, record: _Record, doubt: Doubt) -> Gap:
    if doubt.way == "out":
        newer = replace(record, data_as_of=doubt.data_as_of, checked=day_of(doubt.data_as_of))
        return _gap(bill, newer, "taken back", [(record.data_as_of, "")], told=doubt.says)
    return _gap(bill, record, "not carried", told=f"{doubt.says}; {doubt.why}")


def _of_two(status: BillStatus, row: Disagreement, records: dict[str, _Record]) -> Iterator[Gap]:
    """Where two publishers differ: the one behind, else the one whose word is not shown."""
    kept, other = records.get(row.kept_source), records.get(row.other_source)
    if kept is None or other is None:
        return
    if row.field == "latest_action":
        yield _behind(status.key, (kept, row.kept or ""), (other, row.other or ""))
    elif row.field == "cosponsor_in_one_source":
        rows = list(_named(kept, row.kept or ""))
        wait = _wait(other, max((day for day, _ in rows if day), default=""))
        yield _gap(status.key, other, "names missing", rows, other=kept.source, wait_until=wait)
    elif row.field != "cosponsors":
        values = [(None, row.other or ""), (None, row.kept or "")]
        yield _gap(status.key, other, "differs", values, other=kept.source, field=row.field)


def _named(record: _Record, names: str) -> Iterator[tuple[str | None, str]]:
    """Names that a record lists, with the day each joined where it is at hand."""
    listed = record.bill.sponsorships if record.bill else None
    days = {one.name: one.date for one in listed or ()}
    yield from ((days.get(name), name) for name in names.split("; "))


def _behind(bill: str, *sides: tuple[_Record, str]) -> Gap:
    """``sides`` are two records, each with its newest step ("2025-02-14 Referred to ...")."""
    (late, old), (ahead, new) = sorted(sides, key=lambda side: side[1][:10])
    rows = [(text[:10], text[11:]) for text in (old, new)]
    return _gap(bill, late, "behind", rows, other=ahead.source, wait_until=_wait(late, new[:10]))


def _wait(record: _Record, day: str) -> str | None:
    """The day until which it is not unusual that a source has nothing of a step of ``day``."""
    source = find_source(record.source)
    if not day or source is None:
        return None
    until = (date.fromisoformat(day) + timedelta(hours=source.rhythm)).isoformat()
    return until if record.checked <= until else None
