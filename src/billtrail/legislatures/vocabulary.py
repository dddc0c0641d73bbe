"""The words of the field, defined once: Open Civic Data terms, measure kinds and our stages.

Chambers, bill and action classes follow Open Civic Data (https://open-civic-data.readthedocs.io).
Where Open Civic Data has no word for a step that decides where a bill stands (agreement of
both chambers to one text, a sustained veto, the suspense file), ours is added and said so.
"""

from enum import StrEnum


class Chamber(StrEnum):
    """Who acted, in the words of Open Civic Data's organisation classes."""

    LOWER = "lower"
    UPPER = "upper"
    LEGISLATURE = "legislature"
    EXECUTIVE = "executive"


class MeasureKind(StrEnum):
    """What a measure can become; the first part of a key of the stage table."""

    BILL = "bill"
    JOINT = "joint"
    CONCURRENT = "concurrent"
    SIMPLE = "simple"
    CONSTITUTIONAL = "constitutional"


#: Open Civic Data's bill classification for each of our measure kinds.
_OCD_CLASSIFICATION = {
    MeasureKind.BILL: "bill",
    MeasureKind.JOINT: "joint resolution",
    MeasureKind.CONCURRENT: "concurrent resolution",
    MeasureKind.SIMPLE: "resolution",
    MeasureKind.CONSTITUTIONAL: "constitutional amendment",
}


