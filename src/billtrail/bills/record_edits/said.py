"""A source's record as single facts in its publisher's words, each with the day it gives itself.

What only moves with the bill (where it is, its status, its title, its addresses) is none of them,
and what we made of the record (classes, words of our own) is not compared.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from billtrail.legislatures import display

from ..models import (
    Action,
    Bill,
    BillCommittee,
    Relation,
    Sponsorship,
    Summary,
    Title,
    Version,
    Vote,
)


class Said(NamedTuple):
    """One fact: ``who`` it is about where the publisher tells (a person, a committee, a code), the
    ``date`` it gives (ISO, or a month or year, or none) and its ``text``.

    ``step`` is the class of an action, for measuring alone; ``ours``: the words are ours.
    """

    who: str
    date: str | None
    text: str
    step: str = ""
    ours: bool = False

    @property
    def fact(self) -> tuple[str | None, str]:
        """What of it is said."""
        return self.date, self.text


def _action(row: Action) -> Iterator[Said]:
    who = "|".join((row.system or "", row.code or "", row.committee or ""))
    step = row.classification[0].value if row.classification else "step"
    yield Said(who, row.date, row.description, step, not row.official)


def _sponsorship(row: Sponsorship) -> Iterator[Said]:
    who = row.person or row.name
    yield Said(who, row.date, row.name, "joined")
    if row.withdrawn:
        yield Said(f"{who}|withdrawn", row.withdrawn, f"{row.name}, withdrawn", "withdrew")


def _committee(row: BillCommittee) -> Iterator[Said]:
    yield Said(row.committee, None, row.name)
    for one in row.activities:
        yield Said(f"{row.committee}|{one.name}", one.date, f"{row.name}: {one.name}")


def _version(row: Version) -> Iterator[Said]:
    yield Said(row.code or row.note, row.date, row.note, "text")


def _vote(row: Vote) -> Iterator[Said]:
    outcome = ", ".join(part for part in (row.motion, row.result) if part)
    if outcome:
        yield Said(row.identifier, row.date, outcome, "vote")
    if row.yes is not None and row.no is not None:
        yield Said(f"{row.identifier}|count", row.date, f"{row.yes} to {row.no}")


def _relation(row: Relation) -> Iterator[Said]:
    yield Said(row.bill, None, f"{display(row.bill)}: {row.kind}")


def _subject(row: str) -> Iterator[Said]:
    yield Said(row, None, row)


def _summary(row: Summary) -> Iterator[Said]:
    yield Said(row.note, row.date, row.text)


def _title(row: Title) -> Iterator[Said]:
    yield Said(f"{row.kind}|{row.chamber or ''}", None, row.title)


#: A part of a record -> the facts of one of its rows.
PARTS: Mapping[str, Callable[[Any], Iterator[Said]]] = {
    "actions": _action,
    "sponsorships": _sponsorship,
    "committees": _committee,
    "versions": _version,
    "votes": _vote,
    "relations": _relation,
    "subjects": _subject,
    "summaries": _summary,
    "titles": _title,
}
#: Single values of a record that stay as they are once they are said.
VALUES = ("introduced_date", "law", "policy_area")


def said_of(bill: Bill, part: str) -> dict[Said, None] | None:
    """The facts of a part or a single value, each once; ``None``: the record does not speak of a
    list."""
    rows: Iterable[Any] | None = getattr(bill, part)
    if part in VALUES:
        return {_value(part, rows): None} if isinstance(rows, str) else {}
    if rows is None:
        return None
    take_apart = PARTS[part]
    return {fact: None for row in rows for fact in take_apart(row)}


def _value(name: str, value: str) -> Said:
    is_day = name.endswith("_date")
    return Said(name, value if is_day else None, "Introduced" if is_day else value)
