"""A chamber's record of a vote into the file, and to the bills that it concerns."""

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
