"""The measures of Congress that a text names, however it writes them.

Seen on 2026-07-30 and 2026-09-14: ``S.5038``, ``H.R. 1144``, ``HR 188``, ``H. Con. Res. 93``,
``H.J. Res. 210``, ``Senate amendments to H.R. 5334``, ``H.R. ____`` (a draft), ``10355`` (a number
whose type is missing: no measure can be told from it).
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from billtrail.legislatures import get


def _forms() -> str:
    """Each type's letters with or without stops and blanks, the longer ones first."""
    labels = {row.type: re.findall(r"[A-Z][a-z]*", row.label) for row in get("us").types}
    ordered = sorted(labels.items(), key=lambda row: -len(row[0]))
    between = r"\.?\s*"
    return "|".join(f"(?P<{name}>{between.join(parts)})" for name, parts in ordered)


#: ``S.`` behind a letter or a stop is none of ours: ``U.S. 5``.
_MEASURE = rf"(?<![\w.])(?:{_forms()})\.?\s*(?:No\.\s?)?(?P<number>[1-9]\d{{0,4}})\b"
#: In prose small letters are words.
_IN_PROSE, _IN_A_FIELD = re.compile(_MEASURE), re.compile(_MEASURE, re.IGNORECASE)


class NamedMeasure(NamedTuple):
    """A measure where a text names it: from which letter on, as printed, and its key."""

    start: int
    printed: str
    key: str


def measures_in(text: str, congress: str, *, prose: bool = False) -> Iterator[NamedMeasure]:
    """The measures of a Congress that a field of numbers names, or a text in prose."""
    for match in (_IN_PROSE if prose else _IN_A_FIELD).finditer(text):
        (type_,) = (name for name, form in match.groupdict().items() if form and name != "number")
        yield NamedMeasure(match.start(), match[0], f"us-{congress}-{type_}{match['number']}")


def keys_named(text: str, congress: str) -> tuple[str, ...]:
    """The keys of the measures that a text in prose names, each once."""
    return tuple(dict.fromkeys(one.key for one in measures_in(text, congress, prose=True)))
