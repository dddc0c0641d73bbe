"""Workbooks as people have them, and files that only look like one. All are harmless."""

import re
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font

from billtrail.cli import main
from billtrail.counts.output import FIGURES
from billtrail.counts.reading import read_counts, write_template
from billtrail.errors import BilltrailError, CheckFailed, UsageError
from billtrail.files.workbooks import read_sheet
from billtrail.workspace.workspace import Workspace

pytestmark = pytest.mark.slow

HEADER = ("program", "measure", "period_start", "period_end", "age", "count")
YEAR = (date(2025, 1, 1), date(2025, 12, 31))
LAST = "XFD1048576"


def book(path: Path, *rows: tuple[Any, ...], **cells: Any) -> Path:
    work = Workbook()
    sheet = work.active
    assert sheet is not None
    sheet.append(HEADER)
    for row in rows or (("Built by hand", "Clients served", *YEAR, "all", 150),):
        sheet.append(row)
    for cell, value in cells.items():
        sheet[cell] = value
    work.save(path)
    return path


def rewritten(path: Path, name: str, change: Callable[[bytes], bytes]) -> Path:
    """The same workbook with one of its parts changed."""
    other = path.with_name(f"changed-{path.name}")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(other, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            data = old.read(part)
            new.writestr(part, change(data) if part == name else data)
    return other


SHEET = "xl/worksheets/sheet1.xml"


def with_rows(path: Path, row: str, *numbers: int) -> Path:
    """More rows at the sheet's end; ``#`` stands for the row's number."""
    more = "".join(row.replace("#", str(number)) for number in numbers).encode()
    return rewritten(path, SHEET, lambda xml: xml.replace(b"</sheetData>", more + b"</sheetData>"))


# -- what costs nothing ----------------------------------------------------------------------------


def a_stray_cell(path: Path) -> Path:
    book(path)
    work = load_workbook(path)
    work.worksheets[0][LAST].font = Font(bold=True)
    work.save(path)
    return path


def a_stray_blank(path: Path) -> Path:
    return book(path, **{LAST: "  "})


def formatted_rows(path: Path) -> Path:
    cells = "".join(f'<c r="{letter}#" s="0"/>' for letter in "ABCDEF")
    row = f'<row r="#" spans="1:6" s="1" customFormat="1">{cells}</row>'
    return with_rows(book(path), row, *range(3, 120_000))


def rows_of_nothing(path: Path) -> Path:
    return with_rows(book(path), '<row r="#"/>', *range(3, 300_000))


@pytest.mark.parametrize("made", [a_stray_cell, a_stray_blank, formatted_rows, rows_of_nothing])
def test_what_is_only_formatted_costs_nothing(tmp_path: Path, made: Callable[[Path], Path]) -> None:
    file = read_counts(made(tmp_path / "counts.xlsx"))
    assert [count.value for count in file.counts] == [150]


def test_rows_after_a_gap_keep_their_numbers(tmp_path: Path) -> None:
    row = ("Built by hand", "Clients served", *YEAR)
    cells = {
        f"{letter}5000": value for letter, value in zip("ABCDEF", (*row, "x", "y"), strict=True)
    }
    path = book(tmp_path / "counts.xlsx", **cells)
    with pytest.raises(CheckFailed, match="cell F5000: is not a whole number"):
        read_counts(path)
    assert [row.number for row in read_sheet(path).rows] == [1, 2, 5000]


def test_a_value_beside_the_table_is_named(tmp_path: Path) -> None:
    with pytest.raises(CheckFailed, match=f"cell {LAST}: holds a value and its column has no name"):
        read_counts(book(tmp_path / "counts.xlsx", **{LAST: "note"}))


# -- what is no table ------------------------------------------------------------------------------


def nonsense(path: Path) -> Path:
    path.write_bytes(b"PK\x03\x04 no zip at all")
    return path


def cut_off(path: Path) -> Path:
    path.write_bytes(book(path).read_bytes()[:-200])
    return path


def damaged(path: Path) -> Path:
    return rewritten(book(path), SHEET, lambda xml: xml[: len(xml) // 2])


def wrong_sum(path: Path) -> Path:
    """A part whose bytes are not those that the zip was made of."""
    data = bytearray(book(path).read_bytes())
    with zipfile.ZipFile(path) as zipped:
        data[zipped.getinfo(SHEET).header_offset + 60] ^= 0xFF
    path.write_bytes(bytes(data))
    return path


def no_number(path: Path) -> Path:
    return with_rows(book(path), '<row r="#"><c r="A#"><v>x</v></c></row>', 3)


def unpacked_large(path: Path) -> Path:
    """Half a megabyte that unpacks to a hundred and thirty, all of it values."""
    row = '<row r="3"><c r="A3" t="str"><v>' + "0" * 65_000_000 + "</v></c></row>"
    return with_rows(book(path), row + row.replace("3", "4", 2), 3)


def many_parts(path: Path) -> Path:
    with zipfile.ZipFile(book(path), "a") as zipped:
        for number in range(2_100):
            zipped.writestr(f"xl/worksheets/part{number}.xml", b"<a/>")
    return path


def entities(path: Path) -> Path:
    start = b'<!DOCTYPE a [<!ENTITY a "x"><!ENTITY b "&a;&a;">]>'
    return rewritten(
        book(path), SHEET, lambda xml: start + xml.replace(b"</sheetData>", b"&b;</sheetData>")
    )


def locked(path: Path) -> Path:
    path.write_bytes(b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"))
    return path


def without_sheets(path: Path) -> Path:
    listed = re.compile(rb"<sheet [^<>]*/>")
    return rewritten(book(path), "xl/workbook.xml", lambda xml: listed.sub(b"", xml))


def a_folder(path: Path) -> Path:
    path.mkdir()
    return path


BROKEN = [
    (nonsense, "not a readable Excel file"),
    (cut_off, "not a readable Excel file"),
    (damaged, "not a readable Excel file"),
    (wrong_sum, "not a readable Excel file"),
    (no_number, "not a readable Excel file"),
    (unpacked_large, "unpacks to far more than a table needs"),
    (many_parts, "unpacks to far more than a table needs"),
    (entities, "not a readable Excel file"),
    (locked, "protected by a password"),
    (without_sheets, "has no sheet"),
    (a_folder, "There is no file"),
]


@pytest.mark.parametrize(("made", "says"), BROKEN, ids=[made.__name__ for made, _ in BROKEN])
def test_a_broken_workbook_is_one_line_and_nothing_is_written(
    fresh: Workspace, tmp_path: Path, made: Callable[[Path], Path], says: str
) -> None:
    path = made(tmp_path / "counts.xlsx")
    before = sorted(fresh.root.iterdir())
    done = CliRunner().invoke(
        main, ["--workspace", str(fresh.root), "stats", "load", str(path)], catch_exceptions=False
    )
    assert done.exit_code == 2, done.output
    assert says in done.output and len(done.output.strip().splitlines()) == 1
    assert not (fresh.root / FIGURES).exists()
    assert sorted(fresh.root.iterdir()) == before


@pytest.mark.parametrize("value", [float("inf"), 1e300, 10**12, -1, 2.5])
def test_a_number_that_counts_nobody_is_named(tmp_path: Path, value: float) -> None:
    path = book(tmp_path / "counts.xlsx", F2=0)
    changed = rewritten(
        path, SHEET, lambda xml: xml.replace(b"<v>0</v>", f"<v>{value}</v>".encode())
    )
    with pytest.raises(BilltrailError, match=r"F2|not a readable"):
        read_counts(changed)


def test_a_list_of_something_else_is_not_read_to_its_end(tmp_path: Path) -> None:
    rows = (("P", f"M {n}", *YEAR, "all", 50) for n in range(20_001))
    with pytest.raises(CheckFailed, match="more than 20,000 rows"):
        read_counts(book(tmp_path / "counts.xlsx", *rows))


@pytest.mark.parametrize("length", [33_000, 200_000])
@pytest.mark.usefixtures("any_length")
def test_csv_that_is_none_is_one_line(tmp_path: Path, length: int) -> None:
    path = tmp_path / "counts.csv"
    path.write_text(
        "program,measure,period_start,period_end,count\n" + "x" * length, encoding="utf-8"
    )
    with pytest.raises(UsageError, match="line 2 is no CSV: field larger"):
        read_counts(path)


def test_the_template_has_the_columns_of_today(tmp_path: Path) -> None:
    write_template(tmp_path / "t.xlsx")
    names = [cell.value for cell in next(read_sheet(tmp_path / "t.xlsx").rows).cells.values()]
    assert names[-3:] == ["count", "already_public", "share"]
    assert {count.share for count in read_counts(tmp_path / "t.xlsx").counts} == {"no"}
