"""A legislator in any spelling: "Lieu", "Rep. Ted Lieu (D-CA-36)", "CA-36", "L000582",
"California delegation", "House Judiciary".

A spelling fits a person where every word of it is true of that person (name, nickname, state,
district, party, chamber) and the words name somebody: a family name, or a seat. It fits a group
where its words say only state, party, chamber or committee. Nothing is guessed: what fits
nobody, or several, is a problem with the nearest names.
"""

import difflib
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from billtrail.legislatures import AT_LARGE, STATE_NAMES, STATES, Chamber, Legislature, get, known
from billtrail.legislatures.calendar import sessions

from ..models import Person
from .seats import CommitteeSeat, Roster, family_name, office_of, seat, titled


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_NOISE = _set(
    "the of for from and on hon honorable office member members district dist congressional "
    "congress u s us state"
)
#: True of everybody, and of Mississippi and North Dakota more than that.
_COURTESY = _set("mr ms mrs dr st nd rd th")
_GROUP = _set("all everyone entire whole both delegation caucus delegates")

_PARTY_WORDS: Mapping[str, frozenset[str]] = {
    "D": _set("d dem dems democrat democrats democratic"),
    "R": _set("r gop republican republicans"),
    "I": _set("i ind independent independents"),
}
_ALL_PARTY = frozenset().union(*_PARTY_WORDS.values())


def _office_words() -> frozenset[str]:
    """Every word that says an office anywhere."""
    return _all_office_words(known())


@lru_cache(maxsize=8)
def _all_office_words(legislatures: tuple[Legislature, ...]) -> frozenset[str]:
    offices = (office for one in legislatures for office in one.offices.values())
    return frozenset().union(*(office.words for office in offices))


_COMMITTEE = frozenset({"committee", "subcommittee", "house", "senate", "assembly", "joint"})

#: Given names and the short forms that people use for them.
_SHORT = (
    "william bill billy will", "robert bob bobby rob", "richard rick dick rich", "james jim jimmy",
    "michael mike", "thomas tom tommy", "charles chuck charlie", "edward ed ted eddie",
    "theodore ted", "bernard bernie", "joseph joe", "daniel dan danny", "david dave",
    "stephen steve", "steven steve", "christopher chris", "gregory greg", "donald don",
    "ronald ron", "kenneth ken", "lawrence larry", "patrick pat", "patricia pat patty",
    "elizabeth liz beth betsy lizzie", "katherine kathy kate katie", "catherine cathy",
    "deborah debbie deb", "susan sue susie", "kirsten kirstin", "timothy tim", "anthony tony",
    "andrew andy drew", "benjamin ben", "samuel sam", "nicholas nick", "matthew matt",
    "jeffrey jeff", "geoffrey jeff", "joshua josh", "jonathan jon", "john jack johnny",
    "peter pete", "raymond ray", "gerald jerry", "jerrold jerry", "eugene gene", "alexander alex",
    "alexandria alex", "margaret maggie peggy", "henry hank", "philip phil", "douglas doug",
    "leonard len", "victoria vicky", "jacquelyn jackie", "jacqueline jackie", "rebecca becca becky",
    "amelia amy", "angela angie", "valerie val", "suzanne suzan", "frederick fred", "abraham abe",
)  # fmt: skip


