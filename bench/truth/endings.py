"""The ends that a state's lines tell, by words of our own: ``endings.csv``.

They are looked for in the publisher's lines as they stand, and know nothing of the rules, their
tables or the fold. ``but_not`` takes a line out again.
"""

import csv
import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

FILE = Path(__file__).with_name("endings.csv")
#: Of two ends the weightier one: a law that was vetoed before is a law.
_ORDER = ("law", "vetoed", "replaced", "withdrawn", "dead")


class Ending(NamedTuple):
    end: str
    words: re.Pattern[str]
    but_not: re.Pattern[str] | None

    def tells(self, line: str) -> bool:
        found = self.words.search(line) is not None
        return found and not (self.but_not and self.but_not.search(line))


@cache
def endings() -> Mapping[str, tuple[Ending, ...]]:
    found: dict[str, tuple[Ending, ...]] = {}
    with FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            but_not = re.compile(row["but_not"]) if row["but_not"] else None
            ending = Ending(row["end"], re.compile(row["words"]), but_not)
            found[row["state"]] = (*found.get(row["state"], ()), ending)
    return found


def end_told(state: str, lines: Iterable[str], signed: bool) -> str | None:
    """``law``, ``vetoed``, ``replaced``, ``withdrawn`` or ``dead``, ``None`` where no line tells an
    end. Of a measure that nobody signs (``signed`` false) no line makes a law."""
    told: set[str] = set()
    for line in lines:
        for ending in endings()[state]:
            if ending.tells(line.strip()):
                told = _after(told, ending.end)
    if not signed:
        told.discard("law")
    return next((end for end in _ORDER if end in told), None)


def _after(told: set[str], end: str) -> set[str]:
    return told - {end.removeprefix("not ")} if end.startswith("not ") else told | {end}
