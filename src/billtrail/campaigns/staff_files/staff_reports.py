"""Staff reports: what someone of the coalition saw before the official record says it.

They live in one file of the workspace, ``reports.toml``, so that copying the workspace keeps them;
the table ``staff_reports`` is filled from it. A report is shown beside the official status with
its mark and never moves a stage. It closes by itself when the record catches up: when it holds an
official step of the reported day or later that it did not hold when the report was written.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from billtrail.bills.models import Action, Bill
from billtrail.bills.values import ReportStatus
from billtrail.files import KeyedRows, read_text
from billtrail.legislatures.calendar import last_day
from billtrail.records import NAMES, SHARES, AsIs, Read, Share, read_day, written

from ..content_files import REPORTS


def _whole_day(value: Any) -> str:
    """A day, not a month or a year."""
    return date.fromisoformat(read_day(value)).isoformat()


@dataclass(frozen=True, slots=True)
class StaffReport:
    """One report. ``link`` is empty where it was seen in the room. ``after_date`` and
    ``after_text`` are the newest official step that was known when it was written; ``share`` says
    who may have it beside staff: no (as where nothing is said), coalition or public."""

    bill: AsIs = field(metadata=NAMES)
    text: AsIs
    date: Annotated[str, Read(_whole_day)] = field(metadata=NAMES)
    link: AsIs
    by: AsIs
    entered_at: AsIs
    after_date: AsIs
    after_text: AsIs
    share: Share = SHARES[0]


@dataclass(frozen=True, slots=True)
class _ReportsFile:
    """``reports.toml``."""

    reports: tuple[StaffReport, ...] = field(default=(), metadata=written("report"))


# The file -----------------------------------------------------------------------------------------


def load_reports(root: Path) -> tuple[StaffReport, ...]:
    """The workspace's reports, oldest first; raises CheckFailed with every fault."""
    return parse_reports(read_text(root / REPORTS))


def parse_reports(text: str) -> tuple[StaffReport, ...]:
    """The reports of a file's text; raises CheckFailed with every fault."""
    from billtrail.records import structure_file

    return structure_file(REPORTS, text, _ReportsFile).reports


# The table ----------------------------------------------------------------------------------------


def save_reports(connection: sqlite3.Connection, reports: Iterable[StaffReport]) -> None:
    """Make the table say what the file says."""
    connection.execute("DELETE FROM staff_reports")
    connection.executemany(
        "INSERT INTO staff_reports (bill, text, date, link, seen_in_room, by, entered_at, "
        "after_date, after_text, share) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(r.bill, r.text, r.date, r.link or None, int(not r.link), r.by, r.entered_at,
          r.after_date, r.after_text, r.share) for r in reports],
    )  # fmt: skip


def reports_of(rows: KeyedRows, bill: Bill, on: date) -> tuple[ReportStatus, ...]:
    """A bill's reports of days up to ``on``, newest first, closed ones told as closed."""
    return tuple(_status(row, bill) for row in rows.of(bill.key, _OF_BILLS, day=on.isoformat()))


_OF_BILLS = (
    "SELECT bill, * FROM staff_reports WHERE bill IN {keys} AND date <= :day "
    "ORDER BY date DESC, id DESC"
)


def _status(row: sqlite3.Row, bill: Bill) -> ReportStatus:
    caught_up = closing_action(
        official_actions(bill), row["date"], (row["after_date"], row["after_text"])
    )
    return ReportStatus(
        bill=row["bill"],
        text=row["text"],
        date=row["date"],
        link=row["link"],
        seen_in_room=bool(row["seen_in_room"]),
        by=row["by"],
        entered_at=row["entered_at"],
        closed_by=caught_up,
    )


def closing_action(actions: Sequence[Action], day: str, after: tuple[str, str]) -> Action | None:
    """The first official step, oldest first, by which the record has caught up with ``day``.

    Steps of the very day count where none of them was known (``after`` is the newest known), else
    those that follow the known one.
    """
    told = [(action.date, action.description) for action in actions]
    known = told.index(after) if after in told else len(told)
    for place, action in enumerate(actions):
        same_day = last_day(action.date) == day and (day > after[0] or place > known)
        if last_day(action.date) > day or same_day:
            return action
    return None


def official_actions(bill: Bill) -> list[Action]:
    """The steps in their publisher's own words."""
    return [action for action in bill.actions or () if action.official]
