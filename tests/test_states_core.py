"""States without rules of their own: what the core says of histories as these states print them.

Built: the forms of the lines and Open States' classes are true, numbers and days are of use alone.
"""

from datetime import date

import pytest

from billtrail.bills.stages import How, fold_bill
from billtrail.errors import ParseError
from billtrail.importing.prepared import classify_bill
from billtrail.legislatures import ActionClass as A
from billtrail.legislatures import Chamber, MeasureKind, Stage
from billtrail.legislatures.calendar import session_for
from billtrail.scrapers.openstates.source import SOURCE
from billtrail.scrapers.states import Line, Told, bill_key, bill_of
from billtrail.scrapers.states.rules.reading import classes_of

L, U, E, J = Chamber.LOWER, Chamber.UPPER, Chamber.EXECUTIVE, Chamber.LEGISLATURE
S = Stage

#: State, session, number: lines with the classes they come with; where that leaves it, how, since
#: when, with which law.
BILLS = {
    "oh 135 HB68": (
        [("2023-12-13", L, "Concurred in Senate amendments", "passage"),
         ("2023-12-29", E, "Vetoed by the Governor", ""),
         ("2024-01-10", L, "Veto overridden", ""), ("2024-01-24", U, "Veto overridden", ""),
         ("2024-04-23", E, "Effective 4/23/24", "became-law")],
        S.ENACTED, How.VETO_OVERRIDDEN, "2024-01-24", None),
    "oh 135 HB69": (
        [("2023-12-29", E, "Vetoed by the Governor", ""), ("2024-01-10", L, "Veto overridden", "")],
        S.VETOED, How.VETOED, "2023-12-29", None),
    "oh 136 HB96": (
        [("2025-06-25", L, "Conference report agreed to", ""),
         ("2025-06-25", U, "Conference report agreed to", ""),
         ("2025-06-30", E, "Signed by the Governor with line item vetoes", "")],
        S.ENACTED, How.LAW_IN_PART, "2025-06-30", None),
    "ga 2023_24 HB909": (
        [("2024-02-12", L, "House Passed/Adopted By Substitute", "passage"),
         ("2024-03-26", U, "Senate Passed/Adopted", "passage"),
         ("2024-04-03", L, "House Sent to Governor", "executive-receipt"),
         ("2024-05-02", L, "House Date Signed by Governor", "executive-signature"),
         ("2024-05-02", J, "Act 514", ""), ("2024-07-01", J, "Effective Date", "")],
        S.ENACTED, How.BECAME_LAW, "2024-05-02", "Act 514"),
    "ga 2023_24 HB441": (
        [("2024-03-28", U, "Senate Passed/Adopted By Substitute", "passage"),
         ("2024-03-28", L, "House Agreed Senate Amend or Sub", ""),
         ("2024-05-07", E, "Veto V9", "executive-veto")],
        S.VETOED, How.VETOED, "2024-05-07", None),
    "ga 2023_24 SB57": (
        [("2023-03-02", U, "Senate Third Read Lost", "reading-3 failure")],
        S.FAILED, How.FAILED, "2023-03-02", None),
    "mi 2023-2024 HB4006": (
        [("2023-03-08", L, "passed Roll Call # 30 Yeas 58 Nays 50 Not Voting 2", "passage"),
         ("2023-03-15", U, "PASSED ROLL CALL # 50 YEAS 20 NAYS 18 NOT VOTING 0", "passage"),
         ("2023-03-24", L, "presented to the Governor 03/24/2023 10:04 AM", "executive-receipt"),
         ("2023-04-05", L, "approved by the Governor 04/05/2023", "executive-signature"),
         ("2023-04-12", L, "assigned PA 11'23", "became-law")],
        S.ENACTED, How.SIGNED, "2023-04-05", "PA 11'23"),
    "md 2024 SB19": (
        [("2024-02-20", U, "Third Reading Passed (46-0)", "passage"),
         ("2024-04-08", L, "Third Reading Passed with Amendments (137-0)", "passage"),
         ("2024-04-08", U, "Senate Concurs House Amendments", ""),
         ("2024-04-08", U, "Passed Enrolled", "")],
        S.PASSED_BOTH, How.PASSED_BOTH, "2024-04-08", None),
    "md 2024 SB1": (
        [("2024-05-09", E, "Approved by the Governor - Chapter 537", "executive-signature")],
        S.ENACTED, How.SIGNED, "2024-05-09", "Chapter 537"),
    "md 2021 HB1": (
        [("2021-02-08", L, "Veto Overridden (97-40)", "veto-override-passage"),
         ("2021-02-12", E, "Gubernatorial Veto Overridden - Chapter 36", "veto-override-passage")],
        S.ENACTED, How.BECAME_LAW, "2021-02-12", "Chapter 36"),
    "nj 221 A4250": (
        [("2024-06-28", L, "Passed by the Assembly (77-0-0)", ""),
         ("2024-10-28", U, "Substituted for S3309 (1R)", ""),
         ("2024-10-28", U, "Passed Senate (Passed Both Houses) (38-0)", ""),
         ("2025-01-13", L, "Approved P.L.2024, c.101.", "")],
        S.ENACTED, How.BECAME_LAW, "2025-01-13", "P.L.2024, c.101"),
    "nj 221 S3309": (
        [("2024-10-28", L, "Substituted by A4250 (1R)", "")],
        S.REPLACED, How.REPLACED, "2024-10-28", None),
    "nj 220 A10": (
        [("2022-06-29", U, "Passed Senate (Passed Both Houses) (35-3)", ""),
         ("2022-08-08", L, "Conditional Veto, Received in the Assembly", "")],
        S.TO_EXECUTIVE, How.PRESENTED, "2022-08-08", None),
    "co 2024A HB24-1010": (
        [("2024-03-05", L, "House Third Reading Passed - No Amendments", "reading-3 passage"),
         ("2024-04-11", U, "Senate Third Reading Passed - No Amendments", "reading-3 passage")],
        S.PASSED_BOTH, How.PASSED_BOTH, "2024-04-11", None),
    "co 2024A HB24-1090": (
        [("2024-03-13", L, "House Committee on Judiciary Postpone Indefinitely", "")],
        S.FAILED, How.SET_ASIDE, "2024-03-13", None),
    "nv 82 AB183": (
        [("2023-05-30", E, "Enrolled and delivered to Governor.", "executive-receipt enrolled"),
         ("2023-06-05", E, "Approved by the Governor.", "executive-signature"),
         ("2023-06-06", E, "Chapter 245.", "")],
        S.ENACTED, How.SIGNED, "2023-06-05", "Chapter 245"),
    "nv 82 AB100": (
        [("2023-04-15", L, "(Pursuant to Joint Standing Rule No. 14.3.1, no further action "
                           "allowed.)", "")],
        S.DIED, How.FILED_DEAD, "2023-04-15", None),
    "nv 82 AB250": (
        [("2023-06-05", E, "Vetoed by the Governor. Returned to Assembly.", "executive-veto"),
         ("2023-06-05", L, "Bill read. Veto sustained.", "veto-override-failure")],
        S.VETOED, How.VETOED, "2023-06-05", None),
    "hi 2024 Regular Session HB1891": (
        [("2024-05-01", U, "Passed Final Reading, as amended (CD 1). 25 Aye(s)", "passage"),
         ("2024-05-01", L, "Passed Final Reading as amended in CD 1 with none", "passage"),
         ("2024-06-04", E, "Act 045, 06/04/2024 (Gov. Msg. No. 1145).", "became-law")],
        S.ENACTED, How.BECAME_LAW, "2024-06-04", "Act 045"),
    "hi 2024 Regular Session SB2575": (
        [("2024-05-08", E, "Enrolled to Governor.", "executive-receipt"),
         ("2024-06-26", E, "Notice of intent to veto (Gov. Msg. No. 1280)", "")],
        S.TO_EXECUTIVE, How.PRESENTED, "2024-05-08", None),
    "hi 2024 Regular Session HB9": (
        [("2023-01-23", L, "Referred to JHA, FIN, referral sheet 1", "referral-committee"),
         ("2023-12-11", J, "Carried over to 2024 Regular Session.", "carried-over")],
        S.IN_COMMITTEE, How.REFERRED, "2023-01-23", None),
    "ne 107 LB147": (
        [("2021-05-20", J, "Passed on Final Reading 36-2-11", "passage"),
         ("2021-05-25", E, "Returned by Governor without approval", ""),
         ("2021-05-26", E, "Passed notwithstanding the objections of the Governor", "passage")],
        S.ENACTED, How.BECAME_LAW, "2021-05-26", None),
    "ak 33 HB66": (
        [("2024-05-15", U, "PASSED Y20 N-", "passage"),
         ("2024-05-16", L, "CONCUR AM OF (S) Y37 N3", ""),
         ("2024-07-01", L, "9:00 AM 7/1/24 Transmitted to Governor", "executive-receipt"),
         ("2024-07-12", L, "Signed into law 7/11", "executive-signature"),
         ("2024-07-12", L, "CHAPTER 11 SLA 24", "")],
        S.ENACTED, How.BECAME_LAW, "2024-07-12", "CHAPTER 11 SLA 24"),
    "ak 33 SB140": (
        [("2024-03-14", U, "VETOED BY GOVERNOR 3/14", "executive-veto"),
         ("2024-03-18", U, "VETO OVERRIDE FAILED Y39 N20", "failure")],
        S.VETOED, How.VETOED, "2024-03-14", None),
    # The District's acts are law when Congress has let them be.
    "dc 25 B25-0001": (
        [("2023-11-20", E, "Transmitted to Mayor, Response Due on Dec 05, 2023", ""),
         ("2023-12-05", J, "Signed with Act Number A25-0320", "executive-signature")],
        S.TO_EXECUTIVE, How.NEWEST_UNREAD, "2023-12-05", None),
    "dc 25 B25-0002": (
        [("2024-03-10", J, "Law L25-0130, Effective from Mar 10, 2024", "")],
        S.ENACTED, How.BECAME_LAW, "2024-03-10", "Law L25-0130"),
    "ia 2023-2024 HF2673": (
        [("2024-05-09", E, "Item vetoed, signed by Governor.", "executive-veto-line-item")],
        S.ENACTED, How.LAW_IN_PART, "2024-05-09", None),
    "ks 2023-2024 SB180": (
        [("2023-04-26", U, "Motion to override veto prevailed; Yea: 28 Nay: 12", ""),
         ("2023-04-27", L, "Motion to override veto prevailed; Yea: 84 Nay: 40", "")],
        S.ENACTED, How.VETO_OVERRIDDEN, "2023-04-27", None),
    "ma 192nd H4002": (
        [("2021-07-09", U, "Enacted and laid before the Governor", "passage"),
         ("2021-07-16", E, "Signed (in part) by the Governor, Chapter 24 of the Acts of 2021", ""),
         ("2021-07-16", E, "Governor returned to the House with vetoes and amendments to certain "
                           "sections", "executive-veto"),
         ("2021-07-28", L, "Item 1595-6370 passed over veto - 158 YEAS to 1 NAYS", ""),
         ("2021-07-29", U, "Item 1595-6370 passed over veto (Yeas 40 to Nays 0)", "")],
        S.ENACTED, How.LAW_IN_PART, "2021-07-16", "Chapter 24 of the Acts of 2021"),
    "mn 2023-2024 HF5242": (
        [("2024-05-19", L, "House adopted conference committee report", ""),
         ("2024-05-19", U, "House adopted HCC report and repassed bill", "")],
        S.INTRODUCED, How.INTRODUCED, "2024-05-19", None),
    # A resolution that is numbered as a bill, and signed.
    "mn 2023-2024 HF197": (
        [("2023-03-09", L, "Bill was passed", "passage"),
         ("2023-05-19", U, "Third reading Passed", "passage"),
         ("2023-05-26", U, "Governor's action Approval", "executive-signature"),
         ("2023-05-26", U, "Secretary of State Resolution 1", "")],
        S.ADOPTED, How.ADOPTED, "2023-05-26", None),
    "mn 2023-2024 SF41": (
        [("2024-03-13", U, "Withdrawn and returned to author", "")],
        S.WITHDRAWN, How.WITHDRAWN, "2024-03-13", None),
    "mt 2023 SB99": (
        [("2023-04-19", L, "(H) 3rd Reading Concurred", "passage"),
         ("2023-04-28", U, "(S) Signed by Governor", "executive-signature")],
        S.ENACTED, How.SIGNED, "2023-04-28", None),
    "nc 2023 HB10": (
        [("2024-09-20", L, "Vetoed 09/20/2024", "executive-veto"),
         ("2024-11-20", U, "Ch. SL 2024-55", "became-law")],
        S.ENACTED, How.BECAME_LAW, "2024-11-20", "Ch. SL 2024-55"),
    "nd 68 HB1001": (
        [("2023-02-20", L, "Second reading, passed, yeas 90 nays 2", "")],
        S.PASSED_ONE_CHAMBER, How.PASSED, "2023-02-20", None),
    "sc 2023-2024 H3021": (
        [("2023-03-01", L, "Read third time and sent to Senate", "passage reading-3"),
         ("2024-04-02", J, "Signed By Governor", "executive-signature"),
         ("2024-04-10", J, "Act No. 118", "")],
        S.ENACTED, How.SIGNED, "2024-04-02", "Act No. 118"),
    "wi 2023 AB1": (
        [("2024-04-15", U, "Failed to concur in pursuant to Senate Joint Resolution 1", "failure")],
        S.DIED, How.FILED_DEAD, "2024-04-15", None),
    "wi 2023 AB100": (
        [("2023-06-22", E, "Report approved by the Governor on 6-21-2023. 2023 Wisconsin Act 10",
          "executive-signature")],
        S.ENACTED, How.SIGNED, "2023-06-22", "2023 Wisconsin Act 10"),
}  # fmt: skip


