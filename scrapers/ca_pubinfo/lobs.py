"""The long texts of a PUBINFO archive (``.lob`` files): where they lie, until one is asked for.

They are most of an archive, and most bills in it are known already. So they are read once to know
them by their hash, and again, from the zip or the folder, only for a bill that is parsed. What
comes in a stream cannot be read again and is kept in the staging file.
"""

import sqlite3
from collections.abc import Callable, Iterator, KeysView, Mapping
from functools import cached_property, partial
from hashlib import blake2b
from pathlib import Path, PurePosixPath
from typing import IO
from zipfile import ZipFile, is_zipfile

import zstandard

from billtrail.errors import ArchiveError
from billtrail.files import BROKEN_ZIP, read_at_most, read_entry
from billtrail.importing import DOCUMENT_BYTES

#: What reading a broken archive may raise.
UNREADABLE = (ArchiveError, *BROKEN_ZIP)

_pack = zstandard.ZstdCompressor(level=1).compress
_unpack = zstandard.ZstdDecompressor().decompress


class Lobs:
    """The long texts of one archive by file name."""

    def __init__(self, archive: Path) -> None:
        self._archive = archive
        self._can_reopen = archive.is_dir() or (archive.is_file() and is_zipfile(archive))
        self._members: dict[str, str] = {}
        self._hashes: dict[str, bytes] = {}

    def add(self, db: sqlite3.Connection, path: str, stream: IO[bytes]) -> None:
        """Know a text; raises what UNREADABLE names where it cannot be unpacked."""
        name, data = PurePosixPath(path).name, read_at_most(stream, DOCUMENT_BYTES, path)
        self._members[name], self._hashes[name] = path, blake2b(data, digest_size=16).digest()
        if not self._can_reopen:
            db.execute("INSERT OR REPLACE INTO texts VALUES (?, ?)", (name, _pack(data)))

    def names(self) -> KeysView[str]:
        return self._members.keys()

    def hash_of(self, name: str) -> bytes:
        return self._hashes[name]

    def reader(self, db: sqlite3.Connection, name: str) -> Callable[[], bytes]:
        """What gives a text's bytes later, after the staging file is gone too."""
        if self._can_reopen:
            return partial(self._read_again, name)
        (body,) = db.execute("SELECT body FROM texts WHERE name = ?", (name,)).fetchone()
        return partial(_unpack, body)

    def _read_again(self, name: str) -> bytes:
        """The bytes from where they lie; none where the archive has changed meanwhile."""
        member = self._members[name]
        try:
            if self._archive.is_dir():
                return (self._archive / member).read_bytes()
            return read_entry(self._zip, member, DOCUMENT_BYTES)
        except (KeyError, *UNREADABLE):
            return b""

    @cached_property
    def _zip(self) -> ZipFile:
        return ZipFile(self._archive)


class BillParts(Mapping[str, bytes]):
    """A bill's rows by table and its long texts, each read when it is asked for: an import holds
    some hundred documents at a time."""

    def __init__(self, rows: Mapping[str, bytes], texts: Mapping[str, Callable[[], bytes]]) -> None:
        self._rows, self._texts = rows, texts

    def __getitem__(self, name: str) -> bytes:
        return self._texts[name]() if name in self._texts else self._rows[name]

    def __iter__(self) -> Iterator[str]:
        yield from self._rows
        yield from self._texts

    def __len__(self) -> int:
        return len(self._rows) + len(self._texts)
