"""What pages would say after a decision that nobody has written down yet.

The decision itself is run, with its files caught before they are written (``edits.tried``). What
the files would say is loaded as always, into tables that this one connection sees in place of the
file's own; so a brief, a page or the call sheet of ``as_if`` is the one that a save would give.
"""

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date

from billtrail.campaigns import ORGANISATION, REPORTS, Organisation, parse_organisation
from billtrail.campaigns.content import ROWS, sound_with, tables
from billtrail.campaigns.staff_files import parse_reports, staff_reports
from billtrail.legislatures.calendar import sessions
from billtrail.snapshot import Snapshot, begin_snapshot
from billtrail.store import connect_reader
from billtrail.workspace import Workspace, edits, journal

#: Tables that the workspace's files fill.
_TABLES = (*ROWS, "content_state", "content_overrides", "staff_reports")


@dataclass(frozen=True, slots=True)
class View:
    """What pages are made of: the file on a day, who prints them, and who takes care of what."""

    snapshot: Snapshot
    organisation: Organisation
    owners: Mapping[str, str]


def view_of(
    workspace: Workspace, snapshot: Snapshot, texts: Mapping[str, str] | None = None
) -> View:
    """The view with the workspace's files as they are, some of them as ``texts`` say."""
    said = (texts or {}).get(ORGANISATION)
    text = journal.read_text(workspace.root / ORGANISATION) if said is None else said
    return View(snapshot, *parse_organisation(ORGANISATION, text))


@contextmanager
def as_if(workspace: Workspace, decide: Callable[[], object], on: date) -> Iterator[View]:
    """The view of ``on`` in which ``decide`` has been done; nothing is written.

    Raises as ``decide`` does, and CheckFailed where a file would be faulty by it.
    """
    with edits.tried() as texts:
        decide()
    with closing(connect_reader(workspace.database)) as connection:
        _stand_in(connection)
        _load(connection, workspace, texts)
        with begin_snapshot(connection, on) as snapshot:
            yield view_of(workspace, snapshot, texts)


def _stand_in(connection: sqlite3.Connection) -> None:
    """Tables of this connection's own, in memory, which hide those of their name in the file."""
    connection.execute("PRAGMA temp_store = MEMORY")
    for table in _TABLES:
        (made,) = connection.execute(
            "SELECT sql FROM main.sqlite_master WHERE type = 'table' AND name = ?", (table,)
        ).fetchone()
        connection.execute(made.replace("CREATE TABLE", "CREATE TEMP TABLE", 1))
        connection.execute(f"INSERT INTO temp.{table} SELECT * FROM main.{table}")


def _load(connection: sqlite3.Connection, workspace: Workspace, texts: Mapping[str, str]) -> None:
    now = sessions.utc_now()
    if REPORTS in texts:
        staff_reports.save_reports(connection, parse_reports(texts[REPORTS]))
    content = {file: text for file, text in texts.items() if file not in (REPORTS, ORGANISATION)}
    if content:
        tables.save_content(connection, sound_with(workspace.root, content), now)
    connection.commit()
