"""What is said of a state's bill on days of its session: where it stands, who has it, what is next.

Days, numbers and lines are true; votes, titles and steps that change nothing are left out.
"""

from dataclasses import replace
from datetime import date

import pytest

from billtrail.bills.next_steps.location import locate
from billtrail.bills.next_steps.state_of_play import Pending, play_of
from billtrail.bills.next_steps.steps import next_step
from billtrail.bills.stages import How, fold_bill, in_committee
from billtrail.importing.prepared import classify_bill
from billtrail.legislatures import ActionClass as A
from billtrail.legislatures import Chamber, Stage
from billtrail.legislatures.calendar import session_for
from billtrail.scrapers.openstates.source import SOURCE
from billtrail.scrapers.states import Line, Told, bill_of

L, U, E = Chamber.LOWER, Chamber.UPPER, Chamber.EXECUTIVE
P, S = Pending, Stage

WA_HB1440 = (
    ("2025-03-05", L, "Third reading, passed; yeas, 64; nays, 33; absent, 0; excused, 1."),
    ("2025-03-07", U, "First reading, referred to Law & Justice."),
    ("2025-04-07", U, "Placed on second reading by Rules Committee."),
    ("2025-04-10", U, "Floor amendment(s) adopted."),
    ("2025-04-10", U, "Third reading, passed; yeas, 29; nays, 20; absent, 0; excused, 0."),
    ("2025-04-18", L, "House refuses to concur in Senate amendments.  Asks Senate to recede from "
     "amendments."),
    ("2025-04-23", U, "Senate receded from amendments."),
    ("2025-04-23", U, "Floor amendment(s) adopted."),
    ("2025-04-23", U, "Third reading, passed; yeas, 28; nays, 20; absent, 0; excused, 0."),
    ("2025-04-24", L, "House concurred in Senate amendments."),
    ("2025-04-24", L, "Passed final passage; yeas, 58; nays, 37; absent, 0; excused, 3."),
)  # fmt: skip
WA_SB5181 = (
    ("2025-01-23", U, "EDU - Majority; 1st substitute bill be substituted, do pass."),
    ("2025-01-24", U, "Passed to Rules Committee for second reading."),
    ("2025-01-29", U, "Placed on second reading by Rules Committee."),
    ("2025-02-05", U, "Third reading, passed; yeas, 30; nays, 19; absent, 0; excused, 0."),
    ("2025-02-07", L, "First reading, referred to Education."),
    ("2025-04-14", L, "Committee amendment(s) adopted as amended."),
    ("2025-04-14", L, "Third reading, passed; yeas, 56; nays, 39; absent, 0; excused, 3."),
    ("2025-04-27", U, "Returned to Senate Rules 3."),
    ("2026-01-12", U, 'Senate Rules "X" file.'),
)
WA_SB5581 = (
    ("2025-02-27", U, "TRAN - Majority; do pass."),
    ("2025-03-12", U, "Third reading, passed; yeas, 29; nays, 19; absent, 0; excused, 1."),
    ("2025-03-14", L, "First reading, referred to Transportation."),
    ("2025-04-27", L, "By resolution, returned to Senate Rules Committee for third reading."),
)
NY_S372 = (
    ("2025-01-08", U, "REFERRED TO LABOR"),
    ("2025-03-03", U, "REPORTED AND COMMITTED TO RULES"),
    ("2025-03-04", U, "ORDERED TO THIRD READING CAL.442"),
    ("2025-03-04", U, "PASSED SENATE"),
    ("2025-03-05", L, "REFERRED TO LABOR"),
    ("2025-06-09", U, "RECALLED FROM ASSEMBLY"),
    ("2025-06-10", U, "VOTE RECONSIDERED - RESTORED TO THIRD READING"),
    ("2025-06-10", U, "AMENDED ON THIRD READING 372A"),
)
NY_S98 = (
    ("2025-06-12", U, "PASSED SENATE"),
    ("2025-06-12", U, "DELIVERED TO ASSEMBLY"),
)
#: Built by its committee, and on its way to others, or straight to the calendar.
FL_SB7010 = (
    ("2025-12-02", U, "Submitted as Committee Bill and Reported Favorably by Governmental "
                      "Oversight and Accountability"),
    ("2025-12-03", U, "Filed"),
    ("2025-12-05", U, "Referred to Appropriations"),
)  # fmt: skip
WA_HCR4405 = (
    ("2025-04-18", L, "First Reading."),
    ("2025-04-18", L, "Rules suspended.  Placed on Third Reading."),
)
NY_A7003 = (
    ("2025-03-18", L, "REFERRED TO CODES"),
    ("2025-05-13", L, "HELD FOR CONSIDERATION IN CODES"),
    ("2025-09-24", L, "AMEND (T) AND RECOMMIT TO CODES"),
)
#: The second line is what New York prints when a second year begins; the rest is true.
NY_S236 = (
    ("2025-05-05", U, "DEFEATED IN CODES"),
    ("2026-01-07", U, "REFERRED TO CODES"),
)
OR_HB4021 = (
    ("2026-02-20", L, "Third reading. Carried by Bowman. Passed."),
    ("2026-02-20", U, "First reading. Referred to President's desk."),
    (
        "2026-03-02",
        U,
        "Recommendation: Do pass with amendments to the A-Eng. bill. (Printed B-Eng.)",
    ),
    ("2026-03-04", U, "Third reading.  Carried by Manning Jr.  Passed."),
    ("2026-03-05", L, "House concurred in Senate amendments and repassed bill."),
)
IL_HB2568 = (
    ("2025-05-31", L, "Passed Both Houses"),
    ("2025-06-09", L, "Sent to the Governor"),
    ("2025-08-08", L, "Governor Amendatory Veto"),
    ("2025-10-29", L, "Both Houses Accepted Amendatory Veto"),
)
IL_HB3374 = (
    ("2025-04-11", L, "Third Reading - Short Debate - Passed 074-039-000"),
    ("2025-04-14", U, "Arrive in Senate"),
    ("2025-04-14", U, "Placed on Calendar Order of First Reading April 29, 2025"),
)
#: A motion to hold the vote again keeps a bill that was passed.
IL_HB1758 = (
    ("2025-04-07", L, "Third Reading - Short Debate - Passed 106-000-000"),
    ("2025-04-07", L, "Motion Filed to Reconsider Vote Rep. Jehan Gordon-Booth"),
)
IL_HB22 = (
    ("2025-04-09", L, "Third Reading - Short Debate - Passed 113-000-000"),
    ("2025-04-09", L, "Motion Filed to Reconsider Vote Rep. Daniel Didech"),
    ("2025-04-11", L, "Motion to Reconsider Vote - Withdrawn Rep. Daniel Didech"),
    ("2025-04-14", U, "Arrive in Senate"),
    ("2025-05-29", U, "Third Reading - Passed; 033-021-001"),
    ("2025-05-31", L, "House Concurs"),
    ("2025-05-31", L, "Motion Filed to Reconsider Vote Rep. Daniel Didech"),
    ("2025-06-10", L, "Motion to Reconsider Vote - Withdrawn Rep. Daniel Didech"),
    ("2025-06-10", L, "Passed Both Houses"),
)
IL_HB3645 = (
    ("2025-04-08", L, "Third Reading - Short Debate - Passed 113-000-000"),
    ("2025-04-09", L, "Motion Filed to Reconsider Vote Rep. Matt Hanson"),
    ("2025-04-10", L, "Motion to Reconsider Vote - Prevails 115-000-000"),
    ("2025-04-10", L, "Placed on Calendar Order of 3rd Reading - Short Debate"),
)

