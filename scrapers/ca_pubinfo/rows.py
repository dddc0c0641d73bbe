"""PUBINFO's ``.dat`` files: lines read into rows.

Format (downloads.leginfo.legislature.ca.gov, ``pubinfo_load.zip``): TAB between fields, text in
backticks, numbers and dates bare, ``NULL`` for nothing, MySQL's backslash escapes, LF, no header
row. UTF-8; files of the first years hold latin-1 bytes, and some passed through latin-1 twice
(``GonzÃ¡lez``). Nothing and empty text are both ``""`` here.

A block of plain lines is split at its TABs; one with an escape or a stray backtick is read sign by
sign. Both give the same rows.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import count
from operator import itemgetter
from typing import IO, Any, NamedTuple

import orjson

from billtrail.errors import ArchiveError, BilltrailError
from billtrail.legislatures import key_from_leginfo_id, key_from_version_id

from .tables import IDENTITY, TABLES, R, bill_column

#: A row's fields in the order of the columns.
Values = list[str]

_ESCAPES = {b"n": b"\n", b"t": b"\t", b"r": b"\r", b"0": b"\0"}
_ESCAPED = re.compile(rb"\\(.)", re.DOTALL)
#: Bytes read at a time; whole lines of it are kept.
_BLOCK = 1 << 20
#: Signs that UTF-8 text was read as Windows-1252 and written as UTF-8 once more.
_DOUBLED = re.compile("Ã.|â€")
#: What makes a block more than plain lines: escapes, other line ends, a line that begins with
#: nothing.
_NOT_PLAIN = (b"\\", b"\r", b"\nNULL")


def split_line(line: bytes) -> Values:
    """The fields of one line; ``""`` for NULL. A TAB inside backticks stays in its field.

    One line of BILL_HISTORY_TBL, 2025-03-07: "`202520260AB1`\\t117392794\\t2024-12-03 00:00:00..."
    """
    fields: Values = []
    pending: bytes | None = None
    for piece in line.rstrip(b"\r\n").split(b"\t"):
        pending = piece if pending is None else pending + b"\t" + piece
        if pending.startswith(b"`") and (len(pending) < 2 or not _is_closed(pending)):
            continue
        fields.append(_value(pending))
        pending = None
    if pending is not None:
        fields.append(_value(pending))
    return fields


def _is_closed(field_: bytes) -> bool:
    """Whether the text ends with a backtick that no backslash escapes."""
    if not field_.endswith(b"`"):
        return False
    body = field_[:-1]
    return (len(body) - len(body.rstrip(b"\\"))) % 2 == 0


def _value(field_: bytes) -> str:
    if field_ == b"NULL":
        return ""
    if field_.startswith(b"`"):
        field_ = field_.strip(b"`") if len(field_) < 2 else field_[1:].removesuffix(b"`")
    if b"\\" in field_:
        field_ = _ESCAPED.sub(lambda match: _ESCAPES.get(match[1], match[1]), field_)
    return decoded(field_)


def decoded(data: bytes) -> str:
    """UTF-8, or latin-1 where it is not (files of the first years)."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("latin-1")


def undoubled(text: str) -> str:
    """``GonzÃ¡lez`` -> ``González``; text that was not encoded twice stays as it is."""
    if not _DOUBLED.search(text):
        return text
    try:
        return b"".join(map(_byte, text)).decode()
    except UnicodeError:
        return text


def _byte(sign: str) -> bytes:
    """The byte that Windows-1252 read as this sign; the five it has no sign for stand as they
    are."""
    try:
        return sign.encode("cp1252")
    except UnicodeEncodeError:
        return sign.encode("latin-1")


#: No row comes near: texts lie in files of their own.
_LONGEST = 20_000_000


def blocks(stream: IO[bytes]) -> Iterator[bytes]:
    """The lines of a file, some hundred kilobytes at a time, without the last line end."""
    rest = b""
    while data := stream.read(_BLOCK):
        whole, end, left = (rest + data).rpartition(b"\n")
        rest = left if end else whole + left
        if len(rest) > _LONGEST:
            raise ArchiveError(f"a line of over {_LONGEST:,} bytes")
        if whole and end:
            yield whole
    if rest:
        yield rest


