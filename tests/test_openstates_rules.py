"""What the lines of seven states mean. Days, numbers and outcomes are true; titles are left out."""

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date

import pytest
from bench.truth import expected
from bench.truth.endings import end_told
from bench.truth.states import by_classes, by_rules, fault, show
from hypothesis import given
from hypothesis import strategies as st

from billtrail.bills.models import Action
from billtrail.bills.stages import How, fold_bill
from billtrail.datasette_plugins.bill.page import build_bill, read_bill
from billtrail.importing import import_paths
from billtrail.importing.prepared import classify_bill
from billtrail.legislatures import ActionClass as A
from billtrail.legislatures import Chamber, Stage, display
from billtrail.legislatures.calendar import session_for
from billtrail.scrapers.openstates.source import SOURCE
from billtrail.scrapers.registry import ranks
from billtrail.scrapers.states import Line, Related, Told, bill_of, classify
from billtrail.scrapers.states.record import without_leaders
from billtrail.scrapers.states.rules.reading import classes_of, law_of, rules_of
from billtrail.snapshot import open_snapshot
from billtrail.snapshot.as_json import bill_json
from billtrail.store import open_writer
from billtrail.words import bill_words
from billtrail.words.status import stage_words, status_words

L, U, E = Chamber.LOWER, Chamber.UPPER, Chamber.EXECUTIVE
S = Stage
STATES = ("fl", "il", "ny", "or", "tx", "va", "wa")

