"""A sheet as people have it, read to signers: heads in their words, every fault with its line.

A row with a fault is left out and told; the others are taken, so that one wrong date holds nobody
up. A formula counts as what it gave when the sheet was saved, and is never kept as one.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from billtrail.errors import CheckFailed, UsageError
from billtrail.files import Cell, FileBytes, Grid, GridRow, column_letter, read_grid

from .columns import ASKED, COLUMNS, clean
from .names import fold
from .sheets import from_csv
from .values import Signer, laid_over

#: Rows among which the heads are looked for.
_LOOKED_AT = 10
#: Who somebody is: one of them is needed.
_WHO = ("organisation", "person")
_FIRST, _LAST = ("first", "given"), ("last", "surname", "family")


@dataclass(frozen=True, slots=True)
class RowFault:
    """What is wrong in a line of a file; the row is left out."""

    line: int
    says: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.says}"


@dataclass(frozen=True, slots=True)
class SignerSheet:
    """What a file holds: ``rows`` are signers with their lines, ``columns`` say of each head which
    field it is (``""``: not taken), ``notes`` are words for whoever takes it in."""

    name: str
    rows: tuple[tuple[int, Signer], ...]
    faults: tuple[RowFault, ...] = ()
    columns: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person says of a file: ``columns`` by head, and what is meant in ``blanks``, a field's
    value for rows that say none (``{"version": "2026-01-22"}``)."""

    columns: Mapping[str, str] = field(default_factory=dict)
    blanks: Mapping[str, str] = field(default_factory=dict)
    sheet: str = ""


def read_signers(source: Path | FileBytes, choices: Choices | None = None) -> SignerSheet:
    """The signers of a CSV file or workbook.

    Raises UsageError for what cannot be read or chosen, CheckFailed where no column tells who.
    """
    if isinstance(source, Path) and not source.is_file():
        raise UsageError(f"There is no file {source}.")
    choices = choices or Choices()
    grid = read_grid(source, choices.sheet, usual="Signers")
    place, heads = _heads(grid)
    columns = _columns(heads, choices.columns)
    if not set(columns.values()) & {*_WHO, *_FIRST, *_LAST}:
        raise _nobody(grid.name, heads)
    return _read(grid, place, heads, columns, _blanks(choices))


def _nobody(name: str, heads: Mapping[int, str]) -> CheckFailed:
    said = ", ".join(repr(head) for head in heads.values()) or "nothing"
    return CheckFailed(
        f"{name}: no column is called organization or name, so nobody is told from others. The "
        f"first row says {said}. Say which it is: --column 'HEAD=organisation'."
    )


# -- heads -----------------------------------------------------------------------------------------


def _heads(grid: Grid) -> tuple[int, Mapping[int, str]]:
    """Where the rows of people begin, and the heads above them by column: the row that says most
    of what we look for."""
    rows = [row for _, row in grid.rows[:_LOOKED_AT]]
    said = [{n: clean(cell.value) for n, cell in row.items()} for row in rows]
    known = [sum(bool(_named(head)) for head in heads.values()) for heads in said]
    best = known.index(max(known)) if known else 0
    return best + 1, said[best] if said else {}


def _named(head: str) -> str:
    """The field that a head means; ``""`` where it means none."""
    own = next((c.field for c in COLUMNS.values() if fold(c.head) == fold(head)), "")
    words = fold(head)
    if own:
        return own
    for parts in (_FIRST, _LAST):
        if "name" in words and words.split()[0] in parts:
            return parts[0]
    return next((name for name in ASKED if COLUMNS[name].is_named(words)), "")


def _columns(heads: Mapping[int, str], chosen: Mapping[str, str]) -> dict[int, str]:
    """Each column's field; of two that mean one field the first has it."""
    said = {fold(head): _field(name) for head, name in chosen.items()}
    if unknown := [head for head in chosen if fold(head) not in map(fold, heads.values())]:
        raise UsageError(f"There is no column {unknown[0]!r}: {', '.join(heads.values())}.")
    found: dict[int, str] = {}
    taken = set(said.values()) - {""}
    for number, head in heads.items():
        name = said.get(fold(head), _named(head))
        if fold(head) not in said and name in taken:
            name = ""
        taken.add(name)
        found[number] = name
    return found


