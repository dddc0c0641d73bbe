"""States from data as a text names them: ``NY S 674``, ``Texas HB 2306``, ``HB 2306 (TX)``.

The list of states is read only for a text that has a word beside a number's own.
"""

import re
from collections.abc import Iterator
from functools import cache
from string import Formatter
from typing import NamedTuple

from ..legislature import Legislature, MeasureType
from ..named_sessions import key_session
from ..registry import get
from ..states import state_names, written_forms

#: Words that begin a measure's name and no state's.
_MEASURES = r"house|senate|assembly|public|h\.? ?r|h|s|the"
_BEFORE = re.compile(rf"\s*(?!(?:{_MEASURES})\b)[a-z]{{2}}[a-z.]*[\s,:]+[a-z]", re.IGNORECASE)
_BEHIND = re.compile(r"\d[\s,]*[\s,(][a-z]{2}[a-z ]*\)?\s*$", re.IGNORECASE)


def take_state(text: str) -> tuple[Legislature | None, str]:
    """The state from data that a text names before or behind a number, and the rest of the text."""
    if not _BEFORE.match(text) and not _BEHIND.search(text):
        return None, text
    before, behind = _patterns()
    if match := before.match(text) or behind.search(text):
        name = match["name"].lower()
        return get(_ids()[name]), f"{text[: match.start()]} {text[match.end() :]}".strip()
    return None, text


@cache
def _ids() -> dict[str, str]:
    """Name or id -> id."""
    return {word: id for id, name in state_names().items() for word in (id, name.lower())}


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A longer name stands before one that begins it."""
    names = "|".join(map(re.escape, sorted(_ids(), key=len, reverse=True)))
    before = rf"\s*(?P<name>{names})[\s,:]+(?=[a-z. ]+[\s-]*\d)"
    behind = rf"(?<=\d)[\s,]*[\s,(](?P<name>{names})\)?\s*$"
    return re.compile(before, re.IGNORECASE), re.compile(behind, re.IGNORECASE)


@cache
def spelled_types() -> dict[str, frozenset[str]]:
    """The types of all states that are called by words: ``senatebill`` -> ``sb``, ``s``."""
    found: dict[str, set[str]] = {}
    for id in state_names():
        for row in get(id).types:
            for spelling in row.spellings:
                found.setdefault(spelling, set()).add(row.type)
    return {spelling: frozenset(types) for spelling, types in found.items()}


class Written(NamedTuple):
    """A bill whose session its number, or its address, tells."""

    type: MeasureType
    number: int
    session: str


#: The fields of a form. One that has another is not read back.
_FIELDS = {
    "TYPE": r"\s*(?P<type>[a-z]+)\s*",
    "number": r"0*(?P<number>[1-9]\d{0,5})",
    "year": r"(?P<year>\d{4})",
    "yy": r"(?P<year>\d\d)",
    "session": r"(?P<session>\w+)",
    "SESSION": r"(?P<session>\w+)",
}


def read_numbered(state: Legislature, text: str) -> Iterator[Written]:
    """What a number means that has its session in it: ``HB26-1001``, ``B26-0012``."""
    pattern = _written("number").get(state.id)
    if pattern and (match := pattern.fullmatch(text)):
        yield from _of_form(state, match)


def read_page(address: str) -> Iterator[Written]:
    """What the address of a state's own page means."""
    for id, pattern in _written("page").items():
        if match := pattern.search(address):
            yield from _of_form(get(id), match)


def _of_form(state: Legislature, match: re.Match[str]) -> Iterator[Written]:
    named = match.groupdict()
    if year := named.get("year"):
        session = state.sessions.of_year(int(f"20{year}"[-4:]))
    else:  # 89R is the regular session of the 89th
        session = key_session(named["session"])
        session = session if state.sessions.fits(session) else session.removesuffix("r")
    if state.sessions.fits(session):
        for row in state.types:
            if row.type == named["type"].lower():
                yield Written(row, int(named["number"]), session)


@cache
def _written(field: str) -> dict[str, re.Pattern[str]]:
    """State -> the form that tells all of a bill: type, number and session."""
    found = {}
    for id, form in written_forms(field).items():
        parts = [*Formatter().parse(form)]
        names = {name for _, name, *_ in parts if name}
        if {"TYPE", "number"} <= names <= set(_FIELDS) and len(names) == 3:
            read = (f"{re.escape(text)}{_FIELDS[name] if name else ''}" for text, name, *_ in parts)
            joined = "".join(read).removeprefix("https://").removeprefix(r"www\.")
            found[id] = re.compile(rf"{joined}(?!\w)", re.IGNORECASE)
    return found
