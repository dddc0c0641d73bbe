"""Periods as heads of columns and cells name them: 2025, Q1 2025, Jan-25, FY 2024-25, Jan-Mar 2025.

A month or quarter alone waits for its year, which another line of the head or the title may give.
"""

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

#: The month in which a fiscal year begins where nobody says: California's and most nonprofits'.
FISCAL = 7
_YEARS = range(1990, 2101)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMES = ("january", "february", "march", "april", "may", "june", "july", "august", "september",
          "october", "november", "december")  # fmt: skip
_DASHES = "\u2013\u2014-"
_TO = rf"\s*(?:[{_DASHES}]|to|through|thru|until)\s*"
_DAY = r"(?:19|20)\d\d-\d\d-\d\d"
_TOKENS = re.compile(
    rf"(?P<days>(?P<from>{_DAY}){_TO}(?P<until>{_DAY}))"
    r"|(?P<iso>\b(?:19|20)\d\d-(?:0[1-9]|1[0-2])\b(?!-))"
    r"|(?P<slash>\b(?:0?[1-9]|1[0-2])/(?:19|20)\d\d\b)"
    r"|(?P<fiscal>\b(?:fy|sfy|ffy|fiscal(?: year)?)\s*'?(?:(?:19|20)?\d\d)"
    rf"(?:\s*[/{_DASHES}]\s*(?:(?:19|20)?\d\d))?\b)"
    rf"|(?P<split>\b(?:19|20)\d\d\s*[/{_DASHES}]\s*(?:(?:19|20)\d\d|\d\d)\b(?![-/]))"
    r"|(?P<quarter>\bq(?:tr|uarter)?\.?\s*[1-4]\b|\b(?:1st|2nd|3rd|4th|first|second|third|fourth)"
    r"\s+(?:quarter|qtr)\b)"
    r"|(?P<half>\bh[12]\b|\b(?:1st|2nd|first|second)\s+half\b)"
    r"|(?P<month>\b(?:"
    + "|".join(n for n in (*_NAMES, "sept", *_MONTHS) if n != "may")
    + r"|(?-i:May|MAY))\b\.?)"
    r"|(?P<year>(?:\b(?:cy|calendar year|year)\s*)?\b(?:19|20)\d\d\b)"
    r"|(?P<short>'\d\d\b|(?:(?<=[a-z][- ])|(?<=[qh][1-4][- ]))\d\d\b)",
    re.IGNORECASE,
)
_ORDINALS = {"1st": 1, "first": 1, "2nd": 2, "second": 2, "3rd": 3, "third": 3, "4th": 4,
             "fourth": 4}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Period:
    """What words say of a period: ``first`` and ``last`` month of ``year`` (``until`` where it
    ends in another one), or those of a fiscal year, named for the calendar year in which it ends:
    counted from its begin but where they are named (January)."""

    year: int | None = None
    first: int = 1
    last: int = 12
    until: int | None = None
    is_fiscal: bool = False
    is_named: bool = False
    days: tuple[str, str] | None = None

    @property
    def is_whole(self) -> bool:
        return self.year is not None or self.days is not None

    def span(self, fiscal: int = FISCAL) -> tuple[str, str]:
        """First and last day, ISO. Only of one that is whole."""
        if self.days:
            return self.days
        year = self.year or 0
        if self.is_fiscal and self.is_named:
            ends = year if self.last < fiscal or fiscal == 1 else year - 1
            begins = year if self.first < fiscal or fiscal == 1 else year - 1
            return _first(begins, self.first), _last(ends, self.last)
        if self.is_fiscal:
            return _fiscal_span(year, fiscal, self.first, self.last)
        end = self.until or year
        return _first(year, self.first), _last(end, self.last)


@dataclass(frozen=True, slots=True)
class Words:
    """A text read for its period; ``rest`` are the other words of it."""

    period: Period | None
    rest: str


