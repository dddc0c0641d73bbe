"""The workspace: one folder with everything that is yours; copying it is the backup.

``prepare`` makes whatever reads first find a database: filled from the shipped seed, with the
campaigns of the files, and with stages settled for today. Where all is as it should be, which is
nearly always, nothing is loaded that writes: the reader waits for it.
"""

import os
import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from billtrail.campaigns import CORRECTIONS, RELEASES, REPORTS, content_hash
from billtrail.editions import edition_of
from billtrail.errors import CannotWrite, StoreError
from billtrail.files import file_hash, in_a_line, sweep_once
from billtrail.legislatures import Edition
from billtrail.legislatures.calendar import sessions
from billtrail.scrapers import seed_files
from billtrail.store import open_reader, schema_version

if TYPE_CHECKING:
    from billtrail.store import Writer

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
        from .git_ignore import write_ignore_file

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

    def writer(self, command: str, *, run: int | None = None) -> AbstractContextManager["Writer"]:
        """The one writer of the database, under the lock; ``run`` goes on with that run."""
        from billtrail.scrapers import continuing, ranks
        from billtrail.store import open_writer

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
        from billtrail.editions import refuse_older

        refuse_older(workspace.database)
        return
    for folder in (workspace.root, workspace.archive):
        sweep_once(folder)
    stored = _stored_state(workspace.database) if workspace.database.is_file() else None
    wanted = _state(workspace)
    if stored == wanted:
        return
    from .bring_up import bring_up

    try:
        bring_up(workspace, wanted, stored is None, say)
    except (StoreError, OSError, sqlite3.OperationalError) as error:
        told = in_a_line(error) if not isinstance(error, StoreError) else error
        can_be_read = stored is not None and stored.get("schema") == wanted["schema"]
        if not (isinstance(told, CannotWrite) and can_be_read):
            raise told or error from error
        say(f"{told} It is only read, with what was loaded on {stored['day'] if stored else ''}.")


def _state(workspace: Workspace) -> dict[str, str]:
    """What the database was prepared with; a difference means work to do."""
    return {
        "schema": schema_version(),
        "seed": seed_files.version(),
        "content": content_hash(workspace.root),
        "reports": file_hash(workspace.root / REPORTS),
        "releases": file_hash(workspace.root / RELEASES),
        "corrections": file_hash(workspace.root / CORRECTIONS),
        "day": sessions.today().isoformat(),
    }


def _stored_state(database: Path) -> dict[str, str]:
    with open_reader(database) as connection:
        exists = connection.execute(
            "SELECT 1 FROM sqlite_master WHERE name = 'prepared'"
        ).fetchone()
        rows = connection.execute("SELECT name, value FROM prepared") if exists else ()
        return {row[0]: row[1] for row in rows}
