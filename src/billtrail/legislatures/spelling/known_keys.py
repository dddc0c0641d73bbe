"""The bills that are stored, looked up by their number; a file holds tens of thousands.

Numbers are compared by the mistakes people make with them (a session, a digit, two digits turned
around, the chamber), each of which is one look-up, and never with all that there are.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from ..measures import measure_types
from .spellings import Guess, read_guesses

_NUMBER_LAST = re.compile(r"([a-z]*)([0-9]{1,9})[a-z]*$")
_DIGITS = "0123456789"


class KnownKeys:
    """Keys by the number they end with; iterating gives them in the order they came."""

    def __init__(self, keys: Iterable[str] = ()) -> None:
        self._numbered: dict[str, list[str]] = {}
        self._keys = tuple(keys)
        for key in self._keys:
            self._numbered.setdefault(key.rpartition("-")[2], []).append(key)

    def with_more(self, keys: Sequence[str]) -> "KnownKeys":
        """These keys and then the given ones; without reading these again, of which a file may
        hold a million."""
        if not keys:
            return self
        found = KnownKeys(keys)
        found._keys = (*self._keys, *found._keys)
        more = found._numbered
        found._numbered = {
            **self._numbered,
            **{n: [*self._numbered.get(n, ()), *more[n]] for n in more},
        }
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)

    def numbered(self, type_: str, number: int) -> list[str]:
        """Keys of a type and number, whatever their session."""
        return self._numbered.get(f"{type_}{number}", [])

    @cached_property
    def places(self) -> frozenset[str]:
        """The legislatures that have one of them."""
        return frozenset({key[:2] for key in self._keys})

    def nearest(self, text: str, n: int = 5) -> list[str]:
        """The keys whose number reads most like that of ``text``, best first, one for each
        number: of the session that ``text`` names, else the newest."""
        asked = _read_number(text)
        if asked is None:
            return []
        found: dict[str, None] = {}
        for name in self._like(*asked):
            found[self._newest(name, text)] = None
            if len(found) == n:
                break
        return list(found)

    def _like(self, types: tuple[str, ...], number: str) -> Iterator[str]:
        """Names that are stored, the likeliest mistake first."""
        for one in (number, *_one_digit_off(number)):
            yield from (name for type_ in types if (name := type_ + one) in self._numbered)
        others = (row.type for row in measure_types() if row.type not in types)
        yield from (name for type_ in others if (name := type_ + number) in self._numbered)
        for type_ in types:
            yield from self._beside(type_, int(number))

    def _beside(self, type_: str, number: int) -> Iterator[str]:
        """The numbers of a type that come next, from the nearest on."""
        numbers = self._by_type.get(type_, [])
        after = bisect_left(numbers, number)
        around = numbers[max(0, after - 5) : after + 5]
        for other in sorted(around, key=lambda one: abs(one - number)):
            yield f"{type_}{other}"

    @cached_property
    def _by_type(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for name in self._numbered:
            if match := _NUMBER_LAST.match(name):
                found.setdefault(match[1], []).append(int(match[2]))
        return {type_: sorted(numbers) for type_, numbers in found.items()}

    def _newest(self, name: str, text: str) -> str:
        keys = self._numbered[name]
        sessions = {guess.session for guess in read_guesses(text)}
        named = [key for key in keys if key.split("-")[1] in sessions]
        return (named or keys)[-1]


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
