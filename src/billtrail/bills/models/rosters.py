"""Who sits where: people and committees, as a roster has them."""

from dataclasses import dataclass

from billtrail.legislatures import Chamber


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
    does not tell them, newest first otherwise. ``voter_id`` is the id by which a chamber's roll
    calls name the person, where that is another.
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
    voter_id: str | None = None


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
