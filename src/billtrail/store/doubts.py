"""What a publisher says that is not taken yet, and what a person decides on it.

A row of ``doubts`` holds the newer record whole. ``state``: ``open``; ``taken``, because it was
said again, another source agreed or a person accepted it; ``refused`` by a person; ``gone``,
because the publisher no longer says so. What a decision replaced is held with it, for its undoing.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import orjson

from billtrail.bills.doubts import Correction
from billtrail.campaigns.staff_files import corrections
from billtrail.errors import UsageError
from billtrail.legislatures import ChangeKind

from .bill_rows import (
    SCALARS,
    FieldChange,
    State,
    bill_from_json,
    corrected_keys,
    diff,
    record_rows,
)
from .packed import unpack

if TYPE_CHECKING:
    from .writer import Writer

_DECIDED = {"taken": "accepted", "refused": "refused", "gone": "taken back by its publisher"}


def accept_doubt(writer: "Writer", id: int, by: str, why: str) -> None:
    """Take what the newer file says. Raises UsageError where nothing is in doubt under this id."""
    with writer.transaction():
        row = _open_row(writer, id)
        _decide(writer, row, "taken", by, why)
        if row["way"] == "out":
            _take(writer, row)
        else:
            writer.merge_again(row["bill"], ChangeKind.CHANGE)


def refuse_doubt(writer: "Writer", id: int, by: str, why: str) -> None:
    """Keep what we have. Raises UsageError where nothing is in doubt under this id."""
    with writer.transaction():
        row = _open_row(writer, id)
        _decide(writer, row, "refused", by, why)
        writer.merge_again(row["bill"], ChangeKind.CORRECTION)


def reopen_doubt(writer: "Writer", id: int) -> None:
    """Take a decision back: the doubt is open again, and what stood before it stands again.

    Raises UsageError where no person decided it, or its publisher has said something else since.
    """
    with writer.transaction():
        row = _row(writer, id)
        if row["by"] is None:
            raise UsageError(f"Doubt {id} was decided by nobody, so there is nothing to take back.")
        if row["held"] is not None:
            _put_back(writer, row)
        writer.connection.execute(
            "UPDATE doubts SET state = 'open', by = NULL, decided_at = NULL, reason = NULL, "
            "held = NULL, held_as_of = NULL WHERE id = ?",
            (id,),
        )
        writer.merge_again(row["bill"], ChangeKind.CORRECTION)


def differences(held: bytes, told: bytes) -> Iterator[FieldChange]:
    """What turns one packed record of a source into another, as changes of scalars and rows."""
    yield from diff(_state(held), _state(told))


def _state(record: bytes) -> State:
    values = orjson.loads(unpack(record))
    rows = record_rows(values)
    return {SCALARS: {k: v for k, v in values.items() if k not in ("columns", "parts")}} | rows


def save_corrections(writer: "Writer", found: Iterable[Correction]) -> None:
    """Let ``found`` be all that a person set right: each bill that this concerns is worked out
    anew, and its history says why."""
    with writer.transaction():
        writer.flush()
        for key in sorted(corrections.save_corrections(writer.connection, found)):
            writer.merge_again(key, ChangeKind.CORRECTION)
        writer.corrects = corrected_keys(writer.connection)


def _row(writer: "Writer", id: int) -> Any:
    row = writer.connection.execute("SELECT * FROM doubts WHERE id = ?", (id,)).fetchone()
    if row is None:
        raise UsageError(f"There is no doubt {id}. 'billtrail doubts' lists them.")
    return row


def _open_row(writer: "Writer", id: int) -> Any:
    row = _row(writer, id)
    if row["state"] != "open":
        who = f" by {row['by']}" if row["by"] else ""
        raise UsageError(
            f"Doubt {id} is not open: it was {_DECIDED[row['state']]}{who} on "
            f"{row['decided_at'][:10]}."
        )
    return row


def _decide(writer: "Writer", row: Any, state: str, by: str, why: str) -> None:
    writer.connection.execute(
        "UPDATE doubts SET state = ?, by = ?, decided_at = ?, reason = ? WHERE id = ?",
        (state, by, writer.now, why, row["id"]),
    )


def _take(writer: "Writer", row: Any) -> None:
    """The record in doubt stands for its source; the one it replaces is held."""
    held = writer.source_record(row["bill"], row["source"])
    writer.connection.execute(
        "UPDATE doubts SET held = ?, held_as_of = ? WHERE id = ?",
        (held.record, held.data_as_of, row["id"]),
    )
    record = bill_from_json(unpack(row["record"]), row["data_as_of"])
    writer.take_record(record, row["source"], row["document"])


def _put_back(writer: "Writer", row: Mapping[str, Any]) -> None:
    now = writer.source_record(row["bill"], row["source"])
    if now.hash != row["hash"]:
        raise UsageError(
            f"{row['bill']}: its publisher has said something else since, so the decision stays. "
            "Correct the bill instead."
        )
    record = bill_from_json(unpack(row["held"]), row["held_as_of"])
    writer.take_record(record, row["source"], None)
