"""The texts of prints: which there are, the folder they lie in, and which are to be had again."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from billtrail.bills.identity import oldest_first
from billtrail.bills.models import VersionText
from billtrail.prints import PrintFolder

from .sql import among, upsert

_COLUMNS = ("bill", "code", "sha256", "words", "url", "source")


class StoredPrint(NamedTuple):
    """A print whose text was read, as its publisher lists it."""

    bill: str
    code: str
    sha256: str
    note: str
    date: str | None


class PrintStore:
    """Saves texts: each in its file, and a row that names it. Its bill then waits for the index
    of words (``index_prints``)."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self._folder = PrintFolder.of(connection)

    def save(self, text: VersionText, source: str) -> None:
        digest = self._folder.keep(text.text)
        values = (text.bill, text.code, digest, len(text.text.split()), text.url, source)
        self.connection.execute(upsert("prints", _COLUMNS, ("bill", "code")), values)
        self.connection.execute("INSERT OR IGNORE INTO waiting_prints VALUES (?)", (text.bill,))

    def is_here(self, source: str, url: str) -> bool:
        """Whether the text that an address gave can still be read."""
        row = self.connection.execute(
            "SELECT sha256 FROM prints WHERE source = ? AND url = ?", (source, url)
        ).fetchone()
        return row is not None and self._folder.read(row[0]) is not None


def read_prints_of(connection: sqlite3.Connection, bill: str) -> Iterator[tuple[str, str]]:
    """Code and text of each print of a bill whose text is here and whole."""
    folder = PrintFolder.of(connection)
    rows = connection.execute("SELECT code, sha256 FROM prints WHERE bill = ?", (bill,))
    for code, digest in rows.fetchall():
        if (text := folder.read(digest)) is not None:
            yield code, text


def codes_with_text(connection: sqlite3.Connection, bill: str) -> frozenset[str]:
    """The prints of a bill that have their text here."""
    folder = PrintFolder.of(connection)
    rows = connection.execute("SELECT code, sha256 FROM prints WHERE bill = ?", (bill,))
    return frozenset(code for code, digest in rows if folder.has(digest))


def newest_prints(
    connection: sqlite3.Connection, bills: Iterable[str] | None = None
) -> list[StoredPrint]:
    """Of the bills, or of all, that have a text the newest print; those of the newest days come
    last."""
    by_bill = groupby(_stored(connection, *among("p.bill", bills)), attrgetter("bill"))
    newest = (oldest_first(list(prints))[-1] for _, prints in by_bill)
    return sorted(newest, key=lambda one: (one.date or "", one.bill))


def read_newest_print(connection: sqlite3.Connection, bill: str) -> str | None:
    """The text of a bill's newest print; ``None`` where none is here."""
    prints = oldest_first(list(_stored(connection, " AND p.bill = ?", (bill,))))
    return PrintFolder.of(connection).read(prints[-1].sha256) if prints else None


def _stored(
    connection: sqlite3.Connection, where: str = "", values: tuple[str, ...] = ()
) -> Iterator[StoredPrint]:
    rows = connection.execute(
        "SELECT p.bill, p.code, p.sha256, v.note, v.date FROM prints p CROSS JOIN versions v "
        "ON v.bill = p.bill AND v.code = p.code WHERE v.unlisted_since IS NULL"
        f"{where} ORDER BY p.bill, v.position",
        values,
    )
    return map(StoredPrint._make, rows)


def unreadable_texts(connection: sqlite3.Connection) -> Counter[str]:
    """How many texts are lost or damaged, by the source that they were read from; each is read."""
    folder = PrintFolder.of(connection)
    rows = connection.execute("SELECT source, sha256 FROM prints").fetchall()
    return Counter(source for source, digest in rows if folder.read(digest) is None)
