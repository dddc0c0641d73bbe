"""Which step proves each live stage: the first one, or of several ways there the most telling."""

from collections.abc import Callable, Iterable, Mapping

from billtrail.legislatures import Chamber, Stage
from billtrail.legislatures.calendar import last_day

from .how import DISCHARGED, ORDERED, ProvedMilestone
from .milestones import Milestone

#: A chamber's own consent; also what counts as consent when the other one agrees to its text.
COUNTS = (Milestone.PASSED, Milestone.AGREED, Milestone.CONFERENCE_AGREED)

_RANKS = {milestone: rank for rank, milestone in enumerate(Milestone)}


def in_order(steps: list[ProvedMilestone]) -> list[ProvedMilestone]:
    """By ``step_order``, which is needed whole only where two steps share a day and milestone."""
    if len(steps) < 2:
        return steps
    rough: dict[tuple[str, int], list[ProvedMilestone]] = {}
    for step in steps:
        rough.setdefault((step.day, _RANKS[step.milestone]), []).append(step)
    return [step for place in sorted(rough) for step in _sorted(rough[place])]


def _sorted(steps: list[ProvedMilestone]) -> list[ProvedMilestone]:
    return sorted(steps, key=step_order) if len(steps) > 1 else steps


def step_order(step: ProvedMilestone) -> tuple[str, int, tuple[str, ...]]:
    """By date; within a day an order of our own over everything that tells two actions apart, so
    that the publisher's cannot matter (one referral is listed once for each committee)."""
    rank = _RANKS[step.milestone]
    a = step.action
    rest = (a.description, a.system, a.code, a.committee, a.chamber, a.time, a.kind, a.calendar)
    return last_day(step.date), rank, tuple([part or "" for part in (*rest, *a.classification)])


#: The first step of each milestone, in the steps' order.
FirstSteps = Mapping[Milestone, ProvedMilestone]

#: The milestones that prove each live stage, but for ``passed_both``, the most telling first.
_LIVE = {
    Stage.INTRODUCED: (Milestone.ON_CALENDAR, Milestone.AT_DESK, Milestone.INTRODUCED),
    Stage.IN_COMMITTEE: (Milestone.REFERRED_AGAIN, Milestone.REPORT_FAILED, Milestone.IN_COMMITTEE),
    Stage.REPORTED: (Milestone.REPORTED,),
    Stage.PASSED_ONE_CHAMBER: (Milestone.PASSED,),
    Stage.TO_EXECUTIVE: (Milestone.TO_EXECUTIVE, Milestone.SIGNED),
}
#: Without one of these no two chambers can have agreed.
_AGREEMENTS = (Milestone.PASSED_BOTH, Milestone.AGREED, Milestone.CONFERENCE_AGREED)


def first_steps(steps: Iterable[ProvedMilestone]) -> FirstSteps:
    found: dict[Milestone, ProvedMilestone] = {}
    for step in steps:
        found.setdefault(step.milestone, step)
    return found


def live_steps(steps: list[ProvedMilestone], firsts: FirstSteps) -> dict[Stage, ProvedMilestone]:
    """The step that proves each live stage: the first one, or of several ways the most telling."""
    found: dict[Stage, ProvedMilestone] = {}
    for stage, milestones in _LIVE.items():
        for milestone in milestones:
            if step := firsts.get(milestone):
                choose = _CHOOSES.get(milestone)
                found[stage] = choose(steps) if choose else step
                break
    if any(milestone in firsts for milestone in _AGREEMENTS) and (both := _both_agreed(steps)):
        found[Stage.PASSED_BOTH] = both
    return found


def _last_referral(steps: list[ProvedMilestone]) -> ProvedMilestone:
    return [step for step in steps if step.milestone == Milestone.REFERRED_AGAIN][-1]


def _release(steps: list[ProvedMilestone]) -> ProvedMilestone:
    """A report says more than a discharge, and that more than a vote whose report is to come."""
    return min((step for step in steps if step.milestone == Milestone.REPORTED), key=_weakness)


def last_release(steps: list[ProvedMilestone]) -> ProvedMilestone:
    """By whose day several committees had let it go."""
    return [step for step in steps if step.milestone == Milestone.REPORTED][-1]


def _weakness(step: ProvedMilestone) -> int:
    return 2 if step.how in ORDERED else int(step.how in DISCHARGED)


def _newest_passage(steps: list[ProvedMilestone]) -> ProvedMilestone:
    """Of each chamber its first passage counts: the later of the two."""
    return list(first_passages(steps).values())[-1]


def first_passages(steps: list[ProvedMilestone]) -> Mapping[Chamber | None, ProvedMilestone]:
    found: dict[Chamber | None, ProvedMilestone] = {}
    for step in steps:
        if step.milestone == Milestone.PASSED:
            found.setdefault(step.chamber, step)
    return found


#: Where a stage has several steps of one milestone, which of them tells how it got there.
_CHOOSES: Mapping[Milestone, Callable[[list[ProvedMilestone]], ProvedMilestone]] = {
    Milestone.REFERRED_AGAIN: _last_referral,
    Milestone.REPORTED: _release,
    Milestone.PASSED: _newest_passage,
}


def _both_agreed(steps: list[ProvedMilestone]) -> ProvedMilestone | None:
    """The step by which both chambers had agreed to one text, if any."""
    candidates = [step for step in steps if step.milestone == Milestone.PASSED_BOTH]
    passed = {
        chamber: min((s.day for s in steps if s.milestone in COUNTS and s.chamber == chamber),
                     default=None)
        for chamber in (Chamber.LOWER, Chamber.UPPER)
    }  # fmt: skip
    for step in steps:
        if step.milestone == Milestone.AGREED and step.chamber is not None:
            other = passed[_other(step.chamber)]
            if other is not None and other <= step.day:
                candidates.append(step)
    reports: dict[Chamber | None, ProvedMilestone] = {}
    for step in steps:
        if step.milestone == Milestone.CONFERENCE_AGREED:
            reports.setdefault(step.chamber, step)
    if len(reports) == 2:
        candidates.append(max(reports.values(), key=step_order))
    return min(candidates, key=step_order, default=None)


def _other(chamber: Chamber) -> Chamber:
    return Chamber.UPPER if chamber == Chamber.LOWER else Chamber.LOWER


def committee_step(steps: Iterable[ProvedMilestone], origin: Chamber) -> ProvedMilestone | None:
    """Of the chamber it began in, the step that tells how it fared in committee, or came past it;
    ``None`` where nothing of that is on record."""
    here = [step for step in steps if step.chamber in (origin, None)]
    live = live_steps(here, first_steps(here))
    if found := live.get(Stage.REPORTED) or live.get(Stage.IN_COMMITTEE):
        return found
    step = live.get(Stage.INTRODUCED)
    return step if step and step.milestone != Milestone.INTRODUCED else None
