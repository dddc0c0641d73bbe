"""How a bill got where it is, in the screen's words: one table, a row for each ``How``.

No word claims more than the one action says that proves it: a committee that was made to let a bill
go has approved nothing, and what was put aside has not lost a vote.
"""

from collections.abc import Mapping
from typing import NamedTuple

from billtrail.bills.stages import How


class HowWords(NamedTuple):
    """``word`` where a bill stands, ``meaning`` behind it; ``mark`` under a step of a bar; ``was``
    says of a bill that ended how far it had come."""

    word: str
    meaning: str
    mark: str
    was: str = ""


#: Of what the executive signs alone.
TO_BE_SIGNED = "It has not yet been sent for signature."
#: Where nothing else keeps it from the floor.
#: What is not said where the chamber's own list announces a vote.
NO_VOTE = ", so no vote of the chamber is next."
FLOOR = "The chamber it is in may vote on it next."
_REPORT_TO_COME = "Its report may still be to come. Then the chamber may vote on it."
_NOT_PASSED = "The chamber did not pass it."
_AGAIN = "It can be taken up again while the session lasts."

HOWS: Mapping[How, HowWords] = {
    How.NOT_READ: HowWords(
        "Followed, not yet fetched",
        "No record of it has been read here. The next update asks for it.",
        "Followed, not yet fetched",
    ),
    How.INTRODUCED: HowWords(
        "Introduced",
        "The bill has a number. No committee has it yet.",
        "Introduced",
        "It went no further than introduction.",
    ),
    How.RESERVED: HowWords(
        "Number reserved",
        "The number is kept free. Nothing has been introduced under it.",
        "Reserved",
        "Nothing was introduced under this number.",
    ),
    How.NEWEST_UNREAD: HowWords(
        "Newest step not understood",
        "The newest step on record is one that is not understood here: where the bill stands is "
        "open. Its steps are listed as the publisher has them.",
        "Newest step not understood",
    ),
    How.AT_DESK: HowWords(
        "Held at the desk",
        "It waits at the desk of its chamber. No committee has it.",
        "At the desk",
        f"It was held at the desk of its chamber. {_NOT_PASSED}",
    ),
    How.ON_CALENDAR: HowWords(
        "On the calendar",
        f"It went to the chamber's calendar without a committee. {FLOOR}",
        "On the calendar",
        f"It was on the chamber's calendar, without a committee. {_NOT_PASSED}",
    ),
    How.REFERRED: HowWords(
        "In committee",
        "A committee has the bill. Most bills go no further unless its chair takes them up.",
        "In committee",
        "It went no further than committee.",
    ),
    How.REFERRED_AGAIN: HowWords(
        "In committee again",
        "It had left a committee and was sent to {committee}, which has it now.",
        "In committee again",
        "It went no further than committee.",
    ),
    How.RECOMMITTED: HowWords(
        "Sent back to committee",
        "The {chamber} sent it back to {committee}, which has it now.",
        "Back in committee",
        "It had been sent back to committee, and went no further.",
    ),
    How.REPORT_FAILED: HowWords(
        "In committee: not sent on",
        "The committee voted on sending it on, and the motion failed. The committee still has it.",
        "Not sent on",
        "A committee voted on sending it on, and the motion failed.",
    ),
    How.ORDERED_REPORTED: HowWords(
        "Committee voted to send it on",
        f"A committee has voted to send it to the chamber. {_REPORT_TO_COME}",
        "Committee vote",
        f"A committee had voted to send it on. {_NOT_PASSED}",
    ),
    How.ORDERED_FAVORABLY: HowWords(
        "Committee voted for it",
        f"A committee has voted to send it to the chamber, in favor. {_REPORT_TO_COME}",
        "Committee vote, in favor",
        f"A committee had voted for it. {_NOT_PASSED}",
    ),
    How.ORDERED_ADVERSELY: HowWords(
        "Committee voted against it",
        "A committee has voted to send it to the chamber with advice against it. "
        + _REPORT_TO_COME,
        "Committee vote, against",
        f"A committee had voted to send it on with advice against it. {_NOT_PASSED}",
    ),
    How.ORDERED_UNRECOMMENDED: HowWords(
        "Committee voted to send it on, without advice",
        f"A committee has voted to send it to the chamber and advises nothing. {_REPORT_TO_COME}",
        "Committee vote, no advice",
        f"A committee had voted to send it on without advice. {_NOT_PASSED}",
    ),
    How.DISCHARGED: HowWords(
        "Taken from committee",
        f"The committee no longer has it: it was discharged. {FLOOR}",
        "Taken from committee",
        f"It had been taken from its committee. {_NOT_PASSED}",
    ),
    How.DISCHARGED_BY_CONSENT: HowWords(
        "Taken from committee, nobody objecting",
        f"The chamber took it from its committee by unanimous consent. {FLOOR}",
        "Taken from committee, by consent",
        f"It had been taken from its committee by unanimous consent. {_NOT_PASSED}",
    ),
    How.DISCHARGED_BY_PETITION: HowWords(
        "Taken from committee by petition",
        f"Members took it from its committee by a petition. {FLOOR}",
        "Taken from committee, by petition",
        f"It had been taken from its committee by a petition. {_NOT_PASSED}",
    ),
    How.DISCHARGED_BY_VOTE: HowWords(
        "Taken from committee by a vote",
        f"The chamber took it from its committee by a vote. {FLOOR}",
        "Taken from committee, by vote",
        f"It had been taken from its committee by a vote. {_NOT_PASSED}",
    ),
    How.REPORTED: HowWords(
        "Approved by committee",
        f"A committee has approved the bill. {FLOOR}",
        "Passed committee",
        f"A committee had approved it. {_NOT_PASSED}",
    ),
    How.REPORTED_FAVORABLY: HowWords(
        "Approved by committee",
        f"A committee has sent the bill on, in favor. {FLOOR}",
        "Passed committee",
        f"A committee had approved it. {_NOT_PASSED}",
    ),
    How.REPORTED_ADVERSELY: HowWords(
        "Committee advised against it",
        f"A committee has sent it to the chamber and advises against it. {FLOOR}",
        "Committee against it",
        f"A committee had advised against it. {_NOT_PASSED}",
    ),
    How.REPORTED_UNRECOMMENDED: HowWords(
        "Sent on by committee, without advice",
        f"A committee has sent it to the chamber and advises nothing. {FLOOR}",
        "Committee without advice",
        f"A committee had sent it on without advice. {_NOT_PASSED}",
    ),
    How.ORIGINAL_MEASURE: HowWords(
        "Written by a committee",
        f"A committee wrote it and sent it to the chamber. {FLOOR}",
        "Written by a committee",
        f"A committee had written it. {_NOT_PASSED}",
    ),
    How.PARTLY_RELEASED: HowWords(
        "Some committees let it go, others have it",
        f"Let go by {{let_go}}. Still with {{holding}}{NO_VOTE}",
        "Some committees let it go",
        "Some of its committees had let it go; others still had it.",
    ),
    How.ORIGINAL_REFERRED: HowWords(
        "Written by one committee, now with another",
        f"Written by {{let_go}} and sent to {{holding}}{NO_VOTE}",
        "Written by a committee",
        "One committee had written it; another one still had it.",
    ),
    How.PASSED: HowWords(
        "Passed the {chamber}",
        "One chamber has passed the bill. The other one has not agreed to the same text.",
        "Passed the {chamber}",
        "One chamber had passed it.",
    ),
    How.PASSED_AMENDED: HowWords(
        "Passed both chambers, in different texts",
        "The second chamber changed it. Both have to agree to one text.",
        "Passed the {chamber}",
        "Both chambers had passed it, in different texts.",
    ),
    How.PASSED_BOTH: HowWords(
        "Passed both chambers",
        f"Both chambers agreed to the same text. {TO_BE_SIGNED}",
        "Passed both chambers",
        "Both chambers had passed it.",
    ),
    How.PRESENTED: HowWords(
        "Sent to the {executive}",
        "The {executive} can sign it, veto it, or let it become law without signing.",
        "To the {executive}",
        "It had been sent for signature.",
    ),
    How.SIGNED: HowWords(
        "Became law",
        "It was signed and is law. The work is now to carry it out.",
        "Signed",
    ),
    How.VETO_OVERRIDDEN: HowWords(
        "Became law",
        "The chambers overturned the veto: it is law. The work is now to carry it out.",
        "Law over a veto",
    ),
    How.BECAME_LAW: HowWords(
        "Became law", "The bill is law. The work is now to carry it out.", "Law"
    ),
    How.LAW_IN_PART: HowWords(
        "Became law in part",
        "The {executive} struck out parts of it. The rest is law. The work is now to see which "
        "parts stand.",
        "Law in part",
    ),
    How.ADOPTED: HowWords(
        "Adopted",
        "The resolution is complete. A measure of this kind is not sent for signature.",
        "Adopted",
    ),
    How.CONFIRMED: HowWords(
        "Confirmed",
        "The {chamber} agreed to the appointment. Nothing more has to be done with it.",
        "Confirmed",
    ),
    How.VETOED: HowWords(
        "Vetoed",
        "The {executive} refused to sign it. The chambers can overturn that while they sit.",
        "Vetoed",
    ),
    How.POCKET_VETOED: HowWords(
        "Pocket veto",
        "The {executive} kept it unsigned when it could not be returned. "
        "No vote can overturn that.",
        "Pocket veto",
    ),
    How.FAILED: HowWords("Failed a vote", f"A vote went against it. {_AGAIN}", "Failed"),
    How.FAILED_IN_COMMITTEE: HowWords(
        "Failed in committee", f"A vote in committee went against it. {_AGAIN}", "Failed"
    ),
    How.TABLED: HowWords(
        "Laid on the table",
        f"The chamber voted to lay it on the table, which puts it aside. {_AGAIN}",
        "Laid on the table",
    ),
    How.SET_ASIDE: HowWords(
        "Set aside", f"The chamber put it aside, without a vote on it. {_AGAIN}", "Set aside"
    ),
    How.INCORPORATED: HowWords(
        "Put into {other}",
        "The committee put it into {other}, which carries its text on. What becomes of that one "
        "decides.",
        "Put into another bill",
    ),
    How.FILED_DEAD: HowWords(
        "Died in the {chamber}",
        "Its own record says that it ended there. A new bill with a new number would have to start "
        "again.",
        "Died",
    ),
    How.WITHDRAWN: HowWords("Withdrawn", "Its author took it back.", "Withdrawn"),
    How.REPLACED: HowWords(
        "Replaced by {other}",
        "The chamber took up {other} in its place. What becomes of that one decides.",
        "Replaced",
    ),
    How.CONTINUED: HowWords(
        "Goes on as {other}",
        "It was continued to another session, where {other} carries it on. What becomes of that "
        "one decides.",
        "Continued",
    ),
    How.SESSION_ENDED: HowWords(
        "Died with the {session}",
        "It did not pass in time. A new bill with a new number would have to start again.",
        "Died",
    ),
    How.NOT_RECORDED: HowWords(
        "Outcome not recorded",
        "Its last day to pass or be signed is over, and our data ends before that. "
        "It may have become law or died. An update will tell.",
        "Outcome open",
    ),
}
