"""Source records to one bill: who wins, what is kept, and that order never matters."""

from dataclasses import replace

from bills import bills
from hypothesis import given
from hypothesis import strategies as st

from billtrail.bills.models import Action, Bill, Sponsorship
from billtrail.legislatures.vocabulary import ActionClass, Chamber, SponsorRole
from billtrail.store.bill_rows.merge import SourceRecord, merge
from billtrail.store.bill_rows.rows import CHILD_TABLES

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


def differences(*records):
    return [
        (d.field, d.kept, d.kept_source, d.other, d.other_source)
        for d in merge(records).differences
    ]


def of_the_api(day="2026-06-01", **values):
    return record("us_congress_api", data_as_of=day, **values)


A, B, C = (cosponsor(name, person=name) for name in ("Ana Alba", "Ben Boe", "Cy Coe"))


def test_a_cosponsor_in_one_source_is_kept_counted_and_named():
    assert differences(record("us_govinfo", sponsorships=(A,)),
                       of_the_api(sponsorships=(A, B))) == [
        ("cosponsors", "2", "us_congress_api", "1", "us_govinfo"),
        ("cosponsor_in_one_source", "Ben Boe", "us_congress_api", "", "us_govinfo"),
    ]  # fmt: skip


def test_a_cosponsor_that_a_later_source_lacks_stays_and_is_named():
    assert differences(record("us_govinfo", sponsorships=(A, B)),
                       of_the_api(sponsorships=(A,))) == [
        ("cosponsors", "2", "us_govinfo", "1", "us_congress_api"),
        ("cosponsor_in_one_source", "Ben Boe", "us_govinfo", "", "us_congress_api"),
    ]  # fmt: skip


def test_equal_counts_of_different_people_differ_from_the_list_of_both():
    found = differences(record("us_govinfo", sponsorships=(A, B)), of_the_api(sponsorships=(A, C)))
    both = "us_govinfo + us_congress_api"
    assert found == [
        ("cosponsors", "3", both, "2", "us_govinfo"),
        ("cosponsors", "3", both, "2", "us_congress_api"),
        ("cosponsor_in_one_source", "Ben Boe", "us_govinfo", "", "us_congress_api"),
        ("cosponsor_in_one_source", "Cy Coe", "us_congress_api", "", "us_govinfo"),
    ]


def test_a_bare_count_is_compared_with_a_list():
    (difference,) = differences(
        record("us_govinfo", sponsorships=(A, B)), of_the_api(cosponsor_count=3)
    )
    assert difference == ("cosponsors", "2", "us_govinfo", "3", "us_congress_api")


def test_a_withdrawal_that_only_one_source_knows_is_a_difference_of_counts():
    gone = B._replace(withdrawn="2026-05-01")
    assert differences(record("us_govinfo", sponsorships=(A, B)),
                       of_the_api(sponsorships=(A, gone))) == [
        ("cosponsors", "2", "us_govinfo", "1", "us_congress_api")
    ]  # fmt: skip


def test_two_records_of_one_day_that_differ_are_shown_and_rank_decides():
    merged = merge([record("us_govinfo", sponsorships=(A,)),
                    of_the_api("2025-11-27", sponsorships=(A, B))])  # fmt: skip
    assert merged.bill.sponsorships == (A,)
    assert [(d.kept, d.other) for d in merged.differences] == [("1", "2"), ("Ben Boe", "")]


def test_an_older_record_of_a_lower_rank_differs_by_its_age_alone():
    said = Action("2025-07-10", "Referred"), Action("2025-11-20", "Hearings held")
    assert differences(
        record("us_govinfo", sponsorships=(A, B), actions=said),
        of_the_api("2025-11-26", sponsorships=(A,), actions=said[:1]),
    ) == []  # fmt: skip


def test_the_latest_action_of_two_sources_is_compared_by_its_day():
    referral = Action("2025-07-10", "Referred to the Committee")
    hearing = Action("2026-05-20", "Hearings held.")
    ours = record("us_govinfo", actions=(referral,))
    reworded = referral._replace(description="Referred to Committee")
    assert differences(ours, of_the_api(actions=(reworded,))) == []
    assert differences(ours, of_the_api(actions=(referral, hearing))) == [
        ("latest_action", "2025-07-10 Referred to the Committee", "us_govinfo",
         "2026-05-20 Hearings held.", "us_congress_api")
    ]  # fmt: skip


def test_our_own_words_for_an_action_are_no_other_source():
    ours = Action("2026-05-20", "The committee held a hearing", official=False)
    seed = record("seed", data_as_of="2026-06-01", actions=(ours,))
    referral = Action("2025-07-10", "Referred to the Committee")
    assert differences(record("us_govinfo", actions=(referral,)), seed) == []
