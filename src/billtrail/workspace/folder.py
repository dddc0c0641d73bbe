"""The folder: its files by name, made where it is missing, and the one writer of its database."""

import os
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from billtrail.errors import CannotWrite, UsageError
from billtrail.legislatures.calendar import is_zone

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
    def zone(self) -> str:
        """The office's time zone as ``organisation.toml`` has it; empty where it names none that
        there is, or cannot be read: who reads the whole file tells its faults."""
        with suppress(UsageError, OSError):
            if not self.organisation.is_file():
                return ""
            from billtrail.files import read_file

            zone = str(read_file(self.organisation)[1].get("timezone", "")).strip()
            return zone if is_zone(zone) else ""
        return ""

    @property
    def templates(self) -> Path:
        """Templates that stand in for shipped ones of their name."""
        return self.root / "templates"

    @property
    def briefs(self) -> Path:
        """Pages that nobody named a place for."""
        return self.root / "briefs"

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
