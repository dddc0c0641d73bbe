"""The screen's words: stages, classes, certainties, sessions and bills, each in one table.

Words are short and plain, and the same on every page. The house language calls a family an
"effort".
"""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from billtrail.bills.identity import rewriting
from billtrail.bills.values import BillStatus
from billtrail.errors import UsageError
from billtrail.legislatures import (
    ActionClass,
    Aim,
    Chamber,
    ChangeKind,
    MemberKind,
    display,
    get,
    session_label,
)

from .days_and_numbers import NO_BREAK

if TYPE_CHECKING:
    pass

#: What an action of a class means; the leading class of an action is looked up here.
CLASSES: Mapping[ActionClass, str] = {
    ActionClass.FILING: "Filed",
    ActionClass.INTRODUCTION: "Introduced",
    ActionClass.ENROLLED: "Final text prepared after both chambers agreed",
    ActionClass.READING_1: "First reading",
    ActionClass.READING_2: "Second reading",
    ActionClass.READING_3: "Third reading",
    ActionClass.PASSAGE: "Passed by the chamber",
    ActionClass.FAILURE: "Failed a vote",
    ActionClass.WITHDRAWAL: "Withdrawn by its author",
    ActionClass.SUBSTITUTION: "Text replaced by another",
    ActionClass.AMENDMENT_INTRODUCTION: "Change to the text proposed",
    ActionClass.AMENDMENT_PASSAGE: "Change to the text agreed",
    ActionClass.AMENDMENT_FAILURE: "Change to the text refused",
    ActionClass.COMMITTEE_PASSAGE: "Sent on by the committee",
    ActionClass.COMMITTEE_PASSAGE_FAVORABLE: "Sent on by the committee, in favor",
    ActionClass.COMMITTEE_PASSAGE_UNFAVORABLE: "Sent on by the committee, against",
    ActionClass.COMMITTEE_FAILURE: "Failed in committee",
    ActionClass.EXECUTIVE_RECEIPT: "Sent for signature",
    ActionClass.EXECUTIVE_SIGNATURE: "Signed",
    ActionClass.EXECUTIVE_VETO: "Vetoed",
    ActionClass.EXECUTIVE_AMENDMENTS: "Sent back with changes to vote on",
    ActionClass.BECAME_LAW: "Became law",
    ActionClass.VETO_OVERRIDE_PASSAGE: "Veto overturned by the chamber",
    ActionClass.VETO_OVERRIDE_FAILURE: "Vote to overturn the veto failed",
    ActionClass.DEFERRAL: "Put off",
    ActionClass.RECEIPT: "From one chamber to the other",
    ActionClass.REFERRAL: "Referred",
    ActionClass.REFERRAL_COMMITTEE: "Sent to a committee",
    ActionClass.CARRIED_OVER: "Carried over to the next year",
    ActionClass.AGREEMENT: "Agreed to the other chamber's text",
    ActionClass.CONFERENCE_AGREEMENT: "Agreed to the joint text of both chambers",
    ActionClass.AMENDMENT_EXCHANGE: "Answered the other chamber with a new text",
    ActionClass.AMENDMENTS_PENDING: "The other chamber's changes wait for an answer",
    ActionClass.CONFERENCE: "Sent to members of both chambers to agree on one text",
    ActionClass.CONFERENCE_RECOMMITTAL: "Joint text sent back to those who wrote it",
    ActionClass.CONFERENCE_FAILURE: "Joint text of both chambers rejected",
    ActionClass.CONFERENCE_REPORT: "Joint text of both chambers filed",
    ActionClass.PAPERS_RETURNED: "Given back to the other chamber",
    ActionClass.PAPERS_BACK: "Given back by the other chamber",
    ActionClass.ADOPTION: "Adopted",
    ActionClass.CONFIRMATION: "Appointment confirmed",
    ActionClass.TABLED: "Laid on the table",
    ActionClass.SET_ASIDE: "Set aside without a vote on it",
    ActionClass.CLOTURE_FAILURE: "Vote to end the debate failed",
    ActionClass.VETO_PENDING: "Veto waits for a vote of the chambers",
    ActionClass.VETO_SUSTAINED: "Veto stands",
    ActionClass.POCKET_VETO: "Pocket veto: kept unsigned, with nobody there to return it to",
    ActionClass.DEATH: "Died in the chamber",
    ActionClass.REPLACED: "Another bill taken in its place",
    ActionClass.REPLACEMENT_VACATED: "No longer replaced by another bill",
    ActionClass.PARTIAL_VETO: "Parts struck out by the executive",
    ActionClass.VETO_SETTLED: "Changes that the veto asked for agreed by both chambers",
    ActionClass.PASSAGE_LAPSED: "Back in its own chamber: what was passed counts no more",
    ActionClass.PASSAGE_VACATED: "Passage undone",
    ActionClass.RECALLED: "Called back before signature",
    ActionClass.RETURNED_BY_MISTAKE: "Sent back: it was passed on by mistake",
    ActionClass.RECONSIDERED_LOST: "Voted on again, and lost",
    ActionClass.DISCHARGE_VACATED: "Its being taken from the committee undone",
    ActionClass.REPORT_VACATED: "The committee's sending it on undone",
    ActionClass.AGREEMENT_VACATED: "Agreement to the other chamber's text undone",
    ActionClass.REFERRAL_VACATED: "Its being sent to a committee undone",
    ActionClass.RECONSIDERATION: "To be voted on again",
    ActionClass.PASSAGE_RECONSIDERED: "Passage to be voted on again",
    ActionClass.UPON_RECONSIDERATION: "Voted on again",
    ActionClass.RECONSIDERATION_MOVED: "Asked to be voted on again",
    ActionClass.HELD_FOR_RECONSIDERATION: "Kept for a motion to vote on it again",
    ActionClass.RECONSIDERATION_DROPPED: "No longer to be voted on again",
    ActionClass.ORDERED_REPORTED: "Committee voted to send it on",
    ActionClass.COMMITTEE_PASSAGE_UNRECOMMENDED: "Sent on by the committee, without advice",
    ActionClass.ORIGINAL_MEASURE: "Written and sent on by a committee",
    ActionClass.REPORT_FAILED: "Committee voted on sending it on, and the motion failed",
    ActionClass.DISCHARGE: "Taken from the committee to the chamber",
    ActionClass.RECOMMITTAL: "Back to a committee that had let it go",
    ActionClass.BY_PETITION: "By petition of members",
    ActionClass.BY_CONSENT: "With nobody objecting",
    ActionClass.BY_VOTE: "By a vote of the chamber",
    ActionClass.DISCHARGE_PETITION: "Petition to take it from the committee",
    ActionClass.DISCHARGE_CALENDAR: "Petition has its names; on the calendar for that vote",
    ActionClass.REFERRAL_SUBCOMMITTEE: "Sent to a subcommittee",
    ActionClass.CALENDAR: "Placed on the chamber's calendar",
    ActionClass.HEARING: "Hearing",
    ActionClass.HEARING_POSTPONED: "Hearing put off",
    ActionClass.SUSPENSE: "Held for its cost (suspense file)",
    ActionClass.HELD: "Held in committee",
    ActionClass.INACTIVE: "Moved to the inactive file",
    ActionClass.FROM_INACTIVE: "Taken off the inactive file",
    ActionClass.IN_PRINT: "In print",
    ActionClass.AT_DESK: "Waits at the clerk's desk",
    ActionClass.PRINT_WAIVED: "Waiting time after printing waived",
    ActionClass.AMENDED: "Text changed",
    ActionClass.RULE: "Terms of the debate set",
    ActionClass.DEBATE: "Debated",
    ActionClass.PROCEDURE: "Procedural step",
}

