from .how import DISCHARGED, ORDERED, WITHOUT_ACTION, How, ProvedMilestone
from .proofs import (
    COUNTS,
    FirstSteps,
    committee_step,
    first_passages,
    first_steps,
    in_order,
    last_release,
    live_steps,
)
from .releases import REFERRALS, split, without_returned
from .undone import UNDOES, standing_failure, without_undone

__all__ = [
    "COUNTS",
    "DISCHARGED",
    "ORDERED",
    "REFERRALS",
    "UNDOES",
    "WITHOUT_ACTION",
    "FirstSteps",
    "How",
    "ProvedMilestone",
    "committee_step",
    "first_passages",
    "first_steps",
    "in_order",
    "last_release",
    "live_steps",
    "split",
    "standing_failure",
    "without_returned",
    "without_undone",
]