def read_words(text: str) -> Words:
    """The period that a text names, and what else it says: of "Q1 2025 clients" the months 1 to 3
    of 2025, and "clients"."""
    found: dict[str, list[str]] = {}
    for match in _TOKENS.finditer(text):
        found.setdefault(match.lastgroup or "", []).append(match.group())
        if match.group("days"):
            found["days"] = [match["from"], match["until"]]
    rest = " ".join(_TOKENS.sub(" ", text).replace("'", " ").split()).strip(f" {_DASHES}:,/()|")
    period = _period(found)
    return Words(period, re.sub(r"^(to|through|thru)\b|\b(to|through|thru)$", "", rest).strip()
                 if period else " ".join(text.split()))  # fmt: skip


def read_value(value: Any) -> Period | None:
    """The period of a cell: words, a year as a number, or a date that is the first of a month."""
    if isinstance(value, datetime | date):
        return Period(value.year, value.month, value.month) if value.day == 1 else None
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Period(int(value)) if value in _YEARS else None
    words = read_words(str(value)) if value is not None else None
    return words.period if words and not words.rest else None


def with_year(period: Period, other: Period | None) -> Period:
    """A month or quarter in the year that something else says."""
    if period.is_whole or other is None or other.year is None:
        return period
    return replace(period, year=other.year, is_fiscal=other.is_fiscal)


def _period(found: dict[str, list[str]]) -> Period | None:
    if days := found.get("days"):
        return Period(days=(days[0], days[1])) if days[0] <= days[1] else None
    if iso := found.get("iso") or found.get("slash"):
        return _of_months([_numbers(text) for text in iso])
    fiscal = found.get("fiscal") or found.get("split")
    year = _fiscal_year(fiscal[0]) if fiscal else None
    if fiscal and year is None:
        return None
    first, last, is_named = _months(found)
    years = [int(text[-4:]) for text in found.get("year", ())]
    if first is not None:
        years += [2000 + int(text[-2:]) for text in found.get("short", ())]
    if year is None and not years and first is None:
        return None
    if len(years) > 1 and first is None:  # "2022 to 2025"
        return None
    until = years[1] if len(years) > 1 else None
    return Period(year or (years[0] if years else None), first or 1, last or 12, until,
                  is_fiscal=year is not None, is_named=is_named)  # fmt: skip


def _months(found: dict[str, list[str]]) -> tuple[int | None, int | None, bool]:
    """First and last month, counted from the year's begin, and whether they are named."""
    if months := [_MONTHS.index(text[:3].lower()) + 1 for text in found.get("month", ())]:
        return months[0], months[-1], True
    for kind, size in (("quarter", 3), ("half", 6)):
        if found.get(kind):
            number = _ordinal(found[kind][0])
            return (number - 1) * size + 1, number * size, False
    return None, None, False


def _ordinal(text: str) -> int:
    digits = re.search(r"\d", text)
    return int(digits[0]) if digits else _ORDINALS[text.split(maxsplit=1)[0].lower()]


def _numbers(text: str) -> tuple[int, int]:
    """Year and month of ``2025-03`` or ``3/2025``."""
    one, other = re.split("[-/]", text)
    return (int(one), int(other)) if len(one) == 4 else (int(other), int(one))


def _of_months(found: list[tuple[int, int]]) -> Period:
    (year, first), (until, last) = found[0], found[-1]
    return Period(year, first, last, until if until != year else None)


def _fiscal_year(text: str) -> int | None:
    """``FY25``, ``FY 2024-25``, ``2024/25``: the year in which it ends."""
    years = [int(number) for number in re.findall(r"\d+", text)]
    full = [year if year > 99 else 2000 + year for year in years]
    if len(full) == 2 and full[1] != full[0] + 1:
        return None
    return full[-1]


def _fiscal_span(year: int, begins: int, first: int, last: int) -> tuple[str, str]:
    """Months count from where the fiscal year begins."""
    base = year * 12 - (12 if begins > 1 else 0) + begins - 1
    start, end = base + first - 1, base + last - 1
    return _first(start // 12, start % 12 + 1), _last(end // 12, end % 12 + 1)


def _first(year: int, month: int) -> str:
    return f"{year:04d}-{month:02d}-01"


def _last(year: int, month: int) -> str:
    return f"{year:04d}-{month:02d}-{monthrange(year, month)[1]:02d}"


def month_name(month: int) -> str:
    return _NAMES[month - 1].capitalize()