#: The Attorney-General's opinion goes to the Judiciary Committee, and not the measure.
NY_A315 = (
    ("2025-01-08", L, "REFERRED TO WAYS AND MEANS"),
    ("2025-01-08", L, "TO ATTORNEY-GENERAL FOR OPINION"),
    ("2025-01-29", L, "OPINION REFERRED TO JUDICIARY"),
)
NY_K640 = (("2025-05-30", L, "REFERRED TO CALENDAR"),)
IL_SR7 = (
    ("2025-01-17", U, "Filed with Secretary"),
    ("2025-01-17", U, "Referred to Resolutions Consent Calendar"),
)

#: Three committees in turn; each report is followed days later by the line that names the next one.
FL_HB189 = (
    ("2025-10-15", L, "Filed"),
    ("2025-10-21", L, "Referred to Industries & Professional Activities Subcommittee"),
    ("2025-10-21", L, "Referred to Criminal Justice Subcommittee"),
    ("2025-10-21", L, "Referred to Commerce Committee"),
    ("2025-10-21", L, "Now in Industries & Professional Activities Subcommittee"),
    ("2025-11-18", L, "Favorable with CS by Industries & Professional Activities Subcommittee"),
    ("2025-11-25", L, "Reported out of Industries & Professional Activities Subcommittee"),
    ("2025-12-01", L, "Referred to Criminal Justice Subcommittee"),
    ("2025-12-01", L, "Referred to Commerce Committee"),
    ("2025-12-01", L, "Now in Criminal Justice Subcommittee"),
    ("2026-01-14", L, "Favorable with CS by Criminal Justice Subcommittee"),
    ("2026-01-16", L, "Now in Commerce Committee"),
    ("2026-02-10", L, "Favorable with CS by Commerce Committee"),
)
FL_SB962 = (
    ("2025-12-18", U, "Filed"),
    ("2026-01-07", U, "Referred to Community Affairs; Agriculture; Rules"),
    ("2026-01-13", U, "Introduced"),
    ("2026-01-27", U, "Favorable by Community Affairs; YEAS 8 NAYS 0"),
    ("2026-02-03", U, "Favorable by Agriculture; YEAS 4 NAYS 0"),
    ("2026-02-17", U, "Favorable by- Rules; YEAS 24 NAYS 0"),
)
#: Claim bills are referred to a special master too, who is no committee and has no turn.
FL_SB26 = (
    ("2025-12-01", U, "Referred to Special Master on Claim Bills; Judiciary; Appropriations"),
    ("2026-01-20", U, "Favorable by Judiciary; YEAS 11 NAYS 0"),
    ("2026-02-26", U, "Favorable by- Appropriations; YEAS 17 NAYS 0"),
)
WA_HB1108 = (
    ("2025-01-13", L, "First reading, referred to Housing."),
    ("2025-01-23", L, "HOUS - Majority; 1st substitute bill be substituted, do pass."),
    ("2025-01-23", L, "Minority; do not pass."),
    ("2025-03-04", L, "Rules Committee relieved of further consideration.  Placed on second "
                      "reading."),
)  # fmt: skip
TX_HB12 = (
    ("2025-08-18", L, "Referred to State Affairs"),
    ("2025-08-21", L, "Reported favorably w/o amendment(s)"),
)
TX_SB18 = (
    ("2025-08-15", U, "Referred to Finance"),
    ("2025-08-15", U, "Reported favorably w/o amendments"),
)
#: What was sent for signature is printed as enrolled behind that.
VA_HB30 = (
    ("2026-02-26", L, "Passed House (83-Y 14-N 0-A)"),
    ("2026-03-04", U, "Passed Senate with amendments (29-Y 10-N 0-A)"),
    ("2026-06-22", U, "Conference report agreed to by Senate (23-Y 16-N 0-A)"),
    ("2026-06-22", L, "Conference report agreed to by House (71-Y 22-N 0-A)"),
    ("2026-06-22", L, "Enrolled Bill communicated to Governor on June 22, 2026"),
    ("2026-06-22", L, "Enrolled (HB30ER)"),
)

