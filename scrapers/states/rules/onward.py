"""Where a committee's report takes a bill: to the floor, or to another committee first."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from billtrail.bills.models import Action, Bill
from billtrail.legislatures import Chamber


class Turns(NamedTuple):
    """How lines tell the committees that have to take up a bill one after another: ``given`` names
    them as the group ``names``, ``taken`` one that has it, is done with it or lost it as ``name``;
    what was given before that in the list is over."""

    given: str
    taken: str


def goes_on(chambers: tuple[Chamber, ...], turns: Turns | None, action: Action, bill: Bill) -> bool:
    """Whether another committee has what this one reported: in these chambers always (Rules, or
    Calendars), else where one is left that has not had its turn."""
    if action.chamber in chambers:
        return True
    return turns is not None and bool(_left(turns, _up_to(action, bill)))


def _up_to(action: Action, bill: Bill) -> Iterator[Action]:
    """The lines of its chamber up to it."""
    before, _ = bill.around(action)
    return (one for one in (*before, action) if one.chamber == action.chamber)


def _left(turns: Turns, lines: Iterable[Action]) -> list[str]:
    """The committees still to come. Lists that follow one another are one, a later one is new."""
    left: list[str] = []
    goes_on = False
    for line in lines:
        text = " ".join(line.description.split())
        given = re.search(turns.given, text, re.IGNORECASE)
        if given:
            named = [_named(name) for name in given["names"].split(";")]
            left = [*left, *named] if goes_on else named
        elif (taken := re.search(turns.taken, text, re.IGNORECASE)) is not None:
            name = _named(taken["name"])
            left = left[left.index(name) + 1 :] if name in left else left
        goes_on = given is not None
    return left


def _named(name: str) -> str:
    """``Rules Committee`` and ``Rules`` alike."""
    plain = re.sub(r"[^a-z0-9]+", " ", name.lower()).strip()
    return plain.removesuffix(" committee")
