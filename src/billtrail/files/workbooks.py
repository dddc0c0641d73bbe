"""Excel workbooks (.xlsx), read for their values: what is only formatted costs nothing.

A workbook is a zip of XML parts. Only parts that hold values are unpacked, each byte counted as it
comes, and cells and rows without a value are dropped before anything is built of them: one
formatted cell in the last row, or a million empty rows, are what people's workbooks have.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import IO, Any

from billtrail.errors import UsageError

#: Bytes: of a file, of all its parts unpacked, and of what holds values in them.
MOST_BYTES = 20_000_000
_MOST_UNPACKED = 1_000_000_000
_MOST_VALUES = 60_000_000
_MOST_PARTS = 2_000
_CHUNK = 1 << 20
#: Parts of a workbook in which no cell's value can stand.
_NO_VALUES = re.compile(
    r"xl/(media|embeddings|pivotCache|externalLinks|printerSettings)/|docProps/"
)
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_EMPTY_CELL = re.compile(rb"<c(?:\s[^<>]*)?(?:/>|></c>)")
_EMPTY_ROW = re.compile(rb"<row(?:\s[^<>]*)?(?:/>|>\s*</row>)")
_VALUES = (b"<v", b"<is", b"<f")
_MERGED = re.compile(rb'<mergeCell\s[^<>]*ref="([A-Z0-9:]+)"')
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
#: How files of Office before 2007 begin, and what is locked by a password.
_OLD = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row that holds a value: its number, and its cells by column from 1, as openpyxl reads
    them (``value``, ``coordinate``, ``data_type`` is "f" for a formula); empty ones are missing."""

    number: int
    cells: dict[int, Any]


@dataclass(frozen=True, slots=True)
class Sheet:
    """``rows`` can be gone through once. ``merged`` are ranges such as ``A2:A3``; ``names`` are
    the titles of all sheets, in order."""

    rows: Iterator[SheetRow]
    merged: tuple[str, ...]
    title: str = ""
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FileBytes:
    """A file that lies nowhere: what came in by a form, or from a pipe."""

    name: str
    data: bytes = field(repr=False)


def read_sheet(path: Path | FileBytes, named: str = "", *, formulas: bool = False) -> Sheet:
    """The sheet of that name, else the first that is shown and holds something. A formula counts
    as the value that was last worked out, or with ``formulas`` as itself.

    Raises UsageError, one line, for whatever is no workbook that can be read; ``rows`` too.
    """
    from openpyxl import load_workbook

    slim, merged = _slim(path)
    try:
        book = load_workbook(slim, read_only=True, data_only=not formulas, keep_links=False)
        sheets: dict[str, Any] = {sheet.title: sheet for sheet in book.worksheets}
    except Exception as error:  # openpyxl lets many kinds through from a broken file
        raise _broken(path) from error
    if not sheets:
        raise UsageError(f"{path.name} has no sheet.")
    sheet, rows = _chosen(path, sheets, named)
    return Sheet(rows, merged.get(sheet._worksheet_path, ()), sheet.title, tuple(sheets))


def _chosen(
    path: Path | FileBytes, sheets: dict[str, Any], named: str
) -> tuple[Any, Iterator[SheetRow]]:
    """The sheet to read, and its rows."""
    if named in sheets:
        return sheets[named], _rows(path, sheets[named])
    shown = [sheet for sheet in sheets.values() if sheet.sheet_state == "visible"]
    for sheet in shown:
        rows = _rows(path, sheet)
        if first := next(rows, None):
            return sheet, chain([first], rows)
    return next(iter(sheets.values())), iter(())


def _rows(path: Path | FileBytes, sheet: Any) -> Iterator[SheetRow]:
    sheet.reset_dimensions()  # every row would be padded to the size that the file names
    try:
        for number, row in enumerate(sheet.iter_rows(), start=1):
            cells = {n: c for n, c in enumerate(row, start=1) if not _is_blank(c.value)}
            if cells:
                yield SheetRow(number, cells)
    except Exception as error:  # the parts are only read now
        raise _broken(path) from error