#: Name, lines, day: stage, how, what is pending, who has it, the words of the next step and of who
#: acts. What it was like before is in the changes.
CASES = (
    # To give way and change the text all the same is no agreement.
    ("wa 2025-2026 HB 1440", WA_HB1440, "2025-04-23", S.PASSED_ONE_CHAMBER, How.PASSED_AMENDED,
     P.AMENDMENTS, L, "Vote on the other chamber's changes", "the House"),
    # The papers go back with the refusal.
    ("wa 2025-2026 HB 1440", WA_HB1440, "2025-04-18", S.PASSED_ONE_CHAMBER, How.PASSED_AMENDED,
     P.AMENDMENTS, U, "Vote on the other chamber's changes", "the Senate"),
    ("wa 2025-2026 HB 1440", WA_HB1440, "2025-04-24", S.PASSED_BOTH, How.PASSED_BOTH,
     P.ENROLMENT, L, "Goes to the Governor to sign or veto", "the Governor"),
    # The year's end gave it back to its own house, whose Rules Committee has it.
    ("wa 2025-2026 SB 5181", WA_SB5181, "2025-04-27", S.REPORTED, How.REPORTED_FAVORABLY,
     P.FIRST_CHAMBER, U, "Hearing and vote in committee", "Senate Rules Committee"),
    ("wa 2025-2026 SB 5181", WA_SB5181, "2026-01-12", S.REPORTED, How.REPORTED_FAVORABLY,
     P.FIRST_CHAMBER, U, "Stays in committee unless the committee takes it up again",
     "Senate Rules Committee"),
    ("wa 2025-2026 SB 5581", WA_SB5581, "2025-04-27", S.REPORTED, How.REPORTED_FAVORABLY,
     P.FIRST_CHAMBER, U, "Hearing and vote in committee", "Senate Rules Committee"),
    # The Senate's Rules Committee sends to the floor in one line.
    ("ny 2025-2026 S372", NY_S372, "2025-03-03", S.IN_COMMITTEE, How.REFERRED,
     P.FIRST_CHAMBER, U, "Hearing and vote in committee", "Senate Rules Committee"),
    ("ny 2025-2026 S372", NY_S372, "2025-06-09", S.PASSED_ONE_CHAMBER, How.PASSED,
     P.RETURNED, U, "Sent back: it stays there until it is sent again", "the Senate"),
    ("ny 2025-2026 S372", NY_S372, "2025-06-10", S.REPORTED, How.REPORTED,
     P.FIRST_CHAMBER, U, "Vote by the full chamber", "the Senate"),
    # The Senate enters that it delivered it; the Assembly's desk has it.
    ("ny 2025-2026 S98", NY_S98, "2025-06-12", S.PASSED_ONE_CHAMBER, How.PASSED,
     P.SECOND_CHAMBER, L, "Referral to a committee", "the Assembly"),
    ("fl 2026 SB 7010", FL_SB7010, "2025-12-03", S.REPORTED, How.ORIGINAL_MEASURE,
     P.FIRST_CHAMBER, U, "Hearing and vote in committee", "the Senate"),
    ("fl 2026 SB 7010", FL_SB7010, "2025-12-05", S.REPORTED, How.ORIGINAL_MEASURE,
     P.FIRST_CHAMBER, U, "Hearing and vote in committee", "Senate Appropriations Committee"),
    ("wa 2025-2026 HCR 4405", WA_HCR4405, "2025-04-18", S.INTRODUCED, How.INTRODUCED,
     P.FIRST_CHAMBER, L, "Vote by the full chamber", "the House"),
    # What a committee held, or voted down, is alive once it is sent there again.
    ("ny 2025-2026 A7003", NY_A7003, "2025-05-13", S.IN_COMMITTEE, How.REFERRED,
     P.FIRST_CHAMBER, L, "Stays in committee unless the committee takes it up again",
     "Assembly Codes Committee"),
    ("ny 2025-2026 A7003", NY_A7003, "2025-09-24", S.IN_COMMITTEE, How.REFERRED,
     P.FIRST_CHAMBER, L, "Hearing and vote in committee", "Assembly Codes Committee"),
    ("ny 2025-2026 S236", NY_S236, "2025-05-05", S.FAILED, How.FAILED_IN_COMMITTEE,
     P.LAID_ASIDE, U, "Dead unless it is voted on again", "the Senate"),
    ("ny 2025-2026 S236", NY_S236, "2026-01-07", S.IN_COMMITTEE, How.REFERRED,
     P.FIRST_CHAMBER, U, "Hearing and vote in committee", "Senate Codes Committee"),
    ("or 2026R1 HB 4021", OR_HB4021, "2026-03-04", S.PASSED_ONE_CHAMBER, How.PASSED_AMENDED,
     P.AMENDMENTS, L, "Vote on the other chamber's changes", "the House"),
    # Both houses took what the veto asked for: nothing is left to override.
    ("il 104th HB2568", IL_HB2568, "2025-08-08", S.VETOED, How.VETOED,
     P.OVERRIDE, L, "Both chambers may still override the veto", "the House"),
    ("il 104th HB2568", IL_HB2568, "2025-10-29", S.PASSED_BOTH, How.PASSED_BOTH,
     P.ENROLMENT, L, "Goes to the Governor to sign or veto", "the Governor"),
    ("ny 2025-2026 A315", NY_A315, "2025-01-29", S.IN_COMMITTEE, How.REFERRED,
     P.FIRST_CHAMBER, L, "Hearing and vote in committee", "Assembly Ways and Means Committee"),
    # A calendar is no committee.
    ("ny 2025-2026 K640", NY_K640, "2025-05-30", S.INTRODUCED, How.ON_CALENDAR,
     P.FIRST_CHAMBER, L, "Vote by the full chamber", "the Assembly"),
    ("il 104th SR7", IL_SR7, "2025-01-17", S.INTRODUCED, How.ON_CALENDAR,
     P.FIRST_CHAMBER, U, "Vote by the full chamber", "the Senate"),
    # A first reading waits for its day, and a committee after it.
    ("il 104th HB3374", IL_HB3374, "2025-04-14", S.PASSED_ONE_CHAMBER, How.PASSED,
     P.SECOND_CHAMBER, U, "Referral to a committee", "the Senate"),
    # Passed, and not sent on while a motion waits; then as if there had been none.
    ("il 104th HB1758", IL_HB1758, "2026-01-03", S.PASSED_ONE_CHAMBER, How.PASSED,
     P.RECONSIDERATION, L, "Vote on a motion to reconsider", "the House"),
    ("il 104th HB22", IL_HB22, "2025-04-10", S.PASSED_ONE_CHAMBER, How.PASSED,
     P.RECONSIDERATION, L, "Vote on a motion to reconsider", "the House"),
    ("il 104th HB22", IL_HB22, "2025-04-11", S.PASSED_ONE_CHAMBER, How.PASSED,
     P.SECOND_CHAMBER, U, "Referral to a committee", "the Senate"),
    ("il 104th HB22", IL_HB22, "2025-05-31", S.PASSED_BOTH, How.PASSED_BOTH,
     P.RECONSIDERATION, L, "Vote on a motion to reconsider", "the House"),
    ("il 104th HB22", IL_HB22, "2025-06-10", S.PASSED_BOTH, How.PASSED_BOTH,
     P.ENROLMENT, L, "Goes to the Governor to sign or veto", "the Governor"),
    ("il 104th HB3645", IL_HB3645, "2025-04-10", S.INTRODUCED, How.ON_CALENDAR,
     P.FIRST_CHAMBER, L, "Vote by the full chamber", "the House"),
    # One committee of several approved it: the next one has it, named or not.
    ("fl 2026 HB 189", FL_HB189, "2025-11-18", S.REPORTED, How.REPORTED_FAVORABLY,
     P.FIRST_CHAMBER, L, "Hearing and vote in committee", "the House"),
    ("fl 2026 HB 189", FL_HB189, "2025-12-01", S.REPORTED, How.REPORTED_FAVORABLY,
     P.FIRST_CHAMBER, L, "Hearing and vote in committee", "House Criminal Justice Subcommittee"),
    ("fl 2026 HB 189", FL_HB189, "2026-01-14", S.REPORTED, How.REPORTED_FAVORABLY,
     P.FIRST_CHAMBER, L, "Hearing and vote in committee", "the House"),
    ("fl 2026 HB 189", FL_HB189, "2026-02-10", S.REPORTED, How.REPORTED_FAVORABLY,
     P.FIRST_CHAMBER, L, "Vote by the full chamber", "the House"),
    # Introduced when the Senate meets, in the committee that it was sent to before.
    ("fl 2026 SB 962", FL_SB962, "2026-01-13", S.IN_COMMITTEE, How.REFERRED,
     P.FIRST_CHAMBER, U, "Hearing and vote in committee", "Senate Community Affairs Committee"),
    ("fl 2026 SB 962", FL_SB962, "2026-02-03", S.REPORTED, How.REPORTED_FAVORABLY,
     P.FIRST_CHAMBER, U, "Hearing and vote in committee", "the Senate"),
    ("fl 2026 SB 962", FL_SB962, "2026-02-17", S.REPORTED, How.REPORTED_FAVORABLY,
     P.FIRST_CHAMBER, U, "Vote by the full chamber", "the Senate"),
    ("fl 2026 SB 26", FL_SB26, "2026-02-26", S.REPORTED, How.REPORTED_FAVORABLY,
     P.FIRST_CHAMBER, U, "Vote by the full chamber", "the Senate"),
    ("va 2026S1 HB30", VA_HB30, "2026-06-22", S.TO_EXECUTIVE, How.PRESENTED, P.EXECUTIVE, E,
     "The Governor signs, vetoes or lets it become law", "the Governor"),
    # Rules, or Calendars, has what a committee reports.
    ("wa 2025-2026 HB 1108", WA_HB1108, "2025-01-23", S.REPORTED, How.REPORTED_FAVORABLY,
     P.FIRST_CHAMBER, L, "Hearing and vote in committee", "the House"),
    ("wa 2025-2026 HB 1108", WA_HB1108, "2025-03-04", S.REPORTED, How.REPORTED_FAVORABLY,
     P.FIRST_CHAMBER, L, "Vote by the full chamber", "the House"),
    ("tx 892 HB 12", TX_HB12, "2025-08-21", S.REPORTED, How.REPORTED_FAVORABLY,
     P.FIRST_CHAMBER, L, "Hearing and vote in committee", "the House"),
    ("tx 892 SB 18", TX_SB18, "2025-08-15", S.REPORTED, How.REPORTED_FAVORABLY,
     P.FIRST_CHAMBER, U, "Vote by the full chamber", "the Senate"),
)  # fmt: skip


