"""What a save would change on page and paper, told in the very sentences.

Each ``Surface`` is built twice by its own code, once as things are and once as if the save had been
made (``decisions.what_if``); what stands on one and not on the other is shown.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from billtrail.briefs.build import Request, build
from billtrail.campaigns import CampaignStatus
from billtrail.campaigns.positions import is_public
from billtrail.datasette_plugins.campaign import build_campaign, read_campaign
from billtrail.decisions import View, as_if, view_of
from billtrail.errors import BriefRefused
from billtrail.legislatures import DECIDED, Audience, display
from billtrail.snapshot import Snapshot
from billtrail.week import week, week_json
from billtrail.words import day_words
from billtrail.workspace import Workspace

#: What a page says, and why it does not say more.
Lines = tuple[tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Surface:
    """A page or paper, by what people call it; ``read`` gives its sentences and what is left out
    of it."""

    title: str
    read: Callable[[View], Lines]


@dataclass(frozen=True, slots=True)
class Difference:
    """What goes from some surfaces and what comes to them; ``why`` is said where something is
    left out by it."""

    titles: tuple[str, ...]
    gone: tuple[str, ...]
    new: tuple[str, ...]
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """``same`` are the surfaces that say what they said."""

    differences: tuple[Difference, ...]
    same: tuple[str, ...]


def build_preview(
    workspace: Workspace,
    before: Snapshot,
    decide: Callable[[], object],
    surfaces: Iterable[Surface],
) -> Preview:
    """What ``decide`` would change. Raises as ``decide`` does."""
    found: dict[Lines, list[str]] = {}
    now_view = view_of(workspace, before)
    same, whys = [], dict[Lines, tuple[str, ...]]()
    with as_if(workspace, decide, before.on) as after:
        for surface in surfaces:
            (was, was_left), (now, left) = surface.read(now_view), surface.read(after)
            change = (_without(was, now), _without(now, was))
            if any(change):
                found.setdefault(change, []).append(surface.title)
                whys[change] = _without(left, was_left)
            else:
                same.append(surface.title)
    told = (Difference(tuple(titles), *change, whys[change]) for change, titles in found.items())
    return Preview(tuple(told), tuple(same))


def _without(lines: Iterable[str], others: Sequence[str]) -> tuple[str, ...]:
    known = set(others)
    return tuple(dict.fromkeys(line for line in lines if line not in known))


# -- surfaces --------------------------------------------------------------------------------------

_AUDIENCES = ((Audience.MEMBER, "for offices"), (Audience.PUBLIC, "for the public"))


def surfaces_of_bill(campaigns: Iterable[CampaignStatus], key: str) -> Iterator[Surface]:
    """Where a position on a bill shows: the papers of its campaigns and of itself, the pages of the
    campaigns, the call sheet, and what is published."""
    for campaign in campaigns:
        if any(bill.bill == key for bill in campaign.bills):
            yield from surfaces_of_campaign(campaign)
    for audience, words in _AUDIENCES:
        yield _paper(key, audience, f"Page on {display(key)} {words}")
    yield CALL_SHEET
    yield Surface("What you publish", lambda view: (tuple(_published(view.snapshot, key)), ()))


def surfaces_of_campaign(campaign: CampaignStatus) -> Iterator[Surface]:
    """The papers of a campaign and its page on this site."""
    for audience, words in _AUDIENCES:
        yield _paper(campaign.id, audience, f"{campaign.title}: page {words}")
    id = campaign.id
    yield Surface(
        f"{campaign.title}: on this site", lambda view: (tuple(_site(view.snapshot, id)), ())
    )


def surfaces_of_contact(campaign: CampaignStatus) -> Iterator[Surface]:
    """The papers of one campaign, which carry the contact as all others do."""
    for audience, words in _AUDIENCES:
        yield _paper(campaign.id, audience, f"{campaign.title}: page {words}, and all others")


def _call_sheet(view: View) -> Lines:
    rows = week_json(week.build_week(view.snapshot, owners=view.owners))
    return tuple(": ".join(filter(None, (row["who"], row["what"]))) for row in rows), ()


#: The week's call sheet.
CALL_SHEET = Surface("The call sheet", _call_sheet)


def _paper(subject: str, audience: Audience, title: str) -> Surface:
    def read(view: View) -> Lines:
        asked = Request(
            subject, view.snapshot.on, audience=audience, organisation=view.organisation
        )
        try:
            brief = build(view.snapshot, asked)
        except BriefRefused as error:
            return (), (str(error),)
        said = [brief.title, brief.tagline, *(s.text for s in brief.status.sentences)]
        said += [s.text for block in brief.blocks for s in block.sentences]
        said += [*brief.contact, *brief.closing]
        return tuple(filter(None, said)), tuple(f"{one.what}: {one.why}" for one in brief.left_out)

    return Surface(title, read)


def _site(snapshot: Snapshot, campaign: str) -> Iterator[str]:
    """Sentences of the campaign's page."""
    page = build_campaign(read_campaign(snapshot, campaign))
    yield from filter(None, (page.silence, page.limits, *page.does))
    if page.ask:
        yield from filter(None, (page.ask.headline, *page.ask.texts))
        if page.ask.deadline:
            yield f"Ask them to act by {day_words(page.ask.deadline)}."
    for bill in (*page.bills, *page.history):
        decided = f", {_ISO.sub(_in_words, bill.decided)}" if bill.decided else ""
        yield f"{bill.identifier}: {bill.position or 'no position'}{decided}."
        if bill.condition:
            yield f"{bill.identifier}, what must change: {bill.condition}"


_ISO = re.compile(r"\d{4}-\d\d(?:-\d\d)?")


def _in_words(day: re.Match[str]) -> str:
    return day_words(day[0])


def _published(snapshot: Snapshot, key: str) -> Iterator[str]:
    """Who is told a position by the files that you publish."""
    for campaign in snapshot.campaigns():
        for bill in campaign.bills:
            if bill.bill != key or bill.position not in DECIDED:
                continue
            words = f"{display(key)}: {bill.position}"
            if bill.share != "no":
                yield f"The coalition's file says {words}."
            ships = bill.share is None and bill.decided_by
            if ships or is_public(bill.share, campaign.public_ask):
                yield f"The public file says {words}."
