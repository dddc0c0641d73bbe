"""Where a measure stands: one fold over its actions, by the table of ``milestones``.

The stage is the furthest milestone that stands; only the undo classes take one back. The fold
looks at dates and classes alone, never at the order of actions within a day, because publishers
list the actions of a day in no dependable order.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from billtrail.legislatures import (
    LIVE_STAGES,
    ActionClass,
    Chamber,
    MeasureKind,
    Session,
    Stage,
    get,
    last_day,
)

from .milestones import MILESTONES, Milestone
from .models import Action, Bill


@dataclass(frozen=True, slots=True)
class ProvedMilestone:
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
class BillProgress:
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
    steps: tuple[ProvedMilestone, ...]


def fold_bill(bill: Bill, on: date, session: Session | None, data_through: str) -> BillProgress:
    """Where ``bill`` stands on ``on``, by actions dated up to that day and the session's dates."""
    return by_calendar(bill, by_actions(bill, on), on, session, data_through)


def by_actions(bill: Bill, on: date) -> BillProgress:
    """The progress by the actions dated up to ``on`` alone; equal for equal actions."""
    kind = MeasureKind(bill.kind)
    actions = () if bill.reserved else bill.actions or ()  # a number kept free was not introduced
    return _by_steps(bill, _proved_steps(kind, bill.chamber, actions, on.isoformat()))


def _proved_steps(
    kind: MeasureKind, origin: Chamber, actions: Iterable[Action], on: str
) -> list[ProvedMilestone]:
    """Milestones up to the day that no undo class takes back, sorted by date."""
    proven: list[ProvedMilestone] = []
    undone: list[ProvedMilestone] = []
    for step in _steps(kind, origin, actions, on):
        (undone if step.milestone in _UNDOES else proven).append(step)
    if undone:
        proven = [step for step in proven if not _is_undone(step, proven, undone)]
    return _in_order(proven)


def _in_order(steps: list[ProvedMilestone]) -> list[ProvedMilestone]:
    """By ``_step_order``, which is needed whole only where two steps share a day and milestone."""
    if len(steps) < 2:
        return steps
    rough = {(step.day, _RANKS[step.milestone]): step for step in steps}
    if len(rough) == len(steps):
        return [rough[place] for place in sorted(rough)]
    return sorted(steps, key=_step_order)


def _step_order(step: ProvedMilestone) -> tuple[str, int, tuple[str, ...]]:
    """By date; within a day an order of our own over everything that tells two actions apart, so
    that the publisher's cannot matter (one referral is listed once for each committee)."""
    rank = _RANKS[step.milestone]
    a = step.action
    rest = (a.description, a.system, a.code, a.committee, a.chamber, a.time, a.kind, a.calendar)
    return last_day(step.date), rank, tuple(part or "" for part in (*rest, *a.classification))


def _steps(
    kind: MeasureKind, origin: Chamber, actions: Iterable[Action], on: str
) -> Iterator[ProvedMilestone]:
    for action in actions:
        if last_day(action.date) <= on:
            for milestone, chamber in _proofs(kind, origin, action.chamber, action.classification):
                yield ProvedMilestone(milestone, chamber, action)


@lru_cache(maxsize=4096)
def _proofs(
    kind: MeasureKind, origin: Chamber, chamber: Chamber | None, classes: tuple[ActionClass, ...]
) -> tuple[tuple[Milestone, Chamber | None], ...]:
    """What an action of these classes proves, and of which chamber."""
    role = "any"
    if chamber in (Chamber.LOWER, Chamber.UPPER):
        role = "origin" if chamber == origin else "second"
    found = (MILESTONES.get((kind, role, class_)) for class_ in classes)
    # Two classes of one action can prove one milestone: it is still one event.
    return tuple(
        (milestone, (chamber or origin) if milestone in _PER_CHAMBER else chamber)
        for milestone in dict.fromkeys(found)
        if milestone
    )


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