def read(name, lines):
    """A bill as it is stored, with its classes."""
    place, session, number = name.split(" ", 2)
    told = tuple(Line(day, text, chamber) for day, chamber, text in lines)
    bill = Told(place, session, number, "", "2026-08-22T00:00:00Z", lines=told)
    return classify_bill(SOURCE, bill_of(bill))


@pytest.mark.parametrize(
    "name, lines, on, stage, how, pending, papers, what, who", CASES,
    ids=[f"{case[0]} {case[2]}" for case in CASES],
)  # fmt: skip
def test_what_is_said_on_a_day(name, lines, on, stage, how, pending, papers, what, who) -> None:
    bill, day = read(name, lines), date.fromisoformat(on)
    then = replace(bill, actions=tuple(a for a in bill.actions or () if a.date <= on))
    progress = fold_bill(then, day, session_for(bill.key), on)
    play = play_of(then, progress)
    location = locate(then, progress)
    step = next_step(then, progress, day, location, None, play)
    assert (progress.stage, progress.how) == (stage, how)
    assert (play.pending, play.papers) == (pending, papers)
    assert (step.what, step.who) == (what, who)
    assert location is None or {location.chamber, papers} <= {None, E, papers}


@pytest.mark.parametrize(
    ("place", "line", "changes"),
    [
        ("il", "House Floor Amendment No. 2 Adopted", True),
        ("il", "House Committee Amendment No. 1 Adopted in Judiciary - Civil Committee;  by Voice "
         "Vote", True),
        ("il", "House Floor Amendment No. 3 Recommends Be Adopted Rules Committee;  003-002-000",
         False),
        ("il", "Senate Committee Amendment No. 1 Motion to Concur Recommends Be Adopted Rules "
         "Committee;  003-002-000", False),
        ("tx", "Amended", True),
        ("tx", "Amendment adopted as amended", True),
        ("tx", "Amendment(s) offered", False),
        ("tx", "Amendment(s) considered in committee", False),
        ("tx", "Amendment amended", False),
        ("tx", "Amendment tabled", False),
        ("tx", "Amendment withdrawn", False),
        ("tx", "Amendment fails of adoption", False),
        ("tx", "Amendment to amendment fails of adoption", False),
    ],
)  # fmt: skip
def test_an_amendment_that_is_not_agreed_to_changes_no_text(place, line, changes) -> None:
    bill = read({"il": "il 104th HB1", "tx": "tx 892 HB 1"}[place], [("2025-09-01", L, line)])
    (action,) = bill.actions
    assert (A.AMENDED in action.classification) is changes


