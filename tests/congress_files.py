"""Files of Congress built from the facts that Billtrail ships: one bill, in two forms.

GovInfo's BILLSTATUS 3.0.0 and the Congress.gov API say the same under the same names, so a bill is
laid out once, as the API has it. Names, dates and numbers are true; the sentences of actions are in
the documented form; ``updateDate`` is made up. Where the shipped facts do not name who joined a
bill, its list of cosponsors is left out. Every file says that it was built.
"""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

from billtrail.legislatures.keys import official_url, split_key

BUILT = (
    "Built by hand in the documented form, with true names, dates and numbers; updateDate and the "
    "wording of actions are made up, and cosponsors that are not known are left out."
)
_HOUSES = {"lower": "House", "upper": "Senate"}
_SYSTEMS = {"0": "Senate", "1": "House committee actions", "2": "House floor actions",
            "9": "Library of Congress"}  # fmt: skip
Facts = dict[str, Any]


class Form(NamedTuple):
    """How an action is written: reporting system, code, type and text."""

    system: str
    code: str
    type: str
    text: str


#: By the classes of an action and who acted.
FORMS: Mapping[tuple[str, str], Form] = {
    ("introduction", "lower"): Form("9", "1000", "IntroReferral", "Introduced in House"),
    ("introduction", "upper"): Form("9", "10000", "IntroReferral", "Introduced in Senate"),
    ("referral-committee", "lower"): Form(
        "2", "H11100", "IntroReferral", "Referred to the House {committee}."),
    ("referral-committee", "upper"): Form(
        "0", "", "IntroReferral", "Read twice and referred to the {committee}."),
    ("referral-committee receipt", "upper"): Form(
        "0", "", "IntroReferral",
        "Received in the Senate and Read twice and referred to the {committee}."),
    ("referral-subcommittee", "lower"): Form(
        "1", "", "Committee", "Referred to the Subcommittee on the matter."),
    ("at-desk", "lower"): Form("2", "H15000", "Floor", "Held at the desk."),
    ("hearing", "upper"): Form("0", "", "Committee", "{committee}. Hearings held."),
    ("hearing", "lower"): Form(
        "1", "", "Committee", "Committee Consideration and Mark-up Session Held."),
    ("ordered-reported committee-passage", "lower"): Form(
        "1", "", "Committee", "Ordered to be Reported{vote}."),
    ("ordered-reported committee-passage", "upper"): Form(
        "0", "", "Committee", "{committee}. Ordered to be reported{vote} favorably."),
    ("ordered-reported committee-passage-favorable committee-passage", "upper"): Form(
        "0", "", "Committee", "{committee}. Ordered to be reported without amendment favorably."),
    ("committee-passage", "lower"): Form("9", "5000", "Committee", "Reported by the {committee}."),
    ("committee-passage", "upper"): Form(
        "9", "14000", "Committee", "{committee}. Reported without amendment."),
    ("calendar", "lower"): Form("2", "H12410", "Calendars", "Placed on the Union Calendar."),
    ("calendar", "upper"): Form(
        "0", "", "Calendars", "Placed on Senate Legislative Calendar under General Orders."),
    ("calendar receipt", "upper"): Form(
        "0", "", "Calendars", "Received in the Senate. Read the first time. Placed on Senate "
        "Legislative Calendar under Read the First Time."),
    ("calendar reading-2", "upper"): Form(
        "0", "", "Calendars", "Read the second time. Placed on Senate Legislative Calendar under "
        "General Orders."),
    ("discharge by-consent", "upper"): Form(
        "0", "", "Discharge", "Senate {committee} discharged by Unanimous Consent."),
    ("discharge", "lower"): Form("2", "H12300", "Discharge", "{committee} discharged."),
    ("discharge", "upper"): Form("0", "", "Discharge", "Senate {committee} discharged{vote}."),
    ("passage", "lower"): Form(
        "9", "8000", "Floor", "Passed/agreed to in House: On passage Passed{vote}."),
    ("passage", "upper"): Form("0", "", "Floor", "Passed Senate with an amendment{vote}."),
    ("passage agreement", "lower"): Form(
        "2", "H37300", "Floor",
        "On motion to suspend the rules and pass the bill Agreed to{vote}."),
    ("passage agreement", "upper"): Form(
        "0", "", "Floor", "Passed Senate without amendment{vote}."),
    ("receipt", "lower"): Form("2", "H14000", "IntroReferral", "Received in the House."),
    ("receipt", "upper"): Form("0", "", "IntroReferral", "Received in the Senate."),
    ("receipt referral-committee", "upper"): Form(
        "0", "", "IntroReferral",
        "Received in the Senate and Read twice and referred to the {committee}."),
    ("executive-receipt", "executive"): Form("2", "E20000", "Floor", "Presented to President."),
    ("executive-signature", "executive"): Form("9", "E30000", "President", "Signed by President."),
    ("became-law", "executive"): Form("9", "E40000", "BecameLaw", "Became {law}."),
}  # fmt: skip


@cache
def shipped() -> Mapping[str, Facts]:
    """The shipped federal bills: key -> the line of the seed."""
    text = (resources.files("billtrail.data") / "seed" / "bills.jsonl").read_text("utf-8")
    lines = [json.loads(line) for line in text.splitlines()]
    return {line["key"]: line for line in lines if line.get("key", "").startswith("us-")}


