"""What changed between two prints of a text, for a person to read. Pure.

Two levels: whole paragraphs first, then the words of paragraphs that were rewritten. ``difflib``
finds what reads best, and takes minutes where much is repeated (tables of an appropriation, a print
in one paragraph): there the fewest edits are found by ``rapidfuzz``, which takes a tenth of a
second for 30,000 words whatever they are. A paragraph is a line; blanks within it are collapsed and
empty ones left out, so what was only laid out anew is no change.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum


class PassageKind(StrEnum):
    """What happened to a passage or to a piece of it; only a passage can be ``changed``."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a paragraph that share one fate, joined by single blanks."""

    kind: PassageKind
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph of either text, or the two versions of a rewritten one.

    ``section`` is the heading it stands under in its own text ("SEC. 2.", "236.14."), where any.
    """

    kind: PassageKind
    pieces: tuple[Piece, ...]
    section: str | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """All passages in reading order, and how many words each fate has."""

    passages: tuple[Passage, ...]
    words: Counter[PassageKind]

    @property
    def kept(self) -> float:
        """The share of the longer text's words that both have, 0 to 1; 1 for two empty texts."""
        longer = self.words[PassageKind.SAME] + max(
            self.words[PassageKind.ADDED], self.words[PassageKind.REMOVED]
        )
        return self.words[PassageKind.SAME] / longer if longer else 1.0

    def changes(self, context: int = 0) -> Iterator[Passage | None]:
        """The passages that changed, with ``context`` unchanged ones around them; ``None`` stands
        where unchanged ones are left out."""
        changed = [n for n, passage in enumerate(self.passages) if passage.kind != PassageKind.SAME]
        shown = {m for n in changed for m in range(n - context, n + context + 1)}
        last = -1
        for number, passage in enumerate(self.passages):
            if number in shown:
                if number - last > 1:
                    yield None
                yield passage
                last = number
        if changed and last < len(self.passages) - 1:
            yield None


#: A paragraph counts as rewritten, not replaced, where this share of its words was kept.
_SIMILAR = 0.4
#: Versions of a paragraph are looked for among this many pairs at once.
_PAIRS = 2_500
#: Pairs of like words or paragraphs that ``difflib`` is given: it may look at each many times.
_FEW_PAIRS = 20_000
#: Fewer kept words than this between two changes are read with them.
_ISLAND = 2

_SECTION = re.compile(r"(?:SECTION|SEC\.|Sec\.|Section) \d[\w.\-]*|\d+(?:\.\d+)*\.(?= |$)")
_BLANKS = re.compile(r"\s+")

Words = list[str]


def compare(old: str, new: str) -> Comparison:
    """The passages of two texts, old before new where they differ."""
    ours, theirs = _paragraphs(old), _paragraphs(new)
    passages = tuple(_passages(ours, theirs))
    counts: Counter[PassageKind] = Counter()
    for passage in passages:
        for piece in passage.pieces:
            counts[piece.kind] += piece.text.count(" ") + 1
    return Comparison(passages, counts)


@dataclass(frozen=True, slots=True)
class _Paragraph:
    text: str
    section: str | None


def _paragraphs(text: str) -> list[_Paragraph]:
    found, section = [], None
    for line in text.splitlines():
        if plain := _BLANKS.sub(" ", line).strip():
            heading = _SECTION.match(plain)
            section = heading[0] if heading else section
            found.append(_Paragraph(plain, section))
    return found


def _passages(old: Sequence[_Paragraph], new: Sequence[_Paragraph]) -> Iterator[Passage]:
    for tag, i, j, k, m in _edits([p.text for p in old], [p.text for p in new]):
        if tag == "equal":
            yield from (_whole(PassageKind.SAME, paragraph) for paragraph in new[k:m])
        else:
            yield from _rewritten(old[i:j], new[k:m])


#: What is done with old[i:j] to make new[k:m] of it: equal, insert, delete, replace.
_Edit = tuple[str, int, int, int, int]


