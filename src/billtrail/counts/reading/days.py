"""Days as files have them: real dates, ISO text, or 3/31/2025 in the order that the file shows.

Whether the month or the day stands first is never guessed of one date: one with a number over 12
anywhere in the file settles it for all of them.
"""

import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

_SLASHED = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?:\s+0?0:00(?::00)?)?")
_ISO = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ]00:00(?::00)?)?")

#: Why a value is no day; ``faults.RULES`` has the words.
EMPTY, NUMBER, NO_DAY, UNCLEAR = "empty", "a-number", "no-day", "day-or-month"


def month_first(values: Iterable[Any]) -> bool | None:
    """Whether dates with slashes have the month first; None where no date of the file tells, or
    they contradict each other."""
    told = set()
    for value in values:
        found = _SLASHED.fullmatch(value) if isinstance(value, str) else None
        first, second = (int(found[1]), int(found[3])) if found else (0, 0)
        told |= {True} if second > 12 >= first > 0 else set()
        told |= {False} if first > 12 >= second > 0 else set()
    return told.pop() if len(told) == 1 else None


def read_day(value: Any, months_first: bool | None) -> tuple[str, str | None]:
    """The day as ISO text, or ``""`` and why it is none."""
    if isinstance(value, datetime):
        return value.date().isoformat(), None
    if value is None:
        return "", EMPTY
    if not isinstance(value, str):
        return "", NUMBER
    if found := _SLASHED.fullmatch(value):
        return _slashed(found, months_first)
    iso = _ISO.fullmatch(value)
    return _of_calendar(iso[1]) if iso else ("", NO_DAY)


def _slashed(found: re.Match[str], months_first: bool | None) -> tuple[str, str | None]:
    one, other, year = int(found[1]), int(found[3]), int(found[4])
    if months_first is None and one != other:
        return "", UNCLEAR
    month, day = (one, other) if months_first else (other, one)
    return _of_calendar(f"{year:04d}-{month:02d}-{day:02d}")


def _of_calendar(text: str) -> tuple[str, str | None]:
    try:
        return date.fromisoformat(text).isoformat(), None
    except ValueError:
        return "", NO_DAY
