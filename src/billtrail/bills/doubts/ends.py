"""The way in: an end of a measure that its record does not carry (yet).

Publishers put a law on the measure of another kind or chamber with the same number, and take it
back within days. What the executive does, and what makes a law, is believed where no row of
``RULES`` speaks against it; all else of a record is taken. A pocket veto is a veto here, a private
law a law, and a reserved number is a measure that nobody passed.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

from billtrail.legislatures import ActionClass, Chamber, get

from ..models import Action, Bill
from ..stages import STAGE_TABLE, BillProgress, Milestone, ProvedMilestone, by_actions
from .losses import LAW
from .values import Doubted

#: What only the executive does, and what makes a law.
_ENDS = frozenset({"to_executive", "signed", "overridden", "enacted", "vetoed", "veto_final"})
#: Those of them that make a law, with its number.
_LAWS = frozenset({"signed", "overridden", "enacted"})
_END_CLASSES = frozenset(row.action for row in STAGE_TABLE if row.milestone in _ENDS)
#: A passage is in its publisher's files within days: one that is older than this and was in none
#: of them did not take place.
_LATEST_NEWS = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class DoubtedEnds:
    """Ends that a record does not carry, and why: the name of a row of ``RULES``.

    ``lasting``: that its publisher says so again proves nothing.
    """

    what: tuple[Doubted, ...]
    why: str
    lasting: bool


@dataclass(frozen=True, slots=True)
class _Case:
    """A record's ends beside what else is known: ``others`` are the other sources' records,
    ``earlier`` what its own source said before."""

    bill: Bill
    progress: BillProgress
    ends: tuple[ProvedMilestone, ...]
    others: Sequence[Bill]
    earlier: Bill | None


class EndRule(NamedTuple):
    """``doubted`` names the ends that the rule speaks against; ``agreed``: another source that
    tells such an end too settles it."""

    why: str
    doubted: Callable[[_Case], Sequence[ProvedMilestone]]
    agreed: bool = True
    lasting: bool = True


def doubted_ends(
    bill: Bill,
    progress: BillProgress | None = None,
    others: Sequence[Bill] = (),
    earlier: Bill | None = None,
) -> DoubtedEnds | None:
    """What the record says of its end that is not credible; ``None``: nothing. ``progress`` is
    that of its actions, where it is known."""
    if progress is None:
        if bill.law is None and not any(map(_may_end, bill.actions or ())):
            return None
        progress = by_actions(bill, date.max)
    ends = tuple(step for step in progress.steps if _is_end(step))
    if not ends:
        return _unproved_law(bill, progress)
    case = _Case(bill, progress, ends, others, earlier)
    for rule in RULES:
        if found := rule.doubted(case):
            if rule.agreed and _is_told_elsewhere(found, others):
                return None
            return DoubtedEnds(_named(bill, found), rule.why, rule.lasting)
    return _unproved_law(bill, progress)


def _may_end(action: Action) -> bool:
    return not _END_CLASSES.isdisjoint(action.classification)


def _is_end(step: ProvedMilestone) -> bool:
    """Only a publisher's own words are doubted: ours are made of what was found to be so."""
    return step.milestone in _ENDS and step.action.official


def _unproved_law(bill: Bill, progress: BillProgress) -> DoubtedEnds | None:
    """A law's number on a measure that no step of its own made law."""
    if bill.law is None or not bill.actions or _is_numbered(bill, progress):
        return None
    return DoubtedEnds((Doubted(LAW, name=bill.law),), "unproved", True)


def _is_numbered(bill: Bill, progress: BillProgress) -> bool:
    """Whether it came to what has a number: a law, or a resolution that is filed with its own."""
    filed = progress.final and get(bill.jurisdiction).adopts_when_filed
    return filed or any(_numbers(step) for step in progress.steps)


def _numbers(step: ProvedMilestone) -> bool:
    """Whether it gives a number: a law's, or that of a resolution that is complete by it."""
    return step.milestone in _LAWS or ActionClass.ADOPTION in step.action.classification


def _of_its_kind(case: _Case) -> Sequence[ProvedMilestone]:
    return () if case.bill.kind in get(case.bill.jurisdiction).sent else case.ends


def _unpassed(case: _Case) -> Sequence[ProvedMilestone]:
    records = (case.bill, *case.others)
    return () if any(map(_is_passed, records)) else case.ends


