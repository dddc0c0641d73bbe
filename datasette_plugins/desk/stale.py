"""Two editors at once: a form carries what its records were, and is told where they are not."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass

from billtrail.datasette_plugins.server import Asked
from billtrail.decisions import HistoryEntry, read_history, touches
from billtrail.records import record_files
from billtrail.workspace import Workspace, journal

from .task import Place, Task


@dataclass(frozen=True, slots=True)
class Conflict:
    """What others did to a form's records while it was open, newest first; nothing where they
    were changed by hand."""

    changes: tuple[HistoryEntry, ...]


def seen_now(workspace: Workspace, task: Task, asked: Asked) -> str:
    """What a form carries: the newest change, and what its records are; ``""`` for a task that
    says of no record that it edits it."""
    if task.edits is None:
        return ""
    newest = max((change.id for change in journal.read_changes(workspace)), default=0)
    return f"{newest}-{_hash(workspace, task.edits(workspace, asked))}"


def conflict(workspace: Workspace, task: Task, asked: Asked) -> Conflict | None:
    """What changed since the form was shown, ``None`` where nothing of it did. A form that does
    not say what it has seen has seen nothing that could be lost."""
    newest, dash, hash_ = asked.get("seen").partition("-")
    if task.edits is None or not dash or not newest.isdecimal():
        return None
    places = task.edits(workspace, asked)
    if _hash(workspace, places) == hash_:
        return None
    since = int(newest[:12])
    return Conflict(
        tuple(
            entry
            for entry in read_history(workspace)
            if entry.id > since and any(touches(entry.change, *place) for place in places)
        )
    )


def _hash(workspace: Workspace, places: Iterable[Place]) -> str:
    found = [
        record_files.read_record(file, journal.read_text(workspace.root / file), path)
        for file, path in places
    ]
    return hashlib.sha256(json.dumps(found, sort_keys=True, default=str).encode()).hexdigest()[:16]
