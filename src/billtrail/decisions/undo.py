"""``undo``: the last thing done is taken back, whichever it was, or it is said why not."""

from collections.abc import Callable, Mapping

from billtrail.counts import load
from billtrail.errors import UsageError
from billtrail.store import Writer
from billtrail.workspace import JournalEntry, Say, Workspace, edits, journal, prepare

from . import doubts

#: Takes a change back and notes that in the journal (``undoes``), under the writer's lock; the
#: last argument is who takes it back. Raises UsageError saying why it cannot.
_TakeBack = Callable[[Workspace, Writer, JournalEntry, str], None]

#: The kind of a journal line -> what takes it back.
_TAKE_BACK: Mapping[str, _TakeBack] = {
    journal.RECORDS: edits.take_back,
    load.LOAD: load.take_back,
    doubts.DOUBT: doubts.take_back,
}


def undo(
    workspace: Workspace, *, by: str | None = None, say: Say = lambda line: None
) -> JournalEntry:
    """Take back the last change that was not taken back; returns it.

    Raises UsageError where there is none, or where it cannot be taken back any more.
    """
    with workspace.writer("undo") as writer:
        last = journal.last_change(workspace)
        if last.kind not in _TAKE_BACK:
            raise UsageError(
                f"{last.command!r} was done by a newer Billtrail and cannot be taken back here."
            )
        _TAKE_BACK[last.kind](workspace, writer, last, by or journal.login())
        writer.runs.finish("done", {})
    prepare(workspace, say)
    return last
