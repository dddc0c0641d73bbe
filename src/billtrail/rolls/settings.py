"""``[rolls]`` of organisation.toml: how long rolls are kept, and by when signers are asked."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from billtrail.errors import UsageError
from billtrail.files import read_file
from billtrail.records import Fault, FaultPlace, from_least, tell

#: The table of the file.
TABLE = "rolls"


@dataclass(frozen=True, slots=True)
class RollSettings:
    """A roll is deleted ``keep_days`` after the last day it tells of. Signers are asked to sign
    ``soft_days`` before the committee's own deadline; the list closes ``hard_days`` before it."""

    keep_days: Annotated[int, from_least(1)] = 730
    soft_days: Annotated[int, from_least(1)] = 4
    hard_days: Annotated[int, from_least(0)] = 1


def read_settings(path: Path) -> RollSettings:
    """The table ``[rolls]``; raises UsageError with every fault of it."""
    from billtrail.records import structure

    text, raw = read_file(path)
    here, faults = FaultPlace(str(path)), list[Fault]()
    found = structure(raw.get(TABLE, {}), RollSettings, here.table(TABLE), faults)
    if found is None:
        raise UsageError("\n".join(tell(faults, {here.file: text})))
    return found
