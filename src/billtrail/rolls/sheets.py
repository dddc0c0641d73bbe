"""A roll as CSV or as a workbook: what lies in the workspace, and what people are given.

A value that a spreadsheet would run as a formula has a quotation mark before it, which is taken off
again where it is read.
"""

import csv
import io
import re
from collections.abc import Iterable
from datetime import date

from billtrail.files import column_letter

from .columns import COLUMNS, written
from .values import Signer

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_MARKED = re.compile(r"'+[=+\-@\t\r]")
#: Fields that are days, real ones in a workbook.
_DAYS = frozenset({"asked_on", "signed_on", "version", "withdrawn_on"})


def from_csv(cell: str) -> str:
    """A cell without the mark that keeps it from being a formula."""
    return cell[1:] if _MARKED.match(cell) else cell


def _as_csv(value: str) -> str:
    return f"'{value}" if _FORMULA.match(value) else value


def csv_bytes(signers: Iterable[Signer]) -> bytes:
    """UTF-8 with the mark by which Excel knows it, so that names keep their accents there."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(column.head for column in COLUMNS.values())
    for signer in signers:
        writer.writerow(_as_csv(written(name, getattr(signer, name))) for name in COLUMNS)
    return out.getvalue().encode("utf-8-sig")


def workbook_bytes(signers: Iterable[Signer]) -> bytes:
    """One sheet, ``Signers``; what reads like a formula is text in it."""
    from openpyxl import Workbook
    from openpyxl.styles import Font

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Signers"
    sheet.append([column.head for column in COLUMNS.values()])
    for row, signer in enumerate(signers, start=2):
        for number, name in enumerate(COLUMNS, start=1):
            _write(sheet.cell(row, number), name, written(name, getattr(signer, name)))
    for number in range(1, len(COLUMNS) + 1):
        sheet.cell(1, number).font = Font(bold=True)
        sheet.column_dimensions[column_letter(number)].width = 18
    sheet.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _write(cell: object, name: str, value: str) -> None:
    from openpyxl.cell import Cell

    assert isinstance(cell, Cell)
    if not value:
        return
    if name in _DAYS:
        cell.value, cell.number_format = date.fromisoformat(value), "yyyy-mm-dd"
    elif name == "number":
        cell.value = int(value)
    else:
        cell.value = _as_csv(value)
        cell.data_type = "s"
