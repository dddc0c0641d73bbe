"""Labels that say where a bill stands: how it got there, what comes next, the stage bar."""

from collections.abc import Mapping

#: By how a bill got there; ``status-law`` where the law has its number.
_STATUS = {
    "status-law": "{bill} became {law} on {date}.",
    "status-became law": "{bill} became law on {date}.",
    "status-law in part": (
        "{bill} became {law} on {date}, in part: {executive} struck out parts of it."
    ),
    "status-became law in part": (
        "{bill} became law on {date}, in part: {executive} struck out parts of it."
    ),
    "status-signed": (
        "{bill} was signed into law on {date}. The number of the law is not assigned "
        "yet in data of {known}."
    ),
    "status-veto overridden": (
        "{bill} became law on {date}, when the veto was overturned. The number of the law is not "
        "assigned yet in data of {known}."
    ),
    "status-contained": "The text of {bill} became {law} as {via}.",
    "status-contained-dated": "The text of {bill} became {law} as {via} on {date}.",
    "status-identical": "{via}, which is identical to {bill}, became {law}.",
    "status-identical-dated": "{via}, which is identical to {bill}, became {law} on {date}.",
    "status-companion": "{via}, the companion of {bill}, became {law}.",
    "status-companion-dated": "{via}, the companion of {bill}, became {law} on {date}.",
    "status-contained-law": "law",
    "status-rewritten": "Its text was replaced on {date}; before, it was on something else.",
    "status-rewritten-before": "Its text was replaced on {date}; it was introduced as “{before}”.",
    "status-rewritten-title": "On {date} its text was replaced: it is now the {title}.",
    "status-rewritten-title-before": "On {date} its text was replaced: it is now the {title}, and "
    "was introduced as “{before}”.",
    "status-proposed-title": "On {date} a committee proposed another text, the {title}.",
    "status-proposed-title-before": "On {date} a committee proposed another text, the {title}; the "
    "bill was introduced as “{before}”.",
    "status-adopted": "{bill} was adopted on {date}.",
    "status-confirmed": "{bill}, an appointment, was confirmed on {date}.",
    "status-adopted, of a constitution": (
        "{bill} was adopted on {date}. That alone does not change the constitution."
    ),
    "status-not read yet": "We have not read the record of {bill} yet.",
    "status-newest step not understood": (
        "The newest step of {bill} on record, of {date}, is one that is not understood here: where "
        "it stands is open."
    ),
    "status-introduced": "{bill} was introduced on {date}. No committee has it yet.",
    "status-reserved": "The number {bill} is reserved. Nothing has been introduced under it.",
    "status-held at desk": "{bill} is held at the desk of its chamber since {date}.",
    "status-on calendar": (
        "{bill} went to the calendar of its chamber on {date}, without a committee."
    ),
    "status-referred": "{bill} has been in committee since {date}.",
    "status-referred again": (
        "{bill} was sent to committee again on {date}: {committee}. It had left one before."
    ),
    "status-referred again, unnamed": (
        "{bill} was sent to committee again on {date}. It had left one before."
    ),
    "status-recommitted": "{chamber} sent {bill} back to committee on {date}.",
    "status-motion to report failed": (
        "On {date} a committee voted on sending {bill} on, and the motion failed. The committee "
        "still has it."
    ),
    "status-ordered reported": "A committee voted to send {bill} on to its chamber on {date}.",
    "status-ordered reported favorably": "A committee voted in favor of {bill} on {date}.",
    "status-ordered reported adversely": (
        "A committee voted to send {bill} on with advice against it on {date}."
    ),
    "status-ordered reported without recommendation": (
        "A committee voted to send {bill} on without advice on {date}."
    ),
    "status-discharged": "{bill} was taken from its committee on {date}.",
    "status-discharged by unanimous consent": (
        "{bill} was taken from its committee by unanimous consent on {date}."
    ),
    "status-discharged by petition": "{bill} was taken from its committee by petition on {date}.",
    "status-discharged by vote": "{bill} was taken from its committee by a vote on {date}.",
    "status-reported": "A committee approved {bill} for a vote on {date}.",
    "status-reported favorably": "A committee approved {bill} on {date}.",
    "status-reported adversely": "A committee advised against {bill} on {date}.",
    "status-reported without recommendation": (
        "A committee sent {bill} on without advice on {date}."
    ),
    "status-original measure reported": (
        "A committee wrote {bill} and sent it on to its chamber on {date}."
    ),
    "status-released by some committees": (
        "By {date}, committees had let {bill} go: {let_go}. Others still have it: {holding}."
    ),
    "status-original measure referred": (
        "A committee wrote {bill} and sent it on by {date}: {let_go}. Another one has it now: "
        "{holding}."
    ),
    "status-passed": "{bill} passed {chamber} on {date}.",
    "status-passed with changes": (
        "{bill} passed both chambers, in different texts; the second was {chamber} on {date}."
    ),
    "status-passed both": "{bill} passed both chambers on {date}.",
    "status-presented": "{bill} was sent to {executive} on {date}.",
    "status-vetoed": "{bill} was vetoed on {date}.",
    "status-pocket vetoed": (
        "{bill} was vetoed on {date}: it was kept unsigned when it could not be returned."
    ),
    "status-failed a vote": "{bill} failed a vote on {date}.",
    "status-failed in committee": "{bill} failed a vote in committee on {date}.",
    "status-laid on the table": "{bill} was laid on the table on {date}.",
    "status-set aside": "{bill} was set aside on {date}, without a vote on it.",
    "status-put into another bill": (
        "{bill} was put into {other} on {date}, which carries its text on."
    ),
    "status-filed dead": "{bill} died {reached}. Its end is recorded on {date}.",
    "status-session ended": "{bill} died {reached}. It ended on {date}.",
    "status-withdrawn": "{bill} was withdrawn by its author on {date}.",
    "status-replaced by another bill": (
        "{bill} was replaced on {date}: {other} was taken up in its place."
    ),
    "status-continued to another session": (
        "{bill} was continued to another session, where it goes on since {date} as {other}."
    ),
    "other-unnamed": "another bill",
    "status-outcome not recorded": (
        "The outcome of {bill} is not recorded here yet. The last day to act was {date}."
    ),
    "committees-unnamed": "no name on record",
    "reached-not read yet": "not read yet",
    "reached-newest step not understood": "after steps that are not understood here",
    "reached-introduced": "without reaching a committee",
    "reached-reserved": "without being introduced",
    "reached-waiting": "waiting for a vote",
    "reached-with another": "in another committee, after one had approved it",
    "reached-referred": "in committee",
    "reached-ordered": "after a committee voted to send it on",
    "reached-against": "after a committee advised against it",
    "reached-unrecommended": "after a committee sent it on without advice",
    "reached-discharged": "after it was taken from its committee",
    "reached-released by some committees": "with committees that had not let it go",
    "reached-passed": "after one chamber passed it",
    "reached-passed with changes": "before both chambers agreed on one text",
    "reached-passed both": "after both chambers passed it",
    "reached-presented": "after it was sent for signature",
}

