"""Changes in words: one item for a bill and the day we saw it, one line for each thing seen.

A change's ``old`` and ``new`` are JSON text: a scalar of the bill, or one row of a part (field
``actions:<row key>``). Columns that only repeat another change (``latest_action`` beside the
action itself) make no line; the JSON of the page still holds them.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from billtrail.bills.stages import How
from billtrail.bills.values import NEWS, BillStatus, Change, decoded
from billtrail.legislatures import Stage
from billtrail.legislatures.calendar import day_of

from ..days_and_numbers import count_words, day_words
from ..status import then_words
from ..words import (
    CHANGE_KINDS,
    bill_words,
    person_words,
    safe_url,
    whole_title,
)
from .floor import FLOOR_LIST, floor_news
from .recounts import recount_words, recounted

_WHOLE = "*"

#: Scalars that have a line, with their words. Every other scalar repeats or supports these.
_SCALARS: Mapping[str, str] = {
    "rewritten": "Rewritten: another bill under the same number",
    "text_became": "Its text became law",
    "stage": "Stage",
    "law": "Law",
    "in_doubt": "In doubt, not taken yet",
    "title": "Title",
    "short_title": "Short title",
    "introduced_date": "Introduced on",
    "cosponsor_count": "Number who joined",
    "location": "Where it is",
    "policy_area": "Policy area",
}


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """What was seen: ``what`` and, where there was one before, ``before``."""

    label: str
    what: str
    before: str | None = None
    kind: str = ""


@dataclass(frozen=True, slots=True)
class NewsItem:
    """What was seen of one bill on one day."""

    day: str
    bill: str
    identifier: str
    title: str
    lines: tuple[ChangeLine, ...]
    source_url: str | None
    status: BillStatus | None

    def said(self) -> Iterator[str]:
        """Its lines as plain text."""
        for line in self.lines:
            before = f" (before: {line.before})" if line.before else ""
            yield f"{line.label}: {line.what}{before}"


def others_words(bills: int) -> str:
    """Of bills that moved and that nobody follows: they are counted, not told."""
    return f"{count_words(bills, 'bill')} that no campaign follows changed too"


def is_news(change: Change) -> bool:
    return change.kind in NEWS


def build_news(changes: Iterable[Change], bills: Mapping[str, BillStatus]) -> tuple[NewsItem, ...]:
    """Items, the day seen last first; within a day, in the order of the bills' keys."""
    ordered = sorted(changes, key=lambda c: c.bill)
    ordered.sort(key=lambda c: day_of(c.seen_at), reverse=True)
    items = (
        _item(day, bill, list(group), bills.get(bill))
        for (day, bill), group in groupby(ordered, lambda c: (day_of(c.seen_at), c.bill))
    )
    return tuple(item for item in items if item.lines)


def _item(day: str, bill: str, changes: list[Change], status: BillStatus | None) -> NewsItem:
    return NewsItem(
        day=day,
        bill=bill,
        identifier=bill_words(bill),
        title=whole_title(status) if status else "",
        lines=tuple(build_lines(changes, status)),
        source_url=safe_url(next((c.source_url for c in changes if c.source_url), None)),
        status=status,
    )


def build_lines(
    changes: Iterable[Change], status: BillStatus | None = None
) -> Iterator[ChangeLine]:
    """A line for each scalar or row that says something by itself; the stage and law first. A
    stage is told as the bill got there, which was recorded beside it; else by ``status``."""
    changes = list(changes)
    hows = {change.seen_at: change for change in changes if change.field == "how"}
    order = list(_SCALARS)
    scalars = sorted(
        (change for change in changes if change.field in _SCALARS and not _is_told_by_rows(change)),
        key=lambda change: order.index(change.field),
    )
    for change in scalars:
        yield _scalar_line(change, status, hows.get(change.seen_at))
    for change in changes:
        part, colon, _ = change.field.partition(":")
        if change.field == _WHOLE:
            yield ChangeLine("New here", "First record of this bill.", kind=_kind(change))
        elif told := recounted(change):
            yield from _recount_line(change, *told)
        elif part == "floor":
            yield from _floor_line(change)
        elif colon and part in _ROWS and not _says_the_same(part, change):
            yield _row_line(part, change)


def _is_told_by_rows(change: Change) -> bool:
    """The number of cosponsors goes where they are listed from now on: they have lines."""
    return change.field == "cosponsor_count" and change.new is None


def _scalar_line(change: Change, status: BillStatus | None, how: Change | None) -> ChangeLine:
    new = _value(change, change.new, status, how.new if how else None)
    old = _value(change, change.old, status, how.old if how else None)
    if change.field == "in_doubt" and new is None:
        gone = status is not None and old in {doubt.says for doubt in status.taken_back}
        label = "Taken back by its publisher" if gone else "In doubt until now"
        return ChangeLine(label, old or "", kind=_kind(change))
    return ChangeLine(_SCALARS[change.field], new or "No longer given", old, _kind(change))


