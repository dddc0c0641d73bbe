"""Whom a letter is for: who leads a committee, or signs and vetoes, and where they are reached.

A wrong name above a letter is worse than none: from a list that is over a year old, or of another
session, nobody is named, and the author is told whom the list has and of which day it is.
"""

import json
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from billtrail.bills.letters import LetterOffice, executive, office_of
from billtrail.bills.models import BillCommittee, Person
from billtrail.bills.people import family_name, same_name
from billtrail.bills.values import BillStatus
from billtrail.errors import UsageError
from billtrail.legislatures import Chamber, committee_words, get
from billtrail.legislatures.calendar import load_sessions, session_on
from billtrail.store import read_sitting
from billtrail.words import day_words

from .having import committee_title, full_committee

if TYPE_CHECKING:
    from ..snapshot import Snapshot

#: How long a list of a committee's members is believed.
_YEAR = timedelta(365)


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody a paper is addressed to. ``role``: chair, ranking member, or the executive's own
    (governor). ``chair`` is the person's name and ``family_name`` the family name as a list has it;
    ``None`` where nobody may be named. ``note`` tells the author why, whom the list has and what to
    do, and what is to be known of the address. ``as_of`` is the day of the list, ``stale`` that it
    is too old to name anybody. ``members`` are those who sit there: id, name and role."""

    committee_id: str
    committee: str
    chamber: Chamber | None
    chair: str | None
    role: str
    address_lines: tuple[str, ...] = ()
    email: str = ""
    as_of: str | None = None
    stale: bool = False
    note: str = ""
    family_name: str | None = None
    phone: str = ""
    members: tuple[tuple[str, str, str], ...] = ()

    @property
    def title(self) -> str:
        """``Chair, Assembly Committee on Public Safety``."""
        if not self.committee_id:
            return self.committee
        return f"{self.role[:1].upper()}{self.role[1:]}, {self.committee}"


@dataclass(frozen=True, slots=True)
class CommitteeList:
    """The newest list of a committee's members, and those of it who sit on the day. ``doubt`` says
    why nobody of it is named; empty where it is to be believed. ``is_later``: than the day."""

    name: str
    as_of: str
    people: Mapping[str, Person] = field(default_factory=dict)
    roles: Mapping[str, str] = field(default_factory=dict)
    doubt: str = ""
    is_later: bool = False

    def leads(self, role: str) -> str | None:
        """The id of who has a role."""
        return next((id for id, one in self.roles.items() if one == role), None)

    def named(self, role: str) -> Person | None:
        """Who has a role and may be named."""
        return None if self.doubt else self.people.get(self.leads(role) or "")

    @property
    def sitting(self) -> tuple[tuple[str, str, str], ...]:
        """Id, name and role of each member; nobody where the list is in doubt."""
        here = () if self.doubt else self.roles.items()
        return tuple((id, self.people[id].name, role) for id, role in here if id in self.people)


#: Of which roles the recipients of a kind are, in their order.
_ROLES: Mapping[str, tuple[str, ...]] = {
    "committee": ("chair",),
    "committee-and-ranking": ("chair", "ranking member"),
}


def recipients(
    snapshot: "Snapshot",
    bill: BillStatus,
    committee: BillCommittee,
    kind: str = "committee",
    chair: str = "",
) -> tuple[Recipient, ...]:
    """The chair of a committee, and with ``committee-and-ranking`` the ranking member where the
    list has one. ``chair`` is a name that the author gives, which goes before any list."""
    listed = committee_list(snapshot, bill.bill.jurisdiction, committee)
    roles = _ROLES[kind] if listed and not listed.doubt else ("chair",)
    return tuple(
        _recipient(bill, committee, listed, role, chair if role == "chair" else "")
        for role in roles
        if role == "chair" or (listed and listed.leads(role))
    )


def _recipient(
    bill: BillStatus,
    committee: BillCommittee,
    listed: CommitteeList | None,
    role: str,
    given: str,
) -> Recipient:
    name = _official(bill, committee, listed)
    person = _called(listed, given) if given else listed.named(role) if listed else None
    office, address = office_of(committee.committee), _address(committee, person)
    notes = () if given else _why(listed, role, name) if person is None else _later(bill, listed)
    return Recipient(
        committee.committee, name, committee.chamber,
        person.name if person else given or None, role,
        (address,) if address else (), office.email or "" if office else "",
        listed.as_of if listed else None, bool(listed and listed.doubt),
        " ".join((*notes, *_of_address(office, address, bill, role))),
        family_name(person) if person else None,
        office.phone or "" if office else "",
        listed.sitting if listed else (),
    )  # fmt: skip


def _called(listed: CommitteeList | None, given: str) -> Person | None:
    """The member who is meant by a name as it was typed."""
    if listed is None:
        return None
    here = [person for id, person in listed.people.items() if id in listed.roles]
    found = [one for one in here if same_name(given, one.chamber, one.name, one.chamber)]
    return found[0] if len(found) == 1 else None


def _official(bill: BillStatus, committee: BillCommittee, listed: CommitteeList | None) -> str:
    """Its full name: the list's own, which is the newer, where it is the same committee's."""
    if listed is None or listed.doubt:
        return full_committee(bill, committee)
    return committee_title(get(bill.bill.jurisdiction), committee.chamber, listed.name)


def _address(committee: BillCommittee, person: Person | None) -> str:
    """The committee's; the chair's own office where it is not on file."""
    office = office_of(committee.committee)
    if office and office.address:
        return office.address
    if person is None or not person.office:
        return ""
    last = get(person.jurisdiction).mail.get(person.chamber) if person.chamber else None
    return f"{person.office}, {last}" if last else person.office


def _why(listed: CommitteeList | None, role: str, committee: str) -> tuple[str, ...]:
    """Why nobody is named, and what to do about it."""
    do = f"Ask the committee, and name the {role} with --chair NAME."
    if listed is None:
        return (f"No list of the members of the {committee} is on file.", do)
    day, id = day_words(listed.as_of), listed.leads(role)
    if id is None:
        return (f"The list of {day} names no {role}.", do)
    if id not in listed.people:
        return (f"The {role} on the list of {day} sits no more.", do)
    return (f"The list of {day} has {listed.people[id].name} as {role}, but {listed.doubt}.", do)


def _later(bill: BillStatus, listed: CommitteeList | None) -> tuple[str, ...]:
    """That the list is of a later day than the letter's."""
    if listed is None or not listed.is_later:
        return ()
    return (f"The name is that of the list of {day_words(listed.as_of)}, which is later.",)


