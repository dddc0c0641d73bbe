"""The ways of California measures, day by day: stage, place, next step.

Texts and dates are those of the public record (leginfo.legislature.ca.gov) where a measure is
named; steps of which only the month is known, or none, are left out.
"""

from dataclasses import replace
from datetime import date

import pytest
from california import measure, stand

from billtrail.bills.next_steps.location import locate
from billtrail.bills.next_steps.steps import next_step
from billtrail.bills.stages import How
from billtrail.bills.stages.fold import fold_bill, latest_action
from billtrail.briefs.build.status import status_sentence
from billtrail.briefs.language import Labels
from billtrail.datasette_plugins.theme import build_stage
from billtrail.legislatures import MeasureKind
from billtrail.legislatures.calendar.sessions import session_for
from billtrail.legislatures.vocabulary import Language
from billtrail.snapshot.snapshot import open_snapshot
from billtrail.words.status.stages import how_words, meaning_words, stage_words

SB_275 = measure("ca-20252026-sb275", [
    ("2025-02-04", "S", "Introduced. Read first time. To Com. on RLS. for assignment. To print."),
    ("2025-02-05", "S", "From printer. May be acted upon on or after March 7."),
    ("2025-02-14", "S", "Referred to Com. on L., P.E. & R."),
    ("2025-03-26", "S", "From committee: Do pass and re-refer to Com. on APPR. (Ayes 5. Noes 0. "
     "Page 567.) (March 26). Re-referred to Com. on APPR."),
    ("2025-04-07", "S", "April 7 hearing: Placed on APPR. suspense file."),
    ("2025-05-23", "S", "From committee: Do pass. (Ayes 6. Noes 0. Page 1194.) (May 23)."),
    ("2025-05-23", "S", "Read second time. Ordered to third reading."),
    ("2025-05-29", "S", "Read third time. Passed. (Ayes 38. Noes 0. Page 1323.) Ordered to the "
     "Assembly."),
    ("2025-05-29", "A", "In Assembly. Read first time. Held at Desk."),
    ("2025-06-05", "A", "Referred to Com. on L. & E."),
    ("2025-06-26", "A", "From committee: Do pass and re-refer to Com. on APPR. (Ayes 7. Noes 0.) "
     "(June 25). Re-referred to Com. on APPR."),
    ("2025-08-20", "A", "July 16 set for first hearing. Placed on APPR. suspense file."),
    ("2025-08-29", "A", "From committee: Do pass as amended. (Ayes 11. Noes 0.) (August 29)."),
    ("2025-09-08", "A", "Read third time. Passed. (Ayes 78. Noes 1. Page 2998.) Ordered to the "
     "Senate."),
    ("2025-09-08", "S", "In Senate. Concurrence in Assembly amendments pending."),
    ("2025-09-09", "S", "Assembly amendments concurred in. (Ayes 40. Noes 0. Page 2741.) Ordered "
     "to engrossing and enrolling."),
    ("2025-09-16", "", "Enrolled and presented to the Governor at 3 p.m."),
    ("2025-10-01", "S", "Vetoed by the Governor."),
    ("2025-10-01", "S", "In Senate. Consideration of Governor's veto pending."),
    ("2026-03-02", "S", "Stricken from file."),
    ("2026-03-02", "S", "Veto sustained."),
])  # fmt: skip


@pytest.mark.parametrize(
    ("on", "stage", "place", "committee", "what", "day", "who", "sure"),
    [
        ("2025-02-10", "in_committee", "committee", "Rules",
         "Assignment to a committee by the Rules Committee; a hearing not before Mar 7, 2025",
         "2025-05-02",
         "the Senate", "expected"),
        ("2025-02-20", "in_committee", "committee", "Labor, Public Employment and Retirement",
         "Hearing and vote in committee, not before Mar 7, 2025", "2025-05-02",
         "Senate Labor, Public Employment and Retirement Committee", "expected"),
        ("2025-03-27", "reported", "committee", "Appropriations",
         "Hearing and vote in committee", "2025-05-23", "Senate Appropriations Committee",
         "expected"),
        ("2025-04-08", "reported", "suspense file", "Appropriations",
         "Release from the suspense file, or held there", "2025-05-23",
         "Senate Appropriations Committee", "expected"),
        ("2025-05-24", "reported", "floor", None, "Vote by the full chamber", "2025-06-06",
         "the Senate", "expected"),
        ("2025-05-30", "passed_one_chamber", "desk", None, "Referral to a committee",
         "2025-07-18", "the Assembly", "expected"),
        ("2025-07-01", "passed_one_chamber", "committee", "Appropriations",
         "Hearing and vote in committee", "2025-08-29", "Assembly Appropriations Committee",
         "expected"),
        ("2025-09-03", "passed_one_chamber", "floor", None, "Vote by the full chamber",
         "2025-09-12", "the Assembly", "expected"),
        ("2025-09-08", "passed_one_chamber", "desk", None, "Vote on the other chamber's changes",
         "2025-09-12", "the Senate", "expected"),
        ("2025-09-10", "passed_both", "enrollment", None, "Goes to the Governor to sign or veto",
         "2026-09-30", "the Governor", "watch"),
        ("2025-09-20", "to_executive", "executive", None,
         "The Governor signs, vetoes or lets it become law", "2025-10-13", "the Governor", "sure"),
        ("2025-10-02", "vetoed", "floor", None, "Both chambers may still override the veto",
         "2026-03-05", "the Senate", "expected"),
    ],
)  # fmt: skip
def test_a_bill_s_way_with_both_suspense_files(on, stage, place, committee, what, day, who, sure):
    progress, location, step = stand(SB_275, on)
    assert (progress.stage, location.kind, location.committee) == (stage, place, committee)
    assert (step.what, step.date, step.who, step.certainty) == (what, day, who, sure)


