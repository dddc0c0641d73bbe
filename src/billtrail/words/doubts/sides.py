"""What the record may have wrong, in words: what is in doubt, and what a person set right."""

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby, islice, zip_longest
from textwrap import wrap
from typing import Any, NamedTuple

from billtrail.bills.doubts import Correction, Doubt
from billtrail.bills.values import BillStatus
from billtrail.campaigns.staff_files import corrections
from billtrail.scrapers import find_source

from ..days_and_numbers import count_words, day_words
from ..news import row_words, scalar_words
from ..words import bill_words, session_words, whole_title

#: Way -> what is said of it.
_SAID: Mapping[str, str] = {
    "out": "{source}'s file of {day} says otherwise: {says}; not taken yet because {why}",
    "in": "{source} says {says}; {why}",
}


#: Way -> what is said where its publisher took it back.
_TAKEN_BACK: Mapping[str, str] = {
    "out": "{source}'s file of {day} took back what was recorded: {says}",
    "in": "{source} said {says} in its file of {day}, and took it back",
}


def publisher_words(name: str) -> str:
    """Whose word a source's is, in running text: ``GovInfo``."""
    source = find_source(name)
    return (source.publisher or source.title) if source else name


def doubt_words(doubt: Doubt) -> str:
    """What a publisher says that is not taken yet, and why not; without a full stop."""
    return _SAID[doubt.way].format(
        source=publisher_words(doubt.source), day=day_words(doubt.data_as_of), says=doubt.says,
        why=doubt.why,
    )  # fmt: skip


def doubts_words(status: BillStatus) -> str:
    """All that is in doubt of a bill; empty where nothing is."""
    return "; ".join(map(doubt_words, status.in_doubt))


def taken_back_words(doubt: Doubt) -> str:
    """An end that a publisher told and does not tell any more, or what went because it said so
    twice."""
    source, day = publisher_words(doubt.source), day_words(doubt.data_as_of)
    return _TAKEN_BACK[doubt.way].format(source=source, day=day, says=doubt.says)


# What we hold beside what the newer file says ----------------------------------------------------


class Side(NamedTuple):
    """One thing that two records say otherwise: ``what`` it is, ``held`` by us, ``said`` by the
    newer file; ``None`` where one says nothing."""

    what: str
    held: str | None
    said: str | None


#: A part -> what one of its rows is called.
_ROWS: Mapping[str, str] = {
    "actions": "step", "sponsorships": "who is behind it", "committees": "committee",
    "versions": "text", "votes": "vote", "relations": "related bill", "subjects": "subject",
    "summaries": "summary", "titles": "title",
}  # fmt: skip


def build_sides(
    doubt: Doubt, changes: Iterable[tuple[str, str | None, str | None]]
) -> tuple[Side, ...]:
    """Sides of (field, old, new) as in ``bill_changes``: what is lost first, part by part. Of an
    end that is doubted, all else of the file is taken: it is the one thing said otherwise."""
    found = [_side(*change) for change in changes] or [Side("end", None, doubt.says)]
    return tuple(sorted(found, key=lambda side: (side.said is not None, side.held is None)))


def _side(field: str, old: str | None, new: str | None) -> Side:
    part, colon, _ = field.partition(":")
    words = row_words if colon else scalar_words
    return Side(
        _ROWS.get(part, part.replace("_", " ")),
        *(None if text is None else str(words(part, json.loads(text))) for text in (old, new)),
    )


# What the command prints --------------------------------------------------------------------------

_WIDTH = 40
#: Rows of one kind that a listing shows; the others are counted, and JSON has them all.
_MOST = 12


def doubt_lines(
    doubt: Doubt, status: BillStatus, sides: Iterable[Side], settled_by: str
) -> Iterator[str]:
    """An open doubt: where the bill stands, what is said otherwise, row by row, and what now."""
    bill = status.bill
    session = session_words(bill.jurisdiction, bill.session)
    yield f"{doubt.id}. {bill_words(bill.key)} ({session})  {whole_title(status)}"
    yield from wrap(f"{doubt_words(doubt)}.", 96, initial_indent="   ", subsequent_indent="   ")
    yield f"   In doubt since {day_words(doubt.since)}."
    yield from _table(sides)
    yield from wrap(settled_by, 96, initial_indent="   ", subsequent_indent="   ")


def _table(sides: Iterable[Side]) -> Iterator[str]:
    """What we hold beside what the newer file says."""
    found = [(what, list(rows)) for what, rows in groupby(sides, lambda side: side.what)]
    if found:
        yield from _row("", "we hold", "the newer file says")
    for what, rows in found:
        for side in islice(rows, _MOST):
            yield from _row(what, side.held or "-", side.said or "-")
        if len(rows) > _MOST:
            more = count_words(len(rows) - _MOST, "more", "more")
            yield f"     {what}: {more} (--json has them all)"


def _row(what: str, held: str, said: str) -> Iterator[str]:
    columns = wrap(what, 16), wrap(held, _WIDTH), wrap(said, _WIDTH)
    for one, two, three in zip_longest(*columns, fillvalue=""):
        yield f"     {one:<16}  {two:<{_WIDTH}}  {three}".rstrip()


def doubt_json(bill: str, doubt: Doubt, sides: Iterable[Side], settled_by: str) -> dict[str, Any]:
    """An open doubt as ``doubts --json`` has it; keys are only ever added."""
    return {
        "id": doubt.id, "bill": bill, "source": doubt.source, "way": doubt.way,
        "data_as_of": doubt.data_as_of, "since": doubt.since, "says": doubt.says,
        "why": doubt.why, "settled_by": settled_by, "times": doubt.times,
        "rows": [side._asdict() for side in sides],
    }  # fmt: skip


# What a person set right --------------------------------------------------------------------------


def correction_words(one: Correction) -> str:
    """What a person set right: ``Passed the House, Mar 2, 2026``, ``not: Became law, ...``."""
    step = corrections.steps_of(one.bill.partition("-")[0]).get(one.field)
    if step is None:
        field = corrections.TEXTS.get(one.field, one.field).capitalize()
        value = corrections.read_person(one.value)["name"] if one.field == "sponsor" else one.value
        return f"{field}: {value}"
    return f"{'not: ' if one.takes_back else ''}{step.words}, {day_words(one.day)}"


def corrector_words(one: Correction) -> str:
    """Who set it right: a person on the staff's own machine alone."""
    return one.by or "this organization"
