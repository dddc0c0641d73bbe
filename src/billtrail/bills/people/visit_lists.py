"""A list of offices to visit, from a file as people have it: text, CSV or an Excel sheet.

One office or group a line, in visiting order. In a table the column that names most people is
read; what stands beside it (state, first name) decides between two of one name.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from billtrail.errors import UsageError
from billtrail.files import csv_rows, read_sheet

from ..models import Person
from .directory import Directory, Problem, words_of

ALL = "all"
_BULLET = re.compile(r"^\s*(?:\d{1,3}[.)]\s+|[-*\N{BULLET}]\s+)")


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_HEADERS = _set(
    "name names member members legislator legislators representative senator office offices seat "
    "district last first full bioguide id official person state party visit time"
)
_MOST_BYTES = 5_000_000
#: A day of visits has a dozen offices; a line that names nobody is compared with every name.
_MOST_PASTED = 120


@dataclass(frozen=True, slots=True)
class OfficeLine:
    """What a line says of an office; ``beside`` is the rest of its row."""

    number: int
    text: str
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pasted:
    """A list as it was pasted: lines of text, or rows of a table with tabs. Never a file."""

    text: str


@dataclass(frozen=True, slots=True)
class UnclearLine:
    """A line that names nobody, or several: ``people`` are those it may mean, best first."""

    number: int
    text: str
    why: str
    people: tuple[Person, ...] = ()

    def __str__(self) -> str:
        return f"line {self.number}, {self.said}"

    @property
    def said(self) -> str:
        return f"{self.text!r}: {self.why.rstrip('.')}."


@dataclass(frozen=True, slots=True)
class VisitList:
    """``people`` in visiting order, each once; ``repeated`` names lines."""

    people: tuple[Person, ...]
    problems: tuple[UnclearLine, ...] = ()
    repeated: tuple[str, ...] = ()


def find_visits(directory: Directory, wanted: str | Pasted) -> VisitList:
    """Everybody for ``all``, the people of a file or of a pasted list, or those a spelling names
    ("CA delegation").

    Raises ``UsageError`` where a file cannot be read, or a pasted list is no day's list.
    """
    if isinstance(wanted, Pasted):
        return _match_lines(directory, [*_of_pasted(directory, wanted.text)])
    if wanted.strip().casefold() == ALL:
        return VisitList(directory.roster.people)
    return _match_lines(directory, _read_lines(directory, wanted))


def _match_lines(directory: Directory, lines: Sequence[OfficeLine]) -> VisitList:
    """The people of all lines; a line that names nobody, or several, is a problem."""
    people: dict[str, Person] = {}
    problems: list[UnclearLine] = []
    repeated: list[str] = []
    for line in lines:
        found = directory.find(line.text, line.beside)
        if isinstance(found, Problem):
            problems.append(UnclearLine(line.number, line.text, found.why, found.people))
            continue
        repeated += [f"line {line.number}, {line.text!r}" for p in found if p.id in people][:1]
        people |= {person.id: person for person in found if person.id not in people}
    return VisitList(tuple(people.values()), tuple(problems), tuple(repeated))


# -- files ---------------------------------------------------------------------------------------


def _read_lines(directory: Directory, wanted: str) -> list[OfficeLine]:
    path = Path(wanted).expanduser()
    if path.is_file():
        lines = list(_of_file(directory, path))
        if not lines:
            raise UsageError(f"{path} names nobody. Write one office a line, e.g. Lieu or CA-36.")
        return lines
    if path.is_dir() or path.suffix or len(path.parts) > 1:
        raise UsageError(f"There is no file {wanted!r}. Give a file, a name or {ALL!r}.")
    return [OfficeLine(1, wanted)]


def _of_file(directory: Directory, path: Path) -> Iterator[OfficeLine]:
    if path.suffix.lower() == ".xlsx":
        yield from _of_table(directory, _read_sheet(path))
        return
    text = _read_text(path)
    if path.suffix.lower() in (".csv", ".tsv"):
        yield from _of_table(directory, _read_rows(path, text))
        return
    yield from _of_text(text)


def _of_text(text: str) -> Iterator[OfficeLine]:
    for number, line in enumerate(text.splitlines(), start=1):
        for part in _BULLET.sub("", line.partition("#")[0]).split(";"):
            if part.strip():
                yield OfficeLine(number, part.strip())


def _of_pasted(directory: Directory, text: str) -> Iterator[OfficeLine]:
    """Cells that are copied out of a spreadsheet come with tabs between."""
    lines = text.splitlines()
    if len(lines) > _MOST_PASTED:
        raise UsageError(f"{len(lines)} lines were pasted; a list has at most {_MOST_PASTED}.")
    if "\t" in text:
        rows = [[cell.strip() for cell in line.split("\t")] for line in lines]
        yield from _of_table(directory, rows)
    else:
        yield from _of_text(text)


def _read_text(path: Path) -> str:
    """The text of a file as programs save it: UTF-8, UTF-16 with its mark, Windows letters."""
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise UsageError(f"{path} is too large for a list of offices.")
        content = path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}.") from error
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    if b"\0" in content:
        raise UsageError(f"{path} is no text. Save the list as CSV, text or .xlsx.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _read_rows(path: Path, text: str) -> list[list[str]]:
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    rows = csv_rows(text, path.name, delimiter=delimiter, refuse=UsageError)
    return [[cell.strip() for cell in row] for _, row in rows]


def _read_sheet(path: Path) -> list[list[str]]:
    rows: list[list[str]] = []
    for row in read_sheet(path).rows:
        rows += [[] for _ in range(len(rows) + 1, row.number)]
        cells = (row.cells.get(column) for column in range(1, max(row.cells) + 1))
        rows.append(["" if cell is None else str(cell.value).strip() for cell in cells])
    return rows


def _of_table(directory: Directory, rows: list[list[str]]) -> Iterator[OfficeLine]:
    column = _naming_column(directory, rows)
    for number, row in enumerate(rows, start=1):
        text = row[column] if column < len(row) else ""
        if text and not (number == 1 and set(words_of(text)) <= _HEADERS):
            yield OfficeLine(number, text, tuple(c for i, c in enumerate(row) if i != column and c))


def _naming_column(directory: Directory, rows: list[list[str]]) -> int:
    """The column that names most people; the first of several such."""
    width = max((len(row) for row in rows), default=1)
    sample = rows[:60]

    def named(column: int) -> int:
        cells = (row[column] for row in sample if column < len(row) and row[column])
        return sum(_weight(directory.find(cell)) for cell in cells)

    return max(range(width), key=lambda column: (named(column), -column), default=0)


def _weight(found: tuple[Person, ...] | Problem) -> int:
    """One person says most; several of one name, or a group, a little; nobody nothing."""
    if isinstance(found, Problem):
        return int(found.why.startswith("fits"))
    return 3 if len(found) == 1 else 1
