"""Writing a staff report down: checked, added to ``reports.toml``, taken back by ``undo``."""

import re
import shlex
from dataclasses import asdict
from datetime import date

from billtrail.bills.models import Bill
from billtrail.bills.stages import latest_action
from billtrail.campaigns import REPORTS
from billtrail.campaigns.staff_files import (
    StaffReport,
    load_reports,
    official_actions,
    parse_reports,
)
from billtrail.errors import UsageError
from billtrail.records import SHARES, record
from billtrail.workspace import Edit, JournalEntry, Say, Workspace, edits

_LINK = re.compile(r"https?://[^\s/]+\S*")
_LONGEST = 500


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
    share: str = SHARES[0],
) -> StaffReport:
    """A checked report; raises UsageError that says what to write instead."""
    words, name = _plain(text), _plain(by)
    _refuse(words, on, link, seen_in_room, name, today)
    newest = latest_action(official_actions(bill))
    return StaffReport(
        bill=bill.key,
        text=words,
        date=on.isoformat(),
        link=_plain(link or ""),
        by=name,
        entered_at=now,
        after_date=newest.date if newest else "",
        after_text=newest.description if newest else "",
        share=share,
    )


def _plain(text: str) -> str:
    """One line without control characters, which no TOML file may hold."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _refuse(
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


def add_report(
    workspace: Workspace, report: StaffReport, say: Say = lambda line: None
) -> JournalEntry:
    """Write a report into the workspace's file; raises UsageError where it stands there."""
    for known in load_reports(workspace.root):
        if (known.bill, known.date, known.text) == (report.bill, report.date, report.text):
            raise UsageError(f"That was reported already, by {known.by}.")
    command = shlex.join(["report", report.bill, report.text, "--on", report.date])
    return edits.apply(
        workspace, REPORTS, [_edit(report)], command=command, by=report.by, check=_check, say=say
    )


def _edit(report: StaffReport) -> Edit:
    """Bill, day and words name a report's record."""
    values = asdict(report)
    identity = {name: values.pop(name) for name in ("bill", "date", "text")}
    return Edit(record("report", **identity), values)


def _check(text: str) -> None:
    """Raises CheckFailed where the file would hold a faulty report."""
    parse_reports(text)
