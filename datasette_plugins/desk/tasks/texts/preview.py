"""The page as it would print with the words of a form, before anything is saved."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from billtrail.bills.values import BillStatus, EffortStatus
from billtrail.campaigns import CampaignStatus, Figure, Goal
from billtrail.campaigns.content import Campaign
from billtrail.datasette_plugins.desk import keep_page
from billtrail.errors import BilltrailError
from billtrail.legislatures import Language
from billtrail.snapshot import Snapshot
from billtrail.snapshot.law import ReliefRow
from billtrail.workspace import Workspace

if TYPE_CHECKING:
    from billtrail.briefs import Brief


@dataclass(frozen=True, slots=True)
class Preview:
    """``of`` names the picture of it; ``said`` counts pages and words;
    ``left_out`` is what the full page leaves out, ``problem`` why there is no page."""

    of: str = ""
    title: str = ""
    said: str = ""
    left_out: tuple[str, ...] = ()
    problem: str = ""


class _Drafted:
    """A snapshot in which one campaign says other words."""

    def __init__(self, snapshot: Snapshot, campaign: Campaign) -> None:
        self._snapshot, self._drafted, self.on = snapshot, campaign, snapshot.on

    def bill(self, key: str) -> BillStatus:
        return self._snapshot.bill(key)

    def family(self, family: str) -> EffortStatus:
        return self._snapshot.family(family)

    def campaign(self, campaign: str) -> CampaignStatus:
        found = self._snapshot.campaign(campaign)
        if campaign != self._drafted.id:
            return found
        return replace(found, texts=self._drafted.texts, asks=self._drafted.asks)

    def figures(self) -> tuple[Figure, ...]:
        return self._snapshot.figures()

    def goals(self) -> tuple[Goal, ...]:
        return self._snapshot.goals()

    def relief(self) -> tuple[ReliefRow, ...]:
        return self._snapshot.relief()

    def resolve(self, name: str) -> tuple[str, str]:
        return self._snapshot.resolve(name)


def build_page(
    snapshot: Snapshot, workspace: Workspace, campaign: Campaign, language: Language
) -> "Brief":
    """The fitted brief of a campaign as the form has it; raises BriefRefused where it does not fit,
    or cannot be printed."""
    from billtrail.briefs import write
    from billtrail.briefs.build import build
    from billtrail.briefs.formats import fit

    request = write.build_request(snapshot, workspace, campaign.id, language=language.value)
    return fit(build(_Drafted(snapshot, campaign), request))


def build_preview(
    snapshot: Snapshot, workspace: Workspace, campaign: Campaign, language: Language
) -> Preview:
    try:
        brief = build_page(snapshot, workspace, campaign, language)
    except BilltrailError as error:
        return Preview(problem=str(error))
    said = f"1 page, {brief.words} words"
    return Preview(keep_page(brief), brief.title, said, tuple(_left_out(brief)))


def _left_out(brief: "Brief") -> Iterator[str]:
    """What does not fit, or may not be said; not what a sentence cannot change."""
    for row in brief.left_out:
        if row.why == "the page is full" or row.what.startswith("text "):
            yield f"{row.what}: {row.why}"
