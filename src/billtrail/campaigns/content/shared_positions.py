"""One position a bill: written down in one campaign's file, it holds in every campaign of the bill.

An organisation has one mind about a bill, and a page of any campaign must know it: an ask of one
campaign against what another one decided would be printed otherwise.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from billtrail.records import Fault

from .files import Campaign, CampaignBill, at_campaign


def share_positions(campaigns: Iterable[Campaign]) -> tuple[Campaign, ...]:
    """The campaigns with each bill's position in all that follow it, ``position_in`` naming the one
    whose file has it. Positions that were shared before are forgotten first."""
    found = [_own(campaign) for campaign in campaigns]
    owners: dict[str, CampaignBill] = {}
    for campaign in found:
        for bill in campaign.bills:
            if bill.position is not None:
                owners.setdefault(bill.key, bill)
    return tuple(
        replace(one, bills=tuple(_shared(bill, owners.get(bill.key)) for bill in one.bills))
        for one in found
    )


def _own(campaign: Campaign) -> Campaign:
    """The campaign with the positions alone that its own file has."""
    bills = tuple(
        replace(bill, position_in=campaign.id if bill.position is not None else "")
        if bill.position_in in ("", campaign.id)
        else without_position(bill)
        for bill in campaign.bills
    )
    return replace(campaign, bills=bills)


def without_position(bill: CampaignBill) -> CampaignBill:
    return replace(
        bill, position=None, decided_by=None, decided_on=None, condition=None, position_in=""
    )


def _shared(bill: CampaignBill, decided: CampaignBill | None) -> CampaignBill:
    if decided is None or bill.position is not None:
        return bill
    return replace(
        bill, position=decided.position, decided_by=decided.decided_by,
        decided_on=decided.decided_on, condition=decided.condition,
        position_in=decided.position_in,
    )  # fmt: skip


def twice_decided(campaigns: Iterable[Campaign]) -> Iterator[Fault]:
    """A fault for each position of a bill on which another campaign's file has one too."""
    found: dict[str, list[tuple[Campaign, CampaignBill]]] = {}
    for campaign in campaigns:
        for bill in campaign.bills:
            if bill.position_in == campaign.id:
                found.setdefault(bill.key, []).append((campaign, bill))
    for decided in found.values():
        for campaign, bill in decided if len(decided) > 1 else ():
            others = ", ".join(other.id for other, _ in decided if other.id != campaign.id)
            here = at_campaign(campaign, ("bill", bill))
            yield here.fault(f"has its position in {others} too: a bill has one", "position")
