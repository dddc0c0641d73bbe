"""Gaps of the record in words, and what to write to the publisher: factual, dated and polite."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any, NamedTuple

from billtrail.bills import Gap
from billtrail.legislatures import full_name, official_url
from billtrail.scrapers import find_source

from .days_and_numbers import day_words
from .doubts import publisher_words
from .words import person_words


class _Words(NamedTuple):
    """What a gap is called, what is found and what is asked; filled with the rows of the gap."""

    title: str
    found: str
    ask: str


_REFRESH = "Could the record be brought up to date?"
_RIGHT = "Could you look which is right?"
_WORDS: Mapping[str, _Words] = {
    "behind": _Words("a newer action is missing", "its newest action is {first}. {other} has a "
                     "newer one: {second}.", _REFRESH),
    "names missing": _Words("cosponsors are missing", "it does not list {all}, whom {other} lists.",
                            _REFRESH),
    "differs": _Words("{field} differs between sources",
                      "it gives {first} as the {field}, and {other} gives {second}.", _RIGHT),
    "taken back": _Words("rows are gone from a newer version", "{told}, other than its version of "
                         "{day}.", "Is that meant?"),
    "not carried": _Words("an end that its other rows do not carry", "it says {told}.", _RIGHT),
    "law twice": _Words("it became law on two days", "it has {all}.", _RIGHT),
    "after law": _Words("actions after the law", "it became law by {first}, and has after that "
                        "{rest}.", _RIGHT),
    "law not sent": _Words("a law without presentment", "it has {first}, and no action by which it "
                           "was presented.", "Is that action missing?"),
    "print not passed": _Words("a text without its passage", "it has the text {all}, and no action "
                               "by which it passed.", "Is that action missing?"),
    "print not reported": _Words("a text without its report", "it has the text {all}, and no "
                                 "action by which it was reported.", "Is that action missing?"),
    "other first day": _Words("two days of introduction", "the day of introduction is {day}, and "
                              "the action of it is {rest}.", _RIGHT),
    "joined before it was there": _Words("cosponsors before the introduction", "the bill was "
                                         "introduced on {day}, and it lists {rest}.", _RIGHT),
    "joined twice": _Words("one cosponsor listed twice", "it lists {all}, and no withdrawal.",
                           _RIGHT),
    "list cut": _Words("the list of cosponsors may be cut off", "it has exactly {first}, a number "
                       "at which lists were cut off before.", "Is the list complete?"),
}  # fmt: skip


class GapWords(NamedTuple):
    """A gap as it is told: where it can be reported, and a title and text to paste there. Without
    ``text`` it is not unusual yet."""

    says: str
    tracker: str
    title: str
    text: str | None


def gap_words(gap: Gap) -> GapWords:
    words, said = _WORDS[gap.rule], _said(gap)
    found, source = words.found.format(**said), find_source(gap.source)
    record, tracker = (source.record, source.tracker) if source else ("record", "")
    title = f"{full_name(gap.bill)}: {words.title.format(**said)}"
    text = None
    if gap.wait_until is None:
        where = gap.url or official_url(gap.bill) or ""
        text = (
            f"In the {record} of {full_name(gap.bill)}, {_when(gap)}, {found} {words.ask} "
            f"Thank you.\n\n{where}"
        ).rstrip()
    return GapWords(f"{publisher_words(gap.source)}: {found}", tracker, title, text)


def _when(gap: Gap) -> str:
    checked, as_of = day_words(gap.checked), day_words(gap.data_as_of)
    return f"as it was on {checked}" + (f" (written {as_of})" if as_of != checked else "")


def _said(gap: Gap) -> dict[str, str]:
    """What the words of a gap are filled with."""
    rows = [_row(gap.rule, *row) for row in gap.rows] or [""]
    return {
        "first": rows[0],
        "second": rows[-1],
        "rest": _list(rows[1:]),
        "all": _list(rows),
        "day": day_words(gap.rows[0][0]) if gap.rows else "",
        "other": publisher_words(gap.other) if gap.other else "",
        "field": {"introduced_date": "day of introduction"}.get(gap.field, gap.field),
        "told": gap.told,
    }


_NAMED = frozenset({"names missing", "joined before it was there", "joined twice"})
_BARE = frozenset({"list cut", "differs"})
#: So many rows are named; the rest is counted.
_MOST = 8


def _row(rule: str, day: str | None, text: str) -> str:
    if rule in _BARE:
        return day_words(text) if text[:4].isdigit() and text[4:5] == "-" else text
    named = person_words(text) if rule in _NAMED else f'"{text}"'
    return f"{named} ({day_words(day)})" if day else named


def _list(rows: list[str]) -> str:
    left = len(rows) - _MOST
    return ", ".join(rows[:_MOST]) + (f" and {left} more" if left > 0 else "")


def gap_lines(gaps: Iterable[Gap]) -> Iterator[str]:
    """For a terminal: what is found, and what can be done about it."""
    found = groupby(gaps, lambda gap: gap.bill)
    none = "No gap of the record is known."
    for bill, group in found:
        none = ""
        yield full_name(bill)
        for gap in group:
            words = gap_words(gap)
            lines = (words.says, *_report_lines(gap, words))
            yield from (f"  {line}".rstrip() for line in lines)
            yield ""
    if none:
        yield none


def _report_lines(gap: Gap, words: GapWords) -> Iterator[str]:
    publisher = publisher_words(gap.source)
    if words.text is None:
        day = day_words(gap.wait_until)
        yield f"Not unusual yet: {publisher} can be so late until {day}. Ask again after that."
        return
    yield f"To report at {words.tracker}:" if words.tracker else f"To write to {publisher}:"
    yield f"  {words.title}"
    yield from (f"  {line}" for line in words.text.splitlines())


def gap_json(gap: Gap) -> dict[str, Any]:
    """A gap with what is told of it; ``text`` is null where it is not unusual yet."""
    words = gap_words(gap)
    return {
        "bill": gap.bill, "source": gap.source, "rule": gap.rule, "rows": [*map(list, gap.rows)],
        "other_source": gap.other, "data_as_of": gap.data_as_of, "checked": gap.checked,
        "wait_until": gap.wait_until, "source_url": gap.url, "says": words.says,
        "tracker": words.tracker or None, "title": words.title, "text": words.text,
    }  # fmt: skip
