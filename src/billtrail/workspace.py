"""The workspace: one folder with everything that is yours; copying it is the backup.

``prepare`` makes whatever reads first find a database: filled from the shipped seed, with the
campaigns of the files, and with stages settled for today.
"""

import os
import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from billtrail import calendars, content, releases, reports
from billtrail.database import open_reader
from billtrail.editions import edition_of
from billtrail.errors import CannotWrite, CheckFailed, StoreError
from billtrail.git_ignore import write_ignore_file
from billtrail.importer import Report, ingest
from billtrail.leftovers import sweep_once
from billtrail.migrations import schema_version
from billtrail.published_schema import refuse_older
from billtrail.scrapers import seed
from billtrail.sound_content import load_sound
from billtrail.sources import continuing, ranks
from billtrail.statements import upsert
from billtrail.store import Writer, open_writer
from billtrail.toml_text import file_hash
from billtrail.troubles import in_a_line
from billtrail.vocabulary import Edition

#: Where a workspace lies unless --workspace says otherwise.
DEFAULT = "~/Billtrail"


@dataclass(frozen=True, slots=True)
class Workspace:
    """A folder, its files by name. ``database`` may lie elsewhere (--db)."""

    root: Path
    database: Path

    @classmethod
    def at(cls, root: str | Path = DEFAULT, database: str | Path | None = None) -> "Workspace":
        folder = Path(root).expanduser()
        return cls(folder, Path(database).expanduser() if database else folder / "billtrail.db")

    @property
    def archive(self) -> Path:
        return self.root / "archive"

    @property
    def counts(self) -> Path:
        """Raw program counts: their owner's alone, and opened by ``billtrail stats`` only."""
        return self.root / "counts.db"

    @property
    def organisation(self) -> Path:
        return self.root / "organisation.toml"

    @property
    def templates(self) -> Path:
        """Templates that stand in for shipped ones of their name."""
        return self.root / "templates"

    @property
    def voices(self) -> Path:
        """Survivors' own words, which go nowhere else."""
        return self.root / "voices.toml"

    @property
    def log(self) -> Path:
        return self.root / "update.log"

    def create(self) -> None:
        """Make the folder; raises StoreError where it cannot be written."""
        try:
            self.root.mkdir(parents=True, exist_ok=True)
            self.database.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise CannotWrite(f"The workspace {self.root} cannot be made: {error}") from error
        if not os.access(self.root, os.W_OK) or not os.access(self.database.parent, os.W_OK):
            raise CannotWrite(
                f"The workspace {self.root} cannot be written. Choose another with --workspace."
            )
        write_ignore_file(self.root)

    def writer(self, command: str, *, run: int | None = None) -> AbstractContextManager[Writer]:
        """The one writer of the database, under the lock; ``run`` goes on with that run."""
        self.create()
        return open_writer(self.database, command, ranks(), continuing=continuing(), run=run)


Say = Callable[[str], None]


def prepare(workspace: Workspace, say: Say = lambda line: None) -> None:
    """Bring the database up to the shipped seed, the content files and today.

    Does nothing, and takes no lock, where all three are as they should be, or where the
    database is a published file: that stays as it was published. Where nothing can be written
    (a read-only folder, a full disk) that is said, and the database is read as it was.

    Raises StoreError for a published file that an older Billtrail made.
    """
    if edition_of(workspace.database) != Edition.WORKING:
        refuse_older(workspace.database)
        return
    for folder in (workspace.root, workspace.archive):
        sweep_once(folder)
    stored = _stored_state(workspace.database) if workspace.database.is_file() else None
    wanted = _state(workspace)
    if stored == wanted:
        return
    try:
        _bring_up(workspace, wanted, stored is None, say)
    except (StoreError, OSError, sqlite3.OperationalError) as error:
        told = in_a_line(error) if not isinstance(error, StoreError) else error
        can_be_read = stored is not None and stored.get("schema") == wanted["schema"]
        if not (isinstance(told, CannotWrite) and can_be_read):
            raise told or error from error
        say(f"{told} It is only read, with what was loaded on {stored['day'] if stored else ''}.")


