"""What may stand in the files people keep, as types of the fields of frozen dataclasses.

A record is declared once: its dataclass is what a file may hold, ``structure`` reads files by it.
``str`` is text that is not empty, an enum one of its values, a tuple a list; kinds of text that
are more than text are named here. A field's metadata says where the file differs: ``NAMES`` marks
those that tell a record from the others of its table, ``written`` gives the file's name of a field.

Nothing here imports cattrs, so that what a page or ``billtrail show`` reads can be declared too.
"""

import dataclasses
import re
from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum
from functools import cache
from types import UnionType
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin, get_type_hints

#: A value of a file, or all of its tables.
Raw = Mapping[str, Any]


class Read(NamedTuple):
    """How a value is read, where its type alone does not say; ``convert`` raises ValueError.

    ``sort`` and ``choices`` say what a form offers for it, see ``FieldShape``.
    """

    convert: Callable[[Any], Any]
    sort: str = "text"
    choices: tuple[Any, ...] = ()


def read_text(value: Any) -> str:
    """Text on one line; raises ValueError where there is none."""
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"{value!r} is not text")
    return " ".join(value.split())


def _read_as_is(value: Any) -> str:
    """Text as it stands, which may be empty."""
    if not isinstance(value, str):
        raise ValueError(f"{value!r} is not text in quotes")
    return value


def is_iso_date(value: str) -> bool:
    """``2026``, ``2026-01`` or ``2026-01-23``, and a day that exists."""
    if not re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", value):
        return False
    try:
        date.fromisoformat(value + "-01-01"[len(value) - 4 :])
    except ValueError:
        return False
    return True


def read_day(value: Any) -> str:
    """A year, month or day as ISO text, in quotes or as a TOML date."""
    text = value.isoformat() if isinstance(value, date) else str(value)
    if not is_iso_date(text):
        raise ValueError(f"{text!r} is not a date such as 2026-01-23")
    return text


def _url(value: Any) -> str:
    if not str(value).startswith(("https://", "http://")):
        raise ValueError(f"{value!r} is not a web address")
    return str(value)


def from_least(least: int) -> Read:
    """A whole number that is not lower."""

    def convert(value: Any) -> int:
        if type(value) is not int or value < least:
            raise ValueError(f"{value!r} is not a whole number from {least} on")
        return value

    return Read(convert, "number")


def one_of(*allowed: Any) -> Read:
    """A value as it stands, where it is one of those allowed."""

    def convert(value: Any) -> Any:
        if value not in allowed:
            raise ValueError(f"{value!r} is none of {', '.join(map(str, allowed))}")
        return value

    return Read(convert, "choice", allowed)


#: Who may read what is the organisation's own, the fewest first.
SHARES = ("no", "coalition", "public")

Day = Annotated[str, Read(read_day, "day")]
AsIs = Annotated[str, Read(_read_as_is)]
Url = Annotated[str, Read(_url, "url")]
Share = Annotated[str, one_of(*SHARES)]

#: Metadata of a field that tells a record from the others of its table.
NAMES: Mapping[str, Any] = {"names": True}
#: Metadata of a field that is known from elsewhere and stands in no file.
NOT_WRITTEN: Mapping[str, Any] = {"written": None}


def written(name: str) -> Mapping[str, Any]:
    """Metadata of a field that has another name in the file."""
    return {"written": name}


def written_names(kind: type) -> Mapping[str, dataclasses.Field[Any]]:
    """The names that a record's table may hold, each with its field."""
    named = {field.metadata.get("written", field.name): field for field in dataclasses.fields(kind)}
    return {name: field for name, field in named.items() if name is not None}


def required(kind: type) -> set[str]:
    """The names that a record must have."""
    return {
        name
        for name, field in written_names(kind).items()
        if field.default is dataclasses.MISSING and "absent" not in field.metadata
    }


def is_record(kind: Any) -> bool:
    """Whether a type is a record's, which has a table of its own."""
    return dataclasses.is_dataclass(kind)


@cache
def tables(kind: type) -> dict[str, type]:
    """The tables within a record: the file's name of each and the kind of its records."""
    hints: dict[str, Any] = get_type_hints(kind, include_extras=True)
    items: dict[str, tuple[Any, ...]] = {
        name: get_args(hints[field.name]) for name, field in written_names(kind).items()
    }
    return {name: item[0] for name, item in items.items() if item and is_record(item[0])}


def is_records(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, Mapping) for item in value)


def identity(kind: type, item: Any) -> dict[str, str]:
    """What makes two records of two files the same one, read or not; ``"None"`` for what is not
    said."""
    named = {n: f for n, f in written_names(kind).items() if "names" in f.metadata}
    if isinstance(item, kind):
        return {name: str(getattr(item, field.name)) for name, field in named.items()}
    said = item if isinstance(item, Mapping) else {}
    return {n: str(said.get(n, field.metadata.get("absent"))) for n, field in named.items()}


class FieldShape(NamedTuple):
    """A field of a record as a form has it: ``sort`` is text, day, url, number, choice or a sort
    that its ``Read`` names; ``choices`` are the values of a choice, ``many``: a list of them.
    ``names``: it tells the record from the others."""

    name: str
    sort: str
    choices: tuple[str, ...] = ()
    many: bool = False
    required: bool = False
    names: bool = False


@cache
def shapes(kind: type) -> tuple[FieldShape, ...]:
    """The fields that a record's table may hold, in their order, without tables within it."""
    hints: dict[str, Any] = get_type_hints(kind, include_extras=True)
    needed, inner = required(kind), tables(kind)
    return tuple(
        _shape(hints[field.name], field, name, name in needed)
        for name, field in written_names(kind).items()
        if name not in inner
    )


def _shape(hint: Any, field: dataclasses.Field[Any], name: str, needed: bool) -> FieldShape:
    hint = _without_none(hint)
    items, notes = _items(hint), _notes(hint)
    read = next((note for note in (*notes, *_notes(items)) if isinstance(note, Read)), None)
    if read is None and isinstance(items, type) and issubclass(items, Enum):
        read = Read(items, "choice", tuple(items))
    read = read or Read(read_text)
    choices, many = tuple(map(str, read.choices)), items is not hint
    return FieldShape(name, read.sort, choices, many, needed, "names" in field.metadata)


def _notes(hint: Any) -> tuple[Any, ...]:
    return get_args(hint)[1:] if get_origin(hint) is Annotated else ()


def _items(hint: Any) -> Any:
    """What a list is of; the hint itself of what is no list, as a pair is."""
    listed = get_args(hint)[0] if get_origin(hint) is Annotated else hint
    is_list = get_origin(listed) is tuple and get_args(listed)[-1] is Ellipsis
    return get_args(listed)[0] if is_list else hint


def _without_none(hint: Any) -> Any:
    """``X`` of ``X | None``."""
    if get_origin(hint) not in (Union, UnionType):
        return hint
    (found,) = (one for one in get_args(hint) if one is not type(None))
    return found
