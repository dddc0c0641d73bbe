"""Where a measure stands: one fold over its actions, by the table of ``milestones``.

The stage is the furthest milestone that stands; only the undo classes take one back. The fold
looks at dates and classes alone, never at the order of actions within a day, because publishers
list the actions of a day in no dependable order.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from billtrail.legislatures import LIVE_STAGES, ActionClass, Chamber, MeasureKind, Stage, get
from billtrail.legislatures.calendar import Session, last_day

from ..identity import binding_session, containment, last_passage_day
from ..models import Action, Bill
from .how import WITHOUT_ACTION, How, ProvedMilestone
from .milestones import MILESTONES, Milestone
from .proofs import (
    COUNTS,
    FirstSteps,
    committee_step,
    first_passages,
    first_steps,
    in_order,
    last_release,
    live_steps,
)
from .releases import partly, split, without_returned
from .undone import UNDOES, standing_failure, without_undone


@dataclass(frozen=True, slots=True)
class BillProgress:
    """Where a measure stands on a day.

    ``alive``: could still become law (or be adopted) that day. ``final``: an end that cannot
    move. ``date`` is that of the proving action, or the session's limit where the calendar
    alone decided (then ``action`` is ``None``); ``how`` is of that action too. ``reached`` is the
    furthest live stage, ``reached_how`` how it got there, and ``steps`` the milestones for a stage
    bar, in order of date. Of a measure that several committees have, ``let_go`` and ``holding`` are
    the ids of those that released it and of those that have not, while that keeps it off the floor;
    of one that was referred again, ``holding`` is the id of the committee it was sent to.
    """

    stage: Stage
    reached: Stage
    reached_chambers: tuple[Chamber, ...]
    alive: bool
    final: bool
    date: str | None
    action: Action | None
    steps: tuple[ProvedMilestone, ...]
    how: How
    reached_how: How
    let_go: tuple[str, ...] = ()
    holding: tuple[str, ...] = ()


def in_committee(bill: Bill, progress: BillProgress) -> tuple[How, str | None] | None:
    """How it fared in the committees of the chamber it began in, with that step's day, for a stage
    bar: still to come without a day, ``None`` where it passed that chamber without one."""
    if progress.let_go:
        return progress.reached_how, last_release(list(progress.steps)).date
    if step := committee_step(progress.steps, bill.chamber):
        return step.how, step.date
    return None if bill.chamber in progress.reached_chambers else (How.REFERRED, None)


def fold_bill(bill: Bill, on: date, session: Session | None, data_through: str) -> BillProgress:
    """Where ``bill`` stands on ``on``, by actions dated up to that day and the session's dates."""
    progress = by_calendar(bill, by_actions(bill, on), on, session, data_through)
    # What a law has already cannot become law, whatever its own record says.
    over = progress.alive and containment(bill, on.isoformat())
    progress = replace(progress, alive=False) if over else progress
    return _with_unread(bill, on, progress) if progress.alive else _with_lapsed(bill, on, progress)


def _with_unread(bill: Bill, on: date, progress: BillProgress) -> BillProgress:
    """Of a measure whose newest line means nothing here, in a legislature whose lines have no rules
    of their own: where it stands is open, and only how far it came is known."""
    if get(bill.jurisdiction).is_tried or progress.stage not in LIVE_STAGES:
        return progress
    told = [a for a in bill.actions or () if last_day(a.date) <= on.isoformat() and _may_tell(a)]
    newest = latest_action(told)
    if newest is None or newest.classification:
        return progress
    return replace(progress, how=How.NEWEST_UNREAD, date=newest.date, action=newest)


def _may_tell(action: Action) -> bool:
    """Whether a line can say more than that something went on."""
    return not action.classification or not _SAY_LITTLE.issuperset(action.classification)


_SAY_LITTLE = frozenset({ActionClass.PROCEDURE, ActionClass.HEARING})


def _with_lapsed(bill: Bill, on: date, progress: BillProgress) -> BillProgress:
    """Of a measure that has ended: how far it ever came, with what was passed in a year that is
    over and counted no more."""
    actions = bill.actions or ()
    if not any(ActionClass.PASSAGE_LAPSED in action.classification for action in actions):
        return progress
    ever = by_actions(replace(bill, actions=tuple(map(_without_lapse, actions))), on)
    return replace(
        progress, reached=ever.reached, reached_how=ever.reached_how, steps=ever.steps,
        reached_chambers=ever.reached_chambers, let_go=ever.let_go, holding=ever.holding,
    )  # fmt: skip


