"""Lists of a legislature's members: a newer list replaces the one before, whole.

A list is one document (Congress, the seed) or the files of one folder or archive, a file a person
(Open States): ``Source.roster`` says which. Who is not in a newer list has left, and gets no page.
A list that loses over a tenth of the seats is more often a fault than news and is not taken. A
list fetched after a session began whose members are still those of the session before does not
become the new session's: a new lower chamber's terms begin with it. Lists: congress-legislators and
Open States people (see ``scrapers/seed.py``).
"""

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from billtrail.bills import Source
from billtrail.bills.models import Committee, Person, Term
from billtrail.bills.people import family_name, sits, titled
from billtrail.errors import UsageError
from billtrail.legislatures import Chamber, get, session_label, session_of_year
from billtrail.legislatures.calendar import sessions

from .people_and_analyses import RecordStore

#: The share of the seats that a newer list may lose.
_MOST_LOST = 0.10
#: Files with fewer than this share of the seats are no list: they speak for their people alone.
_LEAST_LISTED = 0.5
#: In a new legislature at least this share of the lower chamber has a term that began with it:
#: terms of those who stay may be told as one since they first came (Open States).
_LEAST_NEW = 0.05


@dataclass(slots=True)
class ListedMembers:
    """What a list holds; filled as its files are read."""

    people: list[Person] = field(default_factory=list)
    committees: list[Committee] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _List:
    """The members of one legislature that a list has: those of its own day, and those of before."""

    jurisdiction: str
    session: str
    as_of: str
    now: tuple[Person, ...]
    before: tuple[Person, ...]

    @property
    def seats(self) -> int:
        return len({_seat(p) for p in self.now if sits(p, self.as_of)})

    @property
    def name(self) -> str:
        session = session_label(self.jurisdiction, self.session)
        return f"the list of the members of {get(self.jurisdiction).body}, {session}"


def _seat(person: Person) -> tuple[object, ...]:
    """A seat: senators of Congress have none but their own."""
    return person.chamber, person.state, person.district or person.id


class RosterStore:
    """Takes lists in through one connection; ``problems`` and ``notes`` say what came of them."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.records = RecordStore(connection)
        self.problems: list[str] = []
        self.notes: list[str] = []

    def save(self, listed: ListedMembers, source: Source) -> None:
        for jurisdiction in sorted({person.jurisdiction for person in listed.people}):
            people = [p for p in listed.people if p.jurisdiction == jurisdiction]
            committees = [c for c in listed.committees if c.jurisdiction == jurisdiction]
            self._save_one(_as_list(jurisdiction, people), committees, source)
        alone = {c.jurisdiction for c in listed.committees} - {
            p.jurisdiction for p in listed.people
        }
        others = [c for c in listed.committees if c.jurisdiction in alone]
        self._save_committees(others, source.name)

    def _save_one(self, told: _List, committees: Sequence[Committee], source: Source) -> None:
        stored = self._stored(told.jurisdiction)
        if stored and source.roster == "files" and told.seats < _LEAST_LISTED * stored.seats:
            self._save_some(told, stored, source.name)
            self._save_committees(committees, source.name)
            return
        if old := _older_session(told, stored):
            label = session_label(old.jurisdiction, old.session)
            self.notes.append(f"{told.name}, is not there yet: what came is that of the {label}")
            told = old
            committees = [replace(c, roster=old.session, as_of=old.as_of) for c in committees]
        self._save_list(told, stored, committees, source.name)

    def _save_list(
        self, told: _List, stored: _List | None, committees: Sequence[Committee], source: str
    ) -> None:
        seats = stored.seats if stored else 0
        if told.seats < (1 - _MOST_LOST) * seats:
            self.problems.append(
                f"{told.name} (as of {told.as_of}), was not taken: it fills {told.seats} seats "
                f"where the one before fills {seats}. A list that loses over a tenth of the seats "
                "is more often a fault than news."
            )
            return
        if stored and (told.session, told.as_of) < (stored.session, stored.as_of):
            self._save_older(told, stored, source)
        else:
            self._replace(told, source)
        self._save_committees(committees, source)

    def _save_some(self, told: _List, stored: _List, source: str) -> None:
        """A few people's files; of a session that has no list yet they would be all there is."""
        if told.session == stored.session:
            self._save_people(told.now, source)
        elif told.now:
            self.notes.append(
                f"{told.name}, is not there yet: {told.seats} of {stored.seats} seats are no list"
            )
        self._save_people(told.before, source)

    def _save_people(self, people: Iterable[Person], source: str) -> None:
        for person in people:
            self.records.save_person(person, source)

    def _save_committees(self, committees: Iterable[Committee], source: str) -> None:
        for committee in committees:
            self.records.save_committee(committee, source)

    def _save_older(self, told: _List, stored: _List, source: str) -> None:
        """An older list takes nothing back, and adds nobody to a newer one."""
        known = {row[0] for row in self.connection.execute("SELECT DISTINCT id FROM people")}
        for person in (*told.now, *told.before):
            if person.id not in known:
                since = stored.as_of if person.roster == stored.session else None
                self.records.save_person(person, source, since)

    def _replace(self, told: _List, source: str) -> None:
        self._save_people((*told.now, *told.before), source)
        gone = self._gone(told)
        self.connection.executemany(
            "UPDATE people SET unlisted_since = ? WHERE id = ? AND roster = ?",
            [(told.as_of, person.id, told.session) for person in gone],
        )
        if gone:
            names = "; ".join(sorted(map(titled, gone)))
            self.notes.append(f"no longer in {told.name} (as of {told.as_of}): {names}")

    def _gone(self, told: _List) -> list[Person]:
        """Those of the session whom the list before had and this one has not."""
        listed = {person.id for person in told.now}
        stored = self._people(told.jurisdiction, told.session)
        return [person for person in stored if person.id not in listed]

    def _stored(self, jurisdiction: str) -> _List | None:
        """The newest list on record, of whichever session."""
        row = self.connection.execute(
            "SELECT roster, max(as_of) FROM people WHERE jurisdiction = ? AND unlisted_since IS "
            "NULL GROUP BY roster ORDER BY roster DESC",
            (jurisdiction,),
        ).fetchone()
        if row is None:
            return None
        people = tuple(self._people(jurisdiction, row[0]))
        return _List(jurisdiction, row[0], row[1], people, ())

    def _people(self, jurisdiction: str, session: str) -> Iterator[Person]:
        """The members a list has, who sit on its day by the terms on record."""
        as_of = self.connection.execute(
            "SELECT max(as_of) FROM people WHERE jurisdiction = ? AND roster = ?",
            (jurisdiction, session),
        ).fetchone()[0]
        yield from read_sitting(self.connection, jurisdiction, session, as_of) if as_of else ()


