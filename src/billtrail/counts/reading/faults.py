"""What is wrong with a file, told once for each column and kind of fault, with where it stands.

A value is quoted only where it is made of digits and signs: words could be somebody's name.
"""

import re
from collections import defaultdict
from collections.abc import Mapping

from billtrail.files import Cell, column_letter

#: Kind of fault -> what is said of one cell, and of several.
RULES: Mapping[str, tuple[str, str]] = {
    "empty": ("{column} is empty", "are empty"),
    "no-count": (
        "count is empty; leave the row out where nothing is known",
        "are empty; leave a row out where nothing is known",
    ),
    "a-number": (
        "is a number and no date; make the cell a date",
        "are numbers and no dates; make the cells dates",
    ),
    "no-day": ("is not a date such as 2025-12-31", "are not dates such as 2025-12-31"),
    "day-or-month": (
        "may begin with the day or with the month; write it as 2025-12-31",
        "may begin with the day or with the month; write them as 2025-12-31",
    ),
    "before-start": (
        "is before the period's start",
        "are before the starts of their periods",
    ),
    "no-period": (
        "is no year, quarter or month such as Q1 2025",
        "are no years, quarters or months such as Q1 2025",
    ),
    "not-whole": ("is not a whole number", "are not whole numbers"),
    "a-date": (
        "is a date, not a number; type the count again",
        "are dates, not numbers; type the counts again",
    ),
    "formula": (
        "holds a formula; put its value there (in Excel: copy the column, paste it as values)",
        "hold formulas; put their values there (in Excel: copy the column, paste it as values)",
    ),
    "old-sum": (
        "holds a formula whose last value is not the sum of the column; put its value there",
        "hold formulas whose last values are not the sums of the columns; put their values there",
    ),
    "merged": (
        "is merged with others, and a count stands for one row; give every row its own",
        "are merged with others, and a count stands for one row; give every row its own",
    ),
    "like-a-formula": (
        "begins like a formula; give it another name",
        "begin like formulas; give them other names",
    ),
    "yes-or-no": ("is neither yes nor no", "are neither yes nor no"),
    "share": ("is none of no, coalition, public", "are none of no, coalition, public"),
    "heading": (
        "is a heading with no counts beside it; give it a column of its own",
        "are headings with no counts beside them; give them a column of their own",
    ),
    "no-head": (
        "holds a value and its column has no name; empty it",
        "hold values and their column has no name; empty them",
    ),
}
_NUMERIC = re.compile(r"[\d\s.,:/+<>=%*()~\-]{1,24}")
_PLACES = 3
#: Of these the value is not quoted: what is wrong is where it stands, or how it was made.
_NOT_QUOTED = frozenset({"empty", "no-count", "formula", "old-sum", "merged", "heading", "no-head",
                         "like-a-formula"})  # fmt: skip


class Faults:
    """Collects faults by column and kind."""

    def __init__(self, name: str, is_book: bool) -> None:
        self.name, self.is_book = name, is_book
        self._cells: dict[tuple[int, str, str], list[Cell]] = defaultdict(list)
        self._lines: list[str] = []

    def __bool__(self) -> bool:
        return bool(self._cells or self._lines)

    def add(self, column: str, kind: str, cell: Cell) -> None:
        """``column`` is its name, as the program or the file has it."""
        self._cells[cell.column, column, kind].append(cell)

    def say(self, line: str) -> None:
        """What is not about the cells of one column."""
        self._lines.append(line)

    def place(self, column: str, cell: Cell) -> str:
        if self.is_book:
            return f"cell {column_letter(cell.column)}{cell.row}"
        return f"line {cell.row}, {column}"

    def lines(self) -> list[str]:
        ordered = sorted(self._cells.items(), key=lambda item: (item[1][0].row, item[0][0]))
        return [*(self._line(column, kind, cells) for (_, column, kind), cells in ordered),
                *self._lines]  # fmt: skip

    def _line(self, column: str, kind: str, cells: list[Cell]) -> str:
        one, several = RULES[kind]
        if len(cells) == 1:
            words = f"{_quote(kind, cells[0])} {one.format(column=column)}".strip()
            return f"{self.name}, {self.place(column, cells[0])}: {words}"
        where = ", ".join(self._short(cell) for cell in cells[:_PLACES])
        more = ", ..." if len(cells) > _PLACES else ""
        kinds = list(dict.fromkeys(filter(None, (_quote(kind, cell) for cell in cells))))[:_PLACES]
        such = f" ({', '.join(kinds)})" if kinds else ""
        what = "cells" if self.is_book else "lines"
        return (f"{self.name}, column {column}: {len(cells)} {what} ({where}{more}) "
                f"{several}{such}")  # fmt: skip

    def _short(self, cell: Cell) -> str:
        return f"{column_letter(cell.column)}{cell.row}" if self.is_book else str(cell.row)


def _quote(kind: str, cell: Cell) -> str:
    """``'31/12/2025'``; nothing of words, which may be names."""
    value = cell.value
    if kind in _NOT_QUOTED or isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    if isinstance(value, str):
        return repr(value) if _NUMERIC.fullmatch(value) else ""
    return f"{value:g}" if isinstance(value, float) else str(value)
