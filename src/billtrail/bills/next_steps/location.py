"""Where a measure lies on a day: whose desk, which committee or file, the floor, the executive.

One table says what an action's class does to the location, and the actions are walked in order. The
order within a day matters here, unlike for stages, so a location is told only where the publisher
keeps one (California); elsewhere it is ``None``.
"""

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from billtrail.legislatures import ActionClass as A
from billtrail.legislatures import Chamber, MeasureKind, Stage, get

from ..models import Action, Bill
from ..stages import REFERRALS, BillProgress, How, Milestone
from .location_kinds import LocationKind
from .state_of_play import Pending, StateOfPlay, lets_go


@dataclass(frozen=True, slots=True)
class Location:
    """``committee`` is its name where one has the measure. ``held``: the committee has voted to
    keep it. ``since`` is the day of the action that brought it there."""

    kind: LocationKind
    chamber: Chamber | None
    since: str
    committee: str | None = None
    held: bool = False


#: What an action does to the location; the first class of this table that an action has decides, so
#: that "Read second time and amended. Re-referred to Com. on APPR." leaves it in committee.
#: ``None``: nowhere any more.
EFFECTS: Mapping[A, LocationKind | None] = {
    A.BECAME_LAW: None,
    A.ADOPTION: None,
    A.DEATH: None,
    A.WITHDRAWAL: None,
    A.REPLACED: None,
    A.VETO_SUSTAINED: None,
    A.EXECUTIVE_RECEIPT: LocationKind.EXECUTIVE,
    A.EXECUTIVE_SIGNATURE: LocationKind.EXECUTIVE,
    A.EXECUTIVE_VETO: LocationKind.DESK,
    A.EXECUTIVE_AMENDMENTS: LocationKind.DESK,
    A.VETO_PENDING: LocationKind.FLOOR,
    A.ENROLLED: LocationKind.ENROLLMENT,
    A.VETO_SETTLED: LocationKind.ENROLLMENT,
    A.RECALLED: LocationKind.FLOOR,
    A.PASSAGE_VACATED: LocationKind.FLOOR,
    A.AGREEMENT_VACATED: LocationKind.FLOOR,
    A.SUSPENSE: LocationKind.SUSPENSE_FILE,
    A.INACTIVE: LocationKind.INACTIVE_FILE,
    A.FROM_INACTIVE: LocationKind.FLOOR,
    A.REFERRAL_COMMITTEE: LocationKind.COMMITTEE,
    A.PASSAGE_LAPSED: LocationKind.FLOOR,
    A.REFERRAL_VACATED: LocationKind.DESK,
    A.DISCHARGE_VACATED: LocationKind.COMMITTEE,
    A.COMMITTEE_FAILURE: LocationKind.COMMITTEE,
    A.CONFERENCE: LocationKind.CONFERENCE,
    A.CONFERENCE_REPORT: LocationKind.CONFERENCE,
    A.CONFERENCE_RECOMMITTAL: LocationKind.CONFERENCE,
    A.CONFERENCE_FAILURE: LocationKind.FLOOR,
    A.CONFERENCE_AGREEMENT: LocationKind.FLOOR,
    A.PASSAGE: LocationKind.DESK,
    A.AMENDMENT_EXCHANGE: LocationKind.DESK,
    A.PAPERS_BACK: LocationKind.DESK,
    A.COMMITTEE_PASSAGE_FAVORABLE: LocationKind.FLOOR,
    A.COMMITTEE_PASSAGE_UNFAVORABLE: LocationKind.FLOOR,
    A.COMMITTEE_PASSAGE_UNRECOMMENDED: LocationKind.FLOOR,
    A.ORIGINAL_MEASURE: LocationKind.FLOOR,
    A.COMMITTEE_PASSAGE: LocationKind.FLOOR,
    A.DISCHARGE: LocationKind.FLOOR,
    A.FAILURE: LocationKind.FLOOR,
    A.RECONSIDERATION: LocationKind.FLOOR,
    A.CALENDAR: LocationKind.FLOOR,
    A.READING_3: LocationKind.FLOOR,
    A.READING_2: LocationKind.FLOOR,
    A.AT_DESK: LocationKind.DESK,
    A.RECEIPT: LocationKind.DESK,
    A.INTRODUCTION: LocationKind.DESK,
}


def locate(bill: Bill, progress: BillProgress) -> Location | None:
    """Where the measure lies after all its actions; ``None`` where it has ended or is not told.

    ``bill`` holds the actions up to the day asked.
    """
    if progress.final or not progress.alive or not get(bill.jurisdiction).keeps_order:
        return None
    if progress.how == How.NEWEST_UNREAD:
        return None
    if kept := _kept_by_motion(bill):
        return Location(LocationKind.FLOOR, kept.chamber, kept.date)
    found = next(iter(deque(_places(bill), maxlen=1)), None)
    if found and progress.stage == Stage.PASSED_BOTH and found.kind in _BEFORE_ENROLMENT:
        agreed = progress.date or found.since
        if found.since <= agreed:
            return Location(LocationKind.ENROLLMENT, bill.chamber, agreed)
    return found


def _kept_by_motion(bill: Bill) -> Action | None:
    """The motion to hold a vote again that keeps a measure in its chamber, if one waits."""
    kept: Action | None = None
    for action in bill.actions or ():
        if A.HELD_FOR_RECONSIDERATION in action.classification:
            kept = action
        elif kept and (A.RECONSIDERATION in action.classification or lets_go(action, kept)):
            kept = None
    return kept


