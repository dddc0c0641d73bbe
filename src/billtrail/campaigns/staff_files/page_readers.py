"""Who read the pages for survivors before they go out: ``readers.toml`` of the workspace.

A page is a draft until two people have read it as it stands, one of them survivor-led. What was
read is known by its words, so that a page whose words change waits for readers again.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

from billtrail.files import read_text
from billtrail.legislatures import Language
from billtrail.records import NAMES, AsIs, Day, Read, one_of, written

from ..content_files import READERS

#: So many different people read a page.
_ENOUGH = 2


def _yes_or_no(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"{value!r} is not true or false")
    return value


@dataclass(frozen=True, slots=True)
class PageReader:
    """Somebody read the page of a ``campaign`` in a ``language``: ``words`` is the hash of what it
    said. ``reader`` is the name they agreed to, initials or a group's; it stays in the workspace.
    """

    id: AsIs = field(metadata=NAMES)
    campaign: AsIs
    language: Annotated[str, one_of(*Language)]
    words: AsIs
    reader: AsIs
    on: Day
    by: AsIs
    survivor_led: Annotated[bool, Read(_yes_or_no)] = False


@dataclass(frozen=True, slots=True)
class _ReadersFile:
    """``readers.toml``."""

    readers: tuple[PageReader, ...] = field(default=(), metadata=written("reader"))


def load_readers(root: Path) -> tuple[PageReader, ...]:
    """The workspace's readers, oldest first; raises CheckFailed with every fault."""
    return parse_readers(read_text(root / READERS))


def parse_readers(text: str) -> tuple[PageReader, ...]:
    """The readers of a file's text; raises CheckFailed with every fault."""
    from billtrail.records import structure_file

    return structure_file(READERS, text, _ReadersFile).readers


def lacking_readers(
    readers: Iterable[PageReader], campaign: str, language: str, words: str
) -> tuple[str, ...]:
    """What a page of these words still needs before it is no draft: nothing, or in words."""
    here = (campaign, language, words)
    return tuple(_lacking([r for r in readers if (r.campaign, r.language, r.words) == here]))


def _lacking(readers: list[PageReader]) -> Iterator[str]:
    missing = _ENOUGH - len({reader.reader.casefold() for reader in readers})
    if missing > 0:
        yield "one more reader" if missing == 1 else "two readers"
    if not any(reader.survivor_led for reader in readers):
        yield "one who is survivor-led"
