"""Which printed briefs were released, to whom, and which were taken back.

Printing a brief releases nothing. What was released stands in one file of the workspace,
``released.toml``, so that copying the workspace keeps it; the table ``releases`` follows the file.
The file is a list of acts in their order: a release to somebody, or to nobody, which takes back.
"""

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

from billtrail.files import read_text
from billtrail.legislatures import ReleasedTo
from billtrail.records import NAMES, AsIs, one_of, written

from ..content_files import RELEASES

#: To whom a brief is released that is taken back.
NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Release:
    """One act: ``briefs`` by their ids, ``at`` an instant (UTC), ``to`` a ``ReleasedTo`` or
    ``NOBODY``."""

    id: AsIs = field(metadata=NAMES)
    to: Annotated[str, one_of(*ReleasedTo, NOBODY)]
    by: AsIs
    at: AsIs
    briefs: tuple[AsIs, ...]


@dataclass(frozen=True, slots=True)
class _ReleasesFile:
    """``released.toml``."""

    releases: tuple[Release, ...] = field(default=(), metadata=written("release"))


@dataclass(frozen=True, slots=True)
class ReleaseState:
    """Where a brief's release to one audience stands, and since when."""

    by: str
    at: str
    withdrawn: bool


# The file -----------------------------------------------------------------------------------------


def load_releases(root: Path) -> tuple[Release, ...]:
    """The workspace's acts, oldest first; raises CheckFailed with every fault."""
    return parse_releases(read_text(root / RELEASES))


def parse_releases(text: str) -> tuple[Release, ...]:
    """The acts of a file's text; raises CheckFailed with every fault."""
    from billtrail.records import structure_file

    return structure_file(RELEASES, text, _ReleasesFile).releases


# The table ----------------------------------------------------------------------------------------


def release_states(releases: Iterable[Release]) -> Mapping[tuple[str, str], ReleaseState]:
    """(brief, released to) -> where that stands after all acts. What is taken back is so for
    everybody it was released to."""
    found: dict[tuple[str, str], ReleaseState] = {}
    for act in releases:
        for brief in act.briefs:
            if act.to != NOBODY:
                found[brief, act.to] = ReleaseState(act.by, act.at, withdrawn=False)
                continue
            for to in ReleasedTo:
                if (brief, to.value) in found:
                    found[brief, to.value] = ReleaseState(act.by, act.at, withdrawn=True)
    return found


def save_releases(connection: sqlite3.Connection, releases: Iterable[Release]) -> None:
    """Make the table say what the file says."""
    connection.execute("DELETE FROM releases")
    connection.executemany(
        "INSERT INTO releases (brief, released_to, by, at, withdrawn) VALUES (?, ?, ?, ?, ?)",
        [(brief, to, s.by, s.at, int(s.withdrawn))
         for (brief, to), s in release_states(releases).items()],
    )  # fmt: skip
