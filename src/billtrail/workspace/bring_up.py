"""What ``workspace.prepare`` does where a database is not as it should be: the shipped seed, the
workspace's own files and the stages of today are saved in it, by the one writer.
"""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from billtrail.campaigns.content import load_sound, tables
from billtrail.campaigns.staff_files import (
    corrections,
    releases,
    relief_readers,
    staff_reports,
    watched_sections,
)
from billtrail.errors import CheckFailed
from billtrail.importing import ImportReport, ingest
from billtrail.scrapers import seed
from billtrail.store import (
    Writer,
    renew_stored,
    save_corrections,
    settle_calendar,
    settle_texts,
    upsert,
)

from .folder import Say, Workspace

#: Where all of it is as it was when the seed was taken in, there is no more to take: what staff
#: save at the desk changes the content alone, and they wait for what is done here.
_OF_SEED = ("schema", "seed", "day")


def bring_up(
    workspace: Workspace, wanted: dict[str, str], stored: dict[str, str], say: Say
) -> None:
    """Make the database's state the ``wanted`` one; of a new file, which has nothing ``stored``,
    say what takes so long."""
    workspace.create()
    if not stored:
        say("Filling the database from the shipped bills. This takes a few seconds, once.")
    with workspace.writer("prepare") as writer:
        if any(stored.get(name) != wanted[name] for name in _OF_SEED):
            load_seed(writer)
        own = [_save_own(writer, workspace, file, say) for file in _OWN]
        sound = save_content(writer, workspace, say) and all(own)
        renew_stored(writer, say)
        settle_calendar(writer)
        settle_texts(writer)
        # Faulty files are read again next time, so that mending them is enough.
        _save_state(writer, wanted if sound else {**wanted, "content": "faulty"})
        writer.runs.finish("done" if sound else "partial", {})


def save_content(writer: Writer, workspace: Workspace, say: Say) -> bool:
    """Load the content files; a faulty one of the workspace is said and set aside, and the others
    are loaded (``campaigns.content.sound``). Returns whether all files were sound."""
    kept = dict(writer.connection.execute("SELECT name, text FROM content_files").fetchall())
    found = load_sound(workspace.root, kept)
    if found.faults:
        names = ", ".join(found.set_aside)
        say("\n".join((
            f"Set aside until it is mended: {names}. It stands as it was last loaded, or without "
            "positions and asks.", *found.faults,
        )))  # fmt: skip
    for line in found.content.retired:
        say(line)
    with writer.transaction():
        tables.save_content(writer.connection, found.content, writer.now)
        gone = kept.keys() - {*found.own, *found.set_aside}
        writer.connection.executemany(
            "DELETE FROM content_files WHERE name = ?", [(name,) for name in gone]
        )
        statement = upsert("content_files", ("name", "text"), ("name",))
        writer.connection.executemany(statement, [*found.own.items()])
    return not found.faults


class _OwnFile(NamedTuple):
    """What staff wrote down, as ``load`` reads it of a workspace; ``trouble`` is said where that is
    faulty. Then what was loaded before ``stays``, or nothing of it counts: what was taken back, or
    a reading that was withdrawn, must not come again by a slip."""

    load: Callable[[Path], Any]
    save: Callable[[Writer, Any], object]
    trouble: str
    stays: bool = True


def _rows(save: Callable[[sqlite3.Connection, Any], object]) -> Callable[[Writer, Any], object]:
    """Saves rows that no bill is worked out from."""
    return lambda writer, found: save(writer.connection, found)


_OWN = (
    _OwnFile(
        staff_reports.load_reports,
        _rows(staff_reports.save_reports),
        "Your reports were not loaded",
    ),
    _OwnFile(
        releases.load_releases,
        _rows(releases.save_releases),
        "Your releases were not loaded, so no brief counts as released",
        stays=False,
    ),
    _OwnFile(corrections.load_corrections, save_corrections, "Your corrections were not loaded"),
    _OwnFile(
        watched_sections.load_watched,
        _rows(watched_sections.save_watched),
        "The sections you watch were not loaded",
    ),
    _OwnFile(
        relief_readers.load_relief_readers,
        _rows(relief_readers.save_relief_readers),
        "Who read how the law compares was not loaded, so nobody counts",
        stays=False,
    ),
)


def _save_own(writer: Writer, workspace: Workspace, file: _OwnFile, say: Say) -> bool:
    """Save what a file says; returns whether it is sound."""
    try:
        found, sound = file.load(workspace.root), True
    except CheckFailed as error:
        say(f"{file.trouble}: {error}")
        found, sound = (), False
    if sound or not file.stays:
        with writer.transaction():
            file.save(writer, found)
    return sound


def load_seed(writer: Writer) -> ImportReport:
    """The shipped bills, people and committees; a newer seed merges, an equal one changes
    nothing."""
    report = ImportReport()
    with writer.transaction():
        for document in seed.documents():
            ingest(writer, seed.SOURCE, document, report)
    return report


def _save_state(writer: Writer, state: dict[str, str]) -> None:
    with writer.transaction():
        writer.connection.executemany(
            "INSERT OR REPLACE INTO prepared (name, value) VALUES (?, ?)", list(state.items())
        )
