"""What a live bill needs next, who acts, by when and how sure: rows of tables, no branch a bill.

What is pending (``state_of_play``) chooses the row; while a chamber works on it, the place does.
Days are the Constitution's (``sure``), the legislature's own calendar's (``expected``) or
merely the last that the session leaves (``watch``). Where the legislature has not set its own days
of the year yet, that is said. After the calendar's end only a listed hearing and what the
Constitution sets are said; the rest is ``unknown``.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from billtrail.legislatures import ActionClass, Chamber, MeasureKind, Stage, as_committee, get
from billtrail.legislatures.calendar import calendars, not_set_words, sessions

from ..models import Bill
from ..stages import ORDERED, REFERRALS, BillProgress, How
from .days import (
    OWN_DAYS,
    Case,
    DayRule,
    When,
    before,
    carried_day,
    chamber_day,
    committee_day,
    dated,
    first_hearing,
    fiscal_day,
    heard,
    last_passage,
    last_signature,
    override,
    session_end,
    signing,
    silence,
)
from .location import Location, place_by_days
from .location_kinds import LocationKind
from .state_of_play import Pending, StateOfPlay, play_of
from .values import LISTED, NextStep


def body(jurisdiction: str, chamber: Chamber | str) -> str:
    """ "the House", "the Assembly", "the Governor"; "both chambers" of the legislature."""
    if chamber == Chamber.LEGISLATURE and not get(jurisdiction).has_one_chamber:
        return "both chambers"
    return f"the {get(jurisdiction).chamber(Chamber(chamber))}"


class _Row(NamedTuple):
    what: str
    actor: str
    #: Rules for its day, the first that gives one still to come speaks.
    days: tuple[DayRule, ...] = ()


# -- rows ------------------------------------------------------------------------------------------

_COMMITTEE_DAYS = (heard, committee_day, chamber_day, carried_day, last_passage)
_FLOOR_DAYS = (chamber_day, carried_day, last_passage)

_ROWS: Mapping[str, _Row] = {
    "referral": _Row("Referral to a committee", "papers", _COMMITTEE_DAYS),
    "assignment": _Row("Assignment to a committee by the Rules Committee", "papers",
                       _COMMITTEE_DAYS),
    "committee": _Row("Hearing and vote in committee", "committee", _COMMITTEE_DAYS),
    "petition": _Row("Hearing and vote in committee, or enough signatures on the petition to "
                     "discharge it", "committee", _COMMITTEE_DAYS),
    "discharge": _Row("Vote on taking it from its committee; the petition has enough signatures",
                      "papers", _FLOOR_DAYS),
    "report": _Row("The committee's report, then a vote by the full chamber", "committee",
                   _FLOOR_DAYS),
    "suspense": _Row("Release from the suspense file, or held there", "committee",
                     (fiscal_day, *_FLOOR_DAYS)),
    "held": _Row("Stays in committee unless the committee takes it up again", "committee",
                 (carried_day, last_passage)),
    "floor": _Row("Vote by the full chamber", "papers", _FLOOR_DAYS),
    "inactive": _Row("Stays on the inactive file unless a member takes it off", "papers",
                     _FLOOR_DAYS),
    "second": _Row("Action by the other chamber", "papers", _FLOOR_DAYS),
    "amendments": _Row("Vote on the other chamber's changes", "papers", _FLOOR_DAYS),
    "back": _Row("Back in its own chamber: a vote on changes, if there are any, else enrolment",
                 "papers", _FLOOR_DAYS),
    "conference-call": _Row("Answer to the other chamber's request for a conference", "papers",
                            _FLOOR_DAYS),
    "conference": _Row("Agreement in a conference committee of both chambers", "conference",
                       _FLOOR_DAYS),
    "conference-report": _Row("Vote on the conference report", "papers", _FLOOR_DAYS),
    "further-conference": _Row("A further conference or more votes between the chambers: the "
                               "conference report was rejected", "papers", _FLOOR_DAYS),
    "reconsideration": _Row("Vote on a motion to reconsider", "papers", _FLOOR_DAYS),
    "returned": _Row("Sent back: it stays there until it is sent again", "papers", _FLOOR_DAYS),
    "carried-over": _Row("Carried over to the next session, where its committee may act on it",
                         "committee", (last_passage,)),
    "laid-aside": _Row("Dead unless it is voted on again", "papers", (carried_day, last_passage)),
    # No day is set for it: the Governor's days are of bills.
    "filing": _Row("Filed with the Secretary of State; no signature is needed", "papers", ()),
    "enrolment": _Row("Goes to {executive} to sign or veto", "executive", (last_signature,)),
    "executive": _Row("{Executive} signs, vetoes or lets it become law", "executive", (signing,)),
    "executive-amendments": _Row("{Chambers} vote on the changes that {executive} asks for",
                                 "legislature", (session_end,)),
    "overdue": _Row("The time to sign has run out; how it ended is not in our data yet",
                    "executive", (silence,)),
    "override": _Row("{Chambers} may still override the veto", "papers", (override,)),
    "override-second": _Row("The other chamber may still override the veto", "papers",
                            (override,)),
}  # fmt: skip

#: The row of what is pending; the two chambers' own work has one for the place.
_BY_PENDING: Mapping[Pending, str] = {
    Pending.AMENDMENTS: "amendments",
    Pending.CONFERENCE_CALL: "conference-call",
    Pending.CONFERENCE: "conference",
    Pending.CONFERENCE_REPORT: "conference-report",
    Pending.FURTHER_CONFERENCE: "further-conference",
    Pending.RECONSIDERATION: "reconsideration",
    Pending.RETURNED: "returned",
    Pending.LAID_ASIDE: "laid-aside",
    Pending.CARRIED_OVER: "carried-over",
    Pending.EXECUTIVE_AMENDMENTS: "executive-amendments",
    Pending.ENROLMENT: "enrolment",
    Pending.EXECUTIVE: "executive",
    Pending.OVERRIDE: "override",
}
_BY_PLACE: Mapping[LocationKind, str] = {
    LocationKind.DESK: "referral",
    LocationKind.COMMITTEE: "committee",
    LocationKind.SUSPENSE_FILE: "suspense",
    LocationKind.FLOOR: "floor",
    LocationKind.INACTIVE_FILE: "inactive",
}
#: Where what is pending waits in a committee or on a file, that says more.
_PLACES: Mapping[Pending, frozenset[LocationKind]] = {
    Pending.FIRST_CHAMBER: frozenset(_BY_PLACE),
    Pending.SECOND_CHAMBER: frozenset(_BY_PLACE),
    Pending.AMENDMENTS: frozenset(_BY_PLACE) - {LocationKind.DESK, LocationKind.FLOOR},
    Pending.LAID_ASIDE: frozenset({LocationKind.INACTIVE_FILE}),
}


def next_step(
    bill: Bill,
    progress: BillProgress,
    on: date,
    location: Location | None = None,
    hearing: str | None = None,
    play: StateOfPlay | None = None,
) -> NextStep | None:
    """The next step of a bill that can still move; ``None`` where nothing can follow.

    ``location`` is where it lies that day and ``hearing`` the day of the next hearing listed,
    where those are told; ``play`` the state of play, read here where it is not given.
    """
    play = play or play_of(bill, progress)
    if not progress.alive or play is None:
        return None
    case = Case(bill, progress, location, hearing, on, play)
    name = _name(case)
    row = _ROWS[name]
    if row.actor == "executive" and bill.kind not in get(bill.jurisdiction).signed:
        return None
    when, who = _day(case, row), _actor(case, row.actor)
    until = calendars.known_until(bill.jurisdiction, case.session)
    listed = when.basis == LISTED
    over = until is None or on.isoformat() > until
    if over and progress.stage not in _NEED_NO_CALENDAR and not listed:
        return NextStep(
            _unknown(bill.jurisdiction, until), None, who, "unknown", row=name, chamber=play.papers
        )
    what = row.what.format(**_bodies(bill))
    first = first_hearing(case) if heard in row.days else None
    if first and first >= on.isoformat():
        # Only the hearing has to wait: nine of ten California bills are referred before that day.
        what += "; a hearing" if name in _BEFORE_COMMITTEE else ","
        what += f" not before {sessions.day_words(first)}"
    else:
        first = None
    return NextStep(what, when.day, who, when.certainty, first, when.basis, when.checked, name,
                    play.papers)  # fmt: skip


def _unknown(jurisdiction: str, until: str | None) -> str:
    """Why no next step is told."""
    if until:
        return f"Not known: our calendar ends on {sessions.day_words(until)}"
    if calendars.has_calendar(jurisdiction):
        return "Not known: our calendar of it cannot be used"
    return "Not known: we have no calendar of its session"


def _bodies(bill: Bill) -> Mapping[str, str]:
    """Who is named in a row's words."""
    executive = body(bill.jurisdiction, Chamber.EXECUTIVE)
    [chamber, *others] = get(bill.jurisdiction).chambers
    chambers = "Both chambers" if others else _large(body(bill.jurisdiction, chamber))
    return {"executive": executive, "Executive": _large(executive), "Chambers": chambers}


