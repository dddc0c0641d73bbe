"""``[counts]`` of organisation.toml: thresholds, and the fixed days on which counts are shown."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

from billtrail.counts.suppression import Rules
from billtrail.errors import UsageError
from billtrail.files import read_file
from billtrail.records import Fault, FaultPlace, from_least, one_of, tell


@dataclass(frozen=True, slots=True)
class CountsSettings:
    """The rules, how many loads are kept, and when counts are shown: each ``quarter``, ``month``
    or ``year``, or at every ``load``."""

    rules: Rules
    keep_loads: int
    release: str


#: Months between release days; each year begins with one.
_EVERY = {"month": 1, "quarter": 3, "year": 12}


def last_release(today: date, release: str) -> date:
    """The newest release day, today or before; with ``load`` every day is one."""
    if release not in _EVERY:
        return today
    months = _EVERY[release]
    return date(today.year, (today.month - 1) // months * months + 1, 1)


def next_release(today: date, release: str) -> date:
    """The first release day after today."""
    month = last_release(today, release).month + _EVERY[release]
    return date(today.year + (month > 12), month % 12 or 12, 1)


_USUAL = Rules()


@dataclass(frozen=True, slots=True)
class _Table:
    """``[counts]``."""

    threshold: Annotated[int, from_least(1)] = _USUAL.threshold
    base: Annotated[int, from_least(1)] = _USUAL.base
    values: Annotated[int, from_least(2)] = _USUAL.values
    keep_loads: Annotated[int, from_least(1)] = 8
    release: Annotated[str, one_of(*_EVERY, "load")] = "quarter"


def read_settings(path: Path) -> CountsSettings:
    """The table ``[counts]``; raises UsageError with every fault of it."""
    from billtrail.records import structure

    text, raw = read_file(path)
    here, faults = FaultPlace(str(path)), list[Fault]()
    table = structure(raw.get("counts", {}), _Table, here.table("counts"), faults)
    if table is None:
        raise UsageError("\n".join(tell(faults, {here.file: text})))
    rules = Rules(table.threshold, table.base, table.values)
    return CountsSettings(rules, table.keep_loads, table.release)
