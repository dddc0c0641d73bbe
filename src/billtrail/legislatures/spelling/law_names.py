"""What people type for a law, read into the name that its legislature has for it."""

import re
from functools import lru_cache
from typing import NamedTuple

from ..legislature import Legislature
from ..registry import known


class LawName(NamedTuple):
    """A law as its bill has it, ``Public Law 119-73``, and the session that made it; a session
    called beside that one says so behind the name."""

    jurisdiction: str
    session: str
    law: str


def read_law(text: str) -> LawName | None:
    """``P.L. 119-73`` or ``Stats. 2022, ch. 86``; ``None`` for what is no number of a law."""
    plain = " ".join(text.split()).strip(" .,;")
    for one in known():
        for pattern, law in _patterns(one):
            if match := pattern.fullmatch(plain):
                return _named(one, match, law)
    return None


@lru_cache(maxsize=16)
def _patterns(one: Legislature) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(form.pattern, re.IGNORECASE), form.law) for form in one.laws)


def _named(one: Legislature, match: re.Match[str], law: str) -> LawName:
    numbers = {name: str(int(digits)) for name, digits in match.groupdict().items()}
    session = numbers.get("session") or one.sessions.of_year(int(numbers["year"]))
    return LawName(one.id, session, law.format(**numbers))
