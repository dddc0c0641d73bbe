"""Who has the papers and what is pending: lines of the record, and what must be said of them.

Built by hand with true texts and days (congress.gov, leginfo.legislature.ca.gov), left out what
moves nothing. Each line is (day, system, code, text); the Senate's have no code.
"""

import json
from dataclasses import replace
from datetime import date
from html import escape

import pytest
import sitting
from california import measure
from california import upto as upto_california
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from billtrail.bills.models import Action, Bill, BillCommittee
from billtrail.bills.next_steps.location import LocationKind, locate
from billtrail.bills.next_steps.state_of_play import CALIFORNIA, CONGRESS, Pending, play_of
from billtrail.bills.next_steps.steps import next_step
from billtrail.bills.stages.fold import fold_bill
from billtrail.briefs.language.language import NO_BREAK
from billtrail.cli import main
from billtrail.legislatures.calendar import sessions
from billtrail.legislatures.keys import display, measure_kind, origin_chamber
from billtrail.legislatures.vocabulary import ActionClass as A
from billtrail.legislatures.vocabulary import Chamber
from billtrail.scrapers.us_govinfo.actions import chamber_of
from billtrail.scrapers.us_govinfo.source import SOURCE

#: What it tells of sits, whatever day the tests live on.
sits, prepared = sitting.sits, sitting.prepared

L, U, E, BOTH = Chamber.LOWER, Chamber.UPPER, Chamber.EXECUTIVE, Chamber.LEGISLATURE


def federal(
    key: str, *lines: tuple[str, ...], committees: tuple[tuple[str, str], ...] = ()
) -> Bill:
    """A measure of Congress; ``lines`` are (day, system and code, text[, committee])."""
    origin = origin_chamber(key)
    bill = Bill(key, "us", key.split("-")[1], display(key), measure_kind(key), origin, "2100-01-01",
                introduced_date=lines[0][0])  # fmt: skip
    actions = tuple(_action(origin, *line) for line in lines)
    bill = replace(bill, actions=actions, committees=tuple(
        BillCommittee(code, name, L if code[0] == "h" else U) for code, name in committees
    ))  # fmt: skip
    classified = [a._replace(classification=SOURCE.classify(a, bill)) for a in actions]
    return replace(bill, actions=tuple(classified))


def _action(
    origin: Chamber, day: str, where: str, text: str, committee: str | None = None
) -> Action:
    system, _, code = where.partition(" ")
    acted = chamber_of(system, code or None, origin)
    return Action(day, text, (), acted, system=system, code=code or None, committee=committee)


def stand(bill: Bill, on: str):
    """The stage, the state of play and the next step on a day."""
    day, then = date.fromisoformat(on), upto_california(bill, on)
    progress = fold_bill(then, day, sessions.session_for(bill.key), on)
    play = play_of(then, progress)
    return progress, play, next_step(then, progress, day, None, None, play)


PASSED_S = ("0", "Passed Senate with an amendment by Unanimous Consent.")
PASSED_H = ("2 H37100", "On passage Passed by the Yeas and Nays: 218 - 213 (Roll no. 69).")
AT_DESK_H = ("2 H15000", "Held at the desk.")

#: S. 1383 of the 119th: amended by the House under another short title.
PASS_BACK = federal(
    "us-119-s1383",
    ("2025-04-09", "9 10000", "Introduced in Senate"),
    ("2025-04-09", "0", "Read twice and referred to the Committee on Veterans' Affairs.", "ssva00"),
    ("2025-07-30", "0", "Committee on Veterans' Affairs. Ordered to be reported with an amendment "
     "in the nature of a substitute favorably.", "ssva00"),
    ("2025-12-02", "0", "Committee on Veterans' Affairs. Reported by Senator Moran with an "
     "amendment in the nature of a substitute. Without written report.", "ssva00"),
    ("2025-12-18", *PASSED_S),
    ("2025-12-19", "0", "Message on Senate action sent to the House."),
    ("2025-12-19", *AT_DESK_H),
    ("2026-02-11", *PASSED_H),
    ("2026-02-12", "0", "Message on House action received in Senate and at desk: House amendment "
     "to Senate bill."),
    committees=(("ssva00", "Veterans' Affairs Committee"),),
)  # fmt: skip

