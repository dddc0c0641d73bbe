"""Runs of commands, and how each source is: begun, told of on the way, ended."""

import sqlite3
from collections.abc import Mapping

from billtrail.legislatures.calendar import sessions

from .bill_rows import dump


class RunStore:
    """The rows of one run. ``now`` is its instant (UTC), ``run`` the row to go on with, else a new
    one is begun."""

    def __init__(
        self, connection: sqlite3.Connection, command: str, now: str, run: int | None
    ) -> None:
        self.connection = connection
        self.now = now
        self.id = run or self._begin(command)

    def _begin(self, command: str) -> int:
        cursor = self.connection.execute(
            "INSERT INTO runs (command, started_at) VALUES (?, ?)", (command, self.now)
        )
        return int(cursor.lastrowid or 0)

    def started(self) -> str:
        """When the run began: an instant, UTC."""
        row = self.connection.execute(
            "SELECT started_at FROM runs WHERE id = ?", (self.id,)
        ).fetchone()
        return str(row[0])

    def note_progress(self, source: str, asked: int, bills: int) -> None:
        """How far the run has come at a source; its counts take the place of this at its end."""
        now = dump({"now": {"source": source, "asked": asked, "bills": bills}})
        self.connection.execute("UPDATE runs SET counts = ? WHERE id = ?", (now, self.id))

    def finish(self, outcome: str, counts: Mapping[str, int]) -> None:
        self.connection.execute(
            "UPDATE runs SET finished_at = ?, outcome = ?, counts = ? WHERE id = ?",
            (sessions.utc_now(), outcome, dump(dict(counts)), self.id),
        )

    def note_health(self, source: str, *, items: int, problem: str | None) -> None:
        """What this run found at a source; a success also moves ``last_success``."""
        success = None if problem else self.now
        newest = self.connection.execute(
            "SELECT max(data_as_of) FROM source_records WHERE source = ?", (source,)
        ).fetchone()[0]
        self.connection.execute(
            "INSERT INTO source_health VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (source) DO UPDATE "
            "SET last_attempt = excluded.last_attempt, data_as_of = excluded.data_as_of, "
            "last_success = coalesce(excluded.last_success, last_success), "
            "items = excluded.items, problem = excluded.problem",
            (source, self.now, success, newest, items, problem),
        )
