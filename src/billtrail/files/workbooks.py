"""Excel workbooks (.xlsx), read for their values: what is only formatted costs nothing.

A workbook is a zip of XML parts. Only parts that hold values are unpacked, each byte counted as it
comes, and cells and rows without a value are dropped before anything is built of them: one
formatted cell in the last row, or a million empty rows, are what people's workbooks have.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from billtrail.errors import UsageError

#: Bytes: of a file, of all its parts unpacked, and of what holds values in them.
_MOST_BYTES = 20_000_000
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


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row that holds a value: its number, and its cells by column from 1, as openpyxl reads
    them (``value``, ``coordinate``, ``data_type`` is "f" for a formula); empty ones are missing."""

    number: int
    cells: dict[int, Any]


@dataclass(frozen=True, slots=True)
class Sheet:
    """``rows`` can be gone through once. ``merged`` are ranges such as ``A2:A3``."""

    rows: Iterator[SheetRow]
    merged: tuple[str, ...]


def read_sheet(path: Path, named: str = "", *, formulas: bool = False) -> Sheet:
    """The sheet of that name, else the first. A formula counts as the value that was last worked
    out, or with ``formulas`` as itself.

    Raises UsageError, one line, for whatever is no workbook that can be read; ``rows`` too.
    """
    from openpyxl import load_workbook

    slim, merged = _slim(path)
    try:
        book = load_workbook(slim, read_only=True, data_only=not formulas, keep_links=False)
        sheets: dict[str, Any] = {sheet.title: sheet for sheet in book.worksheets}
        sheet = sheets.get(named) or next(iter(sheets.values()), None)
    except Exception as error:  # openpyxl lets many kinds through from a broken file
        raise _broken(path) from error
    if sheet is None:
        raise UsageError(f"{path.name} has no sheet.")
    sheet.reset_dimensions()  # every row would be padded to the size that the file names
    return Sheet(_rows(path, sheet), merged.get(sheet._worksheet_path, ()))


def _rows(path: Path, sheet: Any) -> Iterator[SheetRow]:
    try:
        for number, row in enumerate(sheet.iter_rows(), start=1):
            cells = {n: c for n, c in enumerate(row, start=1) if not _is_blank(c.value)}
            if cells:
                yield SheetRow(number, cells)
    except Exception as error:  # the parts are only read now
        raise _broken(path) from error


def _is_blank(value: Any) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _broken(path: Path) -> UsageError:
    return UsageError(f"{path.name} is not a readable Excel file (.xlsx); save it anew.")


# -- unpacking -----------------------------------------------------------------------------------


def read_limited(path: Path) -> bytes:
    """A file's bytes; raises UsageError where there are too many, or none can be read."""
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise UsageError(f"{path.name} is larger than {_MOST_BYTES // 1_000_000} MB.")
        return path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path.name} cannot be read: {error.strerror}.") from error


def _slim(path: Path) -> tuple[BytesIO, dict[str, tuple[str, ...]]]:
    """The workbook with its values alone, and the merged ranges of each sheet's part."""
    data = read_limited(path)
    if _ENCRYPTED in data:
        raise UsageError(f"{path.name} is protected by a password; save a copy without one.")
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

    def __init__(self, path: Path, parts: int) -> None:
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
