"""What a chamber's list says it may vote on."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Self

from billtrail.legislatures import Chamber

from ..models import FloorRule


@dataclass(frozen=True, slots=True)
class FloorSaid:
    """What a list says of an item: the fields of ``models.FloorItem`` and its list's.

    ``removed`` is the civil day on which it was taken off, ``unlisted_since`` the instant (UTC) of
    the first copy without it.
    """

    jurisdiction: str
    chamber: Chamber
    week: str
    ends: str
    bill: str | None
    printed: str
    text: str
    category: str
    rule: FloorRule
    amended: bool
    about: str | None = None
    removed: str | None = None
    unlisted_since: str | None = None

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Self:
        """From a row of the history; what it leaves out is nothing."""
        known: dict[str, Any] = {one.name: row.get(one.name) for one in fields(cls)}
        return cls(**known | {"chamber": Chamber(row["chamber"]), "rule": FloorRule(row["rule"]),
                              "amended": bool(row["amended"])})  # fmt: skip

    @property
    def is_off(self) -> bool:
        """Whether it was taken off, or its list no longer has it."""
        return self.removed is not None or self.unlisted_since is not None


@dataclass(frozen=True, slots=True)
class ListedOther:
    """Another bill of the same effort, or one with the same text, in the same session: whether
    it is on the list, too. ``is_companion``: it began in the other chamber."""

    bill: str
    is_companion: bool
    is_on: bool


@dataclass(frozen=True, slots=True)
class FloorStatus:
    """An item of a list as of a day, told for ``bill``: the bill that is on it, or one of the same
    effort that is followed. ``as_of`` is the instant (UTC) of the copy that said so last,
    ``checked_at`` when the list was last seen to say so, ``url`` the page of the list, ``file``
    the text to be voted on. ``is_over``: the week has ended; ``voted_on`` is the day on which the
    chamber voted on the bill since. ``is_stale``: nobody has looked since the day before.
    ``revision`` counts how often the list said something else of it."""

    id: str
    bill: str
    said: FloorSaid
    as_of: str
    checked_at: str
    url: str | None
    file: str | None
    is_over: bool
    is_stale: bool
    voted_on: str | None = None
    others: tuple[ListedOther, ...] = ()
    is_companion: bool = False
    revision: int = 0

    @property
    def is_on(self) -> bool:
        """Whether a vote may still be held by this list."""
        return not self.said.is_off and not self.is_over and self.voted_on is None

    @property
    def is_own(self) -> bool:
        """Whether the bill itself is the one on the list."""
        return self.said.bill == self.bill
