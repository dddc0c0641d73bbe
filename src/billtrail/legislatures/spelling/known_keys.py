"""Bills looked up by their number, in what a file holds or a list names.

Numbers are compared by the mistakes people make with them (a session, a digit, two digits turned
around, the chamber), each of which is one look-up in a legislature, and never with all that there
are: a file may hold a million, of fifty legislatures.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property
from typing import NamedTuple, Protocol

from ..measures import measure_types
from .spellings import MOST_SESSIONS, AtHand, Guess, read_guesses

_NUMBER_LAST = re.compile(r"([a-z]*)([0-9]{1,9})[a-z]*$")
_DIGITS = "0123456789"
#: So many numbers of a type are looked at on either side of one that is not there.
AROUND = 5


class Name(NamedTuple):
    """What a key ends with: ``hr``, 4323."""

    type: str
    number: int


class Keys(AtHand, Protocol):
    """Keys by the number they end with. ``followed`` are those of ``places`` that have a followed
    bill."""

    def __iter__(self) -> Iterator[str]:
        """All of them, in order."""

    @property
    def followed(self) -> Collection[str]: ...

    def named(self, names: Iterable[Name], places: Collection[str]) -> set[Name]:
        """Those of the names that some key of the legislatures ends with."""

    def around(self, type_: str, number: int, place: str) -> list[int]:
        """The numbers of a legislature's type next to one, ``AROUND`` of each side at most."""


class KnownKeys:
    """A list of keys, all of legislatures that are followed; iterating gives them in the order they
    came."""

    def __init__(self, keys: Iterable[str] = ()) -> None:
        self._keys = tuple(keys)
        self._numbered = defaultdict[Name, list[str]](list)
        for key in self._keys:
            match = _NUMBER_LAST.match(key.rpartition("-")[2])
            if match:
                self._numbered[Name(match[1], int(match[2]))].append(key)

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    @cached_property
    def places(self) -> frozenset[str]:
        return frozenset({key[:2] for key in self._keys})

    @property
    def followed(self) -> frozenset[str]:
        return self.places

    def having(self, type_: str, number: int) -> list[str]:
        return [*dict.fromkeys(key[:2] for key in self._numbered.get(Name(type_, number), ()))]

    def numbered(self, type_: str, number: int, place: str, last: int = MOST_SESSIONS) -> list[str]:
        found = self._numbered.get(Name(type_, number), [])
        return [key for key in found if key.startswith(place)][-last:]

    def named(self, names: Iterable[Name], places: Collection[str]) -> set[Name]:
        return {name for name in names if not set(self.having(*name)).isdisjoint(places)}

    def around(self, type_: str, number: int, place: str) -> list[int]:
        numbers = self._by_type.get((place, type_), [])
        after = bisect_left(numbers, number)
        return numbers[max(0, after - AROUND) : after + AROUND]

    @cached_property
    def _by_type(self) -> dict[tuple[str, str], list[int]]:
        found = defaultdict[tuple[str, str], list[int]](list)
        for name in sorted(self._numbered):
            for place in self.having(*name):
                found[place, name.type].append(name.number)
        return found


def nearest_keys(keys: Keys, text: str, places: Collection[str] = (), n: int = 5) -> list[str]:
    """The keys whose number reads most like that of ``text``, best first, one for each number: of
    the session that ``text`` names, else the newest. Of the ``places`` that are meant; where none
    is, of all, and of one that is followed where one of those has the number."""
    asked = _read_number(text)
    if asked is None:
        return []
    found: dict[str, None] = {}
    sessions = {guess.session for guess in read_guesses(text)}
    for name in _like(keys, *asked, places or keys.places):
        found[_newest(keys, name, places, sessions)] = None
        if len(found) == n:
            break
    return list(found)


def _like(
    keys: Keys, types: tuple[str, ...], number: str, places: Collection[str]
) -> Iterator[Name]:
    """Names that there are, the likeliest mistake first."""
    numbers = [one for one in (number, *_one_digit_off(number)) if one and one[0] != "0"]
    others = dict.fromkeys(row.type for row in measure_types() if row.type not in types)
    likely = [Name(type_, int(one)) for one in numbers for type_ in types]
    likely += [Name(type_, int(number)) for type_ in others]
    there = keys.named(likely, places)
    yield from (name for name in dict.fromkeys(likely) if name in there)
    for type_ in types:
        beside = {one for place in places for one in keys.around(type_, int(number), place)}
        by_distance = sorted(beside, key=lambda one: (abs(one - int(number)), one))
        yield from (Name(type_, one) for one in by_distance)


def _newest(
    keys: Keys, name: Name, places: Collection[str], sessions: Collection[str | None]
) -> str:
    """The key of a name that there is in the places, or somewhere where none is named."""
    having, meant = keys.having(*name), places or keys.followed
    those = [place for place in having if place in meant] or having[-1:]
    found = [key for place in those for key in keys.numbered(*name, place)]
    named = [key for key in found if key.split("-")[1] in sessions]
    return (named or found)[-1]


def _read_number(text: str) -> tuple[tuple[str, ...], str] | None:
    """The types that a text could mean and its number: ``HR 4323 (119th)`` is (hr,), 4323."""
    if guesses := read_guesses(text):
        return _types(guesses), str(guesses[0].number)
    joined = "".join(character for character in text.lower() if character.isalnum())
    match = _NUMBER_LAST.search(joined)
    return ((match[1],), match[2].lstrip("0") or "0") if match else None


def _types(guesses: Iterable[Guess]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(guess.type.type for guess in guesses))


def _one_digit_off(number: str) -> Iterator[str]:
    """Numbers that one slip of the hand makes of this one: two digits turned around, one digit
    wrong, one left out, one too many."""
    places = range(len(number))
    for i in places[1:]:
        yield number[: i - 1] + number[i] + number[i - 1] + number[i + 1 :]
    for i in places:
        yield from (number[:i] + digit + number[i + 1 :] for digit in _DIGITS)
    for i in places:
        yield number[:i] + number[i + 1 :]
    for i in range(len(number) + 1):
        yield from (number[:i] + digit + number[i:] for digit in _DIGITS)
