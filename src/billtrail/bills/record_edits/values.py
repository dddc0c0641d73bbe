"""What of a publisher's record is edited, as values."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class EditKind(StrEnum):
    """What became of a fact."""

    LATE = "added late"
    EDITED = "edited"
    REDATED = "re-dated"
    WITHDRAWN = "withdrawn"
    BACK = "came back"
    SHORTENED = "shortened"


class RecordEdit(NamedTuple):
    """One difference between what a source said and says, in its own words.

    ``before`` and ``after`` are texts, of a shortened list the numbers of its facts; ``None``:
    nothing was or is said. ``date_before`` and ``date_after`` are the days the fact gives itself.
    """

    part: str
    kind: EditKind
    before: str | None
    after: str | None
    date_before: str | None = None
    date_after: str | None = None


@dataclass(frozen=True, slots=True)
class SeenEdit:
    """An edit as the ledger has it. ``days`` is how many days after its own day a late fact was
    first seen; ``said_until`` the last day or instant at which the source was known to say what it
    said before, ``data_as_of`` that for which its newer word speaks, ``seen_at`` when we saw it."""

    bill: str
    source: str
    edit: RecordEdit
    days: int | None
    said_until: str
    data_as_of: str
    seen_at: str
    source_url: str | None
