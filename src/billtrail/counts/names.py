"""Names in program counts: a corrected spelling, and one that looks like another."""

import shlex
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from difflib import SequenceMatcher

from billtrail.counts.suppression import Count, canonical
from billtrail.errors import CheckFailed

#: Names that are so much alike, of which one is new and one is missing, may be one.
_ALIKE = 0.6


class OtherSpelling(CheckFailed):
    """A name is new, another is missing, and both look alike."""


def corrected(count: Count, names: Mapping[str, str]) -> Count:
    """A count with its names as they were corrected; ``names`` maps canonical ones to new ones."""
    if not names:
        return count

    def of(name: str) -> str:
        return names.get(canonical(name), name)

    return replace(
        count, program=of(count.program), measure=of(count.measure),
        part_of=count.part_of and of(count.part_of),
        group={of(n): of(category) for n, category in count.group.items()},
    )  # fmt: skip


def holds(count: Count, name: str) -> bool:
    return canonical(name) in {canonical(own) for _, own in _named(count)}


def refuse_other_spellings(new: Iterable[Count], old: Iterable[Count]) -> None:
    """Raises OtherSpelling where a name is new, another is missing, and both look alike: loaded so,
    the old one would stay beside it for ever."""
    before, now = _names(old), _names(new)
    for kind, names in now.items():
        missing = {n: s for n, s in before.get(kind, {}).items() if n not in names}
        for name, spelled in names.items():
            for other, was in missing.items():
                if name not in before.get(kind, {}) and _are_alike(name, other):
                    raise OtherSpelling(
                        f"The {kind} {spelled!r} is new, and {was!r}, which was loaded before, is "
                        "missing. If it is the same: billtrail stats rename "
                        f"{shlex.quote(was)} {shlex.quote(spelled)}, then load the file again. If "
                        "it is another one: load the file with --new-names."
                    )


def _are_alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one, other).ratio() >= _ALIKE


def _names(counts: Iterable[Count]) -> dict[str, dict[str, str]]:
    """Of each kind of name the canonical forms, with a spelling."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for count in counts:
        for kind, name in _named(count):
            found[kind].setdefault(canonical(name), name)
    return found


def _named(count: Count) -> Iterator[tuple[str, str]]:
    yield "measure", count.measure
    yield from ((canonical(dimension), category) for dimension, category in count.named())
