"""The workspace is ready before anything reads it; copying the folder is the backup.

``prepare`` makes whatever reads first find a database: filled from the shipped seed, with the
campaigns of the files, and with stages settled for today. Where all is as it should be, which is
nearly always, nothing is loaded that writes: the reader waits for it.
"""

import sqlite3
from pathlib import Path

from billtrail.campaigns import (
    CORRECTIONS,
    RELEASES,
    RELIEF_READERS,
    REPORTS,
    SECTIONS,
    content_hash,
)
from billtrail.editions import edition_of
from billtrail.errors import CannotWrite, StoreError
from billtrail.files import file_hash, in_a_line, sweep_once
from billtrail.legislatures import Edition
from billtrail.legislatures.calendar import sessions
from billtrail.scrapers import seed_files
from billtrail.store import open_reader, schema_version

from .folder import Say, Workspace


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
    if stored is not None and wanted.items() <= stored.items():
        return
    from .bring_up import bring_up

    try:
        bring_up(workspace, wanted, stored or {}, say)
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
        "sections": file_hash(workspace.root / SECTIONS),
        "relief readers": file_hash(workspace.root / RELIEF_READERS),
        "day": sessions.today().isoformat(),
    }


def _stored_state(database: Path) -> dict[str, str]:
    with open_reader(database) as connection:
        exists = connection.execute(
            "SELECT 1 FROM sqlite_master WHERE name = 'prepared'"
        ).fetchone()
        rows = connection.execute("SELECT name, value FROM prepared") if exists else ()
        return {row[0]: row[1] for row in rows}
