"""The weekly call: that it was held, noted by whoever was on it, so that the next call sheet tells
what changed since that person's last one."""

from datetime import date

from billtrail.errors import UsageError
from billtrail.legislatures.calendar import sessions
from billtrail.store import Writer
from billtrail.workspace import CALL, JournalEntry, Workspace, journal, last_calls


def note_call(workspace: Workspace, *, by: str, on: date | None = None) -> JournalEntry:
    """``by`` was on the call of ``on`` (today). Raises UsageError where that is noted already, or
    the day has not come."""
    day = on or sessions.today()
    if day > sessions.today():
        raise UsageError(f"{day} has not come yet.")
    if last_calls(workspace).get(by) == day.isoformat():
        raise UsageError(f"The call of {day} is noted already for {by}.")
    with workspace.writer("week") as writer:
        noted = journal.note(
            workspace, CALL, at=writer.now, by=by, command=f"week --held --by {by}",
            about={"on": day.isoformat()},
        )  # fmt: skip
        writer.runs.finish("done", {})
    return noted


def take_back(workspace: Workspace, writer: Writer, last: JournalEntry, by: str) -> None:
    """It counts as not held, as ``undo`` asks."""
    journal.note(workspace, CALL, at=writer.now, by=by, command="undo", about=last.about,
                 undoes=last.id)  # fmt: skip
