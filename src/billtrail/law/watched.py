"""What somebody watches of the law: a section, a run of sections, a chapter; and which citations
touch it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from billtrail.errors import UnknownKey, UsageError
from billtrail.legislatures import nearest

from . import ca_statutes, us_statutes
from .codes import CALIFORNIA
from .spellings import read_statute
from .statutes import Statute, parse_statute
from .values import Citation, whole_number

#: Between the first and the last section in a key: ``ca-pen-236.1--236.25``.
_TO = "--"


class Chapter(NamedTuple):
    """A chapter by its name, and the first and last section that the code's table of contents has
    in it."""

    jurisdiction: str
    code: str
    name: str
    first: str
    last: str


#: Chapters that can be watched by name; any other is watched as a run of sections.
CHAPTERS: tuple[Chapter, ...] = tuple(
    Chapter(*one) for one in (*us_statutes.CHAPTERS, *ca_statutes.CHAPTERS)
)


@dataclass(frozen=True, slots=True, order=True)
class WatchedSection:
    """Sections ``first`` to ``last`` of a code, both watched; one section where they are the same.
    ``name`` is the chapter's."""

    jurisdiction: str
    code: str
    first: str
    last: str
    name: str = ""

    @property
    def key(self) -> str:
        start = Statute(self.jurisdiction, self.code, self.first).key
        return start if self.is_one else f"{start}{_TO}{self.last}"

    @property
    def is_one(self) -> bool:
        return self.first == self.last

    @property
    def wholes(self) -> tuple[int, int]:
        """The whole numbers of its first and last section."""
        return whole_number(self.first), whole_number(self.last)

    @property
    def printed(self) -> str:
        """ "Penal Code 236.14", "Penal Code 236.1 to 236.25", "18 U.S.C. chapter 77"."""
        first = Statute(self.jurisdiction, self.code, self.first).printed
        if self.name:
            return f"{first.removesuffix(self.first)}{self.name}"
        return first if self.is_one else f"{first} to {self.last}"

    def covers(self, citation: Citation) -> bool:
        """Whether a citation names one of the sections, or a run of them in which one lies."""
        named = citation.section
        if (named.jurisdiction, named.code) != (self.jurisdiction, self.code):
            return False
        if not (named.section and self.first):  # a whole act: what touches any of it
            return not self.first
        first, last = in_order(named.section), in_order(citation.through or named.section)
        return first <= in_order(self.last) and in_order(self.first) <= last


def in_order(section: str) -> tuple[tuple[int, str], ...]:
    """Sections as codes order them: 236.2 before 236.14, 1595 before 1595A."""
    parts = re.findall(r"(\d+)([a-zA-Z]*)", section)
    return tuple((int(number), letters.lower()) for number, letters in parts)


def parse_watched(key: str) -> WatchedSection:
    """The sections of a key. Raises UsageError."""
    start, _, last = key.partition(_TO)
    statute = parse_statute(start)
    found = WatchedSection(statute.jurisdiction, statute.code, statute.section,
                           last or statute.section)  # fmt: skip
    names = (c.name for c in CHAPTERS if (*c[:2], *c[3:]) == _of(found))
    return WatchedSection(*_of(found), next(names, ""))


def _of(found: WatchedSection) -> tuple[str, str, str, str]:
    return found.jurisdiction, found.code, found.first, found.last


def read_watched(text: str) -> WatchedSection:
    """What people type: "18 USC 3771A", "Penal Code 236.14(c)", "Penal Code 236.1-236.25", "18 USC
    chapter 77". A subdivision is watched with its section.

    Raises UsageError with what was expected, UnknownKey with the nearest.
    """
    plain = re.sub(r"\s*(?:\([\w.]{1,5}\))+$", "", " ".join(text.split()).strip(" .,;"))
    found = _chapter(plain) or next(_runs(plain), None) or _one(plain)
    if found.code in us_statutes.NO_TITLES:
        raise UsageError(f"The United States Code has no {found.code.replace('usc-', 'title ')}.")
    return found


