"""``law/relief.csv``: a fact a line, as a spreadsheet keeps it, read and checked."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from billtrail.errors import CheckFailed, UsageError
from billtrail.files import csv_rows
from billtrail.legislatures import nearest
from billtrail.legislatures.calendar import last_day
from billtrail.records import FaultPlace, is_iso_date

from .readings import BASES
from .relief import FACTS, KIND, KINDS, SINCE, WHO, WHOSE, Relief, ReliefFact
from .statutes import has_body, parse_statute
from .watched import read_watched

COLUMNS = ("relief", "fact", "says", "statute", "part", "basis", "day", "text", "read_on", "url")
#: The first line's columns that tell a line from the others.
KEY = ("relief", "fact")
_OPTIONAL = ("part", "url")

Row = Mapping[str, str]


def load_relief(text: str, name: str) -> tuple[ReliefFact, ...]:
    """The facts of a file, in its order.

    Raises ``CheckFailed`` with one sentence for every fault, each naming file and line.
    """
    lines = [(line, values) for line, values in csv_rows(text, name) if any(values)]
    columns = lines[0][1] if lines else []
    if sorted(columns) != sorted(COLUMNS):
        raise CheckFailed("\n".join(_column_faults(name, columns)))
    problems, rows = list[str](), dict[tuple[str, str], Row]()
    for line, values in lines[1:]:
        row = dict(zip(columns, map(_plain, values), strict=False))
        faults = _row_faults(row, len(values) - len(columns))
        key = (row["relief"], row.get("fact", ""))
        if key in rows:
            faults.append("stands twice")
        rows[key] = row
        problems += [f"{name} line {line} ({', '.join(filter(None, key))}): {f}" for f in faults]
    if problems:
        raise CheckFailed("\n".join(problems))
    return tuple(map(_fact, rows.values()))


def _plain(value: str) -> str:
    return " ".join(value.split())


def row_faults(relief: Relief) -> Iterator[str]:
    """What a row lacks as a whole."""
    for name, what, allowed in (
        (KIND, "what can be asked for", KINDS), (WHO, "who can ask", WHOSE)
    ):  # fmt: skip
        if relief.fact(name) is None:
            yield f"{relief.id} has no line {name!r}, which says {what}: {_any(allowed)}"


def _column_faults(name: str, found: Sequence[str]) -> Iterator[str]:
    unknown = [one for one in found if one not in COLUMNS]
    yield from (str(FaultPlace(name).unknown(one, COLUMNS, "column")) for one in unknown)
    yield from (f"{name}: the column {one} is missing" for one in COLUMNS if one not in found)
    yield f"{name}: the first line must name the columns {', '.join(COLUMNS)}, each once."


def _row_faults(row: Row, more: int) -> list[str]:
    if more:
        return ["has more or fewer values than the file has columns"]
    empty = [f"{one} is empty" for one in COLUMNS if not row[one] and one not in _OPTIONAL]
    return empty + [
        f"{column}: {fault}"
        for column, check in _CHECKS.items()
        if row[column]
        for fault in check(row)
    ]


def _one_of(column: str, allowed: Sequence[str]) -> Callable[[Row], Iterator[str]]:
    def check(row: Row) -> Iterator[str]:
        if row[column] not in allowed:
            near = nearest(row[column], allowed, 1)
            hint = f" Did you mean {near[0]}?" if near else ""
            yield f"{row[column]!r} is not one of {_any(allowed)}.{hint}"

    return check


def _day(column: str) -> Callable[[Row], Iterator[str]]:
    def check(row: Row) -> Iterator[str]:
        if not is_iso_date(row[column]):
            yield f"{row[column]!r} is not a date such as 2026-01-23"

    return check


def _name(row: Row) -> Iterator[str]:
    place, dash, rest = row["relief"].partition("-")
    if not (dash and len(place) == 2 and place.isalpha() and row["relief"].islower() and rest):
        yield (f"{row['relief']!r} is not a name such as ny-vacatur: the state's two small "
               "letters, a dash, and what can be asked for")  # fmt: skip


def _says(row: Row) -> Iterator[str]:
    if row["fact"] == KIND:
        yield from _one_of("says", KINDS)(row)
    if row["fact"] == WHO:
        yield from _one_of("says", WHOSE)(row)
    if row["fact"] == SINCE:
        yield from _day("says")(row)


def _statute(row: Row) -> Iterator[str]:
    try:
        statute, _ = _cited(row)
    except UsageError as error:
        yield str(error)
        return
    if statute is None and not row["url"]:
        yield f"{row['statute']!r} is of a code we do not know, so give its web address under url"


def _read_on(row: Row) -> Iterator[str]:
    days = row["day"], row["read_on"]
    if faults := list(_day("read_on")(row)):
        yield from faults
    elif is_iso_date(days[0]) and last_day(days[0]) > last_day(days[1]):
        yield f"it was read on {days[1]}, before the law of {days[0]} that it is said to give"


def _url(row: Row) -> Iterator[str]:
    if not row["url"].startswith(("https://", "http://")):
        yield f"{row['url']!r} is not a web address"


_CHECKS: Mapping[str, Callable[[Row], Iterator[str]]] = {
    "relief": _name,
    "fact": _one_of("fact", FACTS),
    "says": _says,
    "statute": _statute,
    "basis": _one_of("basis", BASES),
    "day": _day("day"),
    "read_on": _read_on,
    "url": _url,
}


def _any(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} or {names[-1]}"


def _cited(row: Row) -> tuple[str | None, str]:
    """The section's key and how it is cited. Where the jurisdiction's codes are not known here it
    is cited as it was written. Raises UsageError."""
    place = row["relief"].partition("-")[0]
    if not has_body(place):
        return None, row["statute"]
    named = read_watched(row["statute"])
    if not named.is_one:
        raise UsageError(f"{named.printed} is more than one section: name the one that says it")
    statute = parse_statute(named.key)
    if statute.jurisdiction != place:
        raise UsageError(f"{statute.printed} is no law of {place!r}, which {row['relief']} is of")
    return statute.key, statute.printed


def _fact(row: Row) -> ReliefFact:
    statute, citation = _cited(row)
    return ReliefFact(
        relief=row["relief"], fact=row["fact"], says=row["says"], statute=statute,
        citation=citation, part=row["part"], basis=row["basis"], day=row["day"], text=row["text"],
        read_on=row["read_on"], url=row["url"],
    )  # fmt: skip
