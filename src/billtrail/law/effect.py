"""From when an act counts, and which of two acts on one section stands. Pure.

When a statute takes effect is its legislature's rule (``TakingEffect``); that it does so at once
its title says ("to take effect immediately"). Of two acts of one year of California that change one
section, the one with the higher chapter number stands alone (Government Code 9605), unless it holds
the other's words too (double joining).
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

from billtrail.legislatures import called_in, get, split_key
from billtrail.legislatures.calendar import deadlines, last_day

from .readings import StatuteChange

_AT_ONCE = re.compile(r"\bto take effect immediately\b", re.I)
#: The last section of such an act says it again, in one of these forms.
_SAYS_AT_ONCE = re.compile(
    r"\b[Tt]his act (?:is an urgency statute|provides for a tax levy|calls an election|is a bill "
    r"providing for appropriations)\b[^.]{0,400}\b(?:go into immediate effect|take effect "
    r"immediately)"
)
_CHAPTER = re.compile(r"Chapter (\d+)")


def takes_effect_at_once(title: str, text: str = "") -> bool:
    """Whether a long title or the act's own words say so."""
    said = _SAYS_AT_ONCE.search(" ".join(text.split())) if text else None
    return bool(said or _AT_ONCE.search(title))


def starts_on(bill: str, enacted: str, at_once: bool) -> str | None:
    """The first day an act counts, by its legislature's rule; ``enacted`` may be a month or a year.
    ``None`` for an act of a called session that says no day: it counts from that session's end."""
    day, parts = last_day(enacted), split_key(bill)
    rule = get(parts.jurisdiction).taking_effect
    if rule is None or at_once:
        return day
    if called_in(parts.jurisdiction, parts.session):
        return None
    year = deadlines(parts.jurisdiction).get(int(day[:4]))
    recess = date.fromisoformat(year.recess.on) if year and year.recess else None
    return rule.later(date.fromisoformat(day), recess)


def chaptered_out(changes: Iterable[StatuteChange]) -> set[StatuteChange]:
    """The changes whose words a later act of the same year took out again: it has the higher
    chapter number and its print, which must have been read, does not say that it holds their words.
    Only acts whose chapters are known are compared."""
    lost: set[StatuteChange] = set()
    by_year = sorted(changes, key=lambda change: (change.statute, change.enacted[:4]))
    for _, group in groupby(by_year, key=lambda change: (change.statute, change.enacted[:4])):
        lost |= _lost([change for change in group if change.chapter and _amends(change)])
    return lost


def _amends(change: StatuteChange) -> bool:
    """Acts that only add or only repeal a section do not compete for its words."""
    return "amend" in change.what and not change.unit


def _lost(changes: Sequence[StatuteChange]) -> set[StatuteChange]:
    if not changes:
        return set()
    last = max(changes, key=lambda change: change.chapter or 0)
    if last.origin != "print":
        return set()
    held = {change.bill for change in changes if _names(last, change)}
    return {c for c in changes if c.bill != last.bill and c.bill not in held}


def _names(last: StatuteChange, other: StatuteChange) -> bool:
    """Whether the later act says that it holds the other's words."""
    number = split_key(other.bill)
    return f"{number.type}{number.number}" in last.joined_with


def chapter_number(law: str | None) -> int | None:
    """679 of "Chapter 679, Statutes of 2023"; ``None`` where no chapter is told."""
    match = _CHAPTER.match(law or "")
    return int(match[1]) if match else None
