"""What ``workspace.prepare`` does where a database is not as it should be: the shipped seed, the
workspace's own files and the stages of today are saved in it, by the one writer.
"""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

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

T = TypeVar("T")


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
        told = _save_staff_reports(writer, workspace, say)
        released = save_releases(writer, workspace, say)
        right = _save_corrections(writer, workspace, say)
        watched = _save_watched(writer, workspace, say)
        read = _save_relief_readers(writer, workspace, say)
        own = told and released and right and watched and read
        sound = save_content(writer, workspace, say) and own
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


def _save_staff_reports(writer: Writer, workspace: Workspace, say: Say) -> bool:
    """Load the workspace's reports; where the file is faulty, say so and keep those of before."""
    try:
        found = staff_reports.load_reports(workspace.root)
    except CheckFailed as error:
        say(f"Your reports were not loaded: {error}")
        return False
    with writer.transaction():
        staff_reports.save_reports(writer.connection, found)
    return True


def _save_corrections(writer: Writer, workspace: Workspace, say: Say) -> bool:
    """Load what staff set right; where the file is faulty, say so and keep what was set right."""
    try:
        save_corrections(writer, corrections.load_corrections(workspace.root))
    except CheckFailed as error:
        say(f"Your corrections were not loaded: {error}")
        return False
    return True


def _save_watched(writer: Writer, workspace: Workspace, say: Say) -> bool:
    """Load what is watched of the law; where the file is faulty, say so and keep what was."""
    try:
        found = watched_sections.load_watched(workspace.root)
    except CheckFailed as error:
        say(f"The sections you watch were not loaded: {error}")
        return False
    with writer.transaction():
        watched_sections.save_watched(writer.connection, found)
    return True


def _save_relief_readers(writer: Writer, workspace: Workspace, say: Say) -> bool:
    """Load who read what survivors can ask for; where the file is faulty, say so and count nobody:
    a reading that was withdrawn must not count again by a slip."""
    return _save_sound(
        writer, workspace, say, relief_readers.load_relief_readers,
        relief_readers.save_relief_readers,
        "Who read how the law compares was not loaded, so nobody counts",
    )  # fmt: skip


def save_releases(writer: Writer, workspace: Workspace, say: Say) -> bool:
    """Load which briefs were released; where the file is faulty, say so and release nothing:
    what was taken back must not come out again by a slip."""
    return _save_sound(
        writer, workspace, say, releases.load_releases, releases.save_releases,
        "Your releases were not loaded, so no brief counts as released",
    )  # fmt: skip


def _save_sound(
    writer: Writer,
    workspace: Workspace,
    say: Say,
    load: Callable[[Path], tuple[T, ...]],
    save: Callable[[sqlite3.Connection, tuple[T, ...]], None],
    trouble: str,
) -> bool:
    """Save what a file says; nothing of it, and ``trouble`` is said, where it is faulty."""
    found: tuple[T, ...] | None
    try:
        found = load(workspace.root)
    except CheckFailed as error:
        say(f"{trouble}: {error}")
        found = None
    with writer.transaction():
        save(writer.connection, found or ())
    return found is not None


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
