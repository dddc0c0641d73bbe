"""How the record changed, in words: what a publisher said before and says now, with the days."""

from collections.abc import Iterable, Mapping
from itertools import groupby

from billtrail.bills.record_edits import EditKind, RecordEdit, SeenEdit, StepKind
from billtrail.legislatures.calendar import day_of

from .days_and_numbers import count_words, day_words
from .doubts import publisher_words
from .news import ChangeLine, NewsItem
from .words import bill_words, person_words, safe_url

#: What one fact of a part is called.
_FACTS: Mapping[str, str] = {
    "actions": "Step",
    "sponsorships": "Name",
    "committees": "Committee",
    "versions": "Text",
    "votes": "Vote",
    "relations": "Related bill",
    "subjects": "Subject",
    "summaries": "Summary",
    "titles": "Title",
    "introduced_date": "Day of introduction",
    "law": "Law",
    "policy_area": "Policy area",
}
#: What a list of them is called.
_LISTS: Mapping[str, str] = {
    "actions": "steps", "sponsorships": "names", "committees": "committees", "versions": "texts",
    "votes": "votes", "relations": "related bills", "subjects": "subjects",
    "summaries": "summaries", "titles": "titles",
}  # fmt: skip
_KINDS: Mapping[EditKind, str] = {
    EditKind.LATE: "added late",
    EditKind.EDITED: "in other words",
    EditKind.REDATED: "with another day",
    EditKind.WITHDRAWN: "taken out",
    EditKind.BACK: "back again",
    EditKind.SHORTENED: "shorter",
}
#: What kinds of step are called where it is told how late they come.
STEP_KINDS: Mapping[StepKind, str] = {
    StepKind.BEGINNING: "Introduced, sent to a committee",
    StepKind.COMMITTEE: "A committee's work",
    StepKind.CHAMBER: "Work and votes of a chamber",
    StepKind.EXECUTIVE: "Sent for signature, signed, vetoed, became law",
    StepKind.JOINED: "Who joined or withdrew",
    StepKind.TEXT: "A text",
    StepKind.VOTE: "A vote, with its counts",
    StepKind.OTHER: "Other steps",
}
#: So much of a text is shown; the table has all of it.
_SHOWN = 300
#: So much of it before the place where two texts part.
_LEAD = 60


def build_edited(edits: Iterable[SeenEdit]) -> tuple[NewsItem, ...]:
    """An item for each file of a source that says something of a bill's past otherwise, by the day
    we saw it; the source is its title. It is shaped as news is, and none."""
    items = groupby(edits, lambda seen: (day_of(seen.seen_at), seen.bill, seen.source))
    return tuple(_item(day, bill, source, list(group)) for (day, bill, source), group in items)


def _item(day: str, bill: str, source: str, edits: list[SeenEdit]) -> NewsItem:
    return NewsItem(
        day=day,
        bill=bill,
        identifier=bill_words(bill),
        title=publisher_words(source),
        lines=tuple(map(_line, edits)),
        source_url=safe_url(edits[0].source_url),
        status=None,
    )


def _line(seen: SeenEdit) -> ChangeLine:
    edit = seen.edit
    if edit.kind is EditKind.SHORTENED:
        what = f"{edit.after} of {edit.before} are left"
        return ChangeLine(f"List of {_LISTS[edit.part]}, {_KINDS[edit.kind]}", what)
    label = f"{_FACTS[edit.part]}, {_KINDS[edit.kind]}"
    before, after = _said_before(edit), _said_now(edit)
    if edit.kind is EditKind.LATE:
        return ChangeLine(label, f"{after} ({_late(seen)})")
    return ChangeLine(label, after or before or "", before if after else None)


def _late(seen: SeenEdit) -> str:
    """How late, and from when until when it was missing."""
    missing = day_words(day_of(seen.said_until))
    days = count_words(seen.days or 0, "day")
    return f"first seen {days} after that day; it was not there on {missing}"


def _said_before(edit: RecordEdit) -> str | None:
    return _said(edit, edit.before, edit.date_before, edit.after)


def _said_now(edit: RecordEdit) -> str | None:
    return _said(edit, edit.after, edit.date_after, edit.before)


def _said(edit: RecordEdit, text: str | None, day: str | None, other: str | None) -> str | None:
    """The text with its day, from a little before the place where the other one parts from it."""
    if text is None:
        return None
    named = person_words(text) if edit.part == "sponsorships" else text
    shown = _around(named, other or "")
    return f"{day_words(day)}: {shown}" if day else shown


def _around(text: str, other: str) -> str:
    same = next((n for n, pair in enumerate(zip(text, other, strict=False)) if len(set(pair)) > 1),
                0)  # fmt: skip
    start = max(0, same - _LEAD) if len(text) > _SHOWN else 0
    cut = text[start : start + _SHOWN]
    return f"{'... ' if start else ''}{cut}{' ...' if start + _SHOWN < len(text) else ''}"


def edit_lines(edits: Iterable[SeenEdit]) -> Iterable[str]:
    """For a terminal: a file of a source on a day, and a line for each edit."""
    items = build_edited(edits)
    if not items:
        yield "No edit of the record was seen."
    for item in items:
        yield f"{day_words(item.day)}  {item.identifier}  {item.title}"
        yield from (f"  {line}" for line in item.said())
