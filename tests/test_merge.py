"""Source records to one bill: who wins, what is kept, and that order never matters."""

from dataclasses import replace

from bills import bills
from hypothesis import given
from hypothesis import strategies as st

from billtrail.merge import SourceRecord, merge
from billtrail.models import Action, Bill, Sponsorship
from billtrail.rows import CHILD_TABLES
from billtrail.vocabulary import ActionClass, Chamber, SponsorRole

RANKS = {"seed": 10, "us_congress_api": 30, "us_govinfo": 40}


def record(source, **values):
    given = {"data_as_of": "2025-11-27"} | values
    bill = Bill("us-119-s2255", "us", "119", "S. 2255", "bill", Chamber.UPPER, **given)
    return SourceRecord(source, RANKS[source], bill)


def cosponsor(name, day="2025-07-10", person=None, **values):
    return Sponsorship(name, SponsorRole.COSPONSOR, person, day, **values)


@given(st.lists(bills, min_size=1, max_size=3), st.randoms())
def test_the_order_of_records_never_matters(values, random):
    records = [
        SourceRecord(name, RANKS[name], bill) for name, bill in zip(RANKS, values, strict=False)
    ]
    shuffled = random.sample(records, len(records))
    assert merge(records) == merge(shuffled)


@given(bills)
def test_a_merge_of_one_record_is_that_record(bill):
    merged = merge([SourceRecord("us_govinfo", 40, bill)])
    assert merged.bill == bill
    for table in CHILD_TABLES:
        part = getattr(bill, table.part)
        assert merged.origins.get(table.part) == (
            None if part is None else ("us_govinfo",) * len(part)
        )


def test_rank_decides_between_records_of_one_day():
    merged = merge([record("seed", title="Seed"), record("us_govinfo", title="GovInfo")])
    assert (merged.bill.title, merged.source) == ("GovInfo", "us_govinfo")


def test_what_the_base_does_not_speak_of_comes_from_below():
    people = (cosponsor("Lieu"),)
    merged = merge([
        record("seed", short_title="TSRA", sponsorships=people, subjects=("x",)),
        record("us_govinfo", sponsorships=None, subjects=()),
    ])  # fmt: skip
    assert merged.bill.short_title == "TSRA"
    assert merged.bill.sponsorships == people
    assert merged.origins["sponsorships"] == ("seed",)
    assert merged.bill.subjects == ()


def test_a_later_lower_record_adds_its_list_rows_and_its_proofs_only():
    referral = Action("2026-03-01", "Referred", (ActionClass.REFERRAL_COMMITTEE,), Chamber.UPPER)
    passed = Action("2026-03-02", "Passed", (ActionClass.PASSAGE,), Chamber.UPPER)
    merged = merge([
        record("us_govinfo", actions=(), sponsorships=(cosponsor("Hyde-Smith", person="H1"),)),
        record("seed", data_as_of="2026-06-01", actions=(referral, passed),
               sponsorships=(cosponsor("Hyde-Smith", person="H1"), cosponsor("Coons"))),
    ])  # fmt: skip
    assert merged.bill.actions == (passed,)
    assert [s.name for s in merged.bill.sponsorships] == ["Hyde-Smith", "Coons"]
    assert merged.origins["sponsorships"] == ("us_govinfo", "seed")


def test_one_event_told_by_two_sources_is_one_row():
    event = {"classification": (ActionClass.PASSAGE,), "chamber": Chamber.UPPER}
    merged = merge([
        record("us_govinfo", actions=(Action("2026-03-02", "Passed Senate.", **event),)),
        record("seed", data_as_of="2026-06-01",
               actions=(Action("2026-03-02", "Passed the Senate", official=False, **event),)),
    ])  # fmt: skip
    assert [a.description for a in merged.bill.actions] == ["Passed Senate."]


def test_one_person_spelt_two_ways_is_one_row():
    merged = merge([
        record("us_govinfo", sponsorships=(cosponsor("Rep. Fry, Russell [R-SC-7]", person="F1"),)),
        record("seed", data_as_of="2026-06-01", sponsorships=(cosponsor("Russell Fry"),)),
    ])  # fmt: skip
    assert len(merged.bill.sponsorships) == 1


def test_a_member_who_rejoined_keeps_both_rows():
    left = cosponsor("Lieu", "2025-07-10", "L1", withdrawn="2025-08-01")
    back = cosponsor("Lieu", "2025-09-01", "L1")
    merged = merge([
        record("us_govinfo", sponsorships=(left,)),
        record("seed", data_as_of="2026-06-01", sponsorships=(left, back)),
    ])  # fmt: skip
    assert merged.bill.sponsorships == (left, back)


def test_an_older_lower_record_says_nothing_of_what_moves():
    law = {"law": "Public Law 1", "location": "desk", "status_text": "Law"}
    merged = merge([
        record("us_govinfo", data_as_of="2026-06-01"), record("seed", **law, title="T")
    ])  # fmt: skip
    assert (merged.bill.law, merged.bill.location, merged.bill.status_text) == (None,) * 3
    assert merged.bill.title == "T"


def test_differences_are_kept_and_said():
    merged = merge([
        record("seed", introduced_date="2025-07-11"),
        record("us_govinfo", introduced_date="2025-07-10"),
    ])  # fmt: skip
    (difference,) = merged.differences
    assert (difference.field, difference.kept, difference.other, difference.other_source) == (
        "introduced_date", "2025-07-10", "2025-07-11", "seed",
    )  # fmt: skip


def test_a_day_that_refines_a_year_is_no_difference():
    known = record("us_govinfo", introduced_date="2025-07-10")
    vague = record("seed", introduced_date="2025")
    assert merge([known, vague]).differences == ()
    assert replace(known.bill) == merge([known]).bill