#: Prints that are made only of what both chambers have agreed to: a list of steps can be cut short
#: (AB 291 of 2017-18 with its first and its last row alone), and the print is there. The text of a
#: public law goes by its number, which may be the false one.
_OF_BOTH = re.compile(r"(?:Enrolled|Chaptered)\b")


def _is_passed(bill: Bill) -> bool:
    """Whether each chamber has passed it, in whatever order and texts, or its print says so."""
    if any(_OF_BOTH.match(version.note) for version in bill.versions or ()):
        return True
    progress = by_actions(bill, date.max)
    return set(get(bill.jurisdiction).chambers) <= set(progress.reached_chambers) or any(
        step.milestone == Milestone.PASSED_BOTH for step in progress.steps
    )


def _presented_twice(case: _Case) -> Sequence[ProvedMilestone]:
    """What was presented, and neither recalled nor given back with changes, is not presented on
    another day."""
    presented = [step for step in case.ends if step.milestone == Milestone.TO_EXECUTIVE]
    steps = case.bill.actions or ()
    back = [a.date for a in steps if ActionClass.EXECUTIVE_AMENDMENTS in a.classification]
    return [
        step for step in presented
        if step.date != presented[0].date and not any(day <= step.date for day in back)
    ]  # fmt: skip


def _impossible(case: _Case) -> Sequence[ProvedMilestone]:
    """A law of a measure that its own source had as ended, or as unpassed long after the day of
    the passages that now are there."""
    earlier = case.earlier
    if earlier is None:
        return ()
    was = by_actions(earlier, date.max)
    laws = [step for step in case.ends if step.milestone in _LAWS]
    if not laws or any(step.milestone in _LAWS for step in was.steps):
        return ()
    ended = was.final and not earlier.reserved
    return laws if ended or _passed_unseen(case, earlier, was) else ()


def _passed_unseen(case: _Case, earlier: Bill, was: BillProgress) -> bool:
    unseen = set(case.progress.reached_chambers) - set(was.reached_chambers)
    seen_to = date.fromisoformat(earlier.data_as_of[:10]) - _LATEST_NEWS
    passed = [step for step in case.progress.steps if step.milestone == Milestone.PASSED]
    return bool(unseen) and all(
        _first_day(passed, chamber) < seen_to.isoformat() for chamber in unseen
    )


def _first_day(steps: Iterable[ProvedMilestone], chamber: Chamber) -> str:
    return min((step.day for step in steps if step.chamber == chamber), default="9999")


#: What speaks against an end, the strongest first.
RULES: tuple[EndRule, ...] = (
    EndRule("kind", _of_its_kind, agreed=False),
    EndRule("unpassed", _unpassed),
    EndRule("twice", _presented_twice),
    EndRule("impossible", _impossible, lasting=False),
)


def _is_told_elsewhere(ends: Sequence[ProvedMilestone], others: Sequence[Bill]) -> bool:
    """Whether another source tells the last of these ends too."""
    told = {
        step.milestone
        for other in others
        for step in by_actions(other, date.max).steps
        if step.milestone in _ENDS
    }
    return max(ends, key=lambda step: step.day).milestone in told


def _named(bill: Bill, ends: Sequence[ProvedMilestone]) -> tuple[Doubted, ...]:
    law = bill.law if any(step.milestone in _LAWS for step in ends) else None
    found = (
        Doubted(class_.value, step.action.chamber, step.action.date)
        for step in ends
        for class_ in step.action.classification
    )
    numbered = (Doubted(LAW, date=max(step.day for step in ends), name=law),) if law else ()
    return (*numbered, *dict.fromkeys(found))


def without_ends(bill: Bill, doubted: Iterable[Doubted]) -> Bill:
    """The record without the steps that are doubted, and without the law's number where that is."""
    ends = {(one.kind, one.chamber, one.date) for one in doubted}
    if not ends:
        return bill
    kept = tuple(
        action
        for action in bill.actions or ()
        if not any((one, action.chamber, action.date) in ends for one in action.classification)
    )
    numbered = any(one.kind == LAW for one in doubted)
    return replace(
        bill,
        actions=None if bill.actions is None else kept,
        law=None if numbered else bill.law,
    )
