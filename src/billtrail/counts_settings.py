"""``[counts]`` of organisation.toml: thresholds, and the fixed days on which counts are shown."""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from billtrail.errors import UsageError
from billtrail.suppression import Rules
from billtrail.toml_text import read_toml


@dataclass(frozen=True, slots=True)
class Settings:
    """The rules, how many loads are kept, and when counts are shown: each ``quarter``, ``month``
    or ``year``, or at every ``load``."""

    rules: Rules
    keep_loads: int = 8
    release: str = "quarter"


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


def _from(least: int) -> Callable[[object], str | None]:
    """What is wrong with a whole number that must not be lower."""
    said = f"must be a whole number from {least} on"
    return lambda value: None if type(value) is int and value >= least else said


def _word(value: object) -> str | None:
    words = (*_EVERY, "load")
    return None if value in words else f"must be one of {', '.join(words)}"


_SETTINGS: Mapping[str, Callable[[object], str | None]] = {
    "threshold": _from(1), "base": _from(1), "values": _from(2), "keep_loads": _from(1),
    "release": _word,
}  # fmt: skip


def read_settings(path: Path) -> Settings:
    """The table ``[counts]``; raises UsageError naming a key that is unknown or a wrong value."""
    values = _counts_table(path)
    for name, value in values.items():
        if name not in _SETTINGS:
            raise UsageError(f"{path}: [counts] has no setting {name!r}: {', '.join(_SETTINGS)}.")
        if wrong := _SETTINGS[name](value):
            raise UsageError(f"{path}: [counts] {name} {wrong}.")
    other = {name: values.pop(name) for name in ("keep_loads", "release") if name in values}
    return Settings(Rules(**values), **other)


def _counts_table(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    try:
        table = read_toml(path.read_text(encoding="utf-8")).get("counts", {})
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} is not readable TOML: {error}.") from error
    if not isinstance(table, dict):
        raise UsageError(f"{path}: counts must be a table: [counts].")
    return dict(table)