def told(place, session, number, lines, **more):
    rows = tuple(Line(day, text, who, tuple(names.split())) for day, who, text, names in lines)
    as_of = f"{max(row.day for row in rows)}T20:00:00Z"
    return Told(place, session, number, "T", as_of, lines=rows, **more)


def shown(bill):
    bill = classify_bill(SOURCE, bill)
    day = bill.data_as_of[:10]
    return bill, fold_bill(bill, date.fromisoformat(day), session_for(bill.key), day)


@pytest.mark.parametrize("name", BILLS)
def test_where_a_bill_of_a_state_without_rules_stands(name) -> None:
    lines, stage, how, day, law = BILLS[name]
    place, rest = name.split(" ", 1)
    bill, progress = shown(bill_of(told(place, *rest.rsplit(" ", 1), lines)))
    assert (progress.stage, progress.how, progress.date, bill.law) == (stage, how, day, law)


def test_a_line_that_says_more_than_is_believed_of_it_is_open() -> None:
    """Open States calls it an end: it is no harmless reading."""
    line = ("2024-03-01", U, "Senate Third Readers - not agreed", "reading-3 failure")
    bill, progress = shown(bill_of(told("ga", "2023_24", "SB 1", [line])))
    assert bill.actions[0].classification == () and progress.how == How.NEWEST_UNREAD


