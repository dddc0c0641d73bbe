"""How a measure got to its stage: read from the action that proves it, never from the stage's name.

``reported`` alone hides a committee's approval, its advice against, a discharge that it did not
want, and a vote whose report is still to come. So a step that was proved has its action, its date
and its ``How`` in one value, and every word for readers is looked up by ``How``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from billtrail.legislatures import ActionClass, Chamber, Stage
from billtrail.legislatures.calendar import last_day

from ..models import Action
from .milestones import Milestone


class How(StrEnum):
    """How a stage was reached; in ``show --json`` as ``how``."""

    #: It is followed, and no publisher's record of it has been read.
    NOT_READ = "not read yet"
    INTRODUCED = "introduced"
    RESERVED = "reserved"
    #: Of a legislature whose lines no rules of its own read: the newest one tells nothing here.
    NEWEST_UNREAD = "newest step not understood"
    AT_DESK = "held at desk"
    ON_CALENDAR = "on calendar"

    REFERRED = "referred"
    REFERRED_AGAIN = "referred again"
    RECOMMITTED = "recommitted"
    REPORT_FAILED = "motion to report failed"

    ORDERED_REPORTED = "ordered reported"
    ORDERED_FAVORABLY = "ordered reported favorably"
    ORDERED_ADVERSELY = "ordered reported adversely"
    ORDERED_UNRECOMMENDED = "ordered reported without recommendation"
    DISCHARGED = "discharged"
    DISCHARGED_BY_CONSENT = "discharged by unanimous consent"
    DISCHARGED_BY_PETITION = "discharged by petition"
    DISCHARGED_BY_VOTE = "discharged by vote"
    REPORTED = "reported"
    REPORTED_FAVORABLY = "reported favorably"
    REPORTED_ADVERSELY = "reported adversely"
    REPORTED_UNRECOMMENDED = "reported without recommendation"
    ORIGINAL_MEASURE = "original measure reported"
    #: Some of the committees that have it let it go; the others still hold it.
    PARTLY_RELEASED = "released by some committees"
    #: One committee wrote it, and another one has it.
    ORIGINAL_REFERRED = "original measure referred"

    PASSED = "passed"
    #: Both chambers passed it, and not the same text.
    PASSED_AMENDED = "passed with changes"
    PASSED_BOTH = "passed both"
    PRESENTED = "presented"

    SIGNED = "signed"
    VETO_OVERRIDDEN = "veto overridden"
    BECAME_LAW = "became law"
    #: The executive struck parts out of it.
    LAW_IN_PART = "became law in part"
    ADOPTED = "adopted"
    #: An appointment was agreed to.
    CONFIRMED = "confirmed"
    VETOED = "vetoed"
    POCKET_VETOED = "pocket vetoed"
    FAILED = "failed a vote"
    FAILED_IN_COMMITTEE = "failed in committee"
    TABLED = "laid on the table"
    SET_ASIDE = "set aside"
    #: Its text went into another bill.
    INCORPORATED = "put into another bill"
    FILED_DEAD = "filed dead"
    WITHDRAWN = "withdrawn"
    REPLACED = "replaced by another bill"
    #: Its record in the next session carries it on, which no step of its own tells.
    CONTINUED = "continued to another session"

    #: What the calendar decides, and no action.
    SESSION_ENDED = "session ended"
    NOT_RECORDED = "outcome not recorded"


_A, _M = ActionClass, Milestone
_Row = tuple[tuple[ActionClass, ...], How]

#: Of a milestone, the first row all of whose classes the action has.
HOWS: Mapping[Milestone, tuple[_Row, ...]] = {
    _M.INTRODUCED: (((), How.INTRODUCED),),
    _M.AT_DESK: (((), How.AT_DESK),),
    _M.ON_CALENDAR: (((), How.ON_CALENDAR),),
    _M.IN_COMMITTEE: (((), How.REFERRED),),
    _M.REPORT_FAILED: (((), How.REPORT_FAILED),),
    _M.REFERRED_AGAIN: (((_A.RECOMMITTAL,), How.RECOMMITTED), ((), How.REFERRED_AGAIN)),
    _M.REPORTED: (
        ((_A.ORDERED_REPORTED, _A.COMMITTEE_PASSAGE_UNFAVORABLE), How.ORDERED_ADVERSELY),
        ((_A.ORDERED_REPORTED, _A.COMMITTEE_PASSAGE_UNRECOMMENDED), How.ORDERED_UNRECOMMENDED),
        ((_A.ORDERED_REPORTED, _A.COMMITTEE_PASSAGE_FAVORABLE), How.ORDERED_FAVORABLY),
        ((_A.ORDERED_REPORTED,), How.ORDERED_REPORTED),
        ((_A.COMMITTEE_PASSAGE_UNFAVORABLE,), How.REPORTED_ADVERSELY),
        ((_A.COMMITTEE_PASSAGE_UNRECOMMENDED,), How.REPORTED_UNRECOMMENDED),
        ((_A.COMMITTEE_PASSAGE_FAVORABLE,), How.REPORTED_FAVORABLY),
        ((_A.ORIGINAL_MEASURE,), How.ORIGINAL_MEASURE),
        ((_A.DISCHARGE, _A.BY_PETITION), How.DISCHARGED_BY_PETITION),
        ((_A.DISCHARGE, _A.BY_CONSENT), How.DISCHARGED_BY_CONSENT),
        ((_A.DISCHARGE, _A.BY_VOTE), How.DISCHARGED_BY_VOTE),
        ((_A.DISCHARGE,), How.DISCHARGED),
        ((), How.REPORTED),
    ),
    _M.PASSED: (((), How.PASSED),),
    _M.AGREED: (((), How.PASSED_BOTH),),
    _M.CONFERENCE_AGREED: (((), How.PASSED_BOTH),),
    _M.PASSED_BOTH: (((), How.PASSED_BOTH),),
    _M.TO_EXECUTIVE: (((), How.PRESENTED),),
    _M.SIGNED: (((), How.SIGNED),),
    _M.OVERRIDDEN: (((), How.VETO_OVERRIDDEN),),
    _M.ENACTED: (((), How.BECAME_LAW),),
    _M.ADOPTED: (((_A.CONFIRMATION,), How.CONFIRMED), ((), How.ADOPTED)),
    _M.VETOED: (((_A.POCKET_VETO,), How.POCKET_VETOED), ((), How.VETOED)),
    _M.VETO_FINAL: (((_A.POCKET_VETO,), How.POCKET_VETOED), ((), How.VETOED)),
    _M.FAILED: (
        ((_A.COMMITTEE_FAILURE,), How.FAILED_IN_COMMITTEE),
        ((_A.SET_ASIDE, _A.SUBSTITUTION), How.INCORPORATED),
        ((_A.SET_ASIDE,), How.SET_ASIDE),
        ((_A.TABLED,), How.TABLED),
        ((), How.FAILED),
    ),
    _M.DIED: (((), How.FILED_DEAD),),
    _M.WITHDRAWN: (((), How.WITHDRAWN),),
    _M.REPLACED: (((), How.REPLACED),),
    _M.PARTLY_VETOED: (((), How.LAW_IN_PART),),
}

#: A committee's vote whose report is still to come.
ORDERED = (
    How.ORDERED_REPORTED,
    How.ORDERED_FAVORABLY,
    How.ORDERED_ADVERSELY,
    How.ORDERED_UNRECOMMENDED,
)
DISCHARGED = (
    How.DISCHARGED,
    How.DISCHARGED_BY_CONSENT,
    How.DISCHARGED_BY_PETITION,
    How.DISCHARGED_BY_VOTE,
)


@lru_cache(maxsize=4096)
def how_of(milestone: Milestone, classes: tuple[ActionClass, ...]) -> How:
    """How an action of these classes brought a measure to the milestone."""
    there = set(classes)
    return next(how for needed, how in HOWS[milestone] if there.issuperset(needed))


@dataclass(frozen=True, slots=True)
class ProvedMilestone:
    """A milestone that stands: the first action that proves it."""

    milestone: Milestone
    chamber: Chamber | None
    action: Action

    @property
    def how(self) -> How:
        return how_of(self.milestone, self.action.classification)

    @property
    def date(self) -> str:
        return self.action.date

    @property
    def day(self) -> str:
        """The date as it sorts: the last day of a month or year."""
        return last_day(self.action.date)


#: The stage that needs no action: how it is said where nothing tells more.
WITHOUT_ACTION: Mapping[Stage, How] = {
    Stage.INTRODUCED: How.INTRODUCED,
    Stage.DIED: How.SESSION_ENDED,
    Stage.OUTCOME_NOT_RECORDED: How.NOT_RECORDED,
}