def _without_lapse(action: Action) -> Action:
    classes = (one for one in action.classification if one != ActionClass.PASSAGE_LAPSED)
    return action._replace(classification=tuple(classes))


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
        (undone if step.milestone in UNDOES else proven).append(step)
    if undone or any(step.milestone == Milestone.REVIVED for step in proven):
        proven = without_undone(proven, undone)
    return in_order(list(without_returned(proven)))


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


_PER_CHAMBER = {*COUNTS, Milestone.ADOPTED, Milestone.UNDO_PASSED, Milestone.UNDO_AGREED}


def _by_steps(bill: Bill, steps: list[ProvedMilestone]) -> BillProgress:
    firsts = first_steps(steps)
    live = live_steps(steps, firsts)
    chambers_there = get(bill.jurisdiction).chambers
    if len(chambers_there) == 1 and Stage.PASSED_ONE_CHAMBER in live:
        # There is no other one that has to agree.
        live.setdefault(Stage.PASSED_BOTH, live[Stage.PASSED_ONE_CHAMBER])
    reached = max(live, key=LIVE_STAGES.index, default=Stage.INTRODUCED)
    furthest = live.get(reached)
    let_go, holding = _committees(bill, furthest, steps)
    if let_go:
        furthest = last_release(steps)
    ended = _end(bill, steps, firsts, live)
    stage, proof, final = ended or (reached, furthest, False)
    chambers = {s.chamber for s in steps if s.milestone in COUNTS}
    if stage == Stage.ADOPTED and bill.kind == MeasureKind.SIMPLE:
        chambers.add(bill.chamber)
    reached_how = partly(steps, let_go) if let_go else _how(bill, reached, furthest, steps)
    return BillProgress(
        stage=stage,
        reached=reached,
        reached_chambers=tuple(c for c in chambers_there if c in chambers),
        alive=not final,
        final=final,
        date=proof.date if proof else _undated(bill),
        action=proof.action if proof else None,
        steps=tuple(steps),
        how=_how(bill, stage, proof, steps) if ended else reached_how,
        reached_how=reached_how,
        let_go=let_go,
        holding=holding,
    )


def _is_unread(bill: Bill) -> bool:
    """Whether nothing is known of it but its number: no record of it has been read."""
    return bill.actions is None and not (bill.title or bill.short_title or bill.introduced_date)


def _undated(bill: Bill) -> str | None:
    """The day of introduction as the record's head has it; a reserved number has none."""
    return None if bill.reserved else bill.introduced_date


