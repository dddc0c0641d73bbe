"""Where in a text the words of a search stand: the paragraph that fits them best.

The index holds no text. So the paragraphs in question of the few texts that are shown go into a
table in memory with the index's own way of taking words apart, which then tells and marks them.
"""

import re
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from enum import StrEnum
from itertools import islice
from typing import NamedTuple

#: How words are taken apart and brought to their stems, in every index of texts.
TOKENIZER = "porter unicode61"
#: Words around what was found.
_WORDS = 40
#: Paragraphs of one text that are looked at, and characters of each: a budget has one of 100,000.
_PARAGRAPHS, _CHARACTERS = 60, 20_000
#: Porter's stems keep so many letters of a word.
_STEM = 3
_BEGIN, _END, _CUT = "\x02", "\x03", " ... "


class Mark(StrEnum):
    """Whether a piece of a passage is what was looked for."""

    PLAIN = "plain"
    FOUND = "found"


class Found(NamedTuple):
    """A passage of a text, in pieces."""

    pieces: tuple[tuple[Mark, str], ...]

    @property
    def text(self) -> str:
        return "".join(text for _, text in self.pieces)


def find_passages(texts: Mapping[str, str], phrases: Sequence[str]) -> dict[str, Found]:
    """Of each text, by its name, the passage that fits the phrases best (FTS5 strings, such as
    ``"human trafficking"`` or ``"traff" *``); texts that hold none are left out."""
    if not phrases:
        return {}
    rows = [(name, line) for name, text in texts.items() for line in _lines(text, phrases)]
    with closing(sqlite3.connect(":memory:")) as memory:
        memory.execute(
            f"CREATE VIRTUAL TABLE lines USING fts5(name UNINDEXED, line, tokenize='{TOKENIZER}')"
        )
        memory.executemany("INSERT INTO lines VALUES (?, ?)", rows)
        found = memory.execute(
            "SELECT name, snippet(lines, 1, ?, ?, ?, ?) FROM lines WHERE lines MATCH ? "
            "ORDER BY rank DESC, rowid DESC",
            (_BEGIN, _END, _CUT, _WORDS, " OR ".join(phrases)),
        )
        return {name: Found(tuple(_pieces(line.strip()))) for name, line in found}  # best last


def _lines(text: str, phrases: Sequence[str]) -> Iterator[str]:
    """Paragraphs that may hold what is looked for: by the letters that stems keep."""
    words = {word for phrase in phrases for word in re.findall(r"\w+", phrase)}
    starts = "|".join(sorted(re.escape(word[:_STEM]) for word in words))
    near = re.compile(rf"\b(?:{starts})", re.IGNORECASE)
    lines = (line for line in text.splitlines() if near.search(line))
    yield from (line[:_CHARACTERS] for line in islice(lines, _PARAGRAPHS))


def _pieces(marked: str) -> Iterator[tuple[Mark, str]]:
    for part in re.split(f"({_BEGIN}[^{_END}]*{_END})", marked):
        if part.startswith(_BEGIN):
            yield Mark.FOUND, part[1:-1]
        elif part:
            yield Mark.PLAIN, part
