"""Plain values of a file as declared records (see ``fields``), with every fault and its place.

cattrs reads a record by the types of its dataclass and goes on after a fault, so that one run tells
a file's author everything there is to mend. Import it only where files are read, in the
function that reads: cattrs takes 25 ms, and most commands read SQLite alone.
"""

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from tomllib import TOMLDecodeError
from typing import Annotated, Any, TypeVar, get_args, get_origin

from cattrs import (
    BaseConverter,
    BaseValidationError,
    ClassValidationError,
    Converter,
    ForbiddenExtraKeysError,
    IterableValidationError,
)
from cattrs.cols import homogenous_tuple_structure_factory
from cattrs.gen import make_dict_structure_fn, override

from billtrail.errors import CheckFailed
from billtrail.files import read_toml

from .faults import Fault, FaultPlace, tell
from .fields import Raw, Read, is_record, one_of, read_text, tables, written_names

T = TypeVar("T")
_Hook = Callable[[Any, Any], Any]


def structure(raw: Raw, kind: type[T], place: FaultPlace, faults: list[Fault]) -> T | None:
    """The record that ``raw`` holds; ``None`` where there are faults, which are added."""
    try:
        return _converter.structure(raw, kind)
    except (BaseValidationError, ValueError) as error:
        faults += _faults(error, kind, raw, place, "")
        return None


def structure_file(name: str, text: str, kind: type[T]) -> T:
    """What a TOML file's text holds as one record; raises CheckFailed with every fault."""
    faults: list[Fault] = []
    try:
        found = structure(read_toml(text), kind, FaultPlace(name), faults)
    except TOMLDecodeError as error:
        raise CheckFailed(f"{name}: {error}") from error
    if found is None:
        raise CheckFailed("\n".join(tell(faults, {name: text})))
    return found


def _faults(
    error: Exception, kind: Any, raw: Any, place: FaultPlace, field: str
) -> Iterator[Fault]:
    """What cattrs found, each with the record and the field it is of."""
    if isinstance(error, ClassValidationError):
        yield from _record_faults(error, kind, raw, place)
    elif isinstance(error, IterableValidationError):
        for inner, note in error.group_exceptions()[0]:
            item, of = raw[note.index], note.type
            within = place.record(field, of, item) if is_record(of) else place
            yield from _faults(inner, of, item, within, "" if is_record(of) else field)
    else:
        yield place.fault(str(error), field)


def _record_faults(
    error: ClassValidationError, kind: Any, raw: Raw, place: FaultPlace
) -> Iterator[Fault]:
    fields = written_names(kind)
    names = {field.name: name for name, field in fields.items()}
    noted, others = error.group_exceptions()
    for other in others:
        assert isinstance(other, ForbiddenExtraKeysError), other
        yield from (place.unknown(name, fields) for name in sorted(other.extra_fields))
    for inner, note in noted:
        name = names[note.name]
        if name not in raw:
            yield Fault(f"{place}: {name} is missing", place, name)
        elif name in tables(kind) and not isinstance(raw[name], list):
            yield place.fault(f"{name} is not a [[{name}]] table")
        else:
            yield from _faults(inner, note.type, raw[name], place, name)


# -- how each type is read -------------------------------------------------------------------------


def _text(value: Any, _: Any) -> str:
    return read_text(value)


def _number(value: Any, _: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f"{value!r} is not a number")
    return float(value)


def _read_annotated(kind: Any) -> _Hook:
    (read,) = (note for note in get_args(kind)[1:] if isinstance(note, Read))
    return lambda value, _: read.convert(value)


def _term(value: Any, kind: type[StrEnum]) -> StrEnum:
    return kind(one_of(*kind).convert(value))


def _read_tuple(kind: Any, converter: BaseConverter) -> _Hook:
    items = homogenous_tuple_structure_factory(kind, converter)

    def read(value: Any, as_kind: Any) -> Any:
        if not isinstance(value, list):
            raise ValueError(f"{value!r} is not a list")
        return items(value, as_kind)

    return read


def _read_record(kind: Any, converter: BaseConverter) -> _Hook:
    fields = written_names(kind)
    overrides: dict[str, Any] = {
        **{name: override(omit=True) for name in kind.__dataclass_fields__},
        **{field.name: override(rename=name) for name, field in fields.items()},
    }
    record = make_dict_structure_fn(kind, converter, **overrides)
    absent = {n: f.metadata["absent"] for n, f in fields.items() if "absent" in f.metadata}

    def read(value: Any, as_kind: Any) -> Any:
        if not isinstance(value, Mapping):
            raise ValueError(f"{value!r} is not a table")
        return record({**absent, **value}, as_kind)

    return read


def _is(origin: Any) -> Callable[[Any], bool]:
    return lambda kind: get_origin(kind) is origin


_converter = Converter(forbid_extra_keys=True)
_converter.register_structure_hook(str, _text)
_converter.register_structure_hook(StrEnum, _term)
_converter.register_structure_hook(float, _number)
_converter.register_structure_hook_factory(_is(tuple), _read_tuple)
_converter.register_structure_hook_factory(_is(Annotated), _read_annotated)
_converter.register_structure_hook_factory(is_record, _read_record)