_NEXT = {
    "next": "Next: {what}, {date}.",
    "next-undated": "Next: {what}. No date is set.",
    "certainty-sure": "by {date}",
    "certainty-expected": "expected by {date}",
    "certainty-unchecked": "expected by {date}; not checked against the official calendar",
    "certainty-watch": "no later than {date} if at all",
    "step-by": "{what} ({who})",
    "step-referral": "referral to a committee",
    "step-assignment": "assignment to a committee",
    "step-committee": "committee hearing and vote",
    "step-petition": "committee hearing and vote, or a petition to skip the committee",
    "step-discharge": "a vote on taking it from its committee",
    "step-report": "the report of the committee, then a vote by the full chamber",
    "step-suspense": "release from the suspense file, if any",
    "step-held": "a new committee vote, if any",
    "step-floor": "a vote by the full chamber",
    "step-inactive": "return from the inactive file, if any",
    "step-second": "action by the other chamber",
    "step-amendments": "a vote on the changes of the other chamber",
    "step-back": "a vote of its own chamber on changes, if there are any",
    "step-conference-call": "an answer to the request for a conference committee",
    "step-conference": "agreement in a conference committee of both chambers",
    "step-conference-report": "a vote on the report of the conference committee",
    "step-further-conference": "a further conference or more votes between the chambers, as the "
    "report of the conference committee was rejected",
    "step-reconsideration": "a vote on holding the vote again",
    "step-returned": "sending it again, as it was sent back",
    "step-carried-over": "action by its committee in the next session, if any",
    "step-laid-aside": "another vote, if any",
    "step-filing": "filing; no signature is needed",
    "step-enrolment": "signature or veto",
    "step-executive": "signature, veto or law",
    "step-executive-amendments": "a vote of both chambers on the changes that were asked for "
    "instead of a signature",
    "step-overdue": "the time to sign has run out; the outcome is not recorded here yet",
    "step-override": "a vote to override the veto, if any",
    "step-override-second": "a vote of the other chamber to override the veto, if any",
    "effort-law": "{bills} bills in {sessions} {kind} since {year} led to this law.",
    "effort-open": "It is part of an effort of {bills} bills in {sessions} {kind} since {year}.",
}