#: S.J. Res. 3 of the 119th: a revenue measure that the House may not take from the Senate.
BLUE_SLIP = federal(
    "us-119-sjres3",
    ("2025-01-21", "9 10000", "Introduced in Senate"),
    ("2025-03-04", "0", "Passed Senate without amendment by Yea-Nay Vote. 70 - 27."),
    ("2025-03-10", *AT_DESK_H),
    ("2025-03-11", "2 H1B000", "Papers returned to Senate pursuant to H. Res. 212"),
    ("2025-03-12", "0", "Message received in Senate: Returned to the Senate pursuant to the "
     "provisions of H.Res. 212."),
)  # fmt: skip

#: H.R. 1834 of the 119th: the House asked for its papers, had them again, and sent them again.
ASKED_BACK = federal(
    "us-119-hr1834",
    ("2025-03-04", "9 1000", "Introduced in House"),
    ("2026-01-08", *PASSED_H),
    ("2026-01-12", "0", "Received in the Senate."),
    ("2026-01-13", "2 H1B000", "House requested return of papers pursuant to H. Res. 991"),
    ("2026-01-15", "0", "Senate returned papers to House by Unanimous Consent."),
    ("2026-01-16", "2 H1B000", "Senate returned papers to the House."),
    ("2026-01-26", "0", "Received in the Senate."),
    ("2026-02-10", "0", "Read the second time. Placed on Senate Legislative Calendar under General "
     "Orders. Calendar No. 319."),
)  # fmt: skip

#: H.R. 7147 of the 119th: amendments between the houses, and one taken back.
RECEDED = federal(
    "us-119-hr7147",
    ("2026-01-20", "9 1000", "Introduced in House"),
    ("2026-01-22", *PASSED_H),
    ("2026-03-27", "0", "Passed Senate with an amendment by Voice Vote."),
    ("2026-03-27", "2 H1B000", "House agreed to Senate amendment with amendment pursuant to H. "
     "Res. 1142"),
    ("2026-04-02", "0", "Message on House action received in Senate and at desk: House amendment "
     "to Senate amendment."),
    ("2026-04-02", "0", "Motion to table the House message to accompany H.R. 7147 agreed to by "
     "Voice Vote."),
)  # fmt: skip

#: S. 1790 of the 116th, the defense authorization: a conference and its report.
CONFERENCE = federal(
    "us-116-s1790",
    ("2019-06-11", "9 10000", "Introduced in Senate"),
    ("2019-06-27", *PASSED_S),
    ("2019-09-17", *PASSED_H),
    ("2019-09-17", "2 H41610", "On motion that the House insist upon its amendment, and request a "
     "conference Agreed to without objection."),
    ("2019-09-18", "0", "Message on House action received in Senate and at desk: House amendment "
     "to Senate bill and House requests a conference."),
    ("2019-09-19", "0", "Senate disagrees to the amendment of the House to the Senate bill, agrees "
     "to request for conference, and authorizes the Presiding Officer to appoint conferees."),
    ("2019-12-09", "9 20900", "Conference report filed: Conference report H. Rept. 116-333 filed."),
    ("2019-12-11", "2 H42510", "On agreeing to the conference report Agreed to by the Yeas and "
     "Nays: 377 - 48 (Roll no. 672)."),
    ("2019-12-17", "0", "Senate agreed to conference report by Yea-Nay Vote. 86 - 8."),
    ("2019-12-19", "2 E20000", "Presented to President."),
)  # fmt: skip

#: H.R. 3010 of the 109th, a year's appropriations: the House rejected the report of the conference
#: and agreed to that of a further one.
REJECTED = federal(
    "us-109-hr3010",
    ("2005-06-21", "9 1000", "Introduced in House"),
    ("2005-06-24", *PASSED_H),
    ("2005-10-27", "0", "Passed Senate with an amendment by Yea-Nay Vote. 94 - 3."),
    ("2005-10-27", "0", "Senate insists on its amendment, asks for a conference, appoints "
     "conferees."),
    ("2005-11-02", "2 H41610", "On motion that the House disagree to the Senate amendment, and "
     "agree to a conference Agreed to without objection."),
    ("2005-11-16", "9 20900", "Conference report filed: Conference report H. Rept. 109-300 filed."),
    ("2005-11-17", "2 H42510", "On agreeing to the conference report Failed by the Yeas and Nays: "
     "209 - 224 (Roll no. 598)."),
    ("2005-11-18", "2 H41610", "On motion that the House insist upon its disagreement to the "
     "Senate amendment, and request a further conference Agreed to without objection."),
    ("2005-12-13", "9 20900", "Conference report filed: Conference report H. Rept. 109-337 filed."),
    ("2005-12-14", "2 H42510", "On agreeing to the conference report Agreed to by the Yeas and "
     "Nays: 215 - 213 (Roll no. 628)."),
    ("2005-12-21", "0", "Senate agreed to conference report by Unanimous Consent."),
)  # fmt: skip


