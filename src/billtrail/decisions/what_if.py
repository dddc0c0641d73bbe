"""What pages would say after a decision that nobody has written down yet.

The decision itself is run, with its files caught before they are written (``edits.tried``). What
the files would say is loaded as always, into tables that this one connection sees in place of the
file's own; so a brief, a page or the call sheet of ``as_if`` is the one that a save would give.
"""

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import date

from billtrail.campaigns import REPORTS
from billtrail.campaigns.content import ROWS, sound_with, tables
from billtrail.campaigns.staff_files import parse_reports, staff_reports
from billtrail.legislatures.calendar import sessions
from billtrail.snapshot import Snapshot, begin_snapshot
from billtrail.store import connect_reader
from billtrail.workspace import Workspace, edits

#: Tables that the workspace's files fill.
_TABLES = (*ROWS, "content_state", "content_overrides", "staff_reports")


@contextmanager
def as_if(workspace: Workspace, decide: Callable[[], object], on: date) -> Iterator[Snapshot]:
    """A snapshot of ``on`` in which ``decide`` has been done; nothing is written.

    Raises as ``decide`` does, and CheckFailed where a file would be faulty by it.
    """
    with edits.tried() as texts:
        decide()
    with closing(connect_reader(workspace.database)) as connection:
        _stand_in(connection)
        _load(connection, workspace, texts)
        with begin_snapshot(connection, on) as snapshot:
            yield snapshot


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
    content = {file: text for file, text in texts.items() if file != REPORTS}
    if content:
        tables.save_content(connection, sound_with(workspace.root, content), now)
    connection.commit()
