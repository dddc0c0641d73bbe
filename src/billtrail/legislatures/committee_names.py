"""Committees by their names, which every page spells its own way."""

import re

_NOISE = re.compile(r"\b(?:standing )?committee(?: on)?\b|[^\w ]", re.IGNORECASE)


def committee_words(name: str) -> str:
    """A committee's name as it is compared: ``Committee on Arts & Sports`` and ``Arts, And
    Sports`` are one."""
    return " ".join(_NOISE.sub(" ", name.replace("&", " and ")).casefold().split())