VA_HB45 = (
    ("2024-02-13", L, "Read third time and passed House (59-Y 39-N)"),
    ("2024-03-06", U, "Passed Senate with substitute with amendments (21-Y 18-N)"),
    ("2024-03-07", L, "Senate substitute agreed to by House 24108323D-S1 (57-Y 42-N)"),
    ("2024-03-07", L, "Senate amendment #1 rejected by House (0-Y 99-N)"),
    ("2024-03-07", U, "Senate requested conference committee"),
    ("2024-03-07", L, "House acceded to request"),
)
VA_HB12 = (
    ("2024-01-10", L, "Referred to Committee for Courts of Justice"),
    ("2024-01-26", L, "Incorporated by Courts of Justice (HB34-Jones)"),
)


def test_a_substitute_without_its_amendments_is_no_agreement() -> None:
    bill = read("va 2024 HB 45", VA_HB45)
    progress = fold_bill(bill, date(2024, 3, 7), session_for(bill.key), "2024-03-07")
    assert (progress.stage, progress.how) == (S.PASSED_ONE_CHAMBER, How.PASSED_AMENDED)
    assert play_of(bill, progress).pending == P.CONFERENCE


VA_SB212 = (
    ("2024-02-01", U, "Read third time and passed Senate (25-Y 15-N)"),
    ("2024-02-23", L, "Passed House with substitute (57-Y 38-N)"),
    ("2024-03-01", L, "Conference report agreed to by House (49-Y 43-N)"),
    ("2024-03-01", U, "Conference report agreed to by Senate (31-Y 9-N)"),
    ("2024-03-04", L, "Reconsideration of conference report agreed to by House"),
    ("2024-03-04", L, "Conference report agreed to by House (51-Y 45-N)"),
)
VA_HB1775 = (
    ("2023-02-02", L, "Read third time and passed House BLOCK VOTE (100-Y 0-N)"),
    ("2023-02-17", U, "Passed Senate with substitute (39-Y 0-N)"),
    ("2023-02-21", L, "Senate substitute agreed to by House 23106570D-S1 (70-Y 28-N)"),
    ("2023-02-21", L, "Reconsideration of Senate substitute agreed to by House"),
    ("2023-02-21", L, "Senate substitute rejected by House 23106570D-S1 (0-Y 97-N)"),
)


