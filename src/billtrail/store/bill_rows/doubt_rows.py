"""Doubts as they come, settle themselves and come again; what a person decides is in ``doubts``.

A record that loses something waits whole, and the last good one stands. It is taken when its
publisher says so on two days, or another source agrees; what a person refused is put back into
every later record. An end that its record does not carry is left out of the merge while it waits.
"""

import hashlib
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any, NamedTuple

import orjson

from billtrail.bills.doubts import (
    SPONSOR,
    Doubted,
    DoubtedEnds,
    doubted_ends,
    ends_earlier,
    losses,
    restored,
    with_unspoken,
    without_ends,
)
from billtrail.bills.models import Bill
from billtrail.legislatures.calendar import sessions
from billtrail.scrapers import must_carry_ends
from billtrail.words.doubts import WHY, doubted_words

from ..packed import pack, unpack
from .merge import SourceRecord, laid_over
from .rows import bill_from_json, part_values, record_json

OUT, IN = "out", "in"
#: The columns of a new doubt.
NAMES = ("bill", "source", "way", "what", "data_as_of", "since", "hash", "record", "document",
         "says", "why", "state", "times")  # fmt: skip


class DoubtRow(NamedTuple):
    """One doubt of a bill; its columns as in ``schema``."""

    id: int
    source: str
    way: str
    what: tuple[Doubted, ...]
    data_as_of: str
    since: str
    hash: str
    record: bytes
    document: int | None
    why: str
    state: str
    by: str | None
    times: int

    @property
    def bill(self) -> Bill:
        """The record in doubt."""
        return bill_from_json(unpack(self.record), self.data_as_of)

    @property
    def is_open(self) -> bool:
        return self.state == "open"

    @property
    def waits(self) -> bool:
        """Whether its whole record is not taken; of a lost sponsor all else is."""
        return self.way == OUT and self.what[0].kind != SPONSOR


def doubt_values(
    bill: Bill, source: str, way: str, what: Sequence[Doubted], why: str, text: bytes, now: str
) -> dict[str, Any]:
    """A new doubt as its columns; ``text`` is the record's JSON text."""
    return {
        "bill": bill.key, "source": source, "way": way, "data_as_of": bill.data_as_of,
        "what": orjson.dumps([asdict(one) for one in what]).decode(), "since": now,
        "hash": hashlib.sha256(text).hexdigest(), "record": pack(text), "document": None,
        "says": doubted_words(what, way, bill.jurisdiction), "why": WHY[why], "state": "open",
        "times": 1,
    }  # fmt: skip


