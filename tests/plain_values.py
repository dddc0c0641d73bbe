"""Records as plain data, to compare with what is written in JSON files."""

from dataclasses import fields, is_dataclass
from typing import Any


def plain(value: Any) -> Any:
    """A record with all that it holds as dictionaries and tuples; ``dataclasses.asdict`` leaves
    named tuples as they are, and JSON then has their names no more."""
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if hasattr(value, "_asdict"):
        return {name: plain(one) for name, one in value._asdict().items()}
    return tuple(map(plain, value)) if isinstance(value, tuple) else value
