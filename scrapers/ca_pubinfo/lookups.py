"""PUBINFO's look-up tables: who sat in which seat, what places and motions are called.

Daily archives have none of their own, so what one archive brought is kept as text until another
brings more.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass, field
from functools import cached_property
from operator import attrgetter
from typing import Any, NamedTuple

import orjson

from .rows import Values
from .tables import TABLES, MotionRow, PlaceRow, SeatRow

#: The look-up tables and the column that is their code.
CODE_COLUMNS: Mapping[str, str] = {
    "LEGISLATOR_TBL": "district",
    "LOCATION_CODE_TBL": "location_code",
    "BILL_MOTION_TBL": "motion_id",
}


@dataclass(frozen=True, slots=True)
class Legislator:
    """A seat in one session and who sat in it."""

    district: str
    house: str
    author_name: str
    full_name: str
    party: str | None
    active: bool


@dataclass(frozen=True, eq=False)
class PubinfoReference:
    """The look-up tables of an archive: legislators by (session, house), places by (session,
    code), because a code is given to another committee later, and motions. Each is equal to itself
    alone, so that what was looked up can be kept with it."""

    legislators: Mapping[tuple[str, str], tuple[Legislator, ...]] = field(default_factory=dict)
    locations: Mapping[tuple[str, str], str] = field(default_factory=dict)
    motions: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def _seats(self) -> Mapping[tuple[str, str, str], Legislator | None]:
        """(session, house, name) -> the one seat a name means: its own name, else the one name
        that begins with it; a seat that is still held before one that is not."""
        found: dict[tuple[str, str, str], Legislator | None] = {}
        for (session, house), seats in self.legislators.items():
            named: dict[str, list[Legislator]] = {}
            for seat in seats:
                for name in {seat.author_name, seat.full_name}:
                    named.setdefault(name, []).append(seat)
            for seat in seats:
                first = seat.author_name.split(" ")[0]
                if first not in named:
                    named[first] = [s for s in seats if s.author_name.split(" ")[0] == first]
            for name, candidates in named.items():
                found[session, house, name] = _only(candidates)
        return found

    def text(self) -> str:
        """The look-ups as JSON text, to be kept until an archive brings others."""
        seats = [[*place, [astuple(seat) for seat in found]]
                 for place, found in self.legislators.items()]  # fmt: skip
        places = [[*place, name] for place, name in self.locations.items()]
        return orjson.dumps([seats, places, self.motions]).decode()

    def seat(self, name: str, session: str, house: str) -> Legislator | None:
        """``Weber`` and ``Weber Pierson`` are the Assembly's AD79 of 2021-22; ``None`` where a
        name means nobody or several. ``house`` is ``A`` or ``S``."""
        return self._seats.get((session, house, name))


def _reference_of(text: str) -> PubinfoReference:
    """The look-ups of ``PubinfoReference.text``."""
    seats, places, motions = orjson.loads(text)
    legislators = {
        (session, house): tuple(Legislator(*seat) for seat in found)
        for session, house, found in seats
    }
    # Places kept by their codes alone do not say of which session they are.
    named = [] if isinstance(places, dict) else places
    locations = {(session, code): name for session, code, name in named}
    return PubinfoReference(legislators, locations, motions)


def _only(seats: list[Legislator]) -> Legislator | None:
    active = [seat for seat in seats if seat.active] or seats
    return active[0] if len({seat.district for seat in active}) == 1 else None


def _legislator(row: SeatRow) -> Legislator:
    return Legislator(
        row.district,
        row.house_type,
        row.author_name or row.last_name,
        " ".join(name for name in (row.first_name, row.last_name) if name),
        row.party or None,
        row.active_legislator != "N",
    )


class LookUps:
    """The look-up rows of an archive while it is staged."""

    def __init__(self) -> None:
        self._rows: defaultdict[type[NamedTuple], list[Any]] = defaultdict(list)

    def add(self, table: str, rows: Iterable[Values]) -> None:
        self._rows[TABLES[table]] += map(TABLES[table]._make, rows)

    def codes(self, table: str) -> set[str]:
        """The codes that a table explains."""
        return set(map(attrgetter(CODE_COLUMNS[table]), self._rows[TABLES[table]]))

    def reference(self, earlier: str | None = None) -> PubinfoReference:
        """The look-ups as a frozen value, over those of ``earlier`` archives
        (``PubinfoReference.text``)."""
        seats: dict[tuple[str, str], list[Legislator]] = {}
        for row in self._rows[SeatRow]:
            place = (row.session_year, row.house_type)
            seats.setdefault(place, []).append(_legislator(row))
        places = {
            (row.session_year, row.location_code): row.long_description or row.description
            for row in self._rows[PlaceRow]
        }
        motions = {row.motion_id: row.motion_text for row in self._rows[MotionRow]}
        known = _reference_of(earlier) if earlier else PubinfoReference()
        return PubinfoReference(
            {**known.legislators, **{place: tuple(found) for place, found in seats.items()}},
            {**known.locations, **places},
            {**known.motions, **motions},
        )
