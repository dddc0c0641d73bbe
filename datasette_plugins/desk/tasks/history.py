"""All changes, newest first, each with what takes it back."""

from billtrail.datasette_plugins.desk import Asked, Saved, Task
from billtrail.decisions import HistoryEntry, read_history, release, undo
from billtrail.errors import UsageError
from billtrail.legislatures import full_name
from billtrail.snapshot import Snapshot
from billtrail.words import count_words
from billtrail.workspace import Workspace

#: Changes on one page.
_MOST = 100


def _read(_snapshot: Snapshot, workspace: Workspace, asked: Asked) -> tuple[HistoryEntry, ...]:
    found = read_history(workspace)
    return found if asked.has("all") else found[:_MOST]


def _take_back(workspace: Workspace, asked: Asked, by: str) -> Saved:
    if not asked.get("which").isdecimal():
        raise UsageError("Say which change to take back.")
    lines: list[str] = []
    undone = undo.undo(workspace, int(asked.get("which")[:12]), by=by, say=lines.append)
    entry = next(entry for entry in read_history(workspace) if entry.id == undone.id)
    if position := release.position_undone(undone):
        lines += _may_say_it(workspace, *position)
    return Saved(f"Taken back: {entry.what}.", go="/-/desk/history", lines=tuple(lines))


def _may_say_it(workspace: Workspace, bill: str, since: str) -> list[str]:
    printed = release.speaking_of(workspace, bill, since)
    if not printed:
        return []
    briefs = count_words(len(printed), "printed brief")
    return [f"{briefs} may say the other position on {full_name(bill)}."]


TASK = Task(
    name="history",
    title="All changes",
    says="Who changed what, before and after; each can be taken back.",
    template="desk_history.html",
    read=_read,
    actions={"undo": _take_back},
)
