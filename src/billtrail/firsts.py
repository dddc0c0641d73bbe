"""The first save of a bill that no source has told us of: built apart, written in batches.

Nothing needs to be read for it, so that it can be built in another process. The rows are those
that ``Writer.save_bill`` would write for the same record.
"""

import hashlib
import marshal
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from billtrail import calendars, identifiers, search
from billtrail.history import SCALARS, WHOLE, State, dump
from billtrail.merge import Merged
from billtrail.models import Bill
from billtrail.packing import pack
from billtrail.rows import (
    CHILD_TABLES,
    Values,
    part_values,
    record_json,
)
from billtrail.stages import fold_bill
from billtrail.statements import BILL_COLUMNS, CHILD_NAMES
from billtrail.states import scalars
from billtrail.thawed import quick
from billtrail.vocabulary import ChangeKind

Rows = list[tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Content:
    """A record as it is compared and kept: its rows, its JSON text and the text's hash."""

    values: Values
    text: bytes
    hash: str


def content_of(bill: Bill) -> Content:
    """The content of a record; the day it speaks for is no part of it."""
    values = part_values(bill)
    text = record_json(bill, values)
    return _new_content(values, text, hashlib.sha256(text).hexdigest())


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
    return _new_first_save(*marshal.loads(data))


_new_content, _new_first_save, _new_merged = quick(Content), quick(FirstSave), quick(Merged)


def build_first(bill: Bill, content: Content, source: str, today: date, now: str) -> FirstSave:
    """The first save of a bill by one source."""
    session = calendars.load_sessions().get((bill.jurisdiction, bill.session))
    standing = fold_bill(bill, today, session, bill.data_as_of)
    facts = scalars(_new_merged(bill, source, {}, ()), standing)
    record = pack(content.text)
    rows = {"bills": [bill_parameters(bill, facts, now)]}
    for table in CHILD_TABLES:
        if values := content.values.get(table.part):
            rows[table.table] = [
                (bill.key, row_key, *row, position, source)
                for position, (row_key, row) in enumerate(values.items())
            ]
    rows["bill_search"] = [search.index_row(bill)]
    rows["bill_ids"] = [(bill.key, *pair) for pair in identifiers.crosswalk(bill.key).items()]
    return _new_first_save(
        bill.key,
        rows,
        (bill.key, source, bill.data_as_of, content.hash, record),
        (bill.key, WHOLE, None, dump(facts), record, now, ChangeKind.BASELINE.value),
    )


def bill_parameters(bill: Bill, facts: Mapping[str, Any], now: str) -> tuple[Any, ...]:
    """A state's scalars as parameters for ``bills``."""
    values = {
        **facts, "key": bill.key, "data_as_of": bill.data_as_of, "updated_at": now,
    }  # fmt: skip
    return tuple(map(values.get, BILL_COLUMNS))


def state_rows(bill: Bill, state: State, source: str, now: str) -> dict[str, Rows]:
    """A state as parameters for ``bills`` and the child tables."""
    found = {"bills": [bill_parameters(bill, state[SCALARS], now)]}
    for table in CHILD_TABLES:
        if rows := state.get(table.part):
            found[table.table] = child_parameters(table.part, bill.key, rows, source)
    return found


def child_parameters(
    part: str, key: str, rows: Mapping[str, Mapping[str, Any]], source: str
) -> Rows:
    names = CHILD_NAMES[part][2:-3]
    return [
        (key, row_key, *map(row.get, names), position, row.get("source", source),
         row.get("unlisted_since"))
        for position, (row_key, row) in enumerate(rows.items())
    ]  # fmt: skip