def then(bill: Bill, *lines: tuple[str, ...], until: str) -> Bill:
    """The measure up to a day, and other lines after it."""
    before = tuple(a for a in bill.actions or () if a.date <= until)
    return replace(bill, actions=before + (federal(bill.key, *lines).actions or ()))


#: S. 1790 with what the Senate did not do: it rejects what the House has agreed to.
REJECTED_SECOND = then(
    CONFERENCE,
    ("2019-12-17", "0", "Senate rejected conference report by Yea-Nay Vote. 45 - 52."),
    ("2019-12-17", "9 24000", "Conference report disagreed to in Senate: Senate rejected "
     "conference report by Yea-Nay Vote. 45 - 52."),
    ("2019-12-18", "0", "Motion by Senator Inhofe to reconsider the vote by which the conference "
     "report was rejected agreed to in Senate by Voice Vote."),
    ("2019-12-18", "0", "Senate agreed to conference report by Yea-Nay Vote. 51 - 46."),
    until="2019-12-11",
)  # fmt: skip
#: With a second report, on which the Senate votes first.
ANEW = then(
    REJECTED_SECOND,
    ("2019-12-19", "9 20900", "Conference report filed: Conference report H. Rept. 116-400 filed."),
    ("2019-12-20", "0", "Senate agreed to conference report by Yea-Nay Vote. 86 - 8."),
    ("2019-12-21", "2 H42510", "On agreeing to the conference report Agreed to by voice vote."),
    until="2019-12-17",
)  # fmt: skip
#: The Senate takes no vote, and sends it back to the conferees, none of whom the record names.
SENT_BACK = then(
    PASS_BACK,
    ("2026-03-01", "2 H36210", "On motion to recommit the conference report Agreed to by recorded "
     "vote: 220 - 200 (Roll no. 9)."),
    until="2026-02-11",
)  # fmt: skip

#: S. 94 of the 116th: its passage was vitiated, and it put off for good.
PUT_OFF = federal(
    "us-116-s94",
    ("2019-01-10", "9 10000", "Introduced in Senate"),
    ("2019-04-10", "0", "Passed Senate without amendment by Voice Vote."),
    ("2019-04-30", "0", "Senate vitiated previous passage. (CR S2502)"),
    ("2019-04-30", "0", "Indefinitely postponed by Senate by Unanimous Consent."),
)  # fmt: skip
#: S. 114 of the 115th failed in the House; H.R. 5371 of the 119th in the Senate, which voted again.
FAILED_IN_HOUSE = federal(
    "us-115-s114",
    ("2017-01-12", "9 10000", "Introduced in Senate"),
    ("2017-05-25", "0", "Passed Senate with an amendment by Unanimous Consent."),
    ("2017-07-24", "2 H37300", "On motion to suspend the rules and pass the bill, as amended "
     "Failed by the Yeas and Nays: (2/3 required): 219 - 186 (Roll no. 408)."),
)  # fmt: skip
FAILED_THERE = federal(
    "us-119-hr5371",
    ("2025-09-16", "9 1000", "Introduced in House"),
    ("2025-09-19", *PASSED_H),
    ("2025-09-19", "0", "Received in the Senate. Read the first time. Placed on Senate Legislative "
     "Calendar under Read the First Time."),
    ("2025-09-19", "0", "Under the order of 9/18/2025, not having achieved 60 votes in the "
     "affirmative, failed of passage in Senate by Yea-Nay Vote. 44 - 48."),
    ("2025-09-19", "0", "Motion to reconsider by Senator Thune, under the order of 9/19/2025 not "
     "having voted on the prevailing side, the vote by which H.R. 5371 failed of passage entered "
     "in Senate."),
    ("2025-09-30", "0", "Motion by Senator Thune to reconsider the vote by which H.R. 5371 failed "
     "of passage agreed to in Senate by Voice Vote."),
)  # fmt: skip

#: H.R. 131 of the 119th: vetoed; the House voted first on it.
VETO = federal(
    "us-119-hr131",
    ("2025-01-03", "9 1000", "Introduced in House"),
    ("2025-07-21", "2 H37300", "On motion to suspend the rules and pass the bill Agreed to by "
     "voice vote."),
    ("2025-12-16", "0", "Passed Senate without amendment by Voice Vote."),
    ("2025-12-18", "2 E20000", "Presented to President."),
    ("2025-12-29", "9 31000", "Vetoed by President."),
)  # fmt: skip