def _is_blank(value: Any) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _broken(path: Path | FileBytes) -> UsageError:
    return UsageError(f"{path.name} is not a readable Excel file (.xlsx); save it anew.")


# -- unpacking -----------------------------------------------------------------------------------


def read_limited(path: Path | FileBytes) -> bytes:
    """A file's bytes; raises UsageError where there are too many, or none can be read."""
    try:
        size = len(path.data) if isinstance(path, FileBytes) else path.stat().st_size
        if size > MOST_BYTES:
            raise UsageError(f"{path.name} is larger than {MOST_BYTES // 1_000_000} MB.")
        return path.data if isinstance(path, FileBytes) else path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path.name} cannot be read: {error.strerror}.") from error


def _slim(path: Path | FileBytes) -> tuple[BytesIO, dict[str, tuple[str, ...]]]:
    """The workbook with its values alone, and the merged ranges of each sheet's part."""
    data = read_limited(path)
    if _ENCRYPTED in data:
        raise UsageError(f"{path.name} is protected by a password; save a copy without one.")
    if data.startswith(_OLD):
        raise UsageError(
            f"{path.name} is not a readable Excel file (.xlsx) but of the older kind (.xls); open "
            "it in Excel and save it as .xlsx."
        )
    slim, merged = BytesIO(), {}
    try:
        with zipfile.ZipFile(BytesIO(data)) as full, zipfile.ZipFile(slim, "w") as kept:
            names = dict.fromkeys(full.namelist())
            budget = _Budget(path, len(names))
            for name in names:
                if not _NO_VALUES.match(name) and name.endswith((".xml", ".rels")):
                    with full.open(name) as part:
                        text, merged[name] = budget.take(part, is_sheet=bool(_SHEET.match(name)))
                    kept.writestr(name, text)
    except UsageError:
        raise
    except Exception as error:  # zipfile and zlib let many kinds through too
        raise _broken(path) from error
    slim.seek(0)
    return slim, merged


def _without_empty(piece: bytes) -> bytes:
    """Rows of a sheet without those, and without the cells, that hold no value."""
    if not any(mark in piece for mark in _VALUES):
        start, end = piece.find(b"<row"), piece.rfind(b"</row>") + len(b"</row>")
        return piece[:start] + piece[end:] if 0 <= start < end else piece
    return _EMPTY_ROW.sub(b"", _EMPTY_CELL.sub(b"", piece))


class _Budget:
    """Counts what is unpacked while it is unpacked; sizes that a zip names are not believed."""

    def __init__(self, path: Path | FileBytes, parts: int) -> None:
        self.path, self.unpacked, self.values = path, 0, 0
        if parts > _MOST_PARTS:
            self._refuse()

    def take(self, part: IO[bytes], *, is_sheet: bool) -> tuple[bytes, tuple[str, ...]]:
        """A part's bytes, of a sheet without what is empty, and its merged ranges."""
        kept, merged = bytearray(), []
        for piece in self._pieces(part):
            if is_sheet:
                merged += _MERGED.findall(piece)
            kept += _without_empty(piece) if is_sheet else piece
            if self.values + len(kept) > _MOST_VALUES:
                self._refuse()
        self.values += len(kept)
        return bytes(kept), tuple(ref.decode() for ref in merged)

    def _pieces(self, part: IO[bytes]) -> Iterator[bytes]:
        """A part in pieces that end where a row begins."""
        rest = b""
        while chunk := part.read(_CHUNK):
            self.unpacked += len(chunk)
            if self.unpacked > _MOST_UNPACKED:
                self._refuse()
            whole = rest + chunk
            cut = whole.rfind(b"<row")
            if cut > 0:
                yield whole[:cut]
            rest = whole[max(cut, 0) :]
        yield rest

    def _refuse(self) -> None:
        raise UsageError(
            f"{self.path.name} unpacks to far more than a table needs; save the sheet alone."
        )