def test_a_veto_whose_override_window_has_closed():
    progress, location, step = stand(SB_275, "2026-03-02")
    assert (progress.stage, progress.final, progress.alive) == ("vetoed", True, False)
    assert progress.date == "2025-10-01"
    assert location is None and step is None


def test_a_veto_never_taken_up_is_over_with_the_session():
    """AB 1726 of 2023-24 was vetoed on 2023-10-08 and struck from the file on 2024-01-30."""
    bill = measure("ca-20232024-ab1726", [
        ("2023-02-17", "A", "Read first time. To print."),
        ("2023-09-20", "", "Enrolled and presented to the Governor at 4 p.m."),
        ("2023-10-08", "A", "Vetoed by Governor."),
        ("2024-01-30", "A", "Consideration of Governor's veto stricken from file."),
    ])  # fmt: skip
    assert stand(bill, "2023-10-09")[2].date == "2024-03-02"
    assert stand(bill, "2024-01-29")[0].alive
    assert stand(bill, "2024-01-30")[0].final


def test_held_on_suspense_is_alive_until_the_calendar_ends_it():
    """AB 2354 of 2023-24 (vacatur relief) was held on 2024-05-16 and has no line of its death."""
    bill = measure("ca-20232024-ab2354", [
        ("2024-02-12", "A", "Read first time. To print."),
        ("2024-04-24", "A", "From committee: Do pass and re-refer to Com. on APPR. (Ayes 6. Noes "
         "0.) (April 23). Re-referred to Com. on APPR."),
        ("2024-05-08", "A", "In committee: Set, first hearing. Referred to suspense file."),
        ("2024-05-16", "A", "In committee: Held under submission."),
    ])  # fmt: skip
    before, location, _ = stand(bill, "2024-05-15")
    assert (before.stage, location.kind, location.held) == ("reported", "suspense file", False)
    held, location, step = stand(bill, "2024-05-17")
    assert (held.alive, location.kind, location.held) == (True, "suspense file", True)
    assert (location.committee, location.since) == ("Appropriations", "2024-05-08")
    assert step.what == "Stays in committee unless the committee takes it up again"
    assert (step.date, step.certainty) == ("2024-08-31", "watch")
    dead = stand(bill, "2024-09-01")[0]
    assert (dead.stage, dead.reached, dead.date) == ("died", "reported", "2024-08-31")


def test_a_two_year_bill():
    """AB 1497 of 2023-24 (PC 236.14 and others) was filed on 2024-02-01; days of its first steps
    are left out."""
    bill = measure("ca-20232024-ab1497", [
        ("2023-02-17", "A", "Read first time. To print."),
        ("2023-03-09", "A", "Referred to Com. on PUB. S."),
        ("2024-02-01", "A", "From committee: Filed with the Chief Clerk pursuant to Joint Rule "
         "56."),
    ])  # fmt: skip
    assert stand(bill, "2023-04-01")[2].date == "2023-04-28"
    assert stand(bill, "2023-05-01")[2].date == "2023-05-05"
    # Having missed the first year's dates it lives on, to one date alone.
    for on in ("2023-06-03", "2023-12-01", "2024-01-31"):
        progress, _, step = stand(bill, on)
        assert progress.alive
        assert (step.date, step.certainty) == ("2024-01-31", "sure")
    filed = stand(bill, "2024-02-01")[0]
    assert (filed.stage, filed.date, filed.final) == ("died", "2024-02-01", True)


