"""The ledger of the record: what a source said of a bill and says otherwise, kept for good.

It stands beside ``bill_changes``, which is the bill's own history, and never becomes news. A first
record of a source is no edit, nor is what only our program reads otherwise. The same edit is
written once, however often its documents are read again.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from billtrail.bills.models import Bill
from billtrail.bills.record_edits import EditKind, RecordEdit, compare
from billtrail.legislatures.calendar import day_of
from billtrail.scrapers import find_source

from ..sql import insert

#: Longer than so many days unlooked at, and how late a step came is not known well enough.
_KNOWN_WITHIN = 3

_EDITS = ("part", "kind", "before", "after", "date_before", "date_after")
_SAVE = insert("record_edits", ("bill", "source", *_EDITS, "days", "said_until", "data_as_of",
                                "seen_at", "document"))  # fmt: skip
_ARRIVED = "INSERT OR IGNORE INTO arrivals VALUES (?, ?, ?, ?, ?, ?, ?)"

#: A fact: its part, the day it gives, its text.
_Fact = tuple[str, str | None, str]


class Word(NamedTuple):
    """A record of a source and the document it was read from."""

    bill: Bill
    document: int | None


class RecordEditStore:
    """Saves edits through one connection; ``now`` is the instant of the run (UTC)."""

    def __init__(self, connection: sqlite3.Connection, now: str) -> None:
        self.connection = connection
        self.now = now

    def save(self, source: str, before: Word, after: Word) -> None:
        """What a source's newer word says otherwise than its last one."""
        publisher = find_source(source)
        if publisher is None or not publisher.official or not self._read_alike(before, after):
            return
        bill, said_until = after.bill, self._said_until(source, before.bill)
        told = self._told(bill.key, source)
        gone = {fact for fact, said in told.items() if not said}
        found = compare(before.bill, bill, gone, said_until, publisher.rhythm)
        last_on, first_on = day_of(said_until), day_of(max(bill.data_as_of, said_until))
        self.connection.executemany(_SAVE, [
            (bill.key, source, *edit, _days_late(edit, first_on), said_until, bill.data_as_of,
             self.now, after.document)
            for edit in _untold(found.edits, told)
        ])  # fmt: skip
        if _days(last_on, first_on) <= _KNOWN_WITHIN:
            came = [(bill.key, source, *one, last_on, first_on) for one in found.arrivals]
            self.connection.executemany(_ARRIVED, came)

    def reworded(self, key: str) -> frozenset[tuple[str | None, str]]:
        """The steps (day, text) of a bill of which the last that was seen is that they got other
        words: as they were, and as they are."""
        rows = self.connection.execute(
            "SELECT kind, date_before, before, date_after, after FROM record_edits "
            "WHERE bill = ? AND part = 'actions' ORDER BY id",
            (key,),
        )
        last = {fact: kind for kind, *said in rows for fact in (tuple(said[:2]), tuple(said[2:]))}
        return frozenset(fact for fact, kind in last.items() if kind == EditKind.EDITED)

    def _read_alike(self, before: Word, after: Word) -> bool:
        """Whether one parser read both: what another makes of the same file is no edit."""
        if before.document is None or after.document is None:
            return True
        versions = self.connection.execute(
            "SELECT count(DISTINCT parser_version) FROM documents WHERE id IN (?, ?)",
            (before.document, after.document),
        ).fetchone()
        return bool(versions[0] < 2)

    def _said_until(self, source: str, before: Bill) -> str:
        """The last instant at which the source was known to say what it said before."""
        checked = self.connection.execute(
            "SELECT checked_at FROM checks WHERE source = ? AND bill = ?", (source, before.key)
        ).fetchone()
        return max(before.data_as_of, checked[0] if checked else "")

    def _told(self, key: str, source: str) -> dict[_Fact, bool]:
        """The facts of the ledger, and whether by its last word each is said."""
        rows = self.connection.execute(
            f"SELECT {', '.join(_EDITS)} FROM record_edits WHERE bill = ? AND source = ? "
            "ORDER BY id",
            (key, source),
        )
        edits = [RecordEdit(row[0], EditKind(row[1]), *row[2:]) for row in map(tuple, rows)]
        return {fact: said for edit in edits for fact, said in _facts(edit)}


def _facts(edit: RecordEdit) -> Iterator[tuple[_Fact, bool]]:
    """The facts of an edit, and whether they are said after it; how long a list is is none."""
    if edit.kind is not EditKind.SHORTENED:
        if edit.before is not None:
            yield (edit.part, edit.date_before, edit.before), False
        if edit.after is not None:
            yield (edit.part, edit.date_after, edit.after), True


def _untold(edits: Iterable[RecordEdit], told: Mapping[_Fact, bool]) -> list[RecordEdit]:
    """The edits that the ledger does not have yet; a list is shorter where rows of it went."""
    new = [one for one in edits if any(told.get(fact) is not said for fact, said in _facts(one))]
    shorter = {one.part for one in new if one.kind is EditKind.WITHDRAWN}
    lists = [one for one in edits if one.kind is EditKind.SHORTENED and one.part in shorter]
    return lists + new


def _days_late(edit: RecordEdit, first_on: str) -> int | None:
    is_late = edit.kind is EditKind.LATE
    return _days(edit.date_after, first_on) if is_late and edit.date_after else None


def _days(first: str, last: str) -> int:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days