#: State, session, number: lines, and where that leaves it, since when, with which law or bill.
BILLS = {
    "ny 2025-2026 A1029": (
        [("2025-01-08", L, "REFERRED TO CODES"), ("2025-06-12", L, "REPORTED"),
         ("2025-06-17", L, "SUBSTITUTED BY S3967B")],
        S.REPLACED, How.REPLACED, "2025-06-17", "ny-20252026-s3967"),
    "ny 2025-2026 S3698": (
        [("2025-06-11", U, "SUBSTITUTED BY A1515"), ("2025-06-13", U, "SUBSTITUTION RECONSIDERED"),
         ("2025-06-13", U, "RECOMMITTED TO RULES")],
        S.IN_COMMITTEE, How.REFERRED, "2025-06-13", None),
    "ny 2025-2026 A1096": (
        [("2025-05-20", L, "PASSED ASSEMBLY"), ("2025-06-12", U, "PASSED SENATE"),
         ("2025-10-07", L, "DELIVERED TO GOVERNOR"), ("2025-10-09", L, "VETOED MEMO.26"),
         ("2025-10-09", L, "TABLED")],
        S.VETOED, How.VETOED, "2025-10-09", None),
    "ny 2025-2026 S3003": (
        [("2025-05-08", U, "PASSED SENATE"), ("2025-05-08", L, "PASSED ASSEMBLY"),
         ("2025-05-20", U, "SIGNED CHAP.53"), ("2025-05-20", U, "LINE VETO MEMO.1"),
         ("2025-05-20", U, "THRU LINE VETO MEMO.24")],
        S.ENACTED, How.LAW_IN_PART, "2025-05-20", "Chapter 53, Laws of 2025"),
    "ny 2025-2026 S312": (
        [("2025-01-08", U, "REFERRED TO HIGHER EDUCATION"),
         ("2025-12-01", U, "RECOMMIT, ENACTING CLAUSE STRICKEN")],
        S.DIED, How.FILED_DEAD, "2025-12-01", None),
    "ny 2025-2026 S3967": (
        [("2025-06-17", U, "PASSED SENATE"), ("2025-06-17", L, "PASSED ASSEMBLY"),
         ("2025-06-17", L, "RETURNED TO SENATE")],
        S.PASSED_BOTH, How.PASSED_BOTH, "2025-06-17", None),
    "ny 2025-2026 A7454": (
        [("2025-04-04", L, "TO ATTORNEY-GENERAL FOR OPINION"),
         ("2025-05-27", L, "PASSED ASSEMBLY"), ("2025-06-06", U, "PASSED SENATE"),
         ("2025-06-06", U, "RETURNED TO ASSEMBLY")],
        S.ADOPTED, How.ADOPTED, "2025-06-06", None),
    "ny 2025-2026 S620": (
        [("2025-02-26", U, "PASSED SENATE"), ("2025-06-09", U, "RECALLED FROM ASSEMBLY"),
         ("2025-06-09", U, "VOTE RECONSIDERED - RESTORED TO THIRD READING")],
        S.INTRODUCED, How.INTRODUCED, "2025-02-26", None),
    "il 104th HB1302": (
        [("2025-05-31", L, "Passed Both Houses"), ("2025-06-24", L, "Sent to the Governor"),
         ("2025-08-15", L, "Governor Approved"),
         ("2025-08-15", L, "Public Act . . . . . . . . . 104-0173")],
        S.ENACTED, How.BECAME_LAW, "2025-08-15", "Public Act 104-0173"),
    "il 104th SB2510": (
        [("2025-06-11", U, "Sent to the Governor"),
         ("2025-06-16", U, "Governor Item/Reduction Veto PA 104-0003;  With Items Reduced"),
         ("2025-10-29", U, "Item/Reduction Veto Stands 104-0003")],
        S.ENACTED, How.LAW_IN_PART, "2025-06-16", "Public Act 104-0003"),
    "il 104th HB2568": (
        [("2025-06-09", L, "Sent to the Governor"), ("2025-08-08", L, "Governor Amendatory Veto"),
         ("2025-10-29", U, "Accept Amendatory Veto - Senate Passed 038-016-000"),
         ("2025-10-29", L, "Both Houses Accepted Amendatory Veto"),
         ("2025-11-21", L, "Sent to the Governor")],
        S.TO_EXECUTIVE, How.PRESENTED, "2025-11-21", None),
    "il 104th HB2682": (
        [("2025-08-15", L, "Governor Vetoed"),
         ("2025-10-29", L, "Total Veto Stands - No Positive Action Taken")],
        S.VETOED, How.VETOED, "2025-08-15", None),
    "il 104th SB2512": (
        [("2025-05-15", U, "Do Pass Appropriations;  008-004-000"),
         ("2025-07-02", U, "Pursuant to Senate Rule 3-9(b) / Referred to Assignments")],
        S.IN_COMMITTEE, How.RECOMMITTED, "2025-07-02", None),
    "il 104th HB783": (
        [("2025-03-12", L, "Do Pass / Short Debate Executive Committee;  012-000-000"),
         ("2025-05-31", L, "Rule 19(a) / Re-referred to Rules Committee"),
         ("2025-10-28", L, "Approved for Consideration Rules Committee;  005-000-000")],
        S.REPORTED, How.REPORTED_UNRECOMMENDED, "2025-10-28", None),
    "il 104th AM1030560": (
        [("2025-05-30", U, "Do Consent Passed 056-000-000"),
         ("2025-05-30", U, "Appointment Confirmed")],
        S.ADOPTED, How.CONFIRMED, "2025-05-30", None),
    "il 104th HB1260": (
        [("2025-01-10", L, "Filed with the Clerk by Rep. Jed Davis"),
         ("2025-01-28", L, "Referred to Rules Committee")],
        S.IN_COMMITTEE, How.REFERRED, "2025-01-28", None),
    "fl 2026 HB 1031": (
        [("2026-02-25", L, "Passed; YEAS 114, NAYS 0"),
         ("2026-03-10", U, "Passed as amended; YEAS 38 NAYS 0"),
         ("2026-03-12", L, "Passed as amended; YEAS 109, NAYS 0"),
         ("2026-03-12", L, "Ordered engrossed, then enrolled"),
         ("2026-05-21", None, "Signed by Officers and presented to Governor"),
         ("2026-05-22", None, "Approved by Governor"),
         ("2026-05-26", None, "Chapter No. 2026-113")],
        S.ENACTED, How.SIGNED, "2026-05-22", "Chapter 2026-113, Laws of Florida"),
    "fl 2026 SB 546": (
        [("2026-02-26", U, "Substituted CS/HB 441"),
         ("2026-02-26", U, "Laid on Table, companion bill(s) passed, see CS/HB 441 (Ch. 2026-44)")],
        S.REPLACED, How.REPLACED, "2026-02-26", "fl-2026-hb441"),
    "fl 2026 SB 314": (
        [("2026-03-05", U, "Substituted CS/CS/HB 175"),
         ("2026-03-05", U, "Laid on Table, companion bill(s) passed, see CS/HB 175 (Ch. 2026-176), "
                           "CS/CS/HB 1087 (Ch. 2026-75)")],
        S.REPLACED, How.REPLACED, "2026-03-05", "fl-2026-hb175"),
    "fl 2026 HB 827": (
        [("2026-01-30", L, "Laid on Table under Rule 7.18(a)"),
         ("2026-02-02", L, "Now in Ways & Means Committee")],
        S.IN_COMMITTEE, How.REFERRED, "2026-02-02", None),
    "fl 2026 SB 524": (
        [("2026-03-13", U, "Died in returning Messages, companion bill(s) passed, see SB 418 "
                           "(Ch. 2026-147)")],
        S.DIED, How.FILED_DEAD, "2026-03-13", "fl-2026-sb418"),
    "fl 2026 SM 1186": (
        [("2026-02-11", U, "Adopted"), ("2026-02-11", L, "In Messages"),
         ("2026-03-13", L, "Died in Messages")],
        S.DIED, How.FILED_DEAD, "2026-03-13", None),
    "fl 2026 HB 257": (
        [("2025-10-24", L, "Withdrawn prior to introduction")],
        S.WITHDRAWN, How.WITHDRAWN, "2025-10-24", None),
    "wa 2025-2026 SB 6246": (
        [("2026-03-10", U, "Passed final passage; yeas, 29; nays, 20; absent, 0; excused, 0."),
         ("2026-03-30", E, "Governor partially vetoed."),
         ("2026-03-30", E, "Chapter 253, 2026 Laws PV.")],
        S.ENACTED, How.LAW_IN_PART, "2026-03-30", "Chapter 253, Laws of 2026"),
    "wa 2025-2026 HB 1819": (
        [("2025-02-18", L, "ENVI - Majority; 1st substitute bill be substituted, do pass."),
         ("2025-02-18", L, "Minority; do not pass."),
         ("2025-03-12", L, "Third reading, passed; yeas, 97; nays, 0; absent, 0; excused, 1."),
         ("2025-04-27", U, "By resolution, returned to House Rules Committee for third reading.")],
        S.REPORTED, How.REPORTED_FAVORABLY, "2025-02-18", None),
    "wa 2025-2026 HB 2739": (
        [("2026-02-20", L, "First reading, referred to Technology."),
         ("2026-02-24", L, "Committee relieved of further consideration."),
         ("2026-02-24", L, "Referred to Postsecondary Education & Workforce.")],
        S.IN_COMMITTEE, How.REFERRED, "2026-02-20", None),
    "wa 2025-2026 HCR 4404": (
        [("2025-04-25", L, "Adopted."), ("2025-04-26", U, "Adopted."),
         ("2025-04-27", E, "Filed with Secretary of State.")],
        S.ADOPTED, How.ADOPTED, "2025-04-27", None),
    "or 2026R1 HB4098": (
        [("2026-02-18T20:56:09+00:00", L, "Third reading. Carried by Dobson. Failed."),
         ("2026-03-07T00:17:00+00:00", L, "Failed.")],
        S.FAILED, How.FAILED, "2026-03-06", None),
    "or 2026R1 SB1520": (
        [("2026-03-04T19:00:00+00:00", U, "Governor signed."),
         ("2026-03-04T23:10:00+00:00", U, "Chapter 3, 2026 Laws.")],
        S.ENACTED, How.BECAME_LAW, "2026-03-04", "Chapter 3, 2026 Laws"),
    "or 2026R1 HB4177": (
        [("2026-03-10T19:28:36+00:00", L, "Speaker signed."),
         ("2026-04-16T23:57:00+00:00", L, "Governor vetoed.")],
        S.VETOED, How.VETOED, "2026-04-16", None),
    "va 2024 HB780": (
        [("2024-01-30", L, "Incorporated by Labor and Commerce (HB1001-Tran)")],
        S.FAILED, How.INCORPORATED, "2024-01-30", "va-241-hb1001"),
    "tx 892 HB 8": (
        [("2025-09-03", L, "Reported enrolled"), ("2025-09-17", E, "Signed by the Governor"),
         ("2025-09-17", None, "See remarks for effective date")],
        S.ENACTED, How.SIGNED, "2025-09-17",
        "an Act of the 89th Legislature, second called session"),
    "tx 892 HCR 1": (
        [("2025-08-20", L, "Adopted"), ("2025-08-25", U, "Adopted"),
         ("2025-09-17", E, "Signed by the Governor")],
        S.ADOPTED, How.ADOPTED, "2025-08-25", None),
    "tx 892 HB 12": (
        [("2025-08-26", L, "Companion considered in lieu of"),
         ("2025-08-26", L, "Laid on the table subject to call")],
        S.REPLACED, How.REPLACED, "2025-08-26", None),
    "va 2026S1 HB30": (
        [("2026-06-26", E, "Governor's Recommendation"),
         ("2026-06-29", E, "Approved by Governor-Chapter 1 (effective 7/1/2026)")],
        S.ENACTED, How.BECAME_LAW, "2026-06-29",
        "2026 Acts of Assembly (special session I), chapter 1"),
}  # fmt: skip