def test_ab_63_was_filed_in_its_second_year():
    """AB 63 of 2025-26 (loitering), in Public Safety: filed on 2026-02-02."""
    bill = measure("ca-20252026-ab63", [
        ("2024-12-02", "A", "Read first time. To print."),
        ("2024-12-03", "A", "From printer. May be heard in committee January 2."),
        ("2025-02-03", "A", "Referred to Com. on PUB. S."),
        ("2026-02-02", "A", "From committee: Filed with the Chief Clerk pursuant to Joint Rule "
         "56."),
    ])  # fmt: skip
    first = stand(bill, "2024-12-10")[2]
    assert (first.date, first.not_before) == ("2025-05-02", "2025-01-02")
    assert first.basis.endswith("; May 9, 2025 for a measure that costs the state nothing")
    _, location, step = stand(bill, "2025-03-07")
    assert (location.committee, step.who) == ("Public Safety", "Assembly Public Safety Committee")
    assert stand(bill, "2026-01-31")[0].alive
    dead, location, step = stand(bill, "2026-02-02")
    assert (dead.stage, dead.reached, dead.date) == ("died", "in_committee", "2026-02-02")
    assert location is None and step is None


SB_357 = measure("ca-20212022-sb357", [
    ("2021-09-10", "S", "Assembly amendments concurred in. (Ayes 26. Noes 9.) Ordered to "
     "engrossing and enrolling."),
    ("2022-06-20", "", "Enrolled and presented to the Governor at 5 p.m."),
    ("2022-07-01", "", "Approved by the Governor."),
    ("2022-07-01", "", "Chaptered by Secretary of State. Chapter 86, Statutes of 2022."),
], introduced="2021-02-10")  # fmt: skip


def test_sb_357_waited_nine_months_for_the_governor():
    """It passed both houses in September 2021 and was sent to the Governor on 2022-06-20."""
    for on in ("2021-10-11", "2022-02-01", "2022-06-19"):
        progress, location, step = stand(SB_357, on)
        assert (progress.stage, progress.alive) == ("passed_both", True)
        assert (location.kind, location.chamber) == ("enrollment", "upper")
        assert step.what == "Goes to the Governor to sign or veto"
    sent = stand(SB_357, "2022-06-21")[2]
    assert (sent.date, sent.certainty) == ("2022-07-02", "sure")
    law = stand(SB_357, "2022-07-01")[0]
    assert (law.stage, law.date) == ("enacted", "2022-07-01")


def test_a_resolution_no_governor_signs():
    """SCR 6 of 2025-26: Resolution Chapter 6, filed on 2025-02-13."""
    bill = measure("ca-20252026-scr6", [
        ("2024-12-17", "S", "Introduced. Referred to Com. on RLS."),
        ("2025-01-09", "S", "From committee: Ordered to third reading."),
        ("2025-01-13", "S", "Read. Adopted. (Ayes 32. Noes 0. Page 50.) Ordered to the Assembly."),
        ("2025-01-13", "A", "In Assembly. Held at Desk."),
        ("2025-01-23", "A", "Referred to Com. on RLS."),
        ("2025-02-04", "A", "From committee: Be adopted. Ordered to consent calendar. (Ayes 11. "
         "Noes 0.) (February 3)."),
        ("2025-02-06", "A", "Read. Adopted. (Ayes 72. Noes 0. Page 305.) Ordered to the Senate."),
        ("2025-02-10", "S", "In Senate. Ordered to engrossing and enrolling."),
        ("2025-02-13", "", "Enrolled and filed with the Secretary of State at 2 p.m."),
        ("2025-02-13", "", "Chaptered by Secretary of State. Res. Chapter 6, Statutes of 2025."),
    ])  # fmt: skip
    passed, location, step = stand(bill, "2025-02-11")
    assert (passed.stage, location.kind) == ("passed_both", "enrollment")
    assert step.what == "Filed with the Secretary of State; no signature is needed"
    assert (step.who, "Governor" in step.what) == ("the Senate", False)
    adopted = stand(bill, "2025-02-13")[0]
    assert (adopted.stage, adopted.date) == ("adopted", "2025-02-13")
    assert "to_executive" not in {s.milestone for s in adopted.steps}


def test_a_constitutional_amendment_goes_to_the_ballot():
    """ACA 5 of 2023-24 (marriage equality): Resolution Chapter 125, 2023-07-20. It is bound by
    neither the calendar of bills nor 31 January."""
    bill = measure("ca-20232024-aca5", [
        ("2023-02-14", "A", "Introduced. To print."),
        ("2023-06-26", "A", "Read third time. Adopted. Ordered to the Senate. (Ayes 75. Noes 0.)"),
        ("2023-07-13", "A", "In Assembly. Ordered to Engrossing and Enrolling."),
        ("2023-07-20", "", "Enrolled and filed with the Secretary of State at 2 p.m."),
        ("2023-07-20", "", "Chaptered by Secretary of State - Res. Chapter 125, Statutes of "
         "2023."),
    ])  # fmt: skip
    early = stand(bill, "2023-03-01")[2]
    assert (early.date, early.certainty, early.not_before) == ("2024-08-31", "watch", None)
    assert stand(bill, "2023-07-14")[2].what.startswith("Filed with the Secretary of State")
    adopted = stand(bill, "2023-07-20")[0]
    assert (adopted.stage, adopted.final) == ("adopted", True)


