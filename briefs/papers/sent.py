"""Letters that were sent: the day each went out, through the journal."""

import shlex
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from billtrail.editions import refuse_published
from billtrail.errors import UsageError
from billtrail.store import Writer, open_reader
from billtrail.words import day_words
from billtrail.workspace import JournalEntry, Say, Workspace, journal, prepare, today_or_before

if TYPE_CHECKING:
    from .issued import IssuedPaper

#: The kind of a journal line about a letter that was sent.
SENT = "letter"


def mark_sent(
    workspace: Workspace, id: str, *, on: date, by: str, say: Say
) -> "tuple[IssuedPaper, JournalEntry]":
    """Note that the letter ``id`` (or its first letters) was sent on a day. Raises ``UnknownKey``
    where there is none, ``UsageError`` where the day has not come, or it was noted already."""
    from .issued import find_issued

    refuse_published(workspace.database)
    prepare(workspace, say)
    day = today_or_before(on.isoformat())
    with open_reader(workspace.database) as reader:
        found = find_issued(reader, id.strip())
    if found.sent_on == day:
        raise UsageError(f"{found.id} is noted as sent on {day}. Nothing was changed.")
    with workspace.writer("letters") as writer:
        noted = journal.note(
            workspace, SENT, at=writer.now, by=by,
            command=shlex.join(["letters", "--sent", found.id, "--on", day, "--by", by]),
            about={"id": found.id, "on": day, "was": [found.sent_on, found.sent_by],
                   "what": _called(found)},
        )  # fmt: skip
        _set(writer, found.id, day, by)
        writer.runs.finish("done", {})
    if found.paper.is_draft:
        say("It says DRAFT at its head. If another one went out, take this back and note that one.")
    return found, noted


def _called(letter: "IssuedPaper") -> str:
    """``AB 938: Position letter, to the Senate Committee on Appropriations``."""
    to = letter.paper.facts.committee_name
    return letter.paper.title + (f", to the {to}" if to else "")


def sent_words(about: Mapping[str, Any]) -> str:
    """What the journal says of a letter that was sent; older lines have its id alone."""
    day = day_words(about["on"]) if about.get("on") else "no day"
    return f"A letter was sent on {day}: {about.get('what') or about.get('id', '')}"


def take_back(workspace: Workspace, writer: Writer, last: JournalEntry, by: str) -> None:
    """It counts as not sent, or as sent on the day noted before, as ``undo`` asks."""
    journal.note(workspace, SENT, at=writer.now, by=by, command="undo", about=last.about,
                 undoes=last.id)  # fmt: skip
    _set(writer, last.about["id"], *last.about["was"])


def _set(writer: Writer, id: str, day: str | None, by: str | None) -> None:
    with writer.transaction():
        writer.connection.execute(
            "UPDATE issued_papers SET sent_on = ?, sent_by = ? WHERE id = ?", (day, by, id)
        )
