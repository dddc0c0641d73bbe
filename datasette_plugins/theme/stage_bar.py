"""The stage bar: what a measure has passed, where it is, and what would come next.

A bar is a tuple of ``StageMark``; a template draws it with words, dates and signs, never by colour
alone. Marks ahead of a measure that has ended are left out: nothing comes next.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from billtrail.bills.models import Bill
from billtrail.bills.stages import BillProgress, How, Milestone, in_committee
from billtrail.bills.values import BillStatus
from billtrail.legislatures import Chamber, MeasureKind, Stage, get
from billtrail.words import bill_words, chamber_words, executive_words
from billtrail.words.status import mark_words, meaning_words, stage_words


class MarkState(StrEnum):
    """Of a mark: behind us, where it is now, still to come, or where it ended."""

    DONE = "done"
    NOW = "now"
    AHEAD = "ahead"
    LAW = "law"
    ENDED = "ended"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class StageMark:
    """One step of a bar. ``says`` is its state in words, for those who do not see the bar."""

    label: str
    state: MarkState
    date: str | None = None

    @property
    def says(self) -> str:
        return _SAYS[self.state]


_SAYS = {
    MarkState.DONE: "Done",
    MarkState.NOW: "Now",
    MarkState.AHEAD: "Not yet",
    MarkState.LAW: "Done",
    MarkState.ENDED: "Ended",
    MarkState.UNKNOWN: "Not known",
}

_COMPLETE = (Stage.ENACTED, Stage.ADOPTED)
_PASSED = (Milestone.PASSED, Milestone.AGREED, Milestone.CONFERENCE_AGREED)


def build_bar(status: BillStatus) -> tuple[StageMark, ...]:
    """The marks of a measure, in the order it must go."""
    bill, progress = status.bill, status.progress
    if status.is_unread or status.away:  # no step is here to prove a mark
        return () if status.away else (StageMark(stage_words(status), MarkState.UNKNOWN, None),)
    marks = _path(status)
    if progress.stage in _COMPLETE:
        return (*_reached(marks), StageMark(stage_words(status), MarkState.LAW, progress.date))
    if law := status.containment:
        end = StageMark(f"Law as {bill_words(law.bill)}", MarkState.ENDED, law.date)
        return (*_reached(marks), end)
    if bill.reserved:
        return (*marks, StageMark(_completion(bill), MarkState.AHEAD))
    unknown = progress.stage == Stage.OUTCOME_NOT_RECORDED or progress.how == How.NEWEST_UNREAD
    if unknown or not progress.alive or progress.stage in (Stage.VETOED, Stage.FAILED):
        state = MarkState.UNKNOWN if unknown else MarkState.ENDED
        return (*_reached(marks), StageMark(stage_words(status), state, progress.date))
    return _with_now((*marks, StageMark(_completion(bill), MarkState.AHEAD)))


def _path(status: BillStatus) -> tuple[StageMark, ...]:
    """Every step up to signature, done or ahead."""
    bill, progress = status.bill, status.progress
    introduced = _first(progress, Milestone.INTRODUCED) or bill.introduced_date
    kept_free = progress.how == How.RESERVED
    steps = [
        _mark(
            mark_words(status, How.RESERVED if kept_free else How.INTRODUCED),
            None if kept_free else introduced,
        )
    ]
    if committee := in_committee(bill, progress):
        how, day = committee
        steps.append(_mark(mark_words(status, how), day))
    for chamber in _chambers(bill):
        name = chamber_words(bill.jurisdiction, chamber)
        steps.append(_mark(f"Passed {name}", _passed(progress, chamber)))
    if bill.kind in get(bill.jurisdiction).signed:
        sent = _first(progress, Milestone.TO_EXECUTIVE)
        steps.append(_mark(f"To the {executive_words(bill.jurisdiction)}", sent))
    return _without_gaps(steps, is_law=progress.stage == Stage.ENACTED)


def _chambers(bill: Bill) -> tuple[Chamber, ...]:
    """The chamber of origin, then the other one where it takes part."""
    other = get(bill.jurisdiction).other(bill.chamber)
    alone = bill.kind == MeasureKind.SIMPLE or other == bill.chamber
    return (bill.chamber,) if alone else (bill.chamber, other)


def _mark(label: str, date: str | None) -> StageMark:
    return StageMark(label, MarkState.DONE if date else MarkState.AHEAD, date)


def _without_gaps(marks: list[StageMark], is_law: bool) -> tuple[StageMark, ...]:
    """A step behind one that is done was taken too, even where its date is not recorded; behind a
    law all were."""
    done = (i for i, mark in enumerate(marks) if mark.state == MarkState.DONE)
    last = len(marks) if is_law else max(done, default=-1)
    return tuple(
        StageMark(mark.label, MarkState.DONE, mark.date) if i < last else mark
        for i, mark in enumerate(marks)
    )


def _first(progress: BillProgress, *milestones: Milestone) -> str | None:
    return next((step.date for step in progress.steps if step.milestone in milestones), None)


def _passed(progress: BillProgress, chamber: Chamber) -> str | None:
    """When the chamber passed it; the last step both needed stands for a missing record."""
    own = [s.date for s in progress.steps if s.milestone in _PASSED and s.chamber == chamber]
    return own[0] if own else _first(progress, Milestone.PASSED_BOTH)


def _completion(bill: Bill) -> str:
    return "Law" if bill.kind in get(bill.jurisdiction).signed else "Adopted"


def _reached(marks: Iterable[StageMark]) -> tuple[StageMark, ...]:
    return tuple(mark for mark in marks if mark.state == MarkState.DONE)


def _with_now(marks: tuple[StageMark, ...]) -> tuple[StageMark, ...]:
    """The furthest mark that is done is where the measure is."""
    last = max((i for i, mark in enumerate(marks) if mark.state == MarkState.DONE), default=0)
    return tuple(
        StageMark(mark.label, MarkState.NOW, mark.date) if i == last else mark
        for i, mark in enumerate(marks)
    )


@dataclass(frozen=True, slots=True)
class StageView:
    """A bill's stage as a page shows it."""

    words: str
    meaning: str
    date: str | None
    tone: str
    bar: tuple[StageMark, ...]


def build_stage(status: BillStatus) -> StageView:
    """Words, meaning, date and bar; ``tone`` is ``law``, ``live`` or ``ended``."""
    progress = status.progress
    return StageView(
        words=stage_words(status),
        meaning=meaning_words(status),
        date=progress.date,
        tone=stage_tone(progress.stage, progress.alive),
        bar=build_bar(status),
    )


def stage_tone(stage: Stage, alive: bool) -> str:
    """Which of three looks a stage takes; the words always say it too."""
    if stage in _COMPLETE:
        return "law"
    return "live" if alive else "ended"
