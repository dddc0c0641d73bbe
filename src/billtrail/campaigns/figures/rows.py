"""Statistics: rows of ``statistics.csv`` to figures, and the form each may be printed in.

A figure is measured, as published or blocked. The form is derived from the row's tags and
fields by ``FORM_RULES``; nobody writes it by hand, so that a missing count cannot be forgotten.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from billtrail.errors import CheckFailed
from billtrail.files import csv_table
from billtrail.legislatures import FigureForm
from billtrail.records import SHARES, FaultPlace, is_iso_date

from ..values import Figure

#: The columns of a statistics file, in order. ``tags`` are words of ``TAGS`` with spaces between,
#: ``verified`` is yes or no, ``question`` is what to ask the publisher about an unclear figure.
COLUMNS = (
    "id",
    "program",
    "measure",
    "value",
    "unit",
    "numerator",
    "denominator",
    "population",
    "period_start",
    "period_end",
    "geography",
    "publisher",
    "source_title",
    "source_url",
    "location",
    "tags",
    "verified",
    "note",
    "sentence",
    "question",
)

#: A file of a program's own counts says of each, at the end of its row, what may leave.
WITH_SHARE = (*COLUMNS, "share")

_OPTIONAL = {
    "numerator", "denominator", "period_start", "period_end", "tags", "note", "question",
}  # fmt: skip

#: What each caveat tag tells a reader.
TAGS: Mapping[str, str] = {
    "approximate": "the source gives a round number",
    "as-first-published": "the publisher has revised it since",
    "average": "an average over shorter periods",
    "base-ambiguous": "the source does not make clear what it is a share of",
    "base-unstated": "the source does not give the number of people it is a share of",
    "cohort": "the cases began in other years",
    "conflict": "other sources print another number",
    "defendants-not-survivors": "about people charged with trafficking, not about survivors",
    "definition": "the category is drawn in its own way",
    "derived": "worked out from published figures",
    "does-not-sum": "the parts add up to more than the whole",
    "law": "a number set by law",
    "lower-bound": "the source gives a least number",
    "mirror": "read in a copy on another site",
    "mixed-population": "several groups are counted together",
    "not-approval-rate": "says nothing about approvals",
    "not-unduplicated": "a person may be counted more than once",
    "one-provider": "the clients of one provider",
    "own-count": "the program's own count",
    "partial-year": "part of a year",
    "period-approximate": "the days are not exact",
    "period-unstated": "the source does not give the years",
    "reports-not-prevalence": "counts reports, not all trafficking",
    "rounded": "rounded by the source",
    "sample": "invented numbers, to try the program with",
    "secondary-source": "read where someone else reports it",
    "series-break": "not counted alike from year to year",
    "small-cell-unknown": "the group may be so small that it points to a person",
    "subset": "the base is a part of those asked",
    "survey-not-representative": "a survey of those who chose to answer",
    "time-sensitive": "likely to have changed",
}

Row = Mapping[str, str]


class _FormRule(NamedTuple):
    """Where ``applies`` to a row, it may not be printed in a freer form than ``form``."""

    form: FigureForm
    because: str
    applies: Callable[[Row], bool]


def _tag(form: FigureForm, tag: str) -> _FormRule:
    return _FormRule(form, TAGS[tag], lambda row: tag in row["tags"].split())


def _is_counted(words: str) -> bool:
    """Whether a numerator or denominator names its number: "8,375 clients served"."""
    return first_number(words) is not None


def _lacks_counts(row: Row) -> bool:
    """A share needs both of its numbers; a count is its own."""
    counted = _is_counted(row["numerator"]) and _is_counted(row["denominator"])
    return row["unit"] == "percent" and not counted


def _lacks_period(row: Row) -> bool:
    """A law's number has a beginning and no end; everything else needs both."""
    in_force = "law" in row["tags"].split() and row["period_start"]
    return not (in_force or (row["period_start"] and row["period_end"]))


#: Blocked rules first; every rule that applies gives its reason.
FORM_RULES: tuple[_FormRule, ...] = (
    _FormRule(
        FigureForm.BLOCKED,
        "nobody has confirmed it in its source",
        lambda row: row["verified"] != "yes",
    ),
    _tag(FigureForm.BLOCKED, "sample"),
    _tag(FigureForm.BLOCKED, "base-ambiguous"),
    _tag(FigureForm.BLOCKED, "does-not-sum"),
    _tag(FigureForm.BLOCKED, "small-cell-unknown"),
    _FormRule(FigureForm.AS_PUBLISHED, "the counts were not published", _lacks_counts),
    _FormRule(FigureForm.AS_PUBLISHED, "the period was not published", _lacks_period),
    _tag(FigureForm.AS_PUBLISHED, "base-unstated"),
    _tag(FigureForm.AS_PUBLISHED, "period-unstated"),
    _tag(FigureForm.AS_PUBLISHED, "lower-bound"),
    _tag(FigureForm.AS_PUBLISHED, "approximate"),
)


def derive_form(row: Row) -> tuple[FigureForm, tuple[str, ...]]:
    """The form of a row and why it is no freer; a measured figure has no reasons."""
    applying = [rule for rule in FORM_RULES if rule.applies(row)]
    if not applying:
        return FigureForm.MEASURED, ()
    form = applying[0].form
    return form, tuple(rule.because for rule in applying if rule.form == form)