class ActionClass(StrEnum):
    """What an action does. The first block is Open Civic Data's own list, the second ours."""

    FILING = "filing"
    INTRODUCTION = "introduction"
    ENROLLED = "enrolled"
    READING_1 = "reading-1"
    READING_2 = "reading-2"
    READING_3 = "reading-3"
    PASSAGE = "passage"
    FAILURE = "failure"
    WITHDRAWAL = "withdrawal"
    SUBSTITUTION = "substitution"
    AMENDMENT_INTRODUCTION = "amendment-introduction"
    AMENDMENT_PASSAGE = "amendment-passage"
    AMENDMENT_FAILURE = "amendment-failure"
    COMMITTEE_PASSAGE = "committee-passage"
    COMMITTEE_PASSAGE_FAVORABLE = "committee-passage-favorable"
    COMMITTEE_PASSAGE_UNFAVORABLE = "committee-passage-unfavorable"
    COMMITTEE_FAILURE = "committee-failure"
    EXECUTIVE_RECEIPT = "executive-receipt"
    EXECUTIVE_SIGNATURE = "executive-signature"
    EXECUTIVE_VETO = "executive-veto"
    BECAME_LAW = "became-law"
    VETO_OVERRIDE_PASSAGE = "veto-override-passage"
    VETO_OVERRIDE_FAILURE = "veto-override-failure"
    DEFERRAL = "deferral"
    RECEIPT = "receipt"
    REFERRAL = "referral"
    REFERRAL_COMMITTEE = "referral-committee"
    CARRIED_OVER = "carried-over"

    # Ours. A chamber agrees to the very text the other chamber passed (passage without
    # amendment, concurrence, receding): with the other chamber's passage it makes passed_both.
    AGREEMENT = "agreement"
    # A chamber agrees to a conference report; both together make passed_both.
    CONFERENCE_AGREEMENT = "conference-agreement"
    # One chamber answers the other's amendment with another amendment: nothing is settled.
    AMENDMENT_EXCHANGE = "amendment-exchange"
    # The other chamber's amendment lies before the acting one, which may agree to it.
    AMENDMENTS_PENDING = "amendments-pending"
    # A chamber asks for a conference, agrees to one or names its conferees.
    CONFERENCE = "conference"
    # The conferees' report is filed: both chambers vote on it.
    CONFERENCE_REPORT = "conference-report"
    # A chamber sends the report back to its conferees, who have it again.
    CONFERENCE_RECOMMITTAL = "conference-recommittal"
    # A chamber votes the report down, and takes back what the other one agreed to. The measure is
    # not lost: both texts are where they were before the conference.
    CONFERENCE_FAILURE = "conference-failure"
    # The acting chamber gives the papers back to the other one; or it has them again.
    PAPERS_RETURNED = "papers-returned"
    PAPERS_BACK = "papers-back"
    # A resolution that needs no executive is complete: filed, or given a resolution chapter.
    ADOPTION = "adoption"
    # Beside it: what was agreed to is an appointment.
    CONFIRMATION = "confirmation"
    # Laid on the table for good by a vote (the measure itself, not a motion to reconsider).
    TABLED = "tabled"
    # Put away without a vote on it: indefinitely postponed, laid on the table by a rule.
    SET_ASIDE = "set-aside"
    CLOTURE_FAILURE = "cloture-failure"
    # A veto is back in the house of origin, which may vote on it.
    VETO_PENDING = "veto-pending"
    VETO_SUSTAINED = "veto-sustained"
    # Kept unsigned when the legislature was gone: no veto to override.
    POCKET_VETO = "pocket-veto"
    # The executive gives a measure back with changes, which both chambers vote on: no veto.
    EXECUTIVE_AMENDMENTS = "executive-amendments"
    # The chamber itself files a measure dead (Joint Rule 56, Art. IV sec. 10(c), died on file).
    DEATH = "death"
    # Another bill was taken in its place and carries the text on.
    REPLACED = "replaced"
    # Parts were struck out of what was signed; the rest is law.
    PARTIAL_VETO = "partial-veto"
    # Undo classes: each takes back the milestone named; see the stage table.
    REPLACEMENT_VACATED = "replacement-vacated"
    # Both chambers took the changes that a veto asked for: it goes to the executive again.
    VETO_SETTLED = "veto-settled"
    # What the chambers passed counts no more: a year is over, and its own chamber has it again.
    PASSAGE_LAPSED = "passage-lapsed"
    PASSAGE_VACATED = "passage-vacated"
    DISCHARGE_VACATED = "discharge-vacated"
    REPORT_VACATED = "report-vacated"
    AGREEMENT_VACATED = "agreement-vacated"
    REFERRAL_VACATED = "referral-vacated"
    RECALLED = "recalled"
    RETURNED_BY_MISTAKE = "returned-by-mistake"
    RECONSIDERED_LOST = "reconsidered-lost"
    # A failure is taken back: the measure may be voted on again.
    RECONSIDERATION = "reconsideration"
    # Beside it: the vote that is to be held again was a passage.
    PASSAGE_RECONSIDERED = "passage-reconsidered"
    # Beside a passage or a failure: the vote was held again.
    UPON_RECONSIDERATION = "upon-reconsideration"
    # A motion to reconsider the vote on a measure waits: the vote may be held again.
    RECONSIDERATION_MOVED = "reconsideration-moved"
    # Such a motion keeps the measure in its chamber until it is decided, or dropped.
    HELD_FOR_RECONSIDERATION = "held-for-reconsideration"
    RECONSIDERATION_DROPPED = "reconsideration-dropped"
    # A committee's ways to let a measure go, or not.
    COMMITTEE_PASSAGE_UNRECOMMENDED = "committee-passage-unrecommended"
    # A committee wrote the measure and reported it: no referral came before.
    ORIGINAL_MEASURE = "original-measure"
    # The committee voted on reporting it, and the motion was lost; the committee keeps it.
    REPORT_FAILED = "report-failed"
    DISCHARGE = "discharge"
    # The chamber sends back what a committee had let go, beside the referral.
    RECOMMITTAL = "recommittal"
    # How a step was decided, beside the class of the step.
    BY_PETITION = "by-petition"
    BY_CONSENT = "by-consent"
    BY_VOTE = "by-vote"
    # Steps that are told apart for readers and next steps but move no stage.
    ORDERED_REPORTED = "ordered-reported"
    # Members collect signatures to take a measure from its committee.
    DISCHARGE_PETITION = "discharge-petition"
    # They have enough: the chamber may vote on taking it.
    DISCHARGE_CALENDAR = "discharge-calendar"
    REFERRAL_SUBCOMMITTEE = "referral-subcommittee"
    CALENDAR = "calendar"
    HEARING = "hearing"
    HEARING_POSTPONED = "hearing-postponed"
    SUSPENSE = "suspense"
    HELD = "held"
    INACTIVE = "inactive"
    FROM_INACTIVE = "from-inactive"
    IN_PRINT = "in-print"
    # Waits at the clerk's desk of a chamber, with no committee.
    AT_DESK = "at-desk"
    # The days a measure must be in print before it is heard are waived.
    PRINT_WAIVED = "print-waived"
    AMENDED = "amended"
    RULE = "rule"
    DEBATE = "debate"
    PROCEDURE = "procedure"


