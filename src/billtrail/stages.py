"""Where a measure stands: one published table and one fold over its actions.

The table is keyed (measure kind, chamber role, action class) and names the milestone the action
proves. The stage is the furthest milestone that stands; only the undo classes take one back.
The fold looks at dates and classes alone, never at the order of actions within a day, because
publishers list the actions of a day in no dependable order.

Chamber roles: ``origin`` is the chamber that introduced the measure, ``second`` the other one,
``any`` both of them, the executive, and actions whose publisher names no chamber.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from billtrail.calendars import Session, last_day
from billtrail.models import Action, Bill
from billtrail.vocabulary import LIVE_STAGES, ActionClass, Chamber, MeasureKind, Stage


class Milestone(StrEnum):
    """What an action proves. ``passed`` and the two agreements count per chamber."""

    INTRODUCED = "introduced"
    IN_COMMITTEE = "in_committee"
    REPORTED = "reported"
    PASSED = "passed"
    AGREED = "agreed"
    CONFERENCE_AGREED = "conference_agreed"
    PASSED_BOTH = "passed_both"
    TO_EXECUTIVE = "to_executive"
    SIGNED = "signed"
    ENACTED = "enacted"
    ADOPTED = "adopted"
    VETOED = "vetoed"
    VETO_FINAL = "veto_final"
    FAILED = "failed"
    REVIVED = "revived"
    DIED = "died"
    WITHDRAWN = "withdrawn"
    UNDO_PASSED = "undo_passed"
    UNDO_TO_EXECUTIVE = "undo_to_executive"


#: One row of the published table: which kinds, which chamber role, which class -> milestone.
#: ``any`` for kind or role stands for every value; a more particular row wins over it.
class StageRow(NamedTuple):
    kind: str
    role: str
    action: ActionClass
    milestone: Milestone


_A, _M, _K = ActionClass, Milestone, MeasureKind

STAGE_TABLE: tuple[StageRow, ...] = (
    StageRow("any", "any", _A.INTRODUCTION, _M.INTRODUCED),
    StageRow("any", "any", _A.FILING, _M.INTRODUCED),
    StageRow("any", "any", _A.REFERRAL_COMMITTEE, _M.IN_COMMITTEE),
    StageRow("any", "any", _A.SUSPENSE, _M.IN_COMMITTEE),
    StageRow("any", "any", _A.HELD, _M.IN_COMMITTEE),
    StageRow("any", "any", _A.COMMITTEE_PASSAGE, _M.REPORTED),
    StageRow("any", "any", _A.COMMITTEE_PASSAGE_FAVORABLE, _M.REPORTED),
    StageRow("any", "any", _A.COMMITTEE_PASSAGE_UNFAVORABLE, _M.REPORTED),
    StageRow("any", "any", _A.DISCHARGE, _M.REPORTED),
    StageRow("any", "any", _A.PASSAGE, _M.PASSED),
    StageRow("any", "any", _A.AGREEMENT, _M.AGREED),
    StageRow("any", "any", _A.CONFERENCE_AGREEMENT, _M.CONFERENCE_AGREED),
    StageRow("any", "any", _A.ENROLLED, _M.PASSED_BOTH),
    StageRow("any", "any", _A.EXECUTIVE_RECEIPT, _M.TO_EXECUTIVE),
    StageRow("any", "any", _A.EXECUTIVE_SIGNATURE, _M.SIGNED),
    StageRow("any", "any", _A.BECAME_LAW, _M.ENACTED),
    StageRow("any", "any", _A.ADOPTION, _M.ADOPTED),
    StageRow("any", "any", _A.EXECUTIVE_VETO, _M.VETOED),
    StageRow("any", "any", _A.VETO_PENDING, _M.VETOED),
    StageRow("any", "any", _A.VETO_SUSTAINED, _M.VETO_FINAL),
    StageRow("any", "any", _A.VETO_OVERRIDE_FAILURE, _M.VETO_FINAL),
    StageRow("any", "any", _A.FAILURE, _M.FAILED),
    StageRow("any", "any", _A.COMMITTEE_FAILURE, _M.FAILED),
    StageRow("any", "any", _A.TABLED, _M.FAILED),
    StageRow("any", "any", _A.RECONSIDERATION, _M.REVIVED),
    StageRow("any", "any", _A.RECONSIDERED_LOST, _M.UNDO_PASSED),
    StageRow("any", "any", _A.PASSAGE_VACATED, _M.UNDO_PASSED),
    StageRow("any", "any", _A.RECALLED, _M.UNDO_TO_EXECUTIVE),
    StageRow("any", "any", _A.RETURNED_BY_MISTAKE, _M.UNDO_PASSED),
    StageRow("any", "any", _A.DEATH, _M.DIED),
    StageRow("any", "any", _A.WITHDRAWAL, _M.WITHDRAWN),
    # A simple resolution is complete when its own chamber agrees to it.
    StageRow(_K.SIMPLE, "any", _A.PASSAGE, _M.ADOPTED),
    StageRow(_K.SIMPLE, "any", _A.AGREEMENT, _M.ADOPTED),
)


def _expanded(rows: Iterable[StageRow]) -> Mapping[tuple[str, str, str], Milestone]:
    """Every (kind, role, class) with its milestone; particular rows last, so that they win."""
    table: dict[tuple[str, str, str], Milestone] = {}
    for row in sorted(rows, key=lambda row: (row.kind != "any", row.role != "any")):
        kinds = [kind.value for kind in MeasureKind] if row.kind == "any" else [row.kind]
        roles = ["origin", "second", "any"] if row.role == "any" else [row.role]
        table.update(
            {(kind, role, row.action.value): row.milestone for kind in kinds for role in roles}
        )
    return table


MILESTONES = _expanded(STAGE_TABLE)

#: Classes whose actions prove a stage beyond committee work, or an end. They survive a merge
#: with an older record and may not vanish from a publisher's list unnoticed.
PROVING_CLASSES = frozenset(
    row.action
    for row in STAGE_TABLE
    if row.milestone not in (Milestone.INTRODUCED, Milestone.IN_COMMITTEE)
)


@dataclass(frozen=True, slots=True)
class Step:
    """A milestone that stands: the first action that proves it."""

    milestone: Milestone
    chamber: Chamber | None
    action: Action

    @property
    def date(self) -> str:
        return self.action.date

    @property
    def day(self) -> str:
        """The date as it sorts: the last day of a month or year."""
        return last_day(self.action.date)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a measure stands on a day.

    ``alive``: could still become law (or be adopted) that day. ``final``: an end that cannot
    move. ``date`` is that of the proving action, or the session's limit where the calendar
    alone decided (then ``action`` is ``None``). ``reached`` is the furthest live stage and
    ``steps`` the milestones for a stage bar, in order of date.
    """

    stage: Stage
    reached: Stage
    reached_chambers: tuple[Chamber, ...]
    alive: bool
    final: bool
    date: str | None
    action: Action | None
    steps: tuple[Step, ...]


