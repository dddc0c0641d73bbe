"""Reading workbooks of counts: a full one, and those that only look large."""

import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font

from billtrail.counts.reading import read_counts

ROWS = 20_000
_HEADER = ("program", "measure", "part_of", "period_start", "period_end", "age", "place", "count",
           "already_public", "share")  # fmt: skip
_SHEET = "xl/worksheets/sheet1.xml"


def main() -> None:
    with TemporaryDirectory() as passing:
        path = Path(passing) / "counts.xlsx"
        _write(path, 1)
        read_counts(path)  # the libraries are loaded
        for name, bar in _made(path):
            started, worked = perf_counter(), process_time()
            rows = len(read_counts(path).counts)
            took, work = perf_counter() - started, process_time() - worked
            print(f"workbook, {name}: {rows:,} rows read and checked in {took:.2f} s "
                  f"({work:.2f} s of processor; bar {bar} s)")  # fmt: skip


def _made(path: Path) -> Iterator[tuple[str, int]]:
    _write(path, ROWS)
    yield "a full one", 5
    _write(path, 100)
    book = load_workbook(path)
    book.worksheets[0]["XFD1048576"].font = Font(bold=True)
    book.save(path)
    yield "one formatted cell in the last corner", 1
    _write(path, 100)
    _add_rows(path)
    yield "a million rows of formatted, empty cells", 5


def _write(path: Path, rows: int) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(_HEADER)
    for number in range(rows):
        month, place = number % 12 + 1, number // 12
        period = (date(2025, month, 1), date(2025, month, 28))
        names = ("Built for the bench", "Clients served", None)
        group = (f"age {place % 40}", f"place {place // 40}")
        sheet.append((*names, *period, *group, number % 300, "no", "no"))
    book.save(path)


def _add_rows(path: Path) -> None:
    cells = "".join(f'<c r="{letter}#" s="0"/>' for letter in "ABCDEF")
    row = f'<row r="#" spans="1:6" s="1" customFormat="1">{cells}</row>'
    more = "".join(row.replace("#", str(n)) for n in range(102, 1_048_577)).encode()
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    parts[_SHEET] = parts[_SHEET].replace(b"</sheetData>", more + b"</sheetData>")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in parts.items():
            new.writestr(name, data)
