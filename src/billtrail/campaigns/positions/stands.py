"""Where the organisation stands on what a page is about, and how its own people are told."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from billtrail.bills.values import BillStatus, EffortStatus
from billtrail.legislatures import DECIDED, Aim, MemberKind, Position, Stage, display

from ..values import CampaignStatus, FollowedBill

Positions = tuple[Position, ...]

#: What is written for this position unless it says otherwise: asks and talking points of the
#: campaign files, and every thank-you.
USUAL: Positions = (Position.SUPPORT,)

_FULFILLED = (Stage.ENACTED, Stage.ADOPTED)

#: Position -> what the organisation does, as its own people are told.
_VERBS = {
    Position.SUPPORT: "support {bill}",
    Position.SUPPORT_IF_AMENDED: "support {bill} if it is amended",
    Position.OPPOSE: "oppose {bill}",
    Position.OPPOSE_UNLESS_AMENDED: "oppose {bill} unless it is amended",
    Position.NEUTRAL: "are neutral on {bill}",
}


@dataclass(frozen=True, slots=True)
class Stand:
    """Where the organisation stands on what a page is about.

    ``bills`` are those with a position: the decided ones, else those that wait for a decision.
    A law that is being carried out (``carries_out``) needs no position of its own.
    """

    bills: tuple[FollowedBill, ...]
    carries_out: bool = False

    @property
    def decided(self) -> tuple[FollowedBill, ...]:
        return tuple(bill for bill in self.bills if bill.position in DECIDED)

    def may_ask(self, written: Collection[Position]) -> bool:
        """Whether an ask or a thank-you ``written`` for these positions may be said."""
        if self.bills:
            return all(bill.position in written for bill in self.bills)
        return self.carries_out and Position.SUPPORT in written

    def may_argue(self, written: Collection[Position]) -> bool:
        """Whether a talking point may be said; without any decision it informs."""
        return all(bill.position in written for bill in self.decided)

    def other(self, written: Collection[Position]) -> FollowedBill | None:
        """A bill on which another position is decided than those ``written`` for."""
        return next((bill for bill in self.decided if bill.position not in written), None)


def stand_on(campaign: CampaignStatus, keys: Collection[str], stage: Stage | None) -> Stand:
    """The stand on the bills of ``keys``, for a page whose lead is at ``stage``."""
    found = [bill for bill in campaign.bills if bill.bill in keys and bill.position]
    decided = [bill for bill in found if bill.position in DECIDED]
    implements = any(bill.aim == Aim.IMPLEMENT for bill in campaign.bills)
    return Stand(tuple(decided or found), stage in _FULFILLED and implements)


def stand_of(campaign: CampaignStatus) -> Stand:
    """The stand on what leads the campaign: of an effort, the bill that proves its stage and
    those still alive."""
    family = _lead_effort(campaign)
    if family is None:
        return stand_on(campaign, [campaign.lead], lead_stage(campaign))
    return stand_on_effort(campaign, family)


def stand_on_effort(campaign: CampaignStatus, effort: EffortStatus) -> Stand:
    counted = [m.status for m in effort.members if m.status and m.kind != MemberKind.OPPOSES]
    return stand_on(campaign, keys_of(counted, effort.proof), effort.stage)


def lead_stage(campaign: CampaignStatus) -> Stage | None:
    """The stage of the effort or bill that leads the campaign, if it has one on record, and if
    there is something to ask for."""
    family = _lead_effort(campaign)
    if family is not None:
        return stage_to_ask(family.proof, family.stage)
    bill = next((b.status for b in campaign.bills if b.bill == campaign.lead), None)
    return stage_to_ask(bill, bill.stage) if bill else None


def lead_keys(campaign: CampaignStatus) -> set[str]:
    """The bills that the campaign's own texts are about: its lead, or those of the effort that
    leads it which count."""
    family = _lead_effort(campaign)
    if family is None:
        return {campaign.lead}
    counted = (m.status for m in family.members if m.status and m.kind != MemberKind.OPPOSES)
    return keys_of(counted, family.proof)


def stage_to_ask(proof: BillStatus | None, stage: Stage) -> Stage | None:
    """The stage whose asks may be said; ``None`` where a law has the text already, of which the
    record of the bill itself does not tell: nobody is asked to act until staff have confirmed what
    it fulfils."""
    return None if proof and proof.containment else stage


def _lead_effort(campaign: CampaignStatus) -> EffortStatus | None:
    return next((family for family in campaign.families if family.id == campaign.lead), None)


def keys_of(members: Iterable[BillStatus], proof: BillStatus | None) -> set[str]:
    """The bills of an effort whose positions count: the one that proves its stage, and those
    still alive."""
    return {s.key for s in members if s.progress.alive} | ({proof.key} if proof else set())


def is_public(share: str | None, public_ask: object) -> bool:
    """Whether a position of the organisation's own may be told to everybody: its record says so
    (``share``), or says nothing and the asks of its campaign were made public."""
    return share == "public" or (share is None and public_ask is not None)


def we_say(bill: FollowedBill) -> str:
    """A decided position, said to its own people: "oppose H.R. 4817"."""
    assert bill.position is not None
    return _VERBS[bill.position].format(bill=display(bill.bill))


def silence(bill: FollowedBill) -> tuple[str, str]:
    """Why a page asks nothing under this position, and what to do about it."""
    if bill.position not in DECIDED:
        todo = f"billtrail position {bill.bill} support --by NAME --on DATE"
        return f"no position on {display(bill.bill)} is decided", todo
    why = f"You {we_say(bill)}: the page informs and asks nothing"
    return why, f"Write an ask for `{bill.position}`"
