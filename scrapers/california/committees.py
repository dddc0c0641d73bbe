"""The California Legislature's committees by name: its pages spell them, its data has codes.

``CX18`` is Assembly Public Safety in every table of PUBINFO. The codes are those of the roster
that ships (``data/seed/committees.jsonl``).
"""

import json
from collections.abc import Mapping
from functools import cache

from billtrail.legislatures import Chamber, ca, committee_words
from billtrail.scrapers.seed_files import seed_file

#: How pages name a chamber before a committee: ``Asm Public Safety``, ``Senate Judiciary``.
_HOUSES = {"asm": Chamber.LOWER, "assembly": Chamber.LOWER, "sen": Chamber.UPPER,
          "senate": Chamber.UPPER}  # fmt: skip


@cache
def _codes() -> Mapping[tuple[str, str], str]:
    """(chamber, name as compared) -> code."""
    text = seed_file("committees").decode()
    found, jurisdiction = {}, ""
    for line in map(json.loads, text.splitlines()):
        jurisdiction = line.get("defaults", {}).get("jurisdiction", jurisdiction)
        if jurisdiction == ca.LEGISLATURE.id and line.get("id", "").startswith(("CX", "CS")):
            found[line["chamber"], committee_words(line["name"])] = line["id"]
    return found


def committee_code(chamber: Chamber, name: str) -> str | None:
    """The code of a committee by its name in any spelling; ``None`` where it has none."""
    return _codes().get((chamber.value, committee_words(name)))


def split_place(place: str) -> tuple[Chamber | None, str]:
    """``Asm Public Safety`` -> lower, ``Public Safety``; ``Senate Floor`` -> upper, ``Floor``."""
    house, _, rest = place.partition(" ")
    chamber = _HOUSES.get(house.lower())
    return (chamber, rest.strip()) if chamber else (None, place)
