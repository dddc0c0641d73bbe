"""Who read which row of how the law compares: ``law/readers.toml`` of the workspace.

What was read is known by its words, as with the pages for survivors: a row of which a word changes
waits for its readers again. The table ``law_relief_readers`` follows the file.
"""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from billtrail.errors import CheckFailed
from billtrail.files import read_text
from billtrail.records import NAMES, AsIs, Day, written

from ..content_files import RELIEF_READERS


@dataclass(frozen=True, slots=True)
class ReliefReader:
    """``reader`` has read the row ``relief`` against its sources; ``words`` is the hash of what it
    said. The name stays in the workspace."""

    id: AsIs = field(metadata=NAMES)
    relief: AsIs
    words: AsIs
    reader: AsIs
    on: Day


@dataclass(frozen=True, slots=True)
class _ReadersFile:
    """``law/readers.toml``."""

    readers: tuple[ReliefReader, ...] = field(default=(), metadata=written("reader"))


def load_relief_readers(root: Path) -> tuple[ReliefReader, ...]:
    """The workspace's readers, oldest first; raises CheckFailed with every fault."""
    return parse_relief_readers(read_text(root / RELIEF_READERS))


def parse_relief_readers(text: str) -> tuple[ReliefReader, ...]:
    """The readers of a file's text; raises CheckFailed with every fault."""
    from billtrail.records import structure_file

    found = structure_file(RELIEF_READERS, text, _ReadersFile).readers
    if wrong := [one.id for one in found if not one.id.isdecimal()]:
        raise CheckFailed(f"{RELIEF_READERS}: an id is a number in quotes, not {wrong[0]!r}")
    return found


def save_relief_readers(connection: sqlite3.Connection, found: Iterable[ReliefReader]) -> None:
    """Make the table say what the file says, each person once for the words they read."""
    people = {(one.relief, one.words, one.reader.casefold()): one for one in found}
    connection.execute("DELETE FROM law_relief_readers")
    connection.executemany(
        "INSERT INTO law_relief_readers (id, relief, words, date, reader) VALUES (?, ?, ?, ?, ?)",
        [(int(one.id), one.relief, one.words, one.on, one.reader) for one in people.values()],
    )
