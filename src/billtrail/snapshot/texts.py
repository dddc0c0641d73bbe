"""Words that are looked for in the texts of bills: which print has them, and where in it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from billtrail.legislatures.calendar import sessions
from billtrail.prints import Found, PrintFolder, find_passages
from billtrail.store import find_print_rows, text_phrases
from billtrail.words import day_words

if TYPE_CHECKING:
    from .snapshot import Snapshot

#: So many more are asked for than are shown: some are newer than the day, or their file is lost.
_SPARE = 5


@dataclass(frozen=True, slots=True)
class TextHit:
    """A bill whose newest print has the words. ``words`` name the print ("Enrolled, Sep 12, 2025"),
    ``passage`` is where in it."""

    bill: str
    words: str
    date: str
    code: str
    passage: Found


def find_in_texts(snapshot: "Snapshot", words: str, limit: int = 10) -> tuple[TextHit, ...]:
    """The bills whose newest print has all the words, followed ones first, then the best; what is
    quoted stands together. None for a bill's number, on a published file, which has no texts, and
    of prints that are newer than the day asked, or have no day where that is past."""
    phrases = text_phrases(words)
    rows = find_print_rows(snapshot.connection, phrases, limit + _SPARE)
    by_day, now = snapshot.on.isoformat(), sessions.today().isoformat()
    shown = [row for row in rows if (row["date"] or now) <= by_day]
    folder = PrintFolder.of(snapshot.connection)
    texts = {row["bill"]: text for row in shown
             if (text := folder.read(row["sha256"])) is not None}  # fmt: skip
    passages = find_passages(texts, phrases)
    return tuple(
        TextHit(row["bill"], _words(row["note"], row["date"]), row["date"] or "", row["code"],
                passages[row["bill"]])
        for row in shown if row["bill"] in passages
    )[:limit]  # fmt: skip


def _words(note: str, date: str | None) -> str:
    return f"{note}, {day_words(date)}" if date else note
