"""California's action texts: what each says, a row each; texts built by hand in the real forms."""

import json
import re

import pytest

from billtrail.bills.models import Action, Bill
from billtrail.bills.stages.milestones import PROVING_CLASSES
from billtrail.legislatures.keys import measure_kind, origin_chamber
from billtrail.legislatures.vocabulary import Chamber
from billtrail.scrapers.california.committees import committee_named
from billtrail.scrapers.california.houses import acting_house, chamber_of
from billtrail.scrapers.california.rules import (
    ALONE,
    NO_STEP,
    RULES,
    classify,
    vote_tail,
)

LOWER, UPPER, EXECUTIVE = Chamber.LOWER, Chamber.UPPER, Chamber.EXECUTIVE


def bill(key="ca-20252026-ab1"):
    return Bill(key, "ca", "20252026", key, measure_kind(key).value, origin_chamber(key), "2025")


def classes(text, key="ca-20252026-ab1"):
    return [str(c) for c in classify(Action("2025-03-01", text), bill(key))]


def test_patterns_are_in_small_letters_as_the_text_they_are_looked_for_in():
    patterns = [NO_STEP, *(rule.pattern for rule in (*ALONE, *RULES))]
    plain = [re.sub(r"\\.", "", pattern.pattern) for pattern in patterns]  # \\S is no capital
    assert [text for text in plain if text != text.lower()] == []


def test_capitals_of_a_text_do_not_matter():
    for text, expected in ROWS:
        assert " ".join(classes(text.upper())) == expected


