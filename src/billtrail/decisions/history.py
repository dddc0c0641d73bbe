"""The journal for people: each change with who, when, before and after, and whether it can be
taken back."""

from dataclasses import dataclass

from billtrail import rolls
from billtrail.briefs import papers
from billtrail.counts import load
from billtrail.legislatures import full_name
from billtrail.records import record_files
from billtrail.workspace import CALL, JournalEntry, Workspace, journal

from . import doubts
from .history_words import RecordWords, one_line, record_words

_KINDS = {
    load.LOAD: "Program counts were loaded",
    doubts.DOUBT: "A doubt was decided",
    CALL: "The weekly call was held",
}


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One change in words. ``taken_back`` is the change that took it back, ``stays`` why it cannot
    be taken back now, ``""`` where it can."""

    change: JournalEntry
    what: str
    records: tuple[RecordWords, ...]
    taken_back: JournalEntry | None
    stays: str

    @property
    def id(self) -> int:
        return self.change.id


def read_history(workspace: Workspace) -> tuple[HistoryEntry, ...]:
    """All changes, newest first; what took another back is told at that one.

    Raises CheckFailed naming a broken line of the journal.
    """
    changes = list(journal.read_changes(workspace))
    return tuple(_entry(change, changes) for change in reversed(changes) if not change.undoes)


def touches(change: JournalEntry, file: str, path: record_files.Path) -> bool:
    """Whether a change is one of this record, of one within it, or of one that it is within. A
    file's own fields are a record like any other."""
    return any(
        bool(one.path) == bool(path)
        and all(ours == theirs for ours, theirs in zip(one.path, path, strict=False))
        for part in change.parts
        if part.file == file
        for one in part.records
    )


def blocks(change: JournalEntry, changes: list[JournalEntry]) -> JournalEntry | None:
    """The newest later change that stands and is of the same records: it goes first."""
    gone = {one.undoes for one in changes}
    for later in reversed(changes):
        if later.id <= change.id:
            return None
        stands = later.undoes is None and later.id not in gone
        same = (touches(later, p.file, one.path) for p in change.parts for one in p.records)
        if stands and any(same):
            return later
        alike = change.kind == later.kind and change.about.get("roll") == later.about.get("roll")
        if stands and alike and not change.parts:
            return later
    return None


def _entry(change: JournalEntry, changes: list[JournalEntry]) -> HistoryEntry:
    taken_back = next((one for one in changes if one.undoes == change.id), None)
    records = tuple(record_words(part.file, one) for part in change.parts for one in part.records)
    later = blocks(change, changes)
    stays = f"A later change ({later.id}) is of the same." if later else ""
    return HistoryEntry(change, _summary(change, records), records, taken_back, stays)


def _summary(change: JournalEntry, records: tuple[RecordWords, ...]) -> str:
    if change.kind == rolls.ROLL:
        return f"Signers of {full_name(change.about['roll'])}: {change.about['says']}"
    if change.kind == papers.SENT:
        return papers.sent_words(change.about)
    if not change.parts:
        return _KINDS.get(change.kind, change.command)
    if change.kind == journal.FILES:
        left, to = (part.file.removeprefix("campaigns/")[:-5] for part in change.parts[:2])
        return f"{records[0].what}: taken out of {left}; what is kept of it is in {to}"
    told = [one_line(record) for record in records[:3]]
    more = f"; and {len(records) - 3} more" if len(records) > 3 else ""
    return "; ".join(told) + more or change.command