def _field(name: str) -> str:
    """A field as a person calls it; ``no`` is none. Raises UsageError."""
    words = fold(name)
    if words in ("no", "none", "left out"):
        return ""
    found = next((c.field for c in COLUMNS.values() if words in (c.field, fold(c.head))), None)
    if found is None:
        names = ", ".join(column.field for column in COLUMNS.values() if column.called)
        raise UsageError(f"{name!r} is nothing that a column can be: {names}, or no.")
    return found


def _blanks(choices: Choices) -> dict[str, Any]:
    """What is meant where a row says nothing; raises UsageError for what cannot be."""
    try:
        return {name: COLUMNS[name].read(value) for name, value in choices.blanks.items() if value}
    except ValueError as error:
        raise UsageError(f"{error}.") from None


# -- rows ------------------------------------------------------------------------------------------


def _read(
    grid: Grid,
    place: int,
    heads: Mapping[int, str],
    columns: dict[int, str],
    blanks: dict[str, Any],
) -> SignerSheet:
    faults: list[RowFault] = []
    rows = []
    for line, row in grid.rows[place:]:
        reader = _Row(grid, line, row)
        values = reader.values(heads, columns)
        wrong = reader.faults or [*_of_all(values)]
        faults += [RowFault(line, says) for says in wrong]
        if not wrong:
            rows.append((line, Signer(**{**blanks, **values})))
    kept, notes = _once(rows)
    told = tuple((head, columns[number]) for number, head in heads.items())
    return SignerSheet(grid.name, kept, tuple(faults), told, tuple([*_unread(told), *notes]))


class _Row:
    """One row, with what is wrong in it."""

    def __init__(self, grid: Grid, line: int, row: GridRow) -> None:
        self.grid, self.line, self.row = grid, line, row
        self.faults: list[str] = []

    def values(self, heads: Mapping[int, str], columns: Mapping[int, str]) -> dict[str, Any]:
        """What the row says, by field; parts of a name are one."""
        found = {
            columns[number]: value
            for number, cell in self.row.items()
            if columns.get(number) and (value := self._value(heads[number], columns[number], cell))
            not in ("", None)
        }  # fmt: skip
        parts = [found.pop(part) for part in (_FIRST[0], _LAST[0]) if part in found]
        return {"person": " ".join(parts), **found} if parts else found

    def _value(self, head: str, name: str, cell: Cell) -> Any:
        value = self.grid.worked_out.get((cell.row, cell.column)) if cell.is_formula else cell.value
        if value is None:
            where = f"{column_letter(cell.column)}{cell.row}"
            self.faults.append(f"{head!r} is a formula without a value ({where}); save it anew")
            return None
        if isinstance(value, str):
            value = from_csv(value)
        if not clean(value):
            return None
        try:
            read = COLUMNS[name].read if name in COLUMNS else COLUMNS["person"].read
            return read(value)
        except ValueError as error:
            self.faults.append(f"{head}: {error}")
            return None


def _of_all(values: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with a row as a whole."""
    if not any(values.get(name) for name in _WHO):
        yield "neither an organization nor a person"


def _once(rows: Iterable[tuple[int, Signer]]) -> tuple[tuple[tuple[int, Signer], ...], list[str]]:
    """A signer that stands twice is taken once, as the later line says, and told."""
    kept: dict[tuple[str, str], tuple[int, Signer]] = {}
    notes = []
    for line, signer in rows:
        first, earlier = kept.get(signer.key, (0, None))
        if earlier:
            notes.append(f"{signer.name} stands in lines {first} and {line}: one signer, as the "
                         "later line says.")  # fmt: skip
        kept[signer.key] = (line, laid_over(earlier, signer) if earlier else signer)
    return tuple(kept.values()), notes


def _unread(columns: Iterable[tuple[str, str]]) -> Iterator[str]:
    if unread := [head for head, name in columns if not name]:
        yield f"Not taken: {', '.join(unread)}. --column 'HEAD=city' says what such a column is."