ROWS = [
    ("Introduced. Read first time. To Com. on RLS. for assignment. To print.",
     "introduction reading-1 referral-committee"),
    ("Read first time. To print.", "introduction reading-1"),
    ("In Senate. Read first time. To Com. on RLS. for assignment.",
     "receipt reading-1 referral-committee"),
    ("From printer. May be heard in committee February 15.", "in-print"),
    ("Referred to Com. on PUB. S.", "referral-committee"),
    ("From committee: Do pass and re-refer to Com. on APPR. (Ayes 8. Noes 0.) (March 23).",
     "committee-passage-favorable committee-passage referral-committee"),
    ("In committee: Set, first hearing. Referred to APPR. suspense file.", "suspense"),
    ("In committee: Held under submission.", "held"),
    ("May 16 hearing: Held in committee and under submission.", "held"),
    ("April 24 set for first hearing. Failed passage in committee.", "committee-failure hearing"),
    ("In committee: Set, first hearing. Failed passage. Reconsideration granted.",
     "committee-failure reconsideration hearing"),
    ("Read second time. Ordered to third reading.", "reading-2 calendar"),
    ("Read third time. Passed. Ordered to the Senate. (Ayes 78. Noes 0. Page 1817.)",
     "passage reading-3"),
    ("Read third time. Urgency clause adopted. Passed and to Assembly. (Ayes 40. Noes 0.)",
     "passage reading-3"),
    ("Read third time. Refused passage. (Ayes 33. Noes 40.)", "failure reading-3"),
    ("Senate amendments concurred in. To Engrossing and Enrolling.", "agreement enrolled"),
    ("From committee: That the Senate amendments be concurred in. (Ayes 8. Noes 0.)",
     "committee-passage-favorable committee-passage"),
    ("In Assembly. Concurrence in Senate amendments pending.", "amendments-pending receipt"),
    ("Assembly refused to concur in Senate amendments. To Conference Committee. (Ayes 1. Noes 75.)",
     "conference"),
    ("Senators Roth and Skinner appointed to Conference Committee.", "conference"),
    ("From Conference Committee: Be adopted.", "conference-report"),
    ("Conference committee report to print.", "conference-report"),
    ("Senate adopted Conference Committee report. (Ayes 29. Noes 11. Page 1561.)",
     "conference-agreement"),
    ("Motion to reconsider made by Senator Jackson.", "reconsideration-moved"),
    ("Enrolled and presented to the Governor at 3 p.m.", "executive-receipt"),
    ("Enrolled and to the Governor at 11:15 a.m.", "executive-receipt"),
    ("From committee: Without further action pursuant to Joint Rule 62(a).", "death"),
    ("From Senate committee without further action.", "death"),
    ("From Assembly committee without further action.", "death"),
    ("From Senate without further action.", "death"),
    ("From Senate Committee on Appropriations without further action.", "death"),
    ("In committee: Set, first hearing. Held without recommendation.", "held hearing"),
    ("From committee: Without recommendation. (Ayes 5. Noes 0.)",
     "committee-passage-unrecommended committee-passage"),
    ("Read third time. Adopted. (Ayes 67. Noes 0. Page 2375.)", "passage reading-3"),
    ("Read third time, adopted, and to Senate. (Ayes 67. Noes 0.)", "passage reading-3"),
    ("Read third time. Adopted. Ordered to the Assembly. (Ayes 29. Noes 7.).",
     "passage reading-3"),
    ("Read second time. Amended and adopted.", "passage reading-2"),
    ("Urgency clause adopted.", ""),
    ("Read third time. Amendments by Senator Roth adopted.", "reading-3"),
    ("From committee: Amend, and be adopted as amended, and re-refer to Com. on APPR. (Ayes 9.)",
     "committee-passage-favorable committee-passage amended referral-committee"),
    ("From committee: Do not be adopted. (Ayes 9. Noes 0.)",
     "committee-passage-unfavorable committee-passage"),
    ("From committee: That the Senate amendments be not concurred in. (Ayes 9. Noes 0.)",
     "committee-passage-unfavorable committee-passage"),
    ("Senate refuses to concur in Assembly amendments.", "conference"),
    ("Senate conferees Roth, Skinner, and Nielsen appointed.", "conference"),
    ("Conference report adopted by Assembly. (Ayes 54. Noes 24.)", "conference-agreement"),
    ("Assembly refused to adopt Conference Committee report. (Ayes 30. Noes 40.)",
     "conference-failure"),
    ("Conference Committee report re-referred to Conference Committee.", "conference-recommittal"),
    ("Placed on inactive file on request of Assembly Member Ma.", "inactive"),
    ("From committee without further action.", "death"),
    ("Approved by the Governor.", "executive-signature"),
    ("Chaptered by Secretary of State - Chapter 193, Statutes of 2021.", "became-law"),
    ("Vetoed by Governor.", "executive-veto"),
    ("Vetoed by the Governor.", "executive-veto"),
    ("In Senate. Consideration of Governor's veto pending.", "veto-pending"),
    ("Consideration of Governor's veto stricken from file.", "veto-sustained"),
    ("Last day to consider Governor's veto pursuant to Joint Rule 58.5.", "veto-sustained"),
    ("Ordered to inactive file at the request of Senator Corbett.", "inactive"),
    ("From inactive file.", "from-inactive"),
    ("Died pursuant to Art. IV, Sec. 10(c) of the Constitution.", "death"),
    ("Died at Desk.", "death"),
    ("Died on third reading file.", "death"),
    ("From committee: Filed with the Chief Clerk pursuant to Joint Rule 56.", "death"),
    ("From committee: Without further action pursuant to Joint Rule 62(a).", "death"),
    ("Returned to Secretary of Senate pursuant to Joint Rule 56.", "death"),
    ("From committee: Be ordered to second reading pursuant to Senate Rule 28.8.",
     "committee-passage calendar"),
    ("Action rescinded whereby bill was read third time, passed, and ordered to Senate.",
     "passage-vacated"),
    ("Action rescinded whereby the bill was referred to Com. on ED.", "referral-vacated"),
    ("Action rescinded whereby the bill was re-referred to Com. on ED. Re-referred to Com. on "
     "HUM. S.", "referral-vacated referral-committee"),
    ("Action rescinded whereby Senate amendments were concurred in.", "agreement-vacated"),
    ("Concurrence in Assembly amendments rescinded.", "agreement-vacated"),
    ("Action rescinded whereby bill was refused passage.", "reconsideration"),
    ("Action rescinded whereby bill was withdrawn from committee.", "discharge-vacated"),
    ("Action rescinded whereby bill was ordered to inactive file.", "from-inactive"),
    ("Action rescinded whereby bill was ordered to engrossing and enrolling.", "recalled"),
    ("Action rescinded whereby bill was read second time.", "procedure"),
    ("Motion to rescind the vote whereby the bill was passed.", "procedure"),
    ("Notice of intention to reconsider given by Senator Jackson.", "reconsideration-moved"),
    ("Withdrawn from engrossing and enrolling.", "recalled"),
    ("Returned by the Governor at the request of the Senate pursuant to SCR 1.", "recalled"),
    ("Returned by the Governor without signature and with objections.", ""),
    ("Consideration of Governor's veto stricken.", "veto-sustained"),
    ("Passed notwithstanding the Governor's veto. (Ayes 27. Noes 3.)", "veto-override-passage"),
    ("Withdrawn from committee.", "discharge"),
    ("Withdrawn from committee. Re-referred to Com. on RLS.", "referral-committee"),
    ("Withdrawn from committee. Ordered to second reading.", "discharge calendar"),
    ("Without reference to committee. Ordered to second reading.", "discharge calendar"),
    ("In Assembly. Held at Desk.", "receipt at-desk"),
    ("Held at desk.", "at-desk"),
    ("Art. IV, Sec. 8(a) of the Constitution and Joint Rule 55 dispensed with.", "print-waived"),
    ("Enrolled and filed with the Secretary of State at 2 p.m.", "adoption"),
    ("Read third time. Passed. Ordered to the Senate. (Ayes 78. Noes 0. Page 1817.)",
     "passage reading-3"),
    ("From inactive file on motion of Senator Allen.", "from-inactive"),
    ("Joint Rule 62(a), file notice suspended. (Page 1609.)", "procedure"),
    ("Withdrawn by author.", "withdrawal"),
    ("Joint Rule 61 suspended.", "procedure"),
    ("March 17 hearing postponed by committee.", "hearing-postponed"),
    ("In committee: Set, first hearing. Hearing canceled at the request of author.",
     "hearing-postponed hearing"),
    ("A text that no rule knows", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_what_a_bill_s_action_says(text, expected):
    assert classes(text) == expected.split()


@pytest.mark.parametrize(
    ("key", "text", "expected"),
    [
        ("ca-20252026-acr5", "Enrolled and filed with the Secretary of State at 2 p.m.",
         "adoption"),
        ("ca-20252026-acr5", "Chaptered by Secretary of State - Res. Chapter 19, Statutes of 2025.",
         "adoption"),
        ("ca-20252026-aca5", "Chaptered by Secretary of State - Res. Chapter 20, Statutes of 2025.",
         "adoption"),
        ("ca-20252026-sr5", "Read. Adopted. (Ayes 35. Noes 0. Page 399.)", "passage"),
        ("ca-20252026-ajr5", "Read. Adopted. (Ayes 77. Noes 0.) Ordered to the Senate.", "passage"),
        ("ca-20252026-hr5", "Introduced. To print.", "introduction"),
    ],
)  # fmt: skip
def test_a_resolution_needs_no_governor(key, text, expected):
    assert classes(text, key) == expected.split()


@pytest.mark.parametrize(
    ("text", "house", "expected"),
    [
        ("Read third time. Passed. Ordered to the Senate. (Ayes 78. Noes 0.)", "Senate", LOWER),
        ("Read third time. Passed. (Ayes 37. Noes 0.) Ordered to the Assembly.", None, UPPER),
        ("Read third time, passed, and to Senate. (Ayes 47. Noes 24.)", None, LOWER),
        ("Adopted and to Assembly. (Ayes 36. Noes 0.)", None, UPPER),
        ("Senate amendments concurred in. To Engrossing and Enrolling.", None, LOWER),
        ("Senate concurs in Assembly amendments. (Ayes 31. Noes 5.) To enrollment.", None, UPPER),
        ("In Senate. Read first time.", "Senate", UPPER),
        ("Approved by the Governor.", None, EXECUTIVE),
        ("Chaptered by Secretary of State. Chapter 1, Statutes of 2025.", None, EXECUTIVE),
        ("From Senate committee without further action.", "Assembly", UPPER),
        ("From Assembly committee without further action.", "Senate", LOWER),
        ("Referred to Com. on INS.", "Assembly", LOWER),
        ("Referred to Com. on INS.", None, None),
        ("Conference report adopted by Senate. (Ayes 21. Noes 9.)", "Assembly", UPPER),
        ("Refused to concur in Senate amendments.", None, LOWER),
        ("Action rescinded whereby Assembly amendments were concurred in.", "Assembly", UPPER),
    ],
)
def test_who_acted(text, house, expected):
    assert chamber_of(text, house) == expected


@pytest.mark.parametrize(
    ("text", "before", "after", "expected"),
    [
        ("Read third time. Adopted. (Ayes 67. Noes 0.)", "Assembly", "Senate", LOWER),
        ("Read third time. Adopted. (Ayes 67. Noes 0.)", "Assembly", "Assembly", LOWER),
        ("Read third time. Adopted. Ordered to the Assembly.", "Assembly", "Assembly", UPPER),
        ("Read and adopted.", "", "Senate", UPPER),
        ("Referred to Com. on INS.", "Assembly", "Senate", UPPER),
    ],
)
def test_a_passage_is_of_the_house_that_had_it(text, before, after, expected):
    house = acting_house(tuple(classify(Action("2025-03-01", text), bill())), before, after)
    assert chamber_of(text, house) == expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Referred to Com. on PUB. S.", "Public Safety"),
        ("Referred to Coms. on PUB. S. and JUD.", "Public Safety"),
        ("From committee: Do pass and re-refer to Com. on APPR. (Ayes 8. Noes 0.)",
         "Appropriations"),
        ("Referred to Com. on L., P.E. & R.", "Labor, Public Employment and Retirement"),
        ("From committee: Do pass and re-refer to Com. on B. & F.R. Re-referred to Com. on "
         "B. & F.R.", "Budget and Fiscal Review"),
        ("Introduced. Read first time. To Com. on RLS. for assignment. To print.", "Rules"),
        ("Referred to Com. on B. & F.I.", "Banking and Financial Institutions"),
        ("Referred to Com. on L. & I.R.", "Labor and Industrial Relations"),
        ("Referred to Com. on T. & H.", "Transportation and Housing"),
        ("Referred to Com. on U. & C.", "Utilities and Commerce"),
        ("Referred to Com. on V.A.", "Veterans Affairs"),
        ("Referred to Com. on something new.", None),
        ("Read third time. Passed.", None),
    ],
)  # fmt: skip
def test_the_committee_a_text_names(text, name):
    assert committee_named(text) == name


def test_the_count_at_the_end_of_a_text():
    assert vote_tail("Read third time. Passed. (Ayes 79. Noes 0. Page 3004.).") == (79, 0)
    assert vote_tail("Referred to Com. on INS.") is None


def test_every_observed_pattern_is_known_and_none_proves_too_much(real):
    """All patterns seen in real histories; a stage-proving class needs a word that says so."""
    words = re.compile(
        r"passed|adopted|concur|enrol|governor|chaptered|died|joint rule 56|further action|veto"
        r"|failed|refused|secretary of state|from committee|withdrawn|rescinded|reconsideration"
        r"|without reference",
        re.IGNORECASE,
    )
    path = real / "california/openstates/action_classification_observed.jsonl"
    rows = [json.loads(line) for line in path.read_text().splitlines()]
    assert len(rows) == 399
    for row in rows:
        text = re.sub(r"\s+", " ", row["example"]).strip()
        found = classify(Action("2025-03-01", text), bill())
        assert found, text
        assert words.search(text) or not set(found) & PROVING_CLASSES, text
