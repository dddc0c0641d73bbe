"""Rows to counts: a file is read whole or refused whole, every fault by its column.

``part_of`` names the measure whose people these are a part of, ``already_public`` says yes where
others have published the count, ``share`` says what may leave: no, coalition or public.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from billtrail.counts.suppression import ALL, Count
from billtrail.errors import CheckFailed, UsageError
from billtrail.files import Cell, FileBytes, Grid, read_grid
from billtrail.records import SHARES

from . import days, people
from .faults import Faults
from .layout import Choices, Layout, find_layout, is_number
from .table import Entries, Entry, read_entries

REQUIRED = ("program", "measure", "period_start", "period_end", "count")
_ALREADY_PUBLIC = "already_public"
_OLD_PUBLIC = "public"
_RENAMED = (
    "{name}: the column 'public' is read as 'already_public': others have published the number. "
    "What may leave stands in a column 'share': no, coalition or public."
)
#: What a safe copy has beside: whether a count is shown, what can be said instead, and the rules.
SAFE = ("shown", "instead", "rules")

_MOST_PEOPLE = 10**9
_LIKE_A_FORMULA = re.compile(r"[=@].*|[+-]\w*\(.*", re.DOTALL)
#: Who, for what and where at once is a description of a person; a row may name two of the three.
_TRIANGLE = (
    re.compile(r"race|ethnic|black|latin", re.IGNORECASE),
    re.compile(r"offen[cs]e|charge|crime|conviction|arrest", re.IGNORECASE),
    re.compile(r"place|city|county|zip|neighbou?rhood|district|address|area", re.IGNORECASE),
)
#: What is asked where no column says it.
_NEEDS: Mapping[str, str] = {
    "program": "no column says which program counted; say it (--program NAME)",
    "measure": "no column says what was counted; say it (--measure WORDS, e.g. 'Clients served')",
    "period": "nothing says for which period; say it (--period 'Q1 2025')",
}


@dataclass(frozen=True, slots=True)
class CountsFile:
    """What a file holds. ``hidden`` are the keys of counts that a safe copy does not show;
    ``notes`` are words for whoever loads it."""

    name: str
    counts: tuple[Count, ...]
    hidden: frozenset[tuple[Any, ...]] = frozenset()
    is_safe: bool = False
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A file with its columns as they are read. ``needs`` are what nobody says yet (program,
    measure, period), ``faults`` lines that must be mended; without either ``file`` has the
    counts."""

    name: str
    sheet: str
    sheets: tuple[str, ...]
    layout: Layout
    needs: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    file: CountsFile | None = None


def read_counts(source: Path | FileBytes, choices: Choices | None = None) -> CountsFile:
    """The counts of a file.

    Raises CheckFailed with a line for every fault; UsageError, one line, for a file of another kind
    or one that cannot be read.
    """
    if isinstance(source, Path) and not source.is_file():
        raise UsageError(f"There is no file {source}.")
    table = read_table(source, choices)
    if table.file is None:
        missing = (f"{table.name}: {_NEEDS[need]}" for need in table.needs)
        raise CheckFailed("\n".join((*missing, *table.faults)))
    return table.file


def read_table(source: Path | FileBytes, choices: Choices | None = None) -> Table:
    """A file with its columns, whether or not all is there that it takes.

    Raises PeopleListed for what seems to list people, UsageError for what cannot be read, and
    CheckFailed where no table can be made out.
    """
    choices = choices or Choices()
    grid = read_grid(source, choices.sheet, usual="Counts")
    layout = find_layout(grid, choices)
    faults = Faults(grid.name, grid.is_book)
    entries = read_entries(grid, layout, faults)
    shape = Table(grid.name, grid.sheet, grid.sheets, layout, tuple(entries.needs))
    if entries.needs:
        return shape
    file = _counts(grid, layout, entries, faults)
    lines = tuple(faults.lines())
    return Table(grid.name, grid.sheet, grid.sheets, layout, faults=lines,
                 file=None if lines else file)  # fmt: skip


# -- entries to counts ---------------------------------------------------------------------------


def _counts(grid: Grid, layout: Layout, entries: Entries, faults: Faults) -> CountsFile:
    if not entries.found and not faults:
        raise CheckFailed(f"{grid.name} has no counts.")
    roles = {column.role for column in layout.columns}
    is_safe = "shown" in roles
    if {_OLD_PUBLIC, _ALREADY_PUBLIC} <= roles:
        raise CheckFailed(
            f"{grid.name}: 'public' is the old name of 'already_public'; keep one of them."
        )
    reader = _Reader(faults, layout, days.month_first(_texts(entries.found)), is_safe)
    read = [(count, entry) for entry in entries.found if (count := reader.count(entry))]
    for line in (*_twice(grid.name, read, faults), *_crossed(grid.name, read, faults)):
        faults.say(line)
    counts = tuple(count for count, _ in read)
    people.refuse_people(grid.name, counts)
    notes = [_RENAMED.format(name=grid.name)] if _OLD_PUBLIC in roles else []
    return CountsFile(grid.name, counts, frozenset(reader.hidden), is_safe,
                      (*notes, *entries.notes, *reader.notes(grid.name)))  # fmt: skip


