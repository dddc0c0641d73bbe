"""What a legislature's value and calendar lack, each missing piece in a line.

A legislature without a piece is still read; what rests on the piece is left out or refused where a
reader meets it. Whoever adds a state wants to hear all of it at once.
"""

import string
from collections.abc import Iterator
from datetime import date
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from billtrail.errors import UsageError

from .calendar import calendars, sessions
from .legislature import BillKey, Legislature
from .registry import get, is_known, known
from .vocabulary import Chamber, Language

#: The languages of briefs; plain English has the labels of English.
_LANGUAGES = tuple(language.value for language in Language if language != Language.PLAIN)
_NAMES = {"en": "English", "es": "Spanish"}
_CHAMBERS = ({Chamber.LOWER, Chamber.UPPER}, {Chamber.LEGISLATURE})
_LIMITS = ("starts", "last_passage", "last_signature", "ends", "origin_passage")


def missing(id: str, on: date) -> Iterator[str]:
    """What is missing of a legislature on a day; nothing where it is whole."""
    if not is_known(id):
        ids = ", ".join(one.id for one in known())
        yield f"no legislature {id!r}: add legislatures/{id}.py with its LEGISLATURE (known: {ids})"
        return
    legislature = get(id)
    yield from _of_chambers(legislature)
    yield from _of_measures(legislature)
    yield from _of_sessions(legislature, on)
    yield from _of_rules(legislature)
    yield from _of_labels(legislature)


def _of_chambers(one: Legislature) -> Iterator[str]:
    if set(one.chambers) not in _CHAMBERS:
        yield "the chambers are neither lower and upper nor the legislature alone"
    for chamber in one.chambers:
        if one.seats.office(chamber, None) not in one.offices:
            yield f"no office for members of the {one.chamber(chamber)}"
    try:
        ZoneInfo(one.zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        yield f"no time zone is called {one.zone!r}"


def _of_measures(one: Legislature) -> Iterator[str]:
    if not one.types:
        yield "no measure types"
    for row in one.types:
        if row.jurisdiction != one.id:
            yield f"the measure type {row.type!r} is of {row.jurisdiction!r}"
        if row.chamber not in (*one.chambers, Chamber.EXECUTIVE):
            yield f"no chamber {row.chamber.value!r}, where measures of type {row.type!r} begin"
    spelled = [spelling for row in one.types for spelling in set(row.spellings)]
    for spelling in sorted({name for name in spelled if spelled.count(name) > 1}):
        yield f"two measure types are spelled {spelling!r}"


def _of_sessions(one: Legislature, on: date) -> Iterator[str]:
    if not one.sessions.fits(one.example):
        yield f"the example {one.example!r} is no session of its grammar"
    if one.id not in calendars.jurisdictions():
        yield f"no calendar: add data/calendars/{one.id}.toml"
        return
    if calendars.is_faulty(one.id):
        yield f"no calendar: {calendars.calendar_of(one.id)['fault']}"
        return
    try:
        sessions.session_on(one.id, on)
    except UsageError:
        yield f"no session of {on} in the calendar"
    rule = calendars.calendar_of(one.id)["rule"]
    for limit in _LIMITS:
        if limit in rule and limit not in rule.get("basis", {}):
            yield f"no basis for {limit!r} in the calendar: where that day is set"


def _of_rules(one: Legislature) -> Iterator[str]:
    if one.signing is None:
        yield f"no rule for the day by which the {one.executive} must sign"
    if one.types and one.official_url(BillKey(one.id, one.example, one.types[0].type, 1)) is None:
        yield "no official page of a bill: only bills whose source gives one have an address"


# -- labels ----------------------------------------------------------------------------------------


def _needed_labels(one: Legislature) -> dict[str, frozenset[str]]:
    """The keys of the labels that briefs print, each with what is filled into it."""
    nothing, bodies = frozenset[str](), [*map(str, one.chambers), "executive"]
    needed = {body: nothing for body in bodies} | {f"bar-{body}": nothing for body in bodies}
    needed |= {"session-name": frozenset({"session"}), "sessions": nothing}
    needed |= {f"title-{office}": frozenset({"name"}) for office in one.offices}
    if not one.seats.by_state:
        needed |= {f"seat-{chamber}": frozenset({"number"}) for chamber in one.chambers}
    return needed


def _of_labels(one: Legislature) -> Iterator[str]:
    for key, fields in _needed_labels(one).items():
        for code in _LANGUAGES:
            label, language = one.labels.get(key, {}).get(code), _NAMES.get(code, code)
            if label is None:
                yield f"no label {key!r} in {language}"
            elif {name for _, name, _, _ in string.Formatter().parse(label) if name} != fields:
                filled = " and ".join(f"{{{name}}}" for name in fields) or "nothing"
                yield f"the label {key!r} in {language} must hold {filled}: {label!r}"
