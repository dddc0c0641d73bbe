"""Where in a text the words of a search stand: the paragraph that fits them best.

The index holds no text. So the paragraphs in question of the few texts that are shown go into a
table in memory with the index's own way of taking words apart, which then tells and marks them.
"""

import re
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from enum import StrEnum
from typing import NamedTuple

#: How words are taken apart and brought to their stems, in every index of texts.
TOKENIZER = "porter unicode61"
#: Words around what was found.
_WORDS = 40
#: Paragraphs of one text that are looked at, and characters of each: a budget has 100,000 in one.
_PARAGRAPHS, _CHARACTERS = 20, 20_000
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
        asked = " OR ".join(phrases)
        ranked = memory.execute(
            "SELECT name, rowid FROM lines WHERE lines MATCH ? ORDER BY rank DESC, rowid DESC",
            (asked,),
        )
        best = dict(ranked.fetchall())  # of each text the last that was told
        found = memory.execute(
            "SELECT name, snippet(lines, 1, ?, ?, ?, ?) FROM lines WHERE lines MATCH ? AND rowid "
            f"IN ({', '.join('?' * len(best))})",
            (_BEGIN, _END, _CUT, _WORDS, asked, *best.values()),
        )
        return {name: Found(tuple(_pieces(line.strip()))) for name, line in found}


def _lines(text: str, phrases: Sequence[str]) -> list[str]:
    """The paragraphs that may hold most of what is looked for: by the letters that stems keep."""
    words = {word.lower() for phrase in phrases for word in re.findall(r"\w+", phrase)}
    starts = "|".join(sorted(re.escape(word[:_STEM]) for word in words))
    near = re.compile(rf"\b(?:{starts})", re.IGNORECASE)
    held = [(len({*map(str.lower, near.findall(line))}), line) for line in text.splitlines()]
    most = sorted((one for one in held if one[0]), key=lambda one: -one[0])
    return [line[:_CHARACTERS] for _, line in most[:_PARAGRAPHS]]


def _pieces(marked: str) -> Iterator[tuple[Mark, str]]:
    for part in re.split(f"({_BEGIN}[^{_END}]*{_END})", marked):
        if part.startswith(_BEGIN):
            yield Mark.FOUND, part[1:-1]
        elif part:
            yield Mark.PLAIN, part