CERTAINTIES: Mapping[str, tuple[str, str]] = {
    "sure": ("fixed date", "Set by law or by the chamber's own calendar."),
    "expected": ("expected", "What usually happens; it may move."),
    "watch": ("watch", "Nothing is set. Keep an eye on it."),
    "unknown": ("not known", "Our calendar of the legislature ends before this day."),
}

MEMBERS: Mapping[MemberKind, str] = {
    MemberKind.ORIGINAL: "first bill",
    MemberKind.COMPANION: "companion in the other chamber",
    MemberKind.REINTRODUCED: "introduced again",
    MemberKind.ENACTED_AS: "the bill that became law",
    MemberKind.OVERTAKEN: "overtaken by the bill that became law",
    MemberKind.OPPOSES: "works against this effort",
}

AIMS: Mapping[Aim, str] = {
    Aim.PASS: "Help it pass",
    Aim.STOP: "Stop it",
    Aim.IMPLEMENT: "Carry out the law",
    Aim.WATCH: "Watch it",
    Aim.HISTORY: "Kept as history",
}

CHANGE_KINDS: Mapping[str, str] = {
    ChangeKind.BASELINE: "first record",
    ChangeKind.CHANGE: "change",
    ChangeKind.CALENDAR: "by the calendar",
    ChangeKind.CORRECTION: "correction",
    ChangeKind.REWRITTEN: "another bill under the same number",
}

