"""The one writer of a database: guarded writes, history on every change.

``open_writer`` takes the lock beside the file, brings the schema up and gives a ``Writer``. A bill
is saved whole in one transaction: its source record, the merge of all its records, the rows that
changed, and what changed as ``bill_changes``. What stands beside the bills has stores of its own.
"""

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from billtrail.bills import Bill, BillProgress, fold_bill
from billtrail.campaigns import read_corrections
from billtrail.files import pack, unpack
from billtrail.legislatures import ChangeKind, known, sessions

from . import search_index
from .additions import laid_over
from .changes import SCALARS, FieldChange, State, diff
from .clocks import is_to_come
from .database import LOCK_SECONDS, opened_for_writing
from .documents import DocumentStore
from .doubts import corrected_keys
from .first_saves import FirstSave, RecordContent, build_first_saves, content_of, state_rows
from .hearings import HearingStore
from .merge import Merged, SourceRecord, merge, set_right
from .people_and_texts import RecordStore
from .plausibility import refuse_implausible
from .rows import CHILD_TABLES, bill_from_json
from .runs import RunStore
from .statements import FIRST_STATEMENTS, STATEMENTS, upsert
from .states import change_kinds, child_rows, read_state, scalars


@dataclass(frozen=True, slots=True)
class Saved:
    """What a save did: ``new``, ``changed``, ``unchanged`` or ``older``."""

    bill: str
    outcome: str
    changes: int = 0


@contextmanager
def open_writer(
    path: Path,
    command: str,
    ranks: Mapping[str, int],
    *,
    continuing: Collection[str] = (),
    today: date | None = None,
    now: str | None = None,
    run: int | None = None,
    wait: float = LOCK_SECONDS,
) -> Iterator["Writer"]:
    """The one writer of a database. ``ranks`` gives each source's rank by name, ``continuing``
    names those that continue a better one's history (``merge.SourceRecord``); ``run`` is a run to
    go on with, else a new one is noted. Raises as ``database.opened_for_writing`` does.
    """
    with opened_for_writing(path, command, wait) as connection:
        yield Writer(
            connection, command, ranks, continuing=continuing, today=today, now=now, run=run
        )


_OUTER: tuple[str, tuple[str, ...], str] = ("BEGIN IMMEDIATE", ("ROLLBACK",), "COMMIT")
_INNER: tuple[str, tuple[str, ...], str] = (
    "SAVEPOINT part",
    ("ROLLBACK TO part", "RELEASE part"),
    "RELEASE part",
)


