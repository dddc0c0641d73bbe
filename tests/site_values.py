"""A small database for tests of the site: records built by hand with true facts, and a
campaign for tests only.

Dates, numbers, names and official titles are those of the public records; ``checked`` instants,
the withdrawn cosponsor, the disagreement and the news are made up to show what a page must show.
"""

import tomllib
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

from billtrail.bills.models import (
    Action,
    Activity,
    Bill,
    BillCommittee,
    Relation,
    Sponsorship,
    Summary,
    Version,
    Vote,
    VoteRecord,
)
from billtrail.campaigns.content.files import Campaign
from billtrail.campaigns.content.load import Content
from billtrail.campaigns.content.tables import save_content
from billtrail.campaigns.values import Goal
from billtrail.legislatures.vocabulary import ActionClass as A
from billtrail.legislatures.vocabulary import Chamber, SponsorRole
from billtrail.records.converter import structure
from billtrail.records.faults import Fault, FaultPlace
from billtrail.store.writer import Writer, open_writer

ON = date(2026, 11, 23)
NOW = "2026-11-20T16:00:00Z"
LATER = "2026-11-22T16:00:00Z"
RANKS = {"seed": 10, "us_govinfo": 50, "ca_pubinfo": 50}


def action(day: str, text: str, *classes: A, chamber: Chamber | None = None) -> Action:
    return Action(day, text, classes, chamber)


def cosponsor(name: str, day: str, party: str, state: str, district: str) -> Sponsorship:
    return Sponsorship(
        name, SponsorRole.COSPONSOR, person=name, date=day, party=party, state=state,
        district=district, original=day == "2025-02-14",
    )  # fmt: skip


def sponsor(name: str, party: str, state: str, district: str | None = None) -> Sponsorship:
    return Sponsorship(
        name, SponsorRole.SPONSOR, person=name, party=party, state=state, district=district
    )


_L, _U = Chamber.LOWER, Chamber.UPPER
FRY = sponsor("Rep. Fry, Russell [R-SC-7]", "R", "SC", "7")

HR4323 = Bill(
    key="us-119-hr4323", jurisdiction="us", session="119", identifier="H.R. 4323", kind="bill",
    chamber=_L, data_as_of="2026-06-01", title="Trafficking Survivors Relief Act",
    short_title="Trafficking Survivors Relief Act", introduced_date="2025-07-10",
    law="Public Law 119-73", policy_area="Crime and Law Enforcement",
    source_url="https://www.congress.gov/bill/119th-congress/house-bill/4323",
    sponsorships=(FRY,), subjects=("Criminal procedure and sentencing", "Human trafficking"),
    actions=(
        action("2025-07-10", "Introduced in House", A.INTRODUCTION, chamber=_L),
        action("2025-07-10", "Referred to the House Committee on the Judiciary.",
               A.REFERRAL_COMMITTEE, chamber=_L),
        action("2025-10-17", "Reported (Amended) by the Committee on Judiciary. H. Rept. 119-347.",
               A.COMMITTEE_PASSAGE, chamber=_L),
        action("2025-12-01", "Passed/agreed to in House: On motion to suspend the rules and pass "
               "the bill, as amended Agreed to by voice vote.", A.PASSAGE, chamber=_L),
        action("2025-12-18", "Passed/agreed to in Senate: Passed Senate without amendment by "
               "Unanimous Consent.", A.PASSAGE, A.AGREEMENT, chamber=_U),
        action("2026-01-12", "Presented to President.", A.EXECUTIVE_RECEIPT),
        action("2026-01-23", "Became Public Law No: 119-73.", A.BECAME_LAW),
    ),
    versions=(
        Version("Public Law", "2026-01-23", "pl",
                (("application/pdf", "https://www.congress.gov/119/plaws/publ73/PLAW-119publ73.pdf"),)),
        Version("Introduced in House", "2025-07-10", "ih"),
    ),
    relations=(Relation("us-119-hr1379", "Related bill", "CRS"),
               Relation("us-119-s9999", "Related bill", "CRS")),
    committees=(BillCommittee("hsju00", "Judiciary Committee", _L,
                              activities=(Activity("Referred to", "2025-07-10"),
                                          Activity("Reported by", "2025-10-17"))),),
    summaries=(Summary("Introduced in House", "2025-07-10",
                       "Built by hand for tests: lets survivors ask a court to vacate "
                       "convictions.\nA second paragraph."),),
)  # fmt: skip