def test_a_house_resolution_laid_on_the_table_is_no_live_one():
    """HR 4 of 2025-26, whole: what the motion carried was, the line before says."""
    lines = [
        ("2024-12-02", "A", "Introduced."),
        ("2024-12-02", "A", "Read."),
        ("2024-12-02", "A", "Motion to lay measure on the table by Assemblymember Aguiar-Curry."),
        ("2024-12-02", "A", "Motion carried. (Ayes 58. Noes 19.)."),
    ]  # fmt: skip
    tabled, _, step = stand(measure("ca-20252026-hr4", lines), "2024-12-03")
    assert (tabled.stage, tabled.date) == ("failed", "2024-12-02")
    assert step.what == "Dead unless it is voted on again"
    other = measure("ca-20252026-hr4", [*lines[:2], ("2024-12-02", "A", "Motion made."), lines[3]])
    assert stand(other, "2024-12-03")[0].stage == "introduced"


def test_a_constitutional_amendment_refused_adoption_can_be_taken_up_again():
    bill = measure("ca-20232024-aca2", [
        ("2022-12-12", "A", "Introduced. To print."),
        ("2023-06-01", "A", "Read third time. Refused adoption. (Ayes 50. Noes 20.)"),
        ("2023-06-01", "A", "Motion to reconsider made by Assembly Member X."),
        ("2023-06-08", "A", "Reconsideration granted."),
    ])  # fmt: skip
    assert stand(bill, "2023-06-02")[0].stage == "failed"
    assert stand(bill, "2023-06-08")[0].alive
    assert stand(bill, "2023-06-08")[0].stage == "introduced"


@pytest.mark.parametrize(
    ("sent", "due"),
    [
        ("2023-07-03", "2023-07-15"),  # twelve days
        ("2023-09-02", "2023-09-14"),  # the twelfth is the day the Legislature leaves
        ("2023-09-03", "2023-10-14"),  # in hand when it left: thirty days after
        ("2023-10-01", "2023-10-14"),
        ("2024-08-19", "2024-08-31"),
        ("2024-08-20", "2024-09-30"),  # in hand on 1 September of the second year
        ("2024-09-12", "2024-09-30"),
        ("2021-09-20", None),  # we have no calendar of 2021: the recess is not known
    ],
)
def test_the_governor_s_days_count_from_presentment(sent, due):
    year = sent[:4]
    session = f"{int(year) - 1 + int(year) % 2}{int(year) + int(year) % 2}"
    bill = measure(f"ca-{session}-ab1", [
        (f"{year}-01-10", "A", "Read first time. To print."),
        (sent, "", "Enrolled and presented to the Governor at 3 p.m."),
    ])  # fmt: skip
    step = stand(bill, sent)[2]
    assert (step.date, step.certainty) == ((due, "sure") if due else (None, "watch"))


def test_when_the_time_to_sign_is_over_it_is_said():
    sent = SB_357.actions[:2]
    step = stand(measure("ca-20212022-sb357", [(a.date, "", a.description) for a in sent]),
                 "2022-07-03")[2]  # fmt: skip
    assert step.what.startswith("The time to sign has run out")
    assert step.date is None


def test_days_in_print_can_be_waived():
    lines = [
        ("2025-02-04", "S", "Introduced. Read first time. To Com. on RLS. for assignment. To "
         "print."),
        ("2025-02-05", "S", "From printer. May be acted upon on or after March 7."),
    ]  # fmt: skip
    waiver = ("2025-02-06", "S", "Art. IV. Sec. 8(a) of the Constitution and Joint Rule 55 "
              "dispensed with.")  # fmt: skip
    assert stand(measure("ca-20252026-sb1", lines), "2025-02-10")[2].not_before == "2025-03-07"
    assert stand(measure("ca-20252026-sb1", [*lines, waiver]), "2025-02-10")[2].not_before is None


def test_an_extraordinary_session_keeps_no_calendar():
    bill = measure("ca-20252026x1-ab5", [("2025-02-03", "A", "Read first time. To print.")])
    step = stand(bill, "2025-03-01")[2]
    assert (step.date, step.certainty) == ("2026-08-31", "watch")


def test_on_the_inactive_file():
    bill = measure("ca-20232024-ab2930", [
        ("2024-02-15", "A", "Read first time. To print."),
        ("2024-05-21", "A", "Read third time. Passed. Ordered to the Senate. (Ayes 50. Noes 14.)"),
        ("2024-08-28", "S", "Read second time. Ordered to third reading."),
        ("2024-08-31", "S", "Ordered to inactive file at the request of Senator Umberg."),
    ])  # fmt: skip
    _, location, step = stand(bill, "2024-08-31")
    assert (location.kind, location.chamber) == ("inactive file", "upper")
    assert step.what == "Stays on the inactive file unless a member takes it off"


