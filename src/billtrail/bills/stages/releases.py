"""Which committees let a measure go, and which still hold it.

Read from the steps of one chamber by their days and committees alone. A referral after a discharge
puts the measure back into committee; so does one to the very committee that had let it go, and a
recommittal does whoever did; but not once its chamber has passed it. Where a measure was referred
to several, those that have not let it go still hold it, until the chamber places it on a calendar.
"""

from collections.abc import Iterable, Sequence

from billtrail.legislatures import ActionClass, Chamber

from .how import DISCHARGED, How, ProvedMilestone
from .milestones import Milestone

#: Steps by which a measure came to a committee.
REFERRALS = (Milestone.IN_COMMITTEE, Milestone.REFERRED_AGAIN)


def without_returned(steps: Sequence[ProvedMilestone]) -> Sequence[ProvedMilestone]:
    """The steps, in the order they came: a release that a referral took back is left out, and that
    referral is ``REFERRED_AGAIN``."""
    releases = [step for step in steps if step.milestone == Milestone.REPORTED]
    referrals = [step for step in steps if _refers(step)] if releases else []
    passed = [step for step in steps if step.milestone == Milestone.PASSED] if referrals else []
    back = {
        id(r): s for r in releases for s in referrals
        if _takes_back(s, r) and not any(_between(r, p, s) for p in passed)
    }  # fmt: skip
    if not back:
        return steps
    again = {id(step) for step in back.values()}
    return [_again(step) if id(step) in again else step for step in steps if id(step) not in back]


def _between(release: ProvedMilestone, passage: ProvedMilestone, referral: ProvedMilestone) -> bool:
    """Whether its chamber had passed what a committee let go before it was sent to one again: with
    the other chamber's changes, most often."""
    return passage.chamber == release.chamber and release.day <= passage.day < referral.day


def _again(step: ProvedMilestone) -> ProvedMilestone:
    return ProvedMilestone(Milestone.REFERRED_AGAIN, step.chamber, step.action)


def _refers(step: ProvedMilestone) -> bool:
    """What a committee keeps is with it, and was not sent there."""
    classes = step.action.classification
    refers = ActionClass.REFERRAL_COMMITTEE in classes and ActionClass.HELD not in classes
    return refers and step.milestone == Milestone.IN_COMMITTEE


def _takes_back(referral: ProvedMilestone, release: ProvedMilestone) -> bool:
    """Of one day, only a referral to another committee is known to have come afterwards."""
    if referral.chamber != release.chamber or referral.day < release.day:
        return False
    if ActionClass.RECOMMITTAL in referral.action.classification:
        return referral.day > release.day
    discharged, to, by = release.how in DISCHARGED, *_committees(referral, release)
    if referral.day == release.day:
        return discharged and to is not None and by is not None and to != by
    sent_on = ActionClass.REFERRAL_COMMITTEE in release.action.classification
    return discharged or (to is not None and to == by and not sent_on)


def _committees(*steps: ProvedMilestone) -> list[str | None]:
    return [step.action.committee for step in steps]


def partly(steps: Iterable[ProvedMilestone], let_go: Sequence[str]) -> How:
    """How a measure stands that these committees let go and others still hold: those that wrote it
    had it to themselves, and sent it to the others."""
    free = [
        step for step in steps
        if step.milestone == Milestone.REPORTED and step.action.committee in let_go
    ]  # fmt: skip
    wrote = all(ActionClass.ORIGINAL_MEASURE in step.action.classification for step in free)
    return How.ORIGINAL_REFERRED if wrote else How.PARTLY_RELEASED


def split(
    steps: Iterable[ProvedMilestone], chamber: Chamber
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The ids of the committees of ``chamber`` that let the measure go, and of those that still
    hold it; two empty ones where none or only one does, or where it is on a calendar."""
    here = [step for step in steps if step.chamber == chamber]
    again = [step for step in here if step.milestone == Milestone.REFERRED_AGAIN]
    # Who had it before it was sent to another committee has it no more.
    since = max((step.day for step in again), default="")
    sent = [*again, *(step for step in here if _refers(step) and step.day > since)]
    # Who wrote it had it first. (Resolutions on the money of Senate committees are written by each
    # and go to Rules and Administration from there.)
    wrote = [step for step in here if ActionClass.ORIGINAL_MEASURE in step.action.classification]
    had = list(dict.fromkeys(s.action.committee for s in (*wrote, *sent) if s.action.committee))
    last = max((s.day for s in sent), default="")
    if len(had) < 2 or any(s.milestone == Milestone.ON_CALENDAR and s.day >= last for s in here):
        return (), ()
    free = {s.action.committee for s in here if s.milestone == Milestone.REPORTED}
    holding = tuple(committee for committee in had if committee not in free)
    return (tuple(c for c in had if c in free), holding) if holding else ((), ())