HR1379 = replace(
    HR4323, key="us-119-hr1379", identifier="H.R. 1379", law=None,
    title="Trafficking Survivors Relief Act of 2025", short_title=None,
    introduced_date="2025-02-14",
    source_url="https://www.congress.gov/bill/119th-congress/house-bill/1379",
    actions=(
        action("2025-02-14", "Introduced in House", A.INTRODUCTION, chamber=_L),
        action("2025-02-14", "Referred to the House Committee on the Judiciary.",
               A.REFERRAL_COMMITTEE, chamber=_L),
    ),
    sponsorships=(
        FRY,
        cosponsor("Rep. Lieu, Ted [D-CA-36]", "2025-02-14", "D", "CA", "36"),
        cosponsor("Rep. Wagner, Ann [R-MO-2]", "2025-02-14", "R", "MO", "2"),
        cosponsor("Rep. Example, Withdrawn [D-XX-1]", "2025-03-01", "D", "XX", "1")
        ._replace(withdrawn="2025-04-01"),
    ),
    versions=(), relations=(), committees=None, summaries=None, subjects=None, policy_area=None,
)  # fmt: skip

HR7137 = replace(
    HR1379, key="us-118-hr7137", session="118", identifier="H.R. 7137",
    title="Trafficking Survivors Relief Act of 2024", introduced_date="2024-01-30",
    data_as_of="2025-05-01", sponsorships=None, cosponsor_count=38,
    source_url="https://www.congress.gov/bill/118th-congress/house-bill/7137",
    actions=(
        action("2024-01-30", "Introduced in House", A.INTRODUCTION, chamber=_L),
        action("2024-12-11", "Reported by the committee (H. Rept. 118-863)",
               A.COMMITTEE_PASSAGE, chamber=_L)._replace(official=False),
    ),
)  # fmt: skip

HR4817 = replace(
    HR1379, key="us-119-hr4817", identifier="H.R. 4817",
    title="Immigrant Witness and Victim Protection Act of 2025", introduced_date="2025-07-29",
    sponsorships=(sponsor("Rep. Panetta, Jimmy [D-CA-19]", "D", "CA", "19"),),
    source_url="https://www.congress.gov/bill/119th-congress/house-bill/4817",
    actions=(
        action("2025-07-29", "Introduced in House", A.INTRODUCTION, chamber=_L),
        action("2025-07-29", "Referred to the House Committee on the Judiciary.",
               A.REFERRAL_COMMITTEE, chamber=_L),
    ),
)  # fmt: skip

AB938 = Bill(
    key="ca-20252026-ab938", jurisdiction="ca", session="20252026", identifier="AB 938",
    kind="bill", chamber=_L, data_as_of="2026-02-04", title="Criminal procedure: sentencing.",
    introduced_date="2025-02-19",
    source_url="https://leginfo.legislature.ca.gov/faces/billNavClient.xhtml?bill_id=202520260AB938",
    sponsorships=(Sponsorship("Bonta", SponsorRole.AUTHOR),),
    actions=(
        action("2025-02-19", "Read first time. To print.", A.INTRODUCTION, chamber=_L),
        action("2025-06-02", "Read third time. Passed. Ordered to the Senate.", A.PASSAGE,
               chamber=_L),
        action("2025-08-29", "In committee: Held under submission.", A.HELD, chamber=_U),
    ),
    votes=(
        Vote("ab938-1", "2025-06-02", _L, None, "AB 938 BONTA Assembly Third Reading", "pass",
             48, 21, 10, stated=(48, 22, 9),
             records=(VoteRecord("Bonta", "yes"), VoteRecord("Dixon", "no"),
                      VoteRecord("Lackey", "abstain"))),
        Vote("ab938-2", "2025-08-29", _U, "Appropriations", "Do pass"),
    ),
)  # fmt: skip

BILLS = (
    (HR4323, "us_govinfo"), (HR1379, "us_govinfo"), (HR7137, "us_govinfo"), (HR4817, "us_govinfo"),
    (AB938, "ca_pubinfo"),
)  # fmt: skip

