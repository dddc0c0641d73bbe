"""Filling a file that holds little: the indexes in which a bill's rows lie all over come last.

With each batch of an import the same pages of these indexes would be written again. To make them
in order at the end takes a quarter of the time, as long as what is there before is the smaller
part. Where an import is killed, the next command that opens the file to write makes them.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

_SCATTERED = {
    "sponsorships_person": "sponsorships(person)",
    "short_subjects_subject": "short_subjects(subject)",
}
#: Bills in a file that holds little.
_LITTLE = 5000
#: Documents at once that are worth it.
_MANY = 200


def make_scattered_indexes(connection: Any) -> None:
    """Those that are not there."""
    for name, columns in _SCATTERED.items():
        connection.execute(f"CREATE INDEX IF NOT EXISTS {name} ON {columns}")


@contextmanager
def filling(connection: sqlite3.Connection) -> Iterator[Callable[[int], None]]:
    """Gives a function that is told of how many documents each batch is, before it is written."""
    held = connection.execute("SELECT count(*) FROM bills").fetchone()[0]

    def fill(documents: int) -> None:
        if held < _LITTLE and documents > _MANY:
            for name in _SCATTERED:
                connection.execute(f"DROP INDEX IF EXISTS {name}")

    try:
        yield fill
    finally:
        make_scattered_indexes(connection)
