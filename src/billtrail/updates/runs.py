"""The running update: one at a time, and how far it has come.

Whoever updates holds a lock beside the database for as long as it takes; a process that dies lets
go of it. What it has done so far stands in its row of ``runs``.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from filelock import FileLock, Timeout

from billtrail.errors import CannotWrite, WriterBusy
from billtrail.store import open_reader
from billtrail.workspace import Workspace


def _lock(workspace: Workspace) -> FileLock:
    return FileLock(f"{workspace.database}.update")


@contextmanager
def one_update(workspace: Workspace, patience: float = 0) -> Iterator[None]:
    """Be the one update of a workspace; raises WriterBusy where another one runs for longer than
    ``patience`` seconds."""
    workspace.create()
    lock = _lock(workspace)
    try:
        lock.acquire(timeout=patience)
    except Timeout:
        raise WriterBusy("An update is running already; its result will be there soon.") from None
    try:
        yield
    finally:
        lock.release()


def is_running(workspace: Workspace) -> bool:
    """Whether an update is under way, in whichever process."""
    try:
        with one_update(workspace):
            return False
    except WriterBusy:
        return True
    except CannotWrite:  # nobody can update what nobody can write
        return False


@dataclass(frozen=True, slots=True)
class Progress:
    """The newest update. ``outcome`` is ``done``, ``partial`` or, where it broke off, ``None``;
    ``asked`` of ``bills`` of ``source`` have been answered so far; ``reached``: some publisher
    answered. Instants are UTC."""

    running: bool
    started_at: str | None = None
    finished_at: str | None = None
    outcome: str | None = None
    source: str | None = None
    asked: int = 0
    bills: int = 0
    reached: bool = False


#: What is counted of an update in which nobody answered.
_UNANSWERED = frozenset({"now", "failed", "forbidden"})


def read_progress(workspace: Workspace) -> Progress:
    """How far the newest update has come; nothing but ``running`` where there was none."""
    running = is_running(workspace)
    with open_reader(workspace.database) as connection:
        row = connection.execute(
            "SELECT started_at, finished_at, outcome, counts FROM runs WHERE command = 'update' "
            "ORDER BY id DESC LIMIT 1"
        ).fetchone()
    if row is None:
        return Progress(running)
    counts = json.loads(row["counts"] or "{}")
    now = counts.get("now", {})
    reached = row["outcome"] == "done" or bool(counts.keys() - _UNANSWERED)
    return Progress(
        running, row["started_at"], row["finished_at"], row["outcome"], now.get("source"),
        now.get("asked", 0), now.get("bills", 0), reached,
    )  # fmt: skip
