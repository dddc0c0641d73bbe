"""Days and numbers in words, with no-break spaces, so that none runs over two lines."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from billtrail.legislatures.calendar import day_of, office_zone

NO_BREAK = "\N{NO-BREAK SPACE}"

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day_words(value: str | None, missing: str = "date not known") -> str:
    """``2026-01-23`` -> ``Jan 23, 2026``, ``2014-09`` -> ``Sep 2014``; an instant -> its day in the
    office's zone. Never breaks over lines."""
    if not value:
        return missing
    parts = day_of(value).split("-")
    if len(parts) == 1:
        return parts[0]
    month = _MONTHS[int(parts[1]) - 1]
    if len(parts) == 2:
        return f"{month}{NO_BREAK}{parts[0]}"
    return f"{month}{NO_BREAK}{int(parts[2])},{NO_BREAK}{parts[0]}"


def moment_words(instant: str) -> str:
    """``2026-11-30T17:12:00Z`` -> ``Nov 30, 2026, 9:12 am PST``, in the office's zone; one that has
    no letters of its own is told by its hours (``UTC-03``)."""
    at = datetime.fromisoformat(instant).astimezone(ZoneInfo(office_zone()))
    hour, half = at.hour % 12 or 12, "am" if at.hour < 12 else "pm"
    name = at.tzname() or ""
    zone = name if name.isalpha() else f"UTC{name}"
    return (
        f"{day_words(at.date().isoformat())}, {hour}:{at.minute:02}{NO_BREAK}{half}{NO_BREAK}{zone}"
    )


def time_words(value: str) -> str:
    """``09:00`` -> ``9 a.m.``, ``13:30`` -> ``1:30 p.m.``, ``12:00`` -> ``12 noon``, with a
    no-break space; what is no such time ("upon adjournment") stays as it is."""
    try:
        at = time.fromisoformat(value)
    except ValueError:
        return value
    minutes = f":{at.minute:02}" if at.minute else ""
    half = "noon" if (at.hour, at.minute) == (12, 0) else "a.m." if at.hour < 12 else "p.m."
    return f"{at.hour % 12 or 12}{minutes}{NO_BREAK}{half}"


def weekday_words(value: str) -> str:
    """``2026-11-30`` -> ``Monday``."""
    return _WEEKDAYS[date.fromisoformat(value).weekday()]


_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def number_words(number: int) -> str:
    """``three`` for 3; figures from ten on."""
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def count_words(number: int, one: str, many: str | None = None) -> str:
    """``1 bill``, ``3 bills``, ``1,200 bills``, with a no-break space."""
    return f"{number:,}{NO_BREAK}{one if number == 1 else many or one + 's'}"
