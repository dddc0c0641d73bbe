"""Until when a committee takes letters on a bill.

A rule counts back from the hearing by ``working_days``, by ``days``, to the last ``weekday``
before it, or to that weekday of the ``week_before``. A committee without a rule of its own has its
jurisdiction's default.
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from billtrail.legislatures import get
from billtrail.legislatures.calendar import WEEKDAYS, is_faulty, is_working_day, working_days_before

from .asked import age_words, listing_words
from .rules import LetterRule, letter_rules, office_of
from .values import LetterDeadline


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
    return LetterDeadline(
        day.isoformat(), rule.time, _note(rule, hearing), rule.url, _address(committee),
        get(jurisdiction).zone,
    )  # fmt: skip


def _note(rule: LetterRule, hearing: date) -> str | None:
    """What else to know before the letter is sent, in a line."""
    said = (rule.note or "", *listing_words(rule), age_words(rule, hearing.year))
    return " ".join(filter(None, said)) or None


def _address(committee: str | None) -> str | None:
    """``1020 N Street, Room 545, Sacramento, CA 95814; spsf@sen.ca.gov``."""
    office = office_of(committee)
    return "; ".join(filter(None, (office.address, office.email))) or None if office else None
