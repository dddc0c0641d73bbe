"""How the stage of a bill or an effort moved up to a day: pure, from what a reading holds."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from billtrail import calendars
from billtrail.calendars import last_day
from billtrail.families import build_family
from billtrail.stages import Standing, fold_bill
from billtrail.views import BillStatus, FamilyStatus
from billtrail.vocabulary import Stage


@dataclass(frozen=True, slots=True)
class StageSince:
    """A stage, the day it was reached, the bill that proves it and what happened."""

    stage: Stage
    date: str | None
    bill: str | None
    action: str | None


def bill_stages(status: BillStatus, on: date) -> tuple[StageSince, ...]:
    """Every stage the bill was at by ``on``, oldest first."""

    def at(day: date) -> StageSince:
        return _since(status.key, _standing(status, day))

    return tuple(_moves(at, [status], on))


def family_stages(family: FamilyStatus, on: date) -> tuple[StageSince, ...]:
    """Every stage the effort was at by ``on``, oldest first."""
    statuses = [member.status for member in family.members if member.status]

    def at(day: date) -> StageSince | None:
        then = [
            replace(member, status=replace(member.status, standing=_standing(member.status, day)))
            for member in family.members
            if member.status and (member.status.bill.introduced_date or "") <= day.isoformat()
        ]
        found = build_family(family.id, family.title, family.campaign, then, day.isoformat())
        return _since(found.proof.key, found.proof.standing) if found.proof else None

    return tuple(_moves(at, statuses, on))


def _moves(
    at: Callable[[date], StageSince | None], statuses: Iterable[BillStatus], on: date
) -> Iterator[StageSince]:
    """The stage on each day on which anything moved, where it differs from the one before."""
    last = None
    for day in sorted({*_days(statuses, on), on}):
        found = at(day)
        if found and (last is None or found.stage != last.stage):
            yield found
            last = found


def _days(statuses: Iterable[BillStatus], on: date) -> Iterator[date]:
    for status in statuses:
        dates = [step.date for step in status.standing.steps] + [status.standing.date]
        days = (date.fromisoformat(last_day(value)) for value in dates if value)
        yield from (day for day in days if day <= on)


def _standing(status: BillStatus, day: date) -> Standing:
    session = calendars.session_for(status.key)
    return fold_bill(status.bill, day, session, status.fresh_as_of)


def _since(key: str, standing: Standing) -> StageSince:
    action = standing.action.description if standing.action else None
    return StageSince(standing.stage, standing.date, key, action)