PARTIES: Mapping[str, str] = {
    "D": "Democrat",
    "R": "Republican",
    "I": "Independent",
    "L": "Libertarian",
}


def chamber_words(jurisdiction: str, chamber: Chamber | None) -> str:
    """``House``; for the executive and a whole legislature, who that is there."""
    return get(jurisdiction).chamber(chamber) if chamber else ""


def executive_words(jurisdiction: str) -> str:
    return get(jurisdiction).executive


def legislature_words(jurisdiction: str) -> str:
    """``Congress``, ``California``; of one that nobody has described, its id."""
    return get(jurisdiction).short


def session_and_place(jurisdiction: str, session: str) -> str:
    """The session, with its state where its name does not tell which legislature's it is."""
    words = session_words(jurisdiction, session)
    return words if get(jurisdiction).national else f"{legislature_words(jurisdiction)}, {words}"


def session_words(jurisdiction: str, session: str) -> str:
    """``119th Congress``, ``2025-26 session``, unbroken; a session of another form as it is."""
    try:
        words = session_label(jurisdiction, session)
        return words.replace(" ", NO_BREAK) if len(words) < _SHORT else words
    except UsageError:
        return session


#: Longer session names may run over two lines.
_SHORT = 24


def bill_words(key: str) -> str:
    """``H.R. 4323`` for its key, with a no-break space; what is no key stands for itself."""
    try:
        return display(key).replace(" ", NO_BREAK)
    except UsageError:
        return key


def relation_words(kind: str) -> str:
    """How a publisher relates a bill to another: in its own words, or in ours for its codes."""
    return _RELATIONS.get(kind, kind)


_RELATIONS = {
    "replaced-by": "taken up in its place", "prior-session": "of an earlier session",
    "renumbered": "another number of it",
    "passed-companion": "passed, and named as a companion in its record",
}  # fmt: skip


def in_sentence(words: str) -> str:
    """A stage's words as they stand within a sentence: names keep their capitals."""
    return words[:1].lower() + words[1:]


def person_words(name: str) -> str:
    """``Rep. Fry, Russell [R-SC-7]`` -> ``Rep. Fry, Russell``: what is in the brackets has
    columns of its own."""
    return _BRACKETS.sub("", name)


_BRACKETS = re.compile(r"\s*\[[^\]]*\]$")


def source_words(name: str) -> str:
    """A source by its title, a secondary one with what it is not; one that is no longer known, by
    its name."""
    from billtrail.scrapers import source_title

    if not is_secondary(name) and (title := source_title(name)):
        return title
    from billtrail.scrapers import find_source

    source = find_source(name)
    if source is None:
        return name
    return f"{source.title}{_SECONDARY if source.is_secondary else ''}"


_SECONDARY = ", not the legislature itself"


def is_secondary(name: str) -> bool:
    """Whether a source says what it read elsewhere. One that is named for its legislature does
    not, nor does the seed: those are not looked up."""
    if not name or "_" in name or name == "seed":
        return False
    from billtrail.scrapers import find_source

    source = find_source(name)
    return source is not None and source.is_secondary


def bill_title(status: BillStatus) -> str:
    """The short title where there is one: the present one of a bill that was rewritten."""
    return status.bill.short_title or status.bill.title or status.bill.identifier


def whole_title(status: BillStatus) -> str:
    """``SAVE America Act (introduced as Veterans Accessibility Advisory Committee Act of 2025)``
    for a bill that was rewritten, else its title."""
    found, title = rewriting(status.bill), bill_title(status)
    return f"{title} (introduced as {found.before})" if found and found.before else title


def option_words(option: str) -> str:
    """How a member voted. California's record has one mark for whoever was away, was excused or
    would not vote."""
    return "absent or abstained" if option == "abstain" else option


def safe_url(url: str | None) -> str | None:
    """Only web addresses become links."""
    return url if url and url.lower().startswith(("https://", "http://")) else None
