"""What a live bill needs next, who acts, by when and how sure: one row per stage."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from billtrail import calendars
from billtrail.models import Bill
from billtrail.stages import Standing
from billtrail.views import NextStep
from billtrail.vocabulary import Chamber, MeasureKind, Stage

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


class _Row(NamedTuple):
    what: str
    actor: str
    certainty: str


_TABLE: Mapping[Stage, _Row] = {
    Stage.INTRODUCED: _Row("Referral to a committee", "origin", "expected"),
    Stage.IN_COMMITTEE: _Row("Hearing and vote in committee", "committee", "watch"),
    Stage.REPORTED: _Row("Vote by the full chamber", "here", "watch"),
    Stage.PASSED_ONE_CHAMBER: _Row("Action by the other chamber", "other", "watch"),
    Stage.PASSED_BOTH: _Row("Goes to {executive} to sign or veto", "executive", "expected"),
    Stage.TO_EXECUTIVE: _Row("{Executive} signs, vetoes or lets it become law", "executive",
                             "sure"),
    Stage.VETOED: _Row("Both chambers may still override the veto", "origin", "watch"),
    Stage.FAILED: _Row("Dead unless it is voted on again", "origin", "watch"),
}  # fmt: skip

#: Days to sign from presentment, by jurisdiction (Sundays do not count for the President; the
#: date is said as expected for that reason).
_SIGNING_DAYS = {"us": 10, "ca": 12}


def next_step(bill: Bill, standing: Standing, on: date) -> NextStep | None:
    """The next step of a bill that can still move; ``None`` where nothing can follow."""
    if not standing.alive:
        return None
    row = _TABLE.get(standing.stage)
    if row is None or _needs_no_executive(bill, row):
        return None
    executive = body(bill.jurisdiction, Chamber.EXECUTIVE)
    what = row.what.format(executive=executive, Executive=executive[0].upper() + executive[1:])
    deadline, certainty = _deadline(bill, standing, on, row.certainty)
    return NextStep(what, deadline, _actor(bill, standing, row.actor), certainty)


def _needs_no_executive(bill: Bill, row: _Row) -> bool:
    return row.actor == "executive" and bill.kind in (
        MeasureKind.CONCURRENT, MeasureKind.CONSTITUTIONAL, MeasureKind.SIMPLE,
    )  # fmt: skip


def _actor(bill: Bill, standing: Standing, actor: str) -> str:
    here = _chamber_now(bill, standing)
    if actor == "executive":
        return body(bill.jurisdiction, Chamber.EXECUTIVE)
    if actor == "committee" and (names := _committees(bill, here)):
        return names
    chamber = {"origin": bill.chamber}.get(actor, here)
    return body(bill.jurisdiction, chamber)


def _chamber_now(bill: Bill, standing: Standing) -> Chamber:
    if bill.chamber in standing.reached_chambers and bill.kind != MeasureKind.SIMPLE:
        return Chamber.UPPER if bill.chamber == Chamber.LOWER else Chamber.LOWER
    return bill.chamber


def _committees(bill: Bill, chamber: Chamber) -> str:
    names = [c.name for c in bill.committees or () if not c.parent and c.chamber == chamber]
    bodies = body(bill.jurisdiction, chamber).removeprefix("the ")
    return f"{bodies} {' and '.join(names[:2])}" if names else ""


def _deadline(bill: Bill, standing: Standing, on: date, certainty: str) -> tuple[str | None, str]:
    """Days to sign while they run, else the last day the session leaves."""
    if standing.stage == Stage.TO_EXECUTIVE and standing.date and len(standing.date) == 10:
        days = timedelta(days=_SIGNING_DAYS[bill.jurisdiction])
        due = date.fromisoformat(standing.date) + days
        if due >= on:
            return due.isoformat(), "expected"
    session = calendars.session_for(bill.key)
    if session is None:
        return None, certainty
    signing = standing.stage in (Stage.PASSED_BOTH, Stage.TO_EXECUTIVE)
    return (session.last_signature if signing else session.last_passage), certainty