_RUN = re.compile(
    r"(?P<start>.*?(?P<first>\d[\w.]*))\s*(?P<by>-|\N{EN DASH}|\bto\b|\bthrough\b)\s*"
    r"(?P<last>\d[\w.]*)", re.IGNORECASE
)  # fmt: skip


def _runs(plain: str) -> Iterator[WatchedSection]:
    """A run of sections. A hyphen is part of many numbers (42 U.S.C. 1320a-7); it makes a run of
    two whole numbers, the greater last, and of California's, which have none."""
    match = _RUN.fullmatch(plain)
    if match is None:
        return
    try:
        start = read_statute(match["start"])
    except UsageError:
        return
    first, last = in_order(match["first"]), in_order(match["last"])
    hyphen = match["by"] == "-" and start.jurisdiction in us_statutes.HYPHENATED
    if not start.section or (hyphen and not (match["last"].isdigit() and match["first"].isdigit()
                                             and first < last)):  # fmt: skip
        return
    if first > last:
        raise UsageError(f"{match['first']} comes after {match['last']}. Name the first one first.")
    yield parse_watched(f"{start.key}{_TO}{match['last']}")


def _one(plain: str) -> WatchedSection:
    try:
        found = read_statute(plain)
    except UnknownKey:
        raise
    except UsageError as error:
        if near := _nearest_codes(plain):
            raise UnknownKey("section", plain, near, hint=f"{error}") from error
        raise
    return WatchedSection(found.jurisdiction, found.code, found.section, found.section)


def _nearest_codes(plain: str) -> list[str]:
    """The same numbers in codes whose names are like the words."""
    number = next(iter(re.findall(r"\d[\w.]*", plain)), "")
    words = re.sub(r"[^a-z& ]", "", plain.lower()).strip()
    return [
        f"{name} {number}".strip()
        for name in nearest(words, [c.name for c in CALIFORNIA.values()], 3)
    ]


_UNIT = re.compile(r"\b(?:chapter|ch\.?)\s", re.IGNORECASE)


def _chapter(plain: str) -> WatchedSection | None:
    """A chapter that is known by name. Raises UnknownKey for any other, with those that are."""
    if not _UNIT.search(plain) or re.search(r"\bstat(?:ute)?s\b", plain, re.IGNORECASE):
        return None
    called = {name: chapter for chapter in CHAPTERS for name in _names(chapter)}
    if found := called.get(_letters(plain)):
        return _whole(found)
    known = [
        parse_watched(f"{Statute(*c[:2], c.first).key}{_TO}{c.last}").printed for c in CHAPTERS
    ]
    hint = "Watch any other chapter as a run of sections: Penal Code 236.1-236.25."
    raise UnknownKey("chapter", plain, nearest(plain, known) or known[:3], hint=hint)


def _whole(chapter: Chapter) -> WatchedSection:
    return WatchedSection(chapter.jurisdiction, chapter.code, chapter.first, chapter.last,
                          chapter.name)  # fmt: skip


def _names(chapter: Chapter) -> Iterator[str]:
    printed = Statute(chapter.jurisdiction, chapter.code, "").printed.strip()
    yield from map(_letters, (f"{printed} {chapter.name}", f"{chapter.name} of the {printed}"))
    if chapter.code.startswith("usc-"):
        title = f"{chapter.name} of title {chapter.code.removeprefix('usc-')}"
        yield from map(_letters, (title, f"{title}, United States Code"))
        yield _letters(
            f"{chapter.name} of title {chapter.code.removeprefix('usc-')}, United States Code"
        )


def _letters(text: str) -> str:
    """Without points, commas and capitals; "ch." is a chapter, "USC" is "U.S.C."."""
    plain = re.sub(r"\bch\b\.?", "chapter", text.lower())
    return re.sub(r"[^a-z0-9]", "", plain)