#: H.R. 4889 of the 119th: signatures are collected; H.R. 1917 of the 117th: a committee there.
PETITION = federal(
    "us-119-hr4889",
    ("2025-08-05", "9 1000", "Introduced in House"),
    ("2025-08-05", "2 H11100", "Referred to the House Committee on the Judiciary.", "hsju00"),
    ("2026-05-12", "2 H17000", "Motion to Discharge Committee filed by Mr. Kiley."),
    committees=(("hsju00", "Judiciary Committee"),),
)  # fmt: skip
TO_DISCHARGE = federal(
    "us-119-hres581",
    ("2025-07-15", "2 H11100", "Referred to the House Committee on Rules.", "hsru00"),
    ("2025-09-02", "2 H17000", "Motion to Discharge Committee filed by Mr. Massie."),
    ("2025-11-12", "2 H12450", "Motion to discharge the Committee on Rules filed by Mr. Massie. "
     "Assigned to the Discharge Calendar, Calendar No. 2."),
    committees=(("hsru00", "Rules Committee"),),
)  # fmt: skip
#: H.R. 435 of the 119th: one of three committees has let it go.
_TO_THREE = ("Referred to the Committee on Oversight and Government Reform, and in addition to the "
             "Committees on Natural Resources, and Agriculture")  # fmt: skip
THREE = federal(
    "us-119-hr435",
    *(("2025-01-15", "2 H11100", _TO_THREE, committee) for committee in
      ("hsgo00", "hsii00", "hsag00")),
    ("2025-07-15", "1", "Ordered to be Reported by Unanimous Consent.", "hsii00"),
    ("2026-01-08", "2 H12200", "Reported by the Committee on Natural Resources. H. Rept. 119-432, "
     "Part I.", "hsii00"),
    committees=(("hsag00", "Agriculture Committee"), ("hsii00", "Natural Resources Committee"),
                ("hsgo00", "Oversight and Government Reform Committee")),
)  # fmt: skip
SECOND = federal(
    "us-117-hr1917",
    ("2021-03-16", "9 1000", "Introduced in House"),
    ("2021-11-04", *PASSED_H),
    ("2021-11-15", "0", "Received in the Senate and Read twice and referred to the Committee on "
     "Homeland Security and Governmental Affairs.", "ssga00"),
    ("2022-12-14", "0", "Senate Committee on Homeland Security and Governmental Affairs discharged "
     "by Unanimous Consent.", "ssga00"),
    ("2022-12-15", *PASSED_S),
    committees=(("hspw00", "Transportation and Infrastructure Committee"),
                ("ssga00", "Homeland Security and Governmental Affairs Committee")),
)  # fmt: skip

#: AB 74 of 2019-20, the budget: its conference.
AB_74 = measure("ca-20192020-ab74", [
    ("2018-12-03", "A", "Read first time. To print."),
    ("2019-04-11", "S", "Read third time. Passed. Ordered to the Senate. (Ayes 54. Noes 13. Page "
     "1163.)"),
    ("2019-04-24", "S", "Referred to Com. on B. & F.R."),
    ("2019-05-09", "S", "From committee chair, with author's amendments: Amend, and re-refer to "
     "committee. Read second time, amended, and re-referred to Com. on B. & F.R."),
    ("2019-05-20", "A", "Read third time. Passed. Ordered to the Assembly. (Ayes 28. Noes 10. Page "
     "1166.)."),
    ("2019-05-20", "A", "In Assembly. Concurrence in Senate amendments pending. May be considered "
     "on or after May 22 pursuant to Assembly Rule 77."),
    ("2019-05-22", "A", "Assembly refused to concur in Senate amendments. To Conference Committee. "
     "(Ayes 1. Noes 75. Page 1775.)"),
    ("2019-05-24", "A", "Senators Mitchell (Chair), Nielsen, Moorlach, Roth, and Skinner appointed "
     "to Conference Committee."),
    ("2019-06-10", "A", "From Conference Committee: Be adopted."),
    ("2019-06-13", "A", "Assembly adopts Conference Committee report. (Ayes 60. Noes 17.)."),
])  # fmt: skip
#: With what the Senate did not do: it refuses the report, and a second conference is named.
AB_74_REJECTED = replace(AB_74, actions=(AB_74.actions or ()) + (measure("ca-20192020-ab74", [
    ("2019-06-14", "A", "Senate refused to adopt Conference Committee report. (Ayes 11. Noes 29.)"),
    ("2019-06-17", "A", "Senators Mitchell (Chair), Nielsen, and Roth appointed to Second "
     "Conference Committee."),
    ("2019-06-20", "A", "Senate adopted Conference Committee report. (Ayes 29. Noes 11.)"),
], "2018-12-03").actions or ()))  # fmt: skip
#: SCR 13 of 2019-20: adopted, reconsidered and adopted again on one day.
SCR_13 = measure("ca-20192020-scr13", [
    ("2019-02-14", "S", "Introduced. Referred to Com. on RLS."),
    ("2019-03-07", "A", "Read. Adopted. (Ayes 36. Noes 0. Page 306.) Ordered to the Assembly."),
    ("2019-03-07", "S", "Motion to reconsider made by Senator Jackson."),
    ("2019-03-07", "S", "Reconsideration granted. (Ayes 37. Noes 0. Page 307.)"),
    ("2019-03-07", "A", "Read. Adopted. (Ayes 37. Noes 0. Page 307.) Ordered to the Assembly."),
    ("2019-03-07", "A", "In Assembly. Held at Desk."),
])  # fmt: skip
#: The same before it was adopted again.
SCR_13_OPEN = replace(SCR_13, actions=SCR_13.actions[:4])

