"""What a measure is called: the name it goes by, its official title, its other short titles. Pure.

Congress keeps them apart: a display title that the Library of Congress chooses, official titles,
which say what the measure is for, and short titles, each of one print (``Short Title(s) as Passed
House``, ``... from Engrossed Amendment House bill text``). California has a subject and a long
title.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from billtrail.legislatures import Chamber

from ..models import Bill, Title


class PrintStage(IntEnum):
    """How far a measure was when its text was printed with a title."""

    INTRODUCED = 0
    REPORTED = 1
    PASSED = 2
    ENGROSSED_AMENDMENT = 3
    CONFERENCE = 4
    ENACTED = 5


#: How kinds of titles name the print; the first that is found.
_PRINTS = {
    re.compile(r"Enacted|\bENR\b"): PrintStage.ENACTED,
    re.compile(r"Conference|Agreed to by"): PrintStage.CONFERENCE,
    re.compile(r"Engrossed Amendment|Amended by"): PrintStage.ENGROSSED_AMENDMENT,
    re.compile(r"Passed|\bRF[SH]\b|\bE[HS]\b"): PrintStage.PASSED,
    re.compile(r"Reported|\bPCS\b|\bR[HS]\b"): PrintStage.REPORTED,
    re.compile(r"Introduced"): PrintStage.INTRODUCED,
}


@lru_cache(maxsize=4096)
def print_of(kind: str) -> PrintStage | None:
    """``Short Title(s) as Passed House`` -> passed; ``None`` where the kind names no print."""
    return next((one for form, one in _PRINTS.items() if form.search(kind)), None)


@lru_cache(maxsize=4096)
def chamber_of_print(kind: str) -> Chamber | None:
    """Whose print it is: ``RFS (Referred to Senate)`` is what the House passed."""
    if re.search(r"\bRF[SH]\b", kind):
        return Chamber.LOWER if "RFS" in kind else Chamber.UPPER
    named = {"House": Chamber.LOWER, "Senate": Chamber.UPPER}
    return next((chamber for word, chamber in named.items() if word in kind), None)


def is_short(kind: str) -> bool:
    """Whether titles of this kind are short titles of the whole measure."""
    return "Short Title" in kind and "portions" not in kind


def is_official(kind: str) -> bool:
    """California calls it the long title."""
    return kind.startswith(("Official", "Long title"))


@dataclass(frozen=True, slots=True)
class Names:
    """``name`` is what the measure goes by, ``official`` its official title where one is recorded,
    ``others`` the short titles by which it is called too. ``official_was_first``: it is that of the
    text as introduced."""

    name: str
    official: str | None
    others: tuple[str, ...]
    official_was_first: bool = False


def names_of(bill: Bill) -> Names:
    """The titles of a measure, each named for what it is."""
    name = (bill.short_title or bill.title or bill.identifier).rstrip(".")
    titles = bill.titles or ()
    short = dict.fromkeys(t.title.rstrip(".") for t in titles if is_short(t.kind))
    others = tuple(title for title in short if _plain(title) != _plain(name))
    step, official = _official(titles)
    return Names(name, official, others, official is not None and step == PrintStage.INTRODUCED)


def _official(titles: Iterable[Title]) -> tuple[int, str | None]:
    """The official title of the furthest print, and which print that is."""
    found = [(print_of(t.kind) or 0, t.title) for t in titles if is_official(t.kind)]
    return max(found, key=lambda pair: pair[0], default=(0, None))


def _plain(title: str) -> str:
    return re.sub(r"[^a-z0-9]", "", title.lower())
