"""Figures of a program's own counts on a campaign's pages: put there, and taken from there."""

from collections.abc import Sequence
from dataclasses import dataclass

from billtrail.campaigns import Figure
from billtrail.campaigns.content import Content, load_sound
from billtrail.errors import UnknownKey, UsageError
from billtrail.legislatures import FigureForm, nearest
from billtrail.snapshot import Snapshot
from billtrail.workspace import JournalEntry, Say, Workspace

from . import campaign_records
from .campaign_records import CAMPAIGN, RecordAt

_OWN, _SAMPLE = "own-count", "sample"


@dataclass(frozen=True, slots=True)
class OwnFigure:
    """A figure made of counts, its ``campaigns`` those whose pages draw on it; ``why_not`` says why
    it may not be printed, ``""`` where it may."""

    figure: Figure
    campaigns: tuple[str, ...]
    why_not: str


def read_own_figures(snapshot: Snapshot) -> tuple[OwnFigure, ...]:
    """The newest periods first, then in the order of their file; invented ones are none."""
    own = (f for f in snapshot.figures() if _OWN in f.tags and _SAMPLE not in f.tags)
    newest_first = sorted(own, key=lambda figure: figure.period_end or "", reverse=True)
    drawing = snapshot.campaigns() if newest_first else ()
    used = [(campaign.id, {figure.id for figure in campaign.figures}) for campaign in drawing]
    return tuple(
        OwnFigure(figure, tuple(id for id, ids in used if figure.id in ids), _why_not(figure))
        for figure in newest_first
    )


def _why_not(figure: Figure) -> str:
    blocked = figure.form == FigureForm.BLOCKED
    return (figure.blocked_because or "it may not be printed") if blocked else ""


def put_on(
    workspace: Workspace, ids: Sequence[str], campaign: str, *, by: str | None, say: Say
) -> JournalEntry:
    """Let the campaign's pages print these figures before its others.

    Raises UnknownKey for a figure or campaign that is none, UsageError for a figure that may not be
    printed or where all are there already.
    """
    content = load_sound(workspace.root, {}).content
    known = {figure.id: figure for figure in content.figures}
    for id in ids:
        if id not in known:
            raise UnknownKey("figure", id, nearest(id, list(known)))
        if why_not := _why_not(known[id]):
            raise UsageError(f"{id} may not be printed: {why_not}.")
    now = _figures_of(content, campaign)
    wanted = list(dict.fromkeys((*ids, *now)))
    return _save(workspace, campaign, wanted, by, say)


def take_off(
    workspace: Workspace, ids: Sequence[str], campaign: str, *, by: str | None, say: Say
) -> JournalEntry:
    """Let the campaign's pages print these figures no more; raises as ``put_on``."""
    now = _figures_of(load_sound(workspace.root, {}).content, campaign)
    if missing := [id for id in ids if id not in now]:
        raise UsageError(f"The pages of {campaign} do not draw on {', '.join(missing)}.")
    rest = [id for id in now if id not in ids]
    return _save(workspace, campaign, rest, by, say)


def _figures_of(content: Content, campaign: str) -> tuple[str, ...]:
    found = {one.id: one for one in content.campaigns}
    if campaign not in found:
        raise UnknownKey("campaign", campaign, nearest(campaign, list(found)))
    return found[campaign].figures


def _save(
    workspace: Workspace,
    campaign: str,
    figures: list[str],
    by: str | None,
    say: Say,
) -> JournalEntry:
    at = RecordAt(campaign, CAMPAIGN)
    return campaign_records.save(workspace, at, {"figures": figures}, was=at, by=by, say=say)