#: SB 1381 of 2023-24: taken back from enrolment, and its passage with it.
SB_1381 = measure("ca-20232024-sb1381", [
    ("2024-04-15", "A", "Read third time. Passed. (Ayes 38. Noes 0. Page 3604.) Ordered to the "
     "Assembly."),
    ("2024-06-05", "A", "Read second time. Ordered to consent calendar."),
    ("2024-06-10", "S", "Read third time. Passed. (Ayes 63. Noes 0. Page 5793.) Ordered to the "
     "Senate."),
    ("2024-06-10", "S", "In Senate. Ordered to engrossing and enrolling."),
    ("2024-06-13", "A", "Withdrawn from engrossing and enrolling."),
    ("2024-06-13", "A", "In Assembly. Held at Desk."),
    ("2024-06-20", "A", "Action rescinded whereby bill was read third time, passed, and ordered to "
     "Senate."),
    ("2024-06-20", "A", "Ordered to third reading."),
    ("2024-07-01", "A", "Read third time and amended. (Ayes 36. Noes 16. Page 6114.)"),
    ("2024-08-31", "S", "Read third time. Passed. (Ayes 73. Noes 1. Page 7112.) Ordered to the "
     "Senate."),
])  # fmt: skip
#: AB 2905 of 2023-24: no line between tells whether the Senate changed it.
AB_2905 = measure("ca-20232024-ab2905", [
    ("2024-05-21", "S", "Read third time. Passed. Ordered to the Senate. (Ayes 71. Noes 0. Page "
     "5446.)"),
    ("2024-07-02", "S", "Read second time. Ordered to third reading."),
    ("2024-08-19", "A", "Read third time. Passed. Ordered to the Assembly. (Ayes 40. Noes 0. Page "
     "5204.)."),
    ("2024-08-20", "A", "In Assembly. Ordered to Engrossing and Enrolling."),
])  # fmt: skip

P = Pending
HOUSE, SENATE, PRESIDENT = "the House", "the Senate", "the President"
VETERANS = "Senate Veterans' Affairs Committee"
JUDICIARY = "House Judiciary Committee"


