"""The day of a next step: rules that each know one limit, how sure it is and where it is set.

A day is the Constitution's (``sure``), the legislature's own calendar's or that of a listed hearing
(``expected``), or merely the last that the session leaves (``watch``).
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from billtrail.legislatures import ActionClass, Exemption, MeasureKind, Signing, get
from billtrail.legislatures.calendar import (
    CYCLE,
    Deadline,
    Deadlines,
    Session,
    calendars,
    deadlines,
    deadlines_of,
    sessions,
)

from ..identity import binding_session, exemption, last_passage_day, terms_of
from ..models import Bill
from ..stages import BillProgress, Milestone
from .location import Location
from .state_of_play import Pending, StateOfPlay
from .values import LISTED


class Case(NamedTuple):
    """A measure on a day, as the rows ask about it. ``hearing`` is the next one listed, ``play``
    the state of play. With ``back`` the calendar is that of so many years ago."""

    bill: Bill
    progress: BillProgress
    location: Location | None
    hearing: str | None
    on: date
    play: StateOfPlay
    back: int = 0

    @property
    def session(self) -> Session | None:
        own = sessions.session_for(self.bill.key)
        return binding_session(self.bill, own) if own else None

    @property
    def in_origin(self) -> bool:
        """Whether its own chamber has still to pass it."""
        return self.bill.chamber not in self.progress.reached_chambers

    @property
    def carried_over(self) -> bool:
        """Whether a bill of the session's first year is still in its own chamber, so that the
        Constitution limits it (``Session.origin_passage``)."""
        limit = self.session.origin_passage if self.session else None
        introduced = self.bill.introduced_date or "9999"
        is_bill = self.bill.kind == MeasureKind.BILL
        return bool(limit) and is_bill and self.in_origin and introduced[:4] < (limit or "")[:4]

    @property
    def exempt(self) -> Exemption | None:
        """What frees it of the legislative calendar."""
        return exemption(self.bill, "deadlines")

    @property
    def calendar(self) -> Deadlines:
        """The legislative calendar that binds it; one without dates where there is none.

        It binds bills of regular sessions, but for exempt ones. A bill of the first year that is
        still in its own chamber in the second has no dates but the Constitution's.
        """
        session, year = self.session, self.on.year + self.back
        is_bill = self.bill.kind == MeasureKind.BILL and not self.exempt
        if session is None or not session.origin_passage or not is_bill:
            return Deadlines(year)
        second = int(session.origin_passage[:4])
        year = min(max(year, second - 1), second)
        known = deadlines_of(self.bill.jurisdiction, year - self.back)
        return Deadlines(year) if self.carried_over and year == second else known


class When(NamedTuple):
    """A day (ISO) by which, how sure it is, and where it is set, in words for a reader; ``checked``
    is false where that was not compared with anything of the year itself."""

    day: str | None
    certainty: str
    basis: str | None = None
    checked: bool = True


#: A rule for a day; ``None`` where it has nothing to say.
DayRule = Callable[[Case], When | None]


def heard(case: Case) -> When | None:
    """The next hearing that is listed."""
    return When(case.hearing, "expected", LISTED) if case.hearing else None


def committee_day(case: Case) -> When | None:
    """The day by which its kind of committee must have acted."""
    fiscal = case.location is not None and "Appropriations" in (case.location.committee or "")
    return fiscal_day(case) if fiscal else _policy_day(case)


def _policy_day(case: Case) -> When | None:
    """In its own chamber the earlier day binds measures that go to a fiscal committee. Which do is
    not told everywhere, and who must act by the later day loses nothing by the earlier."""
    year, fiscal = case.calendar, terms_of(case.bill).fiscal
    if not case.in_origin:
        return _expected(year.second_policy)
    early, late = year.policy_fiscal, year.policy
    if early is None or late is None or fiscal is False:
        return _expected(late)
    if fiscal:
        return _expected(early)
    if early.on < case.on.isoformat():
        return _expected(late)
    until = sessions.day_words(late.on)
    return _expected(early, f"; {until} for a measure that costs the state nothing")


def before(case: Case) -> Case:
    """The measure on the same day of the session before, whose calendar was set."""
    day = case.on.replace(day=min(case.on.day, 28), year=case.on.year - CYCLE)
    return case._replace(on=day, back=CYCLE)


def fiscal_day(case: Case) -> When | None:
    """The day by which the fiscal committee must have acted."""
    year = case.calendar
    return _expected(year.fiscal if case.in_origin else year.second_fiscal)


def chamber_day(case: Case) -> When | None:
    """The day by which the chamber that has it must have voted."""
    year = case.calendar
    return _expected(year.origin if case.in_origin else year.passage)


def _expected(deadline: Deadline | None, more: str = "") -> When | None:
    if deadline is None:
        return None
    source = deadline.source
    return When(deadline.on, "expected", source.words + more, source.checked)


#: The rules that read the legislature's own calendar.
OWN_DAYS: tuple[DayRule, ...] = (committee_day, fiscal_day, chamber_day)


def carried_day(case: Case) -> When | None:
    """The day by which a bill of the first year must have left its own chamber."""
    if case.session is None or not case.carried_over:
        return None
    basis = calendars.basis_of(case.bill.jurisdiction, "origin_passage")
    return When(case.session.origin_passage, "sure", basis)


def last_passage(case: Case) -> When | None:
    """The last day the session leaves to pass it."""
    if case.session is None:
        return None
    day = last_passage_day(case.bill, case.session)
    limit = "last_passage" if day == case.session.last_passage else "ends"
    return _left(case, limit, day)


def last_signature(case: Case) -> When | None:
    """The last day the session leaves to sign anything."""
    return _left(case, "last_signature", case.session.last_signature) if case.session else None


def session_end(case: Case) -> When | None:
    """The last day of the session, with its votes on what the executive did."""
    return _left(case, "ends", case.session.ends) if case.session else None


def _left(case: Case, limit: str, day: str) -> When:
    basis = calendars.basis_of(case.bill.jurisdiction, limit)
    return When(day, "watch", f"the last day the session leaves ({basis}){_free(case)}")


def _free(case: Case) -> str:
    """Why no earlier day is told, where one is told of other measures."""
    if case.exempt is None or case.play.pending in _LEAVES_THE_CHAMBERS:
        return ""
    return f"; the deadlines of the chambers do not bind it ({case.exempt.basis})"


_LEAVES_THE_CHAMBERS = (Pending.ENROLMENT, Pending.EXECUTIVE, Pending.OVERRIDE)


def signing(case: Case) -> When | None:
    """The last day to sign or veto, counted from presentment, not passage."""
    sent = _milestone(case, Milestone.TO_EXECUTIVE)
    if sent is None:
        return None
    rule, year = get(case.bill.jurisdiction).signing, _year_of(case, sent)
    if rule is None:
        return None
    recess = date.fromisoformat(year.recess.on) if year and year.recess else None
    day = rule.last_day(sent, recess)
    return When(day, "sure", rule.basis) if day else When(None, "watch", _unknown(rule))


def silence(case: Case) -> When | None:
    """What becomes of a measure that was neither signed nor vetoed in time, by the rule itself."""
    rule = get(case.bill.jurisdiction).signing
    return When(None, "watch", f"{rule.silence} ({rule.basis})") if rule else None


def _unknown(rule: Signing) -> str:
    return f"{rule.unknown} ({rule.basis})"


def _year_of(case: Case, day: date) -> Deadlines | None:
    """The legislature's own calendar of a day's year."""
    return deadlines(case.bill.jurisdiction).get(day.year)


def override(case: Case) -> When | None:
    """The last day to vote on a veto, without the days of the recess between two years."""
    vetoed, rule = _milestone(case, Milestone.VETOED), get(case.bill.jurisdiction).override
    if vetoed is None or rule is None:
        return last_passage(case)
    year = _year_of(case, vetoed)
    if year and year.recess and year.reconvenes and vetoed.isoformat() > year.recess.on:
        back, source = date.fromisoformat(year.reconvenes.on), year.reconvenes.source
        day = (back + timedelta(rule.days - 1)).isoformat()
        words = f"{rule.basis}, counted from the return: {source.words}"
        return When(day, "expected", words, source.checked)
    return When((vetoed + timedelta(rule.days)).isoformat(), "expected", rule.basis)


def dated(case: Case, class_: ActionClass) -> date | None:
    """The day of the first action of a class."""
    days = (a.date for a in case.bill.actions or () if class_ in a.classification)
    return next((date.fromisoformat(day) for day in days if len(day) == 10), None)


def _milestone(case: Case, milestone: Milestone) -> date | None:
    days = (s.date for s in reversed(case.progress.steps) if s.milestone == milestone)
    return next((date.fromisoformat(day) for day in days if len(day) == 10), None)


def first_hearing(case: Case) -> str | None:
    """The day from which a committee may hear it, where it must be in print before, unless that
    was waived."""
    printed, days = dated(case, ActionClass.IN_PRINT), get(case.bill.jurisdiction).print_days
    if case.bill.kind != MeasureKind.BILL or printed is None or days is None:
        return None
    waived = dated(case, ActionClass.PRINT_WAIVED)
    return None if waived else (printed + timedelta(days)).isoformat()