def fold_bill(bill: Bill, on: date, session: Session | None, data_through: str) -> Standing:
    """Where ``bill`` stands on ``on``, by actions dated up to that day and the session's dates."""
    return by_calendar(bill, by_actions(bill, on), on, session, data_through)


def by_actions(bill: Bill, on: date) -> Standing:
    """The standing by the actions dated up to ``on`` alone; equal for equal actions."""
    kind, actions = MeasureKind(bill.kind), bill.actions or ()
    return _by_steps(bill, _standing_steps(kind, bill.chamber, actions, on.isoformat()))


def _standing_steps(
    kind: MeasureKind, origin: Chamber, actions: Iterable[Action], on: str
) -> list[Step]:
    """Milestones up to the day that no undo class takes back, sorted by date."""
    proven: list[Step] = []
    undone: list[Step] = []
    for step in _steps(kind, origin, actions, on):
        (undone if step.milestone in _UNDOES else proven).append(step)
    if undone:
        proven = [step for step in proven if not _is_undone(step, proven, undone)]
    return _in_order(proven)


def _in_order(steps: list[Step]) -> list[Step]:
    """By ``_step_order``, which is needed whole only where two steps share a day and milestone."""
    rough = {(step.day, _RANKS[step.milestone]): step for step in steps}
    if len(rough) == len(steps):
        return [rough[place] for place in sorted(rough)]
    return sorted(steps, key=_step_order)


def _step_order(step: Step) -> tuple[str, int, tuple[str, ...]]:
    """By date; within a day an order of our own over everything that tells two actions apart, so
    that the publisher's cannot matter (one referral is listed once for each committee)."""
    rank = _RANKS[step.milestone]
    a = step.action
    rest = (a.description, a.system, a.code, a.committee, a.chamber, a.time, a.kind, a.calendar)
    return last_day(step.date), rank, tuple(part or "" for part in (*rest, *a.classification))


