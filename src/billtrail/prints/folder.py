"""The folder of prints: ``prints/ab/abcdef....zst`` is the text whose SHA-256 is abcdef...

A file is packed closer than what is read all the time: a print is written once.
"""

import hashlib
import sqlite3
from dataclasses import dataclass
from pathlib import Path

import zstandard

from billtrail.files import beside

#: A print is written once, and packs a fifth closer than at 1.
_LEVEL = 3
#: A print of 30,000 pages; more is a file that somebody else made.
_MOST_BYTES = 200_000_000


@dataclass(frozen=True, slots=True)
class PrintFolder:
    """Packed texts by the hash of their words (UTF-8). ``keep`` raises OSError."""

    root: Path

    @classmethod
    def of(cls, connection: sqlite3.Connection) -> "PrintFolder":
        """The folder ``prints`` beside a database's file: the two belong together."""
        file = next(
            row[2] for row in connection.execute("PRAGMA database_list") if row[1] == "main"
        )
        return cls(Path(file).parent / "prints")

    def keep(self, text: str) -> str:
        """The text's hash; its file is there now, whole."""
        data = text.encode()
        digest = hashlib.sha256(data).hexdigest()
        place = self.place(digest)
        if self._read(digest) is None:
            if not place.parent.is_dir():  # to look costs a tenth of trying to make it
                place.parent.mkdir(parents=True, exist_ok=True)
            new = beside(place)
            new.write_bytes(zstandard.compress(data, _LEVEL))
            new.replace(place)
        return digest

    def read(self, digest: str) -> str | None:
        """The text; ``None`` where its file is lost or damaged."""
        data = self._read(digest)
        return None if data is None else data.decode()

    def has(self, digest: str) -> bool:
        """Whether its file is there and not empty; only ``read`` tells whether it is whole."""
        try:
            return self.place(digest).stat().st_size > 0
        except OSError:
            return False

    def place(self, digest: str) -> Path:
        return self.root / digest[:2] / f"{digest}.zst"

    def _read(self, digest: str) -> bytes | None:
        try:
            with self.place(digest).open("rb") as packed:
                data = zstandard.ZstdDecompressor().stream_reader(packed).read(_MOST_BYTES)
        except (OSError, zstandard.ZstdError):
            return None
        return data if hashlib.sha256(data).hexdigest() == digest else None