def read(name):
    """A bill of the table as it is stored, with its classes."""
    place, session, number = name.split(" ", 2)
    lines = tuple(Line(day, text, chamber) for day, chamber, text in BILLS[name][0])
    told = Told(place, session, number, "", "2026-01-04T00:00:00Z", lines=lines)
    return classify_bill(SOURCE, bill_of(told))


@pytest.mark.parametrize("name", BILLS)
def test_where_a_bill_stands_by_its_own_lines(name) -> None:
    _, stage, how, day, named = BILLS[name]
    bill = read(name)
    progress = fold_bill(bill, date(2026, 1, 1).max, None, "2026-01-04")
    assert (progress.stage, progress.how, progress.date) == (stage, how, day)
    relations = [one.bill for one in bill.relations or ()]
    if stage == S.ENACTED:
        assert (bill.law, relations) == (named, [])
    else:
        assert (bill.law, relations) == (None, [named] if named else [])
    assert all(action.classification for action in bill.actions or ())


def test_where_a_line_names_no_other_bill_its_one_companion_across_is_meant() -> None:
    line = Line("2025-08-21", "Companion considered in lieu of", L)
    house, own, another = (Related("companion", "892", n) for n in ("HB 20", "SB 5", "SB 7"))
    for related, named in (
        ((house, own), ["tx-892-sb5"]),
        ((own, house, own), ["tx-892-sb5"]),
        ((another, house, own), []),
    ):
        told = Told("tx", "892", "HB 5", "", "2026-01-30", lines=(line,), related=related)
        relations = bill_of(told).relations or ()
        assert [one.bill for one in relations if one.kind == "replaced-by"] == named


