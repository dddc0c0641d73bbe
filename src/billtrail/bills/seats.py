"""Who sits where: the roster of one legislature on a day, seats in their usual short form.

Rosters: unitedstates/congress-legislators and Open States people (see ``scrapers/seed.py``).
"""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from billtrail.errors import UsageError
from billtrail.legislatures import Chamber, Office, get, session_label, sessions

from .models import Person, Term

_COLUMNS = (
    "id", "name", "jurisdiction", "roster", "as_of", "chamber", "party", "state", "district",
    "family_name", "given_name", "url", "phone", "office",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Roster:
    """The members of one legislature as of ``as_of``, in the order of their seats."""

    jurisdiction: str
    session: str
    as_of: str
    people: tuple[Person, ...]

    def vacant(self) -> tuple[str, ...]:
        """Seats that nobody holds on ``as_of``: ``("CA-14", "FL-20")``."""
        held = {seat(person) for person in self.people}
        return tuple(name for name in get(self.jurisdiction).seats.all() if name not in held)


@dataclass(frozen=True, slots=True)
class CommitteeSeat:
    """``parent`` is the committee's name where ``name`` is a subcommittee."""

    id: str
    name: str
    role: str
    parent: str | None
    as_of: str


def seat(person: Person) -> str:
    """A seat as file names and lists say it: ``CA-36``, ``WY-AL``, ``CA-Sen``, ``AD-50``."""
    seats = get(person.jurisdiction).seats
    return seats.name(person.chamber, person.state, person.district)


def office(person: Person) -> str:
    """Which of their legislature's offices a person holds: ``lower``, ``delegate``."""
    return get(person.jurisdiction).seats.office(person.chamber, person.state)


def office_of(person: Person) -> Office:
    """The office itself; a nameless one where nobody has described the legislature."""
    return get(person.jurisdiction).offices.get(office(person), _NO_OFFICE)


_NO_OFFICE = Office("", frozenset())


def votes(person: Person) -> bool:
    """Whether the person may vote when the chamber passes a bill."""
    return office_of(person).votes


def titled(person: Person) -> str:
    """``Rep. Ted Lieu (CA-36)``; printed pages take titles from the labels of their language."""
    return f"{office_of(person).title} {person.name} ({seat(person)})".lstrip()


_SUFFIXES = ("Jr.", "Sr.", "II", "III", "IV")


def family_name(person: Person) -> str:
    """The family name as it stands in the name that is printed."""
    if person.family_name and person.family_name in person.name:
        return person.family_name
    return [word for word in person.name.replace(",", "").split() if word not in _SUFFIXES][-1]


# -- reading -------------------------------------------------------------------------------------


def read_roster(connection: sqlite3.Connection, jurisdiction: str, on: date) -> Roster:
    """The roster of the session of ``on``: those whom its newest list has, and whose term covers
    the day.

    Raises ``UsageError`` where only another session's is on record: pages for people who may no
    longer hold the office are worse than none.
    """
    session = sessions.session_on(jurisdiction, on)
    people = read_sitting(connection, jurisdiction, session, on.isoformat())
    if not people or _is_over(jurisdiction, session, on):
        raise UsageError(_missing(connection, jurisdiction, on))
    return Roster(jurisdiction, session, max(p.as_of for p in people), people)


def read_sitting(
    connection: sqlite3.Connection, jurisdiction: str, session: str, on: str
) -> tuple[Person, ...]:
    """The people of a session's list who sit on a day (ISO), in the order of their seats. Who is
    no longer listed sat up to the last list that had them."""
    rows = connection.execute(
        f"SELECT {', '.join(_COLUMNS)} FROM people WHERE jurisdiction = ? AND roster = ? AND "
        "(unlisted_since IS NULL OR as_of >= ?)",
        (jurisdiction, session, on),
    ).fetchall()
    terms = _read_terms(connection, jurisdiction, session)
    people = (replace(_person(row), terms=terms.get(row["id"])) for row in rows)
    return tuple(sorted((person for person in people if sits(person, on)), key=_order))


def _read_terms(
    connection: sqlite3.Connection, jurisdiction: str, session: str
) -> Mapping[str, tuple[Term, ...]]:
    found: dict[str, tuple[Term, ...]] = {}
    for row in connection.execute(
        "SELECT person, chamber, district, starts, ends, party FROM terms WHERE person IN "
        "(SELECT id FROM people WHERE jurisdiction = ? AND roster = ?) ORDER BY person, position",
        (jurisdiction, session),
    ):
        person, chamber, *rest = tuple(row)
        found[person] = (*found.get(person, ()), Term(Chamber(chamber), *rest))
    return found


def sits(person: Person, on: str) -> bool:
    """Whether a term covers the day (ISO) in the person's chamber; where no terms are told, a list
    is believed. Ends are last days (Open States) or the day of the next beginning (Congress)."""
    return not person.terms or any(
        (term.starts or "") <= on <= (term.ends or "9999")
        for term in person.terms
        if term.chamber == person.chamber
    )


def _person(row: sqlite3.Row) -> Person:
    values = {name: row[name] for name in _COLUMNS}
    return Person(**values | {"chamber": row["chamber"] and Chamber(row["chamber"])})


def _order(person: Person) -> tuple[str, str, int, str]:
    district = (person.district or "0").zfill(3)
    return person.state or "", person.chamber or "", int(district), family_name(person)


def _is_over(jurisdiction: str, session: str, on: date) -> bool:
    limits = sessions.load_sessions().get((jurisdiction, session))
    return limits is not None and limits.ends < on.isoformat()


def _missing(connection: sqlite3.Connection, jurisdiction: str, on: date) -> str:
    """Which roster there is, and what to do about it."""
    legislature = get(jurisdiction)
    body, bring = legislature.body, legislature.bring_members
    newest = connection.execute(
        "SELECT roster, max(as_of) FROM people WHERE jurisdiction = ? GROUP BY roster "
        "ORDER BY roster DESC", (jurisdiction,),
    ).fetchone()  # fmt: skip
    if newest is None:
        return f"No list of the members of {body} is on record. {bring}".rstrip()
    label = session_label(jurisdiction, newest[0])
    have = f"The list of the members of {body} is that of the {label} (as of {newest[1]})"
    starts = sessions.load_sessions()[jurisdiction, newest[0]].starts
    if on.isoformat() < starts:
        return f"{have}, which had not begun on {on}. Leave --as-of out, or take a later day."
    return f"{have}, which had ended by {on}: others may sit there now. {bring}".rstrip()


def read_seats(
    connection: sqlite3.Connection, roster: Roster
) -> Mapping[str, tuple[CommitteeSeat, ...]]:
    """Committee seats by person's id: whole committees first, then their subcommittees."""
    rows = connection.execute(
        "SELECT id, name, parent, members, as_of FROM committees WHERE jurisdiction = ? AND "
        "roster = ? AND members IS NOT NULL ORDER BY parent IS NOT NULL, name",
        (roster.jurisdiction, roster.session),
    ).fetchall()
    names = {row["id"]: row["name"] for row in rows}
    found: dict[str, list[CommitteeSeat]] = {}
    for row in rows:
        parent = names.get(row["parent"])
        for person, role in _members(row["members"]):
            entry = CommitteeSeat(row["id"], row["name"], role, parent, row["as_of"])
            found.setdefault(person, []).append(entry)
    return {person: tuple(seats) for person, seats in found.items()}


def _members(stored: str) -> Iterable[tuple[str, str]]:
    return ((member[0], member[1]) for member in json.loads(stored))