@pytest.mark.parametrize(
    ("name", "lines", "stage"),
    [("va 2024 SB 212", VA_SB212, S.PASSED_BOTH),
     ("va 2023 HB 1775", VA_HB1775, S.PASSED_ONE_CHAMBER)],
)  # fmt: skip
def test_an_agreement_that_is_voted_on_again_stands_where_it_is_given_again(
    name, lines, stage
) -> None:
    bill = read(name, lines)
    last = lines[-1][0]
    on = date.fromisoformat(last)
    assert fold_bill(bill, on, session_for(bill.key), last).stage == stage


def test_nobody_is_asked_to_act_on_what_another_bill_carries_on() -> None:
    """Built: the lines that Virginia prints."""
    bill = read("va 2024 HB 12", VA_HB12)
    progress = fold_bill(bill, date(2024, 1, 27), session_for(bill.key), "2024-01-27")
    assert (progress.stage, progress.how) == (S.FAILED, How.INCORPORATED)
    assert next_step(bill, progress, date(2024, 1, 27)) is None


def test_what_a_chamber_passed_was_approved_by_its_committee_before() -> None:
    """Illinois' SB 1989: back from the House with changes, it spent the summer in committee."""
    lines = (
        ("2025-02-06", U, "Filed with Secretary by Sen. David Koehler"),
        ("2025-02-06", U, "Referred to Assignments"),
        ("2025-03-06", U, "Do Pass Local Government;  010-000-000"),
        ("2025-04-09", U, "Third Reading - Passed; 056-000-000"),
        ("2025-05-31", L, "House Floor Amendment No. 4 Adopted"),
        ("2025-05-31", L, "Third Reading - Short Debate - Passed 116-000-000"),
        ("2025-07-02", U, "Pursuant to Senate Rule 3-9(b) / Referred to Assignments"),
        ("2025-10-30", U, "Senate Concurs"),
    )
    bill = read("il 104th SB1989", lines)
    progress = fold_bill(bill, date(2025, 11, 1), session_for(bill.key), "2025-11-01")
    assert in_committee(bill, progress) == (How.REPORTED_FAVORABLY, "2025-03-06")


def test_what_was_changed_in_a_year_that_is_over_is_not_changed_in_the_next() -> None:
    """Built: the lines that Washington prints, of a bill that both houses pass again."""
    lines = (
        *WA_SB5181[:-1],
        ("2026-01-20", U, "Third reading, passed; yeas, 30; nays, 19; absent, 0; excused, 0."),
        ("2026-02-20", L, "Third reading, passed; yeas, 56; nays, 39; absent, 0; excused, 3."),
    )
    bill = read("wa 2025-2026 SB 5181", lines)
    assert A.AGREEMENT in bill.actions[-1].classification
    progress = fold_bill(bill, date(2026, 2, 21), session_for(bill.key), "2026-02-21")
    assert (progress.stage, progress.date) == (S.PASSED_BOTH, "2026-02-20")