AB_1 = (
    ("2026-12-07", "A", "Read first time. To print."),
    ("2026-12-08", "A", "From printer. May be heard in committee January 7."),
    ("2027-02-01", "A", "Referred to Com. on PUB. S."),
)
NOT_SET = "California Constitution, Article IV, section 10(c); the Legislature's own deadlines of "


def test_in_the_new_session_the_constitution_s_days_stand_until_the_houses_set_theirs():
    new = measure("ca-20272028-ab1", AB_1[:2])
    step = stand(new, "2026-12-09")[2]
    assert (step.what, step.who) == (
        "Referral to a committee; a hearing not before Jan 7, 2027", "the Assembly",
    )  # fmt: skip
    assert (step.date, step.certainty) == ("2028-01-31", "sure")
    assert step.basis == (
        f"{NOT_SET}2027 are not set yet; in 2025 this one was May 2 (the Legislature's calendar of "
        "2025, as the Judicial Council (to May) and a public tracker copied it; May 9, 2025 for a "
        "measure that costs the state nothing)"
    )
    step = stand(measure("ca-20272028-ab1", AB_1), "2027-02-02")[2]
    assert (step.what, step.date) == ("Hearing and vote in committee", "2028-01-31")
    assert step.who == "Assembly Public Safety Committee"


def test_a_bill_of_the_second_year_has_the_last_day_to_pass():
    bill = measure("ca-20272028-ab2000", [
        ("2028-02-10", "A", "Read first time. To print."),
        ("2028-02-24", "A", "Referred to Com. on PUB. S."),
    ])  # fmt: skip
    step = stand(bill, "2028-03-01")[2]
    assert (step.date, step.certainty) == ("2028-08-31", "watch")
    assert step.basis == (
        "the last day the session leaves (California Constitution, Article IV, section 10(c)); "
        "the Legislature's own deadlines of 2028 are not set yet; in 2026 this one was April 24 "
        "(the Senate's calendar of deadlines of 2026, as a public tracker copied it; May 1, 2026 "
        "for a measure that costs the state nothing)"
    )


def test_a_governor_s_day_of_the_odd_year_waits_for_the_recess():
    bill = measure("ca-20272028-ab2", [
        ("2026-12-07", "A", "Read first time. To print."),
        ("2027-09-10", "", "Enrolled and presented to the Governor at 3 p.m."),
    ])  # fmt: skip
    step = stand(bill, "2027-09-11")[2]
    assert (step.date, step.certainty) == (None, "watch")
    assert "the day it leaves is not in our calendar" in step.basis
    assert "Article IV, section 10(b)" in step.basis


def test_a_committee_that_lists_a_hearing_has_the_bill_before_its_record_says_so():
    new, day = measure("ca-20272028-ab1", AB_1[:2]), date(2027, 3, 1)
    progress, location, without = stand(new, day.isoformat())
    assert without.what == "Referral to a committee"
    step = next_step(new, progress, day, location, "2027-03-16")
    assert (step.what, step.date) == ("Hearing and vote in committee", "2027-03-16")


def test_a_listed_hearing_is_a_next_step_without_any_calendar():
    for key, on, heard in (
        ("ca-20272028-ab1", "2027-02-26", "2027-03-16"),
        ("ca-20292030-ab1", "2029-03-01", "2029-03-20"),  # no calendar reaches that session
    ):
        bill = measure(key, [(f"{on[:4]}-01-0{n + 1}", house, text)
                             for n, (_, house, text) in enumerate(AB_1)])  # fmt: skip
        session = session_for(key)
        progress = fold_bill(bill, date.fromisoformat(on), session, on)
        step = next_step(bill, progress, date.fromisoformat(on), locate(bill, progress), heard)
        assert (step.what, step.date, step.certainty, step.listed) == (
            "Hearing and vote in committee", heard, "expected", True,
        )  # fmt: skip
        assert step.who == "Assembly Public Safety Committee"


def test_beyond_every_calendar_the_next_step_is_not_known():
    bill = measure("ca-20292030-ab1", [
        ("2028-12-04", "A", "Read first time. To print."),
        ("2029-02-01", "A", "Referred to Com. on PUB. S."),
    ])  # fmt: skip
    step = stand(bill, "2029-02-02")[2]
    assert (step.what, step.date, step.certainty) == (
        "Not known: our calendar ends on Nov 30, 2028", None, "unknown",
    )  # fmt: skip
    # What the Constitution alone sets is still said.
    sent = measure("ca-20272028-ab2", [
        ("2026-12-07", "A", "Read first time. To print."),
        ("2027-05-03", "", "Enrolled and presented to the Governor at 3 p.m."),
    ])  # fmt: skip
    assert stand(sent, "2027-05-04")[2].date == "2027-05-15"