def last_place(bill: Bill) -> Location | None:
    """Where a measure lay before it ended; ``None`` where that is not told."""
    if not get(bill.jurisdiction).keeps_order:
        return None
    return next(iter(deque(filter(None, _places(bill)), maxlen=1)), None)


def _places(bill: Bill) -> Iterator[Location | None]:
    """Where it lay after each of its actions."""
    found: Location | None = None
    in_committee: Location | None = None
    for action in bill.actions or ():
        again = A.DISCHARGE_VACATED in action.classification
        found = _after(action, in_committee or found if again else found, bill)
        in_committee = found if found and found.kind in _COMMITTEES else in_committee
        yield found


#: Where it lies until both chambers have agreed; nothing tells that it goes to be enrolled. It may
#: come back here afterwards.
_BEFORE_ENROLMENT = (LocationKind.DESK, LocationKind.FLOOR, LocationKind.CONFERENCE)


def _after(action: Action, before: Location | None, bill: Bill) -> Location | None:
    class_ = next((class_ for class_ in EFFECTS if class_ in action.classification), None)
    if class_ is None or (class_ in _READINGS and A.AMENDED in action.classification):
        held = A.HELD in action.classification
        if before and before.kind in _COMMITTEES and held:
            return Location(before.kind, before.chamber, before.since, before.committee, held=True)
        return before
    kind = EFFECTS[class_]
    if kind is None:
        return None
    if kind == LocationKind.ENROLLMENT and before and before.kind == LocationKind.EXECUTIVE:
        return before  # the print of what was sent is listed behind it (Virginia)
    committee = _committee(action, before, bill) if kind in _COMMITTEES else None
    chamber = _chamber(action, kind, class_, before, bill)
    held = A.HELD in action.classification
    same = before and (before.kind, before.chamber, before.committee) == (kind, chamber, committee)
    if same and before and before.held == held and A.DISCHARGE_VACATED not in action.classification:
        return before
    return Location(kind, chamber, action.date, committee, held)


#: A committee's amendments are read on the floor, wherever the measure goes from there.
_READINGS = (A.READING_2, A.READING_3)
_COMMITTEES = (LocationKind.COMMITTEE, LocationKind.SUSPENSE_FILE)


def _committee(action: Action, before: Location | None, bill: Bill) -> str | None:
    names = {c.committee: c.name for c in bill.committees or ()}
    if action.committee:
        return names.get(action.committee, action.committee)
    # Placed on a file, or failed, in the committee that has it.
    refers = A.REFERRAL_COMMITTEE in action.classification
    return None if refers or before is None else before.committee


def _chamber(
    action: Action, kind: LocationKind, class_: A, before: Location | None, bill: Bill
) -> Chamber | None:
    """Whose desk, floor or committee it is: a measure that passed lies with the other chamber."""
    if kind in (LocationKind.EXECUTIVE, LocationKind.ENROLLMENT):
        return Chamber.EXECUTIVE if kind == LocationKind.EXECUTIVE else bill.chamber
    if _BACK.intersection(action.classification):
        return bill.chamber
    if kind == LocationKind.CONFERENCE:
        return Chamber.LEGISLATURE
    acted = action.chamber if action.chamber in _OTHER else None
    if class_ in _SENDS_ON and bill.kind != MeasureKind.SIMPLE and acted:
        return _OTHER[acted]
    return acted or (before.chamber if before else None) or bill.chamber


#: It is given back to the chamber that it began in.
_BACK = frozenset((A.EXECUTIVE_VETO, A.EXECUTIVE_AMENDMENTS, A.PASSAGE_LAPSED))

#: Within the first chamber the stage tells the place, unless how it got there does.
_BY_HOW: Mapping[How, LocationKind] = {
    How.ON_CALENDAR: LocationKind.FLOOR,
    How.PARTLY_RELEASED: LocationKind.COMMITTEE,
    How.ORIGINAL_REFERRED: LocationKind.COMMITTEE,
}
_BY_STAGE: Mapping[Stage, LocationKind] = {
    Stage.INTRODUCED: LocationKind.DESK,
    Stage.IN_COMMITTEE: LocationKind.COMMITTEE,
    Stage.REPORTED: LocationKind.FLOOR,
}
_OUT_OF_COMMITTEE = (Milestone.REPORTED, Milestone.ON_CALENDAR)


def place_by_days(progress: BillProgress, play: StateOfPlay) -> LocationKind | None:
    """Desk, committee or floor of the chamber that works on it, where no order within a day is
    kept; ``None`` at a second chamber's desk, and for what is between the chambers or beyond."""
    if play.pending == Pending.FIRST_CHAMBER:
        return _BY_HOW.get(progress.how) or _BY_STAGE.get(progress.stage)
    if play.pending != Pending.SECOND_CHAMBER:
        return None
    here = [step for step in progress.steps if step.chamber == play.papers]
    sent = max((step.day for step in here if step.milestone in REFERRALS), default="")
    if any(step.milestone in _OUT_OF_COMMITTEE and step.day >= sent for step in here):
        return LocationKind.FLOOR
    return LocationKind.COMMITTEE if sent else None


#: A chamber has done its part, and the other one has it now.
_SENDS_ON = (A.PASSAGE, A.AMENDMENT_EXCHANGE, A.CONFERENCE_AGREEMENT)

_OTHER: Mapping[Chamber | None, Chamber] = {
    Chamber.LOWER: Chamber.UPPER,
    Chamber.UPPER: Chamber.LOWER,
}
