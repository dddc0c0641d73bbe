"""Faults of the files people keep: what is wrong, in which record, and on which line."""

import difflib
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from billtrail.errors import CheckFailed

from .fields import Raw, identity, is_records, required, tables


@dataclass(frozen=True, slots=True)
class FaultPlace:
    """A file, or a record of it: a step has a table's name and the values that name a record."""

    file: str
    steps: tuple[tuple[str, Mapping[str, str]], ...] = ()

    def __str__(self) -> str:
        told, names = [self.file.removeprefix("campaigns/")], list[str]()
        for table, named_by in self.steps:
            names.append(table)
            header = ".".join(names)
            told.append(f"[[{header}]] {_called(named_by)}" if named_by else f"[{header}]")
        return " ".join(told)

    def table(self, name: str) -> "FaultPlace":
        """The place of a table that stands once: ``[owners]``."""
        return replace(self, steps=(*self.steps, (name, {})))

    def record(self, table: str, kind: type, item: Any) -> "FaultPlace":
        """The place of a record of a table that is here, of one that cannot be read as well."""
        return replace(self, steps=(*self.steps, (table, identity(kind, item))))

    def fault(self, words: str, field: str = "", *, lacks: str = "") -> "Fault":
        """What is wrong with the record, or with one field of it."""
        return Fault(f"{self}: {field and f'{field}: '}{words}", self, field, lacks)

    def unknown(self, name: str, known: Iterable[str], what: str = "field") -> "Fault":
        """A field that there is not, with the nearest that there is."""
        nearest = difflib.get_close_matches(name, list(known), n=1)
        hint = f" Did you mean {nearest[0]}?" if nearest else ""
        return Fault(f"{self}: there is no {what} {name!r}.{hint}", self, name)


def _called(identity: Mapping[str, str]) -> str:
    return " ".join(value for value in identity.values() if value != "None") or "without a name"


@dataclass(frozen=True, slots=True)
class Fault:
    """``text`` is the whole sentence, its place included but for the line. ``lacks`` is the name of
    a record that should be there."""

    text: str
    place: FaultPlace
    field: str = ""
    lacks: str = ""

    def __str__(self) -> str:
        return self.text

    @property
    def says(self) -> str:
        """What is wrong without its place, for who sees the record."""
        words = self.text.removeprefix(str(self.place)).removeprefix(":").strip()
        return words.removeprefix(f"{self.field}:").strip()


class Faulty(CheckFailed):
    """Files with faults; the message has a line for each."""

    def __init__(self, lines: Iterable[str], faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(lines))


def repeats(raw: Raw, kind: type, place: FaultPlace) -> Iterator[Fault]:
    """Records that have the name of an earlier one of their table, those within records too:
    laid over another file, the last of them would just win."""
    for table, inner in tables(kind).items():
        seen: list[FaultPlace] = []
        for item in raw[table] if is_records(raw.get(table)) else ():
            here = place.record(table, inner, item)
            if here in seen:
                yield Fault(f"{here} stands twice", here)
            seen.append(here)
            yield from repeats(item, inner, here)


def sound_part(raw: Raw, kind: type, faults: Iterable[Fault], depth: int = 0) -> dict[str, Any]:
    """What is left of a record to be checked beside its faults: without the fields that have one,
    and without the records within it in which one is of a field that must be there."""
    faults = list(faults)
    wrong = {fault.field for fault in faults if len(fault.place.steps) == depth}
    kept = {name: value for name, value in raw.items() if name not in wrong}
    for table, inner in tables(kind).items():
        fatal = {"", *required(inner)}
        kept[table] = []
        for item in raw.get(table, ()):
            step = (table, identity(inner, item))
            within = [fault for fault in faults if fault.place.steps[depth : depth + 1] == (step,)]
            if not any(f.field in fatal for f in within if len(f.place.steps) == depth + 1):
                kept[table].append(sound_part(item, inner, within, depth + 1))
    return kept


def news(found: Iterable[Fault], told: Iterable[Fault]) -> list[Fault]:
    """Faults that do not come from those told: of other records, and lacking none of theirs."""
    told = list(told)
    places = {_record_of(fault) for fault in told}
    names = {name for f in told for _, named_by in f.place.steps for name in named_by.values()}
    return [f for f in found if _record_of(f) not in places and f.lacks not in names]


def _record_of(fault: Fault) -> tuple[str, str]:
    """A record as a whole; of a file's own fields each by itself."""
    return str(fault.place), "" if fault.place.steps else fault.field


def tell(
    faults: Iterable[Fault], texts: Mapping[str, str], below: Container[str] = ()
) -> list[str]:
    """A sentence for each fault, file by file and from the top down, with the line where the text
    of its file has it. ``below`` are names of files that ship: what is in none of ``texts`` is in
    that one, and said to be."""
    found = [(fault, _lines(fault.place, fault.field, texts)) for fault in faults]
    files = list(dict.fromkeys(fault.place.file for fault, _ in found))
    found.sort(key=lambda one: (files.index(one[0].place.file), one[1][:1]))
    return [f"{fault.text}{_line_words(lines) or _below(fault, below)}" for fault, lines in found]


def _below(fault: Fault, below: Container[str]) -> str:
    place = fault.place
    ships = place.file in below and (place.steps or fault.field)
    return " (in the file that ships)" if ships else ""


def _line_words(lines: list[int]) -> str:
    if not lines:
        return ""
    return f" (line{'s' if len(lines) > 1 else ''} {' and '.join(map(str, lines))})"


def _lines(place: FaultPlace, field: str, texts: Mapping[str, str]) -> list[int]:
    """Of the field, else of the record, else of what the record should stand in."""
    from .record_files import RecordStep, lines_of

    path = tuple(RecordStep(table, identity) for table, identity in place.steps)
    lines = lines_of(place.file, texts.get(place.file, ""), path, field)
    if not lines and field:
        return _lines(place, "", texts) if path else []
    return lines
