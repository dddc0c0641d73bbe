"""What a live bill needs next, who acts, by when and how sure: rows of tables, no branch a bill.

Where the location of a measure is told (California), a row for it speaks; else one for the stage.
Days are the Constitution's (``sure``), the legislature's own calendar's (``expected``) or
merely the last that the session leaves (``watch``). Where the legislature has not set its own days
of the year yet, that is said. After the calendar's end only a listed hearing and what the
Constitution sets are said; the rest is ``unknown``.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple

from billtrail.legislatures import Chamber, MeasureKind, Stage, get, not_set_words, sessions

from .fold import BillProgress
from .location import Location, LocationKind
from .models import Bill
from .next_step_days import (
    Case,
    Rule,
    When,
    carried_day,
    chamber_day,
    committee_day,
    first_hearing,
    fiscal_day,
    heard,
    last_passage,
    last_signature,
    override,
    signing,
)
from .values import LISTED, NextStep


def body(jurisdiction: str, chamber: Chamber | str) -> str:
    """ "the House", "the Assembly", "the Governor"."""
    return f"the {get(jurisdiction).chamber(Chamber(chamber))}"


class _Row(NamedTuple):
    what: str
    actor: str
    #: Rules for its day, the first that gives one still to come speaks.
    days: tuple[Rule, ...] = ()


# -- rows ------------------------------------------------------------------------------------------

_COMMITTEE_DAYS = (heard, committee_day, chamber_day, carried_day, last_passage)
_FLOOR_DAYS = (chamber_day, carried_day, last_passage)

_BY_STAGE: Mapping[Stage, _Row] = {
    Stage.INTRODUCED: _Row("Referral to a committee", "origin", _COMMITTEE_DAYS),
    Stage.IN_COMMITTEE: _Row("Hearing and vote in committee", "committee", _COMMITTEE_DAYS),
    Stage.REPORTED: _Row("Vote by the full chamber", "here", _FLOOR_DAYS),
    Stage.PASSED_ONE_CHAMBER: _Row("Action by the other chamber", "other", _FLOOR_DAYS),
    Stage.PASSED_BOTH: _Row("Goes to {executive} to sign or veto", "executive",
                            (last_signature,)),
    Stage.TO_EXECUTIVE: _Row("{Executive} signs, vetoes or lets it become law", "executive",
                             (signing,)),
    Stage.VETOED: _Row("{Chambers} may still override the veto", "origin", (override,)),
    Stage.FAILED: _Row("Dead unless it is voted on again", "origin",
                       (carried_day, last_passage)),
}  # fmt: skip

#: Rows for a live measure whose location is told; ``held`` is a committee that voted to keep it.
_BY_LOCATION: Mapping[LocationKind | str, _Row] = {
    LocationKind.DESK: _Row("Referral to a committee", "here", _COMMITTEE_DAYS),
    "assignment": _Row("Assignment to a committee by the Rules Committee", "here",
                       _COMMITTEE_DAYS),
    LocationKind.COMMITTEE: _Row("Hearing and vote in committee", "committee", _COMMITTEE_DAYS),
    LocationKind.SUSPENSE_FILE: _Row("Release from the suspense file, or held there", "committee",
                                     (fiscal_day, *_FLOOR_DAYS)),
    "held": _Row("Stays in committee unless the committee takes it up again", "committee",
                 (carried_day, last_passage)),
    LocationKind.FLOOR: _Row("Vote by the full chamber", "here", _FLOOR_DAYS),
    LocationKind.INACTIVE_FILE: _Row("Stays on the inactive file unless a member takes it off",
                                     "here", _FLOOR_DAYS),
    "concurrence": _Row("Vote on the other chamber's changes", "here", _FLOOR_DAYS),
    "filing": _Row("Filed with the Secretary of State; no signature is needed", "here",
                   (last_signature,)),
    "overdue": _Row("The time to sign has run out; how it ended is not in our data yet",
                    "executive"),
}  # fmt: skip


def next_step(
    bill: Bill,
    progress: BillProgress,
    on: date,
    location: Location | None = None,
    hearing: str | None = None,
) -> NextStep | None:
    """The next step of a bill that can still move; ``None`` where nothing can follow.

    ``location`` is where it lies that day and ``hearing`` the day of the next hearing listed,
    where those are told.
    """
    if not progress.alive:
        return None
    case = Case(bill, progress, location, hearing, on)
    row = _row(case)
    if row is None:
        return None
    when, who = _day(case, row), _actor(case, row.actor)
    until, listed = sessions.known_until(bill.jurisdiction), when.basis == LISTED
    over = until is None or on.isoformat() > until
    if over and progress.stage not in _NEED_NO_CALENDAR and not listed:
        ends = f"ends on {sessions.day_words(until)}" if until else "of it cannot be used"
        what = f"Not known: our calendar {ends}"
        return NextStep(what, None, who, "unknown")
    what = row.what.format(**_bodies(bill))
    first = first_hearing(case) if heard in row.days else None
    if first and first >= on.isoformat():
        what = f"{what}, not before {sessions.day_words(first)}"
    else:
        first = None
    return NextStep(what, when.day, who, when.certainty, first, when.basis, when.checked)


def _bodies(bill: Bill) -> Mapping[str, str]:
    """Who is named in a row's words."""
    executive = body(bill.jurisdiction, Chamber.EXECUTIVE)
    [chamber, *others] = get(bill.jurisdiction).chambers
    chambers = "Both chambers" if others else _large(body(bill.jurisdiction, chamber))
    return {"executive": executive, "Executive": _large(executive), "Chambers": chambers}


