"""A chamber's record of a vote into the file, and to the bills that it concerns."""

import sqlite3
from typing import TYPE_CHECKING

from billtrail.bills.models import RollCall
from billtrail.legislatures import ChangeKind

if TYPE_CHECKING:
    from .writer import Writer


def save_roll_call(writer: "Writer", told: RollCall, source: str) -> str:
    """Save a record and work out anew each bill that has this vote: ``new``, ``changed``,
    ``unchanged``, or ``older`` than what we have. That we read it is no news; that it was
    corrected is."""
    with writer.transaction():
        writer.flush()
        outcome = writer.roll_calls.save(told, source)
        kind = ChangeKind.BASELINE if outcome == "new" else writer.news
        if outcome in ("new", "changed"):
            for key in writer.roll_calls.concerned(told):
                writer.merge_again(key, kind)
    return outcome


def count_unknown_voters(connection: sqlite3.Connection, told: RollCall) -> int:
    """How many voters of a record are on no list of members: they stand as it names them."""
    rows = connection.execute(
        "SELECT id FROM people UNION SELECT voter_id FROM people WHERE voter_id IS NOT NULL"
    )
    known = {row[0] for row in rows}
    return sum(record.person not in known for record in told.vote.records or ())
