"""Files of aggregated counts, CSV or XLSX: read whole or refused whole, every fault by its cell.

One row is one count: ``program, measure, period_start, period_end, count``, and any other column is
a dimension (age, record, place), with ``all`` or nothing for its total. ``part_of`` names the
measure whose people these are a part of, ``already_public`` says yes where others have published
the count, ``share`` says what may leave: no, coalition or public. A file that seems to list people
is refused before anything of it is kept.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from billtrail.counts.suppression import ALL, Count
from billtrail.errors import CheckFailed, UsageError
from billtrail.records import SHARES

from .file_rows import NOTHING_KEPT, REQUIRED, Cell, Rows, read_rows

_ALREADY_PUBLIC = "already_public"
_OPTIONAL = ("part_of", _ALREADY_PUBLIC, "share")
_OLD_PUBLIC = "public"
_RENAMED = (
    "{name}: the column 'public' is read as 'already_public': others have published the number. "
    "What may leave stands in a column 'share': no, coalition or public."
)
#: What a safe copy has beside: whether a count is shown, what can be said instead, and the rules.
SAFE = ("shown", "instead", "rules")

_MOST_PEOPLE = 10**9

#: A dimension with so many categories, on most of the rows, lists people or days.
_MANY = 40
#: Who, for what and where at once is a description of a person; a row may name two of the three.
_TRIANGLE = (
    re.compile(r"race|ethnic|black|latin", re.IGNORECASE),
    re.compile(r"offen[cs]e|charge|crime|conviction|arrest", re.IGNORECASE),
    re.compile(r"place|city|county|zip|neighbou?rhood|district|address|area", re.IGNORECASE),
)


@dataclass(frozen=True, slots=True)
class CountsFile:
    """What a file holds. ``hidden`` are the keys of counts that a safe copy does not show;
    ``notes`` are words for whoever loads it."""

    name: str
    counts: tuple[Count, ...]
    hidden: frozenset[tuple[Any, ...]] = frozenset()
    is_safe: bool = False
    notes: tuple[str, ...] = ()


def read_counts(path: Path) -> CountsFile:
    """The counts of a file.

    Raises CheckFailed with a line for every fault; UsageError, one line, for a file of another kind
    or one that cannot be read.
    """
    if not path.is_file():
        raise UsageError(f"There is no file {path}.")
    return _counts(path.name, read_rows(path))


# -- what may not come in --------------------------------------------------------------------------


def _refuse_people(name: str, counts: Sequence[Count]) -> None:
    """Rows that seem to be people: every count is one, or a column names each row alone."""
    if len(counts) >= 5 and all(count.value == 1 for count in counts):
        raise CheckFailed(f"{name}: every count is 1, so each row may be a person. {NOTHING_KEPT}")
    for dimension in {d for count in counts for d in count.group}:
        values = [count.category(dimension) for count in counts]
        kinds = set(values) - {ALL}
        if len(kinds) > _MANY and len(kinds) > 0.6 * len(values):
            raise CheckFailed(
                f"{name}: the column {dimension!r} has another value on nearly every row, as a "
                f"list of people has. {NOTHING_KEPT}"
            )


# -- rows to counts --------------------------------------------------------------------------------


def _counts(name: str, rows: Rows) -> CountsFile:
    if not rows:
        raise CheckFailed(f"{name} has no counts.")
    rows, notes = _with_new_names(name, rows)
    is_safe = "shown" in rows[0]
    faults: list[str] = []
    found: list[tuple[Count, str]] = []
    hidden = set()
    for row in rows:
        reader = _Row(name, row, is_safe)
        count = reader.count()
        faults += reader.faults
        if not reader.faults:
            found.append((count, row["count"].place))
            hidden |= {count.key} if reader.is_hidden else set()
    faults += [*_twice(name, found), *_crossed(name, found)]
    if faults:
        raise CheckFailed("\n".join(faults))
    counts = tuple(count for count, _ in found)
    _refuse_people(name, counts)
    return CountsFile(name, counts, frozenset(hidden), is_safe, notes)


def _with_new_names(name: str, rows: Rows) -> tuple[Rows, tuple[str, ...]]:
    """Rows whose column ``public`` has its name of today, and what to say of it."""
    if _OLD_PUBLIC not in rows[0]:
        return rows, ()
    if _ALREADY_PUBLIC in rows[0]:
        raise CheckFailed(
            f"{name}: 'public' is the old name of 'already_public'; keep one of them."
        )
    renamed = [{_ALREADY_PUBLIC if k == _OLD_PUBLIC else k: v for k, v in row.items()}
               for row in rows]  # fmt: skip
    return renamed, (_RENAMED.format(name=name),)


def _twice(name: str, found: Iterable[tuple[Count, str]]) -> Iterator[str]:
    first: dict[tuple[Any, ...], str] = {}
    for count, place in found:
        if count.key in first:
            yield f"{name}, {place}: the same count stands at {first[count.key]} already"
        first.setdefault(count.key, place)


def _crossed(name: str, found: Iterable[tuple[Count, str]]) -> Iterator[str]:
    for count, place in found:
        named = [dimension for dimension, _ in count.named()]
        if all(any(kind.search(dimension) for dimension in named) for kind in _TRIANGLE):
            yield (
                f"{name}, {place}: breaks people down by {', '.join(named)} at once; race, offense "
                "and place together describe a person. Give two of them at most"
            )


class _Row:
    """Reads one row; ``faults`` has a line for each value that is not what it should be."""

    def __init__(self, name: str, row: Mapping[str, Cell], is_safe: bool) -> None:
        self.name = name
        self.row = row
        self.faults: list[str] = []
        self.is_hidden = is_safe and row["count"].value is None

    def count(self) -> Count:
        start, end = self._day("period_start"), self._day("period_end")
        if start and end and end < start:
            self._fault("period_end", f"{end} is before the period's start, {start}")
        not_dimensions = {*REQUIRED, *_OPTIONAL, *SAFE}
        group = {n: str(c.value) for n, c in self.row.items()
                 if n not in not_dimensions and c.value is not None}  # fmt: skip
        return Count(
            self._text("program"),
            self._text("measure"),
            start,
            end,
            0 if self.is_hidden else self._number(),
            {n: ALL if value.lower() == ALL else value for n, value in group.items()},
            self._optional("part_of"),
            self._yes(_ALREADY_PUBLIC),
            self._share(),
        )

    def _fault(self, column: str, rule: str) -> None:
        self.faults.append(f"{self.name}, {self.row[column].place}: {rule}")

    def _text(self, column: str) -> str:
        value = self.row[column].value
        if value is None:
            self._fault(column, f"{column} is empty")
        return str(value or "")

    def _optional(self, column: str) -> str | None:
        cell = self.row.get(column)
        return str(cell.value) if cell and cell.value is not None else None

    def _yes(self, column: str) -> bool:
        value = (self._optional(column) or "no").lower()
        if value not in ("yes", "no"):
            self._fault(column, f"{value!r} is neither yes nor no")
        return value == "yes"

    def _share(self) -> str:
        value = (self._optional("share") or SHARES[0]).lower()
        if value not in SHARES:
            self._fault("share", f"{value!r} is none of {', '.join(SHARES)}")
        return value

    def _day(self, column: str) -> str:
        """A day of the calendar; in a workbook a real date, because text may be any order."""
        value, in_book = self.row[column].value, self.row[column].place.startswith("cell")
        if isinstance(value, datetime):
            return value.date().isoformat()
        if value is None:
            self._fault(column, f"{column} is empty")
        elif in_book:
            self._fault(column, f"{value!r} is text or a number; make the cell a date")
        else:
            try:
                return date.fromisoformat(value).isoformat()
            except ValueError:
                self._fault(column, f"{value!r} is not a date such as 2025-12-31")
        return ""

    def _number(self) -> int:
        value, place = self.row["count"].value, self.row["count"].place
        if isinstance(value, bool) or value is None:
            self._fault("count", "count is empty; leave the row out where nothing is known")
        elif isinstance(value, int | float) and 0 <= value < _MOST_PEOPLE and value == int(value):
            return int(value)
        elif isinstance(value, datetime):
            self._fault("count", "is a date, not a number; type the count again")
        elif place.startswith("line") and re.fullmatch(r"\d{1,9}", str(value)):
            return int(value)
        else:
            self._fault("count", f"{value!r} is not a whole number")
        return 0


# -- what goes out ---------------------------------------------------------------------------------

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
               "count", _ALREADY_PUBLIC, "share")  # fmt: skip
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