class Writer:
    """Writes to one database under the lock; see ``open_writer``.

    ``now`` is the instant of this run (UTC), ``today`` the civil day stages are folded for.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        command: str,
        ranks: Mapping[str, int],
        *,
        continuing: Collection[str] = (),
        today: date | None = None,
        now: str | None = None,
        run: int | None = None,
    ) -> None:
        self.connection = connection
        self.ranks = ranks
        self._continuing = frozenset(continuing)
        self.today = today or sessions.today()
        self.now = now or sessions.utc_now()
        self._news = ChangeKind.CHANGE
        self._keys = {row[0] for row in connection.execute("SELECT key FROM bills")}
        self._added: list[str] = []
        self._kept_back: dict[str, list[tuple[Any, ...]]] = {}
        self._sessions = sessions.load_sessions()
        self.corrects = corrected_keys(connection)
        with self.transaction():
            self._save_jurisdictions()
            self._save_sessions()
            self.runs = RunStore(connection, command, self.now, run)
        self.run = self.runs.id
        self.documents = DocumentStore(connection, self.now, self.run)
        self.records = RecordStore(connection)
        self.hearings = HearingStore(connection, self.now)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """One unit of work, taken back whole where it fails; inside another, a part of it."""
        begin, undo, end = _OUTER
        if self.connection.in_transaction:
            begin, undo, end = _INNER
        kept = {table: len(rows) for table, rows in self._kept_back.items()}
        added = len(self._added)
        self.connection.execute(begin)
        try:
            yield
            if end == _OUTER[2]:
                self.flush()
        except BaseException:
            for statement in undo:
                self.connection.execute(statement)
            self._forget_since(kept, added)
            raise
        self.connection.execute(end)

    def _forget_since(self, kept: Mapping[str, int], added: int) -> None:
        """Drop what was kept back in a part that failed, and the bills it told us of."""
        for table, rows in self._kept_back.items():
            del rows[kept.get(table, 0) :]
        self._keys.difference_update(self._added[added:])
        del self._added[added:]

    @contextmanager
    def correcting(self) -> Iterator[None]:
        """While a new parser reads old documents, what differs is our correction, no news."""
        self._news = ChangeKind.CORRECTION
        try:
            yield
        finally:
            self._news = ChangeKind.CHANGE

    def _save_jurisdictions(self) -> None:
        """The legislatures that this program knows; a new one needs no step of the schema."""
        statement = upsert("jurisdictions", ("id", "name"), ("id",))
        self.connection.executemany(statement, [(one.id, one.name) for one in known()])

    def _save_sessions(self) -> None:
        names = ("jurisdiction", "session", "name", "starts", "last_passage", "last_signature",
                 "ends", "source", "origin_passage")  # fmt: skip
        statement = upsert("sessions", names, ("jurisdiction", "session"))
        rows = [[getattr(s, name) for name in names] for s in self._sessions.values()]
        self.connection.executemany(statement, rows)

    # -- bills -----------------------------------------------------------------------------

    def save_bill(self, bill: Bill, source: str, document: int | None = None) -> Saved:
        """Save one source's record of a bill and everything that follows from it.

        Raises ImplausibleDocument where a newer record loses more than a publisher takes back.
        """
        if not self.knows_bill(bill.key):
            [first] = build_first_saves([(bill, source)], self.today, self.now)
            return self.save_first(first, document)
        with self.transaction():
            return self._save_known(bill, content_of(bill), source, document)

    def knows_bill(self, key: str) -> bool:
        """Whether any source has told us of the bill."""
        return key in self._keys

    def save_first(self, first: FirstSave, document: int | None) -> Saved:
        """Save a bill that no source has told us of; it is written with its transaction."""
        if not self.connection.in_transaction:
            with self.transaction():
                return self.save_first(first, document)
        self._keys.add(first.key)
        self._added.append(first.key)
        for table, rows in first.rows.items():
            self._later(table, rows)
        self._later("source_records", [(*first.record, document)])
        self._later("bill_changes", [(*first.change, self.run, document)])
        if first.key in self.corrects:
            self.merge_again(first.key, ChangeKind.CORRECTION)
        return Saved(first.key, "new", 1)

    def _later(self, table: str, rows: Sequence[tuple[Any, ...]]) -> None:
        self._kept_back.setdefault(table, []).extend(rows)

    def flush(self) -> None:
        """Write what first saves kept back, each table's rows at once."""
        kept, self._kept_back = self._kept_back, {}
        # The search index begins a new segment with each row whose id is not larger.
        kept.get("bill_search", []).sort()
        for table, rows in kept.items():
            self.connection.executemany(FIRST_STATEMENTS[table], rows)

    def _save_known(
        self, bill: Bill, content: RecordContent, source: str, document: int | None
    ) -> Saved:
        self.flush()
        stored = self.source_record(bill.key, source)
        if stored and stored["data_as_of"] > bill.data_as_of:
            return Saved(bill.key, "older")
        if stored and bill.adds:
            earlier = bill_from_json(unpack(stored["record"]), stored["data_as_of"])
            bill = laid_over(earlier, bill)
            content = content_of(bill)
        if stored and stored["hash"] == content.hash:
            self._confirm_record(bill, source, stored["data_as_of"])
            return Saved(bill.key, "unchanged")
        if stored:
            refuse_implausible(bill_from_json(unpack(stored["record"]), ""), bill)
        return self.take_record(bill, source, document, content)

    def take_record(
        self, bill: Bill, source: str, document: int | None, content: RecordContent | None = None
    ) -> Saved:
        """Let a record stand for its source, whatever it said before; within a transaction."""
        content = content or content_of(bill)
        record = (bill.key, source, bill.data_as_of, content.hash, pack(content.text), document)
        self.connection.execute(STATEMENTS["source_records"], record)
        return self._save_merged(bill, source, document)

    def has_record(self, key: str, source: str) -> bool:
        """Whether this source has told us of the bill."""
        self.flush()
        return self.source_record(key, source) is not None

    def source_record(self, key: str, source: str) -> Any:
        """What a source says of a bill, as its row, or ``None``."""
        return self.connection.execute(
            "SELECT data_as_of, hash, record FROM source_records WHERE bill = ? AND source = ?",
            (key, source),
        ).fetchone()

    def _confirm_record(self, bill: Bill, source: str, stored: str) -> None:
        """The same content for a later day: the source confirms it, nothing else moves."""
        if bill.data_as_of > stored:
            self.connection.execute(
                "UPDATE source_records SET data_as_of = ? WHERE bill = ? AND source = ?",
                (bill.data_as_of, bill.key, source),
            )
            self.confirm(source, bill.key, bill.data_as_of)

    def _records(self, key: str, but: str = "") -> list[SourceRecord]:
        """Every source's record of a bill; ``but`` names one that is at hand already."""
        rows = self.connection.execute(
            "SELECT source, data_as_of, record FROM source_records WHERE bill = ? AND source <> ?",
            (key, but),
        )
        return [
            self._as_record(row["source"], bill_from_json(unpack(row["record"]), row["data_as_of"]))
            for row in rows
        ]

    def _as_record(self, source: str, bill: Bill) -> SourceRecord:
        rank = self.ranks.get(source, 0)
        return SourceRecord(source, rank, bill, continues=source in self._continuing)

    def _save_merged(self, bill: Bill, source: str, document: int | None) -> Saved:
        key = bill.key
        record = self._as_record(source, bill)
        merged = self._corrected(merge([record, *self._records(key, but=source)]))
        old = read_state(self.connection, key) or {}
        new = self._new_state(merged, old)
        changes = list(diff(old, new))
        if changes:
            self._write_state(merged, new, old, changes)
            kinds = change_kinds(changes, old, new, self.ranks, self._news)
            self._write_changes(key, changes, kinds, document)
        self._save_disagreements(key, merged)
        return Saved(key, "changed" if changes else "unchanged", len(changes))

    def _corrected(self, merged: Merged) -> Merged:
        """A person's correction stands above every source."""
        return set_right(merged, read_corrections(self.connection, merged.bill.key))

    def _progress(self, bill: Bill) -> BillProgress:
        session = self._sessions.get((bill.jurisdiction, bill.session))
        return fold_bill(bill, self.today, session, self._data_through(bill))

    def _data_through(self, bill: Bill) -> str:
        row = self.connection.execute(
            "SELECT max(checked_at) FROM checks WHERE bill = ?", (bill.key,)
        ).fetchone()
        return max(bill.data_as_of, row[0] or "")

    def _new_state(self, merged: Merged, old: State) -> State:
        state: State = {SCALARS: scalars(merged, self._progress(merged.bill))}
        for table in CHILD_TABLES:
            if rows := child_rows(table, merged, old, self.today):
                state[table.part] = dict(rows)
        return state

    def _write_state(
        self, merged: Merged, new: State, old: State, changes: list[FieldChange]
    ) -> None:
        bill = merged.bill
        for table, rows in state_rows(bill, new, merged.source, self.now).items():
            self.connection.executemany(STATEMENTS[table], rows)
        for child in CHILD_TABLES:
            kept, before = new.get(child.part, {}), old.get(child.part, {})
            self.connection.executemany(
                f"DELETE FROM {child.table} WHERE bill = ? AND row_key = ?",
                [(bill.key, row_key) for row_key in before if row_key not in kept],
            )
        touched = {change.field.partition(":")[0] for change in changes}
        if touched & search_index.INDEXED_FIELDS:
            search_index.index_bill(self.connection, bill)

    def _write_changes(
        self,
        key: str,
        changes: list[FieldChange],
        kinds: Iterable[ChangeKind],
        document: int | None,
    ) -> None:
        self.connection.executemany(
            STATEMENTS["bill_changes"],
            [
                (key, c.field, c.old, c.new, c.record, self.now, kind.value, self.run, document)
                for c, kind in zip(changes, kinds, strict=True)
            ],
        )

    def _save_disagreements(self, key: str, merged: Merged) -> None:
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

    def settle_calendar(self) -> int:
        """Write, once, every stage that the calendar alone has moved; returns how many."""
        moved = self.connection.execute(
            "SELECT key FROM bills b JOIN bills_today t USING (key) WHERE b.final = 0 AND "
            "((b.stage, b.alive) IS NOT (t.stage, t.alive) OR "
            # Signed, and stored before a signature counted as law.
            "(b.reached = 'to_executive' AND EXISTS (SELECT 1 FROM actions a WHERE a.bill = b.key "
            "AND instr(a.classification, 'executive-signature'))))"
        ).fetchall()
        for (key,) in moved:
            with self.transaction():
                self._settle(key)
        return len(moved)

    def _settle(self, key: str) -> None:
        merged = self._corrected(merge(self._records(key)))
        old = read_state(self.connection, key) or {}
        new = {**old, SCALARS: scalars(merged, self._progress(merged.bill))}
        changes = list(diff(old, new))
        if changes:
            self._write_state(merged, new, old, changes)
            self._write_changes(key, changes, [ChangeKind.CALENDAR] * len(changes), None)

    def merge_again(self, key: str, kind: ChangeKind) -> None:
        """Work a bill out anew from its records after something was decided on it."""
        self.flush()
        if state := read_state(self.connection, key):
            self.refold(key, state, state, kind)

    def refold(
        self, key: str, told: State, kept: State, kind: ChangeKind = ChangeKind.CORRECTION
    ) -> None:
        """Work a bill out anew from its records. ``told`` is the state that its history tells,
        ``kept`` the rows to go on from; what then differs is a change of that kind."""
        merged = self._corrected(merge(self._records(key)))
        new = self._new_state(merged, kept)
        changes = list(diff(told, new))
        self._write_state(merged, new, read_state(self.connection, key) or {}, changes)
        self._write_changes(key, changes, [kind] * len(changes), None)
        self._save_disagreements(key, merged)

    def confirm(self, source: str, key: str, checked_at: str) -> None:
        """The source confirmed the bill as we have it; its row is not rewritten. Nobody confirmed
        anything on a day to come."""
        if is_to_come(checked_at, self.now):
            return
        self.connection.execute(
            "INSERT INTO checks VALUES (?, ?, ?) ON CONFLICT (source, bill) DO UPDATE SET "
            "checked_at = excluded.checked_at WHERE excluded.checked_at > checked_at",
            (source, key, checked_at),
        )
