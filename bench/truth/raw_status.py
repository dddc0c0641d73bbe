"""Who has a measure and what may follow, read from the signs of its record alone.

Where the record leaves it open (two answers of one day, a conference) nothing is expected, and
what the program says is not judged.
"""

import re
from functools import lru_cache

from .raw_record import RawBill, Sign

_PASSED = (Sign.PASSED, Sign.PASSED_AMENDED)
_ANSWERS = (Sign.CONCURRED, Sign.CONCURRED_AMENDED)
_remembered = lru_cache(maxsize=64)
OTHER = {"House": "Senate", "Senate": "House"}


@_remembered
def passed_on(raw: RawBill, chamber: str) -> tuple[str, ...]:
    """The days of the chamber's passages that stand: an undo takes back one, the older first."""
    passed = [*raw.days(*_PASSED, chamber=chamber)]
    for undone in raw.days(Sign.PASSAGE_UNDONE, chamber=chamber):
        earlier = [day for day in passed if day <= undone]
        if earlier and (len(passed) > 1 or earlier[0] < undone or not _again(raw, chamber, undone)):
            passed.remove(earlier[0])
    return tuple(day for day in passed if day not in _undone(raw, chamber))


def _undone(raw: RawBill, chamber: str) -> set[str]:
    """The days whose action was undone by name, unless more was done on that day."""
    lines = (line for line in raw.lines if Sign.ACTION_UNDONE in line.signs
             and line.chamber in (None, chamber))  # fmt: skip
    dates = (re.search(r"(\d+)/(\d+)/(\d{4})", line.text) for line in lines)
    return {f"{d[3]}-{int(d[1]):02}-{int(d[2]):02}" for d in dates if d}


def _again(raw: RawBill, chamber: str, day: str) -> bool:
    """Whether more passages than one are recorded on the day."""
    texts = {
        line.text for line in raw.lines
        if line.day == day and line.chamber == chamber and not line.signs.isdisjoint(_PASSED)
        and not line.text.startswith("Passed/agreed")
    }  # fmt: skip
    return len(texts) > 1


@_remembered
def agreed_on(raw: RawBill) -> str | None:
    """The day on which both chambers had agreed to one text."""
    if raw.kind == "simple":
        return None
    first, second = passed_on(raw, raw.origin), passed_on(raw, OTHER[raw.origin])
    found = [*raw.days(Sign.PRESENTED)]
    reports = [raw.days(Sign.CONFERENCE_AGREED, chamber=c) for c in OTHER]
    if all(reports):
        found.append(max(days[-1] for days in reports))
    if first and second:
        clean = raw.days(Sign.PASSED, chamber=OTHER[raw.origin])
        found += [day for day in clean if day >= first[0] and not _is_amended(raw, day)]
    for line in raw.lines:
        if Sign.CONCURRED in line.signs and line.chamber and passed_on(raw, OTHER[line.chamber]):
            found += [line.day] if line.day not in _undone(raw, line.chamber) else []
    return min(found, default=None)


def _is_amended(raw: RawBill, day: str) -> bool:
    """Whether a passage of the second chamber of that day changed the text."""
    second = OTHER[raw.origin]
    if day in raw.days(Sign.PASSED_AMENDED, chamber=second):
        return True
    return any(f"{second} amendment" in line.text and "Message on" in line.text
               for line in raw.lines if line.day >= day)  # fmt: skip


@_remembered
def chamber_next(raw: RawBill) -> str | None:
    """The chamber that must act next, or ``None`` where the record leaves it open."""
    if raw.kind == "simple":
        return raw.origin
    if raw.says(Sign.CONFERENCE, Sign.CONFERENCE_AGREED, Sign.PRESENTED, Sign.SIGNED, Sign.LAW):
        return None
    passages = {c: passed_on(raw, c) for c in OTHER}
    second = OTHER[raw.origin]
    if not passages[raw.origin]:
        return raw.origin if not passages[second] else None
    if _came_back(raw, passages[raw.origin][-1]):
        return raw.origin
    if not passages[second]:
        return second
    return _after_both(raw)


def _came_back(raw: RawBill, passed: str) -> bool:
    """Whether the papers were returned to the chamber of origin after its passage, to stay."""
    returned = [day for day in raw.days(Sign.PAPERS_RETURNED) if day >= passed]
    received = raw.days(Sign.RECEIVED, chamber=OTHER[raw.origin])
    return bool(returned) and not any(day > returned[-1] for day in received)


def _after_both(raw: RawBill) -> str | None:
    """The chamber that the last answer waits for; nobody's where that answer was agreement."""
    answers = [
        (line.day, line.chamber, _changes(raw, line.day, line.chamber, line.signs))
        for line in raw.lines
        if line.chamber and not line.signs.isdisjoint((*_PASSED, *_ANSWERS))
    ]
    last_day = max(day for day, _, _ in answers)
    last = {(chamber, changes) for day, chamber, changes in answers if day == last_day}
    if len({chamber for chamber, _ in last}) > 1:
        return None
    chamber = next(iter(last))[0]
    return OTHER[chamber] if any(changes for _, changes in last) else None


def _changes(raw: RawBill, day: str, chamber: str, signs: frozenset[Sign]) -> bool:
    if signs & {Sign.PASSED_AMENDED, Sign.CONCURRED_AMENDED}:
        return True
    return Sign.PASSED in signs and chamber != raw.origin and _is_amended(raw, day)


@_remembered
def on_calendar(raw: RawBill, chamber: str) -> str | None:
    """The day the measure was placed on the chamber's calendar, unless it was referred later."""
    placed = [line.day for line in raw.lines
              if Sign.CALENDAR in line.signs and line.chamber in (None, chamber)]  # fmt: skip
    if not placed:
        return None
    referred = raw.days(Sign.REFERRED)
    later = any(day > max(placed) for day in referred)
    return None if later else max(placed)


@_remembered
def holders(raw: RawBill, chamber: str) -> tuple[str, ...]:
    """The full committees of the chamber that got the measure and neither let it go nor ordered it
    reported."""
    return tuple(
        h.name for h in raw.committees
        if h.chamber == chamber and h.got and max(h.let_go or "", h.ordered or "") < h.got
    )  # fmt: skip


_LOST = {Sign.FAILED, Sign.TABLED_BY_VOTE, Sign.SET_ASIDE}
_CARRIED = {*_PASSED, *_ANSWERS, Sign.CONFERENCE_AGREED, Sign.PRESENTED, Sign.LAW}


@_remembered
def lost_on(raw: RawBill) -> str | None:
    """The day of a vote that was lost, or on which the measure was set aside, if nothing after it
    took that back: the lines of a day count in the order in which a lost vote can be followed."""
    lost: str | None = None
    for day in sorted({line.day for line in raw.lines}):
        signs = {sign for line in raw.lines if line.day == day for sign in line.signs}
        own_vote_back = Sign.RECONSIDERED in signs and lost is None
        if Sign.RECONSIDERED in signs or signs & _CARRIED:
            lost = None
        carried = signs & _CARRIED and Sign.PASSAGE_UNDONE not in signs
        again = {Sign.SET_ASIDE} if carried else _LOST
        if signs & again and not own_vote_back:
            lost = day
    return lost


@_remembered
def law_day(raw: RawBill) -> str | None:
    """The day it became law: the signature's, the second override's, else the number's."""
    signed = raw.days(Sign.SIGNED)
    overrides = [raw.days(Sign.OVERRIDDEN, chamber=c) for c in OTHER]
    if signed:
        return signed[0]
    if all(overrides):
        return max(days[0] for days in overrides)
    return next(iter(raw.days(Sign.LAW)), None)
