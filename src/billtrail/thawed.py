"""Frozen records made at the speed of ordinary ones.

A frozen dataclass sets each field through ``object.__setattr__``: a record of twelve fields takes
3.3 us, three times what an ordinary class takes. Where a document holds tens of records, that is
a third of the time it takes to parse it. So a record that is made by the thousand starts as its
thawed twin, which has the same slots, and is frozen in place when complete.
"""

from collections.abc import Callable
from dataclasses import MISSING, fields, make_dataclass
from typing import Any, TypeVar

_R = TypeVar("_R")


def thawed(record: type) -> Any:
    """A class of ordinary records with the fields and defaults of a frozen, slotted dataclass.

    Its instances become the record by ``one.__class__ = Record``; from then on nothing tells them
    apart: they are equal, hash alike and cannot be changed.
    """
    columns = [
        (f.name, f.type) if f.default is MISSING else (f.name, f.type, f.default)
        for f in fields(record)
    ]
    return make_dataclass(f"New{record.__name__}", columns, slots=True)


def quick(record: type[_R]) -> Callable[..., _R]:
    """What makes the same records as the class does, in a third of the time."""
    new = thawed(record)

    def make(*values: Any, **named: Any) -> _R:
        one = new(*values, **named)
        one.__class__ = record
        return one  # type: ignore[no-any-return]

    return make