def test_a_chapter_makes_no_law_of_what_nobody_signs() -> None:
    """Virginia's amendments of the Constitution have a chapter and wait for the voters."""
    lines = (Line("2026-06-29", "Acts of Assembly Chapter text (CHAP0012)", L),)
    bill = bill_of(Told("va", "2026S1", "HJ 45", "", "2026-07-01", lines=lines))
    (action,) = classify_bill(SOURCE, bill).actions or ()
    assert (action.classification, bill.law) == ((A.ADOPTION,), None)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Public Act . . . . . . . . . 104-0173", "Public Act 104-0173"),
        ("Effective on . . . . . . . . . . . . . . .", "Effective on \N{HORIZONTAL ELLIPSIS}"),
        ("Scheduled for public hearing on . . .",
         "Scheduled for public hearing on \N{HORIZONTAL ELLIPSIS}"),
        ("S. Con. Res. 1 et al. ... adopted", "S. Con. Res. 1 et al. ... adopted"),
    ],
)  # fmt: skip
def test_dots_that_lead_the_eye_are_no_words(line, told) -> None:
    assert without_leaders(line) == told


def test_a_session_whose_days_are_certain_ends_what_no_line_ends() -> None:
    bill = replace(read("wa 2025-2026 HB 1819"), introduced_date="2025-02-04")
    before = fold_bill(bill, date(2026, 3, 12), session_for(bill.key), "2026-08-22")
    after = fold_bill(bill, date(2026, 3, 13), session_for(bill.key), "2026-08-22")
    assert (before.stage, before.alive) == (S.REPORTED, True)
    assert (after.stage, after.how) == (S.DIED, How.SESSION_ENDED)
    # A chamber had passed it, in the year before: nobody may read that it had not.
    assert (after.reached, after.reached_how) == (S.PASSED_ONE_CHAMBER, How.PASSED)
    assert session_for("wa-20272028-hb1") is None


