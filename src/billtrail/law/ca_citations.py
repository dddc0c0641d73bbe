"""Sections in California's titles and texts.

A title names every section that its act changes: "An act to amend Sections 1 and 2 of, and to add
Section 3 to, the Penal Code, and to repeal Chapter 4 (commencing with Section 50) of the Labor
Code, relating to ...". The code comes last and stands for all that was named since the code before
it. Commas are lost now and then ("53076.1 54692", AB 1754 of 2023).

A text has one instruction after each "SEC. 2.": "Section 5 of the Penal Code, as amended by Section
1 of Chapter 7 of the Statutes of 2014, is amended to read:". Inside the text of a code a section
without a code is one of that code; "Section 1 of this act" is none.
"""

import re
from collections.abc import Iterator
from itertools import pairwise, zip_longest
from typing import NamedTuple

from .ca_statutes import CALIFORNIA_NUMBER
from .codes import CALIFORNIA, CALLED
from .statutes import Statute
from .values import CITE, VERBS, Citation, what_of, whole_number

_NUMBER = re.compile(rf"{CALIFORNIA_NUMBER}(?![\w-])")
_LIST = rf"{CALIFORNIA_NUMBER}(?:(?:,? and,? |,? or |,? to |,|, |\s){CALIFORNIA_NUMBER}(?![\w-]))*"
_CODE_NAMES = "|".join(
    re.escape(name)
    for name in sorted(
        {code.name for code in CALIFORNIA.values()} | {"Public Contracts Code"},
        key=len,
        reverse=True,
    )
)
_UNITS = "Subdivision|Subchapter|Subarticle|Subpart|Subtitle|Chapter|Article|Division|Part|Title"
_UNIT = rf"(?:{_UNITS})s? [\dIVXL][\w.]*"

_STEMS = "|".join(verb.stem for verb in VERBS)
_DONE = "|".join(verb.done for verb in VERBS)
_SEPARATOR = r"(?:, and |, | and )"

#: What the scanner of a title sees, whichever comes first.
_TITLE_TOKEN = re.compile(
    rf"(?P<verbs>\b(?:to|and) (?:{_STEMS})(?:{_SEPARATOR}(?:{_STEMS}))*\b)"
    rf"|(?P<heading>\bthe headings? of\b)"
    rf"|(?P<unit>(?:\b{_UNIT}|[\dIVXL][\w.]*) \((?:commencing|beginning) with Sections? "
    rf"(?P<first>{CALIFORNIA_NUMBER})\))"
    rf"|(?P<sections>\b[Ss]ections? (?P<list>{_LIST}))"
    rf"|\b(?P<code>{_CODE_NAMES})"
    rf"|\bChapter (?P<chapter>\d+) of the Statutes of (?P<year>\d{{4}})"
)
#: The budget's items are no sections; the clause ends where the next one begins.
_BUDGET = re.compile(
    rf"\bto amend (?:and supplement )?the Budget Act of.*?(?=,? (?:and )?to (?:{_STEMS})\b|$)"
)
_AS_CHANGED = re.compile(
    r",? (?:as )?(?:added|amended|repealed|proposed)[\w ,]*? by Sections? .{1,80}?"
    r"(?:of the Statutes of \d{4}|of this act|of this bill|of \d{4}|Proposition \d+)",
)
_END = re.compile(r",? relating to\b|,? making (?:an )?appropriations?\b")


def read_california_title(title: str) -> Iterator[Citation]:
    """See ``citations.read_title``. Of a print that lost its marks of revision the last of its
    titles counts."""
    plain = _plain(title)
    plain = plain[max(0, plain.rfind("An act ")) :]
    head = _BUDGET.sub("", _AS_CHANGED.sub("", _END.split(plain, maxsplit=1)[0]))
    yield from _changes(head)


def _plain(text: str) -> str:
    return " ".join(text.split()).replace("\N{NON-BREAKING HYPHEN}", "-")


class _Named(NamedTuple):
    """A section that waits for its code."""

    number: str
    what: str
    unit: str
    through: str = ""


