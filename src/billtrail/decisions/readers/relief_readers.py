"""Who read a row of how the law compares: ``law/readers.toml``, through the journal.

A brief counts a row once two people have read it against its sources, word for word as it stands.
"""

import shlex
from datetime import date

from billtrail.campaigns import RELIEF_READERS
from billtrail.campaigns.staff_files import relief_readers
from billtrail.errors import UsageError
from billtrail.law import Relief
from billtrail.records import record
from billtrail.workspace import Edit, JournalEntry, Say, Workspace, today_or_before
from billtrail.workspace import edits as workspace_edits


def enter_reading(
    workspace: Workspace, relief: Relief, *, by: str, on: date, say: Say
) -> JournalEntry:
    """Write down that somebody read the row as it stands. Raises UsageError where they are written
    down already."""
    found = relief_readers.load_relief_readers(workspace.root)
    if any(_is(one, relief, by) and one.words == relief.words for one in found):
        raise UsageError(f"{by} has read {relief.id} as it stands. Nothing was changed.")
    number = max((int(one.id) for one in found), default=0) + 1
    fields = {"relief": relief.id, "words": relief.words, "reader": by,
              "on": today_or_before(on.isoformat())}  # fmt: skip
    return _apply(workspace, relief, [Edit(record("reader", id=str(number)), fields)], by, say)


def withdraw_reading(workspace: Workspace, relief: Relief, *, by: str, say: Say) -> JournalEntry:
    """Take out what somebody read of the row, in whichever words. Raises UsageError where nothing
    of theirs is written down."""
    found = relief_readers.load_relief_readers(workspace.root)
    theirs = [one for one in found if _is(one, relief, by)]
    if not theirs:
        raise UsageError(f"{by} is not written down as a reader of {relief.id}.")
    edits = [Edit(record("reader", id=one.id), None) for one in theirs]
    return _apply(workspace, relief, edits, by, say, "--withdraw")


def who_read(workspace: Workspace, relief: Relief) -> tuple[str, ...]:
    """The names of those who read the row as it stands."""
    found = relief_readers.load_relief_readers(workspace.root)
    here = (relief.id, relief.words)
    return tuple(one.reader for one in found if (one.relief, one.words) == here)


def _is(one: relief_readers.ReliefReader, relief: Relief, by: str) -> bool:
    return one.relief == relief.id and one.reader.casefold() == by.casefold()


def _apply(
    workspace: Workspace, relief: Relief, edits: list[Edit], by: str, say: Say, *options: str
) -> JournalEntry:
    command = shlex.join(["law-relief", "read", relief.id, *options, "--by", by])
    return workspace_edits.apply(
        workspace, RELIEF_READERS, edits, command=command, by=by,
        check=_check, say=say,
    )  # fmt: skip


def _check(text: str) -> None:
    """Raises CheckFailed where the file would hold a faulty reader."""
    relief_readers.parse_relief_readers(text)