class DoubtStore:
    """Raises and settles doubts through one connection; ``now`` is the instant of the run (UTC)."""

    def __init__(self, connection: sqlite3.Connection, now: str) -> None:
        self.connection = connection
        self.now = now
        #: The bills of which something came into doubt in this run, and still is.
        self.raised: set[str] = set()
        #: The bills of which anything was ever in doubt: of all others nothing needs to be asked.
        self.bills = {row[0] for row in connection.execute("SELECT DISTINCT bill FROM doubts")}

    def weigh(
        self, old: SourceRecord, new: Bill, document: int | None, others: Sequence[SourceRecord]
    ) -> Bill | None:
        """What of a source's newer record is taken: it, with what stays put back; ``None``: it
        waits."""
        rows = self.rows(new.key, old.source)
        held = without_ends(old.bill, self._doubted_of(old, others, rows))
        kept = self._with_sponsor(held, with_unspoken(held, new), document, old.source, rows)
        lost = losses(held, kept)
        if lost and any(row.state == "refused" and not losses(row.bill, kept) for row in rows):
            kept, lost = restored(held, kept, lost), ()
        waiting = self.waiting(new.key, old.source)
        if not lost:
            self._settle(waiting, "gone")
            return kept
        if waiting and not losses(waiting.bill, kept) and self._is_later(waiting, kept):
            self._settle(waiting, "taken", "said again", again=True)
            return kept
        if by := next((one for one in others if _agrees(held, lost, kept, one.bill)), None):
            self._settle(waiting, "taken", f"{by.source} says the same")
            return kept
        why = "earlier" if ends_earlier(held, kept) else "once"
        self._raise(kept, old.source, OUT, lost, why, document, waiting)
        return None

    def lay_over(self, held: Bill, news: Bill, source: str) -> None:
        """A record of what is new is laid over the one that waits too. It says nothing of what it
        does not list; the wait is over where it lists what was missing."""
        for row in self.rows(news.key, source):
            if row.is_open and row.waits:
                told = laid_over(row.bill, news)
                lost = losses(held, told)
                if not lost:
                    self._settle(row, "gone")
                else:
                    self._raise(told, source, OUT, lost, "once", row.document, row)

    def _with_sponsor(
        self, held: Bill, new: Bill, document: int | None, source: str, rows: Sequence[DoubtRow]
    ) -> Bill:
        """The record with the last sponsor known where it names none; that it does is noted."""
        open_ = next((r for r in rows if r.is_open and r.way == OUT and not r.waits), None)
        lost = [one for one in losses(held, new) if one.kind == SPONSOR]
        if not lost:
            if new.sponsorships is not None:
                self._settle(open_, "gone")
            return new
        if not any(row.state == "refused" and tuple(lost) == row.what for row in rows):
            self._raise(new, source, OUT, lost, "sponsor", document, open_)
        return restored(held, new, lost)

    def agreed(self, record: SourceRecord, others: Sequence[SourceRecord]) -> Iterator[DoubtRow]:
        """The waiting records of other sources that this one agrees with, now settled."""
        if record.bill.key not in self.bills:
            return
        for other in others:
            for row in self.rows(record.bill.key, other.source):
                if (
                    row.is_open
                    and row.waits
                    and _agrees(other.bill, losses(other.bill, row.bill), row.bill, record.bill)
                ):
                    self._settle(row, "taken", f"{record.source} says the same")
                    yield row

    def confirmed(self, key: str, source: str, data_as_of: str, *, file: bool = False) -> bool:
        """The source says what we have of it: nothing is missing of it any more, and an end that
        only our earlier data spoke against is said again. Whether anything moved by that. ``file``:
        it has the file that was taken last, which may name no sponsor."""
        if key not in self.bills:
            return False
        open_ = [row for row in self.rows(key, source)
                 if row.is_open and not (file and row.way == OUT and not row.waits)]  # fmt: skip
        for row in open_:
            if row.way == OUT:
                self._settle(row, "gone")
            elif _is_provisional(row) and self._is_later(row, data_as_of):
                self._settle(row, "taken", "said again", again=True)
        return bool(open_)

    # -- the way in -------------------------------------------------------------------------------

    def note_ends(self, records: Sequence[SourceRecord], earlier: SourceRecord | None) -> None:
        """Note which ends of the records are in doubt now, each beside the others; ``earlier`` is
        what the first of them replaces."""
        for n, record in enumerate(records):
            others = [one.bill for one in records if one is not record]
            rows = [row for row in self.rows(record.bill.key, record.source) if row.way == IN]
            before = None if n or earlier is None else without_ends(earlier.bill, _open_ends(rows))
            found = doubted_ends(record.bill, None, others, before)
            bound = must_carry_ends(record.source, record.bill)
            self._note_ends(record, found if bound else None, rows)

    def note_stored(self, records: Sequence[SourceRecord]) -> None:
        """Note which ends are in doubt of records that an older program took as they were; what
        was ever asked about a bill is not asked again."""
        if not any(row.way == IN for row in self.rows(records[0].bill.key)):
            self.note_ends(records, None)

    def _note_ends(
        self, record: SourceRecord, found: DoubtedEnds | None, rows: Sequence[DoubtRow]
    ) -> None:
        open_ = next((row for row in rows if row.is_open), None)
        if open_ and _is_provisional(open_) and _has(record.bill, open_.what):
            if self._is_later(open_, record.bill.data_as_of):
                self._settle(open_, "taken", "said again", again=True)
        elif found and not any(row.what == found.what and row.by for row in rows):
            self._raise(record.bill, record.source, IN, found.what, found.why, None, open_)
        elif open_:
            self._settle(open_, *_CARRIED[_has(record.bill, open_.what)])

    def credible(self, record: SourceRecord) -> SourceRecord:
        """The record without the ends that are in doubt, or that a person refused."""
        ends = _open_ends(self.rows(record.bill.key, record.source))
        return replace(record, bill=without_ends(record.bill, ends)) if ends else record

    def waiting(self, key: str, source: str) -> DoubtRow | None:
        """The record of a source that waits whole: its last word, though not taken yet."""
        return next((row for row in self.rows(key, source) if row.is_open and row.waits), None)

    def words(self, key: str) -> str | None:
        """What is said of a bill that is not taken yet."""
        if key not in self.bills:
            return None
        rows = self.connection.execute(
            "SELECT says FROM doubts WHERE bill = ? AND state = 'open' ORDER BY since, id", (key,)
        )
        return "; ".join(row[0] for row in rows) or None

    def flaps(self, key: str) -> bool:
        """Whether what is in doubt of a bill was said and taken back before."""
        return key in self.bills and any(row.times > 1 for row in self.rows(key))

    # -- rows -------------------------------------------------------------------------------------

    def rows(self, key: str, source: str | None = None) -> list[DoubtRow]:
        """The doubts of a bill (by one source), the newest first."""
        if key not in self.bills:
            return []
        found = self.connection.execute(
            f"SELECT {', '.join(DoubtRow._fields)} FROM doubts WHERE bill = ? AND "
            "(? IS NULL OR source = ?) ORDER BY id DESC",
            (key, source, source),
        )
        return [DoubtRow(**{**dict(row), "what": Doubted.read(row["what"])}) for row in found]

    def _raise(
        self, bill: Bill, source: str, way: str, what: Sequence[Doubted], why: str,
        document: int | None, open_: DoubtRow | None,
    ) -> None:  # fmt: skip
        """Put a record in doubt: anew, again, or as the one that is already."""
        values = doubt_values(bill, source, way, what, why, _text(bill), self.now)
        values["document"] = document
        again = open_ or next(
            (r for r in self.rows(bill.key, source)
             if r.state == "gone" and (r.way, r.what) == (way, tuple(what))), None,
        )  # fmt: skip
        self.bills.add(bill.key)
        if open_ is None:
            self.raised.add(bill.key)
        if again is None:
            self._write(f"INSERT INTO doubts ({', '.join(NAMES)}) VALUES "
                        f"({', '.join(f':{name}' for name in NAMES)})", values)  # fmt: skip
            return
        values |= {"times": again.times + (not again.is_open)}
        if values["times"] > 1:
            values["why"] = WHY["flaps"].format(times=values["times"])
        if again.is_open and again.what == tuple(what) and again.since <= self.now:
            values |= {"since": again.since, "data_as_of": again.data_as_of, "why": again.why}
        sets = ", ".join(f"{name} = :{name}" for name in NAMES)
        self._write(
            f"UPDATE doubts SET {sets}, decided_at = NULL, reason = NULL WHERE id = :id",
            values | {"id": again.id},
        )

    def _settle(
        self, row: DoubtRow | None, state: str, reason: str = "", *, again: bool = False
    ) -> None:
        if row is not None:
            self._write(
                "UPDATE doubts SET state = :state, decided_at = :now, reason = :reason, "
                "said_again = coalesce(:again, said_again) WHERE id = :id",
                {"state": state, "now": self.now, "reason": reason, "id": row.id,
                 "again": self.now if again else None},
            )  # fmt: skip
            if self.raised and not self.words(key := row.bill.key):
                self.raised.discard(key)

    def _write(self, statement: str, values: Mapping[str, Any]) -> None:
        self.connection.execute(statement, values)

    def _is_later(self, row: DoubtRow, new: Bill | str) -> bool:
        """Whether what is said now is said on another day than the doubt's: by our clock, or by
        the day that the publisher's own file speaks for."""
        speaks_for = new if isinstance(new, str) else new.data_as_of
        today = sessions.day_of(self.now)
        return today > sessions.day_of(row.since) or speaks_for[:10] > row.data_as_of[:10]

    def _doubted_of(
        self, old: SourceRecord, others: Sequence[SourceRecord], rows: Sequence[DoubtRow]
    ) -> list[Doubted]:
        """The ends of a stored record that were never taken: their loss is none."""
        found = doubted_ends(old.bill, None, [one.bill for one in others])
        accepted = {one for row in rows if row.state == "taken" and row.by for one in row.what}
        ends = (*(found.what if found else ()), *_open_ends(rows))
        return [one for one in ends if one not in accepted]


