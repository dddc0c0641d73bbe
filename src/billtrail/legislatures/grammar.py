"""How a legislature's sessions are written: in keys, on a page, and in what people type.

Two grammars cover what we have met: sessions that are counted (``119``, the 119th Congress) and
sessions named for their years (``20252026``, ``2026``), each with those called beside them.
"""

import re
from dataclasses import dataclass
from typing import Protocol

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_MARKED = re.compile(r"([a-z0-9]+?)(?:x([1-9]))?")


def ordinal(number: int) -> str:
    """``93rd``, ``111th``, ``119th``."""
    endings = {1: "st", 2: "nd", 3: "rd"}
    teen = number % 100 in (11, 12, 13)
    return f"{number}{'th' if teen else endings.get(number % 10, 'th')}"


class SessionGrammar(Protocol):
    """``years`` is a session's length; ``many`` the word for several. Texts are those of keys."""

    @property
    def years(self) -> int: ...
    @property
    def many(self) -> str: ...
    @property
    def mark(self) -> str:
        """What stands before a called session's number in a bill's (``X``), if it stands there."""

    def fits(self, session: str) -> bool:
        """Whether the text is a session."""

    def called_number(self, session: str) -> str:
        """Which called session it is: ``1`` of ``20232024x1``, ``""`` of a regular one."""

    def regular_of(self, session: str) -> str:
        """The regular session beside which one was called: ``20232024`` of ``20232024x1``."""

    def beside(self, session: str, called_number: str) -> str:
        """The session that was called beside one of the same year or years."""

    def label(self, session: str) -> str:
        """In words: ``119th Congress``."""

    def spoken(self, session: str) -> str:
        """After "of": ``the 119th Congress``."""

    def short(self, session: str) -> str:
        """As people put it beside a number: ``119th``, ``2025-26``."""

    def spellings(self, session: str) -> tuple[str, ...]:
        """What else finds its bills in the index."""

    def first_year(self, session: str) -> int:
        """The year it is counted from."""

    def of_year(self, year: int) -> str:
        """The regular session that a year belongs to."""

    def of_number(self, number: int) -> str | None:
        """The session a number alone means (119), where sessions are counted."""

    def of_years(self, first: str, last: str, called: str) -> str | None:
        """The session that years mean; one that cannot be stays, and fits no bill."""


class _MarkedSessions:
    """Keys mark a called session with an x and its number: ``20232024x1``."""

    __slots__ = ()

    def called_number(self, session: str) -> str:
        match = _MARKED.fullmatch(session)
        return (match[2] or "") if match else ""

    def regular_of(self, session: str) -> str:
        match = _MARKED.fullmatch(session)
        return match[1] if match else session

    def beside(self, session: str, called_number: str) -> str:
        return f"{self.regular_of(session)}x{called_number}"


@dataclass(frozen=True, slots=True)
class CountedSessions(_MarkedSessions):
    """Sessions by number: ``name`` n begins in the year ``zero`` + ``years`` * n. ``called`` is
    the word for those called beside it, where keys tell them apart."""

    name: str
    many: str
    zero: int
    years: int = 2
    called: str = ""
    mark: str = ""

    def fits(self, session: str) -> bool:
        match = re.fullmatch(r"[1-9][0-9]{0,2}(x[1-9])?", session)
        return match is not None and (match[1] is None or bool(self.called))

    def label(self, session: str) -> str:
        called = self.called_number(session)
        words = f"{ordinal(int(self.regular_of(session)))} {self.name}"
        return f"{words}, {_ORDINALS[int(called) - 1]} {self.called} session" if called else words

    def spoken(self, session: str) -> str:
        return f"the {self.label(session)}"

    def short(self, session: str) -> str:
        return ordinal(int(self.regular_of(session)))

    def spellings(self, session: str) -> tuple[str, ...]:
        return (self.label(session),)

    def first_year(self, session: str) -> int:
        return self.zero + self.years * int(self.regular_of(session))

    def of_year(self, year: int) -> str:
        return str((year - self.zero) // self.years)

    def of_number(self, number: int) -> str | None:
        return str(number)

    def of_years(self, first: str, last: str, called: str) -> str | None:
        return None


@dataclass(frozen=True, slots=True)
class YearSessions(_MarkedSessions):
    """Sessions by their years: ``20252026``, of one year ``2026``; ``x1`` is the first called one.

    ``begins`` is any year in which one began. ``called`` is the word for those called beside it.
    """

    years: int = 2
    begins: int = 2025
    called: str = "special"
    mark: str = ""
    many: str = "sessions"

    def fits(self, session: str) -> bool:
        match = re.fullmatch(r"([0-9]{4})([0-9]{4})?(?:x[1-9])?", session)
        return match is not None and self.regular_of(session) == self.of_year(int(match[1]))

    def label(self, session: str) -> str:
        called = self.called_number(session)
        kind = f"{_ORDINALS[int(called) - 1]} {self.called} session" if called else "session"
        return f"{self._span(session, chr(0x2013))} {kind}"

    def spoken(self, session: str) -> str:
        if self.called_number(session):
            return f"the {self.label(session)}"
        return self.short(session)

    def short(self, session: str) -> str:
        return self._span(session, "-", whole_century=False)

    def spellings(self, session: str) -> tuple[str, ...]:
        if self.years == 1:
            return (session[:4],)
        return session[:8], self.short(session), session[4:8]

    def first_year(self, session: str) -> int:
        digits = re.match(r"[0-9]{4}", session)
        return int(digits[0]) if digits else 0

    def of_year(self, year: int) -> str:
        first = year - (year - self.begins) % self.years
        return f"{first}{first + self.years - 1}" if self.years > 1 else str(first)

    def of_number(self, number: int) -> str | None:
        return None

    def of_years(self, first: str, last: str, called: str) -> str | None:
        years = first if self.years == 1 and first == last else f"{first}{last}"
        return self.beside(years, called) if called else years

    def _span(self, session: str, dash: str, *, whole_century: bool = True) -> str:
        """``2025-26``; over the turn of a century ``1999-2000`` where that is asked."""
        first, last = session[:4], self.regular_of(session)[4:]
        if not last:
            return first
        short = first[:2] == last[:2] or not whole_century
        return f"{first}{dash}{last[2:] if short else last}"


@dataclass(frozen=True, slots=True)
class AnySessions(YearSessions):
    """Of a legislature that nobody has described: any text is a session and stands for itself."""

    def fits(self, session: str) -> bool:
        return True

    def label(self, session: str) -> str:
        return f"{session} session"

    def spoken(self, session: str) -> str:
        return f"the {session} session"

    def short(self, session: str) -> str:
        return session

    def spellings(self, session: str) -> tuple[str, ...]:
        return (session,)
