"""Until when a committee takes letters on a bill: a rule table as data, ``data/letters.toml``.

A rule counts back from the hearing by ``working_days``, by ``days``, to the last ``weekday``
before it, or to that weekday of the ``week_before``. A committee without a rule of its own has its
jurisdiction's default.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import Annotated, Any

from billtrail.data import FOLDER
from billtrail.files import read_toml
from billtrail.legislatures.calendar import WEEKDAYS, is_faulty, is_working_day, working_days_before
from billtrail.records import NAMES, Day, Url, from_least, one_of, written

from .values import LetterDeadline

Days = Annotated[int, from_least(1)]
Weekday = Annotated[str, one_of(*WEEKDAYS)]


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterRule:
    """A committee's rule, or a jurisdiction's where no committee is named. It counts in one way."""

    jurisdiction: str | None = field(default=None, metadata=NAMES)
    committee: str | None = field(default=None, metadata=NAMES)
    name: str | None = None
    working_days: Days | None = None
    days: Days | None = None
    weekday: Weekday | None = None
    week_before: Weekday | None = None
    time: str | None = None
    note: str | None = None
    address: str | None = None
    url: Url
    read: Day | None = None


@dataclass(frozen=True, slots=True)
class LettersFile:
    """``letters.toml``. It ships and is tested by its types; a command takes it as it is."""

    defaults: tuple[LetterRule, ...] = field(metadata=written("default"))
    rules: tuple[LetterRule, ...] = field(metadata=written("rule"))


def _days(day: date, days: int, jurisdiction: str) -> date:
    return day - timedelta(days)


def _weekday(day: date, weekday: str, jurisdiction: str) -> date:
    """The last such weekday before the day, never the day itself."""
    return day - timedelta((day.weekday() - WEEKDAYS.index(weekday) - 1) % 7 + 1)


def _week_before(day: date, weekday: str, jurisdiction: str) -> date:
    """That weekday of the calendar week before the day's, whatever day the hearing is on."""
    return day - timedelta(day.weekday() + 7 - WEEKDAYS.index(weekday))


#: How a rule counts back: its field, and the day it means.
_COUNTS: Mapping[str, Callable[[date, Any, str], date]] = {
    "working_days": working_days_before,
    "days": _days,
    "weekday": _weekday,
    "week_before": _week_before,
}


@cache
def letter_rules() -> Mapping[str, LetterRule]:
    """The rules by committee id; a jurisdiction's default stands under its own name (``ca``)."""
    text = (FOLDER / "letters.toml").read_text(encoding="utf-8")
    tables = read_toml(text)
    rules = [LetterRule(**rule) for rule in (*tables["default"], *tables["rule"])]
    return {rule.committee or rule.jurisdiction or "": rule for rule in rules}


def letter_deadline(
    jurisdiction: str, committee: str | None, hearing: date
) -> LetterDeadline | None:
    """The last day for letters before a hearing; ``None`` where the jurisdiction has no rule,
    or its holidays are not known."""
    rules = letter_rules()
    rule = rules.get(committee or "") or rules.get(jurisdiction)
    if rule is None or is_faulty(jurisdiction):
        return None
    ((way, count),) = ((name, n) for name in _COUNTS if (n := getattr(rule, name)) is not None)
    day = _COUNTS[way](hearing, count, jurisdiction)
    if not is_working_day(day, jurisdiction):
        day = working_days_before(day, 1, jurisdiction)
    return LetterDeadline(day.isoformat(), rule.time, rule.note, rule.url, rule.address)
