"""What a snapshot gives: plain values of bills, efforts and campaigns on a day."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from billtrail.legislatures import (
    DECIDED,
    Chamber,
    ChangeKind,
    MemberKind,
    Position,
    Stage,
)
from billtrail.records import Read

from .doubts import Correction, Doubt
from .identity import Containment
from .models import Action, Bill, Sponsorship
from .next_steps import LetterDeadline, Location, NextStep, StateOfPlay
from .stages import BillProgress, How


@dataclass(frozen=True, slots=True)
class Cosponsors:
    """Who joined, as of the day. ``complete`` is false where a source gives only a number;
    then ``current`` is that number, or ``None`` where nothing is known, and ``people`` is empty."""

    current: int | None
    withdrawn: int
    by_party: dict[str, int]
    complete: bool
    people: tuple[Sponsorship, ...] = ()


@dataclass(frozen=True, slots=True)
class HearingStatus:
    """A hearing on a day. ``status`` is ``confirmed``, ``moved``, ``postponed`` or ``cancelled``.

    ``moved_from`` is the day it was set for before. ``letters`` is there only while letters can
    still be sent in time; ``letters_closed`` is the deadline once it is past, never a thing to do.
    ``sequence`` counts how often it changed since it was announced.
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
    letters: LetterDeadline | None = None
    letters_closed: str | None = None
    sequence: int = 0

    @property
    def is_on(self) -> bool:
        """Whether it is still to take place on its day."""
        return self.status in ("confirmed", "moved")


@dataclass(frozen=True, slots=True)
class MemberVote:
    """How one legislator voted on a bill: ``option`` as in ``models.VoteRecord``, ``name`` as the
    vote has it; ``yes`` and ``no`` are the counts of the whole vote."""

    bill: str
    date: str
    chamber: str | None
    committee: str | None
    motion: str | None
    result: str | None
    option: str
    name: str
    yes: int | None
    no: int | None
    url: str | None


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
    closed_by: Action | None

    @property
    def is_open(self) -> bool:
        return self.closed_by is None


@dataclass(frozen=True, slots=True)
class BillStatus:
    """A bill on a day: the record as of that day and what we make of it.

    ``unnumbered_on`` is the day on which it is law by its signature and its number is still to
    come: the day asked, or the last that our data speak for.
    ``location`` is where it lies, for a live bill of a jurisdiction whose publisher tells it.
    ``play`` is who has the papers and what is pending, of one that can still move.
    ``newest_source`` speaks for the latest day where that is not ``source``. ``corrections`` are
    what a person set right, ``in_doubt`` what its publishers say otherwise that is not taken yet,
    each the oldest first. ``taken_back`` are ends that a publisher lately told, that were not
    taken, and that it does not tell any more. ``containment`` is the law that has the text of a
    bill that is none itself. ``sponsor`` introduced it, and ``first_sponsor`` carries it since
    ``date`` where that member has left."""

    bill: Bill
    progress: BillProgress
    sponsor: Sponsorship | None
    cosponsors: Cosponsors
    latest_action: Action | None
    next_step: NextStep | None
    family: str | None
    campaign: str | None
    enacted_via: str | None
    law: str | None
    source: str
    data_as_of: str
    checked_at: str | None
    disagreements: tuple["Disagreement", ...] = ()
    reports: tuple[ReportStatus, ...] = ()
    location: Location | None = None
    newest_source: str = ""
    unnumbered_on: str | None = None
    in_doubt: tuple[Doubt, ...] = ()
    taken_back: tuple[Doubt, ...] = ()
    corrections: tuple[Correction, ...] = ()
    play: StateOfPlay | None = None
    containment: Containment | None = None
    first_sponsor: Sponsorship | None = None

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
        return max(self.data_as_of[:10], (self.checked_at or "")[:10])


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
class Member:
    bill: str
    kind: MemberKind
    basis: str
    enacted_via: str | None
    status: BillStatus | None


@dataclass(frozen=True, slots=True)
class Attempt:
    """What one session saw of an effort."""

    session: str
    first_introduced: str | None
    bills: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """A session whose titles were looked through for bills that go on with our efforts: how many
    ``titles``, of bills introduced up to ``newest``, in which ``source`` and on which day."""

    jurisdiction: str
    session: str
    source: str
    titles: int
    newest: str | None
    looked_on: str


@dataclass(frozen=True, slots=True)
class EffortStatus:
    """An effort on a day. ``proof`` is the member whose stage is the family's; of dead ones it is
    the last try, and ``furthest`` an earlier one that came further. ``likely`` are live bills that
    look like the effort, which nobody confirmed; ``looks`` what was looked through for them."""

    id: str
    title: str
    campaign: str
    stage: Stage
    stage_date: str | None
    alive: bool
    law: str | None
    enacted_bill: str | None
    proof: BillStatus | None
    members: tuple[Member, ...]
    attempts: tuple[Attempt, ...]
    furthest: BillStatus | None = None
    likely: tuple[str, ...] = ()
    looks: tuple[Look, ...] = ()

    @property
    def told_date(self) -> str | None:
        """The day of what is told of it: of the law, where one has the text of its bill."""
        law = self.proof.containment if self.proof else None
        return law.date if law else self.stage_date


def _decided(value: object) -> tuple[Position, ...]:
    """The positions that something is written for: decided ones, one at least."""
    if not isinstance(value, list) or not value or any(one not in DECIDED for one in value):
        raise ValueError(f"{value!r} must name one or more of {', '.join(DECIDED)}")
    return tuple(map(Position, value))


Decided = Annotated[tuple[Position, ...], Read(_decided)]


@dataclass(frozen=True, slots=True)
class SourceFreshness:
    """Per source: the last run that reached it and the day its data speaks for."""

    source: str
    data_as_of: str | None
    checked_at: str | None
    problem: str | None


@dataclass(frozen=True, slots=True)
class Change:
    bill: str
    field: str
    old: str | None
    new: str | None
    seen_at: str
    kind: str
    source_url: str | None


def day(value: str) -> date:
    """The civil date of an ISO date or instant."""
    return date.fromisoformat(value[:10])


@dataclass(frozen=True, slots=True)
class SearchHit:
    bill: str
    identifier: str
    session: str
    title: str
    stage: Stage
    stage_date: str | None
    in_doubt: bool = False


#: Only these kinds of change are news; baselines and corrections are not.
NEWS = (ChangeKind.CHANGE, ChangeKind.CALENDAR, ChangeKind.REWRITTEN)


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing on record. ``kind``: introduced, leads, joined, left, yes, no; ``certain`` is
    false where only a family name says who it was. Who ``leads`` took it over."""

    kind: str
    status: BillStatus
    date: str | None
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Part:
    """What one person did, newest bill first."""

    deeds: tuple[Deed, ...] = ()

    def of(self, *kinds: str) -> tuple[Deed, ...]:
        return tuple(deed for deed in self.deeds if deed.kind in kinds and deed.certain)

    def keys(self, kind: str) -> tuple[str, ...]:
        """Of the bills of one kind of deed."""
        return tuple(deed.status.key for deed in self.of(kind))

    def stands_on(self, key: str) -> bool:
        """Whether they introduced or lead the bill or are among those who joined it."""
        return any(deed.status.key == key for deed in self.of("introduced", "leads", "joined"))