def _large(text: str) -> str:
    return text[0].upper() + text[1:]


def _row(case: Case) -> _Row | None:
    """The row that speaks: a case of its own, else the place where it is told, else the stage."""
    for applies, name in _CASES:
        if applies(case):
            return _BY_LOCATION[name]
    row = _BY_STAGE.get(case.progress.stage)
    if row and row.actor == "executive" and case.bill.kind in _NO_EXECUTIVE:
        return None
    if case.progress.stage in _LOCATED and case.location:
        return _BY_LOCATION.get(case.location.kind, row)
    return row


def _is_overdue(case: Case) -> bool:
    sent = signing(case) if case.progress.stage == Stage.TO_EXECUTIVE else None
    return sent is not None and case.on.isoformat() > (sent.day or "9999")


def _is_filed_only(case: Case) -> bool:
    passed = case.progress.stage == Stage.PASSED_BOTH
    filed = get(case.bill.jurisdiction).adopts_when_filed
    return passed and case.bill.kind in _NO_EXECUTIVE and filed


def _is_held(case: Case) -> bool:
    return case.progress.stage in _LOCATED and case.location is not None and case.location.held


def _waits_for_concurrence(case: Case) -> bool:
    """Both chambers passed it, not the same text, and no committee has it."""
    lies = case.location and case.location.kind in (LocationKind.DESK, LocationKind.FLOOR)
    voted = len(case.progress.reached_chambers) > 1
    return voted and bool(lies) and case.progress.stage == Stage.PASSED_ONE_CHAMBER


def _waits_for_assignment(case: Case) -> bool:
    where = case.location
    in_rules = where is not None and (where.kind, where.committee) == (
        LocationKind.COMMITTEE,
        "Rules",
    )
    return in_rules and case.progress.stage in _LOCATED and case.bill.kind == MeasureKind.BILL


#: What follows is set by the Constitution alone.
_NEED_NO_CALENDAR = (Stage.PASSED_BOTH, Stage.TO_EXECUTIVE)

#: Cases with a row of their own, the first that applies.
_CASES: tuple[tuple[Callable[[Case], bool], str], ...] = (
    (_is_overdue, "overdue"),
    (_is_filed_only, "filing"),
    (_is_held, "held"),
    (_waits_for_concurrence, "concurrence"),
    (_waits_for_assignment, "assignment"),
)
#: Stages at which the place says more.
_LOCATED = (Stage.INTRODUCED, Stage.IN_COMMITTEE, Stage.REPORTED, Stage.PASSED_ONE_CHAMBER)
_NO_EXECUTIVE = (MeasureKind.CONCURRENT, MeasureKind.CONSTITUTIONAL, MeasureKind.SIMPLE)


def _day(case: Case, row: _Row) -> When:
    """The first day still to come; without one, why there is none where a rule says so."""
    found = [when for rule in row.days if (when := rule(case))]
    ahead = (when for when in found if when.day and when.day >= case.on.isoformat())
    when = next(ahead, None) or next((w for w in found if not w.day), When(None, "watch"))
    if chamber_day in row.days and not case.calendar.is_set and when.basis != LISTED:
        return _with_note(when, not_set_words(case.calendar.year))
    return when


def _with_note(when: When, note: str) -> When:
    return when._replace(basis=f"{when.basis}; {note}" if when.basis else note)


# -- who -------------------------------------------------------------------------------------------


def _actor(case: Case, actor: str) -> str:
    here, jurisdiction = _chamber_now(case), case.bill.jurisdiction
    if actor == "executive":
        return body(jurisdiction, Chamber.EXECUTIVE)
    if actor == "committee" and (names := _committees(case, here)):
        return names
    chamber = case.bill.chamber if actor == "origin" else here
    return body(jurisdiction, chamber)


def _chamber_now(case: Case) -> Chamber:
    bill, progress = case.bill, case.progress
    legislature = get(bill.jurisdiction)
    there = case.location.chamber if case.location else None
    if there and there in legislature.chambers:
        return there
    if bill.chamber in progress.reached_chambers and bill.kind != MeasureKind.SIMPLE:
        return legislature.other(bill.chamber)
    return bill.chamber


def _committees(case: Case, chamber: Chamber) -> str:
    """ "House Judiciary and Ways and Means"; the one that has it, where that is told."""
    bill = case.bill
    named = body(bill.jurisdiction, chamber).removeprefix("the ")
    if case.location:
        return f"{named} {case.location.committee} Committee" if case.location.committee else ""
    names = [c.name for c in bill.committees or () if not c.parent and c.chamber == chamber]
    return f"{named} {' and '.join(names[:2])}" if names else ""
