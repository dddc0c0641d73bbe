"""News of a chamber's list, in words."""

from collections.abc import Mapping
from typing import Any

from billtrail.bills.values import FloorSaid

from ..floor import floor_how_words, floor_said_words
from ..words import bill_words, in_sentence

FLOOR_LIST = "Floor list"


def floor_news(bill: str, new: Mapping[str, Any], old: Mapping[str, Any] | None) -> str | None:
    """What a list says of an item now, with what it said before where it is on it still; ``None``
    where it says the same. ``bill`` is whose news it is: another one of its effort is named."""
    now = FloorSaid.of(new)
    before = FloorSaid.of(old) if old and old.get("bill") == now.bill else None
    words = floor_said_words(now)
    if before and words == floor_said_words(before):
        return None
    if before and not now.is_off:
        words = f"Back {in_sentence(words)}" if before.is_off else f"{words}; {_before(before)}"
    if now.bill and now.bill != bill:
        words = f"{bill_words(now.bill)}: {in_sentence(words)}"
    return words


def _before(said: FloorSaid) -> str:
    return f"before: {floor_how_words(said).removeprefix(', ') or 'without more said'}"
