"""Which bills a corpus has: sessions, their sizes, types and numbers, and each one's parents."""

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from sqlite3 import Connection
from typing import NamedTuple

from billtrail.errors import UsageError
from billtrail.legislatures import (
    STATES,
    Chamber,
    MeasureKind,
    get,
    known,
    measure_kind,
    origin_chamber,
    split_key,
)
from billtrail.legislatures.calendar import sessions

#: Measures of whole sessions, counted in public files: of Congress the 116th and the 119th until
#: June 2026, of states New York, Illinois, Florida, Washington, Oregon, Texas (called), Virginia
#: (two, and a called one), Pennsylvania, Massachusetts.
SIZES = {
    True: (16_522, 16_310),
    False: (19_407, 8_648, 1_897, 3_411, 304, 692, 3_029, 3_595, 290, 4_762, 8_180),
}
#: A session of which so many bills are at hand counts as whole.
_WHOLE = 1000
#: Years of the sessions of a state without a calendar.
_YEARS = range(2026, 1999, -1)


class Parent(NamedTuple):
    """A real bill by its key, and whose record of it is taken."""

    key: str
    source: str


class Planned(NamedTuple):
    """A bill to be made: ``body`` and ``words`` are its parents, ``place`` is its place among the
    made bills of its session."""

    key: str
    body: Parent
    words: Parent
    place: int


@dataclass(frozen=True, slots=True)
class Sitting:
    """A session to be filled."""

    jurisdiction: str
    session: str
    year: int


def plan(
    parents: Connection, taken: Iterable[str], wanted: int, seed: int, today: date
) -> Iterator[Planned]:
    """``wanted`` bills under keys that are not ``taken``."""
    pools, taken = Pools.read(parents), frozenset(taken)
    for sitting in sittings(today):
        rng = random.Random(f"{seed}/{sitting.jurisdiction}/{sitting.session}")
        size = min(wanted, rng.choice(SIZES[get(sitting.jurisdiction).national]))
        yield from _session(sitting, pools, size, taken, rng)
        wanted -= size
        if not wanted:
            return
    raise SystemExit(f"There are not enough sessions for {wanted:,} more bills.")


def repeats(held: Mapping[Sitting, Sequence[str]]) -> Iterator[tuple[str, str]]:
    """(key, the key that it is repeated under) of the bills of the largest session of a state, for
    each session of those years of a state that has none yet; then of the next smaller. Their days
    stay as they are."""
    empty = [one for one in _without_calendar() if one not in held]
    numbers = {other: Counter[str]() for other in empty}
    for sitting, keys in sorted(held.items(), key=lambda one: -len(one[1])):
        for other in empty if not get(sitting.jurisdiction).national else ():
            for key in keys if sitting.year in (other.year, other.year + 1) else ():
                type_ = _type(other.jurisdiction, key)
                yield key, _next_key(other, type_, numbers[other], frozenset())


def sittings(today: date) -> list[Sitting]:
    """Every regular session that had begun, newest first."""
    found = [
        (s.starts, Sitting(s.jurisdiction, s.session, int(s.starts[:4])))
        for one in known()
        for s in sessions.regular_sessions(one.id)
    ]
    found += [(f"{one.year}-01-01", one) for one in _without_calendar()]
    begun = (one for one in found if one[0] <= today.isoformat())
    return [one for _, one in sorted(begun, key=lambda one: (one[0], one[1].jurisdiction),
                                     reverse=True)]  # fmt: skip


def _without_calendar() -> list[Sitting]:
    """The sessions of the states that have no calendar."""
    states = {state.lower() for state in STATES} - {one.id for one in known()}
    named = ((state, get(state).sessions, year) for state in sorted(states) for year in _YEARS)
    found = ((state, of, of.of_year(year)) for state, of, year in named)
    return [*dict.fromkeys(Sitting(state, session, of.first_year(session))
                           for state, of, session in found)]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pools:
    """The real bills: ``bodies`` by legislature, under no name those of all states; ``words``,
    those with a title, by legislature and kind of measure, under no name those of all."""

    bodies: Mapping[str, Sequence[Parent]]
    words: Mapping[tuple[str, MeasureKind], Sequence[Parent]]

    @classmethod
    def read(cls, parents: Connection) -> "Pools":
        """Of whole sessions, of a legislature without one all."""
        rows = parents.execute(_PARENTS).fetchall()
        whole = {place for _, _, place, _, size in rows if size >= _WHOLE}
        bodies = defaultdict[str, list[Parent]](list)
        words = defaultdict[tuple[str, MeasureKind], list[Parent]](list)
        for key, source, place, titled, size in rows:
            if size >= _WHOLE or place not in whole:
                for name in (place,) if get(place).national else (place, ""):
                    bodies[name].append(Parent(key, source))
                for name in (place, "") if titled else ():
                    words[name, measure_kind(key)].append(Parent(key, source))
        return cls(dict(bodies), dict(words))

    def bodies_of(self, place: str) -> Sequence[Parent]:
        return self.bodies.get(place) or self.bodies[""]

    def words_of(self, place: str, body: Parent) -> Sequence[Parent]:
        """Of the same legislature where it has titles, else of all; itself where none has any."""
        kind = measure_kind(body.key)
        return self.words.get((place, kind)) or self.words.get(("", kind)) or (body,)


_PARENTS = """
SELECT r.bill, r.source, b.jurisdiction, b.title IS NOT NULL,
  count(*) OVER (PARTITION BY b.jurisdiction, b.session)
FROM source_records r JOIN bills b ON b.key = r.bill AND b.source = r.source ORDER BY r.bill"""


def _session(
    sitting: Sitting, pools: Pools, size: int, taken: frozenset[str], rng: random.Random
) -> Iterator[Planned]:
    numbers, bodies = Counter[str](), pools.bodies_of(sitting.jurisdiction)
    for place in range(1, size + 1):
        body = rng.choice(bodies)
        words = rng.choice(pools.words_of(sitting.jurisdiction, body))
        key = _next_key(sitting, _type(sitting.jurisdiction, body.key), numbers, taken)
        yield Planned(key, body, words, place)


def _type(place: str, parent: str) -> str:
    """The legislature's type of the kind and chamber of a bill: by the bill's own where it knows
    that, else by its list or common habit."""
    own = split_key(parent).type
    kind, chamber = measure_kind(parent), origin_chamber(parent)
    listed = [one.type for one in get(place).types if (one.kind, one.chamber) == (kind, chamber)]
    house = "s" if chamber == Chamber.UPPER else "h"
    others = [one.type for one in get(place).types[:1]] or ["hb", "ab", "lb"]
    likely = (own, *listed, house + _HABITS[kind], *others)
    return next(type_ for type_ in likely if _is_type(place, type_))


_HABITS = {MeasureKind.BILL: "b", MeasureKind.JOINT: "jr", MeasureKind.CONCURRENT: "cr",
           MeasureKind.SIMPLE: "r", MeasureKind.CONSTITUTIONAL: "jr"}  # fmt: skip


@cache
def _is_type(place: str, type_: str) -> bool:
    try:
        return measure_kind(f"{place}-{get(place).sessions.of_year(2025)}-{type_}1") is not None
    except UsageError:
        return False


def _next_key(sitting: Sitting, type_: str, numbers: Counter[str], taken: frozenset[str]) -> str:
    while True:
        numbers[type_] += 1
        key = f"{sitting.jurisdiction}-{sitting.session}-{type_}{numbers[type_]}"
        if key not in taken:
            return key
