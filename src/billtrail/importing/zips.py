"""Zips that several processes read at once, and what of their directories these keep."""

import copy
import struct
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from operator import attrgetter
from pathlib import Path

from billtrail.errors import ArchiveError
from billtrail.files import BROKEN_ZIP


class ZipDirectory(Mapping[str, zipfile.ZipInfo]):
    """A zip's entries by name, packed: a Congress's take 10 MB as ``zipfile`` keeps them, in the
    process that reads the zip and in each of its workers. Of two of one name it has the later."""

    _PACKED = struct.Struct("<QQQLHH2BH5B")
    _FIELDS = ("header_offset", "compress_size", "file_size", "CRC", "flag_bits", "compress_type",
               "create_system", "extract_version")  # fmt: skip

    def __init__(self, entries: Iterable[zipfile.ZipInfo]) -> None:
        fields, pack = attrgetter(*self._FIELDS), self._PACKED.pack
        self._entries = {
            entry.filename: pack(*fields(entry), *entry.date_time) + _other_name(entry)
            for entry in entries
        }

    def __getitem__(self, name: str) -> zipfile.ZipInfo:
        packed = self._entries[name]
        *values, year, month, day, hour, minute, second = self._PACKED.unpack_from(packed)
        other_name = packed[self._PACKED.size :].decode()
        entry = zipfile.ZipInfo(other_name or name, (year, month, day, hour, minute, second))
        for field, value in zip(self._FIELDS, values, strict=True):
            setattr(entry, field, value)
        return entry

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)


def _other_name(entry: zipfile.ZipInfo) -> bytes:
    """What the zip calls an entry, where that is no path here."""
    name = entry.orig_filename
    return b"" if name == entry.filename else name.encode()


#: The zips that are read now.
_READ: dict[Path, zipfile.ZipFile] = {}


def open_zip(path: Path) -> zipfile.ZipFile:
    """A zip by a stream of one's own. Who was forked while it is read has its directory, which of a
    Congress takes 0.1 s, from the process that reads it."""
    if path not in _READ:
        return zipfile.ZipFile(path)
    own = copy.copy(_READ[path])
    own.fp = path.open("rb")
    return own


@contextmanager
def reading_zip(path: Path) -> Iterator[zipfile.ZipFile]:
    """A zip while its entries are gone through; they are in ``NameToInfo`` alone. Raises
    ArchiveError where it is none."""
    try:
        archive = zipfile.ZipFile(path)
    except BROKEN_ZIP as error:
        raise ArchiveError(f"{path.name}: not a readable zip ({error})") from error
    with archive:
        archive.NameToInfo = ZipDirectory(archive.infolist())  # type: ignore[assignment]
        archive.filelist = []
        _READ[path] = archive
        try:
            yield archive
        finally:
            del _READ[path]
