"""The committees that have a bill on a day, and what letters call them."""

from datetime import date

from billtrail.bills.models import BillCommittee
from billtrail.bills.values import BillStatus
from billtrail.legislatures import ActionClass, Chamber, Legislature, Stage, get, says_committee

#: A committee has a bill while the bill is at one of these; where several have it, one of them may
#: have reported it.
_STAGES = (Stage.INTRODUCED, Stage.IN_COMMITTEE, Stage.REPORTED, Stage.PASSED_ONE_CHAMBER)
#: What a committee does that lets a bill go: as its activity is called, and as an action.
_LETS_GO = ("reported", "discharged")
_DONE = {
    ActionClass.ORDERED_REPORTED,
    ActionClass.COMMITTEE_PASSAGE,
    ActionClass.COMMITTEE_PASSAGE_UNFAVORABLE,
    ActionClass.COMMITTEE_PASSAGE_UNRECOMMENDED,
    ActionClass.DISCHARGE,
}


def committees_having(bill: BillStatus, on: date) -> tuple[BillCommittee, ...]:
    """The full committees that have the bill on ``on``, its status's day: the one it lies in, where
    its publisher tells that; else those it was referred to that have not let it go."""
    if not bill.progress.alive or bill.stage not in _STAGES:
        return ()
    here = [one for one in bill.bill.committees or () if one.parent is None]
    if get(bill.bill.jurisdiction).keeps_order and bill.location:
        place = bill.location
        names = (place.committee, place.chamber)
        return tuple(c for c in here if names in ((c.name, c.chamber), (c.committee, c.chamber)))
    return tuple(c for c in here if c.chamber == chamber_of_turn(bill) and not _let_go(c, bill, on))


def _let_go(committee: BillCommittee, bill: BillStatus, on: date) -> bool:
    day = on.isoformat()
    names = [act.name.lower() for act in committee.activities if (act.date or day)[:10] <= day]
    return any(word in name for name in names for word in _LETS_GO) or any(
        action.committee == committee.committee and _DONE.intersection(action.classification)
        for action in bill.bill.actions or ()
    )


def chamber_of_turn(bill: BillStatus) -> Chamber:
    """The chamber whose turn it is."""
    origin = Chamber(bill.bill.chamber)
    if bill.stage != Stage.PASSED_ONE_CHAMBER:
        return origin
    return get(bill.bill.jurisdiction).other(origin)


def full_committee(bill: BillStatus, committee: BillCommittee) -> str:
    """A committee as letters write it: ``Assembly Committee on Public Safety``."""
    return committee_title(get(bill.bill.jurisdiction), committee.chamber, committee.name)


def committee_title(legislature: Legislature, chamber: Chamber | None, name: str) -> str:
    """``Judiciary Committee`` of the Senate -> ``Senate Committee on Judiciary``; a name that says
    both stays as it is."""
    house = legislature.chamber(chamber) if chamber else ""
    if house and name.startswith(house):
        return name
    plain = name.removesuffix(" Committee")
    named = plain if says_committee(plain) else f"Committee on {plain}"
    return f"{'Joint' if chamber == Chamber.LEGISLATURE else house} {named}".strip()
