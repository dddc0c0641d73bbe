"""Gaps of the record: what contradicts itself, what lags, and the words to report it with."""

import asyncio
import html
import json
from dataclasses import replace

import pytest
from click.testing import CliRunner

from billtrail.bills.gaps import RULES, contradictions
from billtrail.bills.models import Action, Bill, Sponsorship, Version
from billtrail.cli import main
from billtrail.datasette_plugins.server.application import make_datasette
from billtrail.legislatures.vocabulary import ActionClass, Chamber, SponsorRole
from billtrail.scrapers.registry import ranks
from billtrail.store.writer import open_writer

C = ActionClass
NEW = "us-119-hr9999"
BEGUN = Action("2026-01-05", "Introduced in House", (C.INTRODUCTION,), Chamber.LOWER)
PASSED = Action("2026-02-09", "Passed House.", (C.PASSAGE,), Chamber.LOWER)
AGREED = Action("2026-02-16", "Passed Senate.", (C.PASSAGE, C.AGREEMENT), Chamber.UPPER)
SENT = Action("2026-02-19", "Presented to President.", (C.EXECUTIVE_RECEIPT,), Chamber.EXECUTIVE)
LAW = Action("2026-02-27", "Became Public Law No: 119-99.", (C.BECAME_LAW,), Chamber.EXECUTIVE)
FRIEND = Sponsorship("Rep. B [D-CA-1]", SponsorRole.COSPONSOR, "B000001", "2026-01-06")
GOOD = Bill(
    NEW, "us", "119", "H.R. 9999", "bill", Chamber.LOWER, "2026-03-02", title="A title",
    introduced_date="2026-01-05", actions=(BEGUN, PASSED, AGREED, SENT, LAW),
    versions=(Version("Enrolled Bill"), Version("Engrossed in House", "2026-02-09")),
    sponsorships=(FRIEND,),
)  # fmt: skip
WRONG = {
    "law twice": {"actions": (*GOOD.actions, LAW._replace(date="2026-02-28"))},
    "after law": {"actions": (*GOOD.actions, PASSED._replace(date="2026-03-01"))},
    "law not sent": {"actions": (BEGUN, PASSED, AGREED, LAW)},
    "print not passed": {"actions": (BEGUN, PASSED)},
    "print not reported": {"versions": (Version("Reported in Senate", "2026-02-10"),)},
    "other first day": {"introduced_date": "2026-01-06"},
    "joined before it was there": {"sponsorships": (FRIEND._replace(date="2026-01-04"),)},
    "joined twice": {"sponsorships": (FRIEND, FRIEND._replace(date="2026-01-07"))},
    "list cut": {"sponsorships": tuple(FRIEND._replace(person=f"B{n}") for n in range(250))},
}


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_speaks_of_what_contradicts_itself_and_of_nothing_else(rule: str) -> None:
    report = LAW._replace(date="2026-03-01", classification=(C.COMMITTEE_PASSAGE,))
    late = replace(GOOD, actions=(*GOOD.actions, report))  # a committee's report, filed after all
    alone = replace(GOOD, kind="simple", actions=(BEGUN, PASSED))
    assert not [*contradictions(GOOD), *contradictions(late), *contradictions(alone)]
    assert [one.rule for one in contradictions(replace(GOOD, **WRONG[rule]))] == [rule]


def test_a_gap_comes_with_what_to_write_and_one_that_is_young_with_none(fresh) -> None:
    """GovInfo lacks a step of Congress.gov's: first within its usual silence, then beyond it."""
    ours = replace(GOOD, actions=(BEGUN,), versions=None, introduced_date="2026-01-05")
    api = replace(ours, actions=(BEGUN, PASSED), sponsorships=(*GOOD.sponsorships, FRIEND._replace(
        person="C000001", name="Rep. C [R-TX-2]")))  # fmt: skip
    young = _gaps(fresh, ours, api, "2026-02-10")
    assert "Not unusual yet: GovInfo can be so late until Feb 13, 2026." in young
    assert (
        "it does not list Rep. C (Jan 6, 2026), whom Congress.gov lists" in young
    )  # the other has had a month
    old = _gaps(fresh, ours, api, "2026-02-20")
    assert "To report at https://github.com/usgpo/bill-status/issues:" in old
    assert "In the bill status file of H.R. 9999 (119th Congress), as it was on Feb 20, 2026" in old
    assert 'Congress.gov has a newer one: "Passed House." (Feb 9, 2026). Could the record' in old
    told = json.loads(_run(fresh, "gaps", "H.R. 9999", "--json"))
    assert [(one["rule"], one["source"], one["wait_until"]) for one in told] == [
        ("names missing", "us_govinfo", None), ("behind", "us_govinfo", None)]  # fmt: skip
    assert _run(fresh, "gaps") == "No gap of the record is known.\n"  # nobody follows it


def _gaps(workspace, ours: Bill, api: Bill, day: str) -> str:
    with open_writer(workspace.database, "test", ranks(), now=f"{day}T20:00:00Z") as writer:
        for bill, source in ((ours, "us_govinfo"), (api, "us_congress_api")):
            writer.save_bill(replace(bill, data_as_of=day), source)
    return _run(workspace, "gaps", NEW)


def _run(workspace, *words: str) -> str:
    result = CliRunner().invoke(main, ["--workspace", str(workspace.root), *words])
    assert result.exit_code == 0, result.output
    return result.stdout.replace("\N{NO-BREAK SPACE}", " ")


def test_the_page_of_a_bill_says_what_to_write(fresh) -> None:
    ours = replace(GOOD, introduced_date="2026-01-06", sponsorships=None)
    with open_writer(fresh.database, "test", ranks(), now="2026-03-02T20:00:00Z") as writer:
        writer.save_bill(ours, "us_govinfo")
    page = asyncio.run(make_datasette(fresh.database).client.get(f"/bill/{NEW}")).text
    page = html.unescape(page).replace("\N{NO-BREAK SPACE}", " ")
    assert "GovInfo: the day of introduction is Jan 6, 2026, and the action of it is" in page
    assert "two days of introduction" in page and "usgpo/bill-status/issues" in page