def _is_undone(
    step: ProvedMilestone, proven: list[ProvedMilestone], undone: list[ProvedMilestone]
) -> bool:
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


def _events(steps: list[ProvedMilestone]) -> int:
    return max(Counter(step.action.system for step in steps).values())


#: The first step of each milestone, in the steps' order.
_FirstSteps = Mapping[Milestone, ProvedMilestone]

#: The milestones that prove each live stage, but for ``passed_both``.
_LIVE = {
    Milestone.INTRODUCED: Stage.INTRODUCED,
    Milestone.IN_COMMITTEE: Stage.IN_COMMITTEE,
    Milestone.REPORTED: Stage.REPORTED,
    Milestone.PASSED: Stage.PASSED_ONE_CHAMBER,
    Milestone.TO_EXECUTIVE: Stage.TO_EXECUTIVE,
    Milestone.SIGNED: Stage.TO_EXECUTIVE,
}
#: Without one of these no two chambers can have agreed.
_AGREEMENTS = (Milestone.PASSED_BOTH, Milestone.AGREED, Milestone.CONFERENCE_AGREED)


def _first_steps(steps: Iterable[ProvedMilestone]) -> _FirstSteps:
    found: dict[Milestone, ProvedMilestone] = {}
    for step in steps:
        found.setdefault(step.milestone, step)
    return found


def _live_steps(
    steps: list[ProvedMilestone], first_steps: _FirstSteps
) -> dict[Stage, ProvedMilestone]:
    """The first step that proves each live stage."""
    found: dict[Stage, ProvedMilestone] = {}
    for milestone, step in first_steps.items():
        if stage := _LIVE.get(milestone):
            found.setdefault(stage, step)
    if any(milestone in first_steps for milestone in _AGREEMENTS) and (both := _both_agreed(steps)):
        found[Stage.PASSED_BOTH] = both
    return found


def _both_agreed(steps: list[ProvedMilestone]) -> ProvedMilestone | None:
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
    reports: dict[Chamber | None, ProvedMilestone] = {}
    for step in steps:
        if step.milestone == Milestone.CONFERENCE_AGREED:
            reports.setdefault(step.chamber, step)
    if len(reports) == 2:
        candidates.append(max(reports.values(), key=_step_order))
    return min(candidates, key=_step_order, default=None)


def _other(chamber: Chamber) -> Chamber:
    return Chamber.UPPER if chamber == Chamber.LOWER else Chamber.LOWER


def _by_steps(bill: Bill, steps: list[ProvedMilestone]) -> BillProgress:
    first_steps = _first_steps(steps)
    live = _live_steps(steps, first_steps)
    chambers_there = get(bill.jurisdiction).chambers
    if len(chambers_there) == 1 and Stage.PASSED_ONE_CHAMBER in live:
        # There is no other one that has to agree.
        live.setdefault(Stage.PASSED_BOTH, live[Stage.PASSED_ONE_CHAMBER])
    reached = max(live, key=LIVE_STAGES.index, default=Stage.INTRODUCED)
    stage, proof, final = _end(bill, steps, first_steps, live) or (
        reached,
        live.get(reached),
        False,
    )
    chambers = {s.chamber for s in steps if s.milestone in _COUNTS}
    if stage == Stage.ADOPTED and bill.kind == MeasureKind.SIMPLE:
        chambers.add(bill.chamber)
    return BillProgress(
        stage=stage,
        reached=reached,
        reached_chambers=tuple(c for c in chambers_there if c in chambers),
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
    bill: Bill,
    steps: list[ProvedMilestone],
    first_steps: _FirstSteps,
    live: Mapping[Stage, ProvedMilestone],
) -> tuple[Stage, ProvedMilestone, bool] | None:
    """The end that the actions record, its proof, and whether it is final."""
    for stage, step in (
        (Stage.ENACTED, _law(bill, first_steps)),
        (Stage.ADOPTED, first_steps.get(_ADOPTED)),
    ):
        if step:
            return stage, step, True
    without = bill.kind in _NO_EXECUTIVE and not get(bill.jurisdiction).adopts_when_filed
    if without and Stage.PASSED_BOTH in live:
        return Stage.ADOPTED, live[Stage.PASSED_BOTH], True
    # A vote on a veto proves the veto, also where a source tells the last step alone.
    if veto := first_steps.get(Milestone.VETOED) or first_steps.get(Milestone.VETO_FINAL):
        final = any(s.milestone in _ENDS_A_VETO and s.day >= veto.day for s in steps)
        return Stage.VETOED, veto, final
    for milestone, stage in _ENDED:
        if step := first_steps.get(milestone):
            return stage, step, True
    failures = (step for step in reversed(steps) if step.milestone == Milestone.FAILED)
    failure = next(failures) if Milestone.FAILED in first_steps else None
    if failure is None or any(s.milestone in _REVIVES and s.day >= failure.day for s in steps):
        return None
    return Stage.FAILED, failure, False


