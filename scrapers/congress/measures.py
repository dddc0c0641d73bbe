"""The measures of Congress that a text names, however it writes them.

Seen on 2026-07-30 and 2026-09-14: ``S.5038``, ``H.R. 1144``, ``HR 188``, ``H. Con. Res. 93``,
``H.J. Res. 210``, ``Senate amendments to H.R. 5334``, ``H.R. ____`` (a draft), ``10355`` (a number
whose type is missing: no measure can be told from it).
"""

import re
from collections.abc import Iterator

from billtrail.legislatures import get


def _forms() -> str:
    """Each type's letters with or without stops and blanks, the longer ones first."""
    labels = {row.type: re.findall(r"[A-Z][a-z]*", row.label) for row in get("us").types}
    ordered = sorted(labels.items(), key=lambda row: -len(row[0]))
    between = r"\.?\s?"
    return "|".join(f"(?P<{name}>{between.join(parts)})" for name, parts in ordered)


#: ``S.`` behind a letter or a stop is none of ours: ``U.S. 5``. Small letters are words.
_MEASURE = re.compile(rf"(?<![\w.])(?:{_forms()})\.?\s?(?:No\.\s?)?(?P<number>[1-9]\d{{0,4}})\b")


def keys_named(text: str, congress: str) -> tuple[str, ...]:
    """The keys of the measures of a Congress that a text names, in its order, each once."""
    return tuple(dict.fromkeys(_keys(text, congress)))


def _keys(text: str, congress: str) -> Iterator[str]:
    for match in _MEASURE.finditer(text):
        (type_,) = (name for name, form in match.groupdict().items() if form and name != "number")
        yield f"us-{congress}-{type_}{match['number']}"