#: Lines that look like an outcome, and are none of the bill's.
TRAPS = (
    ("wa", "Speaker signed.", A.ENROLLED),
    ("wa", "Minority; do not pass.", A.PROCEDURE),
    ("wa", "Effective date 6/11/2026.", A.PROCEDURE),
    ("or", "Minority Recommendation: Do pass with amendments.", A.PROCEDURE),
    ("or", "Motion to refer to Committee on Rules failed.", A.PROCEDURE),
    ("or", "Rules suspended. Motion to re-refer to Rules carried. Re-referred.",
     A.REFERRAL_COMMITTEE),
    ("or", "Carried over to 03-03 by virtue of adjournment.", A.PROCEDURE),
    ("tx", "Effective immediately", A.PROCEDURE),
    ("tx", "Point of order withdrawn", A.PROCEDURE),
    ("tx", "House passage reported", A.PROCEDURE),
    ("tx", "Senate concurs in House amendment(s)-reported", A.PROCEDURE),
    ("fl", "Withdrawn from Rules", A.DISCHARGE),
    ("fl", "Substituted for CS/SB 7048", A.CALENDAR),
    ("ny", "HELD FOR CONSIDERATION IN CODES", A.HELD),
    ("ny", "SUBSTITUTED FOR A7901", A.CALENDAR),
    ("ny", "DIED IN ASSEMBLY", A.PASSAGE_LAPSED),
    ("il", "House Floor Amendment No. 1 Tabled", A.PROCEDURE),
    ("il", "Motion to Reconsider Vote - Lost 051-060-000", A.RECONSIDERATION_DROPPED),
    ("il", "Rule 19(a) / Re-referred to Rules Committee", A.REFERRAL_COMMITTEE),
    ("va", "Governor's recommendation received by House (HB30AG)", A.EXECUTIVE_AMENDMENTS),
    ("va", "Signed by Speaker", A.PROCEDURE),
)  # fmt: skip


@pytest.mark.parametrize(("state", "line", "leading"), TRAPS)
def test_what_looks_like_an_outcome(state, line, leading) -> None:
    bill = next(read(name) for name in BILLS if name[:2] == state)
    assert classify(Action("2026-02-02", line), bill)[0] == leading


@pytest.mark.parametrize("state", STATES)
@given(st.data())
def test_no_line_of_a_state_is_read_otherwise_for_its_blanks(state, data) -> None:
    lines = [text for name in BILLS if name[:2] == state for _, _, text in BILLS[name][0]]
    line = data.draw(st.sampled_from(lines))
    blanks = data.draw(st.sampled_from(("  ", "\n", " \t")))
    assert classes_of(state, line.replace(" ", blanks)) == classes_of(state, line)


def test_any_other_state_has_the_core_and_what_that_leaves_open_is_open() -> None:
    assert rules_of("zz") is rules_of("mn")
    ends = {
        "Signed by Governor": A.EXECUTIVE_SIGNATURE,
        "Became law without Governor's signature": A.BECAME_LAW,
        "Vetoed by Governor": A.EXECUTIVE_VETO,
        "Line item vetoed by Governor": A.PARTIAL_VETO,
        "Died in committee": A.DEATH,
        "Passed Senate": A.PASSAGE,
        "Read the third time and passed.": A.PASSAGE,
        "Amended and Adopted (138-64)": A.AMENDED,
        "Introduced and adopted (47-2)": A.INTRODUCTION,
        "Notification that HB1044 is now Act 36": A.BECAME_LAW,
        "Vote on final passage reconsidered": A.RECONSIDERATION,
        "Vote on third consideration reconsidered": A.PROCEDURE,
        "In the Senate": A.RECEIPT,
        "Third reading; passed": A.PASSAGE,
        "Third consideration and final passage (203-0)": A.PASSAGE,
        "Third consideration and defeated on final passage (90-112)": A.FAILURE,
        "Act No. 12 of 2024": A.BECAME_LAW,
        "Signed by the Governor, Chapter 18 of the Acts of 2021": A.EXECUTIVE_SIGNATURE,
        "Item 1599-0026 passed over veto - 38 YEAS to 0 NAYS": A.PROCEDURE,
        "Laid on the table": A.INACTIVE,
    }
    assert {line: classes_of("mn", line)[0] for line in ends} == ends
    laws = ("Act No. 12 of 2024", "Signed by the Governor, Chapter 18 of the Acts of 2021")
    assert [law_of("mn-20232024-hf1", [Action("2024-05-01", line)]) for line in laws] == [
        "Act No. 12 of 2024", "Chapter 18 of the Acts of 2021"
    ]  # fmt: skip
    for open_ in (
        "Motion to reconsider passed", "Senate concurred", "Amendment 12 (Tarr) adopted",
        "Passed over for the day", "Tabled", "Withdrawn from calendar", "Veto message received",
    ):  # fmt: skip
        assert not {*classes_of("mn", open_)} & {A.PASSAGE, A.EXECUTIVE_VETO, A.DEATH, A.WITHDRAWAL}