def _steps(
    kind: MeasureKind, origin: Chamber, actions: Iterable[Action], on: str
) -> Iterator[Step]:
    for action in actions:
        if last_day(action.date) > on:
            continue
        chamber = action.chamber
        role = "any"
        if chamber in (Chamber.LOWER, Chamber.UPPER):
            role = "origin" if chamber == origin else "second"
        # The terms are text themselves; asking each for its value takes longer than the look-up.
        found = (MILESTONES.get((kind, role, class_)) for class_ in action.classification)
        # Two classes of one action can prove one milestone: it is still one event.
        for milestone in dict.fromkeys(found):
            if milestone:
                per_chamber = milestone in _PER_CHAMBER
                yield Step(milestone, (chamber or origin) if per_chamber else chamber, action)


#: A chamber's own consent; also what counts as consent when the other one agrees to its text.
_COUNTS = (Milestone.PASSED, Milestone.AGREED, Milestone.CONFERENCE_AGREED)

_PER_CHAMBER = {*_COUNTS, Milestone.ADOPTED, Milestone.UNDO_PASSED}

_UNDOES = {
    Milestone.UNDO_PASSED: {*_COUNTS, Milestone.ADOPTED},
    Milestone.UNDO_TO_EXECUTIVE: {
        Milestone.TO_EXECUTIVE,
        Milestone.PASSED_BOTH,
        Milestone.SIGNED,
    },
}

_RANKS = {milestone: rank for rank, milestone in enumerate(Milestone)}


def _is_undone(step: Step, proven: list[Step], undone: list[Step]) -> bool:
    """An undo takes back what is dated before it; on its own day, as many as it names.

    Two systems report one event, so a day's events are counted per system and the larger
    count is taken: passed, vacated, passed again on one day stands whatever the order.
    """
    day = last_day(step.date)
    against = [
        undo
        for undo in undone
        if step.milestone in _UNDOES[undo.milestone]
        and (undo.chamber == step.chamber or undo.milestone == Milestone.UNDO_TO_EXECUTIVE)
    ]
    if any(last_day(undo.date) > day for undo in against):
        return True
    same_day = [undo for undo in against if last_day(undo.date) == day]
    if not same_day:
        return False
    twins = [
        other
        for other in proven
        if (other.milestone, other.chamber) == (step.milestone, step.chamber)
        and last_day(other.date) == day
    ]
    return _events(twins) <= _events(same_day)


def _events(steps: list[Step]) -> int:
    return max(Counter(step.action.system for step in steps).values())


def _first(steps: Iterable[Step], *milestones: Milestone) -> Step | None:
    return next((step for step in steps if step.milestone in milestones), None)


def _live_steps(steps: list[Step]) -> dict[Stage, Step]:
    """The first step that proves each live stage."""
    found = {
        Stage.INTRODUCED: _first(steps, Milestone.INTRODUCED),
        Stage.IN_COMMITTEE: _first(steps, Milestone.IN_COMMITTEE),
        Stage.REPORTED: _first(steps, Milestone.REPORTED),
        Stage.PASSED_ONE_CHAMBER: _first(steps, Milestone.PASSED),
        Stage.PASSED_BOTH: _both_agreed(steps),
        Stage.TO_EXECUTIVE: _first(steps, Milestone.TO_EXECUTIVE, Milestone.SIGNED),
    }
    return {stage: step for stage, step in found.items() if step}


def _both_agreed(steps: list[Step]) -> Step | None:
    """The step by which both chambers had agreed to one text, if any."""
    candidates = [step for step in steps if step.milestone == Milestone.PASSED_BOTH]
    passed = {
        chamber: min((s.day for s in steps if s.milestone in _COUNTS and s.chamber == chamber),
                     default=None)
        for chamber in (Chamber.LOWER, Chamber.UPPER)
    }  # fmt: skip
    for step in steps:
        if step.milestone == Milestone.AGREED and step.chamber is not None:
            other = passed[_other(step.chamber)]
            if other is not None and other <= step.day:
                candidates.append(step)
    reports: dict[Chamber | None, Step] = {}
    for step in steps:
        if step.milestone == Milestone.CONFERENCE_AGREED:
            reports.setdefault(step.chamber, step)
    if len(reports) == 2:
        candidates.append(max(reports.values(), key=_step_order))
    return min(candidates, key=_step_order, default=None)


def _other(chamber: Chamber) -> Chamber:
    return Chamber.UPPER if chamber == Chamber.LOWER else Chamber.LOWER


def _by_steps(bill: Bill, steps: list[Step]) -> Standing:
    live = _live_steps(steps)
    reached = max(live, key=LIVE_STAGES.index, default=Stage.INTRODUCED)
    stage, proof, final = _end(bill, steps, live) or (reached, live.get(reached), False)
    chambers = {s.chamber for s in steps if s.milestone in _COUNTS and s.chamber}
    if stage == Stage.ADOPTED and bill.kind == MeasureKind.SIMPLE:
        chambers.add(bill.chamber)
    return Standing(
        stage=stage,
        reached=reached,
        reached_chambers=tuple(c for c in (Chamber.LOWER, Chamber.UPPER) if c in chambers),
        alive=not final,
        final=final,
        date=proof.date if proof else bill.introduced_date,
        action=proof.action if proof else None,
        steps=tuple(steps),
    )