def _as_list(jurisdiction: str, people: Sequence[Person]) -> _List:
    """The people of one legislature as the list of the newest day that any of them shows."""
    as_of = max(person.as_of for person in people)
    session = _session_on(jurisdiction, as_of)
    now = tuple(replace(p, as_of=as_of) for p in people if p.roster == session)
    return _List(jurisdiction, session, as_of, now, tuple(p for p in people if p.roster != session))


def _session_on(jurisdiction: str, day: str) -> str:
    """The regular session of a day; by its year alone where no calendar reaches."""
    try:
        return sessions.session_on(jurisdiction, day)
    except UsageError:
        return session_of_year(jurisdiction, int(day[:4]))


def _older_session(told: _List, stored: _List | None) -> _List | None:
    """The list as that of the session before, where it is not one of the new session yet. Where a
    list of the session is there already, it is enough that the terms hold."""
    limits = sessions.load_sessions().get((told.jurisdiction, told.session))
    lower = [p for p in told.now if p.chamber == Chamber.LOWER and p.terms]
    if limits is None or not lower:
        return None
    listed = stored is not None and stored.session == told.session
    if _is_new(lower, "" if listed else limits.starts, told.as_of):
        return None
    eve = (date.fromisoformat(limits.starts) - timedelta(1)).isoformat()
    session = _session_on(told.jurisdiction, eve)
    left = tuple(person for person in told.before if person.roster == session)
    now = tuple(replace(person, roster=session, as_of=eve) for person in (*told.now, *left))
    before = tuple(person for person in told.before if person.roster != session)
    return _List(told.jurisdiction, session, eve, now, before)


def _is_new(lower: Collection[Person], starts: str, as_of: str) -> bool:
    """Whether the lower chamber is that of the session: its terms hold, and enough began then."""
    holds = [p for p in lower if p.terms and _holds(p.terms[0].ends, as_of)]
    begun = [p for p in holds if p.terms and (p.terms[0].starts or "") >= starts]
    enough = len(holds) >= _LEAST_LISTED * len(lower)
    return enough and len(begun) >= _LEAST_NEW * len(lower)


def _holds(ends: str | None, day: str) -> bool:
    return ends is None or ends > day


# -- who sits on a day ----------------------------------------------------------------------------

_COLUMNS = (
    "id", "name", "jurisdiction", "roster", "as_of", "chamber", "party", "state", "district",
    "family_name", "given_name", "url", "phone", "office", "voter_id",
)  # fmt: skip


def read_sitting(
    connection: sqlite3.Connection,
    jurisdiction: str,
    session: str,
    on: str,
    among: Collection[str] | None = None,
) -> tuple[Person, ...]:
    """The people of a session's list who sit on a day (ISO), in the order of their seats; those
    with the ids ``among`` alone, where it is given. Who is no longer listed sat up to the last list
    that had them."""
    ids = "" if among is None else f" AND id IN ({', '.join('?' * len(among))})"
    rows = connection.execute(
        f"SELECT {', '.join(_COLUMNS)} FROM people WHERE jurisdiction = ? AND roster = ? AND "
        f"(unlisted_since IS NULL OR as_of >= ?){ids}",
        (jurisdiction, session, on, *(among or ())),
    ).fetchall()
    terms = _read_terms(connection, jurisdiction, session)
    people = (_person(row, terms.get(row["id"])) for row in rows)
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


def _person(row: sqlite3.Row, terms: tuple[Term, ...] | None) -> Person:
    values = dict(zip(_COLUMNS, row, strict=True))
    values["chamber"] = row["chamber"] and Chamber(row["chamber"])
    return Person(**values, terms=terms)


def _order(person: Person) -> tuple[str, str, int, str]:
    district = (person.district or "0").zfill(3)
    return person.state or "", person.chamber or "", int(district), family_name(person)
