"""A legislature as one frozen value: everything that is particular to it and no code knows.

What a page says of it in the languages of briefs are its ``labels``, by key and language:

- ``lower``, ``upper`` (or ``legislature``), ``executive``: "the House"; ``bar-...`` with each: what
  a stage bar prints when that chamber passed it, or it went to the executive;
- ``session-name`` with {session} (its English name; in another language ``119``, its years) and
  ``sessions``: several of them;
- ``title-OFFICE`` with {name} for each of its offices, and ``seat-CHAMBER`` with {number} where
  seats are numbered districts;
- ``letter-...``, where letters to it are worded in its own way: what is asked, whose digest it is.

``billtrail check-source`` names those that are missing.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple, Protocol

from .grammar import AnySessions, SessionGrammar
from .vocabulary import Chamber, Effect, MeasureKind


class BillKey(NamedTuple):
    """A key taken apart; ``str()`` and ``.key`` give it back."""

    jurisdiction: str
    session: str
    type: str
    number: int

    @property
    def key(self) -> str:
        return f"{self.jurisdiction}-{self.session}-{self.type}{self.number}"

    def __str__(self) -> str:
        return self.key


class MeasureType(NamedTuple):
    """``label`` is printed before the number; ``others`` are further spellings, joined.
    ``legiscan`` is LegiScan's name for it, which may be another."""

    jurisdiction: str
    type: str
    label: str
    words: str
    kind: MeasureKind
    chamber: Chamber
    legiscan: str
    others: tuple[str, ...] = ()

    @property
    def spellings(self) -> tuple[str, ...]:
        """Every spelling without blanks and stops, in small letters: ``hr``, ``housebill``."""
        words = self.words.lower().replace(" ", "").replace("'", "")
        return (self.type, words, *self.others)


class AuthorWords(NamedTuple):
    """``lead`` and ``joint`` (those who lead beside the first) and ``joined`` as headings, ``one``
    for counting who joined, ``both`` for the whole list; ``labels`` ends the keys of what briefs
    print: ``joined-sponsor``."""

    lead: str
    joint: str
    joined: str
    one: str
    both: str
    labels: str


_SPONSORS = AuthorWords(
    "Sponsor", "Sponsor", "Cosponsors", "cosponsor", "Sponsors and cosponsors", "sponsor"
)
#: Where a sponsor is the organisation that asked for a bill, as in California.
AUTHORS = AuthorWords(
    "Author", "Joint author", "Coauthors", "coauthor", "Authors and coauthors", "author"
)


class Office(NamedTuple):
    """An office a member can hold: its title in lists, the words that people say for it, whether
    it votes when the chamber passes a bill, and its ``name`` where that says more than the seat.
    """

    title: str
    words: frozenset[str]
    votes: bool = True
    name: str = ""


