"""What a run brought is checked against what was there."""

from datetime import date

import pytest

from billtrail.bills.models import Action, Bill, Sponsorship
from billtrail.legislatures.vocabulary import ActionClass as A
from billtrail.legislatures.vocabulary import Chamber, SponsorRole
from billtrail.scrapers.ca_pubinfo.source import SOURCE as PUBINFO
from billtrail.scrapers.registry import ranks
from billtrail.store.writer import open_writer
from billtrail.updates.coverage import coverage_line, read_coverage, sharp_drops
from billtrail.updates.status_net import net_lines

FIRST, SECOND = "2026-11-20T08:00:00Z", "2026-11-23T08:00:00Z"


def bill(number, **values):
    key = f"us-119-hr{number}"
    return Bill(key, "us", "119", f"H.R. {number}", "bill", Chamber.LOWER, FIRST, **values)


WHOLE = {
    "title": "A title",
    "introduced_date": "2025-01-03",
    "sponsorships": (Sponsorship("A", SponsorRole.SPONSOR, "A000001"),),
    "actions": (Action("2025-01-03", "Something nobody knows"),),
}


def written(tmp_path, count, **later):
    """Ten whole bills, then others in a later run; the coverage of both."""
    for now, first, values in ((FIRST, 1, {}), (SECOND, 101, later)):
        path = tmp_path / "b.db"
        with open_writer(path, "t", ranks(), today=date(2026, 11, 23), now=now) as writer:
            for number in range(first, first + (10 if now == FIRST else count)):
                writer.save_bill(bill(number, **{**WHOLE, **values}), "us_govinfo")
            found = read_coverage(writer.connection, "us_govinfo", SECOND)
            before = read_coverage(writer.connection, "us_govinfo", SECOND, before=True)
    return found, before


def test_a_run_says_which_fields_its_bills_have_and_what_no_rule_knows(tmp_path):
    now, before = written(tmp_path, 12)
    assert (now.bills, before.bills, now.unknown) == (12, 10, 12)
    assert now.shares["title"] == now.shares["sponsor"] == 1
    assert list(sharp_drops(now, before)) == []
    assert coverage_line(now) == (
        "check of the 12 bills read: all have title, day of introduction, sponsor, actions; "
        "12 without committees; 12 actions that no rule understands (kept, and shown as they are)"
    )


@pytest.mark.parametrize(
    ("count", "later", "drops"),
    [(12, {"sponsorships": ()}, ["sponsor"]), (12, {"title": None, "actions": ()},
     ["title", "actions"]), (3, {"title": None}, [])],
)  # fmt: skip
def test_a_field_that_goes_missing_is_a_sharp_drop_where_there_are_enough(
    tmp_path, count, later, drops
):
    found = list(sharp_drops(*written(tmp_path, count, **later)))
    assert [line.partition(":")[0] for line in found] == drops


def test_a_run_that_wrote_nothing_has_no_coverage(tmp_path):
    now, before = written(tmp_path, 0)
    assert now.bills == 0 and list(sharp_drops(now, before)) == []


def test_a_publisher_s_own_status_is_held_against_the_stage(tmp_path):
    """SB 49 of 2025-26 as it was read before its withdrawal from committee was understood."""
    lines = {"sb49": ("In Floor Process", "Referred to Com. on RLS."),
             "sb1": ("In Committee Process", "Referred to Com. on RLS."),
             "hr4": ("Pending Referral", "Motion to lay measure on the table."),
             "sb2": (None, "Referred to Com. on RLS.")}  # fmt: skip
    with open_writer(tmp_path / "b.db", "t", ranks(), today=date(2026, 11, 23)) as writer:
        for number, (status, text) in lines.items():
            key = f"ca-20252026-{number}"
            classes = (A.TABLED,) if "table" in text else (A.REFERRAL_COMMITTEE,)
            step = Action("2025-02-19", text, classes, Chamber.UPPER)
            kind = "simple" if number == "hr4" else "bill"
            writer.save_bill(Bill(key, "ca", "20252026", key, kind, Chamber.UPPER, FIRST,
                                  status_text=status, actions=(step,)), "ca_pubinfo")  # fmt: skip
        assert net_lines(writer.connection, [PUBINFO]) == [
            "California Legislature, PUBINFO: 3 bills held against the publisher's own status: 1 "
            "go together, 1 differ and are explained, 1 differ and are not explained; 1 without a "
            "status are not compared",
            '  "In Floor Process" there, in_committee here: 1 (ca-20252026-sb49)',
        ]
