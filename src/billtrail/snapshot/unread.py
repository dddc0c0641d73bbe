"""A bill that is followed and of which no record has been read: its number is all there is."""

from collections.abc import Mapping
from datetime import date

from billtrail.bills.models import Bill
from billtrail.bills.stages import fold_bill
from billtrail.bills.values import BillStatus
from billtrail.legislatures import display, get, measure_kind, origin_chamber, split_key
from billtrail.legislatures.calendar import sessions

from .bills import count_cosponsors


def unread_status(key: str, on: date, memberships: Mapping[str, str]) -> BillStatus:
    """Its status on a day: a stage by the calendar alone, which claims no step."""
    parts = split_key(key)
    bill = Bill(
        key=key,
        jurisdiction=parts.jurisdiction,
        session=parts.session,
        identifier=display(key),
        kind=measure_kind(key),
        chamber=origin_chamber(key),
        data_as_of=on.isoformat(),
        source_url=get(parts.jurisdiction).official_url(parts),
    )
    return BillStatus(
        bill=bill,
        progress=fold_bill(bill, on, sessions.session_for(key), ""),
        sponsor=None,
        cosponsors=count_cosponsors(bill),
        latest_action=None,
        next_step=None,
        family=None,
        campaign=memberships.get("campaign"),
        enacted_via=None,
        law=None,
        source="",
        data_as_of=bill.data_as_of,
        checked_at=None,
    )
