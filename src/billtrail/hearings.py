"""What is to be heard, read for a day: hearings of bills, and until when letters are taken."""

import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from billtrail.letters import letter_deadline
from billtrail.views import HearingStatus
from billtrail.vocabulary import Chamber

_WATCHED = "SELECT bill FROM campaign_bills"
#: Columns of the table that are told as they stand.
_TOLD = ("bill", "date", "time", "committee", "name", "location", "moved_from", "note", "url",
         "source", "seen_at")  # fmt: skip


def read_hearings(
    connection: sqlite3.Connection,
    on: date,
    *,
    bills: Iterable[str] | None = None,
    since: date | None = None,
    until: date | None = None,
) -> tuple[HearingStatus, ...]:
    """Hearings from ``since`` (the day itself by default) to ``until``, soonest first.

    ``bills`` are keys; ``None`` asks for every watched bill. Those that moved or are off are
    among them, and say so.
    """
    keys = None if bills is None else list(bills)
    chosen = _WATCHED if keys is None else ", ".join("?" * len(keys))
    rows = connection.execute(
        f"SELECT * FROM hearings WHERE bill IN ({chosen}) AND date >= ? AND date <= ? "
        "ORDER BY date, time IS NULL, time, bill",
        (*(keys or ()), (since or on).isoformat(), until.isoformat() if until else "9999"),
    )
    return tuple(_status(row, on) for row in rows)


def _status(row: sqlite3.Row, on: date) -> HearingStatus:
    values: dict[str, Any] = {name: row[name] for name in _TOLD}
    status = row["status"]
    if status == "confirmed" and row["moved_from"]:
        status = "moved"
    chamber = Chamber(row["chamber"]) if row["chamber"] else None
    told = HearingStatus(id=row["identifier"], chamber=chamber, status=status, **values)
    return _with_letters(told, on) if told.is_on else told


def _with_letters(hearing: HearingStatus, on: date) -> HearingStatus:
    """A deadline that is past is told as closed, and is nothing to do."""
    day = date.fromisoformat(hearing.date)
    deadline = letter_deadline(hearing.bill[:2], hearing.committee, day) if day >= on else None
    if deadline is None:
        return hearing
    if deadline.on < on.isoformat():
        return replace(hearing, letters_closed=deadline.on)
    return replace(hearing, letters=deadline)
