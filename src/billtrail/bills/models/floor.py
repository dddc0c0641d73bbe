"""What a chamber announces for its floor."""

from enum import StrEnum
from typing import NamedTuple

from billtrail.legislatures import Chamber


class FloorRule(StrEnum):
    """Under which rules an item is to be taken up."""

    SUSPENSION = "suspension"
    RULE = "rule"
    OTHER = "other"


class FloorItem(NamedTuple):
    """Something on a list. ``identifier`` is its name on that list, ``bill`` the measure's key:
    ``None`` for a draft without a number. ``printed`` is the number as it stands there; ``about``
    are the words before it ("Senate amendments to"). ``added`` and ``removed`` are civil days;
    ``removed`` is ``""`` where only that it was taken off is told. ``url`` is the text to be voted
    on, ``place`` the first being 1."""

    identifier: str
    bill: str | None
    printed: str
    text: str
    category: str
    rule: FloorRule
    amended: bool
    about: str | None
    added: str | None
    removed: str | None
    place: int
    url: str | None


class FloorList(NamedTuple):
    """What a chamber may vote on from the Monday ``week`` to the day ``ends``, as its list stood at
    the instant ``as_of`` (UTC). An item that it no longer has is no longer on the list. ``url`` is
    its page for people, ``address`` where its copies are."""

    jurisdiction: str
    chamber: Chamber
    week: str
    ends: str
    as_of: str
    items: tuple[FloorItem, ...]
    url: str
    address: str
