"""Who the members and committees of a session are."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import orjson


@dataclass(frozen=True, eq=False)
class LisReference:
    """Members by their number (``H0289``) and committees by theirs (``H01``), as the files of one
    session have them; a number is given to another committee later."""

    members: Mapping[str, str] = field(default_factory=dict)
    committees: Mapping[str, str] = field(default_factory=dict)

    def text(self) -> str:
        """As JSON text."""
        return orjson.dumps([self.members, self.committees]).decode()

    def member(self, number: str) -> str:
        """``H0289`` -> ``Dawn M. Adams``; the number itself where it is nobody's."""
        last, _, first = self.members.get(number, number).partition(",")
        given, _, suffix = first.strip().partition(", ")
        named = f"{given} {last}".strip()
        return f"{named}, {suffix}" if suffix in _SUFFIXES else f"{given} {suffix} {last}".strip()

    def committee(self, house: str, name: str) -> str | None:
        """The number of a committee as a step of the house (``H``) calls it."""
        return self._numbers.get((house, name.casefold()))

    @cached_property
    def _numbers(self) -> Mapping[tuple[str, str], str]:
        return {(number[0], name.casefold()): number for number, name in self.committees.items()}


_SUFFIXES = ("Jr.", "Sr.", "II", "III", "IV")
