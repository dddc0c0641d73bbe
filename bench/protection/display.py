"""What is on display of a program's counts, in the words of who sees nothing else, and what
everybody knows of the program.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache

from billtrail.counts.suppression import ALL, Count, Protected

#: program, measure, first day, last day, dimensions with their categories: names in one spelling.
Key = tuple[str, str, str, str, tuple[tuple[str, str], ...]]


@cache
def canonical(name: str) -> str:
    words = re.sub(r"[^\w]+", " ", name.casefold()).split()
    return " ".join(word[:-1] if len(word) > 3 and word[-1] == "s" else word for word in words)


def key_of(count: Count) -> Key:
    group = ((canonical(n), canonical(c)) for n, c in count.group.items())
    named = tuple(sorted((n, c) for n, c in group if c != ALL))
    return canonical(count.program), canonical(count.measure), count.start, count.end, named


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence in place of a hidden count: ``rows`` together are ``low`` to ``high``."""

    rows: tuple[Key, ...]
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Edition:
    """What is on display: ``shown`` values with the day they speak for, ``hidden`` rows."""

    day: str
    shown: Mapping[Key, tuple[int, str]]
    hidden: frozenset[Key]
    told: tuple[Told, ...] = ()


def look(protected: Protected, day: str) -> Edition:
    """The display, and nothing else, of what was protected."""
    shown = {
        key_of(cell.count): (cell.value, getattr(cell, "since", "") or day)
        for cell in protected.cells if cell.value is not None
    }  # fmt: skip
    told = {
        Told(tuple(map(key_of, offer.counts)), offer.low, offer.high)
        for cell in protected.cells for offer in cell.offers
    }  # fmt: skip
    hidden = frozenset(key_of(cell.count) for cell in protected.cells if cell.value is None)
    return Edition(day, shown, hidden, tuple(sorted(told, key=repr)))


@dataclass(frozen=True)
class Lore:
    """What everybody knows of a program: which name stands for all programs, of which measure
    another is a part, which parts make up their measure, which measures count each person once in
    a period; in which state a period was in an edition (one that is over changes by corrections
    only), and whether its counts can only have grown since the edition before."""

    threshold: int = 10
    all_programs: str | None = None
    part_of: Mapping[str, str] = field(default_factory=dict)
    make_up: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    once_each: frozenset[str] = frozenset()
    state: Callable[[tuple[str, str], int], int] = lambda span, edition: edition
    grows: Callable[[tuple[str, str], int], bool] = lambda span, edition: False
