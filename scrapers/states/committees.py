"""The committees that lines send a bill to, by the names they are called there.

No source of all states numbers committees: their id here is the chamber and the name, so that a
name means the same committee in each bill of a session.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from billtrail.bills.models import Action, Activity, BillCommittee
from billtrail.legislatures import ActionClass, Chamber, get

from .rules import classes_of, rules_of

_SMALL = ("and", "for", "of", "on", "the", "with")


class SentTo(NamedTuple):
    """A committee's name, and the chamber whose it is where a line says that (``returned to Senate
    Rules Committee``): it need not be the one that acted."""

    name: str
    house: Chamber | None


@lru_cache(maxsize=1 << 14)
def sent_to(place: str, text: str) -> SentTo | None:
    """``("ny", "REPORTED REFERRED TO WAYS AND MEANS")`` -> ``Ways and Means``; ``None`` where the
    line sends nothing to a committee or names none."""
    pattern = rules_of(place).committee
    if pattern is None or ActionClass.REFERRAL_COMMITTEE not in classes_of(place, text):
        return None
    found = re.search(pattern, " ".join(text.split()), re.IGNORECASE)
    if found is None:
        return None
    told = found.groupdict().get("house")
    house = next((one for one, name in get(place).chambers.items() if name == told), None)
    return SentTo(spelled(found["name"].strip()), house)


def spelled(name: str) -> str:
    """A name in capitals as it is written elsewhere."""
    if not name.isupper():
        return name
    words = name.lower().split(" ")
    return " ".join(word if word in _SMALL else word.capitalize() for word in words)


def committee_id(name: str, chamber: Chamber | None) -> str:
    """``("Ways and Means", lower)`` -> ``lower-ways-and-means``."""
    words = re.findall(r"[a-z0-9]+", name.lower())
    return "-".join(filter(None, (chamber, *words)))


def committees_of(place: str, actions: Iterable[Action]) -> tuple[BillCommittee, ...] | None:
    """The committees that a bill was sent to, each with the days it came there; ``None`` where the
    lines of a state are not read for them."""
    return tuple(_committees(place, actions)) if rules_of(place).committee else None


def _committees(place: str, actions: Iterable[Action]) -> Iterator[BillCommittee]:
    days: dict[str, dict[str, None]] = {}
    of: dict[str, tuple[str, Chamber | None]] = {}
    for action in actions:
        sent = sent_to(place, action.description)
        if action.committee and sent:
            of[action.committee] = (sent.name, sent.house or action.chamber)
            days.setdefault(action.committee, {})[action.date] = None
    for id, (name, chamber) in of.items():
        met = tuple(Activity("referred", day) for day in days[id])
        yield BillCommittee(id, name, chamber, activities=met)
