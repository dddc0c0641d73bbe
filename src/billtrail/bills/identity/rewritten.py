"""Gut and amend: a print that keeps a bill's number and changes what the bill is about. Pure.

Two prints of California that follow one another are compared in four things: subject, digest, the
sections of law they would change, and who leads them. A print that shares nothing, or next to
nothing, with the one before in two of these is another bill under the same number.

Congress tells of its prints by their titles alone: see ``retitled``.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Protocol, TypeVar

from billtrail.legislatures.calendar import last_day

from ..models import Bill, Version
from .retitled import Rewriting, by_titles

#: Digests that share a smaller part of their words than this are on different things.
_SHARED_WORDS = 0.2
#: So many of the four things make it another bill.
ENOUGH = 2

_WORD = re.compile(r"[a-z]{4,}")
#: What every digest says.
_COMMON = frozenset(
    {
        "existing", "would", "bill", "law", "laws", "that", "this", "with", "from", "which",
        "shall", "under", "provisions", "provision", "specified", "other", "such", "have", "been",
        "also", "their", "they", "these", "make", "include", "including", "require", "requires",
        "required", "relating", "state", "code", "section", "sections",
    }
)  # fmt: skip


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.lower())) - _COMMON


def _other_words(least: float) -> Callable[[str, str], bool]:
    def differ(one: str, other: str) -> bool:
        ours, theirs = _words(one), _words(other)
        both = len(ours & theirs) / len(ours | theirs) if ours and theirs else 1.0
        return both <= least

    return differ


def _disjoint(one: Sequence[str], other: Sequence[str]) -> bool:
    return not set(one) & set(other)


#: What is compared: its words on screen, and whether two values have nothing in common.
_COMPARED: Mapping[str, tuple[str, Callable[..., bool]]] = {
    "subject": ("subject", _other_words(0.0)),
    "digest": ("digest", _other_words(_SHARED_WORDS)),
    "sections": ("sections of law", _disjoint),
    "authors": ("authors", _disjoint),
}


def rewriting(bill: Bill) -> Rewriting | None:
    """The newest print that made another bill of it; ``None`` where none did."""
    return _by_prints(bill) or by_titles(bill)


def _by_prints(bill: Bill) -> Rewriting | None:
    if not bill.versions or len(bill.versions) < 2 or not any(map(_is_told, bill.versions)):
        return None
    prints = oldest_first(bill.versions)
    for before, after in reversed(list(pairwise(prints))):
        changed = tuple(
            words
            for name, (words, differ) in _COMPARED.items()
            if (old := getattr(before, name)) and (new := getattr(after, name))
            if differ(old, new)
        )
        if len(changed) >= ENOUGH:
            first, last = prints[0].subject, prints[-1].subject
            return Rewriting(after.date, after.code, after.note, changed,
                             before=first if first != last else None)  # fmt: skip
    return None


def _is_told(version: Version) -> bool:
    """Whether its source tells anything that is compared; Congress's does not."""
    return bool(version.digest or version.sections or version.authors or version.subject)


class Listed(Protocol):
    """A print as a publisher lists it."""

    @property
    def note(self) -> str: ...

    @property
    def date(self) -> str | None: ...


_Print = TypeVar("_Print", bound=Listed)


def oldest_first(versions: Sequence[_Print]) -> list[_Print]:
    """Prints by day; within a day as listed, and one without a day after the one that is listed
    before it (of Congress, prints that passed a chamber and enrolled ones have none)."""
    listed = list(reversed(versions)) if _newest_first(versions) else list(versions)
    days, last = [], ""
    for one in listed:
        last = last_day(one.date) if one.date else last
        days.append(last)
    placed = sorted(zip(days, listed, strict=True), key=lambda pair: pair[0])
    return [one for _, one in placed]


def _newest_first(versions: Sequence[Listed]) -> bool:
    """Whether the list begins with the newest: by its days, else by where the first print is."""
    days = [last_day(one.date) for one in versions if one.date]
    falls = sum(a > b for a, b in pairwise(days))
    rises = sum(a < b for a, b in pairwise(days))
    if falls != rises:
        return falls > rises
    return bool(versions) and not versions[0].note.startswith("Introduced")
