"""What a chamber's list says of a bill, as its page shows it."""

from dataclasses import dataclass

from billtrail.bills.values import FloorStatus
from billtrail.words import floor_checked_words, floor_others_words, floor_words, safe_url


@dataclass(frozen=True, slots=True)
class FloorView:
    """``words`` with the list's own page; ``checked`` says of which day it is, ``others`` say
    whether the effort's other bills are on it, ``file`` is the text to be voted on."""

    words: str
    url: str | None
    checked: str
    others: tuple[str, ...]
    file: str | None


def build_floor(status: FloorStatus) -> FloorView:
    return FloorView(
        words=floor_words(status),
        url=safe_url(status.url),
        checked=floor_checked_words(status),
        others=tuple(floor_others_words(status)),
        file=safe_url(status.file) if status.is_on else None,
    )
