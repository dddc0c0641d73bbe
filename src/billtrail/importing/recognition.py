"""From files to what is to be read: which source's each file is, and which are read together.

A file that is one document becomes a ``Unit``. The tables of a source that joins them (PUBINFO)
are staged folder by folder and come as documents with their look-up.
"""

import io
import re
import tempfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import IO, cast

from billtrail.bills import Source
from billtrail.errors import ArchiveError, SourceError
from billtrail.files import scratch

from . import archive
from .archive import ArchiveMember
from .prepared import ReadDocument, Unit


class Unrecognised(str):
    """The name of a file that is no source's."""

    __slots__ = ()


class ImportNote(str):
    """A line on something that was read nonetheless: nothing was lost."""

    __slots__ = ()


#: What a search says besides what it finds: a line for a file that cannot be read, an
#: ``ImportNote``, or the name of a file that is ``Unrecognised``.
Say = Callable[[str], None]


def find(
    path: Path,
    sources: Mapping[str, Source],
    now: str,
    say: Say,
    look_ups: MutableMapping[str, str] | None = None,
) -> Iterator[Unit | ReadDocument]:
    """Everything to read at a path; what is wrong with an archive is said, the rest goes on.

    ``look_ups`` are a source's own, as text, of archives read before; those found are put there.
    """
    kept = {} if look_ups is None else look_ups
    try:
        with archive.listing(path) as listed:
            for folder, group in groupby(listed, key=_folder_of):
                yield from _in_folder(folder, _readable(group, say), path, sources, now, say, kept)
    except ArchiveError as error:
        say(str(error))


def _folder_of(member: ArchiveMember | ArchiveError) -> str:
    return member.folder if isinstance(member, ArchiveMember) else ""


def _readable(group: Iterable[ArchiveMember | ArchiveError], say: Say) -> Iterator[ArchiveMember]:
    for member in group:
        if isinstance(member, ArchiveError):
            say(str(member))
        else:
            yield member


def _in_folder(
    folder: str,
    members: Iterator[ArchiveMember],
    path: Path,
    sources: Mapping[str, Source],
    now: str,
    say: Say,
    look_ups: MutableMapping[str, str],
) -> Iterator[Unit | ReadDocument]:
    patterns = patterns_of(sources)
    for member in members:
        source, kind = recognise(member.name, patterns)
        if source is None:
            yield from _unit_by_content(member, sources, say)
        elif source.documents:
            tables = _of_source(member, members, source, patterns, say)
            yield from _joined(source, tables, path, folder, now, say, look_ups)
        else:
            yield from _unit(source, kind, member, say)


#: How the names of a source's files of a kind are told.
Patterns = Sequence[tuple[Callable[[str], object], Source, str]]


def patterns_of(sources: Mapping[str, Source]) -> Patterns:
    """Those of all sources, in their order."""
    return [
        (re.compile(pattern).search, source, kind)
        for source in sources.values()
        for kind, pattern in source.kinds.items()
    ]


def recognise(name: str, patterns: Patterns) -> tuple[Source | None, str]:
    """Whose file this is by its name, and its kind."""
    for search, source, kind in patterns:
        if search(name):
            return source, kind
    return None, ""


def _unit_by_content(
    member: ArchiveMember, sources: Mapping[str, Source], say: Say
) -> Iterator[Unit]:
    """A copy under somebody else's name, where a source knows its own by what is in it. It goes
    on under the publisher's name, by which it is known again."""
    readers = [s for s in sources.values() if s.name_of and member.name.endswith(".xml")]
    data = _peek(member) if readers else b""
    for source in readers:
        assert source.name_of is not None
        if (name := source.name_of(data)) is not None:
            again = (
                replace(member, open=lambda: io.BytesIO(data), whole=None)
                if member.stream
                else member
            )
            units = _unit(source, next(iter(source.kinds)), again, say)
            yield from (unit._replace(known_as=name or None) for unit in units)
            return
    say(Unrecognised(member.name))


def _peek(member: ArchiveMember) -> bytes:
    """The bytes of a file; none where they cannot be had, so that nobody takes it for theirs."""
    try:
        return member.read()
    except (ArchiveError, OSError):
        return b""


def _unit(source: Source, kind: str, member: ArchiveMember, say: Say) -> Iterator[Unit]:
    if member.size > archive.DOCUMENT_BYTES:
        say(f"{member.name}: {member.size:,} bytes is too large for one document")
        return
    data = None
    if member.stream:
        try:
            data = member.read()
        except ArchiveError as error:
            say(str(error))
            return
    path = _path(member.location)
    if member.loose and path.is_dir():
        path = path / member.name
    yield Unit(source, kind, member.name, path, member.loose, data, member.modified)


_path = lru_cache(maxsize=16)(Path)


def _of_source(
    first: ArchiveMember,
    rest: Iterator[ArchiveMember],
    source: Source,
    patterns: Patterns,
    say: Say,
) -> Iterator[ArchiveMember]:
    yield first
    for member in rest:
        if recognise(member.name, patterns)[0] is source:
            yield member
        else:
            say(Unrecognised(member.name))


def _joined(
    source: Source,
    members: Iterator[ArchiveMember],
    path: Path,
    folder: str,
    now: str,
    say: Say,
    look_ups: MutableMapping[str, str],
) -> Iterator[ReadDocument]:
    assert source.documents is not None
    with scratch(Path(tempfile.gettempdir()), "import") as directory:
        try:
            staged = source.documents(_streams(members), directory, path)
        except SourceError as error:
            say(f"{path.name}: {error}")
            deque(members, maxlen=0)  # what is left of it is no archive of its own
            return
        except archive.UNREADABLE as error:
            said = f"{path.name} breaks off ({error}); nothing of it was used"
            raise ArchiveError(said) from error
        for problem in staged.problems:
            say(f"{path.name}: {problem}")
        for note in staged.notes:
            say(ImportNote(f"{path.name}: {note}"))
        reference = staged.reference(look_ups.get(source.name))
        if reference is not None:
            look_ups[source.name] = reference.text()
        location = str(path.resolve())
        for document in staged.documents(min(archive.came_at(path, folder), now)):
            yield ReadDocument(source, document, reference, location, folder)


def _streams(members: Iterator[ArchiveMember]) -> Iterator[tuple[str, IO[bytes]]]:
    for member in members:
        try:
            stream = member.open()
        except archive.UNREADABLE as error:
            stream = cast(IO[bytes], _Unreadable(str(error)))
        with stream:
            yield member.name, stream


class _Unreadable(io.RawIOBase):
    """In place of a file that cannot be opened: whoever reads it hears why."""

    def __init__(self, reason: str) -> None:
        self._reason = reason

    def read(self, size: int = -1, /) -> bytes:
        raise OSError(self._reason)
