"""Whose seat a name means on the Legislature's pages, which tell a name and a house alone.

Read from the roster that ships (``data/seed/people.jsonl``), for the session it is of; a name that
means nobody there, or two members of a house, is left as it is.
"""

import json
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from billtrail.legislatures import Chamber, ca
from billtrail.scrapers.seed_files import seed_file

_LETTERS = {Chamber.LOWER: "ad", Chamber.UPPER: "sd"}


class Seat(NamedTuple):
    """``person`` is ``ca-20252026-sd02``, as PUBINFO's rows have it."""

    person: str
    party: str | None
    district: str


def seat_named(name: str, chamber: Chamber | None, session: str) -> Seat | None:
    """The seat of ``Addis`` or ``Blanca Rubio`` in a chamber and session; ``None`` where the name
    means nobody we know, or several."""
    if chamber is None:
        return None
    found = _members().get((session, chamber.value, name.casefold()), ())
    return found[0] if len(found) == 1 else None


@cache
def _members() -> Mapping[tuple[str, str, str], tuple[Seat, ...]]:
    """By session, chamber and name: the whole name or the family name."""
    found: dict[tuple[str, str, str], tuple[Seat, ...]] = {}
    defaults: dict[str, str] = {}
    for line in map(json.loads, seed_file("people").decode().splitlines()):
        defaults = line.get("defaults", defaults)
        if defaults.get("jurisdiction") == ca.LEGISLATURE.id and "district" in line:
            for name in {line["name"].casefold(), line["family_name"].casefold()}:
                place = (defaults["roster"], line["chamber"], name)
                found[place] = (*found.get(place, ()), _seat(line, defaults["roster"]))
    return found


def _seat(line: Mapping[str, str], session: str) -> Seat:
    letters, district = _LETTERS[Chamber(line["chamber"])], line["district"]
    return Seat(f"ca-{session}-{letters}{int(district):02}", line.get("party"), district)
