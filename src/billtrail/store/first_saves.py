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

from billtrail.bills import Bill, fold_bill
from billtrail.files import pack
from billtrail.legislatures import ChangeKind, keys
from billtrail.legislatures import sessions as calendars

from . import search_index
from .changes import SCALARS, WHOLE, State, dump
from .merge import Merged, cosponsor_count
from .rows import CHILD_TABLES, Values, part_values, record_json
from .statements import BILL_COLUMNS, CHILD_NAMES
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
    """What a first save writes, as parameters; ``record`` and ``change`` lack the document."""

    key: str
    rows: Mapping[str, Rows]
    record: tuple[Any, ...]
    change: tuple[Any, ...]

    @property
    def text(self) -> bytes:
        """The record's JSON text, packed."""
        packed: bytes = self.record[-1]
        return packed

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
    records = [pack(content.text) for content in contents]
    facts = _facts(bills, sources, today)
    rows = [_child_rows(bill.key, content, source)
            for bill, content, source in zip(bills, contents, sources, strict=True)]  # fmt: skip
    for more, bill, its in zip(rows, bills, facts, strict=True):
        more["bills"] = [bill_parameters(bill, its, now)]
    for more, bill in zip(rows, bills, strict=True):
        more["bill_search"] = [search_index.index_row(bill)]
    for more, bill in zip(rows, bills, strict=True):
        more["bill_ids"] = [(bill.key, *one) for one in keys.crosswalk(bill.key).items()]
    baseline = ChangeKind.BASELINE.value
    return [
        FirstSave(
            bill.key,
            more,
            (bill.key, source, bill.data_as_of, content.hash, record),
            (bill.key, WHOLE, None, dump(its), record, now, baseline),
        )
        for bill, source, content, record, its, more in zip(
            bills, sources, contents, records, facts, rows, strict=True
        )
    ]


def _facts(bills: Sequence[Bill], sources: Sequence[str], today: date) -> list[dict[str, Any]]:
    """The scalars of each bill's state."""
    sessions = calendars.load_sessions()
    folded = [
        fold_bill(bill, today, sessions.get((bill.jurisdiction, bill.session)), bill.data_as_of)
        for bill in bills
    ]
    return [scalars(Merged(bill, source, {}, ()), progress)
            for bill, source, progress in zip(bills, sources, folded, strict=True)]  # fmt: skip


def _child_rows(key: str, content: RecordContent, source: str) -> dict[str, Rows]:
    return {
        table.table: [
            (key, row_key, *row, position, source)
            for position, (row_key, row) in enumerate(values.items())
        ]
        for table in CHILD_TABLES
        if (values := content.values.get(table.part))
    }


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
    for table in CHILD_TABLES:
        if rows := state.get(table.part):
            found[table.table] = _child_parameters(table.part, bill.key, rows, source)
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