def _of_address(
    office: LetterOffice | None, address: str, bill: BillStatus, role: str
) -> tuple[str, ...]:
    """Whose address it is, and how old."""
    if office is None or not office.address:
        own = f"The committee's address is not on file: this is the {role}'s own office."
        return (own,) if address else ("The committee's address is not on file: ask.",)
    if office.as_of and int(office.as_of[:4]) < int(bill.fresh_as_of[:4]) - 1:
        return (f"The committee's address is of {office.as_of}: ask.",)
    return ()


def committee_list(
    snapshot: "Snapshot", jurisdiction: str, committee: BillCommittee
) -> CommitteeList | None:
    """The list of a committee's members that is the nearest to the snapshot's day; ``None`` where
    there is none of it. A code can mean another committee in another session."""
    on, session = snapshot.on, _session(jurisdiction, snapshot.on)
    row = snapshot.connection.execute(
        "SELECT name, roster, as_of, members FROM committees WHERE jurisdiction = ? AND id = ? "
        "AND members IS NOT NULL ORDER BY roster = ? DESC, as_of DESC LIMIT 1",
        (jurisdiction, committee.committee, session),
    ).fetchone()  # fmt: skip
    if row is None or (row["roster"] != session and not _same(row["name"], committee.name)):
        return None
    day = on.isoformat() if row["roster"] == session else row["as_of"]
    roles = dict(_roles(row))
    people = read_sitting(snapshot.connection, jurisdiction, row["roster"], day, roles)
    return CommitteeList(
        row["name"], row["as_of"], {person.id: person for person in people},
        roles, _doubt(jurisdiction, row, session, on), row["as_of"][:10] > on.isoformat(),
    )  # fmt: skip


def _session(jurisdiction: str, on: date) -> str | None:
    try:
        return session_on(jurisdiction, on)
    except UsageError:  # no calendar reaches the day: no list is of its session
        return None


def _same(one: str, other: str) -> bool:
    """Whether two names are one committee's, whichever of them says the chamber."""
    shorter, longer = sorted((committee_words(one), committee_words(other)), key=len)
    return longer.endswith(shorter.removesuffix(" committee"))


def _roles(row: sqlite3.Row) -> Iterator[tuple[str, str]]:
    yield from ((member[0], member[1]) for member in json.loads(row["members"]))


def _doubt(jurisdiction: str, row: sqlite3.Row, session: str | None, on: date) -> str:
    if session is None or row["roster"] != session:
        return "that list is of another session"
    limits = load_sessions().get((jurisdiction, session))
    if limits and limits.ends < on.isoformat():
        return "its session has ended"
    if date.fromisoformat(row["as_of"][:10]) + _YEAR < on:
        return "that list is over a year old"
    return ""


def executive_recipient(bill: BillStatus, on: date) -> Recipient | None:
    """Who signs or vetoes the bill on a day; ``None`` where nobody is on file."""
    found, legislature = executive(bill.bill.jurisdiction), get(bill.bill.jurisdiction)
    if found is None:
        return None
    name = found.named_on(on.isoformat())
    who = legislature.executive
    note = "" if name else (
        f"{found.name} was {who} until {day_words(found.until)}: name the {who} with --chair NAME."
    )  # fmt: skip
    return Recipient(
        "", f"{who} of {legislature.name}", Chamber.EXECUTIVE, name, who.casefold(),
        (found.address,), "", found.read, name is None, note,
        None, found.phone or "",
    )  # fmt: skip