def _texts(entries: Iterable[Entry]) -> Iterator[Any]:
    for entry in entries:
        yield from (entry.roles[r].value for r in ("period_start", "period_end")
                    if r in entry.roles)  # fmt: skip


def _twice(name: str, read: Iterable[tuple[Count, Entry]], faults: Faults) -> Iterator[str]:
    first: dict[tuple[Any, ...], Cell] = {}
    for count, entry in read:
        if count.key in first:
            here, there = (faults.place("count", c) for c in (entry.count, first[count.key]))
            yield f"{name}, {here}: the same count stands at {there} already"
        first.setdefault(count.key, entry.count)


def _crossed(name: str, read: Iterable[tuple[Count, Entry]], faults: Faults) -> Iterator[str]:
    """Once for each set of columns."""
    told = set()
    for count, entry in read:
        named = tuple(dimension for dimension, _ in count.named())
        crossed = all(any(kind.search(dimension) for dimension in named) for kind in _TRIANGLE)
        if crossed and named not in told:
            told.add(named)
            yield (
                f"{name}, {faults.place('count', entry.count)}: breaks people down by "
                f"{', '.join(named)} at once; race, offense and place together describe a person. "
                "Give two of them at most"
            )


class _Reader:
    """Reads entries; a count comes of one that has no fault."""

    def __init__(
        self, faults: Faults, layout: Layout, months_first: bool | None, is_safe: bool
    ) -> None:
        self.faults, self.months_first, self.is_safe = faults, months_first, is_safe
        self.places = {column.role: column.number for column in layout.columns}
        self.heads = {} if layout.is_long else {c.number: c.head for c in layout.values}
        self.hidden: set[tuple[Any, ...]] = set()
        self._is_sound = True

    def notes(self, name: str) -> list[str]:
        if self.months_first is None:
            return []
        first = "month" if self.months_first else "day"
        return [
            f"{name}: dates such as 3/4/2025 are read with the {first} first, as others in it are."
        ]

    def count(self, entry: Entry) -> Count | None:
        self._is_sound = True
        hidden = self.is_safe and entry.count.value is None
        start, end = entry.span or (
            self._day(entry, "period_start"),
            self._day(entry, "period_end"),
        )
        if start and end and end < start:
            self._fault("period_end", "before-start", entry.roles.get("period_end", entry.count))
        group = {name: self._name(name, value, entry) for name, value in entry.group.items()}
        count = Count(
            self._text(entry, "program"),
            self._text(entry, "measure"),
            start,
            end,
            0 if hidden else self._number(entry.count),
            {name: ALL if value.lower() == ALL else value for name, value in group.items()},
            self._optional(entry, "part_of"),
            self._yes(entry),
            self._share(entry),
        )
        if hidden and self._is_sound:
            self.hidden.add(count.key)
        return count if self._is_sound else None

    def _fault(self, column: str, kind: str, cell: Cell) -> None:
        self._is_sound = False
        self.faults.add(column, kind, cell)

    def _cell(self, entry: Entry, role: str) -> Cell:
        return entry.roles.get(role) or Cell(None, entry.count.row, self.places.get(role, 1))

    def _text(self, entry: Entry, role: str) -> str:
        cell = self._cell(entry, role)
        if cell.value is None:
            self._fault(role, "empty", cell)
            return ""
        return self._name(role, str(cell.value), entry)

    def _name(self, column: str, value: str, entry: Entry) -> str:
        text = " ".join(value.split())
        if _LIKE_A_FORMULA.fullmatch(text):
            self._fault(column, "like-a-formula", entry.count)
        return text

    def _optional(self, entry: Entry, role: str) -> str | None:
        value = self._cell(entry, role).value
        return self._name(role, str(value), entry) if value is not None else None

    def _yes(self, entry: Entry) -> bool:
        role = _OLD_PUBLIC if _OLD_PUBLIC in entry.roles else _ALREADY_PUBLIC
        value = str(self._cell(entry, role).value or "no").lower()
        if value not in ("yes", "no"):
            self._fault(role, "yes-or-no", self._cell(entry, role))
        return value == "yes"

    def _share(self, entry: Entry) -> str:
        value = str(self._cell(entry, "share").value or SHARES[0]).lower()
        if value not in SHARES:
            self._fault("share", "share", self._cell(entry, "share"))
        return value

    def _day(self, entry: Entry, role: str) -> str:
        cell = self._cell(entry, role)
        day, fault = days.read_day(cell.value, self.months_first)
        if fault:
            self._fault(role, fault, cell)
        return day

    def _number(self, cell: Cell) -> int:
        value = cell.value
        if value is None or isinstance(value, bool):
            self._fault(self.heads.get(cell.column, "count"), "no-count", cell)
        elif isinstance(value, datetime | date):
            self._fault(self.heads.get(cell.column, "count"), "a-date", cell)
        elif isinstance(value, str) and is_number(value):
            return int(value.replace(",", ""))
        elif not isinstance(value, str) and 0 <= value < _MOST_PEOPLE and value == int(value):
            return int(value)
        else:
            self._fault(self.heads.get(cell.column, "count"), "not-whole", cell)
        return 0