def said(words: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(words.split())


class Seats(Protocol):
    """The seats of a legislature and what they are called for short."""

    @property
    def by_state(self) -> bool:
        """Whether a seat is a state's (Congress), not a numbered district alone."""

    def all(self) -> tuple[str, ...]:
        """Every seat that could be told vacant."""

    def name(self, chamber: Chamber | None, state: str | None, district: str | None) -> str:
        """``CA-36``, ``AD-50``."""

    def office(self, chamber: Chamber | None, state: str | None) -> str:
        """Which of the legislature's offices sits there."""


AT_LARGE = "AL"


@dataclass(frozen=True, slots=True)
class DistrictSeats:
    """Numbered districts: of each chamber the letters before the number, and how many there are."""

    letters: Mapping[Chamber, tuple[str, int]]
    by_state: bool = False

    def all(self) -> tuple[str, ...]:
        return tuple(
            f"{letters}-{number}"
            for letters, count in self.letters.values()
            for number in range(1, count + 1)
        )

    def name(self, chamber: Chamber | None, state: str | None, district: str | None) -> str:
        number = (district or "").lstrip("0") or AT_LARGE
        letters = self.letters.get(chamber, (state, 0))[0] if chamber else state
        return f"{letters}-{number}"

    def office(self, chamber: Chamber | None, state: str | None) -> str:
        return str(chamber)


class Signing(NamedTuple):
    """How the executive's last day is counted: ``last_day(sent, recess)`` from the day a measure
    was sent and the day the legislature left for the year, where that is known; ``None`` where it
    cannot be told, and then ``unknown`` says why. ``basis`` is where the rule is written,
    ``silence`` what it makes of a measure that was neither signed nor vetoed by then."""

    last_day: Callable[[date, date | None], str | None]
    basis: str
    unknown: str = ""
    silence: str = "what follows is for the constitution to say"


class VetoOverride(NamedTuple):
    """The days (of 24 hours) in which a veto may be overridden, counted from the veto, or, where
    it came in a recess, from the return; ``basis`` is where that is written."""

    days: int
    basis: str


class TakingEffect(NamedTuple):
    """When a statute takes effect. ``later(enacted, recess)`` is the day (ISO) of an ordinary one,
    from the day it was enacted and the day the legislature left for the year, where that is known;
    ``basis`` is where that is written, ``called`` what holds for one of a session called beside the
    regular one, in words, and ``at_once`` where it is written that some take effect at once."""

    later: Callable[[date, date | None], str]
    basis: str
    called: str
    at_once: str


class Exemption(NamedTuple):
    """Measures that a limit does not bind: by how they take effect and by kind. ``limit`` is
    ``deadlines`` (the legislature's own calendar) or ``last_passage``; ``basis`` is where it is
    written."""

    limit: str
    effects: frozenset[Effect]
    kinds: frozenset[MeasureKind]
    basis: str


class Majority(NamedTuple):
    """A share of all members that measures need, by how they take effect and by kind."""

    share: str
    effects: frozenset[Effect]
    kinds: frozenset[MeasureKind]
    basis: str


class Named(NamedTuple):
    """What an address or an id of a publisher's says: a session, a type's name and a number."""

    session: str
    type: str
    number: int


class Form(NamedTuple):
    """A publisher's form of a bill's number: a regular expression, looked for in any capitals, and
    what its match names; ``None`` where that is none after all."""

    pattern: str
    read: Callable[..., Named | None]


class LawForm(NamedTuple):
    """How people write a law's number: a regular expression, in any capitals, and ``law``, the name
    that the legislature itself has for it, filled from the named groups. One of them is the
    ``session`` or the ``year`` that made the law."""

    pattern: str
    law: str


_L, _U = Chamber.LOWER, Chamber.UPPER


def _no_ids(key: BillKey) -> Mapping[str, str]:
    return {}


def _no_url(key: BillKey) -> str | None:
    return None


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Legislature:
    """``name`` is the place (United States), ``short`` how a page calls it before a session
    (California), ``body`` the legislature as a whole in running text (the California Legislature).

    ``chambers`` are the chambers by name, lower first; where there is one, it is ``legislature``.
    ``national``: its session's name alone tells which it is (119th Congress). ``keeps_order``: its
    publisher lists the actions of a day in their order. ``refers_to_several``:
    several committees can have a measure at once. ``assigns_by_rules``: its committees
    called Rules send bills to the others. ``adopts_when_filed``: a resolution of both
    chambers is complete once it is filed, else by the second agreement. ``signed``: kinds that the
    executive signs or vetoes, which makes a law of them; ``sent_too``: others that are sent there.
    ``print_days``: a bill must
    be in print so long before it is heard. ``membership`` are the seats of each chamber where votes
    are counted over all of them. ``committees_say_chamber``: their names begin with it.
    ``titles_are_names``: else a title is a phrase that stands in no sentence ("Relating to ...").
    ``mail`` is the last line of an address in each chamber, where its members' offices leave it
    out. ``is_tried``: the lines of its histories are read by rules that were tried over whole
    sessions.
    ``bring_members`` says how a newer list of members comes, ``site`` is the title and address of
    the page where people look a bill up. ``calendar`` is the text of its calendar where that is not
    ``data/calendars/<id>.toml``.
    """

    id: str
    name: str
    short: str
    body: str
    zone: str
    types: tuple[MeasureType, ...]
    sessions: SessionGrammar
    chambers: Mapping[Chamber, str]
    executive: str
    example: str
    seats: Seats
    offices: Mapping[str, Office]
    authors: AuthorWords = _SPONSORS
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    national: bool = False
    keeps_order: bool = False
    refers_to_several: bool = False
    titles_are_names: bool = True
    assigns_by_rules: bool = False
    adopts_when_filed: bool = False
    signed: frozenset[MeasureKind] = frozenset({MeasureKind.BILL, MeasureKind.JOINT})
    sent_too: frozenset[MeasureKind] = frozenset()
    is_tried: bool = True
    signing: Signing | None = None
    override: VetoOverride | None = None
    print_days: int | None = None
    taking_effect: TakingEffect | None = None
    exemptions: tuple[Exemption, ...] = ()
    majorities: tuple[Majority, ...] = ()
    membership: Mapping[Chamber, int] = field(default_factory=dict)
    committees_say_chamber: bool = False
    mail: Mapping[Chamber, str] = field(default_factory=dict)
    bring_members: str = ""
    site: tuple[str, str] | None = None
    forms: tuple[Form, ...] = ()
    laws: tuple[LawForm, ...] = ()
    official_url: Callable[[BillKey], str | None] = _no_url
    other_ids: Callable[[BillKey], Mapping[str, str]] = _no_ids
    calendar: str | None = None

    @property
    def has_one_chamber(self) -> bool:
        return len(self.chambers) == 1

    @property
    def sent(self) -> frozenset[MeasureKind]:
        """The kinds that come before the executive."""
        return self.signed | self.sent_too

    def other(self, chamber: Chamber) -> Chamber:
        """The chamber a measure goes to after this one; itself where there is no other."""
        if self.has_one_chamber:
            return chamber
        return Chamber.UPPER if chamber == Chamber.LOWER else Chamber.LOWER

    def chamber(self, chamber: Chamber) -> str:
        """A chamber's or the executive's name: ``House``, ``Governor``."""
        if chamber == Chamber.EXECUTIVE:
            return self.executive
        return self.chambers.get(chamber, chamber.value.title())


def plain(id: str) -> Legislature:
    """What can be said of a legislature that nobody has described, from its id alone: the file of
    somebody who follows another state can still be read."""
    return Legislature(
        id=id, name=id, short=id, body=f"the legislature of {id}", zone="UTC", types=(),
        sessions=AnySessions(), chambers={_L: "Lower", _U: "Upper"}, executive="executive",
        example="",
        seats=DistrictSeats({}), offices={},
    )  # fmt: skip
