"""Bytes to records ready to be written: read, parsed, classified, and the rows of a first save.

Pure but for reading the file itself, and made of picklable values, so that any executor can do
it. Where to read is sent to a worker, not what was read, except from a stream. What goes between
processes are named tuples: pickling a frozen dataclass asks for each of its fields by a call.
"""

import hashlib
import os
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import lru_cache
from operator import attrgetter
from pathlib import Path
from typing import Any, NamedTuple

from billtrail.bills import Source
from billtrail.bills.models import Action, Bill, Document
from billtrail.errors import ArchiveError, ParseError
from billtrail.files import read_entry
from billtrail.legislatures import ActionClass, is_known, known
from billtrail.store import (
    NOTHING,
    Believed,
    Distrusted,
    Known,
    believed,
    believed_document,
)
from billtrail.store.bill_rows import FirstSave, build_first_saves

from . import archive
from .zips import open_zip


class Unit(NamedTuple):
    """One file that is one document: which source's, and where its bytes are.

    ``path`` is the file or the zip that holds ``name``; ``data`` is given instead where the bytes
    came from a stream; ``sha256`` is their hash where it was taken. ``loose`` files are kept in the
    workspace's archive, others by reference. ``modified`` is the file's own time (UTC).
    ``known_as`` is the publisher's name of a file that lies there under another.
    """

    source: Source
    kind: str
    name: str
    path: Path
    loose: bool
    data: bytes | None = None
    modified: str = ""
    sha256: str | None = None
    known_as: str | None = None

    @property
    def base(self) -> str:
        return self.known_as or self.name.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class Task:
    """What all units of an import share; what is ``known`` is not parsed again."""

    today: date
    now: str
    archive_root: Path | None = None
    known: Known = NOTHING


class ReadDocument(NamedTuple):
    """A document that was read, the look-up that goes with it, and where it lies: in the
    workspace's archive where ``location`` is ``None``. ``problem`` says why it was not read."""

    source: Source
    document: Document
    reference: Any = None
    location: str | None = None
    member: str | None = None
    problem: str | None = None


class PreparedBill(NamedTuple):
    """What a bill's first save would write, from which its record can be read again."""

    key: str
    first: FirstSave
    adds: bool = False
    dated_by_steps: bool = False

    def bill(self) -> Bill:
        told = self.first.bill()
        return replace(told, adds=self.adds, dated_by_steps=self.dated_by_steps)


class Prepared(NamedTuple):
    """A document ready to be written; ``problem`` says why it cannot be, with its bytes.

    ``document`` has no parts any more. ``known``: these very bytes were parsed before.
    ``distrusted`` are the records that named a day to come.
    """

    document: Document
    size: int = 0
    location: str | None = None
    member: str | None = None
    bills: tuple[PreparedBill, ...] = ()
    records: tuple[Any, ...] = ()
    unknown_actions: int = 0
    known: bool = False
    problem: str | None = None
    data: bytes | None = None
    distrusted: tuple[Distrusted, ...] = ()


def told_apart(units: Sequence[Unit], task: Task) -> tuple[list[Prepared], list[Unit]]:
    """The units whose bytes were read before, and those still to read. Only those are opened whose
    name is known, and their bytes are kept where they turn out to be new."""
    known: list[Prepared] = []
    unread: list[Unit] = []
    for unit in units:
        opened = _opened(unit) if unit.data or unit.base in task.known.names else unit
        if opened.sha256 in task.known.hashes:
            document = Document(unit.source.name, unit.kind, unit.base, {}, task.now, None,
                                opened.sha256 or "")  # fmt: skip
            known.append(Prepared(document, known=True))
        else:
            unread.append(opened)
    return known, unread


def _opened(unit: Unit) -> Unit:
    """The unit with its bytes and their hash; where they cannot be read, parsing will say so."""
    try:
        data = _read(unit) if unit.data is None else unit.data
    except (ArchiveError, OSError):
        return unit
    return unit._replace(data=data, sha256=hashlib.sha256(data).hexdigest())