def test_a_day_nobody_compared_with_the_official_calendar_says_so():
    """AB 1656 of 2025-26 was in the Senate in June 2026; steps without a known day are left out."""
    bill = measure("ca-20252026-ab1656", [
        ("2026-01-20", "A", "Read first time. To print."),
        ("2026-03-12", "A", "Read third time. Passed. Ordered to the Senate. (Ayes 68. Noes 0.)"),
        ("2026-04-29", "S", "Referred to Com. on PUB. S."),
    ])  # fmt: skip
    step = stand(bill, "2026-06-01")[2]
    assert (step.date, step.certainty, step.checked) == ("2026-07-02", "expected", False)
    assert step.doubt == "as we understand the rules; not checked against the official calendar"
    sure = stand(SB_275, "2025-05-24")[2]
    assert sure.checked and not sure.doubt and "calendar of 2025" in sure.basis


def test_the_house_that_ended_a_bill_is_named_and_not_the_one_it_came_from(fresh):
    """AB 2582 of 2025-26 as it may end; the last line is that of November 30."""
    bill = measure("ca-20252026-ab2582", [
        ("2026-02-20", "A", "Read first time. To print."),
        ("2026-05-21", "S", "Read third time. Passed. Ordered to the Senate. (Ayes 60. Noes 2.)"),
        ("2026-08-13", "S", "In committee: Held under submission."),
        ("2026-11-30", "A", "From Senate committee without further action."),
    ])  # fmt: skip
    with fresh.writer("test") as writer:
        writer.save_bill(replace(bill, data_as_of="2026-11-30"), "ca_pubinfo")
    with open_snapshot(fresh.database, date(2026, 12, 8)) as snapshot:
        status = snapshot.bill(bill.key)
    assert (status.stage, status.progress.final) == ("died", True)
    assert stage_words(status) == "Died in the Senate"


def test_the_sentence_behind_a_stage_follows_what_can_still_happen(fresh):
    with fresh.writer("test") as writer:
        writer.save_bill(SB_275, "ca_pubinfo")
    said = {}
    for day in (date(2025, 3, 27), date(2025, 5, 24), date(2025, 10, 2), date(2026, 3, 6)):
        with open_snapshot(fresh.database, day) as snapshot:
            said[f"{day:%Y-%m}"] = meaning_words(snapshot.bill(SB_275.key))
    on = "A committee has sent the bill on, in favor. Another committee has it now."
    assert said["2025-03"] == on
    assert said["2025-05"].endswith("The chamber it is in may vote on it next.")
    # Vetoed: open to a vote at first, and then no more.
    assert said["2025-10"].endswith("The chambers can overturn that while they sit.")
    assert said["2026-03"].endswith("the veto stands.")


IN_ASSEMBLY = [("2025-02-10", "A", "Read first time. To print."),
               ("2025-03-03", "A", "Referred to Com. on PUB. S.")]  # fmt: skip
ON_FLOOR = [*IN_ASSEMBLY, ("2025-04-02", "A", "From committee: Do pass. (Ayes 8. Noes 0.)")]
PASSED = [*ON_FLOOR, ("2025-05-01", "S", "Read third time. Passed. Ordered to the Senate.")]
BACK = [*PASSED, ("2025-06-10", "S", "Read second time and amended. Ordered to third reading."),
        ("2025-07-01", "A", "Read third time. Passed. Ordered to the Assembly."),
        ("2025-07-01", "A", "In Assembly. Concurrence in Senate amendments pending.")]  # fmt: skip
