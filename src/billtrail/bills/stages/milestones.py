"""What an action proves: the published table, keyed (measure kind, chamber role, action class).

Chamber roles: ``origin`` is the chamber that introduced the measure, ``second`` the other one,
``any`` both of them, the executive, and actions whose publisher names no chamber.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import NamedTuple

from billtrail.legislatures import ActionClass, MeasureKind


class Milestone(StrEnum):
    """What an action proves. ``passed`` and the two agreements count per chamber. That a measure
    was ``referred_again`` shows only beside its release, so the fold says it and no row."""

    INTRODUCED = "introduced"
    AT_DESK = "at_desk"
    ON_CALENDAR = "on_calendar"
    IN_COMMITTEE = "in_committee"
    REPORT_FAILED = "report_failed"
    REFERRED_AGAIN = "referred_again"
    REPORTED = "reported"
    PASSED = "passed"
    AGREED = "agreed"
    CONFERENCE_AGREED = "conference_agreed"
    PASSED_BOTH = "passed_both"
    TO_EXECUTIVE = "to_executive"
    SIGNED = "signed"
    OVERRIDDEN = "overridden"
    ENACTED = "enacted"
    ADOPTED = "adopted"
    VETOED = "vetoed"
    VETO_FINAL = "veto_final"
    FAILED = "failed"
    REVIVED = "revived"
    DIED = "died"
    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"
    PARTLY_VETOED = "partly_vetoed"
    UNDO_REPORTED = "undo_reported"
    UNDO_REFERRED = "undo_referred"
    UNDO_PASSED = "undo_passed"
    UNDO_AGREED = "undo_agreed"
    UNDO_CONFERENCE = "undo_conference"
    UNDO_TO_EXECUTIVE = "undo_to_executive"
    UNDO_VETOED = "undo_vetoed"
    UNDO_REPLACED = "undo_replaced"
    UNDO_ALL_PASSED = "undo_all_passed"


#: One row of the published table: which kinds, which chamber role, which class -> milestone.
#: ``any`` for kind or role stands for every value; a more particular row wins over it.
class StageRow(NamedTuple):
    kind: str
    role: str
    action: ActionClass
    milestone: Milestone


_A, _M, _K = ActionClass, Milestone, MeasureKind

STAGE_TABLE: tuple[StageRow, ...] = (
    StageRow("any", "any", _A.INTRODUCTION, _M.INTRODUCED),
    StageRow("any", "any", _A.FILING, _M.INTRODUCED),
    StageRow("any", "any", _A.AT_DESK, _M.AT_DESK),
    StageRow("any", "any", _A.CALENDAR, _M.ON_CALENDAR),
    StageRow("any", "any", _A.REFERRAL_COMMITTEE, _M.IN_COMMITTEE),
    StageRow("any", "any", _A.REFERRAL_SUBCOMMITTEE, _M.IN_COMMITTEE),
    StageRow("any", "any", _A.REPORT_FAILED, _M.REPORT_FAILED),
    StageRow("any", "any", _A.SUSPENSE, _M.IN_COMMITTEE),
    StageRow("any", "any", _A.HELD, _M.IN_COMMITTEE),
    StageRow("any", "any", _A.COMMITTEE_PASSAGE, _M.REPORTED),
    StageRow("any", "any", _A.COMMITTEE_PASSAGE_FAVORABLE, _M.REPORTED),
    StageRow("any", "any", _A.COMMITTEE_PASSAGE_UNFAVORABLE, _M.REPORTED),
    StageRow("any", "any", _A.COMMITTEE_PASSAGE_UNRECOMMENDED, _M.REPORTED),
    StageRow("any", "any", _A.ORIGINAL_MEASURE, _M.REPORTED),
    StageRow("any", "any", _A.DISCHARGE, _M.REPORTED),
    StageRow("any", "any", _A.PASSAGE, _M.PASSED),
    StageRow("any", "any", _A.AGREEMENT, _M.AGREED),
    StageRow("any", "any", _A.CONFERENCE_AGREEMENT, _M.CONFERENCE_AGREED),
    StageRow("any", "any", _A.ENROLLED, _M.PASSED_BOTH),
    StageRow("any", "any", _A.EXECUTIVE_RECEIPT, _M.TO_EXECUTIVE),
    StageRow("any", "any", _A.EXECUTIVE_SIGNATURE, _M.SIGNED),
    StageRow("any", "any", _A.BECAME_LAW, _M.ENACTED),
    StageRow("any", "any", _A.ADOPTION, _M.ADOPTED),
    StageRow("any", "any", _A.EXECUTIVE_VETO, _M.VETOED),
    StageRow("any", "any", _A.VETO_PENDING, _M.VETOED),
    StageRow("any", "any", _A.POCKET_VETO, _M.VETO_FINAL),
    StageRow("any", "any", _A.VETO_OVERRIDE_PASSAGE, _M.OVERRIDDEN),
    StageRow("any", "any", _A.VETO_SUSTAINED, _M.VETO_FINAL),
    StageRow("any", "any", _A.VETO_OVERRIDE_FAILURE, _M.VETO_FINAL),
    StageRow("any", "any", _A.FAILURE, _M.FAILED),
    StageRow("any", "any", _A.COMMITTEE_FAILURE, _M.FAILED),
    StageRow("any", "any", _A.TABLED, _M.FAILED),
    StageRow("any", "any", _A.SET_ASIDE, _M.FAILED),
    StageRow("any", "any", _A.RECONSIDERATION, _M.REVIVED),
    StageRow("any", "any", _A.REPORT_VACATED, _M.UNDO_REPORTED),
    StageRow("any", "any", _A.DISCHARGE_VACATED, _M.UNDO_REPORTED),
    StageRow("any", "any", _A.RECONSIDERED_LOST, _M.UNDO_PASSED),
    StageRow("any", "any", _A.PASSAGE_VACATED, _M.UNDO_PASSED),
    StageRow("any", "any", _A.AGREEMENT_VACATED, _M.UNDO_AGREED),
    StageRow("any", "any", _A.CONFERENCE_FAILURE, _M.UNDO_CONFERENCE),
    StageRow("any", "any", _A.REFERRAL_VACATED, _M.UNDO_REFERRED),
    StageRow("any", "any", _A.RECALLED, _M.UNDO_TO_EXECUTIVE),
    StageRow("any", "any", _A.RETURNED_BY_MISTAKE, _M.UNDO_PASSED),
    StageRow("any", "any", _A.DEATH, _M.DIED),
    StageRow("any", "any", _A.WITHDRAWAL, _M.WITHDRAWN),
    StageRow("any", "any", _A.REPLACED, _M.REPLACED),
    StageRow("any", "any", _A.REPLACEMENT_VACATED, _M.UNDO_REPLACED),
    StageRow("any", "any", _A.PARTIAL_VETO, _M.PARTLY_VETOED),
    StageRow("any", "any", _A.VETO_SETTLED, _M.UNDO_VETOED),
    StageRow("any", "any", _A.PASSAGE_LAPSED, _M.UNDO_ALL_PASSED),
    # A simple resolution is complete when its own chamber agrees to it.
    StageRow(_K.SIMPLE, "any", _A.PASSAGE, _M.ADOPTED),
    StageRow(_K.SIMPLE, "any", _A.AGREEMENT, _M.ADOPTED),
)


def _expanded(rows: Iterable[StageRow]) -> Mapping[tuple[str, str, str], Milestone]:
    """Every (kind, role, class) with its milestone; particular rows last, so that they win."""
    table: dict[tuple[str, str, str], Milestone] = {}
    for row in sorted(rows, key=lambda row: (row.kind != "any", row.role != "any")):
        kinds = [kind.value for kind in MeasureKind] if row.kind == "any" else [row.kind]
        roles = ["origin", "second", "any"] if row.role == "any" else [row.role]
        table.update(
            {(kind, role, row.action.value): row.milestone for kind in kinds for role in roles}
        )
    return table


MILESTONES = _expanded(STAGE_TABLE)

_NO_PROOF = (_M.INTRODUCED, _M.AT_DESK, _M.ON_CALENDAR, _M.IN_COMMITTEE, _M.REPORT_FAILED)
#: Classes whose actions prove a stage beyond committee work, or an end. They survive a merge
#: with an older record and may not vanish from a publisher's list unnoticed.
PROVING_CLASSES = frozenset(row.action for row in STAGE_TABLE if row.milestone not in _NO_PROOF)