def read_block(block: bytes, width: int) -> list[Values]:
    """The fields of each line of a block, in order; lines with none are left out."""
    rows = _plainly(block)
    if rows is not None and set(map(len, rows)) == {width}:
        return rows
    lines = [line for line in block.split(b"\n") if line.strip(b"\r")]
    return [list(map(undoubled, split_line(line))) for line in lines]


def _plainly(block: bytes) -> list[Values] | None:
    """Lines split at their TABs; ``None`` where one of them needs more care."""
    if block.startswith(b"NULL") or any(sign in block for sign in _NOT_PLAIN):
        return None
    fields = block.replace(b"\tNULL", b"\t")
    bare = fields.translate(None, b"`")
    if not _at_edges(fields.replace(b"\n", b"\t"), len(fields) - len(bare)):
        return None
    try:
        text = bare.decode()
    except UnicodeDecodeError:
        return None
    if "Ã" in text or "â€" in text:  # may have been encoded twice
        return None
    return [line.split("\t") for line in text.split("\n")]


def _at_edges(fields: bytes, backticks: int) -> bool:
    """Whether each backtick begins or ends one of the fields between TABs, as many each."""
    openings = fields.count(b"\t`") + fields.startswith(b"`")
    closings = fields.count(b"`\t") + fields.endswith(b"`")
    return openings == closings and openings + closings == backticks


@dataclass(slots=True)
class Faults:
    """What is wrong with a file's rows, counted: one line for each fault, however often."""

    file: str
    rows: dict[str, list[int]] = field(default_factory=dict)

    def note(self, fault: str, line: int) -> None:
        self.rows.setdefault(fault, []).append(line)

    def lines(self) -> Iterator[str]:
        for fault, found in self.rows.items():
            rows = (
                f"line {found[0]}" if len(found) == 1 else f"{len(found)} lines from {found[0]} on"
            )
            yield f"{self.file} {rows}: {fault}"


@lru_cache(maxsize=50_000)
def bill_named(column: str, value: str) -> str | None:
    """The key of a ``bill_id`` or ``bill_version_id``; ``None`` where it is no bill we know."""
    read: Callable[[str], str] = key_from_leginfo_id if column == "bill_id" else key_from_version_id
    try:
        return read(value)
    except BilltrailError:
        return None


class RowReader:
    """The rows of one table that are whole and, where its rows are of bills, of a bill we know."""

    def __init__(self, table: str, faults: Faults) -> None:
        columns = TABLES[table]._fields
        self._width, self._faults, self._before = len(columns), faults, 0
        self._column = bill_column(table) if table in IDENTITY else ""
        self._at = columns.index(self._column) if self._column else 0

    def read(self, block: bytes) -> list[Values]:
        """The rows of the file's next block; what is wrong with others is noted."""
        rows, before = read_block(block, self._width), self._before
        self._before += len(rows)
        if self._are_good(rows):
            return rows
        return list(filter(None, map(self._good, rows, count(before + 1))))

    def _are_good(self, rows: list[Values]) -> bool:
        if set(map(len, rows)) != {self._width}:
            return False
        named = set(map(itemgetter(self._at), rows)) if self._column else ()
        return all(bill_named(self._column, value) for value in named)

    def _good(self, values: Values, line: int) -> Values | None:
        """The row as far as its columns are known, or nothing and a note."""
        expected = f"{len(values)} columns where {self._width} were expected"
        if len(values) < self._width:
            self._faults.note(expected, line)
            return None
        if len(values) > self._width:
            self._faults.note(f"{expected}; those at the end were not read", line)
        if self._column and not bill_named(self._column, values[self._at]):
            self._faults.note(f"{values[self._at]!r} names no bill we know", line)
            return None
        return values[: self._width]


def pack_rows(rows: list[Values]) -> bytes:
    """A table's rows of one bill as a part of its document."""
    return orjson.dumps(rows)


def unpack_rows(part: bytes) -> list[Values]:
    """The rows of ``pack_rows``."""
    rows: list[Values] = orjson.loads(part)
    return rows


def read_rows(table: type[R], part: bytes) -> list[R]:
    """The rows of ``pack_rows`` as those of their table."""
    return list(map(table._make, unpack_rows(part)))


def read_tables(parts: Mapping[str, bytes]) -> dict[type[NamedTuple], list[Any]]:
    """All tables of a document."""
    return {
        table: read_rows(table, part) for name, part in parts.items() if (table := TABLES.get(name))
    }
