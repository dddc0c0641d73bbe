"""Sessions by the names that a publisher of many legislatures has for them.

This is the one place that makes a key's session of such a name: small letters and digits stay,
everything else goes. ``2025-2026`` is ``20252026``, ``104th`` stays, ``2026R1`` is ``2026r1``, the
second session called beside Texas' 89th is ``892``.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from .grammar import ordinal

#: What a form of a name may hold.
_PARTS: Mapping[str, str] = {
    "year": r"(?P<year>(?:19|20)\d\d)",
    "last": r"(?P<last>(?:19|20)\d\d)",
    "short": r"(?P<short>\d\d)",
    "number": r"(?P<number>[1-9]\d{0,2})",
    "nth": r"(?P<number>[1-9]\d{0,2})(?:st|nd|rd|th)",
    "which": r"(?P<which>[12])(?:st|nd)",
    "digit": r"(?P<called>[1-9])",
    "ordinal": r"(?P<called>[1-9])(?:st|nd|rd|th)",
    "letter": r"(?P<called>[a-z])",
}
#: A year and what a publisher adds to it for a session that we have not met.
_ADDED = re.compile(
    r"(?P<year>(?:19|20)\d\d)(?:(?P<last>(?:19|20)\d\d))?(?P<called>[a-z][a-z0-9]{0,23})"
)
#: Counted sessions lie between these years.
_YEARS = range(1900, 2100)
_WORDS = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")


def key_session(name: str) -> str:
    """The session of a key: ``57th-2nd-regular`` -> ``57th2ndregular``."""
    return re.sub(r"[^a-z0-9]", "", name.lower())


@lru_cache(maxsize=256)
def _pattern(form: str) -> re.Pattern[str]:
    joined = re.sub(r"[^a-z0-9{}]", "", form.lower())
    return re.compile(re.sub(r"\{(\w+)\}", lambda part: _PARTS[part[1]], joined))


def _filled(parts: Mapping[str, str | None]) -> dict[str, str]:
    """What a form is filled with to be the name that these parts were read from."""
    found = {name: part.upper() for name, part in parts.items() if part}
    called = found.get("called", "")
    nth = {"nth": found.get("number"), "which": found.get("which"), "ordinal": called}
    ordinals = {n: ordinal(int(part)) for n, part in nth.items() if part and part.isdecimal()}
    return {**found, **ordinals, "digit": called, "letter": called}


@dataclass(frozen=True, slots=True)
class NamedSessions:
    """``regular`` and ``called`` are the forms of names: ``{year}-{last}``, ``{nth}``,
    ``{number}{digit}``. Counted ones are of the ``name``, number n beginning in the year ``zero`` +
    ``years`` * n; others are as many ``years`` long, ``begins`` being any year one began."""

    regular: str
    called: tuple[str, ...] = ()
    years: int = 1
    begins: int = 2025
    zero: int = 0
    name: str = ""
    word: str = "special"
    mark: str = ""
    many: str = "sessions"

    def fits(self, session: str) -> bool:
        return self._read(session) is not None

    def published(self, session: str) -> str:
        """The publisher's own name of a key's session: ``2025-2026`` of ``20252026``."""
        for form in (self.regular, *self.called):
            if match := self._match(form, session):
                return form.format(**_filled(match.groupdict()))
        return session.upper()

    def called_number(self, session: str) -> str:
        match = self._read(session)
        return (match.groupdict().get("called") or "") if match else ""

    def regular_of(self, session: str) -> str:
        return self.of_year(self.first_year(session)) if self.called_number(session) else session

    def beside(self, session: str, called_number: str) -> str:
        form = next((form for form in self.called if "{digit}" in form), "{year}x{digit}")
        match = self._read(session)
        parts = {"year": self.first_year(session)} | (match.groupdict() if match else {})
        return key_session(form.format(**parts | {"digit": called_number}))

    def label(self, session: str) -> str:
        match = self._read(session)
        if match is None:
            return f"session {session}"
        parts = match.groupdict()
        base, called = self._base(parts, chr(0x2013)), parts.get("called") or ""
        if not called:
            return base if self.zero else f"{base} session"
        words = _WORDS[int(called)] if called.isdecimal() and len(called) == 1 else ""
        if words:
            return f"{base}{',' if self.zero else ''} {words} {self.word} session"
        return f"{base} {self.word} session {called.upper()}"

    def spoken(self, session: str) -> str:
        match = self._read(session)
        plain = match and not self.zero and not match.groupdict().get("called")
        return self.short(session) if plain else f"the {self.label(session)}"

    def short(self, session: str) -> str:
        match = self._read(session)
        if match is None or match.groupdict().get("called"):
            return self.label(session)
        return self._base(match.groupdict(), "-", short=True)

    def spellings(self, session: str) -> tuple[str, ...]:
        return session, self.short(session)

    def first_year(self, session: str) -> int:
        match = self._read(session)
        return self._year(match) if match else 0

    def of_year(self, year: int) -> str:
        first = year - (year - (self.zero or self.begins)) % self.years
        number = (first - self.zero) // self.years
        which = "1st" if year == first else "2nd"
        filled = self.regular.format(
            year=first, last=first + self.years - 1, short=f"{(first + self.years - 1) % 100:02}",
            number=number, nth=ordinal(number), which=which,
        )  # fmt: skip
        return key_session(filled)

    def of_number(self, number: int) -> str | None:
        year = self.zero + self.years * number
        if self.zero and year in _YEARS:
            return self.of_year(year)
        return str(number) if self.fits(str(number)) else None

    def of_years(self, first: str, last: str, called: str) -> str | None:
        session = self.of_year(int(first))
        same = self.first_year(session) == int(first) and int(last) - int(first) < self.years
        return session if same and not called else None

    def _read(self, session: str) -> re.Match[str] | None:
        """The session by the first form that it has; a counted one of no year that can be is
        another's: 892 is no 892nd Legislature."""
        found = (self._match(form, session) for form in (self.regular, *self.called))
        return next(filter(None, found), None) or _ADDED.fullmatch(session)

    def _match(self, form: str, session: str) -> re.Match[str] | None:
        match = _pattern(form).fullmatch(session)
        fits = match and self._year(match) in _YEARS and self._is_whole(match)
        return match if fits else None

    def _year(self, match: re.Match[str]) -> int:
        parts = match.groupdict()
        later = int(parts.get("which") or 1) - 1
        if parts.get("year"):
            return int(parts["year"])
        return self.zero + self.years * int(parts["number"]) + later

    def _is_whole(self, match: re.Match[str]) -> bool:
        """Whether two years are those of one session."""
        parts = match.groupdict()
        last = parts.get("last") or parts.get("short")
        if not last:
            return True
        first = int(parts["year"])
        ends = str(first + self.years - 1)  # of which a short name has the end: 1999_00
        return ends.endswith(last) and (first - self.begins) % self.years == 0

    def _base(self, parts: Mapping[str, str | None], dash: str, *, short: bool = False) -> str:
        """``104th General Assembly`` (``104th`` where short), ``2025-26``, ``2026``."""
        if number := parts.get("number"):
            which = f", {_WORDS[int(parts['which'] or 1)]} year" if parts.get("which") else ""
            return f"{ordinal(int(number))}{'' if short else f' {self.name}'}{which}"
        last = parts.get("last") or parts.get("short") or ""
        return f"{parts['year']}{dash}{last[-2:]}" if last else str(parts["year"])
