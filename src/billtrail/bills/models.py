"""The records everything else passes on: frozen values, compared by value.

Dates are civil dates of their jurisdiction as ISO text: ``2026-01-23``, or ``2014`` / ``2014-09``
where no more is known (they sort as their last day, see ``legislatures.last_day``). Instants that
are ours (``fetched_at``, ``checked_at``) are UTC, ``2026-11-23T08:00:00Z``.

A list part of a ``Bill`` is ``None`` where the document does not speak of it and ``()`` where the
publisher says there is none. Keys are those of ``identifiers``: ``us-119-hr4323``.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from billtrail.legislatures import ActionClass, Chamber, SponsorRole


@dataclass(frozen=True, slots=True)
class Link:
    """Something to fetch. ``bill`` is its key where the publisher's address names one, ``lastmod``
    its time in the publisher's list of files, as written there."""

    source: str
    url: str
    kind: str
    bill: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    lastmod: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """The smallest set of bytes that can be parsed alone.

    ``parts`` maps a name to bytes: one part for a BILLSTATUS file, one per table for a PUBINFO
    bill. ``data_as_of`` is the day (or instant) the publisher's data speaks for, never the time
    of import; ``None`` lets the parser read it from the bytes. ``sha256`` is over all parts.
    """

    source: str
    kind: str
    url: str
    parts: Mapping[str, bytes]
    fetched_at: str
    data_as_of: str | None
    sha256: str


@dataclass(frozen=True, slots=True)
class Action:
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


@dataclass(frozen=True, slots=True)
class Sponsorship:
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


@dataclass(frozen=True, slots=True)
class Activity:
    """What a committee did and when: "Referred To", 2025-07-10."""

    name: str
    date: str | None = None


@dataclass(frozen=True, slots=True)
class BillCommittee:
    """A committee that has or had the bill; ``parent`` is set for a subcommittee."""

    committee: str
    name: str
    chamber: Chamber | None = None
    parent: str | None = None
    activities: tuple[Activity, ...] = ()


@dataclass(frozen=True, slots=True)
class Version:
    """One print of the text. ``urls`` are (media type, address); ``code`` is the publisher's.

    ``sections`` are the sections of the law it would change ("Penal Code 236.14") and ``authors``
    who leads it; ``None`` where the source does not tell."""

    note: str
    date: str | None = None
    code: str | None = None
    urls: tuple[tuple[str, str], ...] = ()
    subject: str | None = None
    digest: str | None = None
    sections: tuple[str, ...] | None = None
    authors: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class VersionText:
    """The whole text of one print, plain, a paragraph a line; ``code`` is the print's."""

    bill: str
    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Analysis:
    """A committee's analysis of a bill. ``text`` is ``None`` where it cannot be read out of the
    file, whose kind ``media_type`` tells."""

    identifier: str
    bill: str
    date: str | None = None
    chamber: Chamber | None = None
    name: str | None = None
    committee: str | None = None
    media_type: str | None = None
    url: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class VoteRecord:
    """How one member voted: ``yes``, ``no``, ``abstain`` or ``not voting``."""

    name: str
    option: str
    person: str | None = None


