"""``data/letters.toml`` as values: what committees ask of letters, and where letters go."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Annotated, Any

from billtrail.data import FOLDER
from billtrail.files import read_toml
from billtrail.legislatures import Position
from billtrail.legislatures.calendar import WEEKDAYS
from billtrail.records import NAMES, Day, Url, from_least, one_of, written

Days = Annotated[int, from_least(1)]
Weekday = Annotated[str, one_of(*WEEKDAYS)]
#: What a letter can have to carry; ``name`` is an organisation's and ``signer`` the person's.
Part = Annotated[
    str,
    one_of("letterhead", "signature", "title", "contact", "date", "logo", "name", "signer"),
]
Way = Annotated[str, one_of("portal", "e-mail", "mail", "fax")]


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterOffice:
    """Where a committee is reached. ``as_of`` is how old its source says it is."""

    committee: str = field(metadata=NAMES)
    name: str
    address: str | None = None
    email: str | None = None
    phone: str | None = None
    fax: str | None = None
    url: Url
    as_of: Day | None = None
    read: Day


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterRule:
    """A committee's rule, or a jurisdiction's where no committee is named. It counts in one way.

    The fields are explained at the head of the file."""

    jurisdiction: str | None = field(default=None, metadata=NAMES)
    committee: str | None = field(default=None, metadata=NAMES)
    name: str | None = None
    working_days: Days | None = None
    days: Days | None = None
    weekday: Weekday | None = None
    week_before: Weekday | None = None
    time: str | None = None
    listed: tuple[Position, ...] = ()
    not_listed: tuple[Position, ...] = ()
    as_opposition: tuple[Position, ...] = ()
    unsettled: tuple[Position, ...] = ()
    lists_none: bool = False
    needs: tuple[Part, ...] = ()
    joint: tuple[Part, ...] = ()
    enter_signers: bool = False
    names_version: bool = False
    renew: bool = False
    one_letter: bool = False
    ways: tuple[Way, ...] = ()
    note: str | None = None
    url: Url
    as_of: Day | None = None
    read: Day | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PortalRule:
    """A legislature's portal for letters: ``fields`` to enter, in their order; what it ``asks`` of
    who opens an account, and what of that is ``unanswered`` here."""

    jurisdiction: str = field(metadata=NAMES)
    name: str
    url: Url
    fields: tuple[str, ...]
    asks: str
    unanswered: str
    source: Url
    read: Day


@dataclass(frozen=True, slots=True, kw_only=True)
class TestimonyRule:
    """How many main ``witnesses`` a side are heard, for how many ``minutes`` each; the
    others say their name, organisation and position."""

    jurisdiction: str = field(metadata=NAMES)
    witnesses: Days
    minutes: Days
    url: Url
    read: Day


@dataclass(frozen=True, slots=True, kw_only=True)
class ExecutiveRule:
    """Who signs or vetoes, from ``starts`` until the day of the next one, and where letters go."""

    jurisdiction: str = field(metadata=NAMES)
    name: str
    starts: Day = field(metadata=written("from"))
    until: Day
    address: str
    phone: str | None = None
    note: str | None = None
    url: Url
    read: Day

    def named_on(self, day: str) -> str | None:
        """The name, where it is that of the day (ISO); ``None`` before and after."""
        return self.name if self.starts <= day < self.until else None


@dataclass(frozen=True, slots=True)
class LettersFile:
    """``letters.toml``. It ships and is tested by its types; a command takes it as it is."""

    defaults: tuple[LetterRule, ...] = field(metadata=written("default"))
    portals: tuple[PortalRule, ...] = field(metadata=written("portal"))
    testimonies: tuple[TestimonyRule, ...] = field(metadata=written("testimony"))
    executives: tuple[ExecutiveRule, ...] = field(metadata=written("executive"))
    rules: tuple[LetterRule, ...] = field(metadata=written("rule"))
    offices: tuple[LetterOffice, ...] = field(metadata=written("office"))


#: What a value of the file is made, where it is not taken as it stands.
_MADE: Mapping[str, Callable[[Any], Any]] = {
    **dict.fromkeys(
        ("listed", "not_listed", "as_opposition", "unsettled"),
        lambda names: tuple(map(Position, names)),
    ),
    **dict.fromkeys(("needs", "joint", "ways", "fields"), tuple),
}


@cache
def _tables() -> Mapping[str, Any]:
    return read_toml((FOLDER / "letters.toml").read_text(encoding="utf-8"))


def _made(table: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _MADE.get(name, _as_is)(value) for name, value in table.items()}


def _as_is(value: Any) -> Any:
    return value


@cache
def letter_rules() -> Mapping[str, LetterRule]:
    """The rules by committee id; a jurisdiction's default stands under its own name (``ca``)."""
    tables = _tables()
    rules = [LetterRule(**_made(rule)) for rule in (*tables["default"], *tables["rule"])]
    return {rule.committee or rule.jurisdiction or "": rule for rule in rules}


def rule_of(committee: str | None) -> LetterRule | None:
    """A committee's own rule by its id; ``None`` where it has none."""
    return letter_rules().get(committee or "")


def office_of(committee: str | None) -> LetterOffice | None:
    """Where a committee of this id is reached; ``None`` where that is not on file."""
    return next((LetterOffice(**one) for one in _tables()["office"]
                 if one["committee"] == committee), None)  # fmt: skip


def portal(jurisdiction: str) -> PortalRule | None:
    """The portal that a legislature takes letters by; ``None`` where it has none that we know."""
    return next((PortalRule(**_made(one)) for one in _tables()["portal"]
                 if one["jurisdiction"] == jurisdiction), None)  # fmt: skip


def testimony(jurisdiction: str) -> TestimonyRule | None:
    """How witnesses are heard; ``None`` where we do not know."""
    return next((TestimonyRule(**one) for one in _tables()["testimony"]
                 if one["jurisdiction"] == jurisdiction), None)  # fmt: skip


def executive(jurisdiction: str) -> ExecutiveRule | None:
    """Who signs or vetoes; ``None`` where nobody is on file."""
    for one in _tables()["executive"]:
        if one["jurisdiction"] == jurisdiction:
            return ExecutiveRule(
                starts=one["from"], **{n: v for n, v in one.items() if n != "from"}
            )
    return None
