"""Days that a rule of a calendar gives: the nth weekday of a month, a holiday as it is kept."""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SATURDAY, _SUNDAY = 5, 6


def holidays_by(rules: Mapping[str, Any], year: int) -> frozenset[date]:
    """The holidays of a calendar's ``holidays`` that are kept within a year."""
    days = {
        _kept(_holiday(y, day), rules | day)
        for y in (year, year + 1)
        for day in rules["day"]
        if day.get("since", y) <= y <= day.get("until", y)
    }
    return frozenset(day for day in days if day.year == year)


def _holiday(year: int, rule: Mapping[str, Any]) -> date:
    if "date" in rule:
        return date.fromisoformat(f"{year}-{rule['date']}")
    return nth_weekday(year, rule) + timedelta(rule.get("plus_days", 0))


def _kept(day: date, rules: Mapping[str, Any]) -> date:
    """The day kept for a holiday that falls on a weekend."""
    if day.weekday() == SATURDAY and rules.get("saturday") == "friday":
        return day - timedelta(1)
    if day.weekday() == _SUNDAY and rules.get("sunday") == "monday":
        return day + timedelta(1)
    return day


def nth_weekday(year: int, rule: Mapping[str, Any]) -> date:
    """The nth (-1: last) weekday of a month."""
    month, nth, weekday = rule["month"], rule["nth"], WEEKDAYS.index(rule["weekday"])
    if nth < 0:
        last = date(year, month, monthrange(year, month)[1])
        return last - timedelta((last.weekday() - weekday) % 7 - 7 * (nth + 1))
    first = date(year, month, 1)
    return first + timedelta((weekday - first.weekday()) % 7 + 7 * (nth - 1))