@dataclass(frozen=True, slots=True)
class Vote:
    """One vote on a bill; counts are ``None`` where the publisher gives only a link.

    ``stated`` keeps the publisher's own summary counts (yes, no, other) where the detail rows,
    which the counts are taken from, say otherwise.
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


@dataclass(frozen=True, slots=True)
class Hearing:
    """A committee meeting at which a bill is to be heard; ``identifier`` is stable.

    ``time`` is a clock time (``15:00``); what else the publisher says of when or how (``upon
    adjournment of session``) stands in ``note``. ``as_of`` is the day on which it was announced,
    ``None`` where the publisher does not say.
    """

    identifier: str
    bill: str
    date: str
    committee: str | None = None
    name: str | None = None
    chamber: Chamber | None = None
    time: str | None = None
    location: str | None = None
    status: str = "confirmed"
    url: str | None = None
    note: str | None = None
    as_of: str | None = None


@dataclass(frozen=True, slots=True)
class HearingNotice:
    """What a bill's own history says of a hearing on the day ``as_of``: that it is set
    (``confirmed``), ``postponed`` or ``cancelled``. Without ``date`` it is the next one set."""

    as_of: str
    status: str
    date: str | None = None
    chamber: Chamber | None = None


@dataclass(frozen=True, slots=True)
class BillHearings:
    """A bill's hearings in a document that speaks for the day ``as_of``, and what its history says
    of them, oldest first. Where ``whole``, one that is no longer listed has moved or is off."""

    bill: str
    as_of: str
    hearings: tuple[Hearing, ...] = ()
    notices: tuple[HearingNotice, ...] = ()
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Agenda:
    """Everything a chamber has announced between two days, as it stood on ``as_of``.

    A hearing it no longer lists has moved or is off. ``unread`` are (day, committee's name) of
    meetings whose agenda is not out, so that nothing can be said of the bills on it; ``off`` are
    (day, committee's name, status) of meetings that are off as a whole; ``unknown`` are printed ids
    of measures that we know no key for.
    """

    jurisdiction: str
    chamber: Chamber
    starts: str
    ends: str
    as_of: str
    hearings: tuple[Hearing, ...]
    unread: tuple[tuple[str, str], ...] = ()
    unknown: tuple[str, ...] = ()
    off: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """A publisher's statement that two bills are related; a suggestion for families.

    ``law`` is the law that the other bill became with this one's text ("Public Law 119-5") and
    ``law_date`` the day of it or of the signature, as the publisher gives them here.
    """

    bill: str
    kind: str
    identified_by: str | None = None
    law: str | None = None
    law_date: str | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """A summary by the publisher's staff, plain text, for the named version."""

    note: str
    date: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Title:
    """Another title of the measure: ``kind`` in the publisher's words."""

    title: str
    kind: str
    chamber: Chamber | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """Where a legislator sat and when; a first or last day that is not known is ``None``."""

    chamber: Chamber
    district: str
    starts: str | None = None
    ends: str | None = None
    party: str | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """A legislator in one roster. ``roster`` names the session and ``as_of`` the day it shows.

    ``other_names`` are those of other days and spellings; ``terms`` are ``None`` where the roster
    does not tell them, newest first otherwise.
    """

    id: str
    name: str
    jurisdiction: str
    roster: str
    as_of: str
    chamber: Chamber | None = None
    party: str | None = None
    state: str | None = None
    district: str | None = None
    family_name: str | None = None
    given_name: str | None = None
    url: str | None = None
    phone: str | None = None
    office: str | None = None
    other_names: tuple[str, ...] = ()
    terms: tuple[Term, ...] | None = None


@dataclass(frozen=True, slots=True)
class CommitteeMember:
    person: str
    role: str = "member"


@dataclass(frozen=True, slots=True)
class Committee:
    """A committee and, where the roster gives them, its members on ``as_of``."""

    id: str
    name: str
    jurisdiction: str
    roster: str
    as_of: str
    chamber: Chamber | None = None
    parent: str | None = None
    members: tuple[CommitteeMember, ...] | None = None


@dataclass(frozen=True, slots=True)
class Bill:
    """One measure of one session as one source (or the merge of several) tells it.

    ``chamber`` is the chamber of origin. ``law`` is ``"Public Law 119-73"`` or ``"Chapter 86,
    Statutes of 2022"``. ``cosponsor_count`` speaks where a source gives only the number.
    ``actions`` are oldest first, within a day too where the publisher's order tells.
    ``status_text`` and ``location`` are the publisher's own words for where it stands.
    ``sponsors_only``: the sponsorships name who leads the bill, not who joined.
    ``adds``: the record holds only what is new since its source's last one.
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
    sponsorships: tuple[Sponsorship, ...] | None = None
    actions: tuple[Action, ...] | None = None
    committees: tuple[BillCommittee, ...] | None = None
    versions: tuple[Version, ...] | None = None
    votes: tuple[Vote, ...] | None = None
    relations: tuple[Relation, ...] | None = None
    subjects: tuple[str, ...] | None = None
    summaries: tuple[Summary, ...] | None = None
    titles: tuple[Title, ...] | None = None


Record = Bill | VersionText | Analysis | Hearing | BillHearings | Agenda | Person | Committee | Link
