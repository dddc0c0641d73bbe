"""Changes to the workspace's files by commands: checked, written, noted, taken back.

Every command that changes what a person could also write by hand goes through ``apply``: it
changes records of one file, checks the whole before anything is written, notes who, when, before
and after in the ``journal``, and can be undone. The file stays the person's own: comments,
order and every other record are kept.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from billtrail.campaigns.content import faults_of
from billtrail.errors import UsageError
from billtrail.files import replace_file
from billtrail.legislatures.calendar import sessions
from billtrail.records import Record, record_files
from billtrail.store import Writer

from . import journal
from .folder import Say, Workspace
from .journal import JournalEntry, RecordChange, Splice
from .workspace import prepare


@dataclass(frozen=True, slots=True)
class Edit:
    """Fields of one record to set (``None`` takes a field out), or no ``fields``: the record goes,
    as one does that is left with nothing but its name.

    ``path`` is made with ``record_files.record``; ``record_files.FILE`` is the fields of the file
    itself.
    """

    path: record_files.Path
    fields: Mapping[str, Any] | None


def apply(
    workspace: Workspace,
    file: str,
    edits: Sequence[Edit],
    *,
    command: str,
    by: str | None = None,
    check: Callable[[str], None] | None = None,
    say: Say = lambda line: None,
) -> JournalEntry:
    """Change records of ``file`` (``campaigns/tsra.toml``) and bring the database up to it.

    ``command`` is what the user typed, ``by`` who decided (the name of the login, if nobody
    says). ``check`` reads the file's new text and raises CheckFailed; content files are always
    checked whole. Where a check fails nothing is written. Raises UsageError where the file
    already says so. Within ``tried`` nothing is written.
    """
    with _writing(workspace, command, say) as now:
        change, text = _change(workspace, now, file, edits, command, by)
        if all(record.before == record.after for record in change.records):
            raise UsageError(f"{file} already says so. Nothing was changed.")
        new = _written(change, text)
        if check:
            check(new)
        _commit(workspace, change, text, new)
    return change


_TRIED: ContextVar[dict[str, str] | None] = ContextVar("tried", default=None)


@contextmanager
def tried() -> Iterator[Mapping[str, str]]:
    """What is applied within is checked and not written: the mapping has the text that each file
    would have."""
    texts: dict[str, str] = {}
    token = _TRIED.set(texts)
    try:
        yield texts
    finally:
        _TRIED.reset(token)


@contextmanager
def _writing(workspace: Workspace, command: str, say: Say) -> Iterator[str]:
    """The instant of a change, under the writer's lock; the database is brought up to it."""
    if _TRIED.get() is not None:
        yield sessions.utc_now()
        return
    with workspace.writer(command.split(maxsplit=1)[0]) as writer:
        yield writer.now
        writer.runs.finish("done", {})
    prepare(workspace, say)


def preview(workspace: Workspace, file: str, edits: Sequence[Edit]) -> str:
    """What ``apply`` would make of the text of ``file``; nothing is checked or written."""
    text = journal.read_text(workspace.root / file)
    for edit in edits:
        one = _changed(file, text, edit)
        text = record_files.write_record(file, text, one.path, one.after, one.source)
    return text


def apply_together(
    workspace: Workspace,
    files: Mapping[str, Sequence[Edit]],
    *,
    command: str,
    by: str | None = None,
    say: Say = lambda line: None,
) -> JournalEntry:
    """``apply`` for records of several files, written in their order and taken back as one. Nothing
    is written where a check fails; what a crash left half done, ``undo`` takes back."""
    if len(files) == 1:
        ((file, edits),) = files.items()
        return apply(workspace, file, edits, command=command, by=by, say=say)
    with _writing(workspace, command, say) as now:
        found = [_change(workspace, now, file, edits, command, by) for file, edits in files.items()]
        _commit_together(workspace, found)
    return found[0][0] if _TRIED.get() is not None else journal.last_change(workspace)


def _change(
    workspace: Workspace,
    now: str,
    file: str,
    edits: Sequence[Edit],
    command: str,
    by: str | None,
) -> tuple[JournalEntry, str]:
    """What is to be done to one file, and its text before."""
    text = journal.read_text(workspace.root / file)
    records = tuple(_changed(file, text, edit) for edit in edits)
    id, who = journal.next_id(workspace), by or journal.login()
    return JournalEntry(id, now, who, command, file, records), text


