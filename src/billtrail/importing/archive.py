"""Files to read: a file, a folder, a zip or a tar (plain, gzip, zstandard), all as members.

Also the workspace's own archive of fetched bytes, laid out so that it can be imported again:
``archive/<source>/<first two of hash>/<hash>/<file name>``.
"""

import bz2
import gzip
import hashlib
import io
import lzma
import os
import tarfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache, partial
from pathlib import Path, PurePosixPath
from typing import IO, Any

import zstandard

from billtrail.bills.models import Document
from billtrail.errors import ArchiveError, UsageError
from billtrail.files import BROKEN_ZIP, Metered, beside, read_at_most

from .zips import reading_zip

#: A single document larger than this is not read (the largest BILLSTATUS file is 4.2 MB).
DOCUMENT_BYTES = 100_000_000
#: An archive that unpacks to more than this is not read further.
_TOTAL_BYTES = 50_000_000_000


#: What reading a broken archive may raise.
UNREADABLE = (
    *BROKEN_ZIP, lzma.LZMAError, tarfile.TarError, zstandard.ZstdError,
)  # fmt: skip
#: Between two members of a tar lie their headers, some of which are held in memory.
_HEADERS = 4_000_000


@dataclass(frozen=True, slots=True)
class ArchiveMember:
    """One file: where it lies (``location``), its name there, its size in bytes and its time.

    ``open`` gives a binary stream that is valid until the next member is taken; ``loose`` files
    lie on their own, a ``stream`` can be read once and in order only. ``whole`` gives all bytes of
    one at once, where that is quicker than through ``open``.
    """

    location: str
    name: str
    size: int
    modified: str
    open: Callable[[], IO[bytes]]
    loose: bool
    stream: bool = False
    whole: Callable[[], bytes] | None = None

    @property
    def base(self) -> str:
        return self.name.rpartition("/")[2]

    @property
    def folder(self) -> str:
        return _folder_name(self.name.rpartition("/")[0])

    def read(self) -> bytes:
        """The bytes; raises ArchiveError where they are too many or cannot be unpacked."""
        if self.size > DOCUMENT_BYTES:
            raise ArchiveError(f"{self.name}: {self.size:,} bytes is too large for one document")
        try:
            if self.whole:
                return self.whole()
            with self.open() as stream:
                return read_at_most(stream, DOCUMENT_BYTES, self.name, self.size)
        except UNREADABLE as error:
            raise ArchiveError(f"{self.name}: cannot be unpacked ({error})") from error


@lru_cache(maxsize=1024)
def _folder_name(path: str) -> str:
    return str(PurePosixPath(path))


def members(path: Path) -> Iterator[ArchiveMember | ArchiveError]:
    """The files at ``path``; a file that may not be read comes as the error that says why.

    Raises UsageError where there is nothing at ``path``, ArchiveError where the archive as a
    whole cannot be read (members before the fault have come by then).
    """
    if not path.exists():
        raise UsageError(f"There is no file or folder {path}.")
    reader = _reader(path)
    total = 0
    for member in reader(path):
        if isinstance(member, ArchiveMember):
            total += member.size
            if total > _TOTAL_BYTES:
                raise ArchiveError(f"{path.name}: unpacks to more than {_TOTAL_BYTES:,} bytes")
        yield member


def hash_of(path: Path) -> str | None:
    """The hash of an archive's own bytes (SHA-256); ``None`` for a folder or a loose file."""
    if not path.is_file() or _reader(path) is _file:
        return None
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _reader(path: Path) -> Callable[[Path], Iterator[ArchiveMember | ArchiveError]]:
    if path.is_dir():
        return _folder
    name = path.name.lower()
    return next((reader for suffix, reader in _READERS if name.endswith(suffix)), _file)