class Stage(StrEnum):
    """Where a measure stands: the live stages in order, then the ends."""

    INTRODUCED = "introduced"
    IN_COMMITTEE = "in_committee"
    REPORTED = "reported"
    PASSED_ONE_CHAMBER = "passed_one_chamber"
    PASSED_BOTH = "passed_both"
    TO_EXECUTIVE = "to_executive"

    ENACTED = "enacted"
    ADOPTED = "adopted"
    VETOED = "vetoed"
    FAILED = "failed"
    DIED = "died"
    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"
    OUTCOME_NOT_RECORDED = "outcome_not_recorded"


#: The live stages, least to furthest.
LIVE_STAGES = (
    Stage.INTRODUCED,
    Stage.IN_COMMITTEE,
    Stage.REPORTED,
    Stage.PASSED_ONE_CHAMBER,
    Stage.PASSED_BOTH,
    Stage.TO_EXECUTIVE,
)

#: Ends that a later action may still overturn while the session lasts.
_PROVISIONAL_ENDS = (Stage.VETOED, Stage.FAILED)


class Effect(StrEnum):
    """How a statute takes effect, by what its print says: at once for one of these reasons, or
    ``later``, as any other."""

    URGENCY = "urgency"
    TAX_LEVY = "tax levy"
    BUDGET = "budget"
    ELECTION = "election"
    CURRENT_EXPENSES = "current expenses"
    LATER = "later"


class SponsorRole(StrEnum):
    """How a person stands behind a measure, in the publishers' words."""

    SPONSOR = "sponsor"
    COSPONSOR = "cosponsor"
    AUTHOR = "author"
    PRINCIPAL_COAUTHOR = "principal coauthor"
    COAUTHOR = "coauthor"


#: Roles that lead a measure (Open Civic Data "primary"); all others are counted as cosponsors.
PRIMARY_ROLES = (SponsorRole.SPONSOR, SponsorRole.AUTHOR)


class ChangeKind(StrEnum):
    """Why a row of bill_changes exists; baselines and corrections are no news.

    ``rewritten``: a print made another bill of it under the same number (gut and amend).
    """

    BASELINE = "baseline"
    CHANGE = "change"
    CALENDAR = "calendar"
    CORRECTION = "correction"
    REWRITTEN = "rewritten"


class MemberKind(StrEnum):
    """How a bill belongs to a family (an effort)."""

    ORIGINAL = "original"
    COMPANION = "companion"
    REINTRODUCED = "reintroduced"
    ENACTED_AS = "enacted-as"
    OVERTAKEN = "overtaken"
    OPPOSES = "opposes"


class Aim(StrEnum):
    """How a bill is followed. It is not a position."""

    PASS = "pass"
    STOP = "stop"
    IMPLEMENT = "implement"
    WATCH = "watch"
    HISTORY = "history"


class Position(StrEnum):
    """What an organisation has decided to say about a bill."""

    NEEDS_DECISION = "needs decision"
    NEEDS_DECISION_POLICY = "needs decision - policy"
    NEEDS_DECISION_POLITICAL = "needs decision - political"
    NEUTRAL = "neutral"
    SUPPORT = "support"
    SUPPORT_IF_AMENDED = "support if amended"
    OPPOSE = "oppose"
    OPPOSE_UNLESS_AMENDED = "oppose unless amended"


#: Positions that say a decision is still to be made; nothing is written for them.
UNDECIDED = (
    Position.NEEDS_DECISION,
    Position.NEEDS_DECISION_POLICY,
    Position.NEEDS_DECISION_POLITICAL,
)
DECIDED = tuple(position for position in Position if position not in UNDECIDED)


class FigureForm(StrEnum):
    """How a statistic may be printed."""

    MEASURED = "measured"
    AS_PUBLISHED = "as-published"
    BLOCKED = "blocked"


class Language(StrEnum):
    EN = "en"
    PLAIN = "plain"
    ES = "es"


class Audience(StrEnum):
    MEMBER = "member"
    COALITION = "coalition"
    FUNDER = "funder"
    PUBLIC = "public"
    SURVIVORS = "survivors"


class ReleasedTo(StrEnum):
    """Whom a printed brief was released to. What is said to ``member`` was handed over on paper:
    a published file answers for it by its id and the stages it states, without its text."""

    MEMBER = "member"
    COALITION = "coalition"
    PUBLIC = "public"


class LobbyingClass(StrEnum):
    EDUCATION = "education"
    DIRECT = "direct lobbying"
    GRASSROOTS = "grassroots lobbying"


class Edition(StrEnum):
    """Who a database file is made for; only a working file is written to."""

    WORKING = "working"
    PUBLIC = "public"
    COALITION = "coalition"
