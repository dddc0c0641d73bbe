"""Changes to the workspace's files by commands: checked, written, noted, taken back.

Every command that changes what a person could also write by hand goes through ``apply``: it
changes records of one file, checks the whole before anything is written, notes who, when, before
and after in ``changes.jsonl``, and can be undone. The file stays the person's own: comments,
order and every other record are kept.
"""

import getpass
import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from billtrail import calendars, content, record_files
from billtrail.errors import CheckFailed, UsageError
from billtrail.output_files import replace_file
from billtrail.record_files import Record, Step
from billtrail.workspace import Say, Workspace, prepare

JOURNAL = "changes.jsonl"


@dataclass(frozen=True, slots=True)
class Edit:
    """Fields of one record to set (``None`` takes a field out), or no ``fields``: the record goes,
    as one does that is left with nothing but its name.

    ``path`` is made with ``record_files.record``.
    """

    path: record_files.Path
    fields: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class RecordChange:
    """One record before and after, ``None`` where the file has none."""

    path: record_files.Path
    before: Record
    after: Record


@dataclass(frozen=True, slots=True)
class Change:
    """A line of ``changes.jsonl``: ``at`` is an instant (UTC), ``undoes`` an earlier ``id``."""

    id: int
    at: str
    by: str
    command: str
    file: str
    records: tuple[RecordChange, ...]
    undoes: int | None = None


def apply(
    workspace: Workspace,
    file: str,
    edits: Sequence[Edit],
    *,
    command: str,
    by: str | None = None,
    check: Callable[[str], None] | None = None,
    say: Say = lambda line: None,
) -> Change:
    """Change records of ``file`` (``campaigns/tsra.toml``) and bring the database up to it.

    ``command`` is what the user typed, ``by`` who decided (the name of the login, if nobody
    says). ``check`` reads the file's new text and raises CheckFailed; content files are always
    checked whole. Where a check fails nothing is written. Raises UsageError where the file
    already says so.
    """
    with workspace.writer(command.split(maxsplit=1)[0]) as writer:
        text = _read(workspace.root / file)
        records = tuple(_changed(file, text, edit) for edit in edits)
        if all(record.before == record.after for record in records):
            raise UsageError(f"{file} already says so. Nothing was changed.")
        change = Change(_next_id(workspace), writer.now, by or login(), command, file, records)
        _commit(workspace, change, text, check)
        writer.runs.finish("done", {})
    prepare(workspace, say)
    return change


def undo(workspace: Workspace, *, by: str | None = None, say: Say = lambda line: None) -> Change:
    """Take back the last change that was not taken back; returns it.

    Raises UsageError where there is none, or where its record was changed by hand since.
    """
    with workspace.writer("undo") as writer:
        last = last_change(workspace)
        text = _read(workspace.root / last.file)
        back = tuple(
            RecordChange(r.path, _still(last, text, r), r.before) for r in reversed(last.records)
        )
        change = Change(
            _next_id(workspace), writer.now, by or login(), "undo", last.file, back, last.id
        )
        _commit(workspace, change, text, None)
        writer.runs.finish("done", {})
    prepare(workspace, say)
    return last


def read_changes(workspace: Workspace) -> Iterator[Change]:
    """The lines of ``changes.jsonl``, oldest first; raises CheckFailed naming a broken line."""
    for number, line in enumerate(_read(workspace.root / JOURNAL).splitlines(), start=1):
        try:
            yield _from_json(json.loads(line))
        except (ValueError, KeyError, TypeError) as error:
            raise CheckFailed(f"{JOURNAL} line {number} is broken; mend or remove it.") from error


def last_change(workspace: Workspace) -> Change:
    """The change that ``undo`` would take back; raises UsageError where there is none."""
    undone: set[int | None] = set()
    for change in reversed(list(read_changes(workspace))):
        undone.add(change.undoes)
        if change.undoes is None and change.id not in undone:
            return change
    raise UsageError("There is no change to take back.")


def login() -> str:
    """Who is at the keyboard, where a command asks for no name."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # no login name is set, as in some containers
        return "unknown"


def _changed(file: str, text: str, edit: Edit) -> RecordChange:
    before = record_files.read_record(file, text, edit.path)
    if edit.fields is None:
        return RecordChange(edit.path, before, None)
    identity = edit.path[-1].identity
    merged = {**identity, **(before or {}), **edit.fields}
    after = {field: value for field, value in merged.items() if value is not None}
    return RecordChange(edit.path, before, after if set(after) > set(identity) else None)


def _still(change: Change, text: str, record: RecordChange) -> Record:
    """What the record is now: as the change left it, or as it was before it."""
    now = record_files.read_record(change.file, text, record.path)
    if now not in (record.after, record.before):
        raise UsageError(
            f"{change.file}: {describe(record.path)} was changed by hand after "
            f"{change.command!r}. Edit the file instead."
        )
    return now


def _commit(
    workspace: Workspace, change: Change, text: str, check: Callable[[str], None] | None
) -> None:
    """Check, note, write. Noted first: a change without its note could not be taken back, and
    a note without its change is taken back without harm."""
    new = text
    for record in change.records:
        new = record_files.write_record(change.file, new, record.path, record.after)
    if check:
        check(new)
    content.load_content(workspace.root, {change.file: new})
    _append(workspace.root / JOURNAL, json.dumps(_to_json(change), ensure_ascii=False))
    _write(workspace.root / change.file, new)


def _read(path: Path) -> str:
    """Line ends as they are: a file written on Windows stays one."""
    try:
        return path.read_bytes().decode("utf-8") if path.is_file() else ""
    except UnicodeDecodeError as error:
        raise CheckFailed(f"{path.name}: is not UTF-8 text; save it as UTF-8.") from error


def _write(path: Path, text: str) -> None:
    """Whole or not at all; a file left with nothing in it goes."""
    if not text.strip():
        path.unlink(missing_ok=True)
        return
    replace_file(path, text.encode("utf-8"))


def _append(path: Path, line: str) -> None:
    with path.open("ab") as journal:
        journal.write(f"{line}\n".encode())
        journal.flush()
        os.fsync(journal.fileno())


def _next_id(workspace: Workspace) -> int:
    return max((change.id for change in read_changes(workspace)), default=0) + 1


def describe(path: record_files.Path) -> str:
    """A record for a message: ``[[family]] us-tsra [[family.member]] us-119-hr1``."""
    names = ".".join(step.table for step in path)
    values = " ".join(value for step in path for value in step.identity.values())
    return f"[[{names}]] {values}" if path[0].table else values


def _to_json(change: Change) -> dict[str, Any]:
    line: dict[str, Any] = {
        "id": change.id, "at": change.at, "by": change.by, "command": change.command,
        "file": change.file,
        "records": [
            {"record": [[step.table, dict(step.identity)] for step in r.path],
             "before": r.before, "after": r.after}
            for r in change.records
        ],
    }  # fmt: skip
    return line | ({"undoes": change.undoes} if change.undoes else {})


def _from_json(line: dict[str, Any]) -> Change:
    records = tuple(
        RecordChange(tuple(Step(*step) for step in r["record"]), r["before"], r["after"])
        for r in line["records"]
    )
    return Change(
        line["id"], line["at"], line["by"], line["command"], line["file"], records,
        line.get("undoes"),
    )  # fmt: skip


def today_or_before(day: str) -> str:
    """``day`` itself; raises UsageError where it has not come yet."""
    if day > calendars.today().isoformat():
        raise UsageError(f"{day} has not come yet; give the day it was decided.")
    return day
