"""Where the head of a table ends, and what each of its columns is: guessed, or as somebody chose.

One count stands in each cell of a *value column*. Its head may name a period (2025, Q1), and other
words, which are a measure or a category. What no column says is chosen once for the whole table.
"""

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from billtrail.errors import CheckFailed, UsageError
from billtrail.files import Grid, GridRow, column_letter

from . import people, periods
from .periods import Period

BREAKDOWN, COUNT, LEAVE_OUT = "breakdown", "count", "leave_out"
#: What a column can be chosen to be.
ROLES = ("program", "measure", BREAKDOWN, COUNT, "period", "period_start", "period_end", "part_of",
         "already_public", "share", LEAVE_OUT)  # fmt: skip
#: What only the program's own files have.
_OWN = ("shown", "instead", "rules", "public")

#: Heads that say what a column is, in small letters and without signs.
_ALIASES: Mapping[str, str] = {
    "programs": "program", "project": "program", "program name": "program", "agency": "program",
    "project name": "program", "organization": "program", "grantee": "program", "provider":
    "program", "program project": "program",
    "measures": "measure", "indicator": "measure", "metric": "measure", "outcome": "measure",
    "activity": "measure", "service": "measure", "what": "measure", "measure name": "measure",
    "start": "period_start", "start date": "period_start", "period start": "period_start",
    "from": "period_start", "first day": "period_start", "begin date": "period_start",
    "end": "period_end", "end date": "period_end", "period end": "period_end",
    "to": "period_end", "last day": "period_end", "through": "period_end",
    "year": "period", "quarter": "period", "month": "period", "reporting period": "period",
    "fiscal year": "period", "calendar year": "period", "time period": "period", "fy": "period",
    "number": COUNT, "counts": COUNT, "n": COUNT, "value": COUNT, "number served": COUNT,
    "people": COUNT, "clients": COUNT, "number of clients": COUNT, "of clients": COUNT,
    "number of people": COUNT, "unduplicated count": COUNT, "total": COUNT,
    "part of": "part_of", "already public": "already_public",
}  # fmt: skip
#: Heads of columns that break people down.
_BREAKDOWNS = re.compile(
    r"\b(ages?|gender|sex|race|ethnicity|county|city|place|region|language|country|type|status|"
    r"record|visa|category|group|population|district|state|area|offen[cs]e|charge)\b"
)
TOTAL = re.compile(r"((grand|sub|over|ytd|row|annual|year)[\s-]*)?totals?\b.{0,24}|all|overall|sum|"
                   r"ytd|year to date", re.IGNORECASE)  # fmt: skip
_SHARE = re.compile(r"%|\b(percent(age)?|rate|ratio|average|avg|mean)\b", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,9}|\d{1,3}(,\d{3}){1,2}")
_NO_LABEL = re.compile(r"[+-]?[\d,]*\.?\d+ ?%?|[<>~*+. -]{1,3}\d{0,3}|n\.?/?a\.?", re.IGNORECASE)
_MOST_HEADS, _LOOKED_AT = 3, 25


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person says of a file. ``roles`` by a column's letter; ``program``, ``measure`` and
    ``period`` (Q1 2025) for what no column says; ``words`` is what else the heads of value columns
    name: ``measure``, or a breakdown; ``fiscal`` the month in which a fiscal year begins."""

    sheet: str = ""
    program: str = ""
    measure: str = ""
    period: str = ""
    words: str = ""
    fiscal: int = periods.FISCAL
    roles: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the sheet: its head as it reads, its role, and of a value column the period and
    the other words of its head. ``is_total``: it adds others up."""

    number: int
    head: str
    role: str
    period: Period | None = None
    words: str = ""
    is_number: bool = False
    is_total: bool = False

    @property
    def letter(self) -> str:
        return column_letter(self.number)

    @property
    def name(self) -> str:
        """As faults call it: a column of the program's own by its role."""
        return self.role if self.role not in (BREAKDOWN, LEAVE_OUT, COUNT) else self.head or COUNT


@dataclass(frozen=True, slots=True)
class Layout:
    """``first`` is the place of the first row of data among the grid's rows; ``period`` the one
    that the title or a person gives; ``words_are`` what the words of value columns name."""

    columns: tuple[Column, ...]
    first: int
    period: Period | None
    words_are: str
    choices: Choices
    is_long: bool = False

    def of(self, role: str) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.role == role)

    @property
    def values(self) -> tuple[Column, ...]:
        return self.of(COUNT)


def find_layout(grid: Grid, choices: Choices) -> Layout:
    """Raises PeopleListed for columns that point to people or where nothing counts, CheckFailed
    for a head that is none, UsageError for a choice that is none."""
    heads, first = _head(grid)
    titles = [row for _, row in grid.rows[: first - len(heads)]] if heads else []
    columns = _columns(heads, [row for _, row in grid.rows[first:]])
    people.refuse_head(grid.name, [text for column in columns for text in column.head.split(" / ")])
    _refuse_twice(grid.name, columns)
    found, is_long = _roles(columns, choices)
    counted = any(column.role == COUNT for column in found)
    if not counted or (first == len(grid.rows) and not is_long):
        if not choices.roles:
            raise people.no_counts(grid.name)
        raise CheckFailed(f"{grid.name}: choose which columns hold the counts.")
    return Layout(found, first, _title_period(titles, choices),
                  _words_are(found, choices), choices, is_long)  # fmt: skip


