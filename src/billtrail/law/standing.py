"""Whether a sentence that rests on a statute still stands on it. Pure.

It is *not yet* true before its section counts, *ended* after its sunset, and *doubted* from the day
on which an act became law that changes the section, until somebody has read it again: nobody knows
then that it is wrong, nor that it is right.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, NamedTuple

from billtrail.legislatures import display
from billtrail.legislatures.calendar import last_day
from billtrail.records import read_day

from .readings import AS_READ, AS_SUMMARISED, BASES, StatuteChange, StatuteReading
from .statutes import parse_statute

_RAW = ("statute", *BASES, "part", "from", "until", "if")


class StandsAs(StrEnum):
    """How a sentence stands on a statute on a day."""

    HOLDS = "holds"
    NOT_YET = "not yet"
    DOUBTED = "doubted"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class LawGround:
    """What a claim says of the statute under it: ``basis`` and ``day`` of the text it was written
    from, the first and last day it holds, and ``until_if``, on what its end hangs. ``part``: only
    this part of the section was read."""

    basis: str
    day: str
    starts: str | None = None
    until: str | None = None
    until_if: str | None = None
    part: str | None = None

    @classmethod
    def from_raw(cls, raw: Mapping[str, Any]) -> "LawGround":
        """From ``{statute = "ca-pen-679.11", as_summarised = "2023-10-10", from = "2024-01-01"}``.

        Raises ValueError with what was expected.
        """
        bases = [basis for basis in BASES if basis in raw]
        if len(bases) != 1 or set(raw) - set(_RAW):
            raise ValueError(f"{dict(raw)!r} must name a statute and one of {' and '.join(BASES)}")
        if "if" in raw and "until" not in raw:
            raise ValueError(f"{dict(raw)!r}: if says on what an end hangs, so it goes with until")
        if "part" in raw and bases[0] != AS_READ:
            raise ValueError(f"{dict(raw)!r}: part names what was read, so it goes with {AS_READ}")
        days = {name: read_day(raw[name]) for name in (bases[0], "from", "until") if name in raw}
        return cls(bases[0], days[bases[0]], days.get("from"), days.get("until"), raw.get("if"),
                   raw.get("part"))  # fmt: skip

    def to_raw(self, statute: str) -> dict[str, str]:
        said = {"statute": statute, self.basis: self.day, "part": self.part, "from": self.starts,
                "until": self.until, "if": self.until_if}  # fmt: skip
        return {name: value for name, value in said.items() if value}


class Standing(NamedTuple):
    """How it stands, since when, ``why`` in words, and the bill that made it so by its key and as
    an act: "AB 917 (2019)"."""

    state: StandsAs
    since: str | None = None
    why: str = ""
    bill: str | None = None
    act: str | None = None


def standing_on(
    key: str,
    ground: LawGround,
    reading: StatuteReading | None,
    changes: Iterable[StatuteChange],
    on: date,
) -> Standing:
    """How a claim stands on the statute ``key`` on a day; ``changes`` are those of its section."""
    day, name = on.isoformat(), parse_statute(key).printed
    if ground.starts and day < last_day(ground.starts):
        return Standing(StandsAs.NOT_YET, None, f"{name}: in force from {ground.starts}")
    if ground.until and day > last_day(ground.until):
        over = (date.fromisoformat(last_day(ground.until)) + timedelta(days=1)).isoformat()
        if ground.until_if is None:
            return Standing(StandsAs.ENDED, over, f"{name}: in force until {ground.until}")
        why = f"{name} ends after {ground.until} {ground.until_if}, which is not known"
        return Standing(StandsAs.DOUBTED, over, why)
    if reading is None:
        return Standing(StandsAs.DOUBTED, None, f"{name}: nobody has read it")
    return _changed(name, changes_since(ground.day, reading, changes, day))


def changes_since(
    read: str, reading: StatuteReading | None, changes: Iterable[StatuteChange], day: str
) -> list[StatuteChange]:
    """The changes enacted after the day whose law was ``read`` and by ``day``, oldest first, but
    for those the reading takes in."""
    taken_in = {one.bill for one in reading.taken_in} if reading else set()
    found = {
        change.bill: change
        for change in sorted(changes, key=lambda change: change.enacted, reverse=True)
        if last_day(read) < last_day(change.enacted) <= day and change.bill not in taken_in
    }
    return sorted(found.values(), key=lambda change: (last_day(change.enacted), change.bill))


def _changed(name: str, later: list[StatuteChange]) -> Standing:
    if not later:
        return Standing(StandsAs.HOLDS)
    others = f" and {len(later) - 1} more" if len(later) > 1 else ""
    act = act_name(later[0])
    why = f"read before {act}{others} changed {name}"
    return Standing(StandsAs.DOUBTED, later[0].enacted, why, later[0].bill, act)


def act_name(change: StatuteChange) -> str:
    """ "AB 917 (2019)"."""
    return f"{display(change.bill)} ({change.enacted[:4]})"


def basis_words(ground: LawGround) -> str:
    """ "by a summary of the law of 2023-10-10", "as read in the law of 2026-01-23"."""
    how = {AS_READ: "as read in", AS_SUMMARISED: "by a summary of"}[ground.basis]
    return f"{how} the law of {ground.day}"
