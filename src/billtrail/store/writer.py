"""The one writer of a database: guarded writes, history on every change.

``open_writer`` takes the lock beside the file, brings the schema up and gives a ``Writer``. A bill
is saved whole in one transaction: its source record, the merge of all its records, the rows that
changed, and what changed as ``bill_changes``. What stands beside the bills has stores of its own.
"""

import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from billtrail.bills.doubts import without_repetitions
from billtrail.bills.models import Bill
from billtrail.bills.stages import BillProgress, fold_bill
from billtrail.campaigns.staff_files import corrections_of
from billtrail.files import KeyedRows
from billtrail.legislatures import ChangeKind
from billtrail.legislatures.calendar import sessions

from .bill_rows import (
    CHILD_TABLES,
    FIRST_STATEMENTS,
    SCALARS,
    STATEMENTS,
    DoubtStore,
    FirstSave,
    Merged,
    RecordContent,
    RecordEditStore,
    RollCallStore,
    SourceRecord,
    State,
    StateStore,
    StoredRecord,
    Word,
    build_first_saves,
    change_kinds,
    child_rows,
    content_of,
    corrected_keys,
    diff,
    laid_over,
    merge,
    read_records,
    read_state,
    scalars,
    set_right,
    tells_all_steps,
    with_roll_calls,
    write_rows,
)
from .clocks import is_to_come
from .database import LOCK_SECONDS, opened_for_writing, save_legislature, save_legislatures
from .documents import DocumentStore
from .floor import FloorStore
from .hearings import HearingStore
from .packed import pack
from .people_and_analyses import RecordStore
from .prints import PrintStore
from .runs import RunStore