def _bring_up(workspace: Workspace, wanted: dict[str, str], new: bool, say: Say) -> None:
    workspace.create()
    if new:
        say("Filling the database from the shipped bills. This takes a few seconds, once.")
    with workspace.writer("prepare") as writer:
        load_seed(writer)
        told = save_staff_reports(writer, workspace, say)
        released = save_releases(writer, workspace, say)
        sound = save_content(writer, workspace, say) and told and released
        writer.settle_calendar()
        # Faulty files are read again next time, so that mending them is enough.
        _save_state(writer, wanted if sound else {**wanted, "content": "faulty"})
        writer.runs.finish("done" if sound else "partial", {})


def save_content(writer: Writer, workspace: Workspace, say: Say) -> bool:
    """Load the content files; a faulty one of the workspace is said and set aside, and the others
    are loaded (``sound_content``). Returns whether all files were sound."""
    kept = dict(writer.connection.execute("SELECT name, text FROM content_files").fetchall())
    found = load_sound(workspace.root, kept)
    if found.faults:
        names = ", ".join(found.set_aside)
        say("\n".join((
            f"Set aside until it is mended: {names}. It stands as it was last loaded, or without "
            "positions and asks.", *found.faults,
        )))  # fmt: skip
    with writer.transaction():
        content.save_content(writer.connection, found.content, writer.now)
        gone = kept.keys() - {*found.own, *found.set_aside}
        writer.connection.executemany(
            "DELETE FROM content_files WHERE name = ?", [(name,) for name in gone]
        )
        statement = upsert("content_files", ("name", "text"), ("name",))
        writer.connection.executemany(statement, [*found.own.items()])
    return not found.faults


def save_staff_reports(writer: Writer, workspace: Workspace, say: Say) -> bool:
    """Load the workspace's reports; where the file is faulty, say so and keep those of before."""
    try:
        found = reports.load_reports(workspace.root)
    except CheckFailed as error:
        say(f"Your reports were not loaded: {error}")
        return False
    with writer.transaction():
        reports.save_reports(writer.connection, found)
    return True


def save_releases(writer: Writer, workspace: Workspace, say: Say) -> bool:
    """Load which briefs were released; where the file is faulty, say so and release nothing:
    what was taken back must not come out again by a slip."""
    found: tuple[releases.Release, ...] | None
    try:
        found = releases.load_releases(workspace.root)
    except CheckFailed as error:
        say(f"Your releases were not loaded, so no brief counts as released: {error}")
        found = None
    with writer.transaction():
        releases.save_releases(writer.connection, found or ())
    return found is not None


def load_seed(writer: Writer) -> Report:
    """The shipped bills, people and committees; a newer seed merges, an equal one changes
    nothing."""
    report = Report()
    with writer.transaction():
        for document in seed.documents():
            ingest(writer, seed.SOURCE, document, report)
    return report


def _state(workspace: Workspace) -> dict[str, str]:
    """What the database was prepared with; a difference means work to do."""
    return {
        "schema": schema_version(),
        "seed": seed.version(),
        "content": content.content_hash(workspace.root),
        "reports": file_hash(workspace.root / reports.FILE),
        "releases": file_hash(workspace.root / releases.FILE),
        "day": calendars.today().isoformat(),
    }


def _stored_state(database: Path) -> dict[str, str]:
    with open_reader(database) as connection:
        exists = connection.execute(
            "SELECT 1 FROM sqlite_master WHERE name = 'prepared'"
        ).fetchone()
        rows = connection.execute("SELECT name, value FROM prepared") if exists else ()
        return {row[0]: row[1] for row in rows}


def _save_state(writer: Writer, state: dict[str, str]) -> None:
    with writer.transaction():
        writer.connection.executemany(
            "INSERT OR REPLACE INTO prepared (name, value) VALUES (?, ?)", list(state.items())
        )