def _large(text: str) -> str:
    return text[0].upper() + text[1:]


def _name(case: Case) -> str:
    """The row that speaks; a committee that has listed a hearing has the measure, whether or not
    its record says so yet."""
    name = _by_case(case)
    return "committee" if case.hearing and name in _BEFORE_COMMITTEE else name


_BEFORE_COMMITTEE = ("referral", "assignment")


def _by_case(case: Case) -> str:
    """The row of a case of its own, else of the place where that says more, else of what is
    pending."""
    for applies, name in _CASES:
        if applies(case):
            return name
    pending = case.play.pending
    place = case.location.kind if case.location else place_by_days(case.progress, case.play)
    if place and place in _PLACES.get(pending, ()):
        return _BY_PLACE[place]
    return _BY_PENDING.get(pending, "second")


def _is_overdue(case: Case) -> bool:
    waits = case.play.pending == Pending.EXECUTIVE
    sent = signing(case) if waits and case.progress.stage == Stage.TO_EXECUTIVE else None
    return sent is not None and case.on.isoformat() > (sent.day or "9999")


def _is_back(case: Case) -> bool:
    """The second chamber passed it, and no line says yet whether it changed it."""
    passed = case.progress.stage == Stage.PASSED_ONE_CHAMBER
    return passed and case.play.pending == Pending.ENROLMENT


