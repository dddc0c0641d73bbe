"""Deciding about what is in doubt: the newer file is taken or refused, and ``undo`` opens it again.

Who decided and why stands in the journal and in the working file.
"""

import shlex
from collections.abc import Callable, Mapping
from typing import Any

from billtrail.errors import UsageError
from billtrail.store import Writer, accept_doubt, refuse_doubt, reopen_doubt
from billtrail.workspace import JournalEntry, Workspace, journal

#: The kind of a journal line about a doubt.
DOUBT = "doubt"

_DECIDE: Mapping[str, Callable[[Writer, int, str, str], None]] = {
    "accept": accept_doubt,
    "refuse": refuse_doubt,
}


def decide(workspace: Workspace, id: int, decision: str, *, by: str, why: str) -> str:
    """``accept`` or ``refuse`` what a newer file says; returns the bill's key. Raises UsageError
    where nothing is in doubt under this number, or somebody decided it before."""
    if not why.strip():
        raise UsageError("Say why: --why TEXT.")
    command = shlex.join(["doubts", str(id), decision, "--by", by, "--why", why])
    with workspace.writer("doubts") as writer:
        with writer.transaction():
            _DECIDE[decision](writer, id, by, why)
            journal.note(
                workspace, DOUBT, at=writer.now, by=by, command=command, about={"doubt": id}
            )
        writer.runs.finish("done", {})
        return str(_row(writer, id)["bill"])


def take_back(workspace: Workspace, writer: Writer, last: JournalEntry, by: str) -> None:
    """Open a doubt again, as ``undo`` asks. One that was noted and then not decided stays open."""
    id = last.about["doubt"]
    with writer.transaction():
        if _row(writer, id)["state"] != "open":
            reopen_doubt(writer, id)
        journal.note(workspace, DOUBT, at=writer.now, by=by, command="undo", about=last.about,
                     undoes=last.id)  # fmt: skip


def _row(writer: Writer, id: int) -> Any:
    return writer.connection.execute("SELECT * FROM doubts WHERE id = ?", (id,)).fetchone()