def blocked_because(row: Row) -> str | None:
    """Why a blocked figure is not printed, in words, with the question that would free it."""
    form, reasons = derive_form(row)
    if form != FigureForm.BLOCKED:
        return None
    reason = "; ".join(reasons)
    return " ".join(filter(None, [f"{reason[0].upper()}{reason[1:]}.", row["question"]]))


def load_statistics(text: str, name: str = "statistics.csv") -> tuple[Figure, ...]:
    """The figures of a statistics file, in its order.

    Raises ``CheckFailed`` with one line for every fault, each naming file, row and value.
    """
    columns, rows = csv_table(text, name)
    if tuple(columns) not in (COLUMNS, WITH_SHARE):
        raise CheckFailed("\n".join(_column_faults(name, columns)))
    problems = [
        f"{name} row {place} ({row['id']}): {fault}"
        for place, row in enumerate(rows, start=2)
        for fault in row_faults(row)
    ]
    problems += _duplicates(name, [row["id"] for row in rows])
    if problems:
        raise CheckFailed("\n".join(problems))
    return tuple(row_figure(row) for row in rows)


def _column_faults(name: str, found: Sequence[str]) -> Iterator[str]:
    """What is wrong with a file's first line: columns unknown and missing, else their order."""
    unknown = [one for one in found if one not in WITH_SHARE]
    yield from (str(FaultPlace(name).unknown(one, WITH_SHARE, "column")) for one in unknown)
    yield from (f"{name}: the column {one} is missing" for one in COLUMNS if one not in found)
    yield f"{name}: the columns must be {', '.join(COLUMNS)}, in this order, each once."


def _duplicates(name: str, ids: Iterable[str]) -> list[str]:
    return [f"{name}: {id_!r} stands twice" for id_, times in Counter(ids).items() if times > 1]


def row_faults(row: Row) -> list[str]:
    """What is wrong with one row, a line for each fault; empty for a sound one."""
    if None in row or None in row.values():
        return ["has more or fewer values than the file has columns"]
    is_own = "own-count" in row["tags"].split()
    optional = _OPTIONAL | ({"source_url"} if is_own else set())
    required = (column for column in COLUMNS if column not in optional)
    faults = [f"{column} is empty" for column in required if not row[column].strip()]
    unknown = (tag for tag in row["tags"].split() if tag not in TAGS)
    faults += [f"tags: {tag!r} is not a known tag" for tag in unknown]
    faults += [
        f"{column}: {row[column]!r} is not a date"
        for column in ("period_start", "period_end")
        if row[column] and not is_iso_date(row[column])
    ]
    if row["verified"] not in ("yes", "no"):
        faults.append(f"verified: {row['verified']!r} is neither yes nor no")
    if not is_own and not row["source_url"].startswith(("https://", "http://")):
        faults.append(f"source_url: {row['source_url']!r} is not a web address")
    if (share := row.get("share") or "no") not in SHARES:
        faults.append(f"share: {share!r} is none of {', '.join(SHARES)}")
    return faults + _number_faults(row)


def _number_faults(row: Row) -> list[str]:
    """``value`` is a plain number, a share lies between 0 and 100 and is what its counts give."""
    if not re.fullmatch(r"\d+(\.\d+)?", row["value"]):
        return [f"value: {row['value']!r} is not a number"]
    is_share = row["unit"] == "percent" and "not-approval-rate" not in row["tags"].split()
    if is_share and float(row["value"]) > 100:
        return [f"value: {row['value']} percent is more than the whole"]
    return list(_count_faults(row))


def _count_faults(row: Row) -> Iterator[str]:
    """Where counts are named: no part is larger than its whole, and a share is rounded right."""
    part = first_number(row["numerator"] if row["unit"] == "percent" else row["value"])
    whole = first_number(row["denominator"])
    if part is None or whole is None or row["unit"] not in ("percent", "people", "cases"):
        return
    if whole == 0:
        yield "denominator: nothing can be a share of 0"
    elif part > whole:
        yield f"numerator: {part:,g} is more than the denominator, {whole:,g}"
    elif row["unit"] == "percent":
        decimals = len(row["value"].partition(".")[2])
        if round(100 * part / whole, decimals) != float(row["value"]):
            exact = round(100 * part / whole, decimals + 1)
            yield f"value: {part:,g} of {whole:,g} is {exact:g} percent, not {row['value']}"


def first_number(words: str) -> float | None:
    """The count that a numerator or denominator names: "8,375 clients served" gives 8375."""
    found = re.search(r"\d[\d,]*(?:\.\d+)?", words)
    return float(found[0].replace(",", "")) if found else None


def row_figure(row: Row) -> Figure:
    """A sound row as a figure."""
    copied = {
        column: row[column]
        for column in COLUMNS
        if column not in ("value", "tags", "verified", "period_start", "period_end", "question")
    }
    return Figure(
        **copied,
        value=float(row["value"]),
        tags=tuple(row["tags"].split()),
        verified=row["verified"] == "yes",
        period_start=row["period_start"] or None,
        period_end=row["period_end"] or None,
        form=derive_form(row)[0],
        blocked_because=blocked_because(row),
        share=_share(row),
    )


def _share(row: Row) -> str | None:
    """What may leave of a program's own count; ``None`` for what others published."""
    return (row.get("share") or "no") if "own-count" in row["tags"].split() else None
