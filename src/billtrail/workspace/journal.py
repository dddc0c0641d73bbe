"""``changes.jsonl``: what was decided and done here by commands, a line each, oldest first.

A line has a ``kind``. Most are ``records``: records of one file, before and after. Others (a load
of counts, ...) say in ``about`` what ``undo`` needs, which knows what takes each kind back.
"""

import getpass
import hashlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from billtrail.errors import CheckFailed, UsageError
from billtrail.records import Record, RecordStep, record_files

from .folder import Workspace

_JOURNAL = "changes.jsonl"

#: The kind of a line that says none: records of one file.
RECORDS = "records"
#: The kind of a line whose ``parts`` are records of several files, done as one.
FILES = "files"


@dataclass(frozen=True, slots=True)
class RecordChange:
    """One record before and after, ``None`` where the file has none; ``source`` is how it was
    written before, with the comments that belong to it."""

    path: record_files.Path
    before: Record
    after: Record
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Splice:
    """What a change did to a file's text: from ``at`` on ``new`` in place of ``old``. ``sha256`` is
    that of the whole text afterwards: while it holds, the change can be taken back to the byte."""

    at: int
    old: str
    new: str
    sha256: str

    @classmethod
    def between(cls, old: str, new: str) -> "Splice":
        at = _shared_start(old, new)
        tail = _shared_start(old[at:][::-1], new[at:][::-1])
        return cls(at, old[at : len(old) - tail], new[at : len(new) - tail], _text_hash(new))

    def taken_back(self, text: str) -> str | None:
        """The text of before; ``None`` where the file was changed since."""
        if _text_hash(text) != self.sha256:
            return None
        return text[: self.at] + self.old + text[self.at + len(self.new) :]


def _shared_start(one: str, other: str) -> int:
    """How many characters two texts have in common from their beginning."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))


def _text_hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """A line of ``changes.jsonl``: ``at`` is an instant (UTC), ``undoes`` an earlier ``id``.

    ``file``, ``records`` and ``splice`` are those of the kind ``records``; any other kind has
    ``about``, plain values of its own.
    """

    id: int
    at: str
    by: str
    command: str
    file: str = ""
    records: tuple[RecordChange, ...] = ()
    undoes: int | None = None
    kind: str = RECORDS
    about: Mapping[str, Any] = field(default_factory=dict)
    splice: Splice | None = None

    @property
    def parts(self) -> "tuple[JournalEntry, ...]":
        """What was done to each file: of the kind ``files`` a line for each, of ``records`` the
        line itself, of any other nothing."""
        if self.kind == FILES:
            return tuple(_from_json(part) for part in self.about["files"])
        return (self,) if self.kind == RECORDS else ()


def together(parts: Sequence[JournalEntry]) -> JournalEntry:
    """One line for changes of several files."""
    first, files = parts[0], [_to_json(part) for part in parts]
    return JournalEntry(first.id, first.at, first.by, first.command, undoes=first.undoes,
                        kind=FILES, about={"files": files})  # fmt: skip


def note(
    workspace: Workspace,
    kind: str,
    *,
    at: str,
    by: str,
    command: str,
    about: Mapping[str, Any],
    undoes: int | None = None,
) -> JournalEntry:
    """Write a line of another kind than ``records``; the caller holds the writer's lock.

    Note first and do then: what is done without its line could not be taken back.
    """
    change = JournalEntry(
        next_id(workspace), at, by, command, undoes=undoes, kind=kind, about=dict(about)
    )
    append(workspace, change)
    return change


def read_changes(workspace: Workspace) -> Iterator[JournalEntry]:
    """The lines of ``changes.jsonl``, oldest first; raises CheckFailed naming a broken line."""
    for number, line in enumerate(read_text(workspace.root / _JOURNAL).splitlines(), start=1):
        try:
            yield _from_json(json.loads(line))
        except (ValueError, KeyError, TypeError) as error:
            raise CheckFailed(f"{_JOURNAL} line {number} is broken; mend or remove it.") from error


def last_change(workspace: Workspace) -> JournalEntry:
    """The change that ``undo`` would take back; raises UsageError where there is none."""
    undone: set[int | None] = set()
    for change in reversed(list(read_changes(workspace))):
        undone.add(change.undoes)
        if change.undoes is None and change.id not in undone:
            return change
    raise UsageError("There is no change to take back.")


def append(workspace: Workspace, change: JournalEntry) -> None:
    """Add the line, and see it on the disk before anything else is done: whole, or nothing of it
    where the disk is full."""
    line = json.dumps(_to_json(change), ensure_ascii=False)
    with (workspace.root / _JOURNAL).open("ab", buffering=0) as journal:
        before = journal.seek(0, os.SEEK_END)
        try:
            _write_all(journal, f"{line}\n".encode())
            os.fsync(journal.fileno())
        except OSError:
            journal.truncate(before)
            raise


def _write_all(file: BinaryIO, content: bytes) -> None:
    """A file without a buffer takes what fits, and says of the rest only when it comes."""
    while content:
        content = content[file.write(content) :]


def next_id(workspace: Workspace) -> int:
    return max((change.id for change in read_changes(workspace)), default=0) + 1


def login() -> str:
    """Who is at the keyboard, where a command asks for no name."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # no login name is set, as in some containers
        return "unknown"


def read_text(path: Path) -> str:
    """A file of the workspace, ``""`` where there is none. Line ends as they are: a file written
    on Windows stays one."""
    try:
        return path.read_bytes().decode("utf-8") if path.is_file() else ""
    except UnicodeDecodeError as error:
        raise CheckFailed(f"{path.name}: is not UTF-8 text; save it as UTF-8.") from error


def _to_json(change: JournalEntry) -> dict[str, Any]:
    line: dict[str, Any] = {
        "id": change.id, "at": change.at, "by": change.by, "command": change.command,
    }  # fmt: skip
    if change.kind == RECORDS:
        line |= {
            "file": change.file,
            "records": [
                {"record": [[step.table, dict(step.identity)] for step in r.path],
                 "before": r.before, "after": r.after}
                | ({"source": r.source} if r.source else {})
                for r in change.records
            ],
        }  # fmt: skip
        line |= {"splice": asdict(change.splice)} if change.splice else {}
    else:
        line |= {"kind": change.kind, "about": dict(change.about)}
    return line | ({"undoes": change.undoes} if change.undoes else {})


def _from_json(line: dict[str, Any]) -> JournalEntry:
    kind = line.get("kind", RECORDS)
    at, undoes = (line["id"], line["at"], line["by"], line["command"]), line.get("undoes")
    if kind != RECORDS:
        return JournalEntry(*at, undoes=undoes, kind=kind, about=dict(line["about"]))
    records = tuple(
        RecordChange(
            tuple(RecordStep(*step) for step in r["record"]),
            r["before"],
            r["after"],
            r.get("source"),
        )
        for r in line["records"]
    )
    splice = Splice(**line["splice"]) if "splice" in line else None
    return JournalEntry(*at, line["file"], records, undoes, splice=splice)
