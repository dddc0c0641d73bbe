"""What is said of statutes and what changed them, as their file says it: ``statutes.toml``.

A reading says what a section says, from which text. ``as_read``: its code page, a chaptered print
or a slip law was read. ``as_summarised``: a digest, an analysis or somebody's guide was, which is
less; it is printed as "by a summary". ``day`` is the day whose law the text gives: a code page, the
day it was looked at; a print or a digest, the day its act became law.
"""

from dataclasses import dataclass, field
from typing import Annotated

from billtrail.errors import UsageError
from billtrail.records import NAMES, Day, Read, Url, one_of, written

from .statutes import Statute, parse_statute
from .values import WHATS

AS_READ, AS_SUMMARISED = "as_read", "as_summarised"
BASES = (AS_READ, AS_SUMMARISED)


def _key(value: object) -> str:
    """A statute's key; raises ValueError with what was expected."""
    try:
        return parse_statute(str(value)).key
    except UsageError as error:
        raise ValueError(str(error)) from error


Key = Annotated[str, Read(_key)]


@dataclass(frozen=True, slots=True)
class TakenIn:
    """A later act that changes the section and was found to leave what we say as it is: ``why``."""

    bill: str = field(metadata=NAMES)
    why: str


@dataclass(frozen=True, slots=True)
class ReadPart:
    """A part of a section whose own words were read, where the rest is known by less.

    ``part`` as it is cited: "(a) and (b)". The other fields are those of ``StatuteReading``.
    """

    part: str = field(metadata=NAMES)
    says: str
    day: Day
    text: str
    read_on: Day
    url: Url | None = None


@dataclass(frozen=True, slots=True)
class StatuteReading:
    """What we say a section says.

    ``text`` names what was read and ``sha256`` is its hash where the text is at hand; ``read_on``
    is the day of reading. ``starts`` and ``until`` are the first and the last day of it in force,
    where told; with ``until_if`` its end hangs on something ("if it is not funded"), so that nobody
    can say whether it came. ``parts`` are those read in their own words, where the section as a
    whole is summarised. ``reviewed_by`` names a person, and ships empty.
    """

    key: Key = field(metadata=NAMES)
    says: str
    basis: Annotated[str, one_of(*BASES)]
    day: Day
    text: str
    read_on: Day
    url: Url | None = None
    sha256: str | None = None
    starts: Day | None = None
    until: Day | None = None
    until_if: str | None = None
    taken_in: tuple[TakenIn, ...] = ()
    parts: tuple[ReadPart, ...] = field(default=(), metadata=written("part"))
    reviewed_by: str | None = None
    reviewed_on: Day | None = None

    @property
    def statute(self) -> Statute:
        return parse_statute(self.key)

    def part(self, name: str) -> ReadPart | None:
        return next((part for part in self.parts if part.part == name), None)


@dataclass(frozen=True, slots=True)
class StatuteChange:
    """An enacted act's change of a section: ``what`` of ``WHATS``.

    ``enacted`` is the day it became law and ``starts`` the day from which it counts; ``until`` and
    ``condition`` where the act says so. ``unit`` is as in ``Citation``. ``chapter`` orders the acts
    of a year. ``source`` says from what it is known; ``origin``: by hand, or from the bill's own
    ``title`` or ``print``.
    """

    statute: Key = field(metadata=NAMES)
    bill: str = field(metadata=NAMES)
    what: Annotated[str, one_of(*WHATS)] = field(metadata=NAMES)
    enacted: Day
    source: str
    read_on: Day | None = None
    starts: Day | None = None
    until: Day | None = None
    condition: str | None = None
    unit: str = ""
    chapter: int | None = None
    joined_with: tuple[str, ...] = ()
    origin: str = field(default="hand", metadata={"written": None})


@dataclass(frozen=True, slots=True)
class StatutesFile:
    """``statutes.toml``."""

    readings: tuple[StatuteReading, ...] = field(default=(), metadata=written("statute"))
    changes: tuple[StatuteChange, ...] = field(default=(), metadata=written("change"))
