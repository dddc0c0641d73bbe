"""What a live bill needs next, who acts, by when and how sure: rows of tables, no branch a bill.

Where the place of a measure is told (California), a row for the place speaks; else one for the
stage. Days are the Constitution's (``sure``), the legislature's own calendar's (``expected``) or
merely the last that the session leaves (``watch``). After the calendar's end only what the
Constitution sets is said; the rest is ``unknown``.
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from billtrail import calendars
from billtrail.calendars import Deadlines, Session
from billtrail.models import Bill
from billtrail.places import Location, Place
from billtrail.stages import Milestone, Standing
from billtrail.views import NextStep
from billtrail.vocabulary import ActionClass, Chamber, MeasureKind, Stage

#: Names of the bodies that act, by jurisdiction.
BODIES: Mapping[tuple[str, str], str] = {
    ("us", "lower"): "the House",
    ("us", "upper"): "the Senate",
    ("us", "executive"): "the President",
    ("ca", "lower"): "the Assembly",
    ("ca", "upper"): "the Senate",
    ("ca", "executive"): "the Governor",
}


def body(jurisdiction: str, chamber: Chamber | str) -> str:
    """ "the House", "the Assembly", "the Governor"."""
    return BODIES[jurisdiction, str(chamber)]


class _Case(NamedTuple):
    """A measure on a day, as the rows ask about it. ``hearing`` is the next one listed."""

    bill: Bill
    standing: Standing
    location: Location | None
    hearing: str | None
    on: date

    @property
    def session(self) -> Session | None:
        return calendars.session_for(self.bill.key)

    @property
    def in_origin(self) -> bool:
        """Whether its own chamber has still to pass it."""
        return self.bill.chamber not in self.standing.reached_chambers

    @property
    def carried_over(self) -> bool:
        """Whether a bill of the session's first year is still in its own chamber, so that the
        Constitution limits it (``Session.origin_passage``)."""
        limit = self.session.origin_passage if self.session else None
        introduced = self.bill.introduced_date or "9999"
        is_bill = self.bill.kind == MeasureKind.BILL
        return bool(limit) and is_bill and self.in_origin and introduced[:4] < (limit or "")[:4]

    @property
    def calendar(self) -> Deadlines:
        """The legislative calendar that binds it; one without dates where there is none.

        It binds bills of regular sessions. A bill of the first year that is still in its own
        chamber in the second has no dates but the Constitution's.
        """
        session, year = self.session, self.on.year
        if session is None or not session.origin_passage or self.bill.kind != MeasureKind.BILL:
            return Deadlines(year)
        second = int(session.origin_passage[:4])
        year = min(max(year, second - 1), second)
        known = calendars.deadlines(self.bill.jurisdiction).get(year)
        return known if known and not (self.carried_over and year == second) else Deadlines(year)


#: A day and how sure it is; none where the rule has nothing to say.
_When = tuple[str | None, str] | None


class _Row(NamedTuple):
    what: str
    actor: str
    #: Rules for its day, the first that gives one still to come speaks.
    days: tuple[Callable[[_Case], _When], ...] = ()


# -- days ------------------------------------------------------------------------------------------


def _heard(case: _Case) -> _When:
    return (case.hearing, "expected") if case.hearing else None


def _committee_day(case: _Case) -> _When:
    """The day by which its kind of committee must have acted."""
    fiscal = case.location is not None and "Appropriations" in (case.location.committee or "")
    return _fiscal_day(case) if fiscal else _policy_day(case)


def _policy_day(case: _Case) -> _When:
    year = case.calendar
    return year.policy if case.in_origin else year.second_policy, "expected"


def _fiscal_day(case: _Case) -> _When:
    year = case.calendar
    return year.fiscal if case.in_origin else year.second_fiscal, "expected"


def _chamber_day(case: _Case) -> _When:
    year = case.calendar
    return year.origin if case.in_origin else year.passage, "expected"


def _carried_day(case: _Case) -> _When:
    """The day by which a bill of the first year must have left its own chamber."""
    return (case.session.origin_passage, "sure") if case.session and case.carried_over else None


def _last_passage(case: _Case) -> _When:
    return (case.session.last_passage, "watch") if case.session else None


def _last_signature(case: _Case) -> _When:
    return (case.session.last_signature, "watch") if case.session else None


def _signing(case: _Case) -> _When:
    """The last day to sign or veto, counted from presentment, not passage."""
    sent = _milestone(case, Milestone.TO_EXECUTIVE)
    return (_SIGNING[case.bill.jurisdiction](sent), "sure") if sent else None


def _president(sent: date) -> str:
    """Ten days, Sundays excepted."""
    day, left = sent, 10
    while left:
        day += timedelta(1)
        left -= day.weekday() != _SUNDAY
    return day.isoformat()


def _governor(sent: date) -> str | None:
    """Twelve days; what is in hand when the Legislature leaves for the year, 30 days after that,
    and in the second year until 30 September (Article IV, section 10(b)). ``None`` where we do
    not know the day it left."""
    due = sent + timedelta(_GOVERNOR_DAYS)
    year = calendars.deadlines("ca").get(sent.year)
    recess = date.fromisoformat(year.recess) if year and year.recess else None
    if recess and due > recess:
        return (recess + timedelta(_RECESS_DAYS)).isoformat()
    if sent.year % 2 == 0 and due.isoformat() >= f"{sent.year}-09-01":
        return f"{sent.year}-09-30"
    known = recess or sent.year % 2 == 0 or due.month < _SEPTEMBER
    return due.isoformat() if known else None


_SEPTEMBER = 9
_SIGNING: Mapping[str, Callable[[date], str | None]] = {"us": _president, "ca": _governor}


def _override(case: _Case) -> _When:
    """The last day to vote on a veto: 60 days, without those of the recess between two years."""
    vetoed = _milestone(case, Milestone.VETOED)
    if vetoed is None or case.bill.jurisdiction != "ca":
        return _last_passage(case)
    year = calendars.deadlines("ca").get(vetoed.year)
    if year and year.recess and year.reconvenes and vetoed.isoformat() > year.recess:
        back = date.fromisoformat(year.reconvenes)
        return (back + timedelta(_OVERRIDE_DAYS - 1)).isoformat(), "expected"
    return (vetoed + timedelta(_OVERRIDE_DAYS)).isoformat(), "expected"


_SUNDAY = 6
_PRINT_DAYS = 30
_GOVERNOR_DAYS = 12
_RECESS_DAYS = 30
_OVERRIDE_DAYS = 60


def _dated(case: _Case, class_: ActionClass) -> date | None:
    """The day of the first action of a class."""
    days = (a.date for a in case.bill.actions or () if class_ in a.classification)
    return next((date.fromisoformat(day) for day in days if len(day) == 10), None)


def _milestone(case: _Case, milestone: Milestone) -> date | None:
    days = (s.date for s in reversed(case.standing.steps) if s.milestone == milestone)
    return next((date.fromisoformat(day) for day in days if len(day) == 10), None)


# -- rows ------------------------------------------------------------------------------------------

_COMMITTEE_DAYS = (_heard, _committee_day, _chamber_day, _carried_day, _last_passage)
_FLOOR_DAYS = (_chamber_day, _carried_day, _last_passage)

_BY_STAGE: Mapping[Stage, _Row] = {
    Stage.INTRODUCED: _Row("Referral to a committee", "origin", _COMMITTEE_DAYS),
    Stage.IN_COMMITTEE: _Row("Hearing and vote in committee", "committee", _COMMITTEE_DAYS),
    Stage.REPORTED: _Row("Vote by the full chamber", "here", _FLOOR_DAYS),
    Stage.PASSED_ONE_CHAMBER: _Row("Action by the other chamber", "other", _FLOOR_DAYS),
    Stage.PASSED_BOTH: _Row("Goes to {executive} to sign or veto", "executive",
                            (_last_signature,)),
    Stage.TO_EXECUTIVE: _Row("{Executive} signs, vetoes or lets it become law", "executive",
                             (_signing,)),
    Stage.VETOED: _Row("Both chambers may still override the veto", "origin", (_override,)),
    Stage.FAILED: _Row("Dead unless it is voted on again", "origin",
                       (_carried_day, _last_passage)),
}  # fmt: skip

#: Rows for a live measure whose place is told; ``held`` is a committee that voted to keep it.
_BY_PLACE: Mapping[Place | str, _Row] = {
    Place.DESK: _Row("Referral to a committee", "here", _COMMITTEE_DAYS),
    "assignment": _Row("Assignment to a committee by the Rules Committee", "here",
                       _COMMITTEE_DAYS),
    Place.COMMITTEE: _Row("Hearing and vote in committee", "committee", _COMMITTEE_DAYS),
    Place.SUSPENSE_FILE: _Row("Release from the suspense file, or held there", "committee",
                              (_fiscal_day, *_FLOOR_DAYS)),
    "held": _Row("Stays in committee unless the committee takes it up again", "committee",
                 (_carried_day, _last_passage)),
    Place.FLOOR: _Row("Vote by the full chamber", "here", _FLOOR_DAYS),
    Place.INACTIVE_FILE: _Row("Stays on the inactive file unless a member takes it off", "here",
                              _FLOOR_DAYS),
    "concurrence": _Row("Vote on the other chamber's changes", "here", _FLOOR_DAYS),
    "filing": _Row("Filed with the Secretary of State; no signature is needed", "here",
                   (_last_signature,)),
    "overdue": _Row("The time to sign has run out; how it ended is not in our data yet",
                    "executive"),
}  # fmt: skip


def next_step(
    bill: Bill,
    standing: Standing,
    on: date,
    location: Location | None = None,
    hearing: str | None = None,
) -> NextStep | None:
    """The next step of a bill that can still move; ``None`` where nothing can follow.

    ``location`` is where it lies that day and ``hearing`` the day of the next hearing listed,
    where those are told.
    """
    if not standing.alive:
        return None
    case = _Case(bill, standing, location, hearing, on)
    row = _row(case)
    if row is None:
        return None
    (day, certainty), who = _day(case, row), _actor(case, row.actor)
    until = calendars.known_until(bill.jurisdiction)
    if on.isoformat() > until and standing.stage not in _NEED_NO_CALENDAR:
        return NextStep(f"Not known: our calendar ends on {_words(until)}", None, who, "unknown")
    executive = body(bill.jurisdiction, Chamber.EXECUTIVE)
    what = row.what.format(executive=executive, Executive=executive[0].upper() + executive[1:])
    first = _first_hearing(case) if _heard in row.days else None
    if first and first >= on.isoformat():
        return NextStep(f"{what}, not before {_words(first)}", day, who, certainty, first)
    return NextStep(what, day, who, certainty)


def _first_hearing(case: _Case) -> str | None:
    """The day from which a committee may hear it: 30 days in print (Article IV, section 8(a)),
    unless that was waived."""
    printed = _dated(case, ActionClass.IN_PRINT)
    if case.bill.kind != MeasureKind.BILL or printed is None:
        return None
    waived = _dated(case, ActionClass.PRINT_WAIVED)
    return None if waived else (printed + timedelta(_PRINT_DAYS)).isoformat()


def _words(day: str) -> str:
    """``2026-03-05`` -> ``Mar 5, 2026``."""
    found = date.fromisoformat(day)
    return f"{found:%b} {found.day}, {found.year}"


def _row(case: _Case) -> _Row | None:
    """The row that speaks: a case of its own, else the place where it is told, else the stage."""
    for applies, name in _CASES:
        if applies(case):
            return _BY_PLACE[name]
    row = _BY_STAGE.get(case.standing.stage)
    if row and row.actor == "executive" and case.bill.kind in _NO_EXECUTIVE:
        return None
    if case.standing.stage in _PLACED and case.location:
        return _BY_PLACE.get(case.location.place, row)
    return row


def _is_overdue(case: _Case) -> bool:
    sent = _signing(case) if case.standing.stage == Stage.TO_EXECUTIVE else None
    return sent is not None and case.on.isoformat() > (sent[0] or "9999")


def _is_filed_only(case: _Case) -> bool:
    passed = case.standing.stage == Stage.PASSED_BOTH
    return passed and case.bill.kind in _NO_EXECUTIVE and case.bill.jurisdiction == "ca"


def _is_held(case: _Case) -> bool:
    return case.standing.stage in _PLACED and case.location is not None and case.location.held


def _waits_for_concurrence(case: _Case) -> bool:
    """Both chambers passed it, not the same text, and no committee has it."""
    lies = case.location and case.location.place in (Place.DESK, Place.FLOOR)
    voted = len(case.standing.reached_chambers) > 1
    return voted and bool(lies) and case.standing.stage == Stage.PASSED_ONE_CHAMBER


def _waits_for_assignment(case: _Case) -> bool:
    where = case.location
    in_rules = where is not None and (where.place, where.committee) == (Place.COMMITTEE, "Rules")
    return in_rules and case.standing.stage in _PLACED and case.bill.kind == MeasureKind.BILL


#: What follows is set by the Constitution alone.
_NEED_NO_CALENDAR = (Stage.PASSED_BOTH, Stage.TO_EXECUTIVE)

#: Cases with a row of their own, the first that applies.
_CASES: tuple[tuple[Callable[[_Case], bool], str], ...] = (
    (_is_overdue, "overdue"),
    (_is_filed_only, "filing"),
    (_is_held, "held"),
    (_waits_for_concurrence, "concurrence"),
    (_waits_for_assignment, "assignment"),
)
#: Stages at which the place says more.
_PLACED = (Stage.INTRODUCED, Stage.IN_COMMITTEE, Stage.REPORTED, Stage.PASSED_ONE_CHAMBER)
_NO_EXECUTIVE = (MeasureKind.CONCURRENT, MeasureKind.CONSTITUTIONAL, MeasureKind.SIMPLE)


def _day(case: _Case, row: _Row) -> tuple[str | None, str]:
    for rule in row.days:
        when = rule(case)
        if when and when[0] and when[0] >= case.on.isoformat():
            return when
    return None, "watch"


# -- who -------------------------------------------------------------------------------------------


def _actor(case: _Case, actor: str) -> str:
    here, jurisdiction = _chamber_now(case), case.bill.jurisdiction
    if actor == "executive":
        return body(jurisdiction, Chamber.EXECUTIVE)
    if actor == "committee" and (names := _committees(case, here)):
        return names
    chamber = case.bill.chamber if actor == "origin" else here
    return body(jurisdiction, chamber)


def _chamber_now(case: _Case) -> Chamber:
    bill, standing = case.bill, case.standing
    if case.location and case.location.chamber in (Chamber.LOWER, Chamber.UPPER):
        return case.location.chamber
    if bill.chamber in standing.reached_chambers and bill.kind != MeasureKind.SIMPLE:
        return Chamber.UPPER if bill.chamber == Chamber.LOWER else Chamber.LOWER
    return bill.chamber


def _committees(case: _Case, chamber: Chamber) -> str:
    """ "House Judiciary and Ways and Means"; the one that has it, where that is told."""
    bill = case.bill
    named = body(bill.jurisdiction, chamber).removeprefix("the ")
    if case.location:
        return f"{named} {case.location.committee} Committee" if case.location.committee else ""
    names = [c.name for c in bill.committees or () if not c.parent and c.chamber == chamber]
    return f"{named} {' and '.join(names[:2])}" if names else ""
