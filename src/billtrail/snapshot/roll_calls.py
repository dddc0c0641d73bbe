"""How a legislator voted on bills, across names, houses and seats.

Sources name voters their own way: a seat of one session (``ca-20252026-sd02``, PUBINFO), the
roster's person (``ocd-person/...``, a member of Congress by Bioguide id), another id that the
roster knows (a senator's, by which the Senate counts), or only the name of the day. A person's
terms say which seat was theirs on the day of a vote; a bare name counts only where one member of
the chamber had it that day.
"""

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from billtrail.bills.identity import surname
from billtrail.bills.models import Bill, Sponsorship
from billtrail.errors import UnknownKey
from billtrail.legislatures import Chamber, nearest
from billtrail.legislatures.calendar import last_day

if TYPE_CHECKING:
    from billtrail.bills.values import MemberVote

#: A seat's id: ``ca-20252026-ad15`` -> session, house, district.
_SEAT = re.compile(r"(?P<session>[a-z]{2}-\w+)-(?P<house>[as])d0*(?P<district>\d+)")
#: A voter as Congress prints them: ``Cantwell (D-WA)``.
_PRINTED = re.compile(r"(.+) \((\w+-[A-Z]{2})\)")
_HOUSES = {"a": Chamber.LOWER, "s": Chamber.UPPER}


@dataclass(frozen=True, slots=True)
class _Sitting:
    """One term of one person, with the names they are called by."""

    person: str
    chamber: str
    district: str
    starts: str
    ends: str
    party: str | None
    names: frozenset[str]

    def covers(self, chamber: str | None, day: str) -> bool:
        return self.chamber == chamber and self.starts <= day <= self.ends