def _value(
    change: Change, text: str | None, status: BillStatus | None, how: str | None
) -> str | None:
    if text is None:
        return None
    jurisdiction = change.bill.partition("-")[0]
    recorded = decoded(how)
    return scalar_words(change.field, str(decoded(text)), status, jurisdiction, recorded)


def _says_the_same(part: str, change: Change) -> bool:
    """Whether only what has no words moved: a day on which a committee met the bill."""
    new, old = _row(change.new), _row(change.old)
    if not new or not old or new.get("unlisted_since") or old.get("unlisted_since"):
        return False
    words = _ROWS[part][2]
    return words(new) == words(old)


def _row_line(part: str, change: Change) -> ChangeLine:
    label, gone, words = _ROWS[part]
    new, old = _row(change.new), _row(change.old)
    if new is None or new.get("unlisted_since"):
        return ChangeLine(gone, words(old or new or {}), kind=_kind(change))
    if old is not None:
        again = old.get("unlisted_since")
        new_no_more = label.removeprefix("New ").capitalize()
        label = f"{new_no_more}, listed again" if again else f"{label}, corrected"
    return ChangeLine(label, words(new), kind=_kind(change))


def _recount_line(
    change: Change, old: Mapping[str, Any], new: Mapping[str, Any]
) -> Iterator[ChangeLine]:
    """Who counted corrects the count: it is told by what it was; nothing where it is the same."""
    if new.get("unlisted_since"):
        yield _row_line("votes", change)
    elif said := recount_words(new, old):
        what = f"{day_words(new.get('date'))}: {new.get('motion') or 'Vote'}: {said}"
        yield ChangeLine("Count corrected", what, recount_words(old, new), _kind(change))


def _floor_line(change: Change) -> Iterator[ChangeLine]:
    """What a chamber's list says now, where it said otherwise before."""
    if told := floor_news(change.bill, _row(change.new) or {}, _row(change.old)):
        yield ChangeLine(FLOOR_LIST, told, kind=_kind(change))


def _row(text: str | None) -> Mapping[str, Any] | None:
    value = decoded(text)
    return value if isinstance(value, dict) else None


def _kind(change: Change) -> str:
    return CHANGE_KINDS.get(change.kind, change.kind)


def row_words(part: str, row: Mapping[str, Any]) -> str:
    """One row of a part, in words."""
    if part in _ROWS:
        return _ROWS[part][2](row)
    return str(row.get("title") or row.get("subject") or "")


def scalar_words(
    field: str,
    value: Any,
    status: BillStatus | None = None,
    jurisdiction: str = "",
    how: Any = None,
) -> str:
    """The value of a scalar in words: a stage, by ``how`` a bill got there, else by how that of
    ``status`` did; a date as a date; anything else as it was recorded."""
    if field == "stage" and value in tuple(Stage):
        known = How(how) if how in tuple(How) else None
        return then_words(status, Stage(value), jurisdiction, known)
    return day_words(value) if field.endswith("_date") else str(value)


def _dated(text_column: str) -> Callable[[Mapping[str, Any]], str]:
    def words(row: Mapping[str, Any]) -> str:
        text = str(row.get(text_column) or "")
        return f"{day_words(row['date'])}: {text}" if row.get("date") else text

    return words


def _sponsorship_words(row: Mapping[str, Any]) -> str:
    name = person_words(str(row.get("name", "")))
    place = "-".join(str(row[part]) for part in ("party", "state") if row.get(part))
    name = f"{name} ({place})" if place else name
    withdrawn = row.get("withdrawn")
    return f"{name}, withdrawn {day_words(withdrawn)}" if withdrawn else name


def _vote_words(row: Mapping[str, Any]) -> str:
    counts = f"{row['yes']} to {row['no']}" if "yes" in row and "no" in row else ""
    parts = (row.get("motion"), row.get("result"), counts)
    return f"{day_words(row.get('date'))}: " + ", ".join(str(part) for part in parts if part)


#: Of a part: the label of a new row, the label of one no longer listed, and a row's words.
_ROWS: Mapping[str, tuple[str, str, Callable[[Mapping[str, Any]], str]]] = {
    "actions": ("New action", "Action no longer listed", _dated("description")),
    "sponsorships": ("Joined", "No longer listed", _sponsorship_words),
    "committees": ("Committee", "Committee no longer listed", _dated("name")),
    "versions": ("New text", "Text no longer listed", _dated("note")),
    "votes": ("Vote", "Vote no longer listed", _vote_words),
    "hearings": ("Committee meeting", "Committee meeting off", _dated("description")),
    "summaries": ("New summary", "Summary no longer listed", _dated("note")),
    "relations": (
        "Related bill",
        "Related bill no longer listed",
        lambda row: bill_words(str(row.get("related", ""))),
    ),
}
