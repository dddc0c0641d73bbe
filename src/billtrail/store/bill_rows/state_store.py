"""A bill's state into its tables: its rows, what changed, and where its sources differ."""

import sqlite3
from collections.abc import Iterable

from billtrail.legislatures import ChangeKind
from billtrail.scrapers import seed_files

from .. import search_index
from .changes import FieldChange, State
from .doubt_rows import DoubtStore
from .first_saves import state_rows
from .merge import Merged
from .source_records import keep_beginning
from .statements import ROW_TABLES, STATEMENTS, write_rows


class StateStore:
    """Writes states through one connection; ``now`` is the instant of the run (UTC)."""

    def __init__(
        self, connection: sqlite3.Connection, now: str, run: int, doubts: DoubtStore
    ) -> None:
        self.connection = connection
        self.now = now
        self.run = run
        self.doubts = doubts

    def write(self, merged: Merged, new: State, old: State, changes: list[FieldChange]) -> None:
        """The rows of a bill's new state, in place of those of its old one."""
        bill = merged.bill
        keep_beginning(self.connection, bill.key, old, new)
        rows = state_rows(bill, new, merged.source, self.now)
        for child in ROW_TABLES:
            kept, before = new.get(child.part, {}), old.get(child.part, {})
            self.connection.executemany(
                f"DELETE FROM {child.table} WHERE bill = ? AND row_key = ?",
                [(bill.key, row_key) for row_key in before if row_key not in kept],
            )
        for table, found in rows.items():
            write_rows(self.connection, table, found)
        touched = {change.field.partition(":")[0] for change in changes}
        if touched & search_index.INDEXED_FIELDS:
            search_index.index_bill(self.connection, bill)

    def shipped_over(self, key: str, source: str) -> str | None:
        """The day (ISO) that the stored bill speaks for, where ``source`` is what ships with the
        program; else ``None``."""
        if source != seed_files.NAME:
            return None
        row = self.connection.execute("SELECT data_as_of FROM bills WHERE key = ?", (key,))
        return str(row.fetchone()[0])[:10]

    def write_changes(
        self,
        key: str,
        changes: list[FieldChange],
        kinds: Iterable[ChangeKind],
        document: int | None,
    ) -> None:
        """What changed, as the bill's history; what comes and goes is news once."""
        told = {"in_doubt": ChangeKind.CORRECTION} if self.doubts.flaps(key) else {}
        self.connection.executemany(
            STATEMENTS["bill_changes"],
            [
                (key, c.field, c.old, c.new, c.record, self.now,
                 told.get(c.field, kind).value, self.run, document)
                for c, kind in zip(changes, kinds, strict=True)
            ],
        )  # fmt: skip

    def save_disagreements(self, key: str, merged: Merged) -> None:
        """Where the bill's sources differ now, and no more where they did."""
        fresh = {(d.field, d.other_source): d for d in merged.differences}
        for row in self.connection.execute(
            "SELECT field, other_source FROM disagreements WHERE bill = ?", (key,)
        ).fetchall():
            if tuple(row) not in fresh:
                self.connection.execute(
                    "DELETE FROM disagreements WHERE bill = ? AND field = ? AND other_source = ?",
                    (key, *row),
                )
        self.connection.executemany(
            "INSERT INTO disagreements VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET "
            "kept = excluded.kept, other = excluded.other "
            "WHERE (kept, other) IS NOT (excluded.kept, excluded.other)",
            [
                (key, d.field, d.kept, d.kept_source, d.other, d.other_source, self.now)
                for d in fresh.values()
            ],
        )