_TERMS_OF_PASSAGE = {
    "vote-needed": "It needs {share} of all members: {votes}.",
    "vote-in": "{votes} in {chamber}",
    "share-2/3": "two thirds",
    "share-3/4": "three fourths",
    "share-4/5": "four fifths",
    "effect-at-once": "If it becomes law it takes effect at once ({why}).",
    "effect-was-at-once": "It took effect at once ({why}).",
    "effect-would": "If it becomes law in {year} it takes effect on {date}.",
    "effect-will": "It takes effect on {date}.",
    "effect-was": "It took effect on {date}.",
    "effect-urgency": "urgency statute",
    "effect-tax levy": "tax levy",
    "effect-budget": "budget bill",
    "effect-election": "it calls an election",
    "effect-current expenses": "usual current expenses of the state",
}

_BAR = {
    "bar-not read yet": "Not read yet",
    "bar-newest step not understood": "Open",
    "bar-introduced": "Introduced",
    "bar-reserved": "Reserved",
    "bar-held at desk": "At the desk",
    "bar-on calendar": "On the calendar",
    "bar-referred": "In committee",
    "bar-referred again": "In committee again",
    "bar-recommitted": "Back in committee",
    "bar-motion to report failed": "Not sent on",
    "bar-ordered reported": "Committee vote",
    "bar-ordered reported favorably": "Committee vote, in favor",
    "bar-ordered reported adversely": "Committee vote, against",
    "bar-ordered reported without recommendation": "Committee vote, no advice",
    "bar-discharged": "Taken from committee",
    "bar-reported": "Passed committee",
    "bar-reported adversely": "Committee against it",
    "bar-reported without recommendation": "Committee without advice",
    "bar-original measure reported": "Written by committee",
    "bar-released by some committees": "Some committees done",
    "bar-law": "Law",
    "bar-adopted": "Adopted",
    "bar-vetoed": "Vetoed",
    "bar-pocket vetoed": "Pocket veto",
    "bar-failed a vote": "Failed",
    "bar-laid on the table": "Laid on the table",
    "bar-set aside": "Set aside",
    "bar-put into another bill": "Put into another",
    "bar-contained": "Law as {via}",
    "bar-died": "Died",
    "bar-withdrawn": "Withdrawn",
    "bar-replaced by another bill": "Replaced",
    "bar-continued to another session": "Continued",
    "bar-outcome not recorded": "Outcome open",
    "bar-current": "now",
    "bar-future": "not yet",
    "bar-skipped": "no date on record",
}

STATUS_SECTIONS: tuple[tuple[str, Mapping[str, str]], ...] = (
    ("Where a bill stands, in one sentence.", _STATUS),
    ("What comes next, the effort of years, and the text that a page describes.", _NEXT),
    (
        "What vote a bill needs and when it takes effect; {why} is one of the reasons.",
        _TERMS_OF_PASSAGE,
    ),
    ("Under the marks of the stage bar: short.", _BAR),
)
