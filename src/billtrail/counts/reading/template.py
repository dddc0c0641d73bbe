"""A workbook to fill in with counts."""

from datetime import date
from pathlib import Path

from billtrail.counts.suppression import ALL

_EXAMPLE = (
    ("SAMPLE: invented numbers", "Clients served", None, None, None),
    ("SAMPLE: invented numbers", "Clients with a criminal record", "Clients served", None, None),
)
_HELP = (
    "Fill in the sheet Counts: one row for each count, never for a person.",
    "program, measure: who counted, and what. part_of: the measure these people are a part of.",
    "period_start, period_end: first and last day, as dates.",
    "age, place: how the count is broken down. Rename or add such columns; 'all' is the total.",
    "Give the totals too. Categories of a column must not overlap.",
    "count: a whole number. Leave a row out where nothing is known. No formulas, no merged cells.",
    "already_public: yes, where others have published this very number.",
    "share: what may leave your office: no, coalition (for partners) or public (for everybody).",
    "Then: billtrail stats load FILE. Counts from 1 to 10 are hidden before anything is shown.",
)


def write_template(path: Path) -> None:
    """A workbook to fill in: the columns, two invented rows to write over, and how to."""
    from openpyxl import Workbook
    from openpyxl.styles import Font

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Counts"
    columns = ("program", "measure", "part_of", "period_start", "period_end", "age", "place",
               "count", "already_public", "share")  # fmt: skip
    sheet.append(columns)
    for (program, measure, part_of, age, place), value in zip(_EXAMPLE, (240, 96), strict=True):
        period = (date(2025, 1, 1), date(2025, 12, 31))
        sheet.append(
            (program, measure, part_of, *period, age or ALL, place or ALL, value, "no", "no")
        )
    for number, letter in enumerate("ABCDEFGHIJ", start=1):
        sheet.cell(1, number).font = Font(bold=True)
        sheet.column_dimensions[letter].width = 18
    sheet.freeze_panes = "A2"
    notes = book.create_sheet("How to")
    notes.column_dimensions["A"].width = 100
    for line in _HELP:
        notes.append((line,))
    book.save(path)