def buildable() -> tuple[str, ...]:
    """The shipped bills of which enough is known for a file: days, not years."""
    return tuple(
        key for key, line in shipped().items() if all(len(a["date"]) == 10 for a in line["actions"])
    )


def facts_of(key: str) -> Facts:
    """A shipped bill under the publisher's names; a list that is not known is not there."""
    line, parts = shipped()[key], split_key(key)
    people = line.get("sponsorships", ())
    joined = [_member(p) for p in people if p["role"] == "cosponsor"]
    actions = [_action(row, line) for row in line["actions"]]
    law = line.get("law", "").removeprefix("Public Law ")
    found = {
        "congress": parts.session,
        "type": parts.type.upper(),
        "number": str(parts.number),
        "originChamber": "House" if parts.type.startswith("h") else "Senate",
        "updateDate": f"{line['data_as_of']}T12:00:00Z",
        "introducedDate": line.get("introduced_date"),
        "title": line["title"],
        "legislationUrl": official_url(key),
        "laws": [{"type": "Public Law", "number": law}] if law else [],
        "policyArea": {"name": line["policy_area"]} if "policy_area" in line else None,
        "sponsors": [_member(p) for p in people if p["role"] == "sponsor"],
        "cosponsors": joined,
        "committees": [_committee(c) for c in line.get("committees", ()) if "parent" not in c],
        "actions": actions,
        "latestAction": {name: actions[0][name] for name in ("actionDate", "text")},
    }
    return {name: value for name, value in found.items() if value}


def _member(row: Facts) -> Facts:
    first, _, last = row["name"].rpartition(" ")
    place = "-".join(filter(None, (row["party"], row["state"], row.get("district"))))
    title = "Rep." if row["chamber"] == "lower" else "Sen."
    found = {
        "bioguideId": row["person"], "fullName": f"{title} {last}, {first} [{place}]",
        "firstName": first, "lastName": last, "party": row["party"], "state": row["state"],
        "district": row.get("district"), "sponsorshipDate": row.get("date"),
        "isOriginalCosponsor": str(row["original"]) if "original" in row else None,
        "sponsorshipWithdrawnDate": row.get("withdrawn"),
    }  # fmt: skip
    return {name: value for name, value in found.items() if value is not None}


def _committee(row: Facts) -> Facts:
    activities = [
        {"name": name, "date": f"{day}T15:00:00Z"} for name, day in row.get("activities", ()) if day
    ]
    return {"systemCode": row["committee"], "name": row["name"],
            "chamber": _HOUSES[row["chamber"]], "activities": activities}  # fmt: skip


def _action(row: Facts, line: Facts) -> Facts:
    form = FORMS[" ".join(row["class"]), row["chamber"]]
    names = {c["committee"]: c["name"] for c in line.get("committees", ())}
    code = row.get("committee")
    name = names.get(code, "")
    vote = row.get("vote", "")
    text = form.text.format(
        committee=f"Committee on {name.removesuffix(' Committee')}",
        law=line.get("law"),
        vote=f" by {vote}" if vote else "",
    )
    found = {
        "actionDate": row["date"], "text": text, "type": form.type, "actionCode": form.code,
        "sourceSystem": {"code": form.system, "name": _SYSTEMS[form.system]},
        "committees": [{"systemCode": code, "name": name}] if code else [],
    }  # fmt: skip
    return {name: value for name, value in found.items() if value}


# GovInfo's form --------------------------------------------------------------------------------


def built_file(key: str, **changes: Any) -> tuple[str, bytes]:
    """Name and bytes of a bill's status file; ``changes`` replace what the facts say."""
    facts = {**facts_of(key), **changes}
    body = "".join(_xml(name, value) for name, value in facts.items())
    text = (
        f'<?xml version="1.0" encoding="utf-8" standalone="no"?>\n<!-- {BUILT} -->\n'
        f"<billStatus><version>3.0.0</version><bill>{body}</bill></billStatus>\n"
    )
    name = f"{facts['congress']}{facts['type'].lower()}{facts['number']}"
    return f"BILLSTATUS-{name}.xml", text.encode()


def _xml(name: str, value: Any) -> str:
    if isinstance(value, list):
        return f"<{name}>{''.join(_xml('item', item) for item in value)}</{name}>"
    if isinstance(value, dict):
        return f"<{name}>{''.join(_xml(inner, one) for inner, one in value.items())}</{name}>"
    return f"<{name}>{escape(str(value))}</{name}>"


# The API's form --------------------------------------------------------------------------------

_LISTS = ("actions", "cosponsors", "committees")


def built_visit(key: str) -> Facts:
    """A bill's answers in the API's form, as ``congress_api.Api`` serves them."""
    facts = facts_of(key)
    lists = {name: facts.pop(name, []) for name in _LISTS}
    counts = {name: {"count": len(rows)} for name, rows in lists.items()}
    answers = {"bill": [{"bill": {**facts, "congress": int(facts["congress"]), **counts}}]}
    answers |= {name: [dict(_page(name, rows))] for name, rows in lists.items()}
    return {"note": BUILT, "key": key, "answers": answers}


def _page(name: str, rows: list[Facts]) -> Iterator[tuple[str, Any]]:
    yield name, rows
    yield "pagination", {"count": len(rows)}
