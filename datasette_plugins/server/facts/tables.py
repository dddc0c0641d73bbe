"""A whole table of an edition, wherever its rows lie: in the front, in files beside it, or both."""

import sqlite3
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from datasette.utils import escape_sqlite

from billtrail.errors import StoreError
from billtrail.publish import PARTED

from ..site import DATABASE, site_of
from .databases import fact_files

if TYPE_CHECKING:
    from datasette.app import Datasette

#: Rows of the front that no file has: those of bills whose session has none.
_APART = (
    " WHERE bill IN (SELECT b.key FROM bills b WHERE NOT EXISTS (SELECT 1 FROM fact_sessions s "
    "WHERE s.jurisdiction = b.jurisdiction AND s.session = b.session))"
)
#: A document may be about bills of several files.
_SHARED = "documents"


def lies_beside(datasette: "Datasette", table: str) -> bool:
    """Whether the front has but a part of a table's rows."""
    return table in PARTED and bool(fact_files(site_of(datasette)))


def read_whole(
    datasette: "Datasette", table: str, keys: Sequence[str]
) -> tuple[sqlite3.Cursor, Iterator[sqlite3.Row], list[sqlite3.Connection]]:
    """A cursor that names the columns, all rows of a table in the order of its keys, file by file,
    and the connections to close. Raises StoreError where a file is not here: a part of a table
    would look like all of it."""
    beside = lies_beside(datasette, table)
    names = [DATABASE, *(file.name for file in fact_files(site_of(datasette)) if beside)]
    for name in names:
        if name not in datasette.databases:
            raise StoreError(f"There is no whole {table} just now: {name}.db cannot be read here.")
    opened = [datasette.get_database(name).connect_limited() for name in names]
    order = f" ORDER BY {', '.join(map(escape_sqlite, keys))}" if keys else ""
    front = _APART if beside and table != _SHARED else ""
    cursors = [
        connection.execute(f"SELECT * FROM {escape_sqlite(table)}{where}{order}")
        for connection, where in zip(opened, (front, *[""] * len(opened)), strict=False)
    ]
    rows = (row for cursor in cursors for row in cursor)
    return cursors[0], _once(rows) if beside and table == _SHARED else rows, opened


def _once(rows: Iterator[sqlite3.Row]) -> Iterator[sqlite3.Row]:
    seen: set[int] = set()
    for row in rows:
        if row["id"] not in seen:
            seen.add(row["id"])
            yield row
