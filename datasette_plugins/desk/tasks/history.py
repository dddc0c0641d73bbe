"""All changes, newest first, each with what takes it back."""

from billtrail.counts import LOAD
from billtrail.datasette_plugins.desk import Asked, Saved, Task
from billtrail.decisions import HistoryEntry, read_history, release, undo
from billtrail.errors import UsageError
from billtrail.files import in_own_process
from billtrail.legislatures import full_name
from billtrail.snapshot import Snapshot
from billtrail.words import count_words
from billtrail.workspace import JournalEntry, Workspace, journal

#: Changes on one page.
_MOST = 100
#: Seconds that taking back a load of counts may last.
_PATIENCE = 120


def _read(_snapshot: Snapshot, workspace: Workspace, asked: Asked) -> tuple[HistoryEntry, ...]:
    found = read_history(workspace)
    return found if asked.has("all") else found[:_MOST]


def _take_back(workspace: Workspace, asked: Asked, by: str) -> Saved:
    if not asked.get("which").isdecimal():
        raise UsageError("Say which change to take back.")
    undone, lines = _undo(workspace, int(asked.get("which")[:12]), by)
    entry = next(entry for entry in read_history(workspace) if entry.id == undone.id)
    if position := release.position_undone(undone):
        lines += _may_say_it(workspace, *position)
    return Saved(f"Taken back: {entry.what}.", go="/-/desk/history", lines=tuple(lines))


def _undo(workspace: Workspace, id: int, by: str) -> tuple[JournalEntry, list[str]]:
    """A load of counts is taken back in a process of its own: this one never holds them."""
    loads = {one.id for one in journal.read_changes(workspace) if one.kind == LOAD}
    if id in loads:
        return in_own_process(_PATIENCE, undo_and_tell, workspace, id, by)
    return undo_and_tell(workspace, id, by)


def undo_and_tell(workspace: Workspace, id: int, by: str) -> tuple[JournalEntry, list[str]]:
    """The change that was taken back, and what was said meanwhile."""
    lines: list[str] = []
    return undo.undo(workspace, id, by=by, say=lines.append), lines


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