def is_number(value: Any) -> bool:
    if isinstance(value, bool) or value is None:
        return False
    return isinstance(value, int | float) or bool(_NUMBER.fullmatch(str(value)))


def is_total(text: str) -> bool:
    return bool(TOTAL.fullmatch(text.strip(" :")))


# -- the head ------------------------------------------------------------------------------------


def _head(grid: Grid) -> tuple[list[GridRow], int]:
    """The rows of the head, and where the data begin among the rows."""
    rows = [row for _, row in grid.rows]
    for number, row in enumerate(rows[:_LOOKED_AT]):
        said = {_plain(_text(cell.value)) for cell in row.values()}
        if COUNT in said and len(said) > 1:
            return [row], number + 1
    first = next((n for n, row in enumerate(rows) if _has_number(row)), len(rows))
    numbered = {n for row in rows[first:] for n, cell in row.items() if _counts(cell.value)}
    numbered |= {n for row in rows[first:] for n, cell in row.items() if cell.is_formula}
    levels: list[int] = []
    for place, row in enumerate(rows[: min(first, _LOOKED_AT)]):
        if levels and _is_data(row, [rows[n] for n in levels], numbered):
            break
        levels += [place] if _is_level(row, numbered) else []
    levels = levels[-_MOST_HEADS:]
    return [rows[n] for n in levels], levels[-1] + 1 if levels else first


def _has_number(row: GridRow) -> bool:
    return any(_counts(cell.value) or cell.is_formula for cell in row.values())


def _counts(value: Any) -> bool:
    """A number that is no year."""
    return is_number(value) and periods.read_value(_as_number(value)) is None


def _as_number(value: Any) -> Any:
    text = str(value).replace(",", "") if isinstance(value, str) else value
    return int(text) if isinstance(text, str) and text.isdecimal() else text


def _is_level(row: GridRow, numbered: Container[int]) -> bool:
    """A line of the head stands over numbers; a title, which says one thing, begins where the
    rows do."""
    said = {str(cell.value) for cell in row.values()}
    over = any(n in numbered for n in row) or not numbered
    return over and (len(said) > 1 or (min(row) > 1 and _has_period(said)))


def _is_data(row: GridRow, levels: Sequence[GridRow], numbered: Iterable[int]) -> bool:
    """Numbers like years, under a head that names whole periods already: so many people."""
    cells = [row[n].value for n in numbered if n in row]
    said = (" ".join(_text(level[n].value) for level in levels if n in level) for n in numbered)
    whole = [period.is_whole for text in said if (period := periods.read_words(text).period)]
    return bool(cells) and all(map(is_number, cells)) and bool(whole) and all(whole)


def _has_period(said: Iterable[str]) -> bool:
    return any(periods.read_words(text).period for text in said)


def _text(value: Any) -> str:
    if isinstance(value, datetime | date):
        return f"{value:%Y-%m}" if value.day == 1 else f"{value:%Y-%m-%d}"
    if isinstance(value, float) and value == int(value):
        return str(int(value))
    return " ".join(str(value).split())


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9%]+", " ", text.lower()).strip()


def _columns(heads: Sequence[GridRow], rows: Sequence[GridRow]) -> list[Column]:
    """Every column with a head or a value."""
    used = sorted({n for row in (*heads, *rows) for n in row})
    carried = [_carried(row, used) for row in heads[:-1]] + [heads[-1] if heads else {}]
    return [_column(n, [level.get(n) for level in carried],
                    [row[n].value for row in rows if n in row and not row[n].is_formula],
                    any(n in row and row[n].is_formula for row in rows))
            for n in used]  # fmt: skip


def _carried(row: GridRow, columns: Iterable[int]) -> GridRow:
    """A line above another with each word carried to the right, until the next one."""
    found: GridRow = {}
    last = None
    for number in columns:
        last = row.get(number, last)
        if last is not None:
            found[number] = last
    return found


def _column(
    number: int, levels: Sequence[Any], values: Sequence[Any], has_formulas: bool
) -> Column:
    said = list(dict.fromkeys(_text(cell.value) for cell in levels if cell is not None))
    head = " / ".join(said)
    if _is_period(head):  # whatever stands in it should be counts
        return Column(number, head, "", is_number=True)
    numbers = sum(map(_is_numeric, values))
    counts = has_formulas or numbers if values or has_formulas else _has_period([head])
    return Column(number, head, "", is_number=bool(counts) and 2 * numbers >= len(values))


def _is_period(head: str) -> bool:
    words = periods.read_words(head)
    return words.period is not None and not words.rest.strip(" /")