@pytest.mark.parametrize(
    ("text", "named", "class_"),
    [
        ("Bill Withdrawn", "withdrawal", A.WITHDRAWAL),
        ("H:Died in Committee", "failure", A.DEATH),
        ("On 3/4 vetoed", "executive-veto", A.EXECUTIVE_VETO),
        ("Chapter letter, signed by Governor", "executive-signature", A.EXECUTIVE_SIGNATURE),
    ],
)
def test_an_end_is_read_where_words_and_class_agree(text, named, class_) -> None:
    (action,) = shown(bill_of(told("az", "57th-2nd-regular", "HB 2001",
                                   [("2026-03-04", L, text, named)])))[0].actions  # fmt: skip
    assert action.classification == (class_,)


def test_neither_words_nor_class_alone_make_an_end() -> None:
    for text, named in (
        ("Withdrawn from Rules", "withdrawal"), ("Senate Veto Message", ""), ("Withdrawn", ""),
        ("Line items vetoed", "executive-veto"), ("Read", "executive-signature"),
        ("Adopted by reference", "became-law"), ("Signed with Act Number A25-1", "became-law"),
    ):  # fmt: skip
        bill, _ = shown(bill_of(told("az", "57th-2nd-regular", "HB 2001",
                                     [("2026-03-04", L, text, named)])))  # fmt: skip
        ends = {A.WITHDRAWAL, A.EXECUTIVE_VETO, A.EXECUTIVE_SIGNATURE, A.BECAME_LAW}
        assert not ends & {*bill.actions[0].classification}, text


