"""The JSON of a page: the facts themselves as plain dictionaries, not the page's words.

The names are those of ``billtrail show --json``, ``family --json`` and ``changes --json``.
"""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from billtrail.datasette_plugins.pages.campaign import CampaignPage
from billtrail.models import Action, Sponsorship
from billtrail.reading import BillStatus, CampaignStatus, Change, Cosponsors, FamilyStatus


def answer_bill(status: BillStatus) -> dict[str, Any]:
    """A bill on the day asked."""
    bill, standing = status.bill, status.standing
    return {
        "key": bill.key,
        "jurisdiction": bill.jurisdiction,
        "session": bill.session,
        "identifier": bill.identifier,
        "title": bill.title,
        "short_title": bill.short_title,
        "stage": standing.stage.value,
        "reached": standing.reached.value,
        "reached_chambers": [chamber.value for chamber in standing.reached_chambers],
        "alive": standing.alive,
        "final": standing.final,
        "stage_date": standing.date,
        "law": status.law,
        "introduced_date": bill.introduced_date,
        "sponsor": _person(status.sponsor),
        "cosponsors": _cosponsors(status.cosponsors),
        "latest_action": _action(status.latest_action),
        "stage_action": _action(standing.action),
        "next_step": asdict(status.next_step) if status.next_step else None,
        "family": status.family,
        "campaign": status.campaign,
        "enacted_via": status.enacted_via,
        "source": status.source,
        "source_url": bill.source_url,
        "data_as_of": status.data_as_of,
        "checked_at": status.checked_at,
        "disagreements": [asdict(row) for row in status.disagreements],
    }


def _person(row: Sponsorship | None) -> dict[str, str | None] | None:
    if row is None:
        return None
    names = {"name": row.name, "id": row.person, "party": row.party}
    return {**names, "state": row.state, "district": row.district}


def _cosponsors(cosponsors: Cosponsors) -> dict[str, Any]:
    return {
        "current": cosponsors.current,
        "withdrawn": cosponsors.withdrawn,
        "by_party": dict(cosponsors.by_party),
        "complete": cosponsors.complete,
    }


def _action(action: Action | None) -> dict[str, Any] | None:
    if action is None:
        return None
    return {
        "date": action.date,
        "description": action.description,
        "class": action.classification[0].value if action.classification else None,
        "chamber": action.chamber.value if action.chamber else None,
    }


def answer_family(family: FamilyStatus) -> dict[str, Any]:
    """An effort, its members and its attempts."""
    return {
        "id": family.id,
        "title": family.title,
        "stage": family.stage.value,
        "stage_date": family.stage_date,
        "alive": family.alive,
        "law": family.law,
        "enacted_bill": family.enacted_bill,
        "members": [
            {
                "key": member.bill,
                "kind": member.kind.value,
                "stage": member.status.stage.value if member.status else None,
                "enacted_via": member.enacted_via,
            }
            for member in family.members
        ],
        "attempts": [asdict(attempt) for attempt in family.attempts],
    }


def answer_campaign(campaign: CampaignStatus, page: CampaignPage) -> dict[str, Any]:
    """A campaign: only what its page shows, so that an ask stays where it belongs."""
    return {
        "id": campaign.id,
        "title": campaign.title,
        "summary": campaign.summary,
        "goals": list(campaign.goals),
        "lead": campaign.lead,
        "families": [answer_family(family) for family in campaign.families],
        "bills": [{"key": row.bill, "aim": row.aim, "position": row.position} for row in page.bills],
        "ask": asdict(page.ask) if page.ask else None,
        "claims": [asdict(claim) for claim in page.claims],
        "figures": [asdict(figure) for figure in page.figures],
        "dates": [asdict(item) for item in campaign.dates],
    }


def answer_changes(changes: Iterable[Change]) -> list[dict[str, Any]]:
    return [asdict(change) for change in changes]
