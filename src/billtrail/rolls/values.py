"""Signers and rolls. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum

from .names import fold


class Level(StrEnum):
    """How far an organisation reaches; also the order in which a letter groups its signers."""

    NATIONAL = "national"
    STATE = "state"
    LOCAL = "local"


@dataclass(frozen=True, slots=True)
class Signer:
    """An organisation, a person, or a person for an organisation. Days are ISO text; ``""`` and
    ``None`` are what nobody said.

    ``number`` tells a signer from the others of its roll, and is all that a letter's record keeps.
    ``version`` is the day of the print that was agreed to, ``stance`` the position. ``public`` is
    the person's consent to be named, ``listed`` the organisation's, which one that signs gives
    unless it says no; ``proof`` how we know (a mail, a form). ``apart`` are numbers of signers that
    look alike and are somebody else.
    """

    number: int = 0
    organisation: str = ""
    person: str = ""
    title: str = ""
    city: str = ""
    level: Level | None = None
    asked_on: str = ""
    signed_on: str = ""
    version: str = ""
    stance: str = ""
    logo: bool | None = None
    public: bool | None = None
    listed: bool | None = None
    proof: str = ""
    contact: str = ""
    withdrawn_on: str = ""
    apart: tuple[int, ...] = ()

    @property
    def name(self) -> str:
        """What a signer is called among those who keep the roll."""
        return self.organisation or self.person

    @property
    def shown_organisation(self) -> str:
        """The organisation where a letter may name it."""
        return "" if self.listed is False else self.organisation

    @property
    def shown_person(self) -> str:
        """The person where a letter may name them."""
        return self.person if self.public else ""

    @property
    def is_named(self) -> bool:
        """Whether a letter names all that the roll has of the signer's names."""
        return self.shown_organisation == self.organisation and self.shown_person == self.person

    @property
    def has_signed(self) -> bool:
        """Whether the signature stands; one that was given again after a withdrawal does."""
        return bool(self.signed_on) and not self.withdrawn_on >= self.signed_on

    @property
    def has_not_answered(self) -> bool:
        """Whether nothing came back, where it is on record that they were asked and where not."""
        return not (self.signed_on or self.withdrawn_on)

    @property
    def key(self) -> tuple[str, str]:
        """Two rows with one key are one signer."""
        return fold(self.organisation), fold(self.person)


def laid_over(earlier: Signer, later: Signer) -> Signer:
    """What ``later`` says, and where it says nothing what ``earlier`` said; ``earlier``'s number,
    where it has one."""
    names = [field.name for field in fields(Signer)]
    said = {n: v for n in names if (v := getattr(later, n)) not in ("", None, ())}
    return replace(earlier, **said | {"number": earlier.number or later.number})


@dataclass(frozen=True, slots=True)
class Pair:
    """Two signers that may be one organisation; ``same`` where even their spelling is one."""

    one: Signer
    other: Signer
    same: bool = False


@dataclass(frozen=True, slots=True)
class Roll:
    """The signers of a bill's letters, by number."""

    bill: str
    signers: tuple[Signer, ...] = ()

    @property
    def signed(self) -> tuple[Signer, ...]:
        return tuple(signer for signer in self.signers if signer.has_signed)

    @property
    def newest(self) -> str:
        """The last day of which the roll tells anything; ``""`` where it tells of none."""
        days = ((s.asked_on, s.signed_on, s.withdrawn_on) for s in self.signers)
        return max((day for three in days for day in three), default="")


@dataclass(frozen=True, slots=True)
class SignerCount:
    """How many signed: ``organisations`` by their names, those that may be one counted once, so
    that no page says more than is so; ``unsure`` is how many were left out for that. ``people``
    signed for themselves; of ``unnamed`` signers a letter leaves the person or the organisation
    out, who have not agreed to be named."""

    organisations: int
    people: int
    unnamed: int
    unsure: int


@dataclass(frozen=True, slots=True)
class Group:
    """Signers of one level in the order of their names; ``level`` is ``None`` where nobody said."""

    level: Level | None
    signers: tuple[Signer, ...]


def count(signers: Iterable[Signer], pairs: Iterable[Pair] = ()) -> SignerCount:
    """How many ``signers`` there are; ``pairs`` are those that look like one organisation."""
    signed = list(signers)
    names = {fold(signer.organisation) for signer in signed if signer.organisation}
    one = _joined(names, pairs)
    people = sum(not signer.organisation for signer in signed)
    unnamed = sum(not signer.is_named for signer in signed)
    return SignerCount(one, people, unnamed, len(names) - one)


def _joined(names: set[str], pairs: Iterable[Pair]) -> int:
    """How many there are at least: names that pairs join are one."""
    leader = {name: name for name in names}

    def find(name: str) -> str:
        while leader[name] != name:
            name = leader[name]
        return name

    for pair in pairs:
        one, other = fold(pair.one.organisation), fold(pair.other.organisation)
        if one in names and other in names:
            leader[find(one)] = find(other)
    return len({find(name) for name in names})


def grouped(signers: Iterable[Signer]) -> tuple[Group, ...]:
    """Signers as a letter lists them: national, state, local, then those of whom nobody said."""
    by_level: Mapping[Level | None, list[Signer]] = {level: [] for level in (*Level, None)}
    for signer in signers:
        by_level[signer.level].append(signer)
    ordered = ((level, sorted(found, key=_by_name)) for level, found in by_level.items() if found)
    return tuple(Group(level, tuple(found)) for level, found in ordered)


def _by_name(signer: Signer) -> tuple[str, str, int]:
    return signer.name.casefold(), signer.person.casefold(), signer.number
