"""States from data as a text names them: ``NY S 674``, ``Texas HB 2306``, ``HB 2306 (TX)``.

The list of states is read only for a text that has a word beside a number's own.
"""

import re
from functools import cache

from ..legislature import Legislature
from ..registry import get
from ..states import state_names

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