def _is_numeric(value: Any) -> bool:
    """A number of any kind, a percentage or what stands in place of a small count: none of them
    counts, and none is a label either."""
    return is_number(value) or (isinstance(value, str) and bool(_NO_LABEL.fullmatch(value)))


def _refuse_twice(name: str, columns: Iterable[Column]) -> None:
    known = Counter(_plain(column.head) for column in columns if column.head)
    if twice := [head for head, times in known.items() if times > 1]:
        raise CheckFailed(f"{name}: the column {twice[0]!r} has no name or stands twice.")


# -- the columns ---------------------------------------------------------------------------------


def _roles(columns: Sequence[Column], choices: Choices) -> tuple[tuple[Column, ...], bool]:
    """Each column with its role, and whether every row is one count already."""
    _refuse_unknown(columns, choices)
    named = [replace(c, role=_named_role(c)) for c in columns]
    counted = [c for c in named if c.role == COUNT]
    dated = [c for c in named if not c.role and _is_dated(c)]
    others = [c for c in named if not c.role and c.is_number]
    is_long = len(counted) == 1 and not dated and (_plain(counted[0].head) == COUNT or not others)
    if not is_long:
        named = [replace(c, role="") if c.role == COUNT else c for c in named]
    found = list(_guessed(named, is_long, bool(dated)))
    return tuple(_chosen(c, choices.roles.get(c.letter)) for c in found), is_long


def _named_role(column: Column) -> str:
    head = _plain(column.head)
    own = (*ROLES, *_OWN)
    role = head.replace(" ", "_")
    return role if role in own and role not in (BREAKDOWN, LEAVE_OUT) else _ALIASES.get(head, "")


def _is_dated(column: Column) -> bool:
    return column.is_number and periods.read_words(column.head).period is not None


def _guessed(columns: Sequence[Column], is_long: bool, has_dated: bool) -> Iterator[Column]:
    taken = {c.role for c in columns}
    left_most = next((c.number for c in columns if not c.is_number), None)
    for column in columns:
        if not column.role and (column.is_number or _SHARE.search(column.head)) and not is_long:
            yield _value_column(column, has_dated)
        elif column.role or (not column.head and column.number != left_most):
            yield column if column.role else replace(column, role="no_head")
        else:
            role = BREAKDOWN if is_long else _label_role(column, taken)
            taken.add(role)
            yield replace(column, role=role, head=column.head or "rows")


def _label_role(column: Column, taken: Iterable[str]) -> str:
    """A column of words whose head says nothing that is known."""
    if _BREAKDOWNS.search(_plain(column.head)):
        return BREAKDOWN
    return next((role for role in ("program", "measure") if role not in taken), BREAKDOWN)


def _value_column(column: Column, has_dated: bool) -> Column:
    words = periods.read_words(column.head)
    total = is_total(column.head.rpartition(" / ")[2]) or (
        bool(words.period) and is_total(words.rest)
    )
    if not column.head:
        return replace(column, role="no_head")
    if _SHARE.search(column.head) or (has_dated and (total or not words.period)):
        return replace(column, role=LEAVE_OUT, is_total=total)
    rest = words.rest.strip(" /")
    return replace(column, role=COUNT, period=words.period, words=rest, is_total=total)


def _chosen(column: Column, role: str | None) -> Column:
    if role is None or role == column.role:
        return column
    if role != COUNT:
        return replace(column, role=role)
    words = periods.read_words(column.head)
    return replace(column, role=COUNT, period=words.period, words=words.rest.strip(" /"))


def _refuse_unknown(columns: Sequence[Column], choices: Choices) -> None:
    letters = {column.letter for column in columns}
    for place, role in choices.roles.items():
        if role not in ROLES:
            raise UsageError(f"{role!r} is nothing that a column can be: {', '.join(ROLES)}.")
        if place not in letters:
            raise UsageError(f"There is no column {place}: {', '.join(sorted(letters))}.")


# -- what holds for the whole table --------------------------------------------------------------


def _title_period(titles: Sequence[GridRow], choices: Choices) -> Period | None:
    """The period that a person chose, else the only one that titles name."""
    if choices.period:
        words = periods.read_words(choices.period)
        if words.period is None or words.rest or not words.period.is_whole:
            raise UsageError(
                f"{choices.period!r} is no period. Write it as 2025, Q1 2025, Jan 2025, FY 2024-25 "
                "or 2025-01-01 to 2025-03-31."
            )
        return words.period
    said = (periods.read_words(_text(cell.value)).period for row in titles for cell in row.values())
    found = {period for period in said if period is not None and period.is_whole}
    return found.pop() if len(found) == 1 else None


def _words_are(columns: Sequence[Column], choices: Choices) -> str:
    """What the words of value columns name: measures, unless a column does that."""
    words = {column.words for column in columns if column.role == COUNT}
    has_measure = bool(choices.measure) or any(c.role == "measure" for c in columns)
    if choices.words:
        return choices.words
    if not has_measure:
        return "measure"
    return "group" if len(words) > 1 else ""
