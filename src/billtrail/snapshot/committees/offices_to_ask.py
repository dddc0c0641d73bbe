"""Offices to ask: members of the committee that has a bill who have not joined the effort yet.

Nobody is named where a list is unknown: where a committee's members are not in the roster of the
bill's session, or where a bill of the effort does not say who joined it.
"""

import json
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from billtrail.bills.models import BillCommittee, Person, Sponsorship
from billtrail.bills.people import same_name
from billtrail.bills.values import BillStatus, EffortStatus
from billtrail.legislatures import Chamber, MemberKind, get, split_key
from billtrail.store import read_sitting

from .having import committees_having


@dataclass(frozen=True, slots=True)
class OfficeToAsk:
    """A member to ask, as the newest roster of the session has them. ``bill`` is the one that
    the committee has; ``role`` is theirs there (``chair``, ``ranking member``, ``member``)."""

    person: str
    name: str
    chamber: Chamber | None
    party: str | None
    state: str | None
    district: str | None
    bill: str
    committee: str
    committee_name: str
    role: str
    phone: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class OfficesToAsk:
    """Whom to ask for an effort on a day. ``as_of`` is the day of the roster, ``unknown`` says in
    words why nobody is named for a bill."""

    family: str
    offices: tuple[OfficeToAsk, ...]
    as_of: str | None
    unknown: tuple[str, ...]


def read_offices_to_ask(
    connection: sqlite3.Connection, effort: EffortStatus, on: str
) -> OfficesToAsk:
    """The offices to ask for an effort on a day (ISO), of those who sit then; none for one that is
    law or has no live bill."""
    live = [] if effort.enacted_bill else list(_live(effort))
    unknown = [f"{s.bill.identifier} does not say who joined it" for s in live if _is_bare(s)]
    if unknown or not live:
        return OfficesToAsk(effort.id, (), None, tuple(unknown))
    joined = [s for status in live for s in status.bill.sponsorships or () if not s.withdrawn]
    found: dict[str, OfficeToAsk] = {}
    days: list[str] = []

    @cache
    def sitting(jurisdiction: str, session: str) -> Mapping[str, Person]:
        people = read_sitting(connection, jurisdiction, session, on)
        return {person.id: person for person in people}

    for status in live:
        for committee in committees_having(status, date.fromisoformat(on)):
            row = _roster(connection, committee, status.bill.session)
            if row is None:
                name = f"{committee.name} ({status.bill.identifier})"
                unknown.append(f"the members of {name} are not known")
                continue
            days.append(row["as_of"])
            people = sitting(row["jurisdiction"], row["roster"])
            for office in _members(people, row, committee, status):
                if not any(_is_theirs(sponsorship, office) for sponsorship in joined):
                    found.setdefault(office.person, office)
    offices = sorted(found.values(), key=_order)
    return OfficesToAsk(effort.id, tuple(offices), min(days, default=None), tuple(unknown))


def _is_theirs(sponsorship: Sponsorship, office: OfficeToAsk) -> bool:
    """Whether the member of that office signed: by id; else by chamber and seat, where a bill's
    data names seats (California), or by chamber and name, where it names neither."""
    if sponsorship.person == office.person:
        return True
    by_state = get(split_key(office.bill).jurisdiction).seats.by_state
    if sponsorship.person and by_state:
        return False
    if sponsorship.district and not by_state:
        seat = (sponsorship.chamber, sponsorship.district.lstrip("0"))
        return seat == (office.chamber, (office.district or "").lstrip("0"))
    return same_name(sponsorship.name, sponsorship.chamber, office.name, office.chamber)


def _live(effort: EffortStatus) -> Iterator[BillStatus]:
    for member in effort.members:
        if member.kind != MemberKind.OPPOSES and member.status and member.status.progress.alive:
            yield member.status


def _is_bare(status: BillStatus) -> bool:
    return status.bill.sponsorships is None or not status.cosponsors.complete


def _roster(
    connection: sqlite3.Connection, committee: BillCommittee, session: str
) -> sqlite3.Row | None:
    row: sqlite3.Row | None = connection.execute(
        "SELECT * FROM committees WHERE id = ? AND roster = ? AND members IS NOT NULL",
        (committee.committee, session),
    ).fetchone()
    return row


def _members(
    people: Mapping[str, Person], row: sqlite3.Row, committee: BillCommittee, status: BillStatus
) -> Iterator[OfficeToAsk]:
    for id, role in json.loads(row["members"]):
        if person := people.get(id):
            yield OfficeToAsk(
                person.id, person.name, person.chamber, person.party, person.state, person.district,
                status.key, committee.committee, row["name"], role, person.phone, person.url,
            )  # fmt: skip


_RANKS = ("chair", "ranking member", "vice chair")


def _order(office: OfficeToAsk) -> tuple[str, int, str]:
    """Who leads the committee first, then by name."""
    rank = _RANKS.index(office.role) if office.role in _RANKS else len(_RANKS)
    return office.committee, rank, office.name.rpartition(" ")[2]
