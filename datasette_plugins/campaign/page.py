"""The page of a campaign: its efforts and bills, what to ask, its claims, figures and dates."""

from dataclasses import dataclass
from datetime import date

from billtrail.campaigns import CampaignStatus, FigureConflict, Goal
from billtrail.datasette_plugins.brief import BriefOffer, build_information, build_offers
from billtrail.datasette_plugins.home import CampaignRow, build_row
from billtrail.datasette_plugins.theme import AheadDate, build_date
from billtrail.legislatures import Aim
from billtrail.snapshot import Snapshot
from billtrail.words import bill_words

from .bills import CampaignBillRow, CampaignEffort, build_bill_row, build_campaign_effort
from .figures import FigureView, build_figures
from .law import LawView, read_law
from .texts import (
    AskView,
    ClaimView,
    SaidView,
    build_ask,
    build_claim,
    build_said,
    build_silence,
    say,
    say_what_it_does,
)


@dataclass(frozen=True, slots=True)
class CampaignValues:
    """What one snapshot holds; a published file holds no ask and no open position to show."""

    on: date
    campaign: CampaignStatus
    goals: tuple[Goal, ...]
    conflicts: tuple[FigureConflict, ...]
    law: tuple[LawView, ...] = ()
    information: tuple[BriefOffer, ...] = ()


@dataclass(frozen=True, slots=True)
class CampaignPage:
    """The page as a value. ``history`` are bills that are followed no more; ``said`` are the
    claims under the sentences that lean on them."""

    id: str
    title: str
    summary: str
    goals: tuple[str, ...]
    row: CampaignRow
    does: tuple[str, ...]
    limits: str | None
    ask: AskView | None
    silence: str | None
    families: tuple[CampaignEffort, ...]
    bills: tuple[CampaignBillRow, ...]
    history: tuple[CampaignBillRow, ...]
    claims: tuple[ClaimView, ...]
    said: tuple[SaidView, ...]
    law: tuple[LawView, ...]
    figures: tuple[FigureView, ...]
    ahead: tuple[AheadDate, ...]
    past: tuple[AheadDate, ...]
    endorsers: tuple[tuple[str, str, str, str, str], ...]
    briefs: tuple[BriefOffer, ...]
    information: tuple[BriefOffer, ...]


def read_campaign(snapshot: Snapshot, campaign: str) -> CampaignValues:
    """Raises ``UnknownKey`` with the nearest matches."""
    found = snapshot.campaign(campaign)
    conflicts = snapshot.figure_conflicts()
    return CampaignValues(
        snapshot.on,
        found,
        snapshot.goals(),
        conflicts,
        read_law(snapshot, found),
        build_information(snapshot, found),
    )


def build_campaign(values: CampaignValues) -> CampaignPage:
    campaign = values.campaign
    on = values.on.isoformat()
    dates = sorted((build_date(d) for d in campaign.dates), key=lambda d: (d.on, d.what))
    claims = tuple(
        build_claim(c, campaign) for c in campaign.claims if c.id not in _apart(campaign)
    )
    return CampaignPage(
        id=campaign.id,
        title=campaign.title,
        summary=campaign.summary,
        goals=tuple(goal.title for goal in values.goals if goal.id in campaign.goals),
        row=build_row(campaign, values.on),
        does=say_what_it_does(campaign),
        limits=say(campaign, "limits"),
        ask=build_ask(campaign),
        silence=build_silence(campaign),
        families=tuple(map(build_campaign_effort, campaign.families)),
        bills=tuple(build_bill_row(b) for b in campaign.bills if b.aim != Aim.HISTORY),
        history=tuple(build_bill_row(b) for b in campaign.bills if b.aim == Aim.HISTORY),
        claims=claims,
        said=build_said(claims),
        law=values.law,
        figures=build_figures(campaign.figures, values.conflicts),
        ahead=tuple(d for d in dates if d.on >= on),
        past=tuple(d for d in dates if d.on < on),
        endorsers=tuple(
            (e.organisation, bill_words(e.bill), e.bill, e.date, e.proof)
            for e in campaign.endorsers
        ),
        briefs=build_offers(campaign.id, campaign.title, campaign),
        information=values.information,
    )


def _apart(campaign: CampaignStatus) -> set[str]:
    """The claims that nothing rests on but the page for survivors, which tells their sources."""
    own = {name for text in campaign.texts for name in text.claims}
    return {name for text in campaign.survivor_texts for name in text.claims} - own
