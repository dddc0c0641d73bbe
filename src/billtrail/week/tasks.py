"""What rests on old data, and who does what in the two weeks."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from billtrail.bills.values import BillStatus
from billtrail.campaigns import CampaignStatus, positions
from billtrail.legislatures import LIVE_STAGES, Language
from billtrail.legislatures.calendar import last_day
from billtrail.snapshot import Snapshot, stale_letters, to_speak_at
from billtrail.words import bill_words, count_words, day_words, source_words
from billtrail.words.status import is_alive, is_overtaken

from .values import US, WeekItem
from .words import few, large

#: Campaign id -> who takes care of it.
Owners = Mapping[str, str]


def stale(snapshot: Snapshot, campaigns: Sequence[CampaignStatus]) -> Iterator[WeekItem]:
    """Sources that failed, live bills that rest on old data, ends that nobody has looked up."""
    on = snapshot.on
    for source in snapshot.freshness():
        if source.problem:
            what = f"{source_words(source.source)}: {source.problem}"
            yield WeekItem(on.isoformat(), "stale", "sure", US, what,
                       how=f"billtrail update --source {source.source}")  # fmt: skip
    for (source_name, days), statuses in _old(campaigns, on).items():
        oldest = min(status.fresh_as_of for status in statuses)
        what = (
            f"{count_words(len(statuses), 'live bill')} not checked for over "
            f"{count_words(days, 'day')}, the oldest since {day_words(oldest)} "
            f"({source_words(source_name)}): {few(bill_words(status.key) for status in statuses)}"
        )
        yield WeekItem(oldest, "stale", "sure", US, what, how="billtrail update")
    ended = sorted(
        (s for s in snapshot.unsettled() if not is_overtaken(s)),
        key=lambda status: -LIVE_STAGES.index(status.progress.reached),
    )
    if ended:
        what = f"No end on record: {few(bill_words(status.key) for status in ended)}"
        yield WeekItem(on.isoformat(), "outcome", "sure", US, what, how="billtrail unsettled")


def _old(campaigns: Sequence[CampaignStatus], on: date) -> dict[tuple[str, int], list[BillStatus]]:
    """Live bills that were not checked for as long as their campaign allows, by source and that
    many days; one of two campaigns by the shorter."""
    found: dict[str, tuple[int, BillStatus]] = {}
    for campaign in sorted(campaigns, key=lambda one: one.stale_after_days):
        limit = (on - timedelta(days=campaign.stale_after_days)).isoformat()
        for bill in campaign.bills:
            if bill.status and is_alive(bill.status) and bill.status.fresh_as_of < limit:
                found.setdefault(bill.bill, (campaign.stale_after_days, bill.status))
    grouped: dict[tuple[str, int], list[BillStatus]] = {}
    for days, status in found.values():
        grouped.setdefault((status.source, days), []).append(status)
    return grouped


def tasks(
    campaigns: Sequence[CampaignStatus], on: date, until: str, owners: Owners
) -> Iterator[WeekItem]:
    """What the asks and dates of the two weeks come to, with the owner of their campaign."""
    today = on.isoformat()
    for campaign in campaigns:
        owner = owners.get(campaign.id, "")
        for one in campaign.dates:
            if today <= last_day(one.on) and one.on <= until and (todo := large(one.todo)):
                yield WeekItem(one.on, "task", one.certainty, owner, todo, url=one.url)
        yield from _due_asks(campaign, today, until, owner)


def letters(
    snapshot: Snapshot, campaigns: Sequence[CampaignStatus], owners: Owners
) -> Iterator[WeekItem]:
    """Letters on file that speak of an older print, or went to another committee; and hearings at
    which somebody may speak."""
    for hearing in to_speak_at(snapshot):
        what = (f"Prepare who speaks on {bill_words(hearing.bill)} ({hearing.position}) before "
                f"{hearing.by}")  # fmt: skip
        owner = _owner(hearing.bill, campaigns, owners)
        yield WeekItem(hearing.date, "testimony", "sure", owner, what, hearing.bill,
                       how=hearing.command)  # fmt: skip
    for one in stale_letters(snapshot):
        owner = _owner(one.bill, campaigns, owners)
        yield WeekItem(snapshot.on.isoformat(), "letter", "sure", owner, one.words, one.bill,
                       how=one.command)  # fmt: skip


def _owner(bill: str, campaigns: Sequence[CampaignStatus], owners: Owners) -> str:
    """Who takes care of a campaign that follows the bill."""
    ours = (one.id for one in campaigns if any(each.bill == bill for each in one.bills))
    return next((owners[id] for id in ours if id in owners), "")


def _due_asks(campaign: CampaignStatus, today: str, until: str, owner: str) -> Iterator[WeekItem]:
    """The ask that the campaign's page prints today, where it has a deadline."""
    stand, stage = positions.stand_of(campaign), positions.lead_stage(campaign)
    ask = positions.find_ask(campaign, stage, stand)
    if ask and ask.deadline and today <= ask.deadline <= until:
        texts = {
            t.key: t.text for t in campaign.texts
            if t.language == Language.EN and positions.may_say(campaign, t, stand)
        }  # fmt: skip
        for key in [key for key in ask.texts if key in texts][:1]:
            yield WeekItem(ask.deadline, "task", "expected", owner, texts[key].rstrip("."))