def _changes(head: str) -> Iterator[Citation]:
    """The changes of a title, or of an instruction in the words of one."""
    what, heading, waiting, end = "", False, list[_Named](), 0
    for token in _TITLE_TOKEN.finditer(head):
        before, end = head[end : token.start()], token.end()
        if verbs := token["verbs"]:
            what, heading = what_of(re.findall(_STEMS, verbs)), False
        elif token["heading"]:
            heading = True
        elif token["code"] or token["chapter"]:
            yield from _placed(waiting, _code_of(token))
            waiting.clear()
        elif what and not _is_place(before):
            waiting += _named(token, what, heading)


_PLACE = re.compile(r"\b(?:of|to|in|from) $")


def _is_place(before: str) -> bool:
    """Whether the words before it say that a part is only where the section stands: "of Part 1"."""
    return _PLACE.search(before) is not None


def _named(token: "re.Match[str]", what: str, heading: bool) -> Iterator[_Named]:
    if token["unit"]:
        name = token["unit"].partition(" (")[0]
        yield _Named(token["first"], what, f"the heading of {name}" if heading else name)
    else:
        for number, through in _numbers(token["list"]):
            yield _Named(number, what, "", through)


def _code_of(token: "re.Match[str]") -> str:
    if token["code"]:
        return CALLED[token["code"].lower()].key
    return f"stats-{token['year']}-{token['chapter']}"


def _placed(waiting: list[_Named], code: str) -> Iterator[Citation]:
    for number, what, unit, through in waiting:
        yield Citation(Statute("ca", code, number), what, unit, through)


def _numbers(listed: str) -> Iterator[tuple[str, str]]:
    """Each number of a list, and the last one of the range that it begins, where it does."""
    numbers = list(_NUMBER.finditer(listed))
    for number, after in zip_longest(numbers, numbers[1:]):
        between = listed[number.end() : after.start()] if after else ""
        is_range = after and between.strip(" ,") == "to"
        yield number[0], after[0] if is_range else ""


# -- texts -----------------------------------------------------------------------------------------

_SECTION_OF_ACT = re.compile(r"^[ \t]*(?:SECTION|SEC\.?)\s+\d+(?:\.\d+)*\.?(?=\s)", re.M)
#: An instruction, up to its verb; the code stands before the verb or, for what is added, after it.
_INSTRUCTION = re.compile(
    rf"\s*(?P<object>(?:The headings? of )?(?:Sections? |{_UNIT} )"
    rf"(?:(?!\bthis (?:act|bill|measure)\b|\bwhich\b|\bshall\b)[^:;]){{0,600}}?)"
    rf",? ?(?:is|are)(?: each)? (?P<done>(?:{_DONE})(?:{_SEPARATOR}(?:{_DONE}))*)"
    rf"(?P<rest>[^:]{{0,400}}?)(?::|\.(?:\s|$))"
)
_CITED = re.compile(rf"\bSections? (?P<list>{_LIST})(?:\([\w.]{{1,5}}\))*(?:,? inclusive)?\)?")
#: What behind a section says whose it is: parts of a code, and then a code, a title or nothing.
_PARTS = (
    r"(?:,? (?:of|in) (?:Subdivision|Chapter|Article|Division|Part|Title|Subtitle) "
    r"\w+(?:\.\w+)*(?!\w|\.\w))*"
)
_OF_CODE = re.compile(rf"{_PARTS},? (?:of|in) the (?:California )?(?P<code>{_CODE_NAMES})")
_OF_CHAPTER = re.compile(r",? of Chapter (?P<chapter>\d+) of the Statutes of (?P<year>\d{4})")
_OF_TITLE = re.compile(r",? of Title (?P<title>\d+) of the United States Code")
_OF_OWN = re.compile(rf"{_PARTS}(?!,? (?:of|in) (?:the|this|that|such|[A-Z]))")


#: Each section of an added chapter begins with its number on a line.
_OWN_NUMBER = re.compile(rf"^(?P<number>{CALIFORNIA_NUMBER})\.(?=\s|$)", re.M)