CAMPAIGN = """
title = "Trafficking Survivors Relief Act"
summary = "The federal law that lets survivors clear records of what they were forced to do."
goals = ["clear-records"]
lead = "us-tsra"
stale_after_days = 7

[[family]]
id = "us-tsra"
title = "Trafficking Survivors Relief Act"
[[family.member]]
bill = "us-119-hr4323"
kind = "enacted-as"
basis = "official bill record"
[[family.member]]
bill = "us-119-hr1379"
kind = "overtaken"
basis = "official bill record"
enacted_via = "us-119-hr4323"
[[family.member]]
bill = "us-118-hr7137"
kind = "reintroduced"
basis = "official bill record"

[[bill]]
key = "us-119-hr4323"
aim = "implement"
why = "It is law. Courts and lawyers must learn to use it."
position = "support"
decided_by = "Built for tests"
decided_on = "2026-01"

[[bill]]
key = "us-119-hr1379"
aim = "history"
why = "Overtaken by the law."

[[bill]]
key = "us-118-hr7137"
aim = "history"
why = "The attempt before."

[[ask]]
id = "implement"
stages = ["enacted"]
headline = "headline-enacted"
texts = ["ask-implement-1", "ask-gone"]

[[claim]]
id = "federal-law-exists"
kind = "fact"
holds_if = [{ family = "us-tsra", stages = ["enacted"] }]
source = "Public Law 119-73"
url = "https://www.congress.gov/119/plaws/publ73/PLAW-119publ73.htm"

[[claim]]
id = "no-federal-law"
kind = "fact"
holds_if = [{ until = "2026-01-22" }]
source = "Public Law 119-73"

[[text]]
key = "headline-enacted"
language = "en"
text = "Make the new law work in your district."
claims = ["federal-law-exists"]

[[text]]
key = "ask-implement-1"
language = "en"
text = "Ask the U.S. attorney how motions under the new law are handled."
claims = ["federal-law-exists"]

[[text]]
key = "ask-gone"
language = "en"
text = "There is still no federal law."
claims = ["no-federal-law"]

[[text]]
key = "does-1"
language = "en"
text = "Survivors can ask a federal court to vacate convictions for nonviolent offenses."
claims = ["federal-law-exists"]
version = "Public Law 119-73"

[[date]]
on = "2029-01-23"
what = "Study by the Government Accountability Office is due"
who = "GAO"
certainty = "expected"
source = "Public Law 119-73"

[[endorser]]
organisation = "Cast"
bill = "us-119-hr4323"
date = "2022"
proof = "Built for tests"
"""

OTHER = """
title = "California vacatur beyond nonviolent offenses"
summary = "AB 938 would have widened vacatur in California."
goals = []
lead = "ca-20252026-ab938"
stale_after_days = 7

[[bill]]
key = "ca-20252026-ab938"
aim = "pass"
why = "It would widen vacatur."
position = "needs decision"

[[bill]]
key = "us-119-hr4817"
aim = "watch"
why = "Work permits while applications are pending."

[[date]]
on = "2026-12-01"
what = "Every California police agency needs a written policy on survivors (AB 2020)"
who = "Law-enforcement agencies"
certainty = "sure"
source = "Chapter 615, Statutes of 2024"
"""

GOALS = (
    Goal("clear-records", "Better ways to clear records", "tsra", None, ()),
    Goal("work-permits", "Work permits while applications wait", None, "No campaign yet.", ()),
)


def site_content() -> Content:
    """The content of the two campaigns, with no figure."""
    files = {"tsra": CAMPAIGN, "ca-vacatur": OTHER}
    campaigns = tuple(_campaign(name, text) for name, text in files.items())
    return Content(GOALS, campaigns, figures=(), overrides=(), hash="built for tests")


def _campaign(name: str, text: str) -> Campaign:
    faults: list[Fault] = []
    campaign = structure(tomllib.loads(text), Campaign, FaultPlace(name), faults)
    assert campaign is not None, faults
    return replace(campaign, id=name, origin="shipped")


def write_site(path: Path, bills: Iterable[tuple[Bill, str]] = BILLS) -> None:
    """A first run with all bills, then one with news of H.R. 4817 and of AB 938."""
    with open_writer(path, "test", RANKS, today=ON, now=NOW) as writer:
        for bill, source in bills:
            writer.save_bill(bill, source)
        save_content(writer.connection, site_content(), NOW)
    with open_writer(path, "test", RANKS, today=ON, now=LATER) as writer:
        _write_news(writer)


def _write_news(writer: Writer) -> None:
    joined = cosponsor("Rep. Chu, Judy [D-CA-28]", "2026-11-19", "D", "CA", "28")
    people = (*(HR4817.sponsorships or ()), joined)
    writer.save_bill(replace(HR4817, data_as_of="2026-11-22", sponsorships=people), "us_govinfo")
    writer.confirm("us_govinfo", "us-119-hr4323", LATER)
    writer.connection.execute(
        "INSERT INTO disagreements VALUES ('us-119-hr1379', 'cosponsor_count', '17', 'us_govinfo', "
        "'16', 'us_congress_api', ?)", (LATER,),
    )  # fmt: skip
    writer.connection.execute(
        "INSERT INTO bill_aliases VALUES ('us-119-hr99999', 'us-119-hr4323', 'for tests')"
    )
