"""What staff saw before the record says it."""

import re
from dataclasses import dataclass

from billtrail.bills.values import BillStatus, ReportStatus
from billtrail.campaigns.staff_files import StaffReport, load_reports
from billtrail.datasette_plugins.desk import Asked, Saved, Task, WrongField
from billtrail.decisions import staff_report
from billtrail.legislatures import full_name
from billtrail.legislatures.calendar import sessions, today
from billtrail.records import SHARES
from billtrail.snapshot import Snapshot, open_snapshot
from billtrail.words import bill_title
from billtrail.workspace import JournalEntry, Say, Workspace

from ..fields import read_bill, read_choice, read_past_day
from ..preview import CALL_SHEET, Lines, Preview, Surface, build_preview

#: How somebody knows, and who may have it: a value, its words, what that means.
KNOWN = (("room", "Someone was there", ""), ("link", "It can be read", "give the address below"))
SHARING = (
    ("no", "Nobody outside", "this computer and the call sheet"),
    ("coalition", "The coalition", "in its published file, without your name"),
    ("public", "Everybody", "in the public file too, without your name"),
)
_LINK = re.compile(r"https?://[^\s/]+\S*")
_LONGEST = 500
#: Reports on the page.
_MOST = 30


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report that was written down; ``state`` is open, or what closed it."""

    bill: str
    name: str
    title: str
    report: ReportStatus


@dataclass(frozen=True, slots=True)
class ReportsPage:
    """``bill`` is the one in the form where it is known, with its ``status`` in words."""

    rows: tuple[ReportRow, ...]
    today: str
    preview: Preview | None = None
    known: tuple[tuple[str, str, str], ...] = KNOWN
    sharing: tuple[tuple[str, str, str], ...] = SHARING


def _read(snapshot: Snapshot, workspace: Workspace, asked: Asked) -> ReportsPage:
    preview = _preview(snapshot, workspace, asked) if asked.get("do") == "look" else None
    keys = dict.fromkeys(report.bill for report in load_reports(workspace.root)[::-1])
    statuses = snapshot.bills(list(keys)[:_MOST])
    rows = [_row(status, one) for status in statuses.values() for one in status.reports]
    rows.sort(key=lambda row: (row.report.date, row.bill), reverse=True)
    return ReportsPage(tuple(rows[:_MOST]), today().isoformat(), preview)


def _row(status: BillStatus, report: ReportStatus) -> ReportRow:
    return ReportRow(status.key, full_name(status.key), bill_title(status), report)


def _preview(snapshot: Snapshot, workspace: Workspace, asked: Asked) -> Preview:
    report, lines = _report(snapshot, asked, "you"), list[str]()
    surfaces = (
        Surface("The bill's page on this site", lambda view: _on_page(view.snapshot, report.bill)),
        CALL_SHEET,
        Surface("What you publish", lambda view: _published(view.snapshot, report)),
    )
    return build_preview(
        workspace, snapshot, lambda: _add(workspace, report, lines.append), surfaces
    )


def _on_page(snapshot: Snapshot, bill: str) -> Lines:
    reports = snapshot.bill(bill).reports
    return tuple(f"Reported, not yet in the official record: {one.text}" for one in reports), ()


def _published(snapshot: Snapshot, report: StaffReport) -> Lines:
    if not any(one.text == report.text for one in snapshot.bill(report.bill).reports):
        return (), ()
    files = _FILES[report.share]
    return tuple(f"{file} has it, by staff: {report.text}" for file in files), ()


#: Who may have a report -> the files that carry it.
_FILES = {
    "no": (),
    "coalition": ("The coalition's file",),
    "public": ("The coalition's file", "The public file"),
}


def _save(workspace: Workspace, asked: Asked, by: str) -> Saved:
    lines: list[str] = []
    with open_snapshot(workspace.database, today()) as snapshot:
        report = _report(snapshot, asked, by)
    done = _add(workspace, report, lines.append)
    return Saved(f"Noted on {full_name(report.bill)}: {report.text}", done, lines=tuple(lines))


def _add(workspace: Workspace, report: StaffReport, say: Say) -> JournalEntry:
    return staff_report.add_report(workspace, report, say)


def _report(snapshot: Snapshot, asked: Asked, by: str) -> StaffReport:
    """The report of the form; raises WrongField."""
    key = read_bill(snapshot, asked)
    if not asked.get("text"):
        raise WrongField("text", "Say what happened.")
    if len(asked.get("text")) > _LONGEST:
        raise WrongField("text", f"One or two sentences, at most {_LONGEST} letters.")
    on = read_past_day(asked, "on", "a report is about something that was seen.")
    known = read_choice(asked, "known", ("room", "link"), "Say how you know.")
    if known == "link" and not _LINK.fullmatch(asked.get("link")):
        raise WrongField("link", "Write the address as https://...")
    share = read_choice(asked, "share", SHARES, "Say who may have it.")
    return staff_report.build_report(
        snapshot.bill(key).bill, asked.get("text"), on=on, by=by, today=today(),
        now=sessions.utc_now(),
        link=asked.get("link") if known == "link" else None, seen_in_room=known == "room",
        share=share,
    )  # fmt: skip


TASK = Task(
    name="reports",
    title="What we saw",
    says="Note what happened to a bill before the official record says it.",
    template="desk_reports.html",
    read=_read,
    actions={"save": _save},
    place=40,
)
