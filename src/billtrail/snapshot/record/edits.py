"""What publishers said of bills and said otherwise later, up to the day of a snapshot."""

from datetime import timedelta
from typing import Any

from billtrail.bills.record_edits import EditKind, RecordEdit, SeenEdit
from billtrail.legislatures.calendar import day_begins

from ..snapshot import Snapshot

_ADDRESS = "CASE WHEN d.url LIKE 'http%' THEN d.url ELSE b.source_url END"
_COLUMNS = ("part", "kind", "before", "after", "date_before", "date_after")


def read_record_edits(
    snapshot: Snapshot, bill: str | None = None, since: str | None = None
) -> tuple[SeenEdit, ...]:
    """The edits of a bill, or of all, seen from the civil day ``since`` on; the newest first, and
    those of one file as they stand in it."""
    connection = snapshot.facts.where(bill) if bill else snapshot.connection
    rows = connection.execute(
        f"SELECT e.bill, e.source, {', '.join(f'e.{name}' for name in _COLUMNS)}, e.days, "
        f"e.said_until, e.data_as_of, e.seen_at, {_ADDRESS} FROM record_edits e "
        "LEFT JOIN documents d ON d.id = e.document LEFT JOIN bills b ON b.key = e.bill "
        "WHERE (:bill IS NULL OR e.bill = :bill) AND e.seen_at >= :start AND e.seen_at < :until "
        "ORDER BY e.seen_at DESC, e.id",
        {"bill": bill, "start": day_begins(since) if since else "",
         "until": _day_ends(snapshot)},
    )  # fmt: skip
    return tuple(_seen(tuple(row)) for row in rows)


def _seen(row: tuple[Any, ...]) -> SeenEdit:
    bill, source, part, kind, *said = row
    return SeenEdit(bill, source, RecordEdit(part, EditKind(kind), *said[:4]), *said[4:])


def read_file_changes(snapshot: Snapshot, bill: str) -> tuple[tuple[str, str], ...]:
    """(source, instant) at which a publisher wrote the bill's file anew, by its own feed of what
    changed; the newest first."""
    rows = snapshot.connection.execute(
        "SELECT source, at FROM file_batches WHERE instr(bills, :bill) AND at < :until "
        "ORDER BY at DESC",
        {"bill": f" {bill} ", "until": _day_ends(snapshot)},
    )
    return tuple((row[0], row[1]) for row in rows)


def _day_ends(snapshot: Snapshot) -> str:
    return day_begins((snapshot.on + timedelta(days=1)).isoformat())


def edit_json(seen: SeenEdit) -> dict[str, Any]:
    """An edit with the names of the table's columns."""
    return {
        "bill": seen.bill,
        "source": seen.source,
        **seen.edit._asdict(),
        "days": seen.days,
        "said_until": seen.said_until,
        "data_as_of": seen.data_as_of,
        "seen_at": seen.seen_at,
        "source_url": seen.source_url,
    }
