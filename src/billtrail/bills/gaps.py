"""Gaps of the record: where one source lags another, or contradicts itself.

Nothing here is a stage: who reads the record is told, and its publisher can be. A rule speaks only
where both sides are listed; a list that the record does not speak of contradicts nothing.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from billtrail.legislatures import ActionClass, Chamber, MeasureKind, get
from billtrail.legislatures.calendar import last_day

from .models import Action, Bill, Version

#: A row as its publisher has it: its day (ISO, may be missing) and its text.
Row = tuple[str | None, str]


class Contradiction(NamedTuple):
    """The name of a rule and the rows that do not go together, the first of them the reason."""

    rule: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """What is missing or wrong in the record of one source, and what shows it.

    ``rule`` is one of ``RULES``; ``behind`` (rows: its own newest step, then that of ``other``);
    ``names missing`` (rows: who ``other`` lists); ``differs`` (rows: what it says of ``field``,
    then what ``other`` says); ``taken back`` (row: the day of the older file) or ``not carried``,
    of a doubt whose words ``told`` has. ``data_as_of`` is what the record speaks for, ``checked``
    the day until which it was known to say so. ``wait_until``: not unusual up to that day.
    """

    bill: str
    source: str
    rule: str
    rows: tuple[Row, ...]
    data_as_of: str
    checked: str
    url: str | None = None
    other: str | None = None
    field: str = ""
    told: str = ""
    wait_until: str | None = None


_C = ActionClass
_PASSED = frozenset({_C.PASSAGE, _C.AGREEMENT, _C.ADOPTION, _C.CONFERENCE_AGREEMENT, _C.ENROLLED})
_LAW = frozenset({_C.BECAME_LAW})
_SENT = frozenset({_C.EXECUTIVE_RECEIPT})
#: What cannot take place after a law; a committee may still file its report.
_BEFORE_LAW = _PASSED | _SENT | {_C.FAILURE, _C.EXECUTIVE_VETO}
_REPORTED = frozenset({
    _C.COMMITTEE_PASSAGE, _C.COMMITTEE_PASSAGE_FAVORABLE, _C.COMMITTEE_PASSAGE_UNFAVORABLE,
    _C.COMMITTEE_PASSAGE_UNRECOMMENDED, _C.ORIGINAL_MEASURE,
})  # fmt: skip
#: A list of just so many, or a multiple, was once cut off by its publisher.
_CUT_AT = 250


def contradictions(bill: Bill) -> Iterator[Contradiction]:
    """What in a record does not go together, by the rules of ``RULES``."""
    for rule, find in RULES.items():
        if rows := tuple(find(bill)):
            yield Contradiction(rule, rows)


def _steps(bill: Bill, classes: frozenset[ActionClass]) -> list[Action]:
    """Its publisher's steps of these classes, the oldest first."""
    found = [
        one for one in bill.actions or ()
        if one.official and not classes.isdisjoint(one.classification)
    ]  # fmt: skip
    return sorted(found, key=lambda one: last_day(one.date))


def _tells_steps(bill: Bill) -> bool:
    return any(one.official for one in bill.actions or ())


def _row(action: Action) -> Row:
    return action.date, action.description


def _law_twice(bill: Bill) -> Iterable[Row]:
    laws = {one.date: one for one in _steps(bill, _LAW)}
    return map(_row, laws.values()) if len(laws) > 1 else ()


def _after_law(bill: Bill) -> Iterable[Row]:
    laws = _steps(bill, _LAW)
    if not laws:
        return ()
    later = [
        one for one in _steps(bill, _BEFORE_LAW)
        if one.date > last_day(laws[-1].date)
    ]  # fmt: skip
    return map(_row, (laws[-1], *later)) if later else ()


def _unsent(bill: Bill) -> Iterable[Row]:
    laws = _steps(bill, _LAW)
    return map(_row, laws[:1]) if laws and not _steps(bill, _SENT) else ()


def _unpassed_print(bill: Bill) -> Iterable[Row]:
    """A print that is made of what a chamber passed, or both did, without that passage."""
    passed = {one.chamber for one in _steps(bill, _PASSED)}
    if None in passed or not _tells_steps(bill):
        return
    for version in bill.versions or ():
        for chamber in _passed_by(bill, version):
            if chamber not in passed:
                yield version.date, version.note
                break


def _passed_by(bill: Bill, version: Version) -> Iterable[Chamber]:
    """The chambers that must have passed a bill for a print to be."""
    chambers = get(bill.jurisdiction).chambers
    if _OF_BOTH.match(version.note):
        return [bill.chamber] if bill.kind == MeasureKind.SIMPLE else chambers
    found = _OF_ONE.match(version.note)
    return [one for one, name in chambers.items() if found and name == found[1]]


_OF_BOTH = re.compile(r"(?:Enrolled|Chaptered)\b")
_OF_ONE = re.compile(r"Engrossed in (\w+)$")
_OF_COMMITTEE = re.compile(r"Reported (?:in|to) (\w+)$")


def _unreported_print(bill: Bill) -> Iterable[Row]:
    reported = {one.chamber for one in _steps(bill, _REPORTED)}
    if None in reported or not _tells_steps(bill):
        return
    names = {name: chamber for chamber, name in get(bill.jurisdiction).chambers.items()}
    for version in bill.versions or ():
        found = _OF_COMMITTEE.match(version.note)
        if found and found[1] in names and names[found[1]] not in reported:
            yield version.date, version.note


def _other_first_day(bill: Bill) -> Iterable[Row]:
    """The day of introduction at the record's head and the step of it."""
    steps = [one for one in _steps(bill, frozenset({_C.INTRODUCTION})) if len(one.date) == 10]
    head = bill.introduced_date
    if head is None or bill.reserved or not steps or head in {one.date for one in steps}:
        return ()
    return (head, "Introduced"), _row(steps[0])


def _before_introduction(bill: Bill) -> Iterable[Row]:
    head = bill.introduced_date
    early = [
        (one.date, one.name) for one in bill.sponsorships or ()
        if head and one.date and last_day(one.date) < head
    ]  # fmt: skip
    return ((head, "Introduced"), *early) if early else ()


def _joined_twice(bill: Bill) -> Iterable[Row]:
    """One person listed twice who never withdrew."""
    standing = [one for one in bill.sponsorships or () if not one.withdrawn and one.person]
    often = Counter(one.person for one in standing)
    return ((one.date, one.name) for one in standing if often[one.person] > 1)


def _cut_list(bill: Bill) -> Iterable[Row]:
    joined = sum(one.date is not None for one in bill.sponsorships or ())
    return ((None, f"{joined} cosponsors"),) if joined and joined % _CUT_AT == 0 else ()


#: What is wrong -> the rows of a record that show it; none: nothing.
RULES: Mapping[str, Callable[[Bill], Iterable[Row]]] = {
    "law twice": _law_twice,
    "after law": _after_law,
    "law not sent": _unsent,
    "print not passed": _unpassed_print,
    "print not reported": _unreported_print,
    "other first day": _other_first_day,
    "joined before it was there": _before_introduction,
    "joined twice": _joined_twice,
    "list cut": _cut_list,
}
