"""What changed, how fresh it is, what was found."""

from dataclasses import dataclass

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
    bill: str
    field: str
    old: str | None
    new: str | None
    seen_at: str
    kind: str
    source_url: str | None


#: Only these kinds of change are news; baselines and corrections are not.
NEWS = (ChangeKind.CHANGE, ChangeKind.CALENDAR, ChangeKind.REWRITTEN)
