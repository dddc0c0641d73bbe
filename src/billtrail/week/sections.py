"""What the coalition has to decide: doubts, positions, look-alikes, who reviews texts."""

from collections.abc import Iterator, Sequence

from billtrail.campaigns import CampaignStatus, FollowedBill
from billtrail.campaigns.positions import to_review
from billtrail.law import parse_statute
from billtrail.legislatures import LIVE_STAGES, UNDECIDED, Aim
from billtrail.legislatures.calendar import day_of
from billtrail.snapshot import Snapshot, to_reread, would_change
from billtrail.snapshot.sessions import without_bill
from billtrail.words import (
    bill_words,
    count_words,
)
from billtrail.words.doubts import doubt_words
from billtrail.words.status import is_alive

from .values import US, WeekItem, WeekSection, section
from .words import large, listed


def decide(snapshot: Snapshot, campaigns: Sequence[CampaignStatus]) -> WeekSection:
    """What is in doubt, positions with leading efforts first, then look-alikes, who carries what a
    session left behind, and texts; some of each kind."""
    on = snapshot.on.isoformat()
    positions = list(_positions(campaigns, on))
    kinds = (
        section("doubt", _doubts(campaigns)),
        section("law", _changed_law(campaigns, on)),
        section("section", _changing_law(snapshot, campaigns, on)),
        section("position", positions),
        section("look-alike", _look_alikes(snapshot, on)),
        section("watched", _touching(snapshot, on)),
        section("carrier", _carriers(snapshot, campaigns)),
        section("text", _reviews(campaigns, on)),
    )
    rest = tuple(item for kind in kinds for item in kind.rest)
    return WeekSection(tuple(item for kind in kinds for item in kind.items), len(rest), rest)


def _doubts(campaigns: Sequence[CampaignStatus]) -> Iterator[WeekItem]:
    """What a publisher says otherwise of a bill, once where two campaigns follow it."""
    bills = {b.bill: b.status for c in campaigns for b in c.bills if b.status}
    for key, status in bills.items():
        for doubt in status.in_doubt:
            what = f"In doubt, {bill_words(key)}: {doubt_words(doubt)}"
            how = f"billtrail doubts {doubt.id} accept|refuse --by NAME --why TEXT"
            yield WeekItem(day_of(doubt.since), "doubt", "sure", US, what, key,
                           status.bill.source_url, how)  # fmt: skip


def _reviews(campaigns: Sequence[CampaignStatus], on: str) -> Iterator[WeekItem]:
    drafts = [(one, count) for one in campaigns if (count := len(to_review(one)))]
    if drafts:
        first, count = drafts[0]
        others = len(drafts) - 1
        too = (
            f" {count_words(others, 'other campaign')} wait{'s'[others > 1 :]} too."
            if others
            else ""
        )
        what = f"Who reviews the {count_words(count, 'sentence')} on {first.title}?{too}"
        yield WeekItem(on, "text", "sure", US, what, how=f"billtrail review-sheet {first.id}")


def _changed_law(campaigns: Sequence[CampaignStatus], on: str) -> Iterator[WeekItem]:
    """Law that was changed since it was read, and what we say of it."""
    for one in to_reread(campaigns):
        what = f"Read {one.printed} again: {one.why}"
        yield WeekItem(one.doubt.since or on, "law", "sure", US, what, one.doubt.bill,
                       parse_statute(one.statute).url)  # fmt: skip


def _changing_law(
    snapshot: Snapshot, campaigns: Sequence[CampaignStatus], on: str
) -> Iterator[WeekItem]:
    for one in would_change(snapshot, campaigns):
        what = f"{bill_words(one.bill)} would change what {one.title} says of {one.printed}"
        how = f"billtrail watch {one.bill} --campaign {one.campaign}"
        yield WeekItem(on, "section", "sure", US, what, one.bill, how=how)


def _touching(snapshot: Snapshot, on: str) -> Iterator[WeekItem]:
    """Bills that touch a section that somebody watches."""
    for watched in snapshot.watched_sections():
        for one in watched.open():
            what = f"{bill_words(one.bill)} {one.says}. Follow it?"
            how = f"billtrail watch {one.bill} --campaign C (not ours: billtrail sections)"
            yield WeekItem(on, "watched", "sure", US, what, one.bill, how=how)


def _look_alikes(snapshot: Snapshot, on: str) -> Iterator[WeekItem]:
    for one in snapshot.suggestions():
        what = f"Is {bill_words(one.bill)} part of {one.effort}? {large(one.reasons[0])}"
        how = f"billtrail suggestion {one.id} accept|watch|decline --by NAME"
        yield WeekItem(on, "look-alike", "sure", US, what, one.bill, how=how)


def _carriers(snapshot: Snapshot, campaigns: Sequence[CampaignStatus]) -> Iterator[WeekItem]:
    """Those first of which support is decided."""
    for one in sorted(without_bill(snapshot, campaigns), key=lambda one: not one.wanted):
        what = f"{one.question} {one.words}."
        yield WeekItem(snapshot.on.isoformat(), "carrier", "sure", US, what,
                       how=f"billtrail family {one.family}")  # fmt: skip


def _positions(campaigns: Sequence[CampaignStatus], on: str) -> Iterator[WeekItem]:
    """One row for the live bills of an effort: companions are decided together. Leading efforts
    come first, then those that have come furthest. An effort has its title also in a campaign that
    follows its bills alone."""
    titles = {family.id: family.title for campaign in campaigns for family in campaign.families}
    asked = [
        (id != campaign.lead, -max(map(_reached, bills)), titles.get(id, bills[0].why), bills)
        for campaign in campaigns
        for id, bills in _undecided(campaign).items()
    ]
    told = set[str]()
    for _, _, title, followed in sorted(asked, key=lambda row: row[:2]):
        bills = [bill for bill in followed if bill.bill not in told]
        if not bills:
            continue  # another campaign's row asks for it
        told.update(bill.bill for bill in bills)
        first = bills[0]
        names = listed(bill_words(bill.bill) for bill in bills)
        yield WeekItem(
            on, "position", "sure", US, f"Our position on {names}: {title}",
            first.bill, first.status.bill.source_url if first.status else None,
            f"billtrail position {first.bill} VALUE --by NAME --on DATE",
        )  # fmt: skip


def _undecided(campaign: CampaignStatus) -> dict[str, list[FollowedBill]]:
    """The live bills on which nobody has decided, by their effort."""
    grouped: dict[str, list[FollowedBill]] = {}
    for bill in filter(_is_undecided, campaign.bills):
        grouped.setdefault((bill.status and bill.status.family) or bill.bill, []).append(bill)
    return grouped


def _reached(bill: FollowedBill) -> int:
    return LIVE_STAGES.index(bill.status.progress.reached) if bill.status else 0


def _is_undecided(bill: FollowedBill) -> bool:
    """A live bill on which nobody has decided; history needs no position any more."""
    live = bill.status is not None and is_alive(bill.status)
    return live and bill.aim != Aim.HISTORY and (
        bill.position is None or bill.position in UNDECIDED
    )  # fmt: skip