def _is_filed_only(case: Case) -> bool:
    passed = case.play.pending == Pending.ENROLMENT
    legislature = get(case.bill.jurisdiction)
    unsigned = case.bill.kind not in legislature.signed
    return passed and unsigned and legislature.adopts_when_filed


def _is_held(case: Case) -> bool:
    return case.play.pending in _OWN_WORK and case.location is not None and case.location.held


def _is_petitioned(case: Case) -> bool:
    """Whether members sign a petition to take it from its committee."""
    return _may_be_taken(case, ActionClass.DISCHARGE_PETITION)


def _is_to_be_discharged(case: Case) -> bool:
    return _may_be_taken(case, ActionClass.DISCHARGE_CALENDAR)


def _may_be_taken(case: Case, class_: ActionClass) -> bool:
    lies = place_by_days(case.progress, case.play) == LocationKind.COMMITTEE
    return lies and dated(case, class_) is not None


def _waits_for_report(case: Case) -> bool:
    """Whether its committee has voted and its report is still to come."""
    first = case.play.pending == Pending.FIRST_CHAMBER
    return first and case.progress.stage == Stage.REPORTED and case.progress.how in ORDERED


def _is_overridden_once(case: Case) -> bool:
    passed = ActionClass.VETO_OVERRIDE_PASSAGE
    action = case.play.action
    return action is not None and passed in action.classification


def _waits_for_assignment(case: Case) -> bool:
    where, legislature = case.location, get(case.bill.jurisdiction)
    in_rules = where is not None and (where.kind, where.committee) == (
        LocationKind.COMMITTEE,
        "Rules",
    )
    return (
        legislature.assigns_by_rules
        and in_rules
        and case.play.pending in _OWN_WORK
        and case.bill.kind == MeasureKind.BILL
    )