def _committees(
    bill: Bill, furthest: ProvedMilestone | None, steps: list[ProvedMilestone]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """``let_go`` and ``holding``, of a measure whose furthest step this is."""
    if furthest is None or furthest.milestone not in _OF_COMMITTEES:
        return (), ()
    if not get(bill.jurisdiction).refers_to_several:
        return (), ()
    if furthest.milestone == Milestone.REFERRED_AGAIN:
        return (), tuple(filter(None, [furthest.action.committee]))
    return split(steps, furthest.chamber) if furthest.chamber else ((), ())


_OF_COMMITTEES = (Milestone.REFERRED_AGAIN, Milestone.REPORTED)


def _how(
    bill: Bill, stage: Stage, proof: ProvedMilestone | None, steps: list[ProvedMilestone]
) -> How:
    """How it got there: of its proof, and of what else stands where one action is not enough."""
    if proof is None and _is_unread(bill):
        return How.NOT_READ
    if proof is None:
        return How.RESERVED if bill.reserved else WITHOUT_ACTION[stage]
    if stage == Stage.PASSED_ONE_CHAMBER and len(first_passages(steps)) > 1:
        return How.PASSED_AMENDED
    if stage == Stage.ENACTED and any(s.milestone == Milestone.PARTLY_VETOED for s in steps):
        return How.LAW_IN_PART
    if proof.how == How.CONFIRMED:
        return proof.how
    return _SAID_ALIKE.get(stage, proof.how)


#: However it was proved: by both chambers' agreement, by a signature that makes no law.
_SAID_ALIKE = {Stage.ADOPTED: How.ADOPTED, Stage.TO_EXECUTIVE: How.PRESENTED}


#: Kinds that both chambers complete alone: agreement of both is adoption, no executive acts.
#: (California's are filed first and say so; the federal ones end with the second agreement.)
_NO_EXECUTIVE = (MeasureKind.CONCURRENT, MeasureKind.CONSTITUTIONAL)


def _end(
    bill: Bill,
    steps: list[ProvedMilestone],
    firsts: FirstSteps,
    live: Mapping[Stage, ProvedMilestone],
) -> tuple[Stage, ProvedMilestone, bool] | None:
    """The end that the actions record, its proof, and whether it is final."""
    for stage, step in (
        (Stage.ENACTED, _law(bill, firsts, steps)),
        (Stage.ADOPTED, firsts.get(_ADOPTED)),
    ):
        if step:
            return stage, step, True
    without = bill.kind in _NO_EXECUTIVE and not get(bill.jurisdiction).adopts_when_filed
    if without and Stage.PASSED_BOTH in live:
        return Stage.ADOPTED, live[Stage.PASSED_BOTH], True
    # A vote on a veto proves the veto, also where a source tells the last step alone.
    if veto := firsts.get(Milestone.VETOED) or firsts.get(Milestone.VETO_FINAL):
        final = any(s.milestone in _ENDS_A_VETO and s.day >= veto.day for s in steps)
        return Stage.VETOED, veto, final
    for milestone, stage in _ENDED:
        if step := firsts.get(milestone):
            return stage, step, True
    failure = standing_failure(steps) if Milestone.FAILED in firsts else None
    return (Stage.FAILED, failure, False) if failure else None


def _law(
    bill: Bill, firsts: FirstSteps, all_steps: list[ProvedMilestone]
) -> ProvedMilestone | None:
    """What made it law: a signature is law from its day (Article I, section 7; California's
    Article IV, section 10(a)), so is the second chamber's vote over a veto, and the number may
    follow days later. Of one day, the number."""
    steps = [firsts[Milestone.ENACTED]] if Milestone.ENACTED in firsts else []
    # Of any other kind a signature proves nothing more.
    if Milestone.SIGNED in firsts and bill.kind in get(bill.jurisdiction).signed:
        steps.append(firsts[Milestone.SIGNED])
    if Milestone.OVERRIDDEN in firsts:
        steps += _overrides(bill, all_steps)
    return min(steps, key=lambda step: step.day, default=None)


def _overrides(bill: Bill, steps: list[ProvedMilestone]) -> list[ProvedMilestone]:
    """The vote by which every chamber had overturned the veto, if it came to that."""
    found: dict[Chamber | None, ProvedMilestone] = {}
    for step in steps:
        if step.milestone == Milestone.OVERRIDDEN:
            found.setdefault(step.chamber, step)
    all_did = found.keys() >= get(bill.jurisdiction).chambers.keys()
    return [list(found.values())[-1]] if all_did else []


_ADOPTED = Milestone.ADOPTED

#: Ends of a measure that was not vetoed; a vetoed one that is filed away stays vetoed, for good.
_ENDED = (
    (Milestone.REPLACED, Stage.REPLACED),
    (Milestone.WITHDRAWN, Stage.WITHDRAWN),
    (Milestone.DIED, Stage.DIED),
)
_ENDS_A_VETO = {Milestone.VETO_FINAL, Milestone.WITHDRAWN, Milestone.DIED}


def _last_chance(bill: Bill, progress: BillProgress, session: Session, data_through: str) -> str:
    """The last day on which a measure without an end can still move.

    A bill that was not introduced in the session's last year must leave its own chamber earlier;
    that it did not is known only from data of a later day.
    """
    session = binding_session(bill, session)
    if progress.stage in (Stage.PASSED_BOTH, Stage.TO_EXECUTIVE):
        return session.last_signature
    origin, day = session.origin_passage, bill.introduced_date or "9999"
    held_back = bill.kind == MeasureKind.BILL and bill.chamber not in progress.reached_chambers
    if origin and held_back and day[:4] < origin[:4] and data_through[:10] > origin:
        return origin
    return session.ends if progress.stage == Stage.FAILED else last_passage_day(bill, session)


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
    p, how = progress, WITHOUT_ACTION[stage]
    if p.how == How.NOT_READ:
        return replace(p, stage=stage, alive=False, final=final)
    return BillProgress(
        stage, p.reached, p.reached_chambers, False, final, limit, None, p.steps, how,
        p.reached_how, p.let_go, p.holding,
    )  # fmt: skip


def newest_first(jurisdiction: str, actions: Iterable[Action]) -> list[Action]:
    """Actions as readers want them: within a day the last one first too, where the publisher tells
    their order, else as the publisher has them."""
    told = list(actions)
    if get(jurisdiction).keeps_order:
        told.reverse()
    return sorted(told, key=lambda action: last_day(action.date), reverse=True)


def latest_action(actions: Sequence[Action]) -> Action | None:
    """The last of the newest day that has a text, actions being kept oldest first."""
    newest, day = None, ""
    for action in [action for action in actions if action.description] or actions:
        if (its := last_day(action.date)) >= day:
            newest, day = action, its
    return newest
