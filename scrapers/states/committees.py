"""The committees that lines send a bill to, by the names they are called there.

No source of all states numbers committees: their id here is the chamber and the name, so that a
name means the same committee in each bill of a session.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from billtrail.bills.models import Action, Activity, BillCommittee
from billtrail.legislatures import ActionClass, Chamber, get

from .rules import classes_of, rules_of

_SMALL = ("and", "for", "of", "on", "the", "with")


@lru_cache(maxsize=1 << 14)
def committee_named(place: str, text: str) -> str | None:
    """``("ny", "REPORTED REFERRED TO WAYS AND MEANS")`` -> ``Ways and Means``; ``None`` where the
    line sends nothing to a committee or names none."""
    pattern = rules_of(place).committee
    if pattern is None or ActionClass.REFERRAL_COMMITTEE not in classes_of(place, text):
        return None
    found = re.search(pattern, " ".join(text.split()), re.IGNORECASE)
    return spelled(found["name"].strip()) if found else None


@lru_cache(maxsize=1 << 14)
def house_named(place: str, text: str) -> Chamber | None:
    """The chamber whose committee a line says it is (``returned to Senate Rules Committee``), which
    need not be the one that acted; ``None`` where it does not say."""
    found = re.search(rules_of(place).committee or "$^", " ".join(text.split()), re.IGNORECASE)
    house = found.groupdict().get("house") if found else None
    return next((one for one, name in get(place).chambers.items() if name == house), None)


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
        name = committee_named(place, action.description)
        if action.committee and name:
            house = house_named(place, action.description) or action.chamber
            of[action.committee] = (name, house)
            days.setdefault(action.committee, {})[action.date] = None
    for id, (name, chamber) in of.items():
        met = tuple(Activity("referred", day) for day in days[id])
        yield BillCommittee(id, name, chamber, activities=met)