CONCURRED = [*BACK, ("2025-07-10", "A", "Senate amendments concurred in. To Engrossing and "
                     "Enrolling. (Ayes 70. Noes 0.)")]  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "stage", "place"),
    [
        (  # one event in two rows
            [*IN_ASSEMBLY, ("2025-03-10", "A", "Withdrawn from committee."),
             ("2025-03-10", "A", "(Ayes 54. Noes 20.)"),
             ("2025-03-10", "A", "Ordered to second reading.")], "reported", "lower floor",
        ),
        ([*IN_ASSEMBLY, ("2025-03-10", "A", "Withdrawn from committee.")], "reported",
         "lower floor"),
        ([*IN_ASSEMBLY, ("2025-03-10", "A", "Withdrawn from committee."),
          ("2025-03-10", "A", "Re-referred to Com. on RLS.")], "in_committee",
         "lower committee Rules"),
        ([*IN_ASSEMBLY, ("2025-03-10", "A", "Withdrawn from committee."),
          ("2025-03-11", "A", "Re-referred to Com. on RLS.")], "in_committee",
         "lower committee Rules"),
        (  # amended on the way to the next committee: no vote of the floor comes
            [*IN_ASSEMBLY, ("2025-04-02", "A", "From committee: Amend, and do pass as amended and "
             "re-refer to Com. on APPR. (Ayes 8. Noes 0.) (April 1)."),
             ("2025-04-07", "A", "Read second time and amended.")],
            "reported", "lower committee Appropriations",
        ),
        ([*ON_FLOOR, ("2025-04-07", "A", "Read second time and amended.")], "reported",
         "lower floor"),
        ([*IN_ASSEMBLY, ("2025-03-10", "A", "Action rescinded whereby the bill was referred to "
          "Com. on PUB. S.")], "introduced", "lower desk"),
        ([*PASSED, ("2025-05-01", "S", "Notice of intention to reconsider given by Assembly "
          "Member Krell.")], "passed_one_chamber", "upper desk"),
        ([*PASSED, ("2025-05-05", "A", "Reconsideration granted. (Ayes 60. Noes 0.)")], "reported",
         "lower floor"),
        ([*CONCURRED, ("2025-07-14", "A", "Action rescinded whereby Senate amendments were "
          "concurred in.")], "passed_one_chamber", "lower floor"),
        ([*CONCURRED, ("2025-07-18", "", "Enrolled and presented to the Governor at 3 p.m."),
          ("2025-07-21", "A", "Returned by the Governor at the request of the Assembly.")],
         "passed_both", "lower floor"),
        ([*BACK, ("2025-07-10", "A", "Assembly refused to concur in Senate amendments. To "
          "Conference Committee.")], "passed_one_chamber", "legislature conference committee"),
        ([*BACK, ("2025-07-10", "A", "Refused to concur in Senate amendments."),
          ("2025-07-14", "A", "Conference report adopted by Assembly. (Ayes 54. Noes 20.)"),
          ("2025-07-15", "A", "Conference report adopted by Senate. (Ayes 30. Noes 5.)")],
         "passed_both", "lower enrollment"),
    ],
)  # fmt: skip
def test_what_the_lines_of_an_assembly_bill_come_to(lines, stage, place):
    progress, location, _ = stand(measure("ca-20252026-ab9", lines), "2025-08-01")
    found = (location.chamber, location.kind, location.committee)
    assert (progress.stage, " ".join(filter(None, found))) == (stage, place)


def test_a_step_without_words_does_not_hide_the_last_that_has_some():
    bill = measure("ca-20252026-ab9", [*ON_FLOOR, ("2025-04-09", "A", "")])
    assert latest_action(bill.actions).description == ON_FLOOR[-1][2]


# -- what takes back what, on one day --------------------------------------------------------------

TO_FLOOR = (
    ("2026-02-10", "A", "Read first time. To print."),
    ("2026-03-02", "A", "Referred to Com. on PUB. S."),
    ("2026-04-08", "A", "From committee: Do pass. (Ayes 8. Noes 0.) (April 7)."),
    ("2026-04-09", "A", "Read second time. Ordered to third reading."),
)
PASSED = ("2026-05-04", "S", "Read third time. Passed. Ordered to the Senate. (Ayes 60. Noes 2.)")
REFUSED = ("2026-05-04", "A", "Read third time. Refused passage. (Ayes 38. Noes 30. Page 1.)")
MOVED = ("2026-05-04", "A", "Motion to reconsider made by Assembly Member Krell.")
GRANTED = ("2026-05-04", "A", "Reconsideration granted. (Ayes 70. Noes 0.)")
WITHDRAWN = (("2026-04-20", "A", "Withdrawn from committee."),
             ("2026-04-20", "A", "Ordered to second reading."))  # fmt: skip
VETOED = (
    PASSED,
    ("2026-08-20", "A", "Read third time. Passed. Ordered to the Assembly. (Ayes 30. Noes 2.)"),
    ("2026-08-24", "A", "Senate amendments concurred in. To Engrossing and Enrolling. (Ayes 60.)"),
    ("2026-09-01", "", "Enrolled and presented to the Governor at 3 p.m."),
    ("2026-09-12", "A", "Vetoed by Governor."),
)


