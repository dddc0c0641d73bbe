"""What changed, how fresh it is, what was found."""

import json
from dataclasses import dataclass
from typing import Any

from billtrail.legislatures import ChangeKind


@dataclass(frozen=True, slots=True)
class SourceFreshness:
    """Per source: the last run that reached it and the day its data speaks for; ``moving`` counts
    the followed bills that it speaks for and that can still move, where they were counted.
    ``checked_at`` is when it last confirmed what it had said before, ``read_at`` when a file or an
    answer of it was last read."""

    source: str
    data_as_of: str | None
    checked_at: str | None
    problem: str | None
    moving: int | None = None
    read_at: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """``old`` and ``new`` are JSON text, see ``decoded``."""

    bill: str
    field: str
    old: str | None
    new: str | None
    seen_at: str
    kind: str
    source_url: str | None


def decoded(text: str | None) -> Any:
    """The value that ``old`` or ``new`` of a change holds; text that is no JSON stands for
    itself."""
    try:
        return None if text is None else json.loads(text)
    except ValueError:
        return text


#: Only these kinds of change are news; baselines and corrections are not.
NEWS = (ChangeKind.CHANGE, ChangeKind.CALENDAR, ChangeKind.REWRITTEN)