@pytest.mark.parametrize(
    ("named", "meant"),
    [
        (("reading-2",), (A.READING_2,)),
        (("passage", "became-law", "executive-veto"), ()),
        (("passage", "reading-2"), ()),  # more than a reading, and not known what
    ],
)
def test_open_states_classes_are_believed_for_no_outcome(named, meant) -> None:
    line = Line("2026-01-05", "Gavel", U, named)
    bill = bill_of(Told("ny", "2025-2026", "S1", "", "2026-01-06T00:00:00Z", lines=(line,)))
    (action,) = classify_bill(SOURCE, bill).actions or ()
    assert action.classification == meant


@pytest.mark.parametrize("name", BILLS)
def test_the_judge_of_the_bench_agrees_where_lines_tell_an_end(name) -> None:
    told = end_told(name[:2], [text for *_, text in BILLS[name][0]], "HCR" not in name)
    ends = {S.ENACTED: "law", S.VETOED: "vetoed", S.DIED: "dead", S.REPLACED: "replaced",
            S.WITHDRAWN: "withdrawn"}  # fmt: skip
    assert told == ends.get(BILLS[name][1])


@pytest.mark.parametrize("name", ["ny 2025-2026 S3003", "or 2026R1 SB1520", "fl 2026 SB 524"])
def test_the_judge_finds_what_a_reader_of_classes_alone_would_show(name) -> None:
    """Open States gives these lines no class that tells an end."""
    shown = show(scraped(name) | {"scraped_at": "2026-08-22T04:00:00+00:00"})
    assert fault(shown, by_rules) is None
    assert fault(shown, by_classes).endswith("by its lines, shown alive")


@given(st.sampled_from([text for name in BILLS if name[:2] == "fl" for *_, text in BILLS[name][0]]),
       st.integers(1, 9999), st.integers(1, 400))  # fmt: skip
def test_another_bill_s_chapter_is_never_a_bill_s_own(text, number, chapter) -> None:
    line = text.partition(";")[0].partition(", companion")[0]
    more = f"{line}; Companion bill(s) passed, see CS/SB {number} (Ch. 2026-{chapter})"
    own, told = (law_of("fl-2026-hb1031", [Action("2026-05-26", one)]) for one in (line, more))
    assert told == own
    assert (A.BECAME_LAW in classes_of("fl", more)) == (A.BECAME_LAW in classes_of("fl", line))


# As a reader sees it --------------------------------------------------------------------------


def scraped(name, *related):
    """A bill of the table as the scrapers of Open States write it."""
    place, session, number = name.split(" ", 2)
    rows = BILLS[name][0]
    return {
        "jurisdiction": {"id": f"ocd-jurisdiction/country:us/state:{place}/government"},
        "legislative_session": session,
        "identifier": number,
        "title": f"Title of {number}",
        "scraped_at": "2026-01-04T08:15:30+00:00",
        "from_organization": None,
        "actions": [
            {"date": day, "description": text, "classification": [],
             "organization_id": f"~{json.dumps({'classification': chamber})}"}
            for day, chamber, text in rows
        ],
        "related_bills": [
            {"identifier": other, "legislative_session": session, "relation_type": "companion"}
            for other in related
        ],
        **dict.fromkeys(("sponsorships", "versions", "subject", "abstracts", "sources"), ()),
    }  # fmt: skip


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    """A bill replaced by one that is not law yet, one by a law, and a companion of a law."""
    folder = tmp_path_factory.mktemp("states")
    told = [scraped("ny 2025-2026 A1029"), scraped("ny 2025-2026 S3967"),
            scraped("fl 2026 SB 546"), scraped("fl 2026 HB 1031") | {"identifier": "HB 441"},
            scraped("fl 2026 HB 827", "HB 441"),
            scraped("fl 2026 HB 1031") | {"identifier": "SB 418", "title": "Law Enforcement"},
            scraped("fl 2026 SB 524") | {"title": "Department of Law Enforcement"},
            scraped("fl 2026 SB 524") | {"identifier": "HB 5", "title": "Law Enforcement"},
            ]  # fmt: skip
    for number, bill in enumerate(told):
        (folder / f"bill_{number}.json").write_text(json.dumps(bill))
    path = folder / "billtrail.db"
    with open_writer(path, "test", ranks(), today=date(2026, 11, 26)) as writer:
        report = import_paths(writer, [folder], {SOURCE.name: SOURCE}, workers=0)
    assert not report.problems
    return path