@lru_cache(maxsize=1 << 14)
def words_of(text: str) -> tuple[str, ...]:
    """Lower-case words without accents; letters and digits apart, numbers without zeros ahead."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    plain = re.sub(r"['\N{RIGHT SINGLE QUOTATION MARK}`](?:s\b)?", "", plain)
    plain = re.sub(r"\bd\.?\s?c\b", "dc", plain)
    found = re.findall(r"[^\W\d_]+|\d+", plain)
    return tuple(word.lstrip("0") or "0" if word.isdigit() else word for word in found)


@lru_cache(maxsize=1 << 12)
def nicknames(name: str) -> frozenset[str]:
    """The given name in small letters, with the names that people use for it."""
    rows = (row.split() for row in _SHORT)
    return frozenset(
        word for full, *short in rows for word in (full, *short) if name == full or name in short
    )


@dataclass(frozen=True, slots=True)
class DirectoryEntry:
    """A person with every word that is true of them."""

    person: Person
    family: frozenset[str]
    words: frozenset[str]
    district: frozenset[str]
    place: frozenset[str]


@dataclass(frozen=True, slots=True)
class Problem:
    """A spelling that names nobody, or several; ``why`` ends with the nearest names, ``people``."""

    text: str
    why: str
    people: tuple[Person, ...] = ()


class Directory:
    """A roster that finds its people by any spelling."""

    def __init__(self, roster: Roster, seats: Mapping[str, Sequence[CommitteeSeat]]) -> None:
        self.roster = roster
        self._seats = seats
        self._entries = [_entry(person) for person in roster.people]
        self._by_id = {person.id.casefold(): person for person in roster.people}

    def find(self, text: str, beside: Iterable[str] = ()) -> tuple[Person, ...] | Problem:
        """The people that ``text`` names, in the order of their seats, or what is wrong with it.

        ``beside`` is what else stands in the same row of a table (a state, a first name): it
        decides between people whom the text fits alike.
        """
        id = text.strip(" \t.,;:()[]").casefold()
        if id in self._by_id:
            return (self._by_id[id],)
        words = [word for word in words_of(text) if word not in _NOISE]
        if not words:
            return Problem(text, "says no name, seat or state")
        named = self._named(words)
        if len(named) > 1:
            named = _narrowed(named, beside)
        if len(named) == 1:
            return (named[0].person,)
        if named:
            return self._several(text, [entry.person for entry in named])
        return self._group(words) or self._committee(text) or self._nobody(text, words)

    # -- one person ------------------------------------------------------------------------------

    def _named(self, words: Sequence[str]) -> list[DirectoryEntry]:
        """Everybody whom all words fit: a whole family name first, then a part of one, then a
        seat."""
        asked = set(words)
        fits = [entry for entry in self._entries if asked <= entry.words]
        seated = [e for e in fits if asked & e.district and asked & e.place]
        whole = [e for e in fits if e.family <= asked]
        partly = [e for e in fits if _long(e.family & asked)]
        return seated or whole or ([] if _is_place(words) else partly)

    def _several(self, text: str, people: Sequence[Person]) -> Problem:
        names = "; ".join(titled(person) for person in people[:8])
        more = f"; and {len(people) - 8} more" if len(people) > 8 else ""
        why = f"fits {len(people)} members: {names}{more}. Add a first name or seat"
        return Problem(text, why, tuple(people))

    # -- groups ----------------------------------------------------------------------------------

    def _group(self, words: Sequence[str]) -> tuple[Person, ...]:
        """Everybody of a state, party or chamber; nobody where a word says anything else."""
        offices = {word for word in words if word in _office_words()}
        parties = {word for word in words if word in _ALL_PARTY}
        rest = [w for w in words if w not in _GROUP | offices | parties]
        state = _state(rest)
        if (rest and state is None) or not _long(words, 1):
            return ()
        return tuple(
            person for person in self.roster.people
            if state in (None, person.state)
            and offices <= office_of(person).words and parties <= _party_words(person)
        )  # fmt: skip

    def _committee(self, text: str) -> tuple[Person, ...] | Problem | None:
        asked = frozenset(words_of(text)) - _NOISE
        bare, chambers = asked - _COMMITTEE, asked & _office_words()
        fits = {
            name: members for name, members in self.committees.items()
            if bare and bare == frozenset(words_of(name)) - _NOISE - _COMMITTEE
            and chambers <= frozenset(words_of(name))
        }  # fmt: skip
        if len(fits) > 1:
            return Problem(text, f"fits several committees: {', '.join(fits)}")
        return next(iter(fits.values()), None)

    @cached_property
    def committees(self) -> dict[str, tuple[Person, ...]]:
        """Members by a committee's name with its chamber."""
        found: dict[str, list[Person]] = {}
        for person in self.roster.people:
            for entry in self._seats.get(person.id, ()):
                if entry.parent is None:
                    found.setdefault(_full_name(entry.name, person), []).append(person)
        return {name: tuple(people) for name, people in sorted(found.items())}

    # -- nobody ----------------------------------------------------------------------------------

    def _nobody(self, text: str, words: Sequence[str]) -> Problem:
        if why := _zip_code(text) or self._no_such_seat(words):
            return Problem(text, why)
        near = tuple(self.nearest(text))
        return Problem(text, self._unknown(near), near)

    def _no_such_seat(self, words: Sequence[str]) -> str | None:
        """A seat that is vacant, or that the state does not have."""
        number = next((word for word in words if word.isdigit()), AT_LARGE)
        state = _state([w for w in words if not w.isdigit() and w not in _office_words()])
        if not get(self.roster.jurisdiction).seats.by_state or state is None:
            return None
        if f"{state}-{number}" in self._vacant:
            return f"nobody holds {state}-{number}: vacant as of {self._day}"
        name, count = STATES.get(state, (STATE_NAMES[state], 1))
        if not number.isdigit():
            return None
        return f"{name} has {count} district{'s' if count > 1 else ''}"

    @cached_property
    def _vacant(self) -> frozenset[str]:
        return frozenset(self.roster.vacant())

    @property
    def _day(self) -> str:
        return sessions.day_words(self.roster.as_of)

    def _unknown(self, near: Sequence[Person]) -> str:
        hint = f" Nearest: {'; '.join(map(titled, near))}" if near else ""
        body = get(self.roster.jurisdiction).body
        return f"names no member of {body} (list as of {self._day}).{hint}"

    def nearest(self, text: str, most: int = 4) -> list[Person]:
        """The people whose names read most like the text."""
        asked = [
            word for word in words_of(text) if word not in _NOISE | _COURTESY | _office_words()
        ]
        likeness = {entry.person.id: _likeness(asked, entry.person) for entry in self._entries}
        ranked = sorted(self.roster.people, key=lambda person: -likeness[person.id])
        return [person for person in ranked[:most] if likeness[person.id] >= 0.6]


