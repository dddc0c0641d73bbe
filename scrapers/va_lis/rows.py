"""The CSV files of a session, read into rows.

Seen in the files of 2023 and 2024 (read 2026-11-29): CRLF; Windows-1252 in the regular sessions,
ASCII in a special one; names filled up with blanks; in ``Sponsors.csv`` the value after the last
comma is broken CSV (``"1001" - Chief Patron``), which a reader that is not strict takes as meant;
numbers of measures there have zeros before them (``HB0053``). Since 2025 files lie elsewhere, with
names in capitals (``BILLS.CSV``).
"""

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from operator import itemgetter

from billtrail.errors import ArchiveError
from billtrail.files import csv_rows

from .tables import R


def decoded(data: bytes) -> str:
    """UTF-8, or Windows-1252 where it is not."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def lines_of(data: bytes, name: str) -> Iterator[list[str]]:
    """The values of each line. Raises ArchiveError where it is no CSV, and where the file breaks
    off, since a measure would lose the steps that are missing."""
    if data and not data.endswith(b"\n"):
        raise ArchiveError(f"{name} breaks off in the middle of a line")
    for _, values in csv_rows(decoded(data), name, refuse=ArchiveError):
        if values:
            yield values


def read_rows(table: type[R], data: bytes, name: str) -> Iterator[R]:
    """The rows of a file by its first line; raises ArchiveError where a column is missing."""
    lines = lines_of(data, name)
    columns = [column.strip().lower() for column in next(lines, [])]
    missing = [field for field in table._fields if field not in columns]
    if missing:
        raise ArchiveError(f"{name} has no column {missing[0].capitalize()}")
    take = itemgetter(*map(columns.index, table._fields))
    for values in lines:
        if len(values) != len(columns):
            raise ArchiveError(f"{name} has a line of {len(values)} values for {len(columns)}")
        yield table._make(map(_squeezed, take(values)))


@lru_cache(maxsize=50_000)
def _squeezed(value: str) -> str:
    return " ".join(value.split())


_MEASURE = re.compile(r"([HS][BJR])0*([1-9]\d*)")


@lru_cache(maxsize=20_000)
def key_of(session: str, measure: str) -> str | None:
    """``("241", "HB0053")`` -> ``va-241-hb53``; ``None`` for what is no measure."""
    match = _MEASURE.fullmatch(measure)
    return f"va-{session}-{match[1].lower()}{match[2]}" if match else None


@lru_cache(maxsize=4096)
def day(value: str) -> str | None:
    """``02/15/24``, ``2/15/2024 12:00:00 AM`` -> ``2024-02-15``; ``None`` where there is none."""
    month, _, rest = value.partition(" ")[0].partition("/")
    number, _, year = rest.partition("/")
    try:
        return date(2000 + int(year) % 100, int(month), int(number)).isoformat()
    except ValueError:
        return None
