"""Votes that were held again: which passages a reconsideration took back.

Each reconsideration follows a vote on the measure, which it takes back, and after the last one the
question may be put once more. Where the votes of a day are too few, the one that stood before the
day was the first of them. Which vote of a day came last is told by marks alone (a vote that was
held again, a passage that was to be), since the order of a day's actions is not dependable: without
one, a measure that was lost and passed on one day was lost first.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from billtrail.legislatures import ActionClass, Chamber

from .events import act_of
from .how import ProvedMilestone
from .milestones import Milestone
from .proofs import COUNTS

#: A chamber's own consent.
CONSENT = frozenset({*COUNTS, Milestone.ADOPTED})


class _Vote(NamedTuple):
    """``before``: it stood already when the day began."""

    passed: bool
    before: bool = False


@dataclass(slots=True)
class _Day:
    """The votes of one chamber on one day, and the reconsiderations."""

    passed: list[ProvedMilestone] = field(default_factory=list)
    lost: list[ProvedMilestone] = field(default_factory=list)
    again: list[ProvedMilestone] = field(default_factory=list)

    def votes(self, before: _Vote | None) -> list[_Vote]:
        """The votes one after the other; ``before`` is what stood before the day."""
        lost, passed = [_Vote(False)] * _count(self.lost), [_Vote(True)] * _count(self.passed)
        held = [*passed, *lost] if self._lost_last else [*lost, *passed]
        if before is None or len(held) > _count(self.again):
            return held
        # Without a mark a measure that had passed is not taken to be lost: the loss was another's.
        kept = before.passed and lost and not self._lost_last
        return held if kept else [before, *held]

    @property
    def _lost_last(self) -> bool:
        """Whether marks tell that the last vote was lost."""
        lost_again = _marked(self.lost, ActionClass.UPON_RECONSIDERATION)
        was_passed = _marked(self.again, ActionClass.PASSAGE_RECONSIDERED)
        passed_again = _marked(self.passed, ActionClass.UPON_RECONSIDERATION)
        return (lost_again or was_passed) and bool(self.lost) and not passed_again


def _marked(steps: Iterable[ProvedMilestone], mark: ActionClass) -> bool:
    return any(mark in step.action.classification for step in steps)


def _count(steps: Iterable[ProvedMilestone]) -> int:
    """How many acts of one day these steps are."""
    return max(acts_by_day(steps).values(), default=0)


def acts_by_day(steps: Iterable[ProvedMilestone]) -> Counter[str]:
    """How many acts there were on each day: two systems report one act, and the one that tells
    most of them is believed."""
    by_system: Counter[tuple[str, str | None]] = Counter()
    for day, (system, *_) in {(s.day, act_of(s.action)) for s in steps}:
        by_system[day, system] += 1
    most: Counter[str] = Counter()
    for (day, _), count in by_system.items():
        most[day] = max(most[day], count)
    return most


@dataclass(slots=True)
class Reconsidered:
    """``undos`` take back a passage of an earlier day; ``gone`` are the ids of the steps that were
    taken back on their own day, and of the reconsiderations that took a passage back."""

    undos: list[ProvedMilestone] = field(default_factory=list)
    gone: set[int] = field(default_factory=set)

    def add(self, day: _Day, before: _Vote | None) -> _Vote | None:
        """Add a day's; returns what stands after it."""
        votes, number = day.votes(before), _count(day.again)
        taken, left = votes[:number], votes[number:]
        own = taken.count(_Vote(True))
        if own and own == _count(day.passed):
            self.gone.update(map(id, day.passed))
        earlier = _Vote(True, before=True) in taken
        if earlier:
            first = day.again[0]
            undo = ProvedMilestone(Milestone.UNDO_PASSED, first.chamber, first.action)
            self.undos.append(undo)
        self.gone.update(map(id, _first_acts(day.again, own + earlier)))
        return _Vote(left[-1].passed, before=True) if left else None


def _first_acts(steps: Sequence[ProvedMilestone], number: int) -> Iterator[ProvedMilestone]:
    """So many acts, as each system tells them."""
    told: dict[str | None, set[tuple[str | None, ...]]] = defaultdict(set)
    for step in steps:
        acts = told[step.action.system]
        acts.add(act_of(step.action))
        if len(acts) <= number:
            yield step


def reconsidered(proven: Iterable[ProvedMilestone]) -> Reconsidered:
    """What the reconsiderations among these steps took back."""
    found = Reconsidered()
    for days in _by_chamber(proven).values():
        standing: _Vote | None = None
        for _, day in sorted(days.items()):
            standing = found.add(day, standing)
    return found


def _by_chamber(proven: Iterable[ProvedMilestone]) -> Mapping[Chamber, Mapping[str, _Day]]:
    """The days of votes of each chamber that has reconsidered one."""
    found: dict[Chamber, dict[str, _Day]] = defaultdict(lambda: defaultdict(_Day))
    for step in proven:
        if step.chamber is not None and (part := _part(step.milestone)):
            getattr(found[step.chamber][step.day], part).append(step)
    return {
        chamber: days for chamber, days in found.items() if any(day.again for day in days.values())
    }


def _part(milestone: Milestone) -> str | None:
    """In which list of a day its steps are."""
    if milestone == Milestone.REVIVED:
        return "again"
    if milestone == Milestone.FAILED:
        return "lost"
    return "passed" if milestone in CONSENT else None
