"""The cells of one sheet: a workbook's, a CSV file's, or what was pasted.

What is merged stands in each of its cells. Values mean nothing here yet.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from billtrail.errors import CheckFailed, UsageError

from .csv_rows import csv_rows
from .workbooks import FileBytes, read_limited, read_sheet

_MOST_ROWS = 20_000
_MOST_COLUMNS = 400
_LOOKED_AT = 25
_ENDINGS = (".xlsx", ".xlsm", ".csv", ".tsv", ".txt")
#: How a workbook's zip begins, and pages that programs save under the name of one.
_ZIP = b"PK\x03\x04"
_MARKUP = re.compile(rb"\s*<(!doctype|html|\?xml|table)", re.IGNORECASE)
_OLD = b"\xd0\xcf\x11\xe0"
_RANGE = re.compile(r"([A-Z]+)(\d+):([A-Z]+)(\d+)")


@dataclass(frozen=True, slots=True)
class Cell:
    """A value and where it stands; ``column`` from 1. ``is_formula``: the value is its text;
    ``is_spread``: it is that of a merged cell that begins elsewhere."""

    value: Any
    row: int
    column: int
    is_formula: bool = False
    is_spread: bool = False


GridRow = dict[int, Cell]


@dataclass(frozen=True)
class Grid:
    """Rows that hold something, each with its number; ``sheets`` are those of the workbook, of
    which ``sheet`` was read."""

    source: Path | FileBytes
    rows: tuple[tuple[int, GridRow], ...]
    is_book: bool
    sheet: str = ""
    sheets: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return self.source.name

    @cached_property
    def worked_out(self) -> Mapping[tuple[int, int], Any]:
        """What formulas gave when the workbook was saved, by row and column."""
        rows = read_sheet(self.source, self.sheet).rows
        return {(row.number, column): cell.value for row in rows
                for column, cell in row.cells.items()}  # fmt: skip


def read_grid(source: Path | FileBytes, sheet: str = "", *, usual: str = "") -> Grid:
    """The cells of a file; of a workbook the named sheet, else the ``usual`` one, else the first
    with something in it.

    Raises CheckFailed for far more than a table that people keep; UsageError, one line, for a
    file of another kind or one that cannot be read.
    """
    if Path(source.name).suffix.lower() not in _ENDINGS:
        raise UsageError(f"{source.name}: only .csv and .xlsx files can be loaded.")
    data = read_limited(source)
    if not data.strip():
        raise UsageError(f"{source.name} is empty.")
    if data.startswith((_ZIP, _OLD)):
        return _book(source, sheet, usual)
    if Path(source.name).suffix.lower() in _ENDINGS[:2]:
        raise UsageError(
            f"{source.name} is not a readable Excel file (.xlsx); save it anew, or as CSV UTF-8."
        )
    return _text(source, data)


def _refuse_many(name: str, number: int, row: GridRow) -> None:
    """Before more is read: a table of so many rows is a list of something else."""
    if number > _MOST_ROWS + 1:
        raise CheckFailed(
            f"{name} has more than {_MOST_ROWS:,} rows; a table of this kind needs far fewer."
        )
    if len(row) > _MOST_COLUMNS:
        raise CheckFailed(
            f"{name} has more than {_MOST_COLUMNS} columns; a table of this kind needs far fewer."
        )


# -- text ----------------------------------------------------------------------------------------


def _text(source: Path | FileBytes, data: bytes) -> Grid:
    if _MARKUP.match(data[:200]):
        raise UsageError(f"{source.name} is a web page; save the table as CSV UTF-8 or .xlsx.")
    text = _decoded(source.name, data)
    lines = text.splitlines()[:_LOOKED_AT]
    delimiter = max(",;\t", key=lambda sign: max(line.count(sign) for line in lines))
    rows: list[tuple[int, GridRow]] = []
    for line, values in csv_rows(text, source.name, delimiter=delimiter, refuse=UsageError):
        if row := {n: Cell(v.strip(), line, n) for n, v in enumerate(values, 1) if v.strip()}:
            rows.append((line, row))
            _refuse_many(source.name, len(rows), row)
    return Grid(source, tuple(rows), is_book=False)


def _decoded(name: str, data: bytes) -> str:
    """UTF-8, or UTF-16 with its mark, as Excel saves "Unicode text"."""
    try:
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            return data.decode("utf-16")
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UsageError(f"{name} is not UTF-8 text; save it as CSV UTF-8.") from None
    if "\0" in text:
        raise UsageError(f"{name} is no text; save the table as CSV UTF-8 or .xlsx.")
    return text


# -- workbooks -----------------------------------------------------------------------------------


def _book(source: Path | FileBytes, wanted: str, usual: str) -> Grid:
    sheet = read_sheet(source, wanted or usual, formulas=True)
    if wanted and sheet.title != wanted:
        raise UsageError(f"{source.name} has no sheet {wanted!r}.")
    rows: dict[int, GridRow] = {}
    for number, found in enumerate(sheet.rows, start=1):
        rows[found.number] = {n: Cell(_plain(cell), found.number, n, cell.data_type == "f")
                              for n, cell in found.cells.items()}  # fmt: skip
        _refuse_many(source.name, number, rows[found.number])
    for first, last in map(_corners, sheet.merged):
        _spread(rows, first, last)
    ordered = tuple((number, dict(sorted(rows[number].items()))) for number in sorted(rows))
    return Grid(source, ordered, True, sheet.title, sheet.names)


def _plain(cell: Any) -> Any:
    value = cell.value
    return value.strip() if isinstance(value, str) else value


def _corners(merged: str) -> tuple[tuple[int, int], tuple[int, int]]:
    from openpyxl.utils import column_index_from_string

    found = _RANGE.fullmatch(merged)
    if found is None:
        return (1, 1), (0, 0)
    left, right = column_index_from_string(found[1]), column_index_from_string(found[3])
    return (int(found[2]), left), (int(found[4]), right)


def _spread(rows: dict[int, GridRow], first: tuple[int, int], last: tuple[int, int]) -> None:
    """A merged value stands for each of its cells, where the sheet has rows and columns."""
    value = rows.get(first[0], {}).get(first[1])
    if value is None:
        return
    for number in range(first[0], min(last[0], first[0] + _MOST_ROWS) + 1):
        for column in range(first[1], min(last[1], first[1] + _MOST_COLUMNS) + 1):
            if number in rows:
                spread = Cell(value.value, number, column, value.is_formula, is_spread=True)
                rows[number].setdefault(column, spread)


def column_letter(column: int) -> str:
    from openpyxl.utils import get_column_letter

    return get_column_letter(column)