def _edits(old: Sequence[str], new: Sequence[str]) -> Sequence[_Edit]:
    ours, theirs = Counter(old), Counter(new)
    if sum(count * theirs[one] for one, count in ours.items()) <= _FEW_PAIRS:
        return SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    from rapidfuzz.distance import Levenshtein

    numbers = {one: number for number, one in enumerate({**ours, **theirs})}
    found = Levenshtein.opcodes([numbers[one] for one in old], [numbers[one] for one in new])
    return [(e.tag, e.src_start, e.src_end, e.dest_start, e.dest_end) for e in found]


def _whole(kind: PassageKind, paragraph: _Paragraph) -> Passage:
    return Passage(kind, (Piece(kind, paragraph.text),), paragraph.section)


def _rewritten(old: Sequence[_Paragraph], new: Sequence[_Paragraph]) -> Iterator[Passage]:
    """A stretch without a common paragraph: pairs of one paragraph's versions, and the rest."""
    before = after = 0
    for i, k in [*_pairs(old, new), (len(old), len(new))]:
        yield from (_whole(PassageKind.REMOVED, paragraph) for paragraph in old[before:i])
        yield from (_whole(PassageKind.ADDED, paragraph) for paragraph in new[after:k])
        if i < len(old):
            pieces = tuple(_pieces(old[i].text.split(" "), new[k].text.split(" ")))
            yield Passage(PassageKind.CHANGED, pieces, new[k].section)
        before, after = i + 1, k + 1


def _pairs(old: Sequence[_Paragraph], new: Sequence[_Paragraph]) -> list[tuple[int, int]]:
    """The paragraphs that are two versions of one, in the order of both texts: the choice with
    the most words kept. A long stretch is looked through half by half."""
    if len(old) * len(new) > _PAIRS and min(len(old), len(new)) > 1:
        i, k = len(old) // 2, len(new) // 2
        rest = _pairs(old[i:], new[k:])
        return _pairs(old[:i], new[:k]) + [(i + a, k + b) for a, b in rest]
    ours, theirs = ([Counter(p.text.split(" ")) for p in text] for text in (old, new))
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    kept = [[_kept(one, other) for other in theirs] for one in ours]
    for i in range(len(old) - 1, -1, -1):
        for k in range(len(new) - 1, -1, -1):
            paired = kept[i][k] + best[i + 1][k + 1] if kept[i][k] else 0.0
            best[i][k] = max(paired, best[i + 1][k], best[i][k + 1])
    return list(_chosen(best, kept))


def _chosen(best: list[list[float]], kept: list[list[float]]) -> Iterator[tuple[int, int]]:
    i = k = 0
    while i < len(kept) and k < len(kept[i]):
        if kept[i][k] and best[i][k] == kept[i][k] + best[i + 1][k + 1]:
            yield i, k
            i, k = i + 1, k + 1
        elif best[i][k] == best[i + 1][k]:
            i += 1
        else:
            k += 1


def _kept(one: Counter[str], other: Counter[str]) -> float:
    """How many words two paragraphs share; 0 where that is too small a part of the longer one."""
    shared, longer = (one & other).total(), max(one.total(), other.total())
    return float(shared) if shared >= _SIMILAR * longer else 0.0


def _pieces(old: Words, new: Words) -> Iterator[Piece]:
    removed: Words = []
    added: Words = []
    for tag, i, j, k, m in _edits(old, new):
        ends = i == 0 or j == len(old)
        if tag == "equal" and (j - i >= _ISLAND or ends):
            yield from _told(removed, added)
            removed, added = [], []
            yield Piece(PassageKind.SAME, " ".join(old[i:j]))
        else:
            removed += old[i:j]
            added += new[k:m]
    yield from _told(removed, added)


def _told(removed: Words, added: Words) -> Iterator[Piece]:
    if removed:
        yield Piece(PassageKind.REMOVED, " ".join(removed))
    if added:
        yield Piece(PassageKind.ADDED, " ".join(added))