@pytest.mark.parametrize(
    "text",
    [
        "Item 7004-0102 passed over veto", "Companion became Pub. Ch. 12", "Second Reading Passed",
        "Senate Third Reading Laid Over Daily", "Passed Second Reading", "Passed by for the day",
        "Passed by House for the day", "House passed over", "Amendment 4 failed, not passed",
        "Read third time. Amendment failed. Returned to calendar.", "Passed to be engrossed",
        "Enacted", "Emergency clause enacted", "Hunt FA12 withdrawn", "Hunt MO45 failed",
        "Withdrawn from committee", "Signed with Act Number A25-0123",
        "Withdrawn and re-referred to Tax",
        "Motion to override veto filed", "Notice of intent to veto",
        "Passed House Committee on Judiciary", "Senate sustained the ruling of the chair",
        "Read third time and passed over for the day", "Introduced and passed First Reading",
        "House passed temporarily", "Senate passed over until Monday", "House overrode the chair",
        "Governor returned the bill without his signature",
    ],
)  # fmt: skip
def test_what_could_be_taken_for_an_act_is_none(text) -> None:
    acts = {A.PASSAGE, A.BECAME_LAW, A.EXECUTIVE_SIGNATURE, A.EXECUTIVE_VETO, A.WITHDRAWAL, A.DEATH,
            A.VETO_OVERRIDE_PASSAGE, A.VETO_PENDING, A.FAILURE}  # fmt: skip
    assert not acts & {*classes_of("mn", text)}


