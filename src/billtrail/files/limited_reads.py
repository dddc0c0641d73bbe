"""Packed bytes unpacked only as far as they may grow, whatever they say of their size."""

import io
import zlib
from collections.abc import Callable
from typing import IO, Any
from zipfile import BadZipFile, ZipFile

from billtrail.errors import ArchiveError

#: Asked for more at a time, a stream makes room for it first.
_CHUNK = 1 << 20
#: Unpacked at a time: what zlib makes it puts together once more.
_PIECE = 1 << 18

#: What reading a broken zip may raise: besides its own errors those of an entry that is locked
#: with a password or packed in a way that Python does not know.
BROKEN_ZIP = (OSError, EOFError, KeyError, ValueError, RuntimeError, zlib.error, BadZipFile)


def read_at_most(stream: IO[bytes], most: int, name: str, likely: int = 0) -> bytes:
    """A stream to its end, which is ``likely`` so many bytes; ArchiveError where that is more than
    ``most`` bytes."""
    # Room for all of it is made at once: joined from pieces, it would lie there twice.
    kept = io.BytesIO(bytes(min(likely, most)))
    while data := stream.read(min(_PIECE, most + 1 - kept.tell())):
        kept.write(data)
        if kept.tell() > most:
            raise ArchiveError(f"{name}: unpacks to more than {most:,} bytes")
    kept.truncate()
    return kept.getvalue()


def read_entry(archive: ZipFile, name: str, most: int) -> bytes:
    """One entry of a zip; raises as ``read_at_most``, or what ``BROKEN_ZIP`` names."""
    with archive.open(name) as stream:
        return read_at_most(stream, most, name, archive.getinfo(name).file_size)


def inflate(data: bytes, most: int, name: str) -> bytes:
    """zlib's bytes; ArchiveError where they grow too large or are none."""
    packer = zlib.decompressobj()
    try:
        found = packer.decompress(data, most + 1)
    except zlib.error as error:
        raise ArchiveError(f"{name}: cannot be unpacked ({error})") from error
    if len(found) > most:
        raise ArchiveError(f"{name}: unpacks to more than {most:,} bytes")
    return found


class Metered(io.RawIOBase):
    """A stream read in order that gives no more bytes than were ``allowed`` since it was told last.

    An archive's own headers can ask to be held in memory, and a packed one says so in a few bytes.
    """

    def __init__(self, stream: Any, allowed: int, fail: Callable[[], Exception]) -> None:
        self._read = io.BufferedReader(stream, _CHUNK).read
        self._left, self._fail, self._at = allowed, fail, 0

    def allow(self, more: int) -> None:
        """So many bytes may follow from here."""
        self._left = more

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1, /) -> bytes:
        data = self._read(size)
        self._at += len(data)
        self._left -= len(data)
        if self._left < 0:
            raise self._fail()
        return data

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        """Forward alone: what lies between is read and dropped."""
        if whence != io.SEEK_SET or offset < self._at:
            raise io.UnsupportedOperation("this stream is read once, in order")
        while self._at < offset and self.read(min(_CHUNK, offset - self._at)):
            pass
        return self._at
