"""Efforts: several bills that one enactment would fulfil. Pure.

A family's stage is its enacted member's, else the furthest of those alive, else "outcome not
recorded" where that is all that is known of one, else the last try's of the dead, with the
furthest step named beside it. A member of kind ``opposes`` is a cross-reference and never counts.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from billtrail.legislatures import LIVE_STAGES, MemberKind, Stage
from billtrail.legislatures.calendar import last_day

from .values import Attempt, BillStatus, EffortStatus, Look, Member

_FULFILLED = (Stage.ENACTED, Stage.ADOPTED)


def build_effort(
    id: str,
    title: str,
    campaign: str,
    members: Sequence[Member],
    day: str,
    likely: tuple[str, ...] = (),
    looks: tuple[Look, ...] = (),
) -> EffortStatus:
    """The effort on ``day`` from its members' progress of that day. A law needs no successor."""
    own = [m.status for m in members if m.status and m.kind != MemberKind.OPPOSES]
    proof = _proof(own)
    enacted = proof if proof and proof.stage in _FULFILLED else None
    return EffortStatus(
        id=id,
        title=title,
        campaign=campaign,
        stage=proof.stage if proof else Stage.OUTCOME_NOT_RECORDED,
        stage_date=proof.progress.date if proof else None,
        alive=bool(proof and not enacted and proof.progress.alive),
        law=enacted.law if enacted else None,
        enacted_bill=enacted.key if enacted else None,
        proof=proof,
        members=tuple(_as_of(member, enacted) for member in members),
        attempts=_build_attempts(own, day),
        furthest=_furthest(own, proof),
        likely=() if enacted else likely,
        looks=() if enacted else looks,
    )


def _as_of(member: Member, enacted: BillStatus | None) -> Member:
    """``enacted_via``, and kinds that tell of a law, hold from the day of the law."""
    if member.enacted_via and (enacted is None or enacted.key != member.enacted_via):
        member = replace(member, enacted_via=None)
    if enacted is None and member.kind in (MemberKind.OVERTAKEN, MemberKind.ENACTED_AS):
        member = replace(member, kind=MemberKind.REINTRODUCED)
    return member


def _proof(statuses: Sequence[BillStatus]) -> BillStatus | None:
    """The member that decides: see the module's rule. Ties go to the newest."""
    return max(statuses, key=_weight, default=None)


def _weight(status: BillStatus) -> tuple[int, tuple[int, str], int, str, str]:
    progress = status.progress
    group = (
        3 if progress.stage in _FULFILLED
        else 2 if progress.alive
        else 1 if progress.stage == Stage.OUTCOME_NOT_RECORDED
        else 0
    )  # fmt: skip
    session = status.bill.session
    last_try = (0, "") if group else (len(session), session)
    return group, last_try, _reached(status), status.bill.introduced_date or "", status.key


def _reached(status: BillStatus) -> int:
    return LIVE_STAGES.index(status.progress.reached)


def _furthest(statuses: Sequence[BillStatus], proof: BillStatus | None) -> BillStatus | None:
    """Of a dead effort, the newest try that came further than its last."""
    if proof is None or _weight(proof)[0]:
        return None
    further = [s for s in statuses if _reached(s) > _reached(proof)]
    return max(further, key=lambda s: (_reached(s), *_weight(s)), default=None)


def _build_attempts(statuses: Sequence[BillStatus], day: str) -> tuple[Attempt, ...]:
    """What each session saw of the effort by ``day``, oldest first."""
    introduced = [
        s for s in statuses if s.bill.introduced_date is None
        or last_day(s.bill.introduced_date) <= day
    ]  # fmt: skip
    ordered = sorted(
        introduced, key=lambda s: (s.bill.session, s.bill.introduced_date or "", s.key)
    )
    attempts = []
    for session, group in groupby(ordered, key=lambda s: s.bill.session):
        bills = list(group)
        dates = [s.bill.introduced_date for s in bills if s.bill.introduced_date]
        attempts.append(Attempt(session, min(dates, default=None), tuple(s.key for s in bills)))
    return tuple(attempts)


def counted(effort: EffortStatus) -> tuple[BillStatus, ...]:
    """The bills of an effort that count for it: those on record that do not work against it."""
    members = (m for m in effort.members if m.kind != MemberKind.OPPOSES)
    return tuple(member.status for member in members if member.status)