def _law(bill: Bill, first_steps: _FirstSteps) -> ProvedMilestone | None:
    """What made it law: a signature is law from its day (Article I, section 7; California's
    Article IV, section 10(a)), and the number may follow days later. Of one day, the number."""
    steps = [first_steps[Milestone.ENACTED]] if Milestone.ENACTED in first_steps else []
    if Milestone.SIGNED in first_steps and bill.kind in _SIGNABLE:
        steps.append(first_steps[Milestone.SIGNED])
    return min(steps, key=lambda step: step.day, default=None)


_ADOPTED = Milestone.ADOPTED
#: Kinds that an executive signs; of any other kind a signature proves nothing more.
_SIGNABLE = (MeasureKind.BILL, MeasureKind.JOINT)

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


def _last_chance(bill: Bill, progress: BillProgress, session: Session, data_through: str) -> str:
    """The last day on which a measure without an end can still move.

    A bill that was not introduced in the session's last year must leave its own chamber earlier;
    that it did not is known only from data of a later day.
    """
    if progress.stage in (Stage.PASSED_BOTH, Stage.TO_EXECUTIVE):
        return session.last_signature
    origin, day = session.origin_passage, bill.introduced_date or "9999"
    held_back = bill.kind == MeasureKind.BILL and bill.chamber not in progress.reached_chambers
    if origin and held_back and day[:4] < origin[:4] and data_through[:10] > origin:
        return origin
    return session.ends if progress.stage == Stage.FAILED else session.last_passage


def by_calendar(bill: Bill, progress: BillProgress, on: date, session: Session | None,
                data_through: str) -> BillProgress:  # fmt: skip
    """What the session's dates make of progress without a final end."""
    if progress.final or session is None:
        return progress
    day, limit = on.isoformat(), _last_chance(bill, progress, session, data_through)
    if progress.stage in (Stage.VETOED, Stage.FAILED):
        # Final as they are once the session can no longer reconsider.
        ended = day > (session.ends if progress.stage == Stage.VETOED else limit)
        return replace(progress, alive=not ended, final=ended)
    if day <= limit:
        return progress
    if progress.stage != Stage.TO_EXECUTIVE and data_through[:10] > limit:
        return _ended(progress, Stage.DIED, True, limit)
    return _ended(progress, Stage.OUTCOME_NOT_RECORDED, False, limit)


def _ended(progress: BillProgress, stage: Stage, final: bool, limit: str) -> BillProgress:
    """A stage that the calendar decides, which no action proves."""
    s = progress
    return BillProgress(stage, s.reached, s.reached_chambers, False, final, limit, None, s.steps)


def latest_action(actions: Sequence[Action]) -> Action | None:
    """The last of the newest day, actions being kept oldest first."""
    return max(reversed(actions), key=lambda action: last_day(action.date), default=None)