def test_what_a_publisher_calls_a_measure_tells_what_its_number_does_not() -> None:
    """Of South Carolina bills and resolutions have one kind of number."""
    line = [("2023-02-01", L, "Introduced and adopted", "introduction passage")]
    kinds = {"resolution": MeasureKind.SIMPLE, "concurrent resolution": MeasureKind.CONCURRENT,
             "bill": MeasureKind.BILL, None: MeasureKind.BILL}  # fmt: skip
    for kind, ours in kinds.items():
        assert bill_of(told("sc", "2023-2024", "H 3900", line, kind=kind)).kind == ours
    assert bill_of(told("oh", "135", "HB 1", line, kind="resolution")).kind == MeasureKind.BILL


def test_a_bill_of_another_session_is_not_taken_for_one_of_this() -> None:
    """Nevada's carried over ones are told by the session behind the number."""
    assert bill_key("nv", "83", "AB1") == "nv-83-ab1"
    for number in ("AB1-2017", "AB1-82"):
        with pytest.raises(ParseError):
            bill_key("nv", "83", number)
    assert bill_key("co", "2026A", "HB26-1001") == "co-2026a-hb1001"


@pytest.mark.parametrize(
    ("place", "session", "number", "key"),
    [
        ("mn", "2023-2024", "SC 9", "mn-20232024-sc9"), ("me", "132", "SP 12", "me-132-sp12"),
        ("vt", "2025-2026", "JRS 3", "vt-20252026-jrs3"),
        ("ia", "2025-2026", "HSB 5", "ia-20252026-hsb5"),
        ("ma", "194th", "HD 4000", "ma-194th-hd4000"),
    ],
)  # fmt: skip
def test_measures_that_open_states_has_of_a_state_can_be_read(place, session, number, key) -> None:
    assert bill_key(place, session, number) == key