@pytest.mark.parametrize(
    ("bill", "on", "pending", "papers", "text", "row", "who"),
    [
        (PASS_BACK, "2025-07-29", P.FIRST_CHAMBER, U, None, "committee", VETERANS),
        (PASS_BACK, "2025-07-30", P.FIRST_CHAMBER, U, None, "report", VETERANS),
        (PASS_BACK, "2025-12-17", P.FIRST_CHAMBER, U, None, "floor", SENATE),
        (PASS_BACK, "2026-02-10", P.SECOND_CHAMBER, L, U, "second", HOUSE),
        (PASS_BACK, "2026-02-11", P.AMENDMENTS, U, L, "amendments", SENATE),
        (PASS_BACK, "2026-11-29", P.AMENDMENTS, U, L, "amendments", SENATE),
        (BLUE_SLIP, "2025-03-10", P.SECOND_CHAMBER, L, U, "second", HOUSE),
        (BLUE_SLIP, "2025-03-12", P.RETURNED, U, U, "returned", SENATE),
        (ASKED_BACK, "2026-01-14", P.SECOND_CHAMBER, U, L, "second", SENATE),
        (ASKED_BACK, "2026-01-17", P.RETURNED, L, L, "returned", HOUSE),
        (ASKED_BACK, "2026-01-26", P.SECOND_CHAMBER, U, L, "second", SENATE),
        (ASKED_BACK, "2026-02-10", P.SECOND_CHAMBER, U, L, "floor", SENATE),
        (RECEDED, "2026-03-27", P.AMENDMENTS, U, L, "amendments", SENATE),
        (RECEDED, "2026-04-02", P.AMENDMENTS, L, U, "amendments", HOUSE),
        (CONFERENCE, "2019-09-18", P.CONFERENCE_CALL, U, L, "conference-call", SENATE),
        (CONFERENCE, "2019-09-19", P.CONFERENCE, BOTH, L, "conference", "the conference committee"),
        (CONFERENCE, "2019-12-09", P.CONFERENCE_REPORT, BOTH, L, "conference-report",
         "both chambers"),
        (CONFERENCE, "2019-12-11", P.CONFERENCE_REPORT, U, L, "conference-report", SENATE),
        (CONFERENCE, "2019-12-17", P.ENROLMENT, U, L, "enrolment", PRESIDENT),
        (CONFERENCE, "2019-12-19", P.EXECUTIVE, E, L, "executive", PRESIDENT),
        (CONFERENCE, "2020-01-20", P.EXECUTIVE, E, L, "overdue", PRESIDENT),
        (REJECTED, "2005-11-17", P.FURTHER_CONFERENCE, L, U, "further-conference", HOUSE),
        (REJECTED, "2005-11-18", P.CONFERENCE_CALL, U, U, "conference-call", SENATE),
        (REJECTED, "2005-12-13", P.CONFERENCE_REPORT, BOTH, U, "conference-report",
         "both chambers"),
        (REJECTED, "2005-12-14", P.CONFERENCE_REPORT, U, U, "conference-report", SENATE),
        (REJECTED, "2005-12-21", P.ENROLMENT, L, U, "enrolment", PRESIDENT),
        (REJECTED_SECOND, "2019-12-17", P.FURTHER_CONFERENCE, U, L, "further-conference", SENATE),
        (REJECTED_SECOND, "2019-12-18", P.ENROLMENT, U, L, "enrolment", PRESIDENT),
        (ANEW, "2019-12-19", P.CONFERENCE_REPORT, BOTH, L, "conference-report", "both chambers"),
        (ANEW, "2019-12-20", P.CONFERENCE_REPORT, L, L, "conference-report", HOUSE),
        (ANEW, "2019-12-21", P.ENROLMENT, U, L, "enrolment", PRESIDENT),
        (SENT_BACK, "2026-03-01", P.CONFERENCE, BOTH, L, "conference", "the conference committee"),
        (PUT_OFF, "2019-04-10", P.SECOND_CHAMBER, L, U, "second", HOUSE),
        (PUT_OFF, "2019-04-30", P.LAID_ASIDE, U, None, "laid-aside", SENATE),
        (FAILED_IN_HOUSE, "2017-07-24", P.LAID_ASIDE, L, U, "laid-aside", HOUSE),
        (FAILED_THERE, "2025-09-19", P.RECONSIDERATION, U, L, "reconsideration", SENATE),
        (FAILED_THERE, "2025-09-30", P.SECOND_CHAMBER, U, L, "floor", SENATE),
        (VETO, "2025-12-30", P.OVERRIDE, L, L, "override", HOUSE),
        (PETITION, "2026-05-11", P.FIRST_CHAMBER, L, None, "committee", JUDICIARY),
        (PETITION, "2026-05-12", P.FIRST_CHAMBER, L, None, "petition", JUDICIARY),
        (TO_DISCHARGE, "2025-11-12", P.FIRST_CHAMBER, L, None, "discharge", HOUSE),
        (THREE, "2025-01-15", P.FIRST_CHAMBER, L, None, "committee",
         "House Agriculture Committee and 2 other committees"),
        (THREE, "2026-01-08", P.FIRST_CHAMBER, L, None, "committee",
         "House Agriculture and Oversight and Government Reform Committees"),
        (SECOND, "2021-11-15", P.SECOND_CHAMBER, U, L, "committee",
         "Senate Homeland Security and Governmental Affairs Committee"),
        (SECOND, "2022-12-14", P.SECOND_CHAMBER, U, L, "floor", SENATE),
        (SECOND, "2022-12-15", P.AMENDMENTS, L, U, "amendments", HOUSE),
        (AB_74, "2019-04-25", P.SECOND_CHAMBER, U, L, "committee", SENATE),
        (AB_74, "2019-05-20", P.AMENDMENTS, L, U, "amendments", "the Assembly"),
        (AB_74, "2019-05-24", P.CONFERENCE, BOTH, U, "conference", "the conference committee"),
        (AB_74, "2019-06-10", P.CONFERENCE_REPORT, BOTH, U, "conference-report", "both chambers"),
        (AB_74, "2019-06-13", P.CONFERENCE_REPORT, U, U, "conference-report", SENATE),
        (AB_74_REJECTED, "2019-06-14", P.FURTHER_CONFERENCE, BOTH, U, "further-conference",
         "both chambers"),
        (AB_74_REJECTED, "2019-06-17", P.CONFERENCE, BOTH, U, "conference",
         "the conference committee"),
        (AB_74_REJECTED, "2019-06-20", P.CONFERENCE_REPORT, L, U, "conference-report",
         "the Assembly"),
        (AB_2905, "2024-08-19", P.ENROLMENT, L, L, "back", "the Assembly"),
        (AB_2905, "2024-08-20", P.ENROLMENT, L, L, "enrolment", "the Governor"),
        (SB_1381, "2024-06-10", P.ENROLMENT, U, U, "enrolment", "the Governor"),
        (SB_1381, "2024-06-13", P.RETURNED, L, U, "returned", "the Assembly"),
        (SB_1381, "2024-06-20", P.SECOND_CHAMBER, L, U, "floor", "the Assembly"),
        (SB_1381, "2024-08-31", P.AMENDMENTS, U, L, "amendments", SENATE),
        (SCR_13, "2019-03-07", P.SECOND_CHAMBER, L, U, "second", "the Assembly"),
        (SCR_13_OPEN, "2019-03-07", P.FIRST_CHAMBER, U, None, "committee", SENATE),
    ],
    ids=lambda value: value.key if isinstance(value, Bill) else None,
)  # fmt: skip
def test_who_acts_next_follows_what_happened_last(bill, on, pending, papers, text, row, who):
    _, play, step = stand(bill, on)
    assert (play.pending, play.papers, play.text) == (pending, papers, text)
    assert (step.row, step.who, step.chamber) == (row, who, papers)
    assert play.since is None or play.since <= on


