"""A bill on a day."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from billtrail.legislatures import Stage
from billtrail.legislatures.calendar import day_of

from ..stages import How

if TYPE_CHECKING:
    from ..doubts import Correction, Doubt
    from ..effective_day import EffectiveDay
    from ..identity import Containment, VoteNeeded
    from ..models import Action, Bill, Sponsorship
    from ..next_steps import Location, NextStep, StateOfPlay
    from ..stages import BillProgress


@dataclass(frozen=True, slots=True)
class Cosponsors:
    """Who joined, as of the day. ``complete`` is false where a source gives only a number;
    then ``current`` is that number, or ``None`` where nothing is known, and ``people`` is empty."""

    current: int | None
    withdrawn: int
    by_party: dict[str, int]
    complete: bool
    people: "tuple[Sponsorship, ...]" = ()


@dataclass(frozen=True, slots=True)
class ReportStatus:
    """What staff saw (``date``) before the record said it; beside the status, never part of it.

    ``closed_by`` is the official step by which the record caught up; ``None`` while it has not.
    """

    bill: str
    text: str
    date: str
    link: str | None
    seen_in_room: bool
    by: str
    entered_at: str
    closed_by: "Action | None"

    @property
    def is_open(self) -> bool:
        return self.closed_by is None


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two sources differ: ``kept`` is printed, ``other`` stands in the other source."""

    field: str
    kept: str | None
    kept_source: str
    other: str | None
    other_source: str
    seen_at: str


@dataclass(frozen=True, slots=True)
class BillStatus:
    """A bill on a day: the record as of that day and what we make of it.

    ``unnumbered_on`` is the day on which it is law (signed, or over a veto) and its number is still
    to come: the day asked, or the last that our data speak for.
    ``location`` is where it lies, for a live bill of a jurisdiction whose publisher tells it.
    ``play`` is who has the papers and what is pending, of one that can still move.
    ``newest_source`` speaks for the latest day where that is not ``source``. ``corrections`` are
    what a person set right, ``in_doubt`` what its publishers say otherwise that is not taken yet,
    each the oldest first. ``taken_back`` is what a publisher lately took back: ends that were not
    taken, and what went because it was gone twice. ``containment`` is the law that has the text of
    a bill that is none itself. ``sponsor`` introduced it, and ``first_sponsor`` carries it since
    ``date`` where that member has left. ``vote_needed`` is more than a simple majority, while a
    chamber still has to vote. ``away`` is why its whole record cannot be read just now: what is
    told then is its line, where it stands and no more."""

    bill: "Bill"
    progress: "BillProgress"
    sponsor: "Sponsorship | None"
    cosponsors: Cosponsors
    latest_action: "Action | None"
    next_step: "NextStep | None"
    family: str | None
    campaign: str | None
    enacted_via: str | None
    law: str | None
    source: str
    data_as_of: str
    checked_at: str | None
    disagreements: tuple[Disagreement, ...] = ()
    reports: tuple[ReportStatus, ...] = ()
    location: "Location | None" = None
    newest_source: str = ""
    unnumbered_on: str | None = None
    in_doubt: "tuple[Doubt, ...]" = ()
    taken_back: "tuple[Doubt, ...]" = ()
    corrections: "tuple[Correction, ...]" = ()
    play: "StateOfPlay | None" = None
    containment: "Containment | None" = None
    first_sponsor: "Sponsorship | None" = None
    takes_effect: "EffectiveDay | None" = None
    vote_needed: "VoteNeeded | None" = None
    replaced_by: tuple[str, ...] = ()
    away: str | None = None

    @property
    def overtaken_by(self) -> str | None:
        """The other bill that became law with what this one asked for: confirmed by staff, or
        with its very text as the publisher says. Its own record may not tell."""
        confirmed = self.enacted_via if self.enacted_via != self.key else None
        return confirmed or (self.containment.bill if self.containment else None)

    @property
    def key(self) -> str:
        return self.bill.key

    @property
    def is_unread(self) -> bool:
        """Whether no record of it has been read: it is followed by its number alone."""
        return self.progress.how == How.NOT_READ

    @property
    def stage(self) -> Stage:
        return self.progress.stage

    @property
    def number_pending(self) -> bool:
        """Whether it is law by its signature, and the number of the law is still to come."""
        return self.unnumbered_on is not None

    @property
    def fresh_as_of(self) -> str:
        """The later of the day the data speaks for and the day it was last confirmed."""
        return max(day_of(self.data_as_of), day_of(self.checked_at or ""))
