"""Staff reports: what someone of the coalition saw before the official record says it.

They live in one file of the workspace, ``reports.toml``, so that copying the workspace keeps them;
the table ``staff_reports`` is filled from it. A report is shown beside the official status with
its mark and never moves a stage. It closes by itself when the record catches up: when it holds an
official step of the reported day or later that it did not hold when the report was written.
"""

import hashlib
import json
import re
import sqlite3
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from billtrail.calendars import last_day
from billtrail.errors import CheckFailed, UsageError
from billtrail.models import Action, Bill
from billtrail.states import latest_action
from billtrail.views import ReportStatus

FILE = "reports.toml"
_HEAD = """\
# What staff saw before the official record said it. Written by 'billtrail report'.
# after_date and after_text are the newest official step known when the report was written.
"""
_LINK = re.compile(r"https?://[^\s/]+\S*")
_LONGEST = 500


@dataclass(frozen=True, slots=True)
class Report:
    """One report. ``link`` is empty where it was seen in the room. ``after_date`` and
    ``after_text`` are the newest official step that was known when it was written."""

    bill: str
    text: str
    date: str
    link: str
    by: str
    entered_at: str
    after_date: str
    after_text: str


def build_report(
    bill: Bill,
    text: str,
    *,
    on: date,
    link: str | None,
    seen_in_room: bool,
    by: str,
    today: date,
    now: str,
) -> Report:
    """A checked report; raises UsageError that says what to write instead."""
    words, name = _plain(text), _plain(by)
    _check(words, on, link, seen_in_room, name, today)
    newest = latest_action(_official(bill))
    return Report(
        bill=bill.key,
        text=words,
        date=on.isoformat(),
        link=_plain(link or ""),
        by=name,
        entered_at=now,
        after_date=newest.date if newest else "",
        after_text=newest.description if newest else "",
    )


def _plain(text: str) -> str:
    """One line without control characters, which no TOML file may hold."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _check(
    words: str, on: date, link: str | None, seen_in_room: bool, by: str, today: date
) -> None:
    faults = (
        (not words, "A report needs words: what happened?"),
        (len(words) > _LONGEST, f"A report is one or two sentences, at most {_LONGEST} letters."),
        (on > today, f"{on} is still to come. A report is about something that was seen."),
        (bool(link) == seen_in_room, "Say how you know: --link URL, or --seen-in-room."),
        (bool(link) and not _LINK.fullmatch(_plain(link or "")),
         f"{link!r} is not a web address. Write it as https://..."),
        (not by, "Say who reports it: --by NAME."),
    )  # fmt: skip
    for wrong, message in faults:
        if wrong:
            raise UsageError(message)


# The file -----------------------------------------------------------------------------------------


def reports_hash(root: Path) -> str:
    """Changes whenever the file does; empty where there is none."""
    file = root / FILE
    return hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() else ""


def load_reports(root: Path) -> tuple[Report, ...]:
    """The workspace's reports, oldest first; raises CheckFailed naming the faulty one."""
    file = root / FILE
    if not file.is_file():
        return ()
    try:
        records = tomllib.loads(file.read_text(encoding="utf-8-sig")).get("report", [])
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CheckFailed(f"{FILE}: {error}") from error
    return tuple(_report(number, record) for number, record in enumerate(records, 1))


def _report(number: int, record: Any) -> Report:
    try:
        report = Report(**record)
        date.fromisoformat(report.date)
    except (TypeError, ValueError) as error:
        raise CheckFailed(f"{FILE}, report {number}: {error}") from error
    if not all(isinstance(value, str) for value in asdict(report).values()):
        raise CheckFailed(f"{FILE}, report {number}: every value is a text in quotes")
    return report


def append_report(root: Path, report: Report) -> None:
    """Add a report to the file; raises UsageError where it stands there already."""
    same = [r for r in load_reports(root) if (r.bill, r.date, r.text) == (
        report.bill, report.date, report.text)]  # fmt: skip
    if same:
        raise UsageError(f"That was reported already, by {same[0].by}.")
    file = root / FILE
    lines = (f"{name} = {json.dumps(value, ensure_ascii=False)}"
             for name, value in asdict(report).items())  # fmt: skip
    before = file.read_text(encoding="utf-8-sig") if file.is_file() else _HEAD
    partial = file.with_suffix(".part")
    partial.write_text("\n".join((before, "[[report]]", *lines, "")), encoding="utf-8")
    partial.replace(file)


# The table ----------------------------------------------------------------------------------------


def save_reports(connection: sqlite3.Connection, reports: Iterable[Report]) -> None:
    """Make the table say what the file says."""
    connection.execute("DELETE FROM staff_reports")
    connection.executemany(
        "INSERT INTO staff_reports (bill, text, date, link, seen_in_room, by, entered_at, "
        "after_date, after_text) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(r.bill, r.text, r.date, r.link or None, int(not r.link), r.by, r.entered_at,
          r.after_date, r.after_text) for r in reports],
    )  # fmt: skip


def read_reports(connection: sqlite3.Connection, bill: Bill, on: date) -> tuple[ReportStatus, ...]:
    """A bill's reports of days up to ``on``, newest first, closed ones told as closed."""
    rows = connection.execute(
        "SELECT * FROM staff_reports WHERE bill = ? AND date <= ? ORDER BY date DESC, id DESC",
        (bill.key, on.isoformat()),
    ).fetchall()
    return tuple(_status(row, bill) for row in rows)


def _status(row: sqlite3.Row, bill: Bill) -> ReportStatus:
    caught_up = closing_action(_official(bill), row["date"], (row["after_date"], row["after_text"]))
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


def _official(bill: Bill) -> list[Action]:
    return [action for action in bill.actions or () if action.official]
