"""How the stage of a bill or an effort moved up to a day: pure, from what a snapshot holds."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from billtrail.legislatures import Stage
from billtrail.legislatures.calendar import last_day, sessions

from .efforts import build_effort
from .stages import BillProgress, by_actions, by_calendar
from .values import BillStatus, EffortStatus


@dataclass(frozen=True, slots=True)
class StageSince:
    """A stage, the day it was reached, the bill that proves it and what happened."""

    stage: Stage
    date: str | None
    bill: str | None
    action: str | None


def bill_stages(status: BillStatus, on: date) -> tuple[StageSince, ...]:
    """Every stage the bill was at by ``on``, oldest first."""

    by_day = _ProgressByDay(status)

    def at(day: date) -> StageSince:
        return _since(status.key, by_day.on(day))

    return tuple(_moves(at, [status], on))


def effort_stages(effort: EffortStatus, on: date) -> tuple[StageSince, ...]:
    """Every stage the effort was at by ``on``, oldest first."""
    statuses = [member.status for member in effort.members if member.status]
    by_day = {status.key: _ProgressByDay(status) for status in statuses}

    def at(day: date) -> StageSince | None:
        then = [
            replace(
                member,
                status=replace(member.status, progress=by_day[member.status.key].on(day)),
            )
            for member in effort.members
            if member.status and (member.status.bill.introduced_date or "") <= day.isoformat()
        ]
        found = build_effort(effort.id, effort.title, effort.campaign, then, day.isoformat())
        return _since(found.proof.key, found.proof.progress) if found.proof else None

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
        dates = [step.date for step in status.progress.steps] + [status.progress.date]
        days = (date.fromisoformat(last_day(value)) for value in dates if value)
        yield from (day for day in days if day <= on)


class _ProgressByDay:
    """Where one bill stood on any day; its actions are folded once for each day they moved."""

    def __init__(self, status: BillStatus) -> None:
        self._status = status
        self._session = sessions.session_for(status.key)
        self._days = sorted(last_day(action.date) for action in status.bill.actions or ())
        self._by_actions: dict[int, BillProgress] = {}

    def on(self, day: date) -> BillProgress:
        bill, told = self._status.bill, bisect_right(self._days, day.isoformat())
        if told not in self._by_actions:
            self._by_actions[told] = by_actions(bill, day)
        known = self._by_actions[told]
        return by_calendar(bill, known, day, self._session, self._status.fresh_as_of)


def _since(key: str, progress: BillProgress) -> StageSince:
    action = progress.action.description if progress.action else None
    return StageSince(progress.stage, progress.date, key, action)