@lru_cache(maxsize=1024)
def _time(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def came_at(path: Path, folder: str) -> str:
    """When an archive came to lie where it is; of a folder, the newest of its files."""
    place = path / folder if path.is_dir() else path
    files = [one for one in place.iterdir() if one.is_file()] if place.is_dir() else [place]
    return _time(max((file.stat().st_mtime for file in files), default=0))


def _loose(path: Path, location: Path, name: str) -> ArchiveMember:
    stat = path.stat()
    return ArchiveMember(
        str(location), name, stat.st_size, _time(stat.st_mtime), lambda: path.open("rb"), True
    )


def _file(path: Path) -> Iterator[ArchiveMember | ArchiveError]:
    yield _loose(path, path, path.name)


def _folder(path: Path, root: Path | None = None) -> Iterator[ArchiveMember | ArchiveError]:
    """The files below, in the order of their paths, which of a Congress would take 15 MB."""
    root = root or path
    try:
        names = sorted(os.listdir(path))
    except OSError as error:
        yield ArchiveError(f"{path}: cannot be read ({error.strerror})")
        return
    for name in names:
        file = path / name
        if file.is_dir() and not file.is_symlink():
            yield from _folder(file, root)
        elif file.is_file() and not name.startswith("."):
            yield _loose(file, root, file.relative_to(root).as_posix())


def _climbs(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return ".." in parts or (not parts[0] and len(parts) > 1) or ":" in name[:3]


def _zip(path: Path) -> Iterator[ArchiveMember | ArchiveError]:
    location = path.resolve()
    with reading_zip(location) as archive:
        if all(name.endswith("/") for name in archive.NameToInfo):
            raise ArchiveError(f"{path.name}: the zip is empty")
        for entry in archive.NameToInfo.values():
            if entry.filename.endswith("/"):
                continue
            if not entry.filename:
                yield ArchiveError(f"{path.name}: an entry without a name")
                continue
            if _climbs(entry.filename):
                yield ArchiveError(f"{entry.filename}: the path climbs out of {path.name}")
                continue
            modified = "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z".format(*entry.date_time)
            yield ArchiveMember(str(location), entry.filename, entry.file_size, modified,
                         lambda entry=entry: archive.open(entry), False)  # type: ignore[misc]  # fmt: skip


def _tar(path: Path) -> Iterator[ArchiveMember | ArchiveError]:
    """A tar in its packing, which is known by the first bytes and not by the name."""
    with path.open("rb") as raw:
        start = raw.read(8)
        raw.seek(0)
        unpack = next((unpack for magic, unpack in _PACKED if start.startswith(magic)), None)
        with unpack(raw) if unpack else nullcontext(raw) as stream:
            yield from _tar_stream(path, stream)


def _unzstd(raw: IO[bytes]) -> Any:
    return zstandard.ZstdDecompressor().stream_reader(raw, read_across_frames=True)


_PACKED: tuple[tuple[bytes, Callable[[IO[bytes]], Any]], ...] = (
    (b"\x1f\x8b", gzip.open),
    (b"BZh", bz2.open),
    (b"\xfd7zXZ\x00", lzma.open),
    (b"\x28\xb5\x2f\xfd", _unzstd),
)


def _tar_stream(path: Path, packed: Any) -> Iterator[ArchiveMember | ArchiveError]:
    """Members in the order of the stream, which is read once."""
    count, location = 0, str(path.resolve())
    stream = Metered(packed, _HEADERS, lambda: ArchiveError(f"{path.name}: a header is too large"))
    try:
        with tarfile.TarFile(fileobj=stream) as archive:
            while entry := archive.next():
                # What of it is not read is passed over on the way to the next.
                stream.allow(entry.size + _HEADERS)
                archive.members.clear()  # type: ignore[attr-defined]  # else every entry of a Congress is kept to the end
                if not entry.isfile():
                    continue
                count += 1
                if _climbs(entry.name):
                    yield ArchiveError(f"{entry.name}: the path climbs out of {path.name}")
                    continue
                whole = None if entry.issparse() else partial(_whole, stream, entry)
                yield ArchiveMember(location, entry.name, entry.size, _time(entry.mtime),
                             lambda entry=entry: _extracted(archive, entry), False, True, whole)  # type: ignore[misc]  # fmt: skip
    except UNREADABLE as error:
        raise ArchiveError(f"{path.name}: cannot be read further ({error})") from error
    if not count:
        raise ArchiveError(f"{path.name}: the archive is empty")


def _whole(stream: Metered, entry: tarfile.TarInfo) -> bytes:
    """The bytes of an entry, past what ``tarfile`` makes of it to be read in parts."""
    stream.seek(entry.offset_data)
    data = stream.read(entry.size)
    if len(data) < entry.size:
        raise tarfile.ReadError("unexpected end of data")
    return data


def _extracted(archive: tarfile.TarFile, entry: tarfile.TarInfo) -> IO[bytes]:
    stream = archive.extractfile(entry)
    return stream if stream is not None else io.BytesIO()


_READERS: tuple[tuple[str, Callable[[Path], Iterator[ArchiveMember | ArchiveError]]], ...] = (
    (".zip", _zip),
    (".tar.zst", _tar),
    (".tzst", _tar),
    (".tar", _tar),
    (".tar.gz", _tar),
    (".tgz", _tar),
    (".tar.bz2", _tar),
    (".tar.xz", _tar),
)


def keep(root: Path, document: Document) -> Path:
    """Keep a document in the workspace's archive; returns its file, or the folder of its parts."""
    folder = root / document.source / document.sha256[:2] / document.sha256
    files = [_keep(root, folder, name, data) for name, data in document.parts.items()]
    return files[0] if len(files) == 1 else folder


def _keep(root: Path, folder: Path, name: str, data: bytes) -> Path:
    file = folder / PurePosixPath(name).name
    if not file.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        partial = beside(root / file.name)
        partial.write_bytes(data)
        partial.replace(file)
    return file


def read_kept(path: Path) -> bytes:
    """The bytes of a kept document, its parts one after the other."""
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    return b"\n".join(file.read_bytes() for file in files)


@contextmanager
def listing(path: Path) -> Iterator[Iterator[ArchiveMember | ArchiveError]]:
    """``members`` that closes its archive however the reading ends."""
    with closing(members(path)) as found:  # type: ignore[type-var]
        yield found
