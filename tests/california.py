"""California measures made of their action texts, as leginfo prints them; built by hand."""

from dataclasses import replace
from datetime import date

from billtrail.bills.models import Action, Bill, BillCommittee
from billtrail.bills.next_steps.location import locate
from billtrail.bills.next_steps.steps import next_step
from billtrail.bills.stages.fold import fold_bill
from billtrail.importing.prepared import classify_bill
from billtrail.legislatures.calendar import sessions
from billtrail.legislatures.keys import (
    display,
    measure_kind,
    official_url,
    origin_chamber,
    split_key,
)
from billtrail.legislatures.vocabulary import Chamber
from billtrail.scrapers.ca_pubinfo.source import SOURCE
from billtrail.scrapers.california import chamber_of, committee_named

HOUSES = {"A": Chamber.LOWER, "S": Chamber.UPPER, "": None}


def measure(key, lines, introduced=None):
    """``lines`` are (day, house in which it lies after the action, text), oldest first."""
    parts = split_key(key)
    bill = Bill(key, parts.jurisdiction, parts.session, display(key), measure_kind(key).value,
                origin_chamber(key), "2100-01-01", source_url=official_url(key))  # fmt: skip
    actions = tuple(_action(*line) for line in lines)
    places = {a.committee for a in actions if a.committee}
    return classify_bill(SOURCE, replace(
        bill,
        actions=actions,
        introduced_date=introduced or lines[0][0],
        committees=tuple(BillCommittee(name, name) for name in sorted(places)),
    ))  # fmt: skip


def _action(day, house, text):
    name = {"A": "Assembly", "S": "Senate"}.get(house)
    return Action(day, text, (), chamber_of(text, name), committee=committee_named(text))


def upto(bill, on):
    """The bill as it is read on a day."""
    return replace(bill, actions=tuple(a for a in bill.actions if a.date <= on))


def stand(bill, on, through=None):
    """The progress, location and next step on a day, with data of that day by default."""
    day, then = date.fromisoformat(on), upto(bill, on)
    progress = fold_bill(then, day, sessions.session_for(bill.key), through or on)
    location = locate(then, progress)
    return progress, location, next_step(then, progress, day, location)