@pytest.mark.parametrize(
    ("on", "kind", "chamber"),
    [("2019-05-24", LocationKind.CONFERENCE, BOTH), ("2019-06-13", LocationKind.FLOOR, U),
     ("2019-06-14", LocationKind.ENROLLMENT, L)],
)  # fmt: skip
def test_where_a_measure_in_conference_lies(on, kind, chamber):
    second = ("2019-06-14", "A", "Senate adopted Conference Committee report. (Ayes 29. Noes 11.)")
    adopted = measure("ca-20192020-ab74", [second], "2018-12-03").actions
    then = upto_california(replace(AB_74, actions=AB_74.actions + adopted), on)
    progress = fold_bill(then, date.fromisoformat(on), sessions.session_for(AB_74.key), on)
    found = locate(then, progress)
    assert (found.kind, found.chamber) == (kind, chamber)


def test_lines_of_another_measure_make_no_conference():
    """H.R. 2810 of the 116th lists a conference of 2017 that was held on another H.R. 2810."""
    strayed = federal("us-116-hr2810", ("2017-10-25", "9 20800", "Conference committee actions: "
        "Conference held."), ("2017-10-25", "0", "Conference held."),
        ("2019-05-16", "9 1000", "Introduced in House"))  # fmt: skip
    assert stand(strayed, "2019-05-16")[1].pending == P.FIRST_CHAMBER


def test_a_number_kept_free_waits_for_nothing():
    reserved = replace(federal("us-119-hr2", ("2025-01-03", "9 1000", "Introduced in House")),
                       reserved=True)  # fmt: skip
    assert stand(reserved, "2025-02-01")[1:] == (None, None)


def test_nothing_is_pending_of_what_has_ended():
    signed = replace(CONFERENCE, actions=(*CONFERENCE.actions, Action(
        "2019-12-20", "Signed by President.", (A.EXECUTIVE_SIGNATURE,), E)))  # fmt: skip
    assert stand(signed, "2019-12-20")[1:] == (None, None)


SHOWN = """<billStatus><version>3.0.0</version><bill><number>1383</number><type>S</type>
<congress>119</congress><updateDate>2026-02-13T12:00:00Z</updateDate>
<introducedDate>2025-04-09</introducedDate><originChamber>Senate</originChamber>
<title>Veterans Accessibility Advisory Committee Act of 2025</title><actions>{}</actions>
</bill></billStatus>"""


