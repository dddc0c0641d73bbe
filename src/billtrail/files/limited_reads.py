"""Packed bytes unpacked only as far as they may grow, whatever they say of their size."""

import io
import zlib
from collections.abc import Callable
from typing import IO
from zipfile import BadZipFile, ZipFile

from billtrail.errors import ArchiveError

#: Asked for more at a time, a stream makes room for it first.
_CHUNK = 1 << 20

#: What reading a broken zip may raise: besides its own errors those of an entry that is locked
#: with a password or packed in a way that Python does not know.
BROKEN_ZIP = (OSError, EOFError, KeyError, ValueError, RuntimeError, zlib.error, BadZipFile)


def read_at_most(stream: IO[bytes], most: int, name: str) -> bytes:
    """A stream to its end; ArchiveError where that is more than ``most`` bytes."""
    kept, size = [], 0
    while data := stream.read(min(_CHUNK, most + 1 - size)):
        kept.append(data)
        size += len(data)
        if size > most:
            raise ArchiveError(f"{name}: unpacks to more than {most:,} bytes")
    return b"".join(kept)


def read_entry(archive: ZipFile, name: str, most: int) -> bytes:
    """One entry of a zip; raises as ``read_at_most``, or what ``BROKEN_ZIP`` names."""
    with archive.open(name) as stream:
        return read_at_most(stream, most, name)


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
    """A stream that gives no more bytes than were ``allowed`` since it was told last.

    An archive's own headers can ask to be held in memory, and a packed one says so in a few bytes.
    """

    def __init__(self, stream: IO[bytes], allowed: int, fail: Callable[[], Exception]) -> None:
        self._stream, self._left, self._fail = stream, allowed, fail

    def allow(self, more: int) -> None:
        """So many bytes may follow from here."""
        self._left = more

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1, /) -> bytes:
        data = self._stream.read(size)
        self._left -= len(data)
        if self._left < 0:
            raise self._fail()
        return data
