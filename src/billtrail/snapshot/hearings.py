"""What is to be heard, read for a day: hearings of bills, and until when letters are taken."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from billtrail.legislatures import Chamber, ChangeKind
from billtrail.legislatures.calendar import day_of
from billtrail.words import OFF, chamber_words, day_words, meeting_words

if TYPE_CHECKING:
    from billtrail.bills.models import MeetingPaper
    from billtrail.bills.values import Change, HearingStatus, HearingWord

_WATCHED = "SELECT bill FROM campaign_bills"
#: Columns of the table that are told as they stand.
_TOLD = ("bill", "date", "time", "committee", "name", "location", "moved_from", "note", "url",
         "source", "seen_at", "sequence", "item", "kind")  # fmt: skip
#: Columns whose change is told in words of its own, beside the day.
_MOVES = {"time": "time", "location": "room", "note": "note"}


def read_hearings(
    connection: sqlite3.Connection,
    on: date,
    *,
    bills: Iterable[str] | None = None,
    since: date | None = None,
    until: date | None = None,
) -> "tuple[HearingStatus, ...]":
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
    return tuple(_with_meeting(connection, _status(row, on), row) for row in rows.fetchall())


def count_heard_with(connection: sqlite3.Connection, hearing: "HearingStatus") -> int:
    """How many bills are on record for the same meeting, this one among them."""
    row = connection.execute(
        "SELECT count(DISTINCT bill) FROM hearings WHERE date = ? AND committee IS ? AND status = "
        "'confirmed' AND unlisted_since IS NULL AND substr(bill, 1, 2) = ?",
        (hearing.date, hearing.committee, hearing.bill[:2]),
    ).fetchone()
    return int(row[0])


def read_hearing_news(
    connection: sqlite3.Connection, since: str, until: str, bill: str | None
) -> "Iterator[Change]":
    """Hearings that we saw set, moved or called off between two instants while they were still to
    come, newest first: of watched bills and of those that we
    had before, or of one. Each says what last became of it."""
    from billtrail.bills.values import Change
    from billtrail.store.bill_rows import dump

    rows = connection.execute(
        "SELECT * FROM hearings WHERE changed_at >= ? AND changed_at < ? AND date >= "
        "substr(changed_at, 1, 10) AND CASE WHEN ? IS NULL THEN bill IN (SELECT bill FROM "
        "campaign_bills) OR EXISTS (SELECT 1 FROM bill_changes f WHERE f.bill = hearings.bill AND "
        "f.field = '*' AND f.seen_at < changed_at) ELSE bill = ? END "
        "ORDER BY changed_at DESC, date",
        (since, until, bill, bill),
    )
    for row in rows:
        told = dump({name: value for name, value in _news(row).items() if value})
        yield Change(row["bill"], f"hearings:{row['identifier']}", None, told, row["changed_at"],
                     ChangeKind.CHANGE, row["url"])  # fmt: skip


def _news(row: sqlite3.Row) -> dict[str, str | None]:
    """A row of news: its day, its committee, and what became of it."""
    hearing = _status(row, date.fromisoformat(row["date"]))
    off = None if hearing.is_on else row["unlisted_since"] or day_of(row["changed_at"])
    moved = f", moved from {day_words(hearing.moved_from)}" if hearing.moved_from else ""
    name = hearing.name or hearing.committee or "a committee"
    end = "" if hearing.is_on else f": {OFF[hearing.status]}"
    said = f"{meeting_words(hearing.kind).label}, {name}{moved}{_moves(row)}{end}"
    return {"date": hearing.date, "description": said, "unlisted_since": off}


def _moves(row: sqlite3.Row) -> str:
    """What else changed last: ``, time 10:30 (before: 09:30)``."""
    was = json.loads(row["was"] or "{}")
    again = ", on again" if was.get("status", "confirmed") != "confirmed" else ""
    told = [f", {word} {row[name] or 'not given'} (before: {was[name] or 'not given'})"
            for name, word in _MOVES.items() if name in was]  # fmt: skip
    return (again if row["status"] == "confirmed" else "") + "".join(told)


def _status(row: sqlite3.Row, on: date) -> "HearingStatus":
    from billtrail.bills.values import HearingStatus

    values: dict[str, Any] = {name: row[name] for name in _TOLD}
    status = row["status"]
    if status == "confirmed" and row["moved_from"]:
        status = "moved"
    chamber = Chamber(row["chamber"]) if row["chamber"] else None
    values["name"] = _full_name(row["bill"][:2], chamber, row["name"])
    told = HearingStatus(id=row["identifier"], chamber=chamber, status=status, **values)
    return _with_letters(told, on) if told.is_on else told


def _with_meeting(
    connection: sqlite3.Connection, told: "HearingStatus", row: sqlite3.Row
) -> "HearingStatus":
    """With what each source says of the meeting, and what goes with it."""
    if not row["meeting"]:
        return told
    return replace(told, words=_words(connection, row), papers=_papers(connection, row["meeting"]))


def _words(connection: sqlite3.Connection, row: sqlite3.Row) -> "tuple[HearingWord, ...]":
    from billtrail.bills.values import HearingWord

    found = connection.execute(
        "SELECT source, date, time, status, source <> ? AND (date, time, status) IS NOT (?, ?, ?) "
        "FROM hearing_sources WHERE hearing = ? ORDER BY source <> ?, source",
        (row["source"], row["date"], row["time"], row["status"], row["identifier"], row["source"]),
    )
    return tuple(HearingWord(source, day, hour, status, bool(differs))
                 for source, day, hour, status, differs in found)  # fmt: skip


def _papers(connection: sqlite3.Connection, meeting: str) -> "tuple[MeetingPaper, ...]":
    from billtrail.bills.models import MeetingPaper

    found = connection.execute(
        "SELECT kind, title, url, about FROM meeting_papers WHERE meeting = ? ORDER BY position",
        (meeting,),
    )
    return tuple(MeetingPaper(*paper) for paper in found)


def _full_name(jurisdiction: str, chamber: Chamber | None, name: str | None) -> str | None:
    """``Senate Public Safety``: calendars of one chamber leave its name out."""
    house = chamber_words(jurisdiction, chamber)
    return f"{house} {name}" if name and house and house not in name else name


def _with_letters(hearing: "HearingStatus", on: date) -> "HearingStatus":
    """A deadline that is past is told as closed, and is nothing to do."""
    from billtrail.bills.letters import letter_deadline

    try:
        day = date.fromisoformat(hearing.date)
    except ValueError:  # a row put in by hand: its day is no day, and has no deadline
        return hearing
    deadline = letter_deadline(hearing.bill[:2], hearing.committee, day) if day >= on else None
    if deadline is None:
        return hearing
    if deadline.on < on.isoformat():
        return replace(hearing, letters_closed=deadline.on)
    return replace(hearing, letters=deadline)
