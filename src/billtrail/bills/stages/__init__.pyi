from .how import DISCHARGED, ORDERED, WITHOUT_ACTION, How, ProvedMilestone
from .proofs import (
    COUNTS,
    FirstSteps,
    first_passages,
    first_steps,
    in_order,
    last_release,
    live_steps,
)
from .releases import split, without_returned

__all__ = [
    "COUNTS",
    "DISCHARGED",
    "ORDERED",
    "WITHOUT_ACTION",
    "FirstSteps",
    "How",
    "ProvedMilestone",
    "first_passages",
    "first_steps",
    "in_order",
    "last_release",
    "live_steps",
    "split",
    "without_returned",
]
