"""How fresh a source's data is, by the followed bills of it that can still move.

A source of which every bill has ended may be silent for as long as it likes; and that it was asked
about those says nothing of the others.
"""

from collections.abc import Iterable
from dataclasses import replace

from billtrail.bills.values import BillStatus, SourceFreshness
from billtrail.campaigns import CampaignStatus


def by_what_moves(
    sources: Iterable[SourceFreshness], campaigns: Iterable[CampaignStatus]
) -> tuple[SourceFreshness, ...]:
    """Each source with the days of the bills that can still move and that it speaks for, counted
    in ``moving``; where there is none, with its own days."""
    live: dict[str, dict[str, BillStatus]] = {}
    for campaign in campaigns:
        for bill in campaign.bills:
            if bill.status and bill.status.progress.alive:
                live.setdefault(bill.status.source, {})[bill.bill] = bill.status
    return tuple(_of(source, tuple(live.get(source.source, {}).values())) for source in sources)


def _of(source: SourceFreshness, bills: tuple[BillStatus, ...]) -> SourceFreshness:
    if not bills:
        return replace(source, moving=0)
    return replace(
        source,
        moving=len(bills),
        data_as_of=max(bill.data_as_of for bill in bills),
        checked_at=max(bill.checked_at or "" for bill in bills) or None,
    )
