"""Rows of a file of counts, CSV or XLSX: each value with its place, before it means anything.

A table whose columns point to people, or with more rows than counts need, is refused here.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence, Sized
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from billtrail.errors import CheckFailed, UsageError
from billtrail.files import csv_rows, read_limited, read_sheet

REQUIRED = ("program", "measure", "period_start", "period_end", "count")
_MOST_ROWS = 20_000

#: Words of a column's name that stand for a person, whatever else the name says.
_PERSONAL = re.compile(
    r"\b((first|last|full|middle|given|family|client|survivor)[ _-]?name|names?|surname|alias|"
    r"dob|birth(day|date)?|date[ _-]of[ _-]birth|ssn|social[ _-]security|alien|a[ _-]?number|"
    r"passport|e?mail|phone|telephone|address|street|"
    r"(client|case|survivor|person|patient|record|file|docket|intake|hmis)[ _-]?"
    r"(id|ids|no|nr|num|number)|id|uuid|initials)\b",
    re.IGNORECASE,
)
NOTHING_KEPT = "Only counts may be loaded; nothing of the file was kept."


@dataclass(frozen=True, slots=True)
class Cell:
    """A value of the file and where it stands: ``line 7, count`` or ``cell F7``."""

    value: Any
    place: str


Rows = list[dict[str, Cell]]


def read_rows(path: Path) -> Rows:
    """The rows of a file by its columns' names.

    Raises CheckFailed for a table that is not one of counts; UsageError, one line, for a file of
    another kind or one that cannot be read.
    """
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise UsageError(f"{path.name}: only .csv and .xlsx files can be loaded.")
    return reader(path)


def _refuse_many(name: str, rows: Sized) -> None:
    """Before more is read: a table of so many rows is a list of something else."""
    if len(rows) > _MOST_ROWS:
        raise CheckFailed(f"{name} has more than {_MOST_ROWS:,} rows; counts need far fewer.")


def _refuse_header(name: str, header: Sequence[str]) -> None:
    """Columns that point to people end the reading, before any row is looked at."""
    personal = [column for column in header if _PERSONAL.search(column.replace("_", " "))]
    if personal:
        raise CheckFailed(
            f"{name}: the column {personal[0]!r} is about single people. {NOTHING_KEPT}"
        )
    if "count" not in header:
        raise CheckFailed(
            f"{name}: there is no column 'count', so each row may be a person. {NOTHING_KEPT} "
            "'billtrail stats template' shows the columns."
        )
    missing = [column for column in REQUIRED if column not in header]
    if missing:
        raise CheckFailed(f"{name}: the column {missing[0]!r} is missing.")
    twice = [column for column, times in Counter(header).items() if times > 1 or not column]
    if twice:
        raise CheckFailed(f"{name}: the column {twice[0]!r} has no name or stands twice.")


# -- CSV -----------------------------------------------------------------------------------------


def _read_csv(path: Path) -> Rows:
    try:
        text = read_limited(path).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UsageError(f"{path.name} is not UTF-8 text; save it as CSV UTF-8.") from None
    return _csv_cells(path, csv_rows(text, path.name, refuse=UsageError))


def _csv_cells(path: Path, found: Iterator[tuple[int, list[str]]]) -> Rows:
    header = [name.strip().lower() for name in next(found, (1, []))[1]]
    _refuse_header(path.name, header)
    rows: Rows = []
    for line, values in found:
        if not any(value.strip() for value in values):
            continue
        if len(values) != len(header):
            raise CheckFailed(
                f"{path.name} line {line} has {len(values)} values for {len(header)} columns."
            )
        rows.append({
            name: Cell(value.strip() or None, f"line {line}, {name}")
            for name, value in zip(header, values, strict=True)
        })  # fmt: skip
        _refuse_many(path.name, rows)
    return rows


# -- XLSX ----------------------------------------------------------------------------------------


def _read_xlsx(path: Path) -> Rows:
    from openpyxl.utils import get_column_letter

    sheet = read_sheet(path, "Counts", formulas=True)
    if sheet.merged:
        raise CheckFailed(
            f"{path.name}, cells {', '.join(sheet.merged[:9])}: are merged; give every row its own "
            "values"
        )
    first = next(sheet.rows, None)
    header = _header(first.cells) if first else []
    _refuse_header(path.name, header)
    letters = [get_column_letter(column) for column in range(1, len(header) + 1)]
    found: Rows = []
    for row in sheet.rows:
        _refuse_cells(path.name, row.cells, len(header))
        found.append({
            name: Cell(_plain(row.cells.get(column)), f"cell {letter}{row.number}")
            for column, (name, letter) in enumerate(zip(header, letters, strict=True), start=1)
        })  # fmt: skip
        _refuse_many(path.name, found)
    return found


def _header(cells: Mapping[int, Any]) -> list[str]:
    return [str(_plain(cells.get(n)) or "").lower() for n in range(1, max(cells) + 1)]


def _refuse_cells(name: str, cells: Mapping[int, Any], width: int) -> None:
    """A formula's value may be an old one, and a value beside the table belongs to no column."""
    for column, cell in cells.items():
        if cell.data_type == "f":
            raise UsageError(
                f"{name}, cell {cell.coordinate}: holds a formula; put its value there (in "
                "Excel: copy the column, paste it as values)."
            )
        if column > width:
            raise CheckFailed(
                f"{name}, cell {cell.coordinate}: holds a value and its column has no name; empty "
                "it"
            )


def _plain(cell: Any) -> Any:
    value = cell.value if cell is not None else None
    return (value.strip() or None) if isinstance(value, str) else value


_READERS: Mapping[str, Callable[[Path], Rows]] = {".csv": _read_csv, ".xlsx": _read_xlsx}
