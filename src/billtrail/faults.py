"""Faults of the files people keep: what is wrong, in which record, and on which line."""

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from billtrail.fields import Raw, identity, is_records, label, tables


@dataclass(frozen=True, slots=True)
class Step:
    """A record of a table: how it is called, and the values that name it."""

    table: str
    called: str
    identity: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Place:
    """A file, or a record of it."""

    file: str
    steps: tuple[Step, ...] = ()

    def __str__(self) -> str:
        tables = [step.table for step in self.steps]
        told = [f" [[{'.'.join(tables[:n])}]] {s.called}" for n, s in enumerate(self.steps, 1)]
        return self.file.removeprefix("campaigns/") + "".join(told)

    def record(self, table: str, kind: type, item: Any) -> "Place":
        """The place of a record of a table that is here."""
        named_by = identity(kind, item) if isinstance(item, Mapping) else {}
        return replace(self, steps=(*self.steps, Step(table, label(kind, item), named_by)))

    def fault(self, words: str, field: str = "") -> "Fault":
        """What is wrong with the record, or with one field of it."""
        return Fault(f"{self}: {field and f'{field}: '}{words}", self, field)

    def unknown(self, name: str, known: Iterable[str]) -> "Fault":
        """A field that there is not, with the nearest that there is."""
        nearest = difflib.get_close_matches(name, list(known), n=1)
        hint = f" Did you mean {nearest[0]}?" if nearest else ""
        return Fault(f"{self}: there is no field {name!r}.{hint}", self, name)


@dataclass(frozen=True, slots=True)
class Fault:
    """``text`` is the whole sentence, its place included."""

    text: str
    place: Place
    field: str = ""

    def __str__(self) -> str:
        return self.text


def repeats(raw: Raw, kind: type, place: Place) -> Iterator[Fault]:
    """Records that have the name of an earlier one of their table, those within records too:
    laid over another file, the last of them would just win."""
    for table, inner in tables(kind).items():
        seen: list[Mapping[str, str]] = []
        for item in raw.get(table, ()) if is_records(raw.get(table)) else ():
            here = place.record(table, inner, item)
            if here.steps[-1].identity in seen:
                yield Fault(f"{here} stands twice", here)
            seen.append(here.steps[-1].identity)
            yield from repeats(item, inner, here)
