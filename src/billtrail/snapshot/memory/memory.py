"""What snapshots of one state of the file on one day may share: plain values of what is followed,
each read when it is first asked for.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from billtrail.bills import StageSince
    from billtrail.bills.values import BillStatus, EffortStatus, SourceFreshness
    from billtrail.campaigns import CampaignStatus
    from billtrail.store import FollowedWords

    from ..law import ReliefRow
    from ..news import Moved
    from ..stored_names import Called
    from .marks import Mark

Memberships = dict[str, dict[str, str]]


@dataclass(slots=True)
class Memory:
    """``unread`` are the followed bills that are not stored yet; ``moved`` those of all that moved
    between a civil day and an instant.

    ``stages`` are those that an effort or a bill went through, with what that was told of;
    ``marks`` tell whether a bill is as it was; ``earlier``, where there is one, is the memory of
    the state before on the same day, of which ``take_over`` keeps what did not move."""

    memberships: Memberships | None = None
    bills: "dict[str, BillStatus | None]" = field(default_factory=dict)
    families: "dict[str, EffortStatus]" = field(default_factory=dict)
    campaigns: "dict[str, CampaignStatus]" = field(default_factory=dict)
    stages: "dict[tuple[str, str], tuple[object, Sequence[StageSince]]]" = field(
        default_factory=dict
    )
    moved: "dict[tuple[str, str], Moved]" = field(default_factory=dict)
    unread: Sequence[str] | None = None
    called: "Sequence[Called] | None" = None
    followed_words: "FollowedWords | None" = None
    freshness: "tuple[SourceFreshness, ...] | None" = None
    relief: "tuple[ReliefRow, ...] | None" = None
    marks: "Mapping[str, Mark]" = field(default_factory=dict)
    earlier: "Memory | None" = None

    def moved_in(self, window: tuple[str, str]) -> "Moved | None":
        """What of this state is known, or of the one before, to which rows may have come."""
        found = self.moved.get(window)
        return found or (self.earlier.moved.get(window) if self.earlier else None)

    def take_over(self, marks: "Mapping[str, Mark]", memberships: Memberships) -> None:
        """Keep the bills of the earlier state that have the same mark and stand in the same
        effort."""
        earlier, self.earlier, self.marks = self.earlier, None, marks
        if earlier is None or earlier.memberships is None:
            return
        self.stages.update(earlier.stages)
        self.moved = earlier.moved | self.moved
        for key, status in earlier.bills.items():
            same = key in marks and marks[key] == earlier.marks.get(key)
            if same and earlier.memberships.get(key) == memberships.get(key):
                self.bills[key] = status