def prepare_units(units: Sequence[Unit], task: Task) -> list[Prepared]:
    """What a worker does with a batch."""
    return prepare_documents((read_unit(unit, task) for unit in units), task)


def read_unit(unit: Unit, task: Task) -> ReadDocument:
    """The document of a unit; why not, where its bytes cannot be had."""
    source = unit.source
    try:
        data = unit.data if unit.data is not None else _read(unit)
    except ArchiveError as error:
        nothing = Document(source.name, unit.kind, unit.base, {}, task.now, None, "")
        return ReadDocument(source, nothing, problem=str(error))
    at = min(unit.modified or task.now, task.now)
    document = document_of(source, unit.kind, unit.base, unit.base, data, at, unit.sha256)
    location = None if unit.loose else str(unit.path)
    return ReadDocument(source, document, None, location, unit.name)


def _read(unit: Unit) -> bytes:
    try:
        if unit.loose:
            return unit.path.read_bytes()
        return read_entry(_zip(unit.path, os.getpid()), unit.name, archive.DOCUMENT_BYTES)
    except archive.UNREADABLE as error:
        raise ArchiveError(f"{unit.name}: cannot be unpacked ({error})") from error


@lru_cache(maxsize=2)
def _zip(path: Path, process: int) -> zipfile.ZipFile:
    """An open archive, each process its own: a forked one would share the reading position."""
    return open_zip(path)


def read_again(prepared: Prepared, archive_root: Path | None) -> bytes:
    """The bytes of a prepared document from where it lies; none where they came in a stream."""
    location = Path(prepared.location or "")
    try:
        if not location.is_absolute():
            return archive.read_kept(archive_root / location) if archive_root else b""
        return _zip(location, os.getpid()).read(prepared.member or "")
    except archive.UNREADABLE:
        return b""


def prepare_document(source: Source, document: Document, reference: Any, task: Task) -> Prepared:
    """One document at hand, which is kept in the workspace's archive."""
    [prepared] = prepare_documents([ReadDocument(source, document, reference)], task)
    return prepared


def prepare_documents(read: Iterable[ReadDocument], task: Task) -> list[Prepared]:
    """Parse and classify documents. One that cannot be used says why. Of each its bytes are let go
    before the next is read."""
    parsed = [_parse(one, task) for one in read]
    try:
        return _with_rows(parsed, task)
    except Exception:  # one of them: each for itself, so that only it is left out
        return [_alone(one, task) for one in parsed]


def _with_rows(parsed: Sequence[tuple[Prepared, Sequence[Bill]]], task: Task) -> list[Prepared]:
    told = [(bill, prepared.document.source) for prepared, bills in parsed for bill in bills]
    first_saves = iter(build_first_saves(told, task.today, task.now))
    return [_with_first_saves(prepared, bills, first_saves) for prepared, bills in parsed]


def _alone(parsed: tuple[Prepared, Sequence[Bill]], task: Task) -> Prepared:
    try:
        [found] = _with_rows([parsed], task)
    except Exception as error:
        return parsed[0]._replace(records=(), problem=_unexpected(parsed[0].document, error))
    return found


def _unexpected(document: Document, error: Exception) -> str:
    """In a line what nobody expected of a document."""
    return f"{document.url}: not what was promised ({type(error).__name__}: {error})"


def parse(source: Source, document: Document, reference: Any, now: str) -> Iterator[Believed]:
    """The records of a document, bills with the classes of their actions, each with the day to come
    that it named. Raises ParseError alone, whatever a parser comes upon: one bad document costs
    that document."""
    try:
        if source.jurisdiction != _ALL and not is_known(source.jurisdiction):
            raise ParseError(_no_legislature(source, document))
        for record in source.parse(document, reference):
            told = classify_bill(source, record) if isinstance(record, Bill) else record
            yield believed(told, now)
    except ParseError:
        raise
    except Exception as error:
        raise ParseError(_unexpected(document, error)) from error


