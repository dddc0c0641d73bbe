"""A JSON array read an element at a time: a session is larger than memory should be."""

import json
from collections.abc import Iterator
from typing import IO, Any

#: Characters read at a time, and the most that one element may have.
_BLOCK, _MOST = 1 << 20, 200_000_000
_READ = json.JSONDecoder().raw_decode


class BrokenOff(ValueError):
    """The array ends before its end."""


def elements(text: IO[str]) -> Iterator[Any]:
    """The elements of an array in order; BrokenOff where it is cut, after those that are whole."""
    waiting = text.read(_BLOCK).lstrip()
    if not waiting.startswith("["):
        raise BrokenOff("it is no array")
    waiting = waiting[1:]
    while True:
        waiting = waiting.lstrip(" \r\n\t,")
        if waiting.startswith("]"):
            return
        try:
            found, end = _READ(waiting)
        except json.JSONDecodeError:
            waiting = _more(text, waiting)
            continue
        yield found
        waiting = waiting[end:]


def _more(text: IO[str], waiting: str) -> str:
    # Twice as much each time, so that a long element is not begun anew at every block.
    more = text.read(max(_BLOCK, len(waiting)))
    if not more or len(waiting) > _MOST:
        raise BrokenOff("it ends within a bill" if not more else "a bill is too large")
    return waiting + more
