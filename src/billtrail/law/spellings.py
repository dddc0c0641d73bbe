"""What people type for a section of the law, read into its key."""

import re
from collections.abc import Callable, Iterable

from billtrail.errors import UnknownKey, UsageError
from billtrail.legislatures import nearest

from .codes import CALLED
from .statutes import (
    CALIFORNIA_NUMBER,
    EXPECTED,
    USC_NUMBER,
    Statute,
    nearest_statutes,
    parse_statute,
)

_NAMES = "|".join(re.escape(name) for name in sorted(CALLED, key=len, reverse=True))
#: How people write it, each with what the parts come to.
_SPELLINGS: tuple[tuple["re.Pattern[str]", Callable[["re.Match[str]"], Statute]], ...] = (
    (
        re.compile(rf"(\d+)\s*u\.?\s*s\.?\s*c\.?(?:ode)?\s*(?:§+|sec(?:tion|\.)?)?\s*({USC_NUMBER})",
                   re.I),
        lambda m: Statute("us", f"usc-{m[1]}", m[2]),
    ),
    (
        re.compile(rf"section ({USC_NUMBER}) of title (\d+)(?:, united states code)?", re.I),
        lambda m: Statute("us", f"usc-{m[2]}", m[1]),
    ),
    (
        re.compile(r"(?:p\.?\s*l\.?|public law)\s*(\d+-\d+)(?:,?\s*(?:section|sec\.?|§)\s*"
                   r"(\d+[a-z]*))?", re.I),
        lambda m: Statute("us", f"pl-{m[1]}", m[2] or ""),
    ),
    (
        re.compile(r"section (\d+[a-z]*) of (?:p\.?\s*l\.?|public law)\s*(\d+-\d+)", re.I),
        lambda m: Statute("us", f"pl-{m[2]}", m[1]),
    ),
    (
        re.compile(rf"(?:california )?({_NAMES}),?\s*(?:§+|section|sec\.)?\s*({CALIFORNIA_NUMBER})",
                   re.I),
        lambda m: Statute("ca", CALLED[m[1].lower()].key, m[2]),
    ),
    (
        re.compile(rf"section ({CALIFORNIA_NUMBER}) of the (?:california )?({_NAMES})", re.I),
        lambda m: Statute("ca", CALLED[m[2].lower()].key, m[1]),
    ),
)  # fmt: skip


def read_statute(text: str) -> Statute:
    """What people type: a key, "Penal Code 236.14", "PC 236.14", "18 USC 3771A", "P.L. 119-73".

    Raises ``UsageError`` where it is none.
    """
    plain = " ".join(text.split()).strip(" .,;")
    for pattern, build in _SPELLINGS:
        if match := pattern.fullmatch(plain):
            return build(match)
    return parse_statute(plain)


def find_statute(text: str, known: Iterable[str]) -> Statute:
    """The statute of ``known`` keys that ``text`` names; any other is refused with the nearest."""
    keys = list(known)
    try:
        statute = read_statute(text)
    except UsageError as error:
        if near := nearest(text, keys):
            raise UnknownKey("statute", text, near, hint=f"{EXPECTED}.") from error
        raise
    if statute.key not in keys:
        raise UnknownKey("statute", text, nearest_statutes(statute.key, keys))
    return statute
