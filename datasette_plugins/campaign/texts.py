"""What may be said for a campaign today: its texts, its ask, its claims."""

from collections.abc import Iterable
from dataclasses import dataclass

from billtrail.bills.values import BillStatus
from billtrail.campaigns import CampaignStatus, ClaimStatus, LawDoubt, positions
from billtrail.campaigns.positions import doubts_beside
from billtrail.legislatures import Language
from billtrail.words import safe_url


@dataclass(frozen=True, slots=True)
class AskView:
    """``left_out`` names the texts that may not be said today."""

    headline: str | None
    texts: tuple[str, ...]
    deadline: str | None
    reviewed: bool


@dataclass(frozen=True, slots=True)
class ClaimView:
    text: str
    holds: bool
    state: str
    why: str | None
    attributed_to: str | None
    source: str
    url: str | None


@dataclass(frozen=True, slots=True)
class SaidView:
    """A sentence with the claims that it is read under; it holds while all of them do."""

    text: str
    claims: tuple[ClaimView, ...]

    @property
    def holds(self) -> bool:
        return all(claim.holds for claim in self.claims)

    @property
    def state(self) -> str:
        return next((c.state for c in self.claims if not c.holds), self.claims[0].state)


def build_said(claims: Iterable[ClaimView]) -> tuple[SaidView, ...]:
    """Each sentence once, in the order of its first claim."""
    found: dict[str, list[ClaimView]] = {}
    for claim in claims:
        found.setdefault(claim.text, []).append(claim)
    return tuple(SaidView(text, tuple(under)) for text, under in found.items())


def lead_status(campaign: CampaignStatus) -> BillStatus | None:
    """The bill whose stage is the headline: the proof of the lead family, or the lead bill."""
    for family in campaign.families:
        if family.id == campaign.lead:
            return family.proof
    return next((b.status for b in campaign.bills if b.bill == campaign.lead), None)


def lead_bill(campaign: CampaignStatus) -> str | None:
    """The key of the bill whose stage is the headline."""
    status = lead_status(campaign)
    return status.key if status else None


def say(campaign: CampaignStatus, key: str) -> str | None:
    """The English text of a key, while every claim in it holds; with the words of its doubt where
    its law was changed since it was read."""
    claims = {claim.id: claim for claim in campaign.claims}
    for text in campaign.texts:
        if text.key == key and text.language == Language.EN:
            doubts = doubts_beside(text, claims)
            return None if doubts is None else _with_doubts(text.text, doubts)
    return None


def _with_doubts(text: str, doubts: Iterable[LawDoubt]) -> str:
    return " ".join((text, *(f"({capital(doubt.why)}.)" for doubt in doubts)))


def capital(words: str) -> str:
    """Words that begin a sentence."""
    return f"{words[0].upper()}{words[1:]}"


def _say_all(campaign: CampaignStatus, keys: Iterable[str]) -> tuple[str, ...]:
    """The texts of the keys that may be said."""
    return tuple(text for key in keys if (text := say(campaign, key)))


def say_what_it_does(campaign: CampaignStatus) -> tuple[str, ...]:
    return _say_all(campaign, (f"does-{n}" for n in range(1, 5)))


def build_ask(campaign: CampaignStatus) -> AskView | None:
    """The first ask for the stage and the position, without the sentences that no longer hold."""
    stage = positions.lead_stage(campaign)
    ask = positions.find_ask(campaign, stage, positions.stand_of(campaign))
    if ask is None:
        return None
    reviewed = {t.key for t in campaign.texts if t.reviewed_by and t.language == Language.EN}
    stand = positions.stand_of(campaign)
    ours = {t.key for t in campaign.texts if positions.may_say(campaign, t, stand)}
    said = [key for key in ask.texts if key in ours and say(campaign, key)]
    return AskView(
        headline=say(campaign, ask.headline),
        texts=_say_all(campaign, said),
        deadline=ask.deadline,
        reviewed=reviewed.issuperset((*said, ask.headline)),
    )


def build_silence(campaign: CampaignStatus) -> str | None:
    """Why the page asks nothing, for those who work here, where there is something to decide."""
    stand, stage = positions.stand_of(campaign), positions.lead_stage(campaign)
    if not any(stage in ask.stages for ask in campaign.asks) or build_ask(campaign):
        return None
    asks = (ask for ask in campaign.asks if stage in ask.stages)
    found = (positions.objection_to(campaign, ask, stand) for ask in asks)
    other = stand.other(positions.USUAL) or next(filter(None, found), None)
    if other is None or not stand.decided:
        return "No position is decided, so nothing is asked."
    return "{}. {}.".format(*positions.silence(other))


def _state(claim: ClaimStatus) -> str:
    """ "Not yet" is one that no day ended."""
    if claim.holds:
        return "Holds"
    if claim.doubt:
        return "To be read again"
    return "No longer holds" if claim.ended_on else "Does not hold yet"


def build_claim(claim: ClaimStatus, campaign: CampaignStatus) -> ClaimView:
    """A claim is read in the sentences that lean on it and may be said; without any, by its
    name."""
    stand = positions.stand_of(campaign)
    texts = (
        t.text for t in campaign.texts
        if t.language == Language.EN and claim.id in t.claims
        and positions.may_say(campaign, t, stand)
    )  # fmt: skip
    return ClaimView(
        text=next(texts, claim.id.replace("-", " ").capitalize()),
        holds=claim.holds,
        state=_state(claim),
        why=capital(claim.doubt.why) if claim.doubt else claim.ended_by,
        attributed_to=claim.attributed_to,
        source=claim.source,
        url=safe_url(claim.url),
    )
