"""What points to single people: refused at the door, and nothing of it is kept or quoted."""

import re
from collections.abc import Collection, Iterable, Sequence

from billtrail.counts.suppression import ALL, Count
from billtrail.errors import CheckFailed

#: Words of a column's name that stand for a person, whatever else the name says.
_PERSONAL = re.compile(
    r"\b((first|last|full|middle|given|family|client|survivor)[ _-]?name|names?|surname|alias|"
    r"dob|birth(day|date)?|date[ _-]of[ _-]birth|ssn|social[ _-]security|alien|a[ _-]?number|"
    r"passport|e?mail|phone|telephone|address|street|"
    r"(client|case|survivor|person|patient|record|file|docket|intake|hmis)[ _-]?"
    r"(id|ids|no|nr|num|number)|id|uuid|initials)\b",
    re.IGNORECASE,
)
#: Names of what is no person.
_OF_A_THING = re.compile(
    r"(program|project|agency|organi[sz]ation|grantee|partner|site|measure|indicator|service|"
    r"county|city|place)s?[ _-]?names?",
    re.IGNORECASE,
)
NOTHING_KEPT = "Only counts may be loaded; nothing of the file was kept."

#: A column with so many categories, on most of the rows, lists people or days.
_MANY = 40
#: Labels that stand for single people: "J.D.", "Doe, Jane", "AB-1042".
_CODED = re.compile(r"[A-Z]\.\s?[A-Z]\.?|[A-Z][a-z'-]+, ?[A-Z][a-z.]+|[A-Za-z#]{1,5}[- ]?\d{3,}")
#: So long a text tells a story.
_STORY = 120


class PeopleListed(CheckFailed):
    """The table seems to list people; whoever holds its bytes lets them go."""


def refuse_head(name: str, columns: Iterable[str]) -> None:
    """Columns that point to people end the reading, before any row is looked at."""
    for column in columns:
        words = column.replace("_", " ").strip()
        if _PERSONAL.search(words) and not _OF_A_THING.fullmatch(words):
            raise PeopleListed(f"{name}: the column {column!r} is about single people. "
                               f"{NOTHING_KEPT}")  # fmt: skip


def refuse_labels(name: str, column: str, values: Collection[str]) -> None:
    """Labels that read like initials, names or case numbers, or tell stories."""
    kinds = set(values)
    coded = sum(bool(_CODED.fullmatch(value)) for value in kinds)
    if coded >= 3 and 2 * coded > len(kinds):
        raise PeopleListed(
            f"{name}: the column {column!r} holds what looks like initials, names or case "
            f"numbers of people. {NOTHING_KEPT}"
        )
    if any(len(value) > _STORY for value in kinds):
        raise PeopleListed(
            f"{name}: the column {column!r} holds long texts, as notes on people do. {NOTHING_KEPT}"
        )


def no_counts(name: str) -> PeopleListed:
    """There is nothing that counts: then each row may be a person."""
    return PeopleListed(
        f"{name}: there is no column 'count', and none of numbers for a month, quarter or year, so "
        f"each row may be a person. {NOTHING_KEPT} The workbook to fill in "
        "('billtrail stats template') shows the columns."
    )


def refuse_people(name: str, counts: Sequence[Count]) -> None:
    """Rows that seem to be people: every count is one, or a column names each row alone."""
    somebody = [count.value for count in counts if count.value]
    ones = sum(value == 1 for value in somebody)
    if (len(somebody) >= 5 and ones == len(somebody)) or (
        ones >= 20 and 10 * ones >= 9 * len(somebody)
    ):
        raise PeopleListed(f"{name}: every count is 1, so each row may be a person. {NOTHING_KEPT}")
    for dimension in {d for count in counts for d in count.group}:
        values = [count.category(dimension) for count in counts]
        kinds = set(values) - {ALL}
        if len(kinds) > _MANY and len(kinds) > 0.6 * len(values):
            raise PeopleListed(
                f"{name}: the column {dimension!r} has another value on nearly every row, as a "
                f"list of people has. {NOTHING_KEPT}"
            )
