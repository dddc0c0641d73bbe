"""What is to be heard."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from billtrail.legislatures import Chamber

if TYPE_CHECKING:
    from ..letters import LetterDeadline
    from ..models import MeetingPaper


@dataclass(frozen=True, slots=True)
class HearingWord:
    """What a source says of a hearing; ``differs`` where its day, hour or status is another."""

    source: str
    date: str
    time: str | None
    status: str
    differs: bool


@dataclass(frozen=True, slots=True)
class HearingStatus:
    """A hearing on a day. ``status`` is ``confirmed``, ``moved``, ``postponed``, ``cancelled`` or
    ``withdrawn`` (off its list, without a word). ``kind`` is ``hearing``, ``markup``, ``meeting``
    or, where nobody tells them apart, ``None``.

    ``moved_from`` is the day it was set for before. ``letters`` is there only while letters can
    still be sent in time; ``letters_closed`` is the deadline once it is past, never a thing to do.
    ``sequence`` counts how often it changed since it was announced; ``item`` is its place on the
    meeting's agenda. ``words`` are those of each source that tells of the meeting, the one whose
    words these are first; ``papers`` go with the meeting.
    """

    id: str
    bill: str
    date: str
    time: str | None
    committee: str | None
    name: str | None
    chamber: Chamber | None
    location: str | None
    status: str
    moved_from: str | None
    note: str | None
    url: str | None
    source: str
    seen_at: str | None
    letters: "LetterDeadline | None" = None
    letters_closed: str | None = None
    sequence: int = 0
    item: int | None = None
    kind: str | None = None
    words: tuple[HearingWord, ...] = ()
    papers: "tuple[MeetingPaper, ...]" = ()

    @property
    def is_on(self) -> bool:
        """Whether it is still to take place on its day."""
        return self.status in ("confirmed", "moved")