#: Kinds that both chambers complete alone: agreement of both is adoption, no executive acts.
#: (California's are filed first and say so; the federal ones end with the second agreement.)
_NO_EXECUTIVE = (MeasureKind.CONCURRENT, MeasureKind.CONSTITUTIONAL)


def _end(
    bill: Bill, steps: list[Step], live: Mapping[Stage, Step]
) -> tuple[Stage, Step, bool] | None:
    """The end that the actions record, its proof, and whether it is final."""
    for milestone, stage in _COMPLETE:
        if step := _first(steps, milestone):
            return stage, step, True
    if bill.kind in _NO_EXECUTIVE and bill.jurisdiction == "us" and Stage.PASSED_BOTH in live:
        return Stage.ADOPTED, live[Stage.PASSED_BOTH], True
    # A vote on a veto proves the veto, also where a source tells the last step alone.
    if veto := _first(steps, Milestone.VETOED) or _first(steps, Milestone.VETO_FINAL):
        final = any(s.milestone in _ENDS_A_VETO and s.day >= veto.day for s in steps)
        return Stage.VETOED, veto, final
    for milestone, stage in _ENDED:
        if step := _first(steps, milestone):
            return stage, step, True
    failure = _last(steps, Milestone.FAILED)
    if failure is None or any(s.milestone in _REVIVES and s.day >= failure.day for s in steps):
        return None
    return Stage.FAILED, failure, False


#: Ends that stand whatever else is recorded, strongest first.
_COMPLETE = ((Milestone.ENACTED, Stage.ENACTED), (Milestone.ADOPTED, Stage.ADOPTED))

#: Ends of a measure that was not vetoed; a vetoed one that is filed away stays vetoed, for good.
_ENDED = ((Milestone.WITHDRAWN, Stage.WITHDRAWN), (Milestone.DIED, Stage.DIED))
_ENDS_A_VETO = {Milestone.VETO_FINAL, Milestone.WITHDRAWN, Milestone.DIED}

#: A failure is overtaken by any of these on its day or later.
_REVIVES = {
    Milestone.REVIVED,
    Milestone.PASSED,
    Milestone.AGREED,
    Milestone.CONFERENCE_AGREED,
    Milestone.PASSED_BOTH,
    Milestone.TO_EXECUTIVE,
}


def _last(steps: Iterable[Step], milestone: Milestone) -> Step | None:
    return next((s for s in reversed(list(steps)) if s.milestone == milestone), None)


def _last_chance(bill: Bill, standing: Standing, session: Session, data_through: str) -> str:
    """The last day on which a measure without an end can still move.

    A bill that was not introduced in the session's last year must leave its own chamber earlier;
    that it did not is known only from data of a later day.
    """
    if standing.stage in (Stage.PASSED_BOTH, Stage.TO_EXECUTIVE):
        return session.last_signature
    origin, day = session.origin_passage, bill.introduced_date or "9999"
    held_back = bill.kind == MeasureKind.BILL and bill.chamber not in standing.reached_chambers
    if origin and held_back and day[:4] < origin[:4] and data_through[:10] > origin:
        return origin
    return session.ends if standing.stage == Stage.FAILED else session.last_passage


def by_calendar(bill: Bill, standing: Standing, on: date, session: Session | None,
                data_through: str) -> Standing:  # fmt: skip
    """What the session's dates make of a standing without a final end."""
    if standing.final or session is None:
        return standing
    day, limit = on.isoformat(), _last_chance(bill, standing, session, data_through)
    if standing.stage in (Stage.VETOED, Stage.FAILED):
        # Final as they are once the session can no longer reconsider.
        ended = day > (session.ends if standing.stage == Stage.VETOED else limit)
        return _replace(standing, alive=not ended, final=ended)
    if day <= limit:
        return standing
    if standing.stage != Stage.TO_EXECUTIVE and data_through[:10] > limit:
        return _replace(standing, stage=Stage.DIED, alive=False, final=True, date=limit)
    return _replace(
        standing, stage=Stage.OUTCOME_NOT_RECORDED, alive=False, final=False, date=limit
    )


def _replace(standing: Standing, **values: object) -> Standing:
    """A copy; a stage that the calendar decides has no proving action."""
    if "stage" in values:
        values["action"] = None
    return replace(standing, **values)  # type: ignore[arg-type]