#: The jurisdiction of a source that tells of all of them.
_ALL = "all"


def _no_legislature(source: Source, document: Document) -> str:
    ids = ", ".join(one.id for one in known())
    return (
        f"{document.url}: no legislature {source.jurisdiction!r} is described here, so nothing of "
        f"it can be kept. Known: {ids}"
    )


def _parse(read: ReadDocument, task: Task) -> tuple[Prepared, Sequence[Bill]]:
    """A document but for its bills, and the bills it tells of."""
    source, document = read.source, believed_document(read.document, task.now)
    bare = _without_parts(document)
    if read.problem:
        return Prepared(bare, problem=read.problem), ()
    if document.sha256 in task.known.hashes:
        return Prepared(bare, known=True), ()
    if not isinstance(document.parts, dict):  # parts that are read only now, and need not stay
        document = document._replace(parts=dict(document.parts))
    size = sum(map(len, document.parts.values()))
    try:
        told = list(parse(source, document, read.reference, task.now))
    except ParseError as error:
        data = b"\n".join(document.parts.values())
        return Prepared(bare, len(data), problem=str(error), data=data), ()
    records, distrusted = [one for one, _ in told], tuple([found for _, found in told if found])
    location = read.location
    if location is None and task.archive_root:
        kept = archive.keep(task.archive_root, document)
        location = kept.relative_to(task.archive_root).as_posix()
    others = tuple([record for record in records if not isinstance(record, Bill)])
    bills = [record for record in records if isinstance(record, Bill)]
    return Prepared(bare, size, location, read.member, records=others, distrusted=distrusted), bills


def _with_first_saves(
    one: Prepared, told: Sequence[Bill], first_saves: Iterator[FirstSave]
) -> Prepared:
    """The document with its bills as they are written; each takes the next of the first saves."""
    if not told:
        return one
    bills = tuple([PreparedBill(bill.key, next(first_saves), bill.adds, bill.dated_by_steps)
                   for bill in told])  # fmt: skip
    unknown = sum([not action.classification for bill in told for action in bill.actions or ()])
    return Prepared(
        one.document, one.size, one.location, one.member, bills, one.records, unknown,
        distrusted=one.distrusted,
    )  # fmt: skip


def _without_parts(document: Document) -> Document:
    d = document
    return Document(d.source, d.kind, d.url, {}, d.fetched_at, d.data_as_of, d.sha256)


def document_of(
    source: Source,
    kind: str,
    url: str,
    name: str,
    data: bytes,
    now: str,
    sha256: str | None = None,
) -> Document:
    """A document of one part, and its bytes' hash where it was taken before."""
    digest = sha256 or hashlib.sha256(data).hexdigest()
    return Document(source.name, kind, url, {name: data}, now, None, digest)


def classify_bill(source: Source, bill: Bill) -> Bill:
    """The bill with each action's classes by its source's rules; given classes are kept."""
    actions = bill.actions or ()
    if all([action.classification for action in actions]):
        return bill
    classify = source.classify
    return _with_actions(bill, tuple([
        action if action.classification else _with_classes(action, classify(action, bill))
        for action in actions
    ]))  # fmt: skip


_NAMES = [field.name for field in fields(Bill)]
_values, _ACTIONS = attrgetter(*_NAMES), _NAMES.index("actions")


def _with_actions(bill: Bill, actions: tuple[Action, ...]) -> Bill:
    """``dataclasses.replace`` takes several times as long, for each bill of an archive."""
    values = [*_values(bill)]
    values[_ACTIONS] = actions
    return Bill(*values)


def _with_classes(action: Action, classes: tuple[ActionClass, ...]) -> Action:
    return Action._make((*action[:2], classes, *action[3:]))
