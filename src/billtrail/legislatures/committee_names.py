"""Committees by their names, which every page spells its own way."""

import re

_NOISE = re.compile(r"\b(?:standing )?committee(?: on)?\b|[^\w ]", re.IGNORECASE)


def committee_words(name: str) -> str:
    """A committee's name as it is compared: ``Committee on Arts & Sports`` and ``Arts, And
    Sports`` are one."""
    return " ".join(_NOISE.sub(" ", name.replace("&", " and ")).casefold().split())


def as_committee(name: str) -> str:
    """A name in a sentence: ``Codes`` -> ``Codes Committee``; ``Justice Budget Subcommittee`` and
    ``Select Committee on Property Taxes`` say it themselves."""
    return name if says_committee(name) else f"{name} Committee"


def says_committee(name: str) -> bool:
    """Whether a name says that it is one."""
    return "committee" in name.lower()


#: What a committee's name is compared without, beside marks.
_SMALL = frozenset(("and", "on", "the", "of", "for", "standing"))


def committee_rank(typed: str, name: str) -> int | None:
    """How well loosely typed words fit a committee's name, 0 best: the name itself, its words or
    their beginnings from the first on (``pub safe``), its initials (``PS``), beginnings of some of
    its words in their order, then their first letters alone (``approps``); ``None`` where they do
    not fit. Both without a chamber's name."""
    said, words = _telling(typed), _telling(name)
    if not said:
        return None
    if said == words:
        return 0
    if len(said) <= len(words) and all(map(str.startswith, words, said)):
        return 1
    if "".join(said) == "".join(word[0] for word in words) and len(words) > 1:
        return 2
    if _in_order(said, words):
        return 3
    return 4 if _in_order([part[:4] for part in said], words) else None


def _in_order(parts: list[str], words: list[str]) -> bool:
    left = iter(words)
    return all(any(word.startswith(part) for word in left) for part in parts)


def _telling(name: str) -> list[str]:
    return [word for word in committee_words(name).split() if word not in _SMALL]
