"""Asks and texts by the positions they were written for: what a page may say under a stand."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from billtrail.legislatures import DECIDED, Language, Stage, display

from ..values import Ask, CampaignStatus, ClaimStatus, FollowedBill, LawDoubt, Text
from .stands import USUAL, Positions, Stand, lead_stage, stand_of

#: Texts that argue for a bill, by the beginning of their key; those that an ask names are its own.
_TALKING_POINTS = ("tagline", "problem", "programs", "behind", "headline-", "ask-", "reason-")

#: Texts a brief prints at any stage, by the beginning of their key; the others an ask names.
_ALWAYS = ("tagline", "problem", "does-", "limits", "programs", "behind")

#: Keys of texts that may be printed with the words of their doubt. What a law does may still be
#: said from a reading that a later act overtook, if the page says so; a headline and an ask may
#: not: nobody asks an office for something that may have ended.
_SAID_IN_DOUBT = re.compile(r"problem|does-[1-4](?:-.+)?|limits")


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
    return _has_number(display(key), text)


@lru_cache(maxsize=16384)  # a page asks it of each bill and sentence, over and over
def _has_number(number: str, text: str) -> bool:
    plain = text.replace("\N{NO-BREAK SPACE}", " ")
    return re.search(rf"(?<!\w){re.escape(number)}(?!\d)", plain) is not None


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


def printed_texts(campaign: CampaignStatus) -> Iterator[Text]:
    """The texts a brief prints at the stage of the campaign's lead, and for its position."""
    return _printed_of(campaign, campaign.texts)


def _printed_of(campaign: CampaignStatus, texts: Iterable[Text]) -> Iterator[Text]:
    """Those of the texts."""
    stand = stand_of(campaign)
    ask = find_ask(campaign, lead_stage(campaign), stand)
    named = {ask.headline, *ask.texts} if ask else set()
    return (
        text for text in texts
        if (text.key in named or text.key.startswith(_ALWAYS))
        and may_say(campaign, text, stand)
    )  # fmt: skip


def to_review(campaign: CampaignStatus) -> tuple[Text, ...]:
    """The English sentences that its page prints now and that nobody has reviewed: what is counted
    wherever such sentences are."""
    unread = (t for t in campaign.texts if t.language == Language.EN and not t.reviewed_by)
    return tuple(_printed_of(campaign, unread))


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
