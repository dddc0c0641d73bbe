"""How late a source is: from the day a step gives itself to the day of the first file that has it.

Counted are only steps whose bill was looked at so often that the day they came is known to within
days (``arrivals``). Under ``FEWEST`` of a kind nothing is said.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from math import ceil
from typing import NamedTuple

from billtrail.legislatures import ActionClass as C

#: So many steps must have been seen before a measure of them says something.
FEWEST = 20


class StepKind(StrEnum):
    """What kind of step is late, in the order in which a bill meets them."""

    BEGINNING = "beginning"
    COMMITTEE = "committee"
    CHAMBER = "chamber"
    EXECUTIVE = "executive"
    JOINED = "joined"
    TEXT = "text"
    VOTE = "vote"
    OTHER = "other"


def _rows(kind: StepKind, *steps: str) -> dict[str, StepKind]:
    return dict.fromkeys(steps, kind)


#: The leading class of an action, or what else came -> its kind; all others are ``OTHER``.
STEP_KINDS: Mapping[str, StepKind] = {
    **_rows(StepKind.BEGINNING, C.FILING, C.INTRODUCTION, C.READING_1, C.REFERRAL,
            C.REFERRAL_COMMITTEE, C.REFERRAL_SUBCOMMITTEE),
    **_rows(StepKind.COMMITTEE, C.HEARING, C.HEARING_POSTPONED, C.ORDERED_REPORTED,
            C.COMMITTEE_PASSAGE, C.COMMITTEE_PASSAGE_FAVORABLE, C.COMMITTEE_PASSAGE_UNFAVORABLE,
            C.COMMITTEE_PASSAGE_UNRECOMMENDED, C.COMMITTEE_FAILURE, C.DISCHARGE, C.SUSPENSE,
            C.HELD),
    **_rows(StepKind.CHAMBER, C.CALENDAR, C.READING_2, C.READING_3, C.PASSAGE, C.FAILURE,
            C.AGREEMENT, C.AMENDMENT_PASSAGE, C.AMENDMENT_FAILURE, C.RECEIPT, C.ADOPTION, C.TABLED,
            C.CONFERENCE_AGREEMENT, C.AMENDMENT_EXCHANGE, C.RECONSIDERATION, C.ENROLLED),
    **_rows(StepKind.EXECUTIVE, C.EXECUTIVE_RECEIPT, C.EXECUTIVE_SIGNATURE, C.EXECUTIVE_VETO,
            C.EXECUTIVE_AMENDMENTS, C.BECAME_LAW, C.POCKET_VETO),
    **_rows(StepKind.JOINED, "joined", "withdrew"),
    "text": StepKind.TEXT,
    "vote": StepKind.VOTE,
}  # fmt: skip


class Lateness(NamedTuple):
    """Of a source's steps of a kind: how many were seen, and after how many days half of them and
    nine in ten were there; ``None`` where fewer than ``FEWEST`` were seen."""

    source: str
    kind: StepKind
    seen: int
    median: int | None
    ninety: int | None


def measure(arrivals: Iterable[tuple[str, str, int, int]]) -> tuple[Lateness, ...]:
    """Of (source, step, days it took, how many took so long), by sources and kinds."""
    found: dict[tuple[str, StepKind], list[int]] = {}
    for source, step, days, steps in arrivals:
        kind = STEP_KINDS.get(step, StepKind.OTHER)
        found.setdefault((source, kind), []).extend([max(0, days)] * steps)
    order = list(StepKind)
    keys = sorted(found, key=lambda key: (key[0], order.index(key[1])))
    return tuple(_lateness(source, kind, sorted(found[source, kind])) for source, kind in keys)


def _lateness(source: str, kind: StepKind, days: list[int]) -> Lateness:
    if len(days) < FEWEST:
        return Lateness(source, kind, len(days), None, None)
    return Lateness(source, kind, len(days), _by(days, 0.5), _by(days, 0.9))


def _by(days: list[int], share: float) -> int:
    """The number of days after which so great a share was there."""
    return days[ceil(share * len(days)) - 1]
