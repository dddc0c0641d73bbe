"""``undo``: a thing done is taken back, the last or any other whose records no later change
touched, or it is said why not."""

from collections.abc import Callable, Mapping

from billtrail import rolls
from billtrail.briefs import papers
from billtrail.counts import load
from billtrail.errors import UsageError
from billtrail.store import Writer
from billtrail.workspace import CALL, JournalEntry, Say, Workspace, edits, journal, prepare

from . import calls, doubts
from .following import renumbered_by
from .history import blocks

#: Takes a change back and notes that in the journal (``undoes``), under the writer's lock; the
#: last argument is who takes it back. Raises UsageError saying why it cannot.
_TakeBack = Callable[[Workspace, Writer, JournalEntry, str], None]

#: The kind of a journal line -> what takes it back.
_TAKE_BACK: Mapping[str, _TakeBack] = {
    journal.RECORDS: edits.take_back,
    journal.FILES: edits.take_back_together,
    load.LOAD: load.take_back,
    doubts.DOUBT: doubts.take_back,
    CALL: calls.take_back,
    papers.SENT: papers.take_back,
    rolls.ROLL: rolls.take_back,
}


def undo(
    workspace: Workspace,
    id: int | None = None,
    *,
    by: str | None = None,
    say: Say = lambda line: None,
) -> JournalEntry:
    """Take back the change of ``id``, or the last one that was not taken back; returns it.

    Raises UsageError where there is none, where a later change is of the same records, or where it
    cannot be taken back any more.
    """
    with workspace.writer("undo") as writer:
        last = journal.last_change(workspace) if id is None else _chosen(workspace, id)
        if last.kind not in _TAKE_BACK:
            raise UsageError(
                f"{last.command!r} was done by a newer Billtrail and cannot be taken back here."
            )
        _TAKE_BACK[last.kind](workspace, writer, last, by or journal.login())
        writer.runs.finish("done", {})
    if numbers := renumbered_by(last):
        rolls.rename(workspace, *numbers[::-1])
    prepare(workspace, say)
    return last


def _chosen(workspace: Workspace, id: int) -> JournalEntry:
    changes = list(journal.read_changes(workspace))
    found = next((change for change in changes if change.id == id and not change.undoes), None)
    if found is None:
        raise UsageError(f"There is no change {id}. 'billtrail history' has those that are.")
    if any(change.undoes == id for change in changes):
        raise UsageError(f"Change {id} was taken back already.")
    if later := blocks(found, changes):
        raise UsageError(
            f"Change {later.id} ({later.command!r}, {later.by}) came after it and is of the same "
            "records. Take that back first."
        )
    return found
