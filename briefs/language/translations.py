"""Our own words in other languages, from ``data/words.toml``: what no campaign file translates.

Bases of figures and goals are found by id; titles of efforts, sources and steps by their English,
so that words that were changed are never printed with an old translation. A workspace's
``templates/words.toml`` comes first.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from billtrail.briefs.typeset import faulty_template, kept, own_file
from billtrail.data import FOLDER
from billtrail.files import read_toml
from billtrail.legislatures import Language

_Tables = Mapping[str, Mapping[str, Any]]


def _read(path: Path) -> _Tables:
    """Raises ``UsageError`` where the workspace's cannot be read."""
    try:
        return read_toml(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise faulty_template(path, str(error)) from error


@kept(1)
def _tables() -> tuple[_Tables, ...]:
    """The workspace's own words, then those that ship."""
    shipped = FOLDER / "words.toml"
    return tuple(_read(path) for path in (own_file("words.toml"), shipped) if path)


def _find(kind: str, id: str, field: str) -> str | None:
    found = (tables.get(kind, {}).get(id, {}).get(field) for tables in _tables())
    return next((text for text in found if text), None)


class Translated(NamedTuple):
    """Words in another language, and which of them stay English: official titles."""

    text: str
    english: tuple[str, ...]


_TITLE = re.compile(r"\{(.+?)\}")


def in_language(text: str, language: Language) -> Translated | None:
    """English words in the language, or ``None``. In the file braces stand around titles."""
    found = (tables.get(language.value, {}).get(text) for tables in _tables())
    said = next((words for words in found if words), None)
    return _translated(said) if said else None


def all_in(language: Language) -> Iterator[Translated]:
    """All words of the language."""
    return (
        _translated(said)
        for tables in _tables()
        for said in tables.get(language.value, {}).values()
    )


def _translated(said: str) -> Translated:
    return Translated(_TITLE.sub(r"\1", said), tuple(_TITLE.findall(said)))


def figure_base(id: str, language: Language) -> str | None:
    return _find("figure", id, f"base_{language.value}")


def figure_measure(id: str, language: Language) -> str | None:
    return _find("figure", id, f"measure_{language.value}")


def goal_title(id: str, language: Language) -> str | None:
    return _find("goal", id, language.value)


def goal_without_bill(id: str, language: Language) -> str | None:
    return _find("goal", id, f"no_bill_{language.value}")
