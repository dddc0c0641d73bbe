"""What the newest analysis of a bill argues for or against it, whose it is and of when.

Analyses of committees and floors call the part ``Argument(s) in Opposition`` or ``in Support`` and
set it in many ways (read 2026-11-30 in 34 of 2025-26): the words after a colon on the same line, or
in the lines below; it ends at the next heading, which is short and ends without a full stop.
"""

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from billtrail.store import unpack

#: A sentence that is worth an answer has so many words; what is longer is cut between words.
_LEAST, _MOST = 8, 45
#: The side of an argument -> how its part begins.
_BEGINS = {
    side: re.compile(rf"\W*(?:\d+\)\s*)?(?:arguments? )?in {side}\b\s*[:.]?\s*", re.IGNORECASE)
    for side in ("opposition", "support")
}
_SENTENCE = re.compile(r"(?<=[.?!])[”\"]?\s+(?=[“\"A-Z])")
_QUOTES = " “”\"'\N{DOUBLE PRIME}\N{PRIME}"
#: Who is quoted, before the argument: ``According to X, “...``, ``The X writes:``.
_WHOSE = re.compile(
    r"(?:according to (?P<by>[^,:“”]{3,120})[,:]"
    r"|(?P<who>[^“”.]{3,120}?) (?:writes?|states?|argues?)(?:[,:]| that\b))\s*", re.IGNORECASE,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Arguments:
    """``analysis`` is whose it is, as its publisher names it, and ``date`` its day; ``by`` who is
    quoted, empty where it does not say; ``says`` are sentences of it in their order."""

    analysis: str
    date: str | None
    url: str | None
    by: str
    says: tuple[str, ...]


def read_arguments(
    connection: sqlite3.Connection, bill: str, on: str, side: str
) -> Arguments | None:
    """Those of a ``side`` (``opposition``, ``support``) in the newest analysis up to a day (ISO)
    that has any; ``None`` where none on file has, or a published file has no analyses."""
    stored = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'analyses'").fetchone()
    rows = connection.execute(
        "SELECT name, date, url, text FROM analyses WHERE bill = ? AND text IS NOT NULL "
        "AND coalesce(date, '') <= ? ORDER BY date DESC, identifier",
        (bill, on),
    ) if stored else ()  # fmt: skip
    for row in rows:
        by, says = arguments(unpack(row["text"]).decode(), side)
        if says:
            return Arguments(row["name"] or "Analysis", row["date"], row["url"], by, says)
    return None


def arguments(text: str, side: str) -> tuple[str, tuple[str, ...]]:
    """Who is quoted in an analysis's part of a side, and its sentences; nothing where it has no
    such part."""
    words = " ".join(filter(None, _part((line.strip() for line in text.split("\n")), side)))
    whose = _WHOSE.match(words)
    by = (whose["by"] or whose["who"]).strip() if whose else ""
    said = words[whose.end() :] if whose else words
    found = [_plain(one) for one in _SENTENCE.split(said)]
    return by, tuple(
        one for one in found if len(one.split()) >= _LEAST and not one.startswith("Existing law")
    )


def _part(lines: Iterator[str], side: str) -> Iterator[str]:
    """The lines of that part."""
    for line in lines:
        begins = _BEGINS[side].match(line)
        if begins and not line.upper().startswith("REGISTERED"):
            yield line[begins.end() :]
            yield from takewhile(_goes_on, filter(None, lines))
            return


def _goes_on(line: str) -> bool:
    """Whether a line is no heading: ``7) Related Legislation:``, ``-- END --``."""
    if _WHOSE.match(line):
        return True
    begins = re.match(r"\W*(?:\d+\)|[A-Z][\w /]{3,40}:|-- )", line)
    return not begins and (len(line) > 60 or line.endswith((".", "”", '"', ":")))


def _plain(sentence: str) -> str:
    words = sentence.strip(_QUOTES).split()
    return " ".join(words[:_MOST]) + (" …" if len(words) > _MOST else "")
