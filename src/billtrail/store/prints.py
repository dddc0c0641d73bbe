"""The texts of prints: which there are, the folder they lie in, and which are to be had again.

``NEWEST_FIRST`` orders prints by their day. One without a day comes last of all: publishers give
none to the enrolled print, which is what both chambers agreed to.
"""

import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from billtrail.bills.models import VersionText
from billtrail.prints import PrintFolder

from .sql import upsert

_COLUMNS = ("bill", "code", "sha256", "words", "url", "source")
#: Of ``prints p`` joined with ``versions v``.
NEWEST_FIRST = "coalesce(v.date, '9999') DESC, v.position"
_WITH_VERSIONS = (
    "FROM prints p JOIN versions v ON v.bill = p.bill AND v.code = p.code "
    "AND v.unlisted_since IS NULL"
)


class LostPrint(NamedTuple):
    """A print whose file is gone or damaged."""

    bill: str
    code: str
    source: str


class PrintStore:
    """Saves texts: each in its file, and a row that names it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self._folder = PrintFolder.of(connection)

    def save(self, text: VersionText, source: str) -> None:
        digest = self._folder.keep(text.text)
        values = (text.bill, text.code, digest, len(text.text.split()), text.url, source)
        self.connection.execute(upsert("prints", _COLUMNS, ("bill", "code")), values)

    def is_here(self, source: str, url: str) -> bool:
        """Whether the text that an address gave, if it gave one, can still be read."""
        rows = self.connection.execute(
            "SELECT sha256 FROM prints WHERE source = ? AND url = ?", (source, url)
        )
        return all(self._folder.read(row[0]) is not None for row in rows)


def read_print(connection: sqlite3.Connection, bill: str, code: str | None) -> str | None:
    """A print's text; ``None`` where it is not here."""
    row = connection.execute(
        "SELECT sha256 FROM prints WHERE bill = ? AND code = ?", (bill, code)
    ).fetchone()
    return PrintFolder.of(connection).read(row[0]) if row else None


def read_prints_of(connection: sqlite3.Connection, bill: str) -> Iterator[tuple[str, str]]:
    """Code and text of each print of a bill whose text is here."""
    folder = PrintFolder.of(connection)
    rows = connection.execute("SELECT code, sha256 FROM prints WHERE bill = ?", (bill,))
    for code, digest in rows.fetchall():
        if (text := folder.read(digest)) is not None:
            yield code, text


def count_texts(connection: sqlite3.Connection, bill: str) -> int:
    """How many prints of a bill have their text here."""
    folder = PrintFolder.of(connection)
    rows = connection.execute("SELECT sha256 FROM prints WHERE bill = ?", (bill,)).fetchall()
    return sum(folder.has(row[0]) for row in rows)


def newest_prints(connection: sqlite3.Connection) -> list[tuple[str, str, str]]:
    """Of every bill that has a text: bill, code and hash of the newest print; the newest come
    last."""
    rows = connection.execute(
        "SELECT bill, code, sha256 FROM (SELECT p.bill, p.code, p.sha256, v.date, row_number() "
        f"OVER (PARTITION BY p.bill ORDER BY {NEWEST_FIRST}) AS place {_WITH_VERSIONS}) "
        "WHERE place = 1 ORDER BY date, bill"
    )
    return [tuple(row) for row in rows]


def lost_prints(connection: sqlite3.Connection) -> list[LostPrint]:
    """Prints whose file is not there; whether each is whole is seen when it is read."""
    folder = PrintFolder.of(connection)
    rows = connection.execute("SELECT bill, code, source, sha256 FROM prints ORDER BY bill, code")
    return [LostPrint(*row[:3]) for row in rows if not folder.has(row[3])]