def take_back(workspace: Workspace, writer: Writer, last: JournalEntry, by: str) -> None:
    """Put the records back as they were before ``last``, as ``undo`` asks: to the byte where
    the file is as ``last`` left it, else each record by itself.

    Raises UsageError where one was changed by hand since.
    """
    change, text, before = _taken_back(workspace, writer, last, by)
    _commit(workspace, change, text, before)


def take_back_together(workspace: Workspace, writer: Writer, last: JournalEntry, by: str) -> None:
    """``take_back`` of what was done to several files."""
    found = [_taken_back(workspace, writer, part, by) for part in reversed(last.parts)]
    _commit_together(workspace, [(change, text) for change, text, _ in found],
                     {change.file: before for change, _, before in found})  # fmt: skip


def _taken_back(
    workspace: Workspace, writer: Writer, last: JournalEntry, by: str
) -> tuple[JournalEntry, str, str]:
    """What takes a change back, the file's text now and then."""
    text = journal.read_text(workspace.root / last.file)
    back = tuple(
        RecordChange(r.path, _still(last, text, r), r.before, r.source)
        for r in reversed(last.records)
    )
    before = last.splice.taken_back(text) if last.splice else None
    change = JournalEntry(
        journal.next_id(workspace), writer.now, by, "undo", last.file, back, last.id
    )  # fmt: skip
    return change, text, _written(change, text) if before is None else before


def _changed(file: str, text: str, edit: Edit) -> RecordChange:
    before = record_files.read_record(file, text, edit.path)
    source = record_files.record_source(file, text, edit.path)
    if edit.fields is None:
        return RecordChange(edit.path, before, None, source)
    identity = edit.path[-1].identity if edit.path else {}
    merged = {**identity, **(before or {}), **edit.fields}
    after = {field: value for field, value in merged.items() if value is not None}
    return RecordChange(edit.path, before, after if set(after) > set(identity) else None, source)


def _still(change: JournalEntry, text: str, record: RecordChange) -> Record:
    """What the record is now: as the change left it, or as it was before it."""
    now = record_files.read_record(change.file, text, record.path)
    if now not in (record.after, record.before):
        raise UsageError(
            f"{change.file}: {describe(record.path)} was changed by hand after "
            f"{change.command!r}. Edit the file instead."
        )
    return now


def _written(change: JournalEntry, text: str) -> str:
    """The file's text with the records as the change leaves them."""
    for record in change.records:
        text = record_files.write_record(
            change.file, text, record.path, record.after, record.source
        )  # fmt: skip
    return text


def _commit(workspace: Workspace, change: JournalEntry, text: str, new: str) -> None:
    """Check, note, write. Noted first: a change without its note could not be taken back, and
    a note without its change is taken back without harm."""
    faults_of(workspace.root, {change.file: new})
    if _caught({change.file: new}):
        return
    journal.append(workspace, replace(change, splice=Splice.between(text, new)))
    _write(workspace.root / change.file, new)


def _commit_together(
    workspace: Workspace,
    found: Sequence[tuple[JournalEntry, str]],
    texts: Mapping[str, str] | None = None,
) -> None:
    """``_commit`` for changes of several files, each with its text before; ``texts`` are those
    after, where they are not what the changes make of them."""
    new = texts or {change.file: _written(change, text) for change, text in found}
    faults_of(workspace.root, new)
    if _caught(new):
        return
    parts = [
        replace(change, splice=Splice.between(text, new[change.file])) for change, text in found
    ]
    journal.append(workspace, journal.together(parts))
    for file, text in new.items():
        _write(workspace.root / file, text)


def _caught(texts: Mapping[str, str]) -> bool:
    """Whether this is only ``tried``, and the texts are kept there."""
    tries = _TRIED.get()
    if tries is not None:
        tries.update(texts)
    return tries is not None


def _write(path: Path, text: str) -> None:
    """Whole or not at all; a file left with nothing in it goes."""
    if not text.strip():
        path.unlink(missing_ok=True)
        return
    replace_file(path, text.encode("utf-8"))


def describe(path: record_files.Path) -> str:
    """A record for a message: ``[[family]] us-tsra [[family.member]] us-119-hr1``."""
    if not path:
        return "what stands above its tables"
    names = ".".join(step.table for step in path)
    values = " ".join(value for step in path for value in step.identity.values())
    return f"[[{names}]] {values}" if path[0].table else values


def today_or_before(day: str) -> str:
    """``day`` itself; raises UsageError where it has not come yet."""
    if day > sessions.today().isoformat():
        raise UsageError(f"{day} has not come yet; give the day it was decided.")
    return day
