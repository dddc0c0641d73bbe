"""Any layout to entries, one count each with what the columns, the head and the person say of it.

A row of totals is the total over its breakdown, or is left out; which, is said in notes.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from billtrail.counts.suppression import ALL
from billtrail.errors import CheckFailed
from billtrail.files import Cell, Grid, GridRow

from . import people, periods
from .faults import Faults
from .layout import BREAKDOWN, COUNT, LEAVE_OUT, Column, Layout, is_number, is_total
from .periods import Period

#: What names a count: where a row has none of it, the row above goes on.
_NAMING = ("program", "measure")


@dataclass(frozen=True, slots=True)
class Entry:
    """A count's cell, the cells of its row by role, its breakdowns, and its period where columns
    do not give its days."""

    count: Cell
    roles: Mapping[str, Cell]
    group: Mapping[str, str]
    span: tuple[str, str] | None = None


@dataclass
class Entries:
    """What a table holds. ``notes`` are words for whoever loads it; ``needs`` what nobody says
    yet: program, measure or period."""

    found: list[Entry] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    needs: list[str] = field(default_factory=list)


def read_entries(grid: Grid, layout: Layout, faults: Faults) -> Entries:
    """Raises PeopleListed where labels point to people, CheckFailed where nothing is counted."""
    reader = _Reader(grid, layout, faults)
    entries = Entries(
        [entry for number, row in reader.rows() for entry in reader.entries(number, row)]
    )
    entries.needs = reader.needs()
    entries.notes = reader.notes()
    return entries


class _Reader:
    """Goes through the rows of one table."""

    def __init__(self, grid: Grid, layout: Layout, faults: Faults) -> None:
        self.grid, self.layout, self.faults = grid, layout, faults
        self.labels = [c for c in layout.columns if c.role in (*_NAMING, BREAKDOWN)]
        self.left_out: list[int] = []
        self.totals: list[int] = []
        self.filled = 0
        self.empty = 0
        self.below = 0
        self.lacks_year = False
        self._refuse_labels()

    def _data(self) -> list[tuple[int, GridRow]]:
        return list(self.grid.rows[self.layout.first :])

    def _refuse_labels(self) -> None:
        for column in self.labels:
            said = [_label(row[column.number]) for _, row in self._data() if column.number in row]
            people.refuse_labels(self.grid.name, column.head, [s for s in said if not is_total(s)])

    # -- rows --------------------------------------------------------------------------------------

    def rows(self) -> Iterator[tuple[int, GridRow]]:
        """The rows that hold counts: notes under the table end it, totals over programs or
        measures go, and a program that stands once stands for the rows below it."""
        data = self._data()
        last = max((n for n, (_, row) in enumerate(data) if self._has_counts(row)), default=-1)
        self.below = 0 if self.layout.is_long else len(data) - last - 1
        above: GridRow = {}
        for number, row in data if self.layout.is_long else data[: last + 1]:
            self._refuse_beside(row)
            if self._is_empty(row):
                self.empty += len(self.layout.values)
            elif not self.layout.is_long and not self._has_counts(row):
                self.faults.add(self._first_head(row), "heading", next(iter(row.values())))
            elif self._is_left_out(row):
                self.left_out.append(number)
            else:
                above = self._filled(row, above)
                yield number, above

    def _has_counts(self, row: GridRow) -> bool:
        return any(column.number in row for column in self.layout.values)

    def _is_empty(self, row: GridRow) -> bool:
        """A row that is named whole, of which nothing is known; with a single name it could be a
        heading over the rows below."""
        named = all(column.number in row for column in self.labels)
        return named and len(self.labels) > 1 and not (self.layout.is_long or self._has_counts(row))

    def _first_head(self, row: GridRow) -> str:
        first = next(iter(row))
        return next((c.head for c in self.layout.columns if c.number == first), "")

    def _refuse_beside(self, row: GridRow) -> None:
        for column in self.layout.of("no_head"):
            if column.number in row:
                self.faults.add(f"{column.number}", "no-head", row[column.number])

    def _is_left_out(self, row: GridRow) -> bool:
        """A total over programs or measures: no program or measure is called so."""
        naming = [c for c in self.labels if c.role in _NAMING and c.number in row]
        return not self.layout.is_long and any(is_total(_label(row[c.number])) for c in naming)

    def _filled(self, row: GridRow, above: GridRow) -> GridRow:
        if self.layout.is_long:
            return row
        naming = [c.number for c in self.labels if c.role in _NAMING]
        gone_on = {n: replace(above[n], row=next(iter(row.values())).row)
                   for n in naming if n not in row and n in above}  # fmt: skip
        self.filled += bool(gone_on)
        return {**row, **gone_on}

    # -- counts ------------------------------------------------------------------------------------

    def entries(self, number: int, row: GridRow) -> Iterator[Entry]:
        group, roles = self._group(number, row), self._said(row)
        for column in self.layout.values:
            cell = row.get(column.number)
            if cell is None and self.layout.is_long:
                cell = Cell(None, next(iter(row.values())).row, column.number)
            if cell is None:
                self.empty += not self._adds_measures(column)
            elif not self._adds_measures(column):
                yield self._entry(column, self._checked(column, number, cell), roles, group)

    def _adds_measures(self, column: Column) -> bool:
        """Measures have no total: nobody counted that."""
        return column.is_total and self.layout.words_are == "measure" and not column.period

    def _said(self, row: GridRow) -> dict[str, Cell]:
        no_roles = (BREAKDOWN, COUNT, LEAVE_OUT, "no_head")
        return {c.role: row[c.number] for c in self.layout.columns
                if c.number in row and c.role not in no_roles}  # fmt: skip

    def _group(self, number: int, row: GridRow) -> dict[str, str]:
        found = {}
        for column in self.layout.of(BREAKDOWN):
            label = _label(row[column.number]) if column.number in row else ALL
            if is_total(label) and label.lower() != ALL and not self.layout.is_long:
                self.totals.append(number)
            total = is_total(label) and (not self.layout.is_long or label.lower() == ALL)
            found[column.head.lower()] = ALL if total else label
        return found

    def _checked(self, column: Column, number: int, cell: Cell) -> Cell:
        """A formula is taken where the table shows that it is a sum, and what it gave is right."""
        if cell.is_spread:
            self.faults.add(column.head, "merged", cell)
        elif cell.is_formula:
            value = self._sum(column, number)
            if value is None:
                self.faults.add(column.head, "formula", cell)
            elif self.grid.worked_out.get((cell.row, cell.column)) != value:
                self.faults.add(column.head, "old-sum", cell)
            return replace(cell, value=value or 0, is_formula=True)
        return cell

    def _sum(self, column: Column, number: int) -> int | None:
        """Of a row of totals the sum of the rows that it adds up: those right above it."""
        if number not in self.totals:
            return None
        total = 0
        for above, row in reversed([item for item in self._data() if item[0] < number]):
            cell = row.get(column.number)
            if above in (*self.totals, *self.left_out):
                break
            if cell is not None and (cell.is_formula or not is_number(cell.value)):
                return None
            total += int(str(cell.value).replace(",", "").split(".")[0]) if cell else 0
        return total

    def _entry(
        self, column: Column, cell: Cell, roles: Mapping[str, Cell], group: Mapping[str, str]
    ) -> Entry:
        said = dict(roles)
        for role in _NAMING:
            if chosen := getattr(self.layout.choices, role):
                said.setdefault(role, replace(cell, value=chosen, is_formula=False))
        if column.words and self.layout.words_are == "measure":
            said["measure"] = replace(cell, value=column.words, is_formula=False)
        elif column.words and self.layout.words_are:
            group = {
                **group,
                self.layout.words_are.lower(): ALL if column.is_total else column.words,
            }
        return Entry(cell, said, group, self._span(column, said))

    def _span(self, column: Column, roles: Mapping[str, Cell]) -> tuple[str, str] | None:
        """The period of the head, the row or the table, the nearest first."""
        if "period_start" in roles or "period_end" in roles:
            return None
        own = self._own_period(roles)
        period = column.period or own or self.layout.period
        if period is None:
            return None
        for wider in (own, self.layout.period):
            period = periods.with_year(period, wider)
        if not period.is_whole:
            self.lacks_year = True
            return None
        return period.span(self.layout.choices.fiscal)

    def _own_period(self, roles: Mapping[str, Cell]) -> Period | None:
        cell = roles.get("period")
        if cell is None:
            return None
        value = cell.value
        found = periods.read_value(int(value) if str(value).isdecimal() else value)
        if found is None:
            self.faults.add("period", "no-period", cell)
        return found

    # -- words -------------------------------------------------------------------------------------

    def needs(self) -> list[str]:
        """What neither a column nor a person says."""
        layout, roles = self.layout, {c.role for c in self.layout.columns}
        if ("period_start" in roles) != ("period_end" in roles):
            missing = "period_end" if "period_start" in roles else "period_start"
            raise CheckFailed(f"{self.grid.name}: the column {missing!r} is missing.")
        needs = [
            role for role in _NAMING if role not in roles and not getattr(layout.choices, role)
        ]
        if layout.words_are == "measure" and all(c.words for c in layout.values):
            needs = [role for role in needs if role != "measure"]
        dated = "period_start" in roles or "period" in roles or layout.period is not None
        if self.lacks_year or not (dated or all(c.period for c in layout.values)):
            needs.append("period")
        return needs

    def notes(self) -> list[str]:
        return [note for note in (*self._notes_on_rows(), *self._notes_on_columns()) if note]

    def _notes_on_rows(self) -> Iterator[str]:
        name = self.grid.name
        if len(self.grid.sheets) > 1:
            others = len(self.grid.sheets) - 1
            yield (f"{name}: the sheet {self.grid.sheet!r} was read, {others} "
                   f"other{'s were' if others > 1 else ' was'} not.")  # fmt: skip
        if self.totals:
            yield f"{name}: {_rows_words(self.totals)} of totals, read as the total of the group."
        if self.left_out:
            yield (f"{name}: {_rows_words(self.left_out)} of totals over all programs or measures, "
                   "left out.")  # fmt: skip
        if self.filled:
            yield f"{name}: {self.filled} rows go on with the program or measure of the row above."
        if self.empty:
            yield (f"{name}: {self.empty} cells for counts are empty and say nothing; type 0 where "
                   "there was nobody.")  # fmt: skip
        if self.below > 0:
            yield f"{name}: {self.below} lines under the table were not read."

    def _notes_on_columns(self) -> Iterator[str]:
        left = [c.head for c in self.layout.of(LEAVE_OUT) if c.head and not c.is_total]
        totals = [c.head for c in self.layout.of(LEAVE_OUT) if c.is_total]
        name = self.grid.name
        if totals:
            yield (f"{name}: the column {', '.join(totals)} was left out: somebody who came in two "
                   "of the periods may be in it twice.")  # fmt: skip
        if left:
            yield f"{name}: left out, no counts: {', '.join(left)}."
        if any(c.period and c.period.is_fiscal for c in self.layout.values):
            month = periods.month_name(self.layout.choices.fiscal)
            yield f"{name}: fiscal years are read as beginning on {month} 1."


def _label(cell: Cell) -> str:
    value = cell.value
    if isinstance(value, float) and value == int(value):
        return str(int(value))
    return " ".join(str(value).split())


def _rows_words(rows: Sequence[int]) -> str:
    numbers = list(dict.fromkeys(rows))
    if len(numbers) == 1:
        return f"row {numbers[0]} is one"
    return f"rows {', '.join(map(str, numbers[:6]))}{', ...' if len(numbers) > 6 else ''} are rows"