class ActSection(NamedTuple):
    """A section of an act ("SEC. 2."): its text, and the sections of law that it changes."""

    text: str
    changes: tuple[Citation, ...]

    def text_of(self, section: Statute) -> str:
        """The words of one section; of a chapter that is added, those under its own number."""
        if len(self.changes) == 1:
            return self.text
        starts = [(m.start(), m["number"]) for m in _OWN_NUMBER.finditer(self.text)]
        ends = [*(start for start, _ in starts[1:]), len(self.text)]
        found = (self.text[at:end] for (at, number), end in zip(starts, ends, strict=True)
                 if number == section.section)  # fmt: skip
        return " ".join(found)


def act_sections(text: str) -> Iterator[ActSection]:
    """The sections of an act in their order. Of a chapter that is added, the sections in it too."""
    starts = [match.end() for match in _SECTION_OF_ACT.finditer(text)]
    for start, end in pairwise([*starts, len(text)]):
        part = text[start:end]
        instruction = _INSTRUCTION.match(_plain(part[:2500]))
        changes = list(_instructed(instruction)) if instruction else []
        yield ActSection(part, tuple(dict.fromkeys([*changes, *_within(part, changes)])))


#: A chapter's sections have numbers near that of its first; "3." in a list has not.
_NEAR = 1000


def _within(part: str, changes: list[Citation]) -> Iterator[Citation]:
    for change in changes:
        if change.unit and change.what == "add" and not change.is_heading:
            first = whole_number(change.section.section)
            for match in _OWN_NUMBER.finditer(part):
                number = match["number"]
                if first <= whole_number(number) < first + _NEAR:
                    section = Statute("ca", change.section.code, number)
                    yield Citation(section, change.what, change.unit)


def read_california_text(text: str) -> Iterator[Citation]:
    """See ``citations.read_text``: what each section changes, then what it cites."""
    first = _SECTION_OF_ACT.search(text)
    yield from _cited(text[: first.start() if first else None], None)
    for section in act_sections(text):
        yield from section.changes
        own_code = section.changes[0].section.code if section.changes else None
        yield from _cited(section.text, own_code)


def _instructed(match: "re.Match[str]") -> Iterator[Citation]:
    """An instruction read in the words of a title, which it has but for the place of the verb."""
    stems = {verb.done: verb.stem for verb in VERBS}
    verbs = [stems[done] for done in re.findall(_DONE, match["done"])]
    words = _AS_CHANGED.sub("", match["object"])
    words = f"{words[0].lower()}{words[1:]}" if words.startswith("The heading") else words
    first = f"to {what_of(verbs)} ".replace(", and ", " and ")
    yield from _changes(f"{first}{words}{match['rest']}")


def _cited(part: str, own_code: str | None) -> Iterator[Citation]:
    """Sections that are named in a text; ``own_code`` is that of the section they stand in."""
    for match in _CITED.finditer(part):
        law = _law_after(part[match.end() : match.end() + 200], own_code)
        if law is not None:
            for number, through in _numbers(match["list"]):
                yield Citation(Statute(*law, number), CITE, through=through)


def _law_after(after: str, own_code: str | None) -> tuple[str, str] | None:
    """Whose section it is, by the words behind it: (jurisdiction, code), or ``None`` for a law that
    has no key, an act's own sections among them."""
    plain = re.sub(r"\s+", " ", after)
    if found := _OF_CODE.match(plain):
        return "ca", CALLED[found["code"].lower()].key
    if found := _OF_CHAPTER.match(plain):
        return "ca", f"stats-{found['year']}-{found['chapter']}"
    if found := _OF_TITLE.match(plain):
        return "us", f"usc-{found['title']}"
    return ("ca", own_code) if own_code and _OF_OWN.match(plain) else None


READERS = {"ca": read_california_text}
TITLES = {"ca": read_california_title}
#: Whose acts are told section by section.
SECTIONS = {"ca": act_sections}
