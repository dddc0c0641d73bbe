"""Who was on the weekly call, and when last: read by itself, as the call sheet is asked for often
and needs nothing else of the journal."""

import json
from datetime import date

from .folder import Workspace

#: The kind of a journal line about a call.
CALL = "call"
_JOURNAL = "changes.jsonl"


def last_calls(workspace: Workspace) -> dict[str, str]:
    """Person -> the day of their last call, the newest first. A broken line counts as none: who
    changes something is told of it."""
    path = workspace.root / _JOURNAL
    if not path.is_file():
        return {}
    held: dict[int, tuple[str, str]] = {}
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        if f'"kind": "{CALL}"' in line:
            _read(line, held)
    newest: dict[str, str] = {}
    for by, on in held.values():
        newest[by] = max(newest.get(by, ""), on)
    return dict(sorted(newest.items(), key=lambda one: one[1], reverse=True))


def _read(line: str, held: dict[int, tuple[str, str]]) -> None:
    try:
        entry = json.loads(line)
        if undone := entry.get("undoes"):
            held.pop(undone, None)
        else:
            held[entry["id"]] = (str(entry["by"]), str(entry["about"]["on"]))
    except (ValueError, KeyError, TypeError, AttributeError):
        return


def last_call(workspace: Workspace, by: str | None) -> date | None:
    """The day of the last call of ``by``, else of anybody; ``None`` where none is noted."""
    held = last_calls(workspace)
    day = held.get(by or "") or next(iter(held.values()), None)
    try:
        return date.fromisoformat(day) if day else None
    except ValueError:
        return None
