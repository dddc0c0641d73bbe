"""What each source says of a bill, as it was packed when it was saved.

The record that a bill's history begins with lies there alone: in ``source_records`` an empty one
stands for it.
"""

import sqlite3
from typing import Any

#: In the place of the record of a bill's first save.
AS_FIRST_SAVED = b""

_RECORD = (
    "CASE WHEN record <> x'' THEN record ELSE (SELECT c.record FROM bill_changes c WHERE c.bill = "
    "source_records.bill AND c.field = '*' ORDER BY c.id LIMIT 1) END AS record"
)


def read_records(connection: sqlite3.Connection, where: str, parameters: Any) -> list[Any]:
    """Rows of ``source_records`` (bill, source, data_as_of, hash, document, and the record, packed)
    that meet a condition on its columns."""
    return connection.execute(
        f"SELECT bill, source, data_as_of, hash, document, {_RECORD} FROM source_records "
        f"WHERE {where}",
        parameters,
    ).fetchall()
