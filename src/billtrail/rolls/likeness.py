"""One organisation in two spellings: told with both, and never made one by itself."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations

from .names import fold
from .values import Pair, Signer

#: From 0 to 100: how alike two names are that are asked about.
_ALIKE = 90
#: The same of the words in which they differ.
_ALIKE_WORDS = 75
#: Words that say nothing of which organisation it is.
_COMMON = frozenset({
    "a", "an", "and", "for", "in", "inc", "incorporated", "llc", "llp", "ltd", "of", "on", "org",
    "the", "to",
})  # fmt: skip
_JOINING = frozenset({"and", "for", "of", "the"})
_SHORT = re.compile(r"[a-z]{3,8}")
_BRACKETS = re.compile(r"\(([^()]*)\)")


@lru_cache(maxsize=16_384)
def _core(name: str) -> str:
    """The words that say which organisation it is, without what stands in brackets."""
    words = fold(_BRACKETS.sub(" ", name)).split()
    return " ".join(word for word in words if word not in _COMMON) or fold(name)


def _short_names(name: str) -> frozenset[str]:
    """What is short for it: one word in brackets, and the first letters of several words."""
    found = {fold(word) for word in _BRACKETS.findall(name)}
    words = fold(_BRACKETS.sub(" ", name)).split()
    for left_out in (frozenset[str](), _JOINING, _COMMON):
        chosen = [word for word in words if word not in left_out]
        if len(chosen) > 2:
            found.add("".join(word[0] for word in chosen))
    return frozenset(found)


def _shortened(name: str) -> frozenset[str]:
    """The words that say which organisation it is, with first letters for two or more that stand
    together: ``la lgbt center`` for Los Angeles LGBT Center."""
    words = _core(name).split()
    runs = combinations(range(len(words) + 1), 2)
    return frozenset(
        " ".join((*words[:a], "".join(word[0] for word in words[a:b]), *words[b:]))
        for a, b in runs if 1 < b - a < len(words)
    )  # fmt: skip


def alike(signers: Sequence[Signer]) -> tuple[Pair, ...]:
    """Signers of organisations that may be one: spelled the same with two people, almost the
    same, or one by the other's first letters, of all its words or some, or by its first
    words. Those said to be apart are not told."""
    named = [signer for signer in signers if signer.organisation]
    ways = (_same, _near, _by_letters, _by_letters_within, _by_first_words)
    found = {pair for way in ways for pair in way(named)}
    return tuple(
        Pair(named[a], named[b], fold(named[a].organisation) == fold(named[b].organisation))
        for a, b in sorted(found)
        if named[b].number not in named[a].apart and named[a].number not in named[b].apart
    )


def _same(named: Sequence[Signer]) -> Iterator[tuple[int, int]]:
    """Each with the first of its name."""
    first: dict[str, int] = {}
    for place, signer in enumerate(named):
        earlier = first.setdefault(fold(signer.organisation), place)
        if earlier != place:
            yield earlier, place


def _near(named: Sequence[Signer]) -> Iterator[tuple[int, int]]:
    """Different names with almost the same letters."""
    from numpy import argwhere, triu
    from rapidfuzz import fuzz, process

    cores = {fold(signer.organisation): place for place, signer in reversed([*enumerate(named)])}
    places = sorted(cores.values())
    texts = [" ".join(sorted(_core(named[place].organisation).split())) for place in places]
    scores = process.cdist(texts, texts, scorer=fuzz.ratio, score_cutoff=_ALIKE)
    for a, b in argwhere(triu(scores, 1)):
        if _differ_in_spelling(texts[a], texts[b]):
            yield places[int(a)], places[int(b)]


def _differ_in_spelling(one: str, other: str) -> bool:
    """Whether the words in which they differ are alike as well: Orange County Faith Fund is not
    Orange County Health Fund."""
    from rapidfuzz import fuzz

    words, others = set(one.split()), set(other.split())
    rest = [" ".join(sorted(left)) for left in (words - others, others - words)]
    return not all(rest) or fuzz.ratio(*rest) >= _ALIKE_WORDS


def _by_letters(named: Sequence[Signer]) -> Iterator[tuple[int, int]]:
    """One name that is short for the other."""
    folded = ((fold(signer.organisation), place) for place, signer in enumerate(named))
    short = {name: place for name, place in folded if _SHORT.fullmatch(name)}
    for place, signer in enumerate(named):
        for name in _short_names(signer.organisation) & short.keys():
            if short[name] != place:
                yield min(place, short[name]), max(place, short[name])


def _by_letters_within(named: Sequence[Signer]) -> Iterator[tuple[int, int]]:
    """``Legal Aid of LA`` and "Legal Aid of Los Angeles"."""
    cores = {_core(signer.organisation): place for place, signer in enumerate(named)}
    for place, signer in enumerate(named):
        for short in _shortened(signer.organisation) & cores.keys():
            yield min(place, cores[short]), max(place, cores[short])


def _by_first_words(named: Sequence[Signer]) -> Iterator[tuple[int, int]]:
    """``Polaris`` and "Polaris Project": one word more."""
    cores = {_core(signer.organisation): place for place, signer in enumerate(named)}
    for core, place in cores.items():
        shorter = cores.get(core.rpartition(" ")[0], place)
        if shorter != place:
            yield min(place, shorter), max(place, shorter)