#: What follows is set by the Constitution alone.
_NEED_NO_CALENDAR = (Stage.PASSED_BOTH, Stage.TO_EXECUTIVE)

#: Cases with a row of their own, the first that applies.
_CASES: tuple[tuple[Callable[[Case], bool], str], ...] = (
    (_is_overdue, "overdue"),
    (_is_back, "back"),
    (_is_filed_only, "filing"),
    (_is_held, "held"),
    (_waits_for_assignment, "assignment"),
    (_is_to_be_discharged, "discharge"),
    (_is_petitioned, "petition"),
    (_waits_for_report, "report"),
    (_is_overridden_once, "override-second"),
)
#: A chamber is at work on it.
_OWN_WORK = (Pending.FIRST_CHAMBER, Pending.SECOND_CHAMBER, Pending.AMENDMENTS)


def _day(case: Case, row: _Row) -> When:
    """The first day still to come; without one, why there is none where a rule says so."""
    found = [when for rule in row.days if (when := rule(case))]
    ahead = (when for when in found if when.day and when.day >= case.on.isoformat())
    when = next(ahead, None) or next((w for w in found if not w.day), When(None, "watch"))
    if chamber_day in row.days and not case.calendar.is_set and when.basis != LISTED:
        return _with_note(when, not_set_words(case.calendar.year, *_then(case, row)))
    return when


def _then(case: Case, row: _Row) -> tuple[str | None, str | None]:
    """The day that the legislature's own calendar had for it two years before, and from what."""
    past = before(case)
    found = (rule(past) for rule in row.days if rule in OWN_DAYS)
    days = (when for when in found if when and (when.day or "") >= past.on.isoformat())
    when = next(days, None)
    return (when.day, when.basis) if when else (None, None)


def _with_note(when: When, note: str) -> When:
    return when._replace(basis=f"{when.basis}; {note}" if when.basis else note)


# -- who -------------------------------------------------------------------------------------------


def _actor(case: Case, actor: str) -> str:
    papers, jurisdiction = case.play.papers, case.bill.jurisdiction
    if actor == "conference":
        return "the conference committee"
    if actor == "executive":
        return body(jurisdiction, Chamber.EXECUTIVE)
    if actor == "legislature":
        return get(jurisdiction).body
    if actor == "committee" and (names := _committees(case, papers)):
        return names
    return body(jurisdiction, papers)


def _committees(case: Case, chamber: Chamber) -> str:
    """ "House Judiciary and Ways and Means"; the one that has it, where that is told."""
    named = body(case.bill.jurisdiction, chamber).removeprefix("the ")
    if case.location:
        name = case.location.committee
        return f"{named} {as_committee(name)}" if name else ""
    names = list(_that_have_it(case, chamber))
    return f"{named} {_joined(names)}" if names else ""


def _that_have_it(case: Case, chamber: Chamber) -> Iterator[str]:
    """Names of the committees that hold it, else of the chamber's last referral; of all that the
    record names there, where none is told, and of none where it was sent back to one of them."""
    names = {c.committee: c.name for c in case.bill.committees or ()
             if not c.parent and c.chamber == chamber}  # fmt: skip
    sent = [
        step
        for step in case.progress.steps
        if step.milestone in REFERRALS and step.action.committee in names
    ]
    last = max((step.day for step in sent), default=None)
    holding = names.keys() & set(case.progress.holding)
    sent_to = {step.action.committee for step in sent if step.day == last}
    found = holding or (() if case.progress.how == How.RECOMMITTED else sent_to or names)
    return (name for committee, name in names.items() if committee in found)


def _joined(names: list[str]) -> str:
    """Two by name, "Judiciary and Ways and Means Committees"; of more, how many others."""
    if len(names) > 2:
        return f"{names[0]} and {len(names) - 1} other committees"
    if len(names) == 2 and all(name.endswith(_NAMED) for name in names):
        return " and ".join(name.removesuffix(_NAMED) for name in names) + f"{_NAMED}s"
    return " and ".join(names)


_NAMED = " Committee"