class RollCalls:
    """Reads who voted how; one reading of the rosters serves many questions."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self._rosters: dict[tuple[str, str], Mapping[str, str]] = {}

    def called(self, name: str) -> list[str]:
        """The ids of everyone with a name, an id among them; sitting members before former."""
        small = name.casefold()
        found = [id_ for id_, names in self._called.items() if small in names or id_ == name]
        sitting = [id_ for id_ in found if any(s.ends == "9999" for s in self._terms
                                               if s.person == id_)]  # fmt: skip
        return sitting or found

    def name_of(self, person: str) -> str:
        """The name a roster gives an id, else the one bills give; raises UnknownKey."""
        for table, column in (("people", "id"), ("sponsorships", "person")):
            row = self.connection.execute(
                f"SELECT name FROM {table} WHERE {column} = ? LIMIT 1", (person,)
            ).fetchone()
            if row:
                return str(row[0])
        ids = [row[0] for row in self.connection.execute("SELECT DISTINCT id FROM people")]
        raise UnknownKey("legislator", person, nearest(person, ids))

    def knows_members(self, jurisdiction: str) -> bool:
        """Whether the file has a list of a legislature's members."""
        row = self.connection.execute(
            "SELECT 1 FROM people WHERE jurisdiction = ? LIMIT 1", (jurisdiction,)
        ).fetchone()
        return row is not None

    def of_person(self, person: str, bills: Iterable[str], on: date) -> "tuple[MemberVote, ...]":
        """A legislator's votes on bills, oldest first, up to a day."""
        keys = list(bills)
        rows = self.connection.execute(
            f"SELECT * FROM votes WHERE bill IN ({', '.join('?' * len(keys))}) AND date <= ? "
            "AND records IS NOT NULL AND unlisted_since IS NULL ORDER BY date, identifier",
            (*keys, on.isoformat()),
        )
        return tuple(vote for row in rows if (vote := self._vote_of(person, row)))

    def _vote_of(self, person: str, row: sqlite3.Row) -> "MemberVote | None":
        from billtrail.bills.values import MemberVote

        for name, option, voter in json.loads(row["records"]):
            if self.is_person(person, name, voter, row["chamber"], row["date"]):
                return MemberVote(
                    bill=row["bill"], date=row["date"], chamber=row["chamber"],
                    committee=row["committee"], motion=row["motion"], result=row["result"],
                    option=option, name=name, yes=row["yes"], no=row["no"], url=row["url"],
                )  # fmt: skip
        return None

    def is_person(
        self, person: str, name: str, voter: str | None, chamber: str | None, day: str
    ) -> bool:
        """Whether a voter, as a source names them, is this person."""
        if voter == person:
            return True
        return self.who(name, voter, chamber, day) == person

    def who(self, name: str, voter: str | None, chamber: str | None, day: str) -> str | None:
        """The roster's person for a voter of a day; ``None`` where none or several fit."""
        seat = _SEAT.fullmatch(voter or "")
        if voter and not seat:
            return self._voters.get(voter, voter)
        sitting = self._sitting(chamber, day)
        if seat and (found := self._in_seat(seat, day)):
            return found
        called = {s.person for s in sitting if name.casefold() in s.names}
        return called.pop() if len(called) == 1 else None

    def shown_on(self, person: str | None, name: str, day: str) -> tuple[str, str]:
        """A voter's name, and party and district of the day ("D-54"); as the record names them
        where no roster knows them, or who sat then."""
        printed = _PRINTED.fullmatch(name)
        bare, seat = (printed[1], printed[2]) if printed else (name, "")
        terms = [s for s in self._terms_of.get(person or "", ()) if s.starts <= day <= s.ends]
        if terms:
            seat = "-".join(filter(None, ((terms[0].party or "")[:1], terms[0].district)))
        known = terms or (printed and self.is_listed(person))
        return (self.name_of(str(person)) if known else bare), seat

    def is_listed(self, person: str | None) -> bool:
        """Whether any list of members has a person."""
        return person in self._called

    def with_parties(self, bill: Bill) -> Bill:
        """The bill with the party of the day of those behind it, where its sources leave it out
        and the rosters know who sat then."""
        people = bill.sponsorships or ()
        if all(s.party or s.entity != "person" for s in people) or not self._terms:
            return bill
        return replace(bill, sponsorships=tuple([self._with_party(s, bill) for s in people]))

    def spelled(self, bill: Bill) -> Bill:
        """The bill with the accents that the roster of its session gives the names of those behind
        it: publishers of bills leave some out ("Pablo Jose")."""
        names, people = self._accented(bill.jurisdiction, bill.session), bill.sponsorships or ()
        if not any(s.person in names for s in people):
            return bill
        return replace(bill, sponsorships=tuple([_spelled(s, names) for s in people]))

    def _accented(self, jurisdiction: str, session: str) -> Mapping[str, str]:
        """The names with accents of a roster, by id."""
        if (jurisdiction, session) not in self._rosters:
            rows = self.connection.execute(
                "SELECT id, name FROM people WHERE jurisdiction = ? AND roster = ? "
                "AND name GLOB '*[^ -~]*'", (jurisdiction, session),
            )  # fmt: skip
            self._rosters[jurisdiction, session] = dict(rows.fetchall())
        return self._rosters[jurisdiction, session]

    def identified(self, one: Sponsorship, bill: Bill) -> Sponsorship:
        """A member whom the record names by surname, and state where there are several, as the
        roster of the bill's session knows them; as they are where none or several fit."""
        if one.person:
            return one
        name = surname(one)
        rows = self.connection.execute(
            "SELECT id, name, party, state, district FROM people WHERE jurisdiction = ? AND "
            "roster = ? AND chamber = ? AND ? IN (name, family_name) AND state = ifnull(?, state)",
            (bill.jurisdiction, bill.session, one.chamber, name, one.state),
        ).fetchall()
        if len(rows) != 1:
            return one
        person, called, party, state, district = rows[0]
        return one._replace(name=called, person=person, party=party, state=state, district=district)

    def _with_party(self, one: Sponsorship, bill: Bill) -> Sponsorship:
        day = one.date or bill.introduced_date or next((a.date for a in bill.actions or ()), None)
        if one.party or one.entity != "person" or day is None:
            return one
        day = last_day(day)
        person = self.who(one.name, one.person, one.chamber or bill.chamber, day)
        terms = [s for s in self._terms if s.person == person and s.starts <= day <= s.ends]
        return one._replace(party=terms[0].party) if terms else one

    def _in_seat(self, seat: "re.Match[str]", day: str) -> str | None:
        """Who sat there; where a term has no first day, the one that ended soonest after."""
        chamber = _HOUSES[seat["house"]].value
        fitting = [s for s in self._terms if s.district == seat["district"]
                   and s.covers(chamber, day)]  # fmt: skip
        nearest = min(fitting, key=lambda s: (s.ends, -len(s.starts)), default=None)
        return nearest.person if nearest else None

    def _sitting(self, chamber: str | None, day: str) -> Iterator[_Sitting]:
        return (s for s in self._terms if s.covers(chamber, day))

    @cached_property
    def _terms(self) -> tuple[_Sitting, ...]:
        names = self._called
        rows = self.connection.execute(
            "SELECT person, chamber, district, starts, ends, party FROM terms "
            "ORDER BY person, starts"
        )
        return tuple(
            _Sitting(person, chamber, district, starts or "", ends or "9999", party, names[person])
            for person, chamber, district, starts, ends, party in rows
        )

    @cached_property
    def _voters(self) -> Mapping[str, str]:
        """People by the id that roll calls have for them, where the roster's is another."""
        rows = self.connection.execute(
            "SELECT voter_id, id FROM people WHERE voter_id IS NOT NULL ORDER BY roster"
        )
        return dict(map(tuple, rows))

    @cached_property
    def _called(self) -> Mapping[str, frozenset[str]]:
        return self._names()

    @cached_property
    def _terms_of(self) -> Mapping[str, tuple[_Sitting, ...]]:
        found: dict[str, tuple[_Sitting, ...]] = {}
        for term in self._terms:
            found[term.person] = (*found.get(term.person, ()), term)
        return found

    def _names(self) -> dict[str, frozenset[str]]:
        """Every name of each person of the rosters, small letters."""
        found: dict[str, frozenset[str]] = {}
        rows = self.connection.execute(
            "SELECT id, name, family_name, given_name, other_names FROM people"
        )
        for id_, name, family, given, others in rows:
            called = [name, family, f"{given} {family}", *json.loads(others or "[]")]
            called += [_surname(other, given or "") for other in called if other]
            small = frozenset(n.casefold() for n in called if n)
            found[id_] = found.get(id_, frozenset()) | small
        return found


def _surname(name: str, given: str) -> str:
    """``Akilah Weber, M.D.``, ``Weber, A.`` and ``A. Weber`` -> ``Weber``: roll calls name members
    by the surname of the day."""
    words = name.partition(",")[0].split()
    while len(words) > 1 and (words[0].endswith(".") or words[0] == given):
        words = words[1:]
    return " ".join(words)


def _spelled(one: Sponsorship, names: Mapping[str, str]) -> Sponsorship:
    name = names.get(one.person or "", one.name)
    if name == one.name:
        return one
    from billtrail.bills.people import words_of  # few bills have such a name

    return one._replace(name=name) if words_of(name) == words_of(one.name) else one