@pytest.mark.parametrize(
    ("lines", "stage", "place"),
    [
        ([*TO_FLOOR, REFUSED, MOVED, GRANTED, PASSED], "passed_one_chamber", "desk"),
        ([*TO_FLOOR, PASSED, MOVED, GRANTED, REFUSED], "failed", "floor"),
        ([*TO_FLOOR, PASSED, MOVED, GRANTED], "reported", "floor"),
        ([*TO_FLOOR, PASSED, MOVED], "passed_one_chamber", "desk"),
        ([*TO_FLOOR, REFUSED, MOVED, GRANTED, PASSED, MOVED, GRANTED, REFUSED], "failed", "floor"),
        # Both houses must pass it over the veto; one refused, on that day or a later one.
        ([*TO_FLOOR, *VETOED, ("2026-09-14", "A", "Passed notwithstanding the objections of the "
                               "Governor. (Ayes 55. Noes 20.)"),
          ("2026-09-14", "S", "Refused passage notwithstanding the objections of the Governor. "
           "(Ayes 20. Noes 20.)")], "vetoed", None),
        ([*TO_FLOOR, *VETOED, ("2026-09-12", "A", "Motion to override the Governor's veto refused "
                               "adoption. (Ayes 40. Noes 30.)")], "vetoed", None),
        ([*TO_FLOOR[:2], ("2026-04-08", "A", "Motion to withdraw from committee refused adoption. "
                          "(Ayes 20. Noes 40.)")], "in_committee", "committee"),
        ([*TO_FLOOR, ("2026-05-04", "A", "Ordered to inactive file at the request of Assembly "
                      "Member Krell."),
          ("2026-08-20", "A", "Notice of intention to remove from inactive file given by Assembly "
           "Member Krell.")], "reported", "inactive file"),
    ],
)  # fmt: skip
def test_what_is_taken_back_and_what_is_lost(lines, stage, place):
    """Built by hand in the Legislature's words; the order within a day is the publisher's."""
    progress, location, _ = stand(measure("ca-20252026-ab9", lines), lines[-1][0])
    assert (progress.stage, location and location.kind) == (stage, place)


@pytest.mark.parametrize(
    ("before", "rescinded", "committee"),
    [
        (TO_FLOOR[:2], "Action rescinded whereby bill was withdrawn from committee.",
         "Public Safety"),
        (TO_FLOOR[:2], "Withdrawal from committee rescinded.", "Public Safety"),
        ([*TO_FLOOR[:2], ("2026-03-20", "A", "From committee: Do pass and re-refer to Com. on "
                          "APPR. (Ayes 8. Noes 0.) (March 19). Re-referred to Com. on APPR.")],
         "Action rescinded whereby bill was withdrawn from committee.", "Appropriations"),
        (TO_FLOOR[:2], "Action rescinded whereby bill was withdrawn from committee. Re-referred to "
         "Com. on JUD.", "Judiciary"),
    ],
)  # fmt: skip
def test_a_withdrawal_that_is_rescinded_leaves_the_bill_with_the_committee_it_had(
    before, rescinded, committee
):
    for day in ("2026-04-20", "2026-04-22"):
        bill = measure("ca-20252026-ab9", [*before, *WITHDRAWN, (day, "A", rescinded)])
        _, location, _ = stand(bill, "2026-04-23")
        assert (location.kind, location.committee) == ("committee", committee)


@pytest.mark.parametrize("key", ["ca-20252026-sjr9", "ca-20252026-ajr9", "ca-20252026-scr9"])
def test_a_resolution_of_both_houses_goes_to_no_governor(key, fresh):
    """Built by hand: a joint resolution is addressed to Congress; it is filed, and that is all."""
    own, other = ("S", "A") if key.startswith("ca-20252026-s") else ("A", "S")
    here, there = ("Senate", "Assembly") if own == "S" else ("Assembly", "Senate")
    bill = measure(key, [
        ("2026-02-10", own, "Introduced. Referred to Com. on RLS."),
        ("2026-04-02", other, f"Read. Adopted. (Ayes 30. Noes 0.) Ordered to the {there}."),
        ("2026-05-01", own, f"Read. Adopted as amended. (Ayes 30. Noes 0.) Ordered to the {here}."),
        ("2026-05-01", own, f"In {here}. Concurrence in {there} amendments pending."),
        ("2026-05-05", own, f"{there} amendments concurred in. (Ayes 30. Noes 0.) Ordered to "
         "engrossing and enrolling."),
    ])  # fmt: skip
    with fresh.writer("test") as writer:
        writer.save_bill(replace(bill, data_as_of="2026-05-06"), "ca_pubinfo")
    with open_snapshot(fresh.database, date(2026, 5, 6)) as snapshot:
        status = snapshot.bill(key)
    assert status.stage == "passed_both"
    assert status.next_step.what == "Filed with the Secretary of State; no signature is needed"
    assert (status.next_step.date, status.next_step.basis) == (None, None)
    assert meaning_words(status).endswith("It needs no signature.")
    proposed = replace(status, bill=replace(status.bill, kind=MeasureKind.CONSTITUTIONAL))
    assert "voters decide" in how_words(proposed, How.ADOPTED).meaning
    assert "voters" not in how_words(status, How.ADOPTED).meaning
    done = replace(proposed, progress=replace(status.progress, how=How.ADOPTED))
    assert "does not change the constitution" in status_sentence(Labels(Language.EN), done)
    bar = [mark.label for mark in build_stage(status).bar]
    assert bar[-1] == "Adopted" and not any("Governor" in label for label in bar)
