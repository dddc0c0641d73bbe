"""A bill and the parts of its record.

What its lists hold are named tuples: an archive has them by the hundred thousand, and a frozen
dataclass, which sets each field by a call, takes four times as long to make.
"""

from dataclasses import dataclass
from typing import NamedTuple

from billtrail.legislatures import ActionClass, Chamber, Effect, SponsorRole


class Action(NamedTuple):
    """One step, as its publisher wrote it.

    ``system`` and ``code`` are the publisher's own (LOC items are system ``9``); ``committee`` is
    a committee id; ``classification`` is filled by the source's rules, first one leading.
    ``official`` is false where the description is our own words for an action class.
    """

    date: str
    description: str
    classification: tuple[ActionClass, ...] = ()
    chamber: Chamber | None = None
    time: str | None = None
    system: str | None = None
    code: str | None = None
    kind: str | None = None
    committee: str | None = None
    calendar: str | None = None
    official: bool = True


class Sponsorship(NamedTuple):
    """A person (or committee) behind a measure, with party, state and district of that day."""

    name: str
    role: SponsorRole
    person: str | None = None
    date: str | None = None
    withdrawn: str | None = None
    original: bool | None = None
    party: str | None = None
    state: str | None = None
    district: str | None = None
    chamber: Chamber | None = None
    by_request: bool = False
    entity: str = "person"


class Activity(NamedTuple):
    """What a committee did and when: "Referred To", 2025-07-10."""

    name: str
    date: str | None = None


class BillCommittee(NamedTuple):
    """A committee that has or had the bill; ``parent`` is set for a subcommittee."""

    committee: str
    name: str
    chamber: Chamber | None = None
    parent: str | None = None
    activities: tuple[Activity, ...] = ()


class Version(NamedTuple):
    """One print of the text. ``urls`` are (media type, address); ``code`` is the publisher's.

    ``sections`` are the sections of the law it would change ("Penal Code 236.14") and ``authors``
    who leads it. ``vote`` is what it needs to pass (``majority``, ``2/3``), ``effect`` how it takes
    effect; whether it makes an ``appropriation``, goes to a ``fiscal`` committee, and orders a
    ``local_program``. ``None`` where the source does not tell."""

    note: str
    date: str | None = None
    code: str | None = None
    urls: tuple[tuple[str, str], ...] = ()
    subject: str | None = None
    digest: str | None = None
    sections: tuple[str, ...] | None = None
    authors: tuple[str, ...] | None = None
    vote: str | None = None
    effect: Effect | None = None
    appropriation: bool | None = None
    fiscal: bool | None = None
    local_program: bool | None = None


class VoteRecord(NamedTuple):
    """How one member voted: ``yes``, ``no``, ``abstain``, ``present`` or ``not voting``."""

    name: str
    option: str
    person: str | None = None


class Vote(NamedTuple):
    """One vote on a bill; counts are ``None`` where the publisher gives only a link.

    ``stated`` keeps the publisher's own summary counts (yes, no, other) where the detail rows,
    which the counts are taken from, say otherwise. ``time`` is the chamber's own clock (``13:38``),
    ``needed`` the share that carries it where that is more than most of those voting (``2/3``), and
    ``tie`` who broke one and how. ``on_bill`` is false where the question was another than the
    measure itself: an amendment, a motion to send it back; ``None`` where its source does not tell.
    """

    identifier: str
    date: str
    chamber: Chamber | None = None
    committee: str | None = None
    motion: str | None = None
    result: str | None = None
    yes: int | None = None
    no: int | None = None
    other: int | None = None
    stated: tuple[int, int, int] | None = None
    url: str | None = None
    records: tuple[VoteRecord, ...] | None = None
    time: str | None = None
    needed: str | None = None
    on_bill: bool | None = None
    tie: str | None = None

    @property
    def is_on_bill(self) -> bool:
        """Whether a yes was a yes to the measure, as far as its source tells."""
        return self.on_bill is not False


class Relation(NamedTuple):
    """A publisher's statement that two bills are related; a suggestion for families.

    ``law`` is the law that the other bill became with this one's text ("Public Law 119-5") and
    ``law_date`` the day of it or of the signature, as the publisher gives them here.
    """

    bill: str
    kind: str
    identified_by: str | None = None
    law: str | None = None
    law_date: str | None = None


class Summary(NamedTuple):
    """A summary by the publisher's staff, plain text, for the named version."""

    note: str
    date: str | None
    text: str


class Title(NamedTuple):
    """Another title of the measure: ``kind`` in the publisher's words."""

    title: str
    kind: str
    chamber: Chamber | None = None


@dataclass(frozen=True, slots=True)
class Bill:
    """One measure of one session as one source (or the merge of several) tells it.

    ``chamber`` is the chamber of origin. ``law`` is ``"Public Law 119-73"`` or ``"Chapter 86,
    Statutes of 2022"``. ``cosponsor_count`` speaks where a source gives only the number.
    ``actions`` are oldest first, within a day too where the publisher's order tells.
    ``status_text`` and ``location`` are the publisher's own words for where it stands.
    ``sponsors_only``: the sponsorships name who leads the bill, not who joined.
    ``adds``: the record holds only what is new since its source's last one. ``dated_by_steps``:
    its file has no day but those of its steps, so that one from which the newest was taken back
    speaks for an earlier day than the one before.
    """

    key: str
    jurisdiction: str
    session: str
    identifier: str
    kind: str
    chamber: Chamber
    data_as_of: str
    title: str | None = None
    short_title: str | None = None
    introduced_date: str | None = None
    law: str | None = None
    policy_area: str | None = None
    location: str | None = None
    status_text: str | None = None
    source_url: str | None = None
    credit: str | None = None
    cosponsor_count: int | None = None
    reserved: bool = False
    sponsors_only: bool = False
    adds: bool = False
    dated_by_steps: bool = False
    sponsorships: tuple[Sponsorship, ...] | None = None
    actions: tuple[Action, ...] | None = None
    committees: tuple[BillCommittee, ...] | None = None
    versions: tuple[Version, ...] | None = None
    votes: tuple[Vote, ...] | None = None
    relations: tuple[Relation, ...] | None = None
    subjects: tuple[str, ...] | None = None
    summaries: tuple[Summary, ...] | None = None
    titles: tuple[Title, ...] | None = None

    def around(self, action: Action) -> tuple[tuple[Action, ...], tuple[Action, ...]]:
        """Its actions before and after one of them; before one that it has not are all."""
        steps = self.actions or ()
        at = next((n for n, step in enumerate(steps) if step is action), len(steps))
        return steps[:at], steps[at + 1 :]
