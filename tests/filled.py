"""Databases that are made once in a process and then copied: an empty one at the newest schema, and
one filled from the seed.

Most tests begin with one of the two, and to make it takes longer than what they have it do. What is
copied was made by the program itself, by the same steps and of the same files on the same day; what
a test starts as a process makes its own.
"""

import sqlite3
from itertools import count
from typing import Any

from filelock import FileLock

from billtrail.store import schema
from billtrail.workspace import bring_up
from billtrail.workspace.folder import Say, Workspace

_migrate, _bring_up = schema.migrate, bring_up.bring_up
_empty: dict[Any, sqlite3.Connection] = {}
_filled: dict[Any, bytes] = {}
_numbers = count()


def fill_once() -> None:
    """From now on in this process."""
    schema.migrate, bring_up.bring_up = _migrated, _brought_up


def _migrated(connection: sqlite3.Connection) -> None:
    """A new file is a copy of the first that had these steps."""
    ((tables,), (size,)) = (
        connection.execute(asked).fetchone()
        for asked in ("SELECT count(*) FROM sqlite_master", "PRAGMA page_size")
    )
    if tables or connection.in_transaction:
        return _migrate(connection)
    steps = (size, schema.views_hash(), *schema.STEPS)
    if steps not in _empty:
        made = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        made.row_factory = sqlite3.Row
        made.execute(f"PRAGMA page_size = {size}")
        _migrate(made)
        _empty[steps] = made
    made = _empty[steps]
    made.backup(connection)
    # Which counts one on: files that are to be the same bytes would differ in it.
    (version,) = made.execute("PRAGMA schema_version").fetchone()
    connection.execute(f"PRAGMA schema_version = {version}")
    return None


def _brought_up(
    workspace: Workspace, wanted: dict[str, str], stored: dict[str, str], say: Say
) -> None:
    """A new file is a copy of the first of which the same was wanted, and no fault was told."""
    key = tuple(wanted.items())
    if stored or key not in _filled:
        said: list[str] = []
        _bring_up(workspace, wanted, stored, lambda line: (said.append(line), say(line))[1])
        if not stored and len(said) == 1:
            _filled[key] = workspace.database.read_bytes()
        return
    workspace.create()
    say("Filling the database from the shipped bills. This takes a few seconds, once.")
    with FileLock(f"{workspace.database}.lock"):
        copy = workspace.database.with_name(f".copy{next(_numbers)}")
        copy.write_bytes(_filled[key])
        copy.replace(workspace.database)