def test_it_is_said_by_show_and_by_briefs_of_any_day(fresh, tmp_path):
    """S. 1383 of the 119th, from a file built by hand in the publisher's form."""
    items = "".join(
        f"<item><actionDate>{a.date}</actionDate><text>{escape(a.description)}</text>"
        f"<type>Floor</type>{f'<actionCode>{a.code}</actionCode>' if a.code else ''}"
        f"<sourceSystem><code>{a.system}</code></sourceSystem></item>"
        for a in PASS_BACK.actions
    )
    path, page = tmp_path / "BILLSTATUS-119s1383.xml", tmp_path / "brief.md"
    path.write_text(SHOWN.format(items), encoding="utf-8")

    def run(*words):
        result = CliRunner().invoke(main, ["--workspace", str(fresh.root), *map(str, words)])
        assert result.exit_code == 0, result.output
        return result.output

    def brief(language, *before):
        run(*before, "brief", "us-119-s1383", "--format", "md", "--language", language, "-o", page)
        return " ".join(page.read_text(encoding="utf-8").replace(NO_BREAK, " ").split())

    run("import", path)
    value = json.loads(run("--as-of", "2026-11-26", "show", "us-119-s1383", "--json"))
    assert [value[name] for name in ("pending", "pending_since", "papers", "text_of")] == [
        "amendment between the houses", "2026-02-11", "upper", "lower",
    ]  # fmt: skip
    assert value["who_acts"] == value["next_step"]["who"] == SENATE
    then = json.loads(run("--as-of", "2026-01-15", "show", "us-119-s1383", "--json"))
    assert (then["pending"], then["who_acts"]) == ("second chamber", HOUSE)
    for language in ("en", "plain"):
        assert "now Passed House, February 11, 2026" in brief(language, "--as-of", "2026-01-15")
        assert "vote on the other chamber's changes (the Senate)" in brief(language)
    assert "votación sobre los cambios de la otra cámara (el Senado)" in brief("es")


def test_every_row_does_something():
    for table in (CONGRESS, CALIFORNIA):
        assert len(set(table)) == len(table)
        assert {row.papers for row in table} == {"acting", "other", "origin", "both", "executive"}


_OTHERS = (A.INTRODUCTION, A.REFERRAL_COMMITTEE, A.RECEIPT, A.COMMITTEE_PASSAGE, A.PASSAGE_VACATED)
_ACTS = sorted({row.action for row in CONGRESS}.union(_OTHERS))
_ANY_ACTION = st.builds(
    Action,
    date=st.sampled_from(["2025-03-01", "2025-03-02", "2025-03"]),
    description=st.sampled_from(["a", "b"]),
    classification=st.lists(st.sampled_from(_ACTS), min_size=1, max_size=2).map(tuple),
    chamber=st.sampled_from([None, L, U]),
    system=st.sampled_from([None, "2", "9"]),
    **dict.fromkeys(("time", "code", "kind", "committee", "calendar"), st.none()),
    official=st.just(True),
)


@given(
    st.lists(_ANY_ACTION, max_size=8),
    st.sampled_from(["us-119-hr1", "us-119-s1", "us-119-sjres1", "us-119-hconres1"]),
    st.randoms(use_true_random=False),
)
def test_the_order_within_a_day_never_matters_to_congress(actions, key, chance):
    plain = replace(federal(key, ("2025-01-09", "9 1000", "Introduced in House")), actions=())
    mixed = chance.sample(actions, len(actions))
    one, other = (stand(replace(plain, actions=tuple(a)), "2025-04-02") for a in (actions, mixed))
    assert (one[1], one[2]) == (other[1], other[2])
    if one[1]:
        assert one[1].papers in (L, U, E, BOTH)


@given(st.lists(_ANY_ACTION, max_size=8), st.sampled_from(["us-119-hr1", "us-119-s1"]))
def test_a_chamber_is_never_asked_to_answer_itself(actions, key):
    """Who must agree to an amendment, a request or a first passage is not the one that made it."""
    plain = federal(key, ("2025-01-09", "9 1000", "Introduced in House"))
    _, play, _ = stand(replace(plain, actions=tuple(actions)), "2025-04-02")
    made = {A.PASSAGE, A.AMENDMENT_EXCHANGE, A.CONFERENCE}
    if play and play.action and play.pending in (P.SECOND_CHAMBER, P.AMENDMENTS, P.CONFERENCE_CALL):
        last = made.intersection(play.action.classification)
        asked = {A.AMENDMENTS_PENDING, A.RECONSIDERATION, A.FROM_INACTIVE, *_ARRIVED}
        if last and not asked.intersection(play.action.classification):
            assert play.papers != (play.action.chamber or plain.chamber)


_ARRIVED = (A.RECEIPT, A.AT_DESK)
