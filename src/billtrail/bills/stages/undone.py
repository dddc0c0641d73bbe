"""What is taken back: a passage, discharge or report that the chamber vacated or reconsidered.

An undo takes back one act, the older one first, so that what was passed again on its own day
stands. Of acts of two kinds (a passage, then agreement to the other chamber's amendment) the last
is meant. Read from days alone: two systems report one event, so a day's acts are counted by system
and the larger count is taken.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from billtrail.legislatures import ActionClass, Chamber

from .how import DISCHARGED, How, ProvedMilestone
from .milestones import Milestone
from .proofs import COUNTS
from .reconsidered import CONSENT, acts_by_day, reconsidered

#: What each undo takes back.
UNDOES: Mapping[Milestone, frozenset[Milestone]] = {
    Milestone.UNDO_REPORTED: frozenset({Milestone.REPORTED}),
    Milestone.UNDO_REFERRED: frozenset({Milestone.IN_COMMITTEE}),
    Milestone.UNDO_PASSED: CONSENT,
    Milestone.UNDO_AGREED: frozenset(
        {Milestone.AGREED, Milestone.CONFERENCE_AGREED, Milestone.PASSED_BOTH}
    ),
    Milestone.UNDO_CONFERENCE: frozenset({Milestone.CONFERENCE_AGREED}),
    Milestone.UNDO_TO_EXECUTIVE: frozenset(
        {Milestone.TO_EXECUTIVE, Milestone.PASSED_BOTH, Milestone.SIGNED}
    ),
    # Once both chambers took what it asked for, the measure goes to the executive anew.
    Milestone.UNDO_VETOED: frozenset({Milestone.VETOED, Milestone.TO_EXECUTIVE}),
    Milestone.UNDO_REPLACED: frozenset({Milestone.REPLACED}),
    Milestone.UNDO_ALL_PASSED: frozenset({*CONSENT, Milestone.PASSED_BOTH}),
}


#: What an undo takes back whichever chamber did it; it takes back all that came before it.
_ANYONES: Mapping[Milestone, frozenset[Milestone]] = {
    Milestone.UNDO_TO_EXECUTIVE: UNDOES[Milestone.UNDO_TO_EXECUTIVE],
    Milestone.UNDO_AGREED: frozenset({Milestone.PASSED_BOTH}),
    Milestone.UNDO_CONFERENCE: UNDOES[Milestone.UNDO_CONFERENCE],
    Milestone.UNDO_VETOED: UNDOES[Milestone.UNDO_VETOED],
    Milestone.UNDO_REPLACED: UNDOES[Milestone.UNDO_REPLACED],
    Milestone.UNDO_ALL_PASSED: UNDOES[Milestone.UNDO_ALL_PASSED],
}

#: A milestone, and whether a discharge proves it.
_Kind = tuple[Milestone, bool]


class _Act(NamedTuple):
    """What a chamber did on a day: all that it proves."""

    day: str
    kind: frozenset[_Kind]


def without_undone(
    proven: Sequence[ProvedMilestone], undone: Sequence[ProvedMilestone]
) -> list[ProvedMilestone]:
    """The steps that no undo takes back, in the order they came."""
    reports = _reports_again(proven, undone)
    again = reconsidered(step for step in proven if id(step) not in reports)
    gone = set(again.gone)
    undos = [*(undo for undo in undone if id(undo) not in reports), *again.undos]
    for milestone, chamber in dict.fromkeys((undo.milestone, undo.chamber) for undo in undos):
        against = [u for u in undos if (u.milestone, u.chamber) == (milestone, chamber)]
        steps = [step for step in proven if _is_meant(step, milestone, chamber)]
        own = [step for step in steps if _is_own(step, milestone)]
        whole = [step for step in steps if not _is_own(step, milestone)]
        for some, taken in ((whole, _all_before(whole, against)), (own, _one_each(own, against))):
            gone.update(id(step) for step in some if step.day in taken)
    return [step for step in proven if id(step) not in gone]


def _reports_again(
    proven: Sequence[ProvedMilestone], undone: Sequence[ProvedMilestone]
) -> frozenset[int]:
    """The ids of rejections of a conference report that their chamber reconsidered, and of those
    reconsiderations: they are of no vote on the measure."""
    rejected = [undo for undo in undone if undo.milestone == Milestone.UNDO_CONFERENCE]
    pairs = [
        (undo, step) for undo in rejected for step in proven
        if step.milestone == Milestone.REVIVED and step.chamber == undo.chamber
        and step.day >= undo.day
    ]  # fmt: skip
    return frozenset(id(step) for pair in pairs for step in pair)


def _is_meant(step: ProvedMilestone, undo: Milestone, chamber: Chamber | None) -> bool:
    """Whether an undo of this kind can take the step back."""
    anyones = step.milestone in _ANYONES.get(undo, ())
    return step.milestone in UNDOES[undo] and (anyones or step.chamber == chamber)


def _is_own(step: ProvedMilestone, undo: Milestone) -> bool:
    """Whether it is an act that a chamber takes back by itself, and may do again that very day
    (Virginia's SB 212 of 2024: a conference report, agreed to anew); not by the way of passing."""
    if step.milestone in _ANYONES.get(undo, ()):
        return False
    passes = ActionClass.PASSAGE in step.action.classification
    return not (passes and undo == Milestone.UNDO_AGREED)


def _one_each(steps: Sequence[ProvedMilestone], undos: Sequence[ProvedMilestone]) -> set[str]:
    """The days of which every act is taken back, one act by an undo."""
    kinds: dict[str, set[_Kind]] = defaultdict(set)
    for step in steps:
        kinds[step.day].add((step.milestone, step.how in DISCHARGED))
    left = {_Act(day, frozenset(kinds[day])): count for day, count in acts_by_day(steps).items()}
    for day, count in sorted(acts_by_day(undos).items()):
        for _ in range(count):
            if act := _meant(day, [act for act, count in left.items() if count]):
                left[act] -= 1
    return {act.day for act, count in left.items() if not count}


def _meant(day: str, acts: Sequence[_Act]) -> _Act | None:
    """The act that an undo of a day takes back: of the kind that came last before it, the oldest;
    one of its own day only where there is none before."""
    before = [act for act in acts if act.day < day] or [act for act in acts if act.day == day]
    last = max(before, key=lambda act: act.day, default=None)
    return min((act for act in before if last and act.kind == last.kind), default=None)


def _all_before(steps: Sequence[ProvedMilestone], undos: Sequence[ProvedMilestone]) -> set[str]:
    """What was recalled is taken back whole; of the day itself, as much as was recalled."""
    last, recalled = max(undo.day for undo in undos), acts_by_day(undos)
    return {
        day for day, count in acts_by_day(steps).items() if day < last or count <= recalled[day]
    }


#: A failure is overtaken by any of these on its day or later.
_OVERTAKES = frozenset({*COUNTS, Milestone.PASSED_BOTH, Milestone.TO_EXECUTIVE})


def standing_failure(steps: Sequence[ProvedMilestone]) -> ProvedMilestone | None:
    """The last failure of ``steps``, which are in order, if it stands.

    A reconsideration takes back what was lost before it, and a vote of its own day only where
    nothing was: one that is lost again on that day is lost (119s2882, 2025-09-30).
    """
    revivals = [step for step in steps if step.milestone == Milestone.REVIVED]
    at_once = {id(step.action) for step in revivals}  # "Failed passage. Reconsideration granted."
    failures = [s for s in steps if s.milestone == Milestone.FAILED and id(s.action) not in at_once]
    lost = [one for one in failures if not any(_overtakes(step, one) for step in steps)]
    return lost[-1] if lost and _stands(acts_by_day(lost), acts_by_day(revivals)) else None


def _overtakes(step: ProvedMilestone, failure: ProvedMilestone) -> bool:
    """What its chamber set aside on the day it passed it, it passed first (115hr5445, a rule)."""
    if _takes_up(step, failure):
        return True
    if step.milestone not in _OVERTAKES or step.day < failure.day:
        return False
    passed = step.milestone == Milestone.PASSED and step.chamber == failure.chamber
    return not (passed and failure.how == How.SET_ASIDE and step.day == failure.day)


def _takes_up(step: ProvedMilestone, failure: ProvedMilestone) -> bool:
    """Whether a chamber goes on with what one of its committees had voted down: on a later day it
    sends it to a committee again (New York's new year), or a committee reports it."""
    if failure.how != How.FAILED_IN_COMMITTEE or step.chamber != failure.chamber:
        return False
    sent = ActionClass.REFERRAL_COMMITTEE in step.action.classification
    return step.day > failure.day and (sent or step.milestone == Milestone.REPORTED)


def _stands(lost: Counter[str], revived: Counter[str]) -> bool:
    stands = False
    for day in sorted({*lost, *revived}):
        stands = lost[day] > revived[day] - stands
    return stands
