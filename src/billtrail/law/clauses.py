"""What an act says of its own days: when a section starts, when it ends, and on what that hangs.

The forms are those of California's prints: "This section shall become operative on July 1, 2027",
"shall remain in effect only until January 1, 2030, and as of that date is repealed", "shall become
inoperative on July 1, 2028, and, as of January 1, 2029, is repealed", "shall become operative only
if ...", and, of two acts on one section, "Section 1.5 of this bill incorporates amendments to
Section 786 of the Welfare and Institutions Code proposed by both this bill and Assembly Bill 666".
"""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

from .ca_citations import read_california_title
from .statutes import Statute

_DAY = r"(?P<day>[A-Z][a-z]+ \d{1,2}, \d{4})"
#: Who the clause speaks of: a section of itself, or a part of all sections in it.
OF_SECTION, OF_PART = "section", "act|article|chapter|part|division|title"
#: What a start or an end hangs on; the words of the act, cut.
_HANGS = (
    r"(?P<condition>(?:only (?:if|upon|to the extent)|upon (?:an )?appropriation|subject to "
    r"(?:an )?appropriation|contingent upon|if (?:the Legislature|funds?|funding|no )|unless "
    r"(?:funds?|funding|the Legislature) )[^.;]{0,200})"
)
_LIVES = r"(?:operative|inoperative|implemented|effective|effect|repealed)"


class _Patterns(NamedTuple):
    starts: "re.Pattern[str]"
    ends: tuple["re.Pattern[str]", ...]
    hangs: "re.Pattern[str]"


def _patterns(subject: str) -> _Patterns:
    this = rf"\b[Tt]his (?:{subject})"
    return _Patterns(
        re.compile(rf"{this} (?:shall|does|will)? ?becomes? operative (?:only )?on {_DAY}"),
        (
            re.compile(rf"{this} (?:shall|does|will)? ?becomes? inoperative on {_DAY}"),
            re.compile(
                rf"{this} (?:shall )?remains? (?:in effect|operative) (?:only )?until {_DAY}"
            ),
            re.compile(rf"{this} (?:is|shall be|shall become) repealed (?:on|as of) {_DAY}"),
        ),
        re.compile(rf"{this} [^.;]{{0,40}}?\b{_LIVES}\b[^.;]{{0,80}}?\b{_HANGS}"),
    )


_PATTERNS = {subject: _patterns(subject) for subject in (OF_SECTION, OF_PART)}
_JOINED = re.compile(
    r"incorporates amendments to (?P<sections>Sections? (?:[^.]|\.(?=\d)){1,300}?) proposed by "
    r"(?:both )?this bill(?:,| and) (?P<others>[^.]{1,200}?)\."
)
_OTHER = re.compile(r"\b(?P<house>Assembly|Senate) Bill (?:No\. )?(?P<number>\d+)")
_LONGEST = 160


class Clauses(NamedTuple):
    """First and last day a section counts, and what that hangs on, where the act says so."""

    starts: str | None = None
    until: str | None = None
    condition: str | None = None


def read_clauses(text: str, subject: str = OF_SECTION) -> Clauses:
    """The clauses of a text that speak of their own section, or of their part (``OF_PART``)."""
    plain, patterns = " ".join(text.split()), _PATTERNS[subject]
    ends = [found for pattern in patterns.ends for found in _days(pattern, plain)]
    hangs = patterns.hangs.search(plain)
    return Clauses(
        starts=max(_days(patterns.starts, plain), default=None),
        until=_day_before(min(ends)) if ends else None,
        condition=_cut(hangs["condition"]) if hangs else None,
    )


def _days(pattern: "re.Pattern[str]", text: str) -> Iterator[str]:
    for match in pattern.finditer(text):
        try:
            yield datetime.strptime(match["day"], "%B %d, %Y").date().isoformat()
        except ValueError:  # "Smarch 1, 2027": a day that is none says nothing
            continue


def _day_before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def _cut(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rsplit(' ', 1)[0]} ..."


def read_joined(text: str) -> dict[Statute, tuple[str, ...]]:
    """Section -> the bills of the same session whose changes of it this act holds too, as
    ``ab666``: where both are chaptered, neither takes the other's words out."""
    found: dict[Statute, tuple[str, ...]] = {}
    for match in _JOINED.finditer(" ".join(text.split())):
        others = tuple(
            f"{'ab' if other['house'] == 'Assembly' else 'sb'}{other['number']}"
            for other in _OTHER.finditer(match["others"])
        )
        for citation in read_california_title(f"An act to amend {match['sections']}, relating to"):
            found[citation.section] = (*found.get(citation.section, ()), *others)
    return found
