"""Who sits where: the roster of one legislature on a day, seats in their usual short form."""

from dataclasses import dataclass

from billtrail.legislatures import Office, get

from ..models import Person


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


#: Titles that lists put before a name.
_TITLES = ("Rep.", "Sen.", "Del.", "Mr.", "Ms.", "Mrs.", "Dr.")


def surname_of(name: str) -> str:
    """The family name in a name as lists print it, a committee's as it is: ``Rep. Fry, Russell
    [R-SC-7]``, ``Mr. Fry``, ``Russell Fry, Jr.`` -> Fry."""
    if "committee" in name.casefold():
        return name
    head, comma, rest = name.partition(",")
    words = [word for word in head.split() if word not in (*_TITLES, *_SUFFIXES)]
    last_first = comma and rest.strip() not in _SUFFIXES
    return (" ".join(words) if last_first else words[-1] if words else "") or name


def sits(person: Person, on: str) -> bool:
    """Whether a term covers the day (ISO) in the person's chamber; where no terms are told, a list
    is believed. Ends are last days (Open States) or the day of the next beginning (Congress)."""
    return not person.terms or any(
        (term.starts or "") <= on <= (term.ends or "9999")
        for term in person.terms
        if term.chamber == person.chamber
    )