#: Whether a record still tells an end that nothing speaks against -> what became of the doubt.
_CARRIED = {True: ("taken", "its record carries it now"), False: ("gone", "")}


def _open_ends(rows: Sequence[DoubtRow]) -> list[Doubted]:
    """The ends that are not taken: in doubt, or refused by a person."""
    return [
        one for row in rows if row.way == IN and row.state in ("open", "refused")
        for one in row.what
    ]  # fmt: skip


def _is_provisional(row: DoubtRow) -> bool:
    """Whether that it is said again settles a doubted end."""
    return row.way == IN and row.why == WHY["impossible"]


def _has(bill: Bill, ends: Sequence[Doubted]) -> bool:
    """Whether the record still tells the ends."""
    return without_ends(bill, ends) != bill


def _agrees(held: Bill, lost: Sequence[Doubted], waiting: Bill, other: Bill) -> bool:
    """Whether another source's record, not older than the one in doubt, lacks the same."""
    if other.data_as_of[:10] < waiting.data_as_of[:10]:
        return False
    return _things(lost) <= _things(losses(held, other))


def _things(lost: Sequence[Doubted]) -> set[tuple[str | None, ...]]:
    return {(one.kind, one.chamber, one.date) for one in lost if one.kind != SPONSOR}


def _text(bill: Bill) -> bytes:
    return record_json(bill, part_values(bill))
