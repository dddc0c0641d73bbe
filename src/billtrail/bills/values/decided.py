"""For which positions something is written."""

from typing import Annotated

from billtrail.legislatures import DECIDED, Position
from billtrail.records import Read


def _decided(value: object) -> tuple[Position, ...]:
    """The positions that something is written for: decided ones, one at least."""
    if not isinstance(value, list) or not value or any(one not in DECIDED for one in value):
        raise ValueError(f"{value!r} must name one or more of {', '.join(DECIDED)}")
    return tuple(map(Position, value))


Decided = Annotated[tuple[Position, ...], Read(_decided, "choice", DECIDED)]