@dataclass(frozen=True, slots=True)
class Saved:
    """What a save did: ``new``, ``changed``, ``unchanged``, ``older`` or ``in doubt``."""

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
        self.news = ChangeKind.CHANGE
        self._added: list[str] = []
        self._kept_back: dict[str, list[tuple[Any, ...]]] = {}
        self.corrects = corrected_keys(connection)
        self._places: set[str] = set()
        with self.transaction():
            save_legislatures(connection)
            self.runs = RunStore(connection, command, self.now, run)
        self.run = self.runs.id
        self.documents = DocumentStore(connection, self.now, self.run)
        self.doubts = DoubtStore(connection, self.now)
        self.states = StateStore(connection, self.now, self.run, self.doubts)
        self.edits = RecordEditStore(connection, self.now)
        self.records = RecordStore(connection)
        self.prints = PrintStore(connection)
        self.hearings = HearingStore(connection, self.now, ranks)
        self.roll_calls = RollCallStore(connection)
        self.floor = FloorStore(connection, self.now)

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
        for key in self._added[added:]:
            self._keys.discard(key)
        del self._added[added:]

    @contextmanager
    def correcting(self) -> Iterator[None]:
        """While a new parser reads old documents, what differs is our correction, no news."""
        self.news = self.floor.kind = ChangeKind.CORRECTION
        try:
            yield
        finally:
            self.news = self.floor.kind = ChangeKind.CHANGE

    # -- bills -----------------------------------------------------------------------------

    def save_bill(self, bill: Bill, source: str, document: int | None = None) -> Saved:
        """Save one source's record of a bill and everything that follows from it, or put it in
        doubt where it loses what a publisher seldom takes back."""
        if not self.knows_bill(bill.key):
            [first] = build_first_saves([(bill, source)], self.today, self.now)
            return self.save_first(first, document)
        with self.transaction():
            return self._save_known(without_repetitions(bill), source, document)

    @cached_property
    def _keys(self) -> set[str]:
        """Of all bills; read once something is to be saved, which is not so at most decisions."""
        return {row[0] for row in self.connection.execute("SELECT key FROM bills")}

    def knows_bill(self, key: str) -> bool:
        """Whether any source has told us of the bill."""
        return key in self._keys

    def save_first(self, first: FirstSave, document: int | None) -> Saved:
        """Save a bill that no source has told us of; it is written with its transaction."""
        if not self.connection.in_transaction:
            with self.transaction():
                return self.save_first(first, document)
        self._know_place(first.key.partition("-")[0])
        self._keys.add(first.key)
        self._added.append(first.key)
        if "doubts" in first.rows:
            self.doubts.bills.add(first.key)
            self.doubts.raised.add(first.key)
        for table, rows in first.rows.items():
            self._later(table, rows)
        self._later("source_records", [(*first.record, document)])
        self._later("bill_changes", [(*first.change, self.run, document)])
        votes = (row[1] for row in first.rows.get("votes", ()))
        if first.key in self.corrects or self.roll_calls.has_any_of(first.key, votes):
            self.merge_again(first.key, ChangeKind.CORRECTION)
        return Saved(first.key, "new", 1)

    def _know_place(self, id: str) -> None:
        """The row of a legislature from data, written with its first bill."""
        if id not in self._places:
            save_legislature(self.connection, id)
            self._places.add(id)

    def _later(self, table: str, rows: Sequence[tuple[Any, ...]]) -> None:
        self._kept_back.setdefault(table, []).extend(rows)

    def flush(self) -> None:
        """Write what first saves kept back, each table's rows at once."""
        kept, self._kept_back = self._kept_back, {}
        # The search index begins a new segment with each row whose id is not larger.
        kept.get("bill_search", []).sort()
        for table, rows in kept.items():
            write_rows(self.connection, table, rows, FIRST_STATEMENTS)

    def _save_known(self, bill: Bill, source: str, document: int | None) -> Saved:
        self.flush()
        stored = self.source_record(bill.key, source)
        if stored is None:
            return self.take_record(bill, source, document, first=True)
        if self._is_older(bill, document, stored):
            return Saved(bill.key, "older")
        if bill.adds:
            return self._save_news(bill, source, document, stored)
        content = content_of(bill)
        if stored.hash == content.hash:
            self._note_said_again(source, Word(bill, document))
            said = self.doubts.confirmed(bill.key, source, bill.data_as_of)
            return self._confirm_record(bill, source, stored, said)
        if self._is_our_reading(bill.key, stored, document):
            return self.take_record(bill, source, document, content)
        return self._weigh(bill, source, document, stored)

    def _is_older(self, bill: Bill, document: int | None, stored: StoredRecord) -> bool:
        """Whether a record is older than the one we have: by its day, or by its file's where it has
        no day but those of its steps."""
        if not bill.dated_by_steps:
            return bill.data_as_of < stored.data_as_of
        return document is not None and self.documents.is_overtaken(document)

    def _weigh(self, bill: Bill, source: str, document: int | None, stored: StoredRecord) -> Saved:
        """Save what of a newer record is taken; where it is in doubt, that shows."""
        earlier = self._stored(source, stored)
        self._note_edits(source, Word(earlier.bill, stored.document), Word(bill, document))
        taken = self.doubts.weigh(earlier, bill, document, self.records_of(bill.key, but=source))
        if taken is None:
            self.merge_again(bill.key, self.news)
            return Saved(bill.key, "in doubt")
        content = content_of(taken)
        if stored.hash == content.hash:
            return self._confirm_record(taken, source, stored, True)
        return self.take_record(taken, source, document, content, earlier)

    def _save_news(
        self, news: Bill, source: str, document: int | None, stored: StoredRecord
    ) -> Saved:
        """News takes nothing away and is not in doubt, but where it tells all steps anew."""
        earlier = self._stored(source, stored)
        if tells_all_steps(earlier.bill, news):
            return self._weigh(laid_over(earlier.bill, news), source, document, stored)
        bill = laid_over(earlier.bill, news)
        self._note_edits(source, Word(earlier.bill, stored.document), Word(bill, document))
        self.doubts.lay_over(earlier.bill, news, source)
        content = content_of(bill)
        if stored.hash == content.hash:
            return self._confirm_record(bill, source, stored, bill.key in self.doubts.bills)
        return self.take_record(bill, source, document, content, earlier)

    def _note_edits(self, source: str, stored: Word, told: Word) -> None:
        """Keep what a source says otherwise than in its last word, be that taken or in doubt."""
        if self.news == ChangeKind.CORRECTION:
            return
        waiting = self.doubts.waiting(told.bill.key, source)
        last = Word(waiting.bill, waiting.document) if waiting else stored
        if last.bill.data_as_of <= told.bill.data_as_of or told.bill.dated_by_steps:
            self.edits.save(source, last, told)

    def _note_said_again(self, source: str, told: Word) -> None:
        """What we hold is said again after another word, which waits."""
        if self.doubts.waiting(told.bill.key, source):
            self._note_edits(source, told, told)

    def _is_our_reading(self, key: str, stored: StoredRecord, document: int | None) -> bool:
        """Whether a record differs because the same document is read otherwise now."""
        if self.news == ChangeKind.CORRECTION:
            return True
        in_doubt = {row.document for row in self.doubts.rows(key) if row.is_open}
        return document is not None and document == stored.document not in in_doubt

    def take_record(
        self,
        bill: Bill,
        source: str,
        document: int | None,
        content: RecordContent | None = None,
        earlier: SourceRecord | None = None,
        *,
        first: bool = False,
    ) -> Saved:
        """Let a record stand for its source, in place of its ``earlier`` one, whatever that said;
        within a transaction. ``first``: there is none. A secondary source's fills what others do
        not speak of."""
        content = content or content_of(bill)
        row = (bill.key, source, bill.data_as_of, content.hash, pack(content.text), document)
        self.connection.execute(STATEMENTS["source_records"], row)
        record, others = self._as_record(source, bill), self.records_of(bill.key, but=source)
        self.doubts.note_ends([record, *others], earlier)
        fills = first and record.is_secondary
        saved = self._save_merged([record, *others], document, fills=fills)
        self._take_agreed(record, others)
        return saved

    def _take_agreed(self, record: SourceRecord, others: Sequence[SourceRecord]) -> None:
        """Take what other sources said that waited for such a second word."""
        for one in [*self.doubts.agreed(record, others)]:
            self.take_record(one.bill, one.source, one.document)

    def has_record(self, key: str, source: str) -> bool:
        """Whether this source has told us of the bill."""
        self.flush()
        return self.source_record(key, source) is not None

    def source_record(self, key: str, source: str) -> Any:
        """What a source says of a bill, as a ``StoredRecord``, or ``None``."""
        found = read_records(self.connection, "bill = ? AND source = ?", (key, source))
        return found[0] if found else None

    def _confirm_record(
        self, bill: Bill, source: str, stored: StoredRecord, doubts_moved: bool
    ) -> Saved:
        """The same content for a later day: the source confirms it, nothing else moves."""
        if bill.data_as_of > stored.data_as_of:
            self.connection.execute(
                "UPDATE source_records SET data_as_of = ? WHERE bill = ? AND source = ?",
                (bill.data_as_of, bill.key, source),
            )
            self.confirm(source, bill.key, bill.data_as_of)
        if doubts_moved:
            self.merge_again(bill.key, self.news)
        if bill.key in self.doubts.bills:
            record = self._as_record(source, bill)
            self._take_agreed(record, self.records_of(bill.key, but=source))
        return Saved(bill.key, "unchanged")

    def records_of(self, key: str, but: str = "") -> list[SourceRecord]:
        """Every source's record of a bill; ``but`` names one that is at hand already."""
        rows = read_records(self.connection, "bill = ? AND source <> ?", (key, but))
        return [self._stored(row.source, row) for row in rows]

    def _stored(self, source: str, row: StoredRecord) -> SourceRecord:
        return self._as_record(source, row.told())

    def _as_record(self, source: str, bill: Bill) -> SourceRecord:
        return SourceRecord(source, self.ranks.get(source, 0), bill, source in self._continuing)

    def _save_merged(
        self, records: Sequence[SourceRecord], document: int | None, *, fills: bool = False
    ) -> Saved:
        key, merged = records[0].bill.key, self.merged(records)
        old = read_state(self.connection, key) or {}
        new = self.state_of(merged, old)
        changes = list(diff(old, new))
        if changes:
            shipped = self.states.shipped_over(key, records[0].source)
            reworded = self.edits.reworded(key)
            kinds = change_kinds(
                changes, old, new, self.ranks, self.news, shipped, reworded, fills=fills
            )
            self.states.write(merged, new, old, changes)
            self.states.write_changes(key, changes, kinds, document)
        self.states.save_disagreements(key, merged)
        return Saved(key, "changed" if changes else "unchanged", len(changes))

    def merged(self, records: Sequence[SourceRecord]) -> Merged:
        """The bill of all records, without the ends that are in doubt; a person's correction
        stands above every source."""
        found = merge([self.doubts.credible(record) for record in records])
        found = with_roll_calls(found, self.roll_calls.of(found.bill))
        key = found.bill.key
        right = set_right(found, corrections_of(KeyedRows(self.connection, [key]), key))
        return replace(right, in_doubt=self.doubts.words(key))

    def progress_of(self, bill: Bill) -> BillProgress:
        """Where a merged bill stands today."""
        session = sessions.session_named(bill.jurisdiction, bill.session)
        return fold_bill(bill, self.today, session, self._data_through(bill))

    def _data_through(self, bill: Bill) -> str:
        row = self.connection.execute(
            "SELECT max(checked_at) FROM checks WHERE bill = ?", (bill.key,)
        ).fetchone()
        return max(bill.data_as_of, row[0] or "")

    def state_of(self, merged: Merged, old: State) -> State:
        """The state of a merged bill whose state was ``old``."""
        state: State = {SCALARS: scalars(merged, self.progress_of(merged.bill))}
        for table in CHILD_TABLES:
            if rows := child_rows(table, merged, old, self.today):
                state[table.part] = dict(rows)
        return state

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
        merged = self.merged(self.records_of(key))
        new = self.state_of(merged, kept)
        changes = list(diff(told, new))
        self.states.write(merged, new, read_state(self.connection, key) or {}, changes)
        self.states.write_changes(key, changes, [kind] * len(changes), None)
        self.states.save_disagreements(key, merged)

    def reaffirm(self, source: str, key: str, checked_at: str) -> None:
        """The source gives the very record that was taken last: nothing is missing of it."""
        if self.doubts.waiting(key, source):
            stored = self.source_record(key, source)
            bill = replace(self._stored(source, stored).bill, data_as_of=checked_at)
            self._note_said_again(source, Word(bill, stored.document))
        if self.doubts.confirmed(key, source, checked_at, file=True):
            self.merge_again(key, ChangeKind.CHANGE)

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
