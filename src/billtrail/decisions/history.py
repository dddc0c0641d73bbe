"""The journal for people: each change with who, when, before and after, and whether it can be
taken back."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from billtrail import rolls
from billtrail.campaigns import ORGANISATION
from billtrail.counts import load
from billtrail.legislatures import KEY, full_name
from billtrail.records import RecordStep, is_iso_date, record_files
from billtrail.words import day_words
from billtrail.workspace import CALL, JournalEntry, RecordChange, Workspace, journal

from . import doubts

#: Table of a file -> what one of its records is called; ``{}`` stands for its name.
_RECORDS = {
    "campaign": "the campaign", "bill": "{}", "text": "the text {}",
    "family": "the effort {}", "member": "{}",
    "ask": "the ask {}", "claim": "the claim {}", "date": "the date {}",
    "endorser": "the endorser {}", "report": "a report on {}", "release": "release {}",
    "declined": "{}, as not ours", "correction": "the record of {}",
    "statute": "the reading of {}", "goal": "the goal {}",
}  # fmt: skip
#: What stands above the tables of a campaign's file.
_CAMPAIGN = RecordStep("campaign", {})
_CONTACT = RecordStep("contact", {})
#: A table that stands once -> what it is called.
_ALONE = {"owners": "who takes care of campaigns", "contact": "your contact"}
#: Field -> its name on screen; any other is called as in the file.
_FIELDS = {
    "position": "position", "decided_on": "decided on", "condition": "condition",
    "share": "who may have it", "aim": "what we want", "why": "why it is followed",
    "remove": "taken out", "text": "words", "reviewed_by": "reviewed by",
    "reviewed_on": "reviewed on", "to": "to", "enacted_via": "became law by",
}  # fmt: skip
#: Fields that say nothing to a reader of the history: who and when stand beside it.
_SILENT = frozenset({"by", "at", "entered_at", "after_date", "after_text"})
_KINDS = {
    load.LOAD: "Program counts were loaded",
    doubts.DOUBT: "A doubt was decided",
    CALL: "The weekly call was held",
}


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field in words, before and after; ``""`` where it was or is not said."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RecordWords:
    """What a change did to one record: ``added`` or ``removed`` or fields of it."""

    what: str
    did: str
    fields: tuple[FieldChange, ...]


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
    records = tuple(_record_words(part.file, one) for part in change.parts for one in part.records)
    later = blocks(change, changes)
    stays = f"A later change ({later.id}) is of the same." if later else ""
    return HistoryEntry(change, _summary(change, records), records, taken_back, stays)


def _summary(change: JournalEntry, records: tuple[RecordWords, ...]) -> str:
    if change.kind == rolls.ROLL:
        return f"Signers of {full_name(change.about['roll'])}: {change.about['says']}"
    if not change.parts:
        return _KINDS.get(change.kind, change.command)
    if change.kind == journal.FILES:
        left, to = (part.file.removeprefix("campaigns/")[:-5] for part in change.parts[:2])
        return f"{records[0].what}: taken out of {left}; what is kept of it is in {to}"
    told = [_one_line(record) for record in records[:3]]
    more = f"; and {len(records) - 3} more" if len(records) > 3 else ""
    return "; ".join(told) + more or change.command


def _one_line(record: RecordWords) -> str:
    if record.did == "removed":
        return f"{record.what}: taken out"
    first = next(iter(record.fields), None)
    if first is None:
        return f"{record.what}: {record.did}"
    was = f" (was: {_short(first.before)})" if first.before else ""
    return f"{record.what}: {first.field} {_short(first.after) or 'no more'}{was}"


def _short(value: str) -> str:
    return value if len(value) <= 60 else f"{value[:57].rstrip()}..."


def _record_words(file: str, one: RecordChange) -> RecordWords:
    step = one.path[-1] if one.path else _CONTACT if file == ORGANISATION else _CAMPAIGN
    did = "added" if one.before is None else "removed" if one.after is None else "changed"
    fields = tuple(_field_changes(step, one.before or {}, one.after or {}))
    return RecordWords(_named(step), did, fields)


def _named(step: RecordStep) -> str:
    if not step.identity and step.table in _ALONE:
        return _ALONE[step.table]
    names = [full_name(v) if KEY.fullmatch(v) else v for v in step.identity.values()]
    return _RECORDS.get(step.table, "{}").format(" ".join(names[:2]))


def _field_changes(
    step: RecordStep, before: Mapping[str, Any], after: Mapping[str, Any]
) -> Iterator[FieldChange]:
    for name in dict.fromkeys((*_FIELDS, *before, *after)):
        was, now = before.get(name), after.get(name)
        if was != now and name not in _SILENT and name not in step.identity:
            yield FieldChange(_FIELDS.get(name, name.replace("_", " ")), _said(was), _said(now))


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return ", ".join(map(_said, value))
    words = "" if value is None else str(value)
    return day_words(words) if is_iso_date(words) else words
