from .events import (
    act_of,
)
from .fold import (
    BillProgress,
    by_actions,
    by_calendar,
    fold_bill,
    in_committee,
    latest_action,
    newest_first,
)
from .how import (
    ORDERED,
    How,
    ProvedMilestone,
)
from .later_vote import (
    later_vote,
)
from .milestones import (
    PROVING_CLASSES,
    STAGE_TABLE,
    Milestone,
    StageRow,
)
from .releases import (
    REFERRALS,
)

__all__ = [
    "ORDERED",
    "PROVING_CLASSES",
    "REFERRALS",
    "STAGE_TABLE",
    "BillProgress",
    "How",
    "Milestone",
    "ProvedMilestone",
    "StageRow",
    "act_of",
    "by_actions",
    "by_calendar",
    "fold_bill",
    "in_committee",
    "later_vote",
    "latest_action",
    "newest_first",
]
