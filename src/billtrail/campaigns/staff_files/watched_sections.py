"""Which sections of the law staff watch, and which bills that touch one they said are not ours.

They live in one file of the workspace, ``sections.toml``; the tables ``watched_sections`` and
``declined_sections`` are filled from it.
"""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from billtrail.errors import CheckFailed, UsageError
from billtrail.files import read_text
from billtrail.law import WatchedSection, parse_watched
from billtrail.records import NAMES, AsIs, Day, written

from ..content_files import SECTIONS


@dataclass(frozen=True, slots=True)
class SectionEntry:
    """A section, a run or a chapter by its key, and who watches it since when."""

    section: AsIs = field(metadata=NAMES)
    by: AsIs
    on: Day

    @property
    def watched(self) -> WatchedSection:
        return parse_watched(self.section)


@dataclass(frozen=True, slots=True)
class DeclinedBill:
    """A bill that touches a watched section and is not ours. ``what`` it did to the section when
    that was said: a bill that does another thing is shown again."""

    section: AsIs = field(metadata=NAMES)
    bill: AsIs = field(metadata=NAMES)
    what: AsIs
    by: AsIs
    on: Day


@dataclass(frozen=True, slots=True)
class WatchedFile:
    """``sections.toml``."""

    sections: tuple[SectionEntry, ...] = field(default=(), metadata=written("section"))
    declined: tuple[DeclinedBill, ...] = field(default=(), metadata=written("declined"))


def load_watched(root: Path) -> WatchedFile:
    """The workspace's file; raises CheckFailed with every fault."""
    return parse_watched_file(read_text(root / SECTIONS))


def parse_watched_file(text: str) -> WatchedFile:
    """A file's text; raises CheckFailed with every fault."""
    from billtrail.records import structure_file

    found = structure_file(SECTIONS, text, WatchedFile)
    if faults := [*_faults(found)]:
        raise CheckFailed("\n".join(f"{SECTIONS}: {fault}" for fault in faults))
    return found


def _faults(found: WatchedFile) -> Iterable[str]:
    for one in found.sections:
        try:
            parse_watched(one.section)
        except UsageError as error:
            yield str(error)


def save_watched(connection: sqlite3.Connection, found: WatchedFile) -> None:
    """Make the tables say what the file says."""
    connection.execute("DELETE FROM watched_sections")
    connection.executemany(
        "INSERT OR REPLACE INTO watched_sections (section, by, since) VALUES (?, ?, ?)",
        [(one.section, one.by, one.on) for one in found.sections],
    )
    connection.execute("DELETE FROM declined_sections")
    connection.executemany(
        "INSERT OR REPLACE INTO declined_sections (section, bill, what) VALUES (?, ?, ?)",
        [(one.section, one.bill, one.what) for one in found.declined],
    )
