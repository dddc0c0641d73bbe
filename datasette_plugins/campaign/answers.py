"""The JSON of a campaign: only what its page shows, so that an ask stays where it belongs.

A bill, an effort and a change have theirs in ``billtrail.snapshot.as_json``.
"""

from dataclasses import asdict
from typing import Any

from billtrail.campaigns import CampaignStatus
from billtrail.snapshot import family_json

from .page import CampaignPage


def campaign_json(campaign: CampaignStatus, page: CampaignPage) -> dict[str, Any]:
    return {
        "id": campaign.id,
        "title": campaign.title,
        "summary": campaign.summary,
        "goals": list(campaign.goals),
        "lead": campaign.lead,
        "families": [family_json(family) for family in campaign.families],
        "bills": [
            {
                "key": row.bill,
                "aim": row.aim,
                "position": row.position,
                "condition": row.condition,
            }
            for row in (*page.bills, *page.history)
        ],
        "ask": asdict(page.ask) if page.ask else None,
        "claims": [asdict(claim) for claim in page.claims],
        "statutes": [asdict(statute) for statute in page.law],
        "figures": [asdict(figure) for figure in page.figures],
        "dates": [asdict(item) for item in campaign.dates],
    }
