"""CSV read alike whatever else this process has loaded: how long a value may be is ours to say.

Python's own limit is one for the whole process, and any library may raise it. An open quotation
mark makes one value of all that follows, which is what the limit is for.
"""

import csv
import io
from collections.abc import Iterator
from itertools import zip_longest

from billtrail.errors import BilltrailError, CheckFailed

#: Characters of a value: what a cell of a spreadsheet holds.
_LONGEST = 32_767

#: A row by its columns' names: ``None`` where it is short; what is too much stands under ``None``.
Row = dict[str, str]


def csv_rows(
    text: str, name: str, *, delimiter: str = ",", refuse: type[BilltrailError] = CheckFailed
) -> Iterator[tuple[int, list[str]]]:
    """Each row with the number of its last line; an empty line is a row of no values.

    Raises ``refuse``, one line naming the file, where a value is longer than any that is meant.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for values in reader:
            if max(map(len, values), default=0) > _LONGEST:
                raise csv.Error(f"field larger than {_LONGEST:,} characters")
            yield reader.line_num, values
    except csv.Error as error:
        raise refuse(f"{name} line {reader.line_num} is no CSV: {error}.") from error


def csv_table(text: str, name: str) -> tuple[list[str], list[Row]]:
    """The columns of a file and its rows, without those that are empty. Raises CheckFailed."""
    rows = (values for _, values in csv_rows(text, name))
    columns = next(rows, [])
    return columns, [dict(zip_longest(columns, values)) for values in rows if values]