def _zip_code(text: str) -> str | None:
    """A ZIP code, of which no publisher of ours says the district: many lie in several."""
    if re.fullmatch(r"\s*\d{5}(?:-\d{4})?\s*", text):
        return "is a ZIP code, and many lie in several districts. Write the seat, such as CA-36"
    return None


def _likeness(asked: Sequence[str], person: Person) -> float:
    """How much the words read like a person's name or seat; the last word like a family name."""
    whole, last = " ".join(asked), " ".join(asked[-1:])
    return max(
        _resemblance(whole, person.name), _resemblance(whole, family_name(person)),
        _resemblance(whole, seat(person)), 0.95 * _resemblance(last, family_name(person)),
    )  # fmt: skip


def _resemblance(asked: str, name: str) -> float:
    return difflib.SequenceMatcher(None, asked, " ".join(words_of(name))).ratio()


def _full_name(committee: str, person: Person) -> str:
    """Of Congress they say their chamber themselves."""
    legislature = get(person.jurisdiction)
    if legislature.committees_say_chamber or person.chamber is None:
        return committee
    return f"{legislature.chamber(person.chamber)} {committee}"


def _party_words(person: Person) -> frozenset[str]:
    return _PARTY_WORDS.get((person.party or "")[:1], frozenset())


def _entry(person: Person) -> DirectoryEntry:
    names = frozenset(words_of(person.name)) | frozenset(words_of(person.given_name or ""))
    family = frozenset(words_of(family_name(person)))
    short = frozenset().union(*(nicknames(name) for name in names - family))
    district = _district_words(person)
    place = _place_words(person)
    own = office_of(person).words | _party_words(person) | _GROUP | _COURTESY
    return DirectoryEntry(
        person, family, names | family | short | district | place | own, district, place
    )


def _district_words(person: Person) -> frozenset[str]:
    number = (person.district or "").lstrip("0")
    if get(person.jurisdiction).seats.by_state and person.chamber == Chamber.UPPER:
        return frozenset()
    if number:
        return frozenset({number})
    return frozenset({"al", "large", "at", "0", "1"})


def _place_words(person: Person) -> frozenset[str]:
    """What names the place of a seat: the state, or the letters of its districts."""
    code = person.state or ""
    named = {code.casefold(), *words_of(STATE_NAMES.get(code, ""))} - _NOISE
    if code == "DC":
        named.add("washington")
    if not get(person.jurisdiction).seats.by_state and person.chamber:
        named |= {seat(person).partition("-")[0].casefold(), *office_of(person).words}
    return frozenset(named)


def _narrowed(entries: list[DirectoryEntry], beside: Iterable[str]) -> list[DirectoryEntry]:
    """Those whom most of what stands beside fits."""
    cells = [set(words_of(cell)) - _NOISE for cell in beside]
    fits = [sum(bool(cell) and cell <= entry.words for cell in cells) for entry in entries]
    return [entry for entry, count in zip(entries, fits, strict=True) if count == max(fits)]


def _long(words: Iterable[str], than: int = 2) -> bool:
    return any(len(word) > than for word in words)


def _is_place(words: Sequence[str]) -> bool:
    return _state([word for word in words if word not in _office_words() | _ALL_PARTY]) is not None


def _state(words: Sequence[str]) -> str | None:
    """The postal code that the words name, all of them together."""
    if len(words) == 1 and words[0].upper() in STATE_NAMES:
        return words[0].upper()
    asked = [word for word in words if word not in _NOISE]
    for code, name in STATE_NAMES.items():
        if asked and asked == [word for word in words_of(name) if word not in _NOISE]:
            return code
    return None
