"""Comparing two prints of 50 pages: seconds, best of three.

The oldest and the newest real prints of the four bills of mid-2026, one after the other, and that
again, each time with its number before every paragraph, until there are 50 pages of 500 words.
"""

import time
from pathlib import Path
from tempfile import TemporaryDirectory

from billtrail.bills.models import VersionText
from billtrail.bills.prints import Comparison, compare
from billtrail.scrapers.ca_pubinfo.source import parse
from billtrail.scrapers.ca_pubinfo.staging import stage

from .pubinfo import BILLS

WORDS = 50 * 500


def main() -> None:
    old, new = _prints()
    times, result = [], None
    for _ in range(3):
        start = time.process_time()
        result = compare(old, new)
        times.append(time.process_time() - start)
    assert isinstance(result, Comparison)
    print(f"two prints of {len(old.split()):,} and {len(new.split()):,} words: {min(times):.2f} s "
          f"CPU; {result.kept:.0%} kept, {len(result.passages):,} passages")  # fmt: skip


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
