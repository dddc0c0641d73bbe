"""What may be said for a position: one rule for briefs, visits, lists and pages.

An ask, a thank-you and a talking point belong to the positions they were written for (``for`` in a
campaign file). Where another one is decided none of them is said, and the author is told so. What
a bill does, where it stands and what a figure says are facts, and are said for every position.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from billtrail.bills.values import BillStatus, EffortStatus
from billtrail.legislatures import DECIDED, Aim, Language, MemberKind, Position, Stage, display

from .values import Ask, CampaignStatus, ClaimStatus, FollowedBill, LawDoubt, Text

Positions = tuple[Position, ...]

#: What is written for this position unless it says otherwise: asks and talking points of the
#: campaign files, and every thank-you.
USUAL: Positions = (Position.SUPPORT,)

#: Texts that argue for a bill, by the beginning of their key; those that an ask names are its own.
_TALKING_POINTS = ("tagline", "problem", "programs", "behind", "headline-", "ask-", "reason-")

#: Texts a brief prints at any stage, by the beginning of their key; the others an ask names.
_ALWAYS = ("tagline", "problem", "does-", "limits", "programs", "behind")
#: Keys of texts that may be printed with the words of their doubt. What a law does may still be
#: said from a reading that a later act overtook, if the page says so; a headline and an ask may
#: not: nobody asks an office for something that may have ended.
_SAID_IN_DOUBT = re.compile(r"problem|does-[1-4](?:-.+)?|limits")

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


def find_ask(
    campaign: CampaignStatus, stage: Stage | None, stand: Stand, id: str | None = None
) -> Ask | None:
    """The first ask (or that of ``id``) for the stage that may be said for the position."""
    fitting = (a for a in campaign.asks if stage in a.stages and id in (None, a.id))
    return next((ask for ask in fitting if may_ask(campaign, ask, stand)), None)


def may_ask(campaign: CampaignStatus, ask: Ask, stand: Stand) -> bool:
    """Whether the ask is written for the stand, and some of it for what is decided on the bills
    it names."""
    return stand.may_ask(ask.positions) and objection_to(campaign, ask, stand) is None


def objection_to(campaign: CampaignStatus, ask: Ask, stand: Stand) -> FollowedBill | None:
    """The bill for whose position nothing of the ask may be said: one of the page, one that the
    headline names, or one that its sentences name, if none of them may be said."""
    english = {t.key: t for t in campaign.texts if t.language == Language.EN}
    if other := stand.other(ask.positions) or objection(campaign, ask, english.get(ask.headline)):
        return other
    named = [objection(campaign, ask, english.get(key)) for key in ask.texts]
    return named[0] if all(named) and named else None


def objection(campaign: CampaignStatus, ask: Ask, text: Text | None) -> FollowedBill | None:
    """A live bill that a text of the ask names without a position on its effort that the ask was
    written for: another one is decided, or none."""
    for bill in _named(campaign, text.text if text else ""):
        decided = [mate for mate in _effort(campaign, bill) if mate.position in DECIDED]
        if not decided:
            return bill
        if other := Stand(tuple(decided)).other(ask.positions):
            return other
    return None


def named_by(campaign: CampaignStatus, ask: Ask) -> tuple[FollowedBill, ...]:
    """The live bills with a position that the ask's own texts name."""
    texts = (t.text for t in campaign.texts if t.key in (ask.headline, *ask.texts))
    return tuple(b for b in _named(campaign, " ".join(texts)) if b.position in DECIDED)


def _named(campaign: CampaignStatus, said: str) -> list[FollowedBill]:
    return [bill for bill in campaign.bills if _is_live(bill) and is_named(bill.bill, said)]


def _is_live(bill: FollowedBill) -> bool:
    """Whether the bill can still become law itself; one that a law overtook is alive on paper."""
    return bill.status is not None and bill.status.progress.alive and not bill.status.enacted_via


def _effort(campaign: CampaignStatus, bill: FollowedBill) -> Iterator[FollowedBill]:
    """The bill, and the others of its effort that are alive: companions are decided together."""
    family = bill.status.family if bill.status else None
    for other in filter(_is_live, campaign.bills):
        same = family is not None and other.status is not None and other.status.family == family
        if other.bill == bill.bill or same:
            yield other


def is_named(key: str, text: str) -> bool:
    """Whether the text names the bill by its number."""
    plain = text.replace("\N{NO-BREAK SPACE}", " ")
    return re.search(rf"(?<!\w){re.escape(display(key))}(?!\d)", plain) is not None


def may_say(campaign: CampaignStatus, text: Text, stand: Stand) -> bool:
    """Whether a text may be said for the stand; what an ask names goes where the ask goes."""
    if not (asks := _asks_of(campaign, text)):
        return stand.may_argue(written_for(text))
    return any(
        may_ask(campaign, ask, stand) and objection(campaign, ask, text) is None for ask in asks
    )


def _asks_of(campaign: CampaignStatus, text: Text) -> list[Ask]:
    return [ask for ask in campaign.asks if text.key in (ask.headline, *ask.texts)]


def why_not_said(campaign: CampaignStatus, text: Text, stand: Stand) -> FollowedBill | None:
    """The bill for whose position a text is not said."""
    named = (objection(campaign, ask, text) for ask in _asks_of(campaign, text))
    return stand.other(written_for(text)) or next(filter(None, named), None)


def written_for(text: Text) -> Positions:
    """The positions a text was written for: those it says, else by what kind of text it is."""
    if text.positions is not None:
        return text.positions
    return USUAL if text.key.startswith(_TALKING_POINTS) else DECIDED


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


def printed_texts(campaign: CampaignStatus) -> Iterator[Text]:
    """The texts a brief prints at the stage of the campaign's lead, and for its position."""
    stand = stand_of(campaign)
    ask = find_ask(campaign, lead_stage(campaign), stand)
    named = {ask.headline, *ask.texts} if ask else set()
    return (
        text for text in campaign.texts
        if (text.key in named or text.key.startswith(_ALWAYS))
        and may_say(campaign, text, stand)
    )  # fmt: skip


def to_review(campaign: CampaignStatus) -> tuple[Text, ...]:
    """The English sentences that its page prints now and that nobody has reviewed: what is counted
    wherever such sentences are."""
    return tuple(
        text for text in printed_texts(campaign)
        if text.language == Language.EN and not text.reviewed_by
    )  # fmt: skip


def doubts_beside(text: Text, claims: Mapping[str, ClaimStatus]) -> tuple[LawDoubt, ...] | None:
    """The doubts to print beside the text, none where all its claims hold; ``None`` where the text
    may not be printed: a claim is unknown or does not hold, or what is doubted may have ended."""
    found = []
    for name in text.claims:
        claim = claims.get(name)
        if claim is None:
            return None
        if claim.holds:
            continue
        if not (claim.doubt and claim.doubt.act and _SAID_IN_DOUBT.fullmatch(text.key)):
            return None
        found.append(claim.doubt)
    return tuple(dict.fromkeys(found))
