from .decided import Decided
from .efforts import Attempt, EffortStatus, Look, Member
from .floor import FloorSaid, FloorStatus, ListedOther
from .hearings import HearingStatus, HearingWord
from .members import Deed, MemberVote, Part
from .news import NEWS, Change, SourceFreshness, decoded
from .status import BillStatus, Cosponsors, Disagreement, ReportStatus

__all__ = [
    "NEWS",
    "Attempt",
    "BillStatus",
    "Change",
    "Cosponsors",
    "Decided",
    "Deed",
    "Disagreement",
    "EffortStatus",
    "FloorSaid",
    "FloorStatus",
    "HearingStatus",
    "HearingWord",
    "ListedOther",
    "Look",
    "Member",
    "MemberVote",
    "Part",
    "ReportStatus",
    "SourceFreshness",
    "decoded",
]
