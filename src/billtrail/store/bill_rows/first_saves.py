"""The first saves of bills that no source has told us of: built apart, written in batches.

Nothing needs to be read for them, so that they can be built in another process. The rows are those
that ``Writer.save_bill`` would write for the same record.
"""

import hashlib
import marshal
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from billtrail.bills.doubts import Doubted, doubted_ends, without_ends, without_repetitions
from billtrail.bills.identity import named_now
from billtrail.bills.models import Bill
from billtrail.bills.stages import BillProgress, fold_bill
from billtrail.legislatures import ChangeKind, keys
from billtrail.legislatures.calendar import sessions as calendars
from billtrail.scrapers import must_carry_ends

from .. import search_index
from ..packed import pack, unpack
from .changes import SCALARS, WHOLE, State, compact, dump
from .doubt_rows import IN, NAMES, doubt_values
from .lists import LIST_COLUMNS, PACKED, list_values, pack_list, pack_rows
from .merge import Merged, cosponsor_count
from .rows import CHILD_TABLES, Values, bill_from_json, part_values, record_json, text_of_rows
from .source_records import AS_FIRST_SAVED, is_its_rows
from .statements import BILL_COLUMNS, CHILD_NAMES, ROW_TABLES
from .states import scalars

Rows = list[tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class RecordContent:
    """A record as it is compared and kept: its rows, its JSON text and the text's hash."""

    values: Values
    text: bytes
    hash: str


def content_of(bill: Bill) -> RecordContent:
    """The content of a record; the day it speaks for is no part of it."""
    [content] = _contents_of([bill])
    return content


def _contents_of(bills: Sequence[Bill]) -> list[RecordContent]:
    values = [part_values(bill) for bill in bills]
    texts = list(map(record_json, bills, values))
    hashes = [hashlib.sha256(text).hexdigest() for text in texts]
    return list(map(RecordContent, values, texts, hashes))


@dataclass(frozen=True, slots=True)
class FirstSave:
    """What a first save writes, as parameters; ``record`` and ``change`` lack the document. What
    the record says is in the rows alone, but where a part of it is in doubt or said otherwise."""

    key: str
    rows: Mapping[str, Rows]
    record: tuple[Any, ...]
    change: tuple[Any, ...]

    def bill(self) -> Bill:
        """The record that it saves."""
        packed = self.record[-1] or self.change[4]
        return bill_from_json(unpack(packed) if packed else self._text(), self.record[2])

    def _text(self) -> bytes:
        """The JSON text of the record that its rows are."""
        facts = dict(zip(BILL_COLUMNS, self.rows["bills"][0], strict=True))
        if facts["cosponsors_complete"]:
            del facts["cosponsor_count"]  # which was counted
        lists = dict(zip(LIST_COLUMNS, self.rows["bill_lists"][0], strict=True))
        values: Values = {
            table.part: list_values(table, lists[table.table]) if table.packed
            else {row[1]: [*row[2:-2]] for row in self.rows.get(table.table, ())}
            for table in CHILD_TABLES
            if table.part in facts["parts_known"].split()
        }  # fmt: skip
        return text_of_rows(self.key, facts, values)

    def __reduce__(self) -> tuple[Any, ...]:
        """On its way between processes of one Python it is a piece of bytes: pickling value by
        value took a tenth of an import."""
        whole = (self.key, self.rows, self.record, self.change)
        return _received, (marshal.dumps(whole),)  # type: ignore[arg-type]


def _received(data: bytes) -> FirstSave:
    return FirstSave(*marshal.loads(data))


def build_first_saves(told: Sequence[tuple[Bill, str]], today: date, now: str) -> list[FirstSave]:
    """The first save of each bill by the source that tells of it.

    Each step is done for all bills before the next is begun. What a step works with then stays in
    the processor's caches: bill by bill, fifty take a third longer.
    """
    bills, sources = [bill for bill, _ in told], [source for _, source in told]
    contents = _contents_of(bills)
    for n in _repeating(bills, contents):
        bills[n] = without_repetitions(bills[n])
    progress = [_fold(bill, today) for bill in bills]
    doubts = _doubts(bills, sources, progress, contents, now)
    taken, records = [*contents], [AS_FIRST_SAVED] * len(bills)
    for n, doubt in doubts.items():
        bills[n] = without_ends(bills[n], Doubted.read(doubt["what"]))
        progress[n], taken[n] = _fold(bills[n], today), content_of(bills[n])
        records[n] = pack(contents[n].text)
    says = [doubts.get(n, {}).get("says") for n in range(len(bills))]
    facts = [scalars(Merged(*one[:2], {}, (), one[2]), one[3])
             for one in zip(bills, sources, says, progress, strict=True)]  # fmt: skip
    for bill, its in zip(bills, facts, strict=True):
        if its.get("rewritten"):
            named = named_now(bill)
            its.update(compact({"title": named.title, "short_title": named.short_title}))
    rows = [_child_rows(bill.key, content, source)
            for bill, content, source in zip(bills, taken, sources, strict=True)]  # fmt: skip
    for n, doubt in doubts.items():
        rows[n]["doubts"] = [tuple(map(doubt.get, NAMES))]
    for more, bill, its in zip(rows, bills, facts, strict=True):
        more["bills"] = [bill_parameters(bill, its, now)]
    for more, bill in zip(rows, bills, strict=True):
        more["bill_search"] = [search_index.index_row(bill)]
    for more, bill in zip(rows, bills, strict=True):
        more["bill_ids"] = [(bill.key, *one) for one in keys.crosswalk(bill.key).items()]
    return [
        FirstSave(
            bill.key,
            more,
            (bill.key, source, bill.data_as_of, content.hash, record),
            (bill.key, WHOLE, None, *_beginning(bill, its, its_own), now, _BASELINE),
        )
        for bill, source, content, record, its, its_own, more in zip(
            bills, sources, contents, records, facts, taken, rows, strict=True
        )
    ]


_BASELINE = ChangeKind.BASELINE.value


def _beginning(
    bill: Bill, facts: Mapping[str, Any], content: RecordContent
) -> tuple[str | None, bytes]:
    """The scalars and the record that its history begins with, where its rows do not say both."""
    if is_its_rows(bill, facts):
        return None, AS_FIRST_SAVED
    return dump(facts), pack(content.text)


def _repeating(bills: Sequence[Bill], contents: Sequence[RecordContent]) -> list[int]:
    """Which bills say a row again that is one."""
    return [
        n
        for n, (bill, content) in enumerate(zip(bills, contents, strict=True))
        if any(len(rows) < len(getattr(bill, part)) for part, rows in content.values.items())
    ]


def _fold(bill: Bill, today: date) -> BillProgress:
    session = calendars.session_named(bill.jurisdiction, bill.session)
    return fold_bill(bill, today, session, bill.data_as_of)


def _doubts(
    bills: Sequence[Bill],
    sources: Sequence[str],
    progress: Sequence[BillProgress],
    contents: Sequence[RecordContent],
    now: str,
) -> dict[int, dict[str, Any]]:
    """The ends that are not taken, as rows of ``doubts``, by the place of their bill."""
    return {
        n: doubt_values(bills[n], sources[n], IN, found.what, found.why, contents[n].text, now)
        for n, its in enumerate(progress)
        if (found := doubted_ends(bills[n], its)) and must_carry_ends(sources[n], bills[n])
    }


def _child_rows(key: str, content: RecordContent, source: str) -> dict[str, Rows]:
    its = content.values
    found = {
        table.table: [
            (key, row_key, *row, position, source)
            for position, (row_key, row) in enumerate(values.items())
        ]
        for table in ROW_TABLES
        if (values := its.get(table.part))
    }
    lists = [pack_list(table, its.get(table.part, _NO_ROWS)) for table in PACKED]
    found["bill_lists"] = [(key, source, *lists)]
    return found


_NO_ROWS: dict[str, list[Any]] = {}


def bill_parameters(bill: Bill, facts: Mapping[str, Any], now: str) -> tuple[Any, ...]:
    """A state's scalars as parameters for ``bills``."""
    values = {
        **facts, "key": bill.key, "data_as_of": bill.data_as_of, "updated_at": now,
        "cosponsor_count": cosponsor_count(bill),
    }  # fmt: skip
    return tuple(map(values.get, BILL_COLUMNS))


def state_rows(bill: Bill, state: State, source: str, now: str) -> dict[str, Rows]:
    """A state as parameters for ``bills`` and the child tables."""
    found = {"bills": [bill_parameters(bill, state[SCALARS], now)]}
    for table in ROW_TABLES:
        if rows := state.get(table.part):
            found[table.table] = _child_parameters(table.part, bill.key, rows, source)
    lists = [pack_rows(table, state.get(table.part, {})) for table in PACKED]
    found["bill_lists"] = [(bill.key, source, *lists)]
    return found


def _child_parameters(
    part: str, key: str, rows: Mapping[str, Mapping[str, Any]], source: str
) -> Rows:
    names = CHILD_NAMES[part][2:-3]
    return [
        (key, row_key, *map(row.get, names), position, row.get("source", source),
         row.get("unlisted_since"))
        for position, (row_key, row) in enumerate(rows.items())
    ]  # fmt: skip
