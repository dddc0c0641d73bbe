"""What the author of a brief picks: figures, ask, deadline, contact; and what is offered.

Only what may be printed is offered; everything else is named with the reason.
"""

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from billtrail.campaigns import Ask, CampaignStatus, Figure
from billtrail.campaigns.positions import Stand, objection_to, silence, we_say
from billtrail.errors import UsageError
from billtrail.legislatures import DECIDED, FigureForm, Language, Stage
from billtrail.words.status import stage_word

#: Chosen instead of an id, a day or a line: leave the part out.
NONE = "none"


@dataclass(frozen=True, slots=True)
class Choices:
    """``figures``: ids in printing order. ``ask``: the id of a campaign's ask. ``deadline``: an
    ISO day. ``contact``: a line instead of the organisation's. ``voice``: the
    id of a survivor's words. ``none`` leaves a part out."""

    figures: tuple[str, ...] | None = None
    ask: str | None = None
    deadline: str | None = None
    contact: str | None = None
    voice: str | None = None


#: Everything as the campaign has it.
AS_WRITTEN = Choices()


@dataclass(frozen=True, slots=True)
class Choosable:
    """Something that could be chosen; ``reason`` says why it may not be printed, ``whose``, one of
    ``WHOSE``, where a figure comes from."""

    id: str
    words: str
    reason: str | None = None
    whose: str = "campaign"


#: The campaign's own, counts of the office's own programs, all others on file.
WHOSE = ("campaign", "office", "others")


#: A figure with such a tag never stands under what programs show.
_NOT_PROGRAMS = {"defendants-not-survivors": "it is about people charged, not about survivors"}
_EXPOSING = frozenset({"small-cell", "client-level"})


def why_not(figure: Figure) -> str | None:
    """Why a figure may not be printed on a brief, or ``None``."""
    if figure.form == FigureForm.BLOCKED:
        return figure.blocked_because or "it is blocked"
    if not figure.verified:
        return "nobody has verified it in its source"
    if _EXPOSING & set(figure.tags):
        return "a survivor could be recognised"
    return next((why for tag, why in _NOT_PROGRAMS.items() if tag in figure.tags), None)


def offer_figures(own: Sequence[Figure], all_: Sequence[Figure]) -> list[Choosable]:
    """Every figure: those that may be printed first, and of these the campaign's (``own``), then
    the office's own counts."""
    ids = {figure.id for figure in own}
    offers = [_offer_figure(figure, "campaign") for figure in own]
    for figure in all_:
        if figure.id not in ids:
            offers.append(_offer_figure(figure, "others" if figure.share is None else "office"))
    return sorted(offers, key=lambda offer: (offer.reason is not None, WHOSE.index(offer.whose)))


def _offer_figure(figure: Figure, whose: str) -> Choosable:
    return Choosable(figure.id, figure.sentence, why_not(figure), whose)


def offer_asks(
    campaign: CampaignStatus | None, stage: Stage | None, stand: Stand, jurisdiction: str
) -> list[Choosable]:
    """The asks of a campaign: those for the stage and for the position may be chosen. Stages are
    named as in ``jurisdiction``."""
    return [
        Choosable(ask.id, _ask_words(campaign, ask),
                  _not_for(ask, stage, jurisdiction) or _why_not_ask(campaign, ask, stand))
        for ask in (campaign.asks if campaign else ())
        if campaign
    ]  # fmt: skip


def _ask_words(campaign: CampaignStatus, ask: Ask) -> str:
    """What is asked, in English, or the names of its texts where they are not written yet."""
    english = {text.key: text.text for text in campaign.texts if text.language == Language.EN}
    keys = ask.texts or (ask.headline,)
    return " ".join(english.get(key, key) for key in keys)


def _not_for(ask: Ask, stage: Stage | None, jurisdiction: str) -> str | None:
    if stage in ask.stages:
        return None
    return f"it is for: {', '.join(stage_word(one, jurisdiction) for one in ask.stages)}"


def _why_not_ask(campaign: CampaignStatus, ask: Ask, stand: Stand) -> str | None:
    other = objection_to(campaign, ask, stand)
    if other and other.position not in DECIDED:
        return ": ".join(silence(other))
    return (
        f"it was written for {' or '.join(ask.positions)}, and you {we_say(other)}"
        if other
        else None
    )


@dataclass(frozen=True, slots=True)
class Offers:
    """What an author may choose for a subject, and what not and why."""

    figures: tuple[Choosable, ...]
    asks: tuple[Choosable, ...]


def pick(what: str, wanted: str, offers: Sequence[Choosable]) -> None:
    """Raises ``UsageError`` unless ``wanted`` is offered: with the reason, and what else is."""
    offer = next((offer for offer in offers if offer.id == wanted), None)
    if offer is not None and offer.reason is None:
        return
    free = [offer.id for offer in offers if offer.reason is None]
    near = difflib.get_close_matches(wanted, free, n=5, cutoff=0.4) or free[:5]
    others = f" Choose for example: {', '.join(near)}." if near else " None can be chosen."
    if offer is None:
        raise UsageError(f"There is no {what} {wanted!r}.{others}")
    reason = (offer.reason or "").rstrip(".")
    end = "" if reason.endswith("?") else "."
    raise UsageError(f"The {what} {wanted} may not be printed: {reason}{end}{others}")


def offer_lines(what: str, offers: Sequence[Choosable]) -> Iterator[str]:
    """What can be chosen, then what cannot and why."""
    for offer in offers:
        if offer.reason is None:
            yield f"{what} {offer.id}: {offer.words}"
    for offer in offers:
        if offer.reason is not None:
            yield f"not {what} {offer.id}: {offer.reason}"
