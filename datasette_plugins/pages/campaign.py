"""The page of a campaign: its efforts and bills, what to ask, its claims, figures and dates."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from billtrail.datasette_plugins.pages.bar import StageView, build_stage, stage_tone
from billtrail.datasette_plugins.pages.home import CampaignRow, build_row
from billtrail.datasette_plugins.pages.parts import (
    BRIEF_FORMATS,
    BRIEF_LANGUAGES,
    AheadDate,
    BriefLink,
    bill_title,
    build_date,
    safe_url,
)
from billtrail.reading import Reading
from billtrail.views import (
    Ask,
    BillStatus,
    CampaignStatus,
    ClaimStatus,
    FamilyStatus,
    Figure,
    FollowedBill,
    Goal,
    Member,
)
from billtrail.vocabulary import FigureForm, Language, Stage
from billtrail.words import (
    AIMS,
    MEMBERS,
    bill_words,
    family_words,
    is_alive,
    is_overtaken,
    standing_words,
)


@dataclass(frozen=True, slots=True)
class CampaignValues:
    """What one reading holds; a published file holds no ask and no open position to show."""

    on: date
    campaign: CampaignStatus
    goals: tuple[Goal, ...]


@dataclass(frozen=True, slots=True)
class MemberView:
    bill: str
    identifier: str
    session_year: str | None
    role: str
    words: str
    date: str | None
    basis: str


@dataclass(frozen=True, slots=True)
class FamilyView:
    id: str
    title: str
    words: str
    tone: str
    date: str | None
    law: str | None
    stage: StageView | None
    enacted_bill: str | None
    enacted_identifier: str | None
    attempts: int
    members: tuple[MemberView, ...]
    opposing: tuple[MemberView, ...]


@dataclass(frozen=True, slots=True)
class BillRow:
    bill: str
    identifier: str
    title: str
    words: str
    tone: str
    date: str | None
    aim: str
    position: str | None
    decided: str | None
    why: str
    checked: str | None


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
class FigureView:
    sentence: str
    form: str
    blocked_because: str | None
    publisher: str
    source_title: str
    url: str | None
    location: str
    period: str
    base: str


@dataclass(frozen=True, slots=True)
class CampaignPage:
    """The page as a value."""

    id: str
    title: str
    summary: str
    goals: tuple[str, ...]
    row: CampaignRow
    stage: StageView | None
    tagline: str | None
    does: tuple[str, ...]
    limits: str | None
    ask: AskView | None
    families: tuple[FamilyView, ...]
    bills: tuple[BillRow, ...]
    claims: tuple[ClaimView, ...]
    figures: tuple[FigureView, ...]
    ahead: tuple[AheadDate, ...]
    past: tuple[AheadDate, ...]
    endorsers: tuple[tuple[str, str, str, str, str], ...]
    briefs: tuple[tuple[str, tuple[BriefLink, ...]], ...]


def read_campaign(reading: Reading, campaign: str) -> CampaignValues:
    """Raises ``UnknownKey`` with the nearest matches."""
    return CampaignValues(reading.on, reading.campaign(campaign), reading.goals())


def build_campaign(values: CampaignValues) -> CampaignPage:
    campaign = values.campaign
    on = values.on.isoformat()
    dates = sorted((build_date(d) for d in campaign.dates), key=lambda d: (d.on, d.what))
    status = _lead(campaign)
    return CampaignPage(
        id=campaign.id,
        title=campaign.title,
        summary=campaign.summary,
        goals=tuple(goal.title for goal in values.goals if goal.id in campaign.goals),
        row=build_row(campaign, values.on),
        stage=build_stage(status) if status else None,
        tagline=say(campaign, "tagline"),
        does=tuple(filter(None, (say(campaign, f"does-{n}") for n in range(1, 5)))),
        limits=say(campaign, "limits"),
        ask=build_ask(campaign, status.stage) if status else None,
        families=tuple(map(_family, campaign.families)),
        bills=tuple(map(_bill, campaign.bills)),
        claims=tuple(_claim(c, campaign) for c in campaign.claims),
        figures=tuple(map(_figure, campaign.figures)),
        ahead=tuple(d for d in dates if d.on >= on),
        past=tuple(d for d in dates if d.on < on),
        endorsers=tuple(
            (e.organisation, bill_words(e.bill), e.bill, e.date, e.proof)
            for e in campaign.endorsers
        ),
        briefs=build_briefs(campaign),
    )


def _lead(campaign: CampaignStatus) -> BillStatus | None:
    """The bill whose stage is the headline: the proof of the lead family, or the lead bill."""
    for family in campaign.families:
        if family.id == campaign.lead:
            return family.proof
    return next((b.status for b in campaign.bills if b.bill == campaign.lead), None)


def lead_bill(campaign: CampaignStatus) -> str | None:
    """The key of the bill whose stage is the headline."""
    status = _lead(campaign)
    return status.key if status else None


def say(campaign: CampaignStatus, key: str) -> str | None:
    """The English text of a key, while every claim in it holds."""
    holds = {claim.id for claim in campaign.claims if claim.holds}
    for text in campaign.texts:
        if text.key == key and text.language == Language.EN:
            return text.text if holds.issuperset(text.claims) else None
    return None


def build_ask(campaign: CampaignStatus, stage: Stage) -> AskView | None:
    """The first ask that fits the stage, without the sentences that no longer hold."""
    ask: Ask | None = next((a for a in campaign.asks if stage in a.stages), None)
    if ask is None:
        return None
    reviewed = {t.key for t in campaign.texts if t.reviewed_by and t.language == Language.EN}
    said = [key for key in ask.texts if say(campaign, key)]
    return AskView(
        headline=say(campaign, ask.headline),
        texts=tuple(text for key in said if (text := say(campaign, key))),
        deadline=ask.deadline,
        reviewed=reviewed.issuperset((*said, ask.headline)),
    )


def _family(family: FamilyStatus) -> FamilyView:
    members = tuple(map(_member, family.members))
    against = MEMBERS_AGAINST
    return FamilyView(
        id=family.id,
        title=family.title,
        words=family_words(family),
        tone=stage_tone(family.stage, family.alive),
        date=family.stage_date,
        law=family.law,
        stage=build_stage(family.proof) if family.proof else None,
        enacted_bill=family.enacted_bill,
        enacted_identifier=bill_words(family.enacted_bill) if family.enacted_bill else None,
        attempts=len(family.attempts),
        members=tuple(m for m in members if m.role != against),
        opposing=tuple(m for m in members if m.role == against),
    )


MEMBERS_AGAINST = next(words for kind, words in MEMBERS.items() if kind == "opposes")


def _member(member: Member) -> MemberView:
    status = member.status
    return MemberView(
        bill=member.bill,
        identifier=bill_words(member.bill),
        session_year=status.bill.introduced_date if status else None,
        role=MEMBERS[member.kind],
        words=standing_words(status) if status else "not in this data",
        date=status.standing.date if status and not is_overtaken(status) else None,
        basis=member.basis,
    )


def _bill(followed: FollowedBill) -> BillRow:
    status = followed.status
    position = followed.position
    decided = position is not None and not position.value.startswith("needs decision")
    return BillRow(
        bill=followed.bill,
        identifier=bill_words(followed.bill),
        title=bill_title(status) if status else "",
        words=standing_words(status) if status else "not in this data",
        tone=stage_tone(status.stage, is_alive(status)) if status else "ended",
        date=status.standing.date if status and not is_overtaken(status) else None,
        aim=AIMS[followed.aim],
        position=position.value.capitalize() if position else None,
        decided=_decided(followed) if decided else None,
        why=followed.why,
        checked=status.fresh_as_of if status else None,
    )


def _decided(followed: FollowedBill) -> str | None:
    return ", ".join(filter(None, (followed.decided_by, followed.decided_on))) or None


def _claim(claim: ClaimStatus, campaign: CampaignStatus) -> ClaimView:
    """A claim is read in the sentences that lean on it; without any, by its name."""
    texts = (t.text for t in campaign.texts if t.language == Language.EN and claim.id in t.claims)
    return ClaimView(
        text=next(texts, claim.id.replace("-", " ").capitalize()),
        holds=claim.holds,
        state="Holds" if claim.holds else "No longer holds",
        why=claim.ended_by,
        attributed_to=claim.attributed_to,
        source=claim.source,
        url=safe_url(claim.url),
    )


_FORMS = {
    FigureForm.MEASURED: "Measured: base and period are known",
    FigureForm.AS_PUBLISHED: "As published: the publisher left something out",
    FigureForm.BLOCKED: "Not printed in briefs",
}


def _figure(figure: Figure) -> FigureView:
    return FigureView(
        sentence=figure.sentence,
        form=_FORMS[figure.form],
        blocked_because=figure.blocked_because,
        publisher=figure.publisher,
        source_title=figure.source_title,
        url=safe_url(figure.source_url),
        location=figure.location,
        period=_period(figure.period_start, figure.period_end),
        base=figure.denominator or "base not published",
    )


def _period(start: str | None, end: str | None) -> str:
    if not start and not end:
        return "period not published"
    return start if start and start == end else f"{start or '?'} to {end or '?'}"


def build_briefs(campaign: CampaignStatus) -> tuple[tuple[str, tuple[BriefLink, ...]], ...]:
    """(language, links) for each language the campaign has a text in; English always."""
    languages = {text.language.value for text in campaign.texts} | {"en"}
    return tuple(
        (words, tuple(_brief_links(campaign, language)))
        for language, words in BRIEF_LANGUAGES.items()
        if language in languages
    )


def _brief_links(campaign: CampaignStatus, language: str) -> Iterable[BriefLink]:
    query = "" if language == "en" else f"?language={language}"
    named = BRIEF_LANGUAGES[language]
    for name, words in BRIEF_FORMATS.items():
        yield BriefLink(
            words=words,
            name=f"{words} brief, {named}: {campaign.title}",
            href=f"/-/brief/{campaign.id}.{name}{query}",
        )
