"""Comparing two prints of 60 pages: seconds, best of three, and how many times as long that is as
to count the words of both.

The oldest and the newest real prints of the four bills of mid-2026, one after the other, and that
again, each time with its number before every paragraph, until there are 30,000 words; and what
costs most: all in one paragraph, two texts that share nothing, a table of repeated lines.
"""

import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from billtrail.bills.models import VersionText
from billtrail.bills.prints import compare
from billtrail.scrapers.ca_pubinfo.source import parse
from billtrail.scrapers.ca_pubinfo.staging import stage

from .pubinfo import BILLS

WORDS = 30_000
_Result = TypeVar("_Result")


def main() -> None:
    old, new = _prints()
    lines, words = old.splitlines(), len(old.split())
    other = [f"other{n}" for n in range(words)]
    size = words // len(lines) + 1
    table = [f"item {n % 300}" if n % 2 else "$0" for n in range(20_000)]
    cases = {
        "two prints": (old, new),
        "the same, each in one paragraph": (" ".join(old.split()), " ".join(new.split())),
        "two that share nothing": (old, _in_lines(other, size)),
        "nothing shared, each in one paragraph": (" ".join(old.split()), " ".join(other)),
        "a table of repeated lines": ("\n".join(table), "\n".join([*table[7:], "$1"])),
    }
    for name, (one, two) in cases.items():
        _say(name, one, two)


def _say(name: str, one: str, two: str) -> None:
    taken, found = _best(lambda: compare(one, two))
    counted, _ = _best(lambda: (Counter(one.split()), Counter(two.split())))
    print(f"{name}, {len(one.split()):,} and {len(two.split()):,} words: {taken:.2f} s CPU, "
          f"{taken / counted:.0f} x counting them; {found.kept:.0%} kept, "
          f"{len(found.passages):,} passages")  # fmt: skip


def _best(work: Callable[[], _Result]) -> tuple[float, _Result]:
    times = []
    for _ in range(3):
        start = time.process_time()
        result = work()
        times.append(time.process_time() - start)
    return min(times), result


def _in_lines(words: list[str], size: int) -> str:
    return "\n".join(" ".join(words[at : at + size]) for at in range(0, len(words), size))


def _prints() -> tuple[str, str]:
    pairs = _pairs()
    old: list[str] = []
    new: list[str] = []
    copy = words = 0
    while words < WORDS:
        copy += 1
        for before, after in pairs:
            old += _numbered(before, copy)
            new += _numbered(after, copy)
            words += len(after.split())
    return "\n".join(old), "\n".join(new)


def _numbered(text: str, copy: int) -> list[str]:
    return [f"({copy}) {line}" for line in text.splitlines() if line.strip()]


def _pairs() -> list[tuple[str, str]]:
    """The oldest and the newest text of each bill; their codes count down from 99."""
    with TemporaryDirectory() as folder:
        files = [(path.name, path.open("rb")) for path in sorted(BILLS.iterdir())]
        staged = stage(files, Path(folder), BILLS)
        reference = staged.reference()
        found = []
        for document in staged.documents("2026-11-27T00:00:00Z"):
            texts = [r for r in parse(document, reference) if isinstance(r, VersionText)]
            texts.sort(key=lambda text: text.code)
            found.append((texts[-1].text, texts[0].text))
    return found
