"""Who carries a House bill after its sponsor has died or left: the first sponsor of now. Pure.

The sponsor in the record stays who introduced it. Clause 7 of House Rule XII lets another member be
considered the first sponsor, by unanimous consent, where the one who introduced it is no longer a
member. The record says so in an action alone (seen 2017 to 2026, spelt in many ways):

    ASSUMING FIRST SPONSORSHIP - Mr. Walkinshaw asked unanimous consent that he may hereafter be
    considered as the first sponsor of H.R. 1559, a bill originally introduced by Representative
    Connolly, for the purpose of adding cosponsors ... Agreed to without objection.

An action that names another bill says nothing of this one.
"""

import re

from billtrail.legislatures import Chamber, SponsorRole
from billtrail.legislatures.calendar import last_day

from ..models import Action, Bill, Sponsorship

_ASSUMED = re.compile(
    r"- (?P<who>.+?) ?(?:\((?P<state>[A-Z]{2})\))? asked unanimous consent that (?:he|she|they)\b"
    r".*?"
    r"\b(?:first|primary) sponsor of (?P<bill>H\. ?(?:R|(?:J\. ?|Con\. ?)?Res)\. ?\d+)\b"
)
_OBJECTED = re.compile(r"(?<!without )objection (?:was )?heard|\bobjected\b", re.IGNORECASE)
_TITLE = re.compile(r"^(?:Mrs?|Ms|Miss|Dr)\.? ")


def first_sponsor(bill: Bill) -> Sponsorship | None:
    """Who is considered its first sponsor, since when, under the name of the record ("Mr.
    Walkinshaw") or that of the cosponsor it can only be; ``None`` while it is who introduced it."""
    acts = [(a, m) for a in bill.actions or () if (m := _assumed(bill, a))]
    if not acts:
        return None
    act, found = max(acts, key=lambda pair: last_day(pair[0].date))
    named = Sponsorship(
        found["who"], SponsorRole.SPONSOR, None, act.date, state=found["state"],
        chamber=Chamber.LOWER,
    )  # fmt: skip
    return _joined(bill, named) or named


def _assumed(bill: Bill, action: Action) -> "re.Match[str] | None":
    if "sponsor of" not in action.description or _OBJECTED.search(action.description):
        return None
    found = _ASSUMED.search(action.description)
    own = re.sub(r"\W", "", bill.identifier).lower()
    return found if found and re.sub(r"\W", "", found["bill"]).lower() == own else None


def surname(one: Sponsorship) -> str:
    """``Mrs. Carolyn B. Maloney`` -> Carolyn B. Maloney, ``Mr. Walkinshaw`` -> Walkinshaw."""
    return _TITLE.sub("", one.name)


def _joined(bill: Bill, named: Sponsorship) -> Sponsorship | None:
    """The cosponsor of that name, with the day on which they became the first sponsor."""
    words = set(surname(named).split())
    found = {
        one.person: one for one in bill.sponsorships or ()
        if one.role == SponsorRole.COSPONSOR and words <= set(one.name.split())
        and named.state in (None, one.state)
    }  # fmt: skip
    if len(found) != 1:
        return None
    (one,) = found.values()
    return Sponsorship(
        one.name, SponsorRole.SPONSOR, one.person, named.date, None, None, one.party, one.state,
        one.district, one.chamber,
    )  # fmt: skip
