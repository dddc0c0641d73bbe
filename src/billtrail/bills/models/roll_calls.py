"""What a chamber's own record says of one vote of its members."""

from dataclasses import dataclass

from .bill import Vote


@dataclass(frozen=True, slots=True)
class RollCall:
    """One vote as the chamber recorded it: counts, and who voted how.

    ``bill`` is the measure that the record names, ``None`` where it names none or several.
    ``as_of`` is the instant (UTC) of the answer; ``modified`` the chamber's own time of its last
    change to the record (its local time, ISO), where it gives one.
    """

    vote: Vote
    as_of: str
    bill: str | None = None
    modified: str | None = None
