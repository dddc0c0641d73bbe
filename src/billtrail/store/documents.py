"""Documents: what was read, from where, by which parser, and what could not be used.

Where from: each address with what it last answered, and what its publisher's list says of it.
"""

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from billtrail.bills import Source
from billtrail.bills.models import ABSENT, Document, Link

from .clocks import Distrusted
from .sql import upsert

#: Quarantined bytes are kept up to this size; hash and full size always.
_QUARANTINE_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class Known:
    """What was read before: the hashes, and the names of the files that had them."""

    hashes: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()


NOTHING = Known()

_NEW = (
    "INSERT INTO documents (source, kind, url, sha256, fetched_at, data_as_of, parser_version, "
    "size, location, member) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_KNOWN = "WHERE source = ? AND url = ? AND sha256 = ?"
#: What is said again is said later: its address may have said otherwise in between.
_READ_AGAIN = (
    "UPDATE documents SET parser_version = ?, fetched_at = max(fetched_at, ?), data_as_of = "
    f"max(data_as_of, coalesce(?, data_as_of)) {_KNOWN}"
)
#: What is in doubt is read again: that it is said again may settle it.
_NOT_IN_DOUBT = (
    "id NOT IN (SELECT document FROM doubts WHERE state = 'open' AND document IS NOT NULL)"
)
_ID = f"SELECT id FROM documents {_KNOWN}"
#: An address can go back to what it said before: only its last word is known.
_LAST = (
    "NOT EXISTS (SELECT 1 FROM documents n WHERE n.source = d.source AND n.url = d.url "
    "AND (n.fetched_at, n.id) > (d.fetched_at, d.id))"
)


@dataclass(frozen=True, slots=True)
class ReadArchive:
    """An archive that was read to its end, by its own hash: whose documents it held, how many."""

    sha256: str
    sources: tuple[str, ...]
    documents: int


class DocumentStore:
    """Saves documents through one connection; ``now`` is the instant of the run (UTC)."""

    def __init__(self, connection: sqlite3.Connection, now: str, run: int) -> None:
        self.connection = connection
        self.now = now
        self.run = run

    def save(
        self,
        document: Document,
        parser_version: int,
        size: int,
        location: str | None,
        member: str | None,
    ) -> int:
        """The document's row id; the same bytes from the same address are one row."""
        source, url, sha256 = document.source, document.url, document.sha256
        row = (source, document.kind, url, sha256, document.fetched_at, document.data_as_of,
               parser_version, size, location, member)  # fmt: skip
        try:
            # A sixth of the time of one statement that also knows what to do with a known row.
            return cast(int, self.connection.execute(_NEW, row).lastrowid)
        except sqlite3.IntegrityError:
            known = (source, url, sha256)
            said = (parser_version, document.fetched_at, document.data_as_of)
            self.connection.execute(_READ_AGAIN, (*said, *known))
            (id,) = self.connection.execute(_ID, known).fetchone()
            return int(id)

    def knows(self, document: Document, parser_version: int) -> bool:
        """Whether these very bytes were parsed before by this parser, and are the last that the
        address gave: a page can go back to what it was, or be gone in between."""
        row = self.connection.execute(
            "SELECT 1 FROM documents d WHERE sha256 = ? AND source = ? AND parser_version = ? AND "
            f"{_LAST} AND {_NOT_IN_DOUBT} AND NOT EXISTS "
            "(SELECT 1 FROM links l WHERE l.source = d.source AND l.url = d.url AND lastmod = ?)",
            (document.sha256, document.source, parser_version, ABSENT),
        ).fetchone()
        return row is not None

    def is_overtaken(self, id: int) -> bool:
        """Whether a file that is newer than this document's tells of the same."""
        row = self.connection.execute(
            "SELECT 1 FROM documents d JOIN documents n ON n.source = d.source AND n.url = d.url "
            "WHERE d.id = ? AND n.fetched_at > d.fetched_at LIMIT 1",
            (id,),
        ).fetchone()
        return row is not None

    def confirm(self, document: Document, bill: str) -> None:
        """An archive of a later day holds the bill as we have it: there is no more to say."""
        as_of = document.data_as_of
        self.connection.execute(
            "INSERT INTO checks SELECT source, bill, ? FROM source_records WHERE bill = ? AND "
            "source = ? AND data_as_of < ? ON CONFLICT (source, bill) DO UPDATE SET checked_at = "
            "excluded.checked_at WHERE excluded.checked_at > checked_at",
            (as_of, bill, document.source, as_of),
        )

    def has_newer(self, source: str, kind: str, as_of: str) -> bool:
        """Whether a document of the kind is stored that speaks for a later time."""
        row = self.connection.execute(
            "SELECT 1 FROM documents WHERE source = ? AND kind = ? AND data_as_of > ? LIMIT 1",
            (source, kind, as_of),
        ).fetchone()
        return row is not None

    def distrust(self, source: str, found: Iterable[Distrusted]) -> None:
        """Note what was said of a day to come, and what was believed instead."""
        names = ("source", "record", "said", "taken", "seen_at")
        statement = upsert("distrusted_days", names, ("source", "record"))
        rows = [(source, one.record, one.said, one.taken, self.now) for one in found]
        self.connection.executemany(statement, rows)

    def read_look_ups(self) -> dict[str, str]:
        """What sources keep of the look-up tables of their archives, by source."""
        rows = self.connection.execute("SELECT source, value FROM look_ups")
        return {row[0]: row[1] for row in rows}

    def save_look_ups(self, look_ups: Mapping[str, str]) -> None:
        statement = upsert("look_ups", ("source", "value"), ("source",))
        self.connection.executemany(statement, look_ups.items())

    def known(self, sources: Iterable[Source]) -> Known:
        """The documents that the sources' present parsers have read, of each address the last."""
        rows = [
            row
            for source in sources
            for row in self.connection.execute(
                "SELECT sha256, url FROM documents d WHERE source = ? AND parser_version = ? AND "
                f"{_LAST} AND {_NOT_IN_DOUBT}",
                (source.name, source.parser_version),
            )
        ]
        names = (row[1].rpartition("/")[2] for row in rows)
        return Known(frozenset(row[0] for row in rows), frozenset(names))

    def archive_read(self, sha256: str, parsers: str) -> ReadArchive | None:
        """What an archive of these bytes held, where these very parsers have read all of it and
        nothing of its sources is in doubt."""
        row = self.connection.execute(
            "SELECT sources, documents FROM archives a WHERE sha256 = ? AND parsers = ? AND NOT "
            "EXISTS (SELECT 1 FROM doubts d WHERE d.state = 'open' AND d.document IS NOT NULL AND "
            "instr(' ' || a.sources || ' ', ' ' || d.source || ' '))",
            (sha256, parsers),
        ).fetchone()
        return ReadArchive(sha256, tuple(row[0].split()), row[1]) if row else None

    def save_archives(
        self, read: Iterable[ReadArchive], parsers: str, heard: Iterable[str]
    ) -> None:
        """Keep what was read to its end. Of the sources of which something was ``heard`` no other
        archive is known any more: one that holds what they said before takes them back to it."""
        self.connection.executemany(
            "DELETE FROM archives WHERE instr(' ' || sources || ' ', ' ' || ? || ' ')",
            [(source,) for source in heard],
        )
        self.connection.executemany(
            "INSERT OR REPLACE INTO archives VALUES (?, ?, ?, ?, ?)",
            [(one.sha256, parsers, " ".join(one.sources), one.documents, self.now) for one in read],
        )

    def bulk_locations(self) -> list[str]:
        """Archives outside the workspace that documents were read from."""
        rows = self.connection.execute(
            "SELECT DISTINCT location FROM documents WHERE location IS NOT NULL ORDER BY location"
        )
        return [row[0] for row in rows if Path(row[0]).is_absolute()]

    def quarantine(self, document: Document, size: int, data: bytes, reason: str) -> None:
        """Keep what could not be used: its bytes up to 1 MB, its full size and hash, and why."""
        self.connection.execute(
            "INSERT INTO quarantine (source, url, sha256, size, bytes, reason, seen_at, run) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (source, url, sha256) DO UPDATE SET "
            "reason = excluded.reason, seen_at = excluded.seen_at",
            (document.source, document.url, document.sha256, size, data[:_QUARANTINE_BYTES],
             reason, self.now, self.run),
        )  # fmt: skip

    def save_link(self, link: Link, fetched_at: str) -> None:
        """An address's validators, those of its last answer alone, and when that was; what answers
        is not ``ABSENT``."""
        self.connection.execute(
            "INSERT INTO links (source, url, bill, etag, last_modified, lastmod, fetched_at) "
            "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (source, url) DO UPDATE SET "
            "etag = excluded.etag, last_modified = excluded.last_modified, "
            "fetched_at = excluded.fetched_at, "
            "lastmod = coalesce(excluded.lastmod, nullif(lastmod, ?))",
            (link.source, link.url, link.bill, link.etag, link.last_modified, link.lastmod,
             fetched_at, ABSENT),
        )  # fmt: skip

    def save_batches(self, source: str, batches: Mapping[str, Iterable[str]]) -> None:
        """When (UTC) the publisher says that it wrote bills' files anew; each batch once."""
        named = {at: f" {' '.join(sorted(bills))} " for at, bills in batches.items() if bills}
        self.connection.executemany(
            "INSERT OR IGNORE INTO file_batches VALUES (?, ?, ?)",
            [(source, *batch) for batch in named.items()],
        )

    def save_listed(
        self, source: str, entries: Mapping[str, str | None], bill_of: Callable[[str], str | None]
    ) -> None:
        """Files' times in their publisher's list; ``None``: not to be believed until their file
        was taken in. ``bill_of`` gives the bill of a file's address."""
        self.connection.executemany(
            "INSERT INTO links (source, url, bill, lastmod) VALUES (?, ?, ?, ?) ON CONFLICT "
            "(source, url) DO UPDATE SET lastmod = excluded.lastmod, bill = excluded.bill "
            "WHERE (lastmod, bill) IS NOT (excluded.lastmod, excluded.bill)",
            [(source, url, bill_of(url), time) for url, time in entries.items()],
        )