def test_a_bill_that_was_replaced_names_the_other_one_and_what_became_of_it(file) -> None:
    with open_snapshot(file, date(2026, 6, 30)) as snapshot:
        waiting, law, companion = (
            snapshot.bill(key) for key in ("ny-20252026-a1029", "fl-2026-sb546", "fl-2026-hb827")
        )
    assert stage_words(waiting) == status_words(waiting)
    assert stage_words(waiting) == f"Replaced by {bill_words('ny-20252026-s3967')}"
    assert not waiting.progress.alive and waiting.next_step is None
    assert stage_words(law) == f"Replaced by {bill_words('fl-2026-hb441')}"
    became = f"Its companion became Chapter 2026-113, Laws of Florida as {display('fl-2026-hb441')}"
    assert [status_words(one) for one in (law, companion)] == [became, became]
    assert not companion.progress.alive and companion.next_step is None
    assert bill_json(law)["replaced_by"] == ["fl-2026-hb441"]
    with open_snapshot(file, date(2026, 5, 21)) as snapshot:
        before = snapshot.bill("fl-2026-hb827")
    assert before.containment is None


def test_what_a_record_calls_a_companion_is_one_where_the_titles_are_alike(file) -> None:
    """Florida's lines call wider bills on the same matter companions too: nothing is said to be
    law under their numbers."""
    with open_snapshot(file, date(2026, 6, 30)) as snapshot:
        wider, own = snapshot.bill("fl-2026-sb524"), snapshot.bill("fl-2026-hb5")
    assert wider.containment is None and status_words(wider) == "Died in the Senate"
    assert [one.bill for one in wider.bill.relations] == ["fl-2026-sb418"]
    assert own.containment is not None and own.containment.bill == "fl-2026-sb418"


def test_the_page_of_a_replaced_bill_leads_to_the_other(file) -> None:
    with open_snapshot(file, date(2026, 6, 30)) as snapshot:
        values = read_bill(snapshot, "ny-20252026-a1029")
    [other] = build_bill(values).related
    assert (other.bill, other.replaces) == ("ny-20252026-s3967", True)
    assert (other.kind, other.words) == ("taken up in its place", "Passed both chambers")


def test_the_file_has_the_days_of_the_sessions_of_its_states(file) -> None:
    with closing(sqlite3.connect(file)) as db:
        ends = dict(db.execute("SELECT jurisdiction, ends FROM sessions WHERE source LIKE '%Const%'"
                               " AND jurisdiction IN ('fl', 'ny', 'tx')"))  # fmt: skip
        stored = db.execute("SELECT stage, how FROM bills WHERE key = 'fl-2026-hb827'").fetchone()
    assert ends == {"fl": "2026-03-13", "ny": "2026-12-31"}
    assert stored == ("outcome_not_recorded", "outcome not recorded")  # data of January alone


def test_the_next_step_of_a_live_bill_needs_no_calendar_beside_the_session_s_days(file) -> None:
    with open_snapshot(file, date(2026, 2, 10)) as snapshot:
        both, committee = (snapshot.bill(key) for key in ("ny-20252026-s3967", "fl-2026-hb827"))
    assert both.progress.alive and both.next_step.date == "2027-01-30"
    assert "New York Constitution" in both.next_step.basis
    assert committee.next_step.date == "2026-03-13"


@pytest.mark.skipif(not expected.FILE.is_file(), reason="the states' own files are not beside this")
def test_bills_read_by_hand_are_shown_as_they_were_read() -> None:
    wanted = [row for row in expected.rows() if row.source == "openstates-scraped"]
    found = {(row.state, row.bill): [*expected.faults(row, status)]
             for row, status in expected.shown(wanted).items()}  # fmt: skip
    assert len(found) == 22
    assert {name: what for name, what in found.items() if what} == {}
