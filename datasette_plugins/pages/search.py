"""The search page: a number in any spelling, or words."""

from dataclasses import dataclass

from billtrail.datasette_plugins.pages.bar import stage_tone
from billtrail.datasette_plugins.pages.parts import bill_title
from billtrail.errors import AmbiguousKey, UnknownKey, UsageError
from billtrail.reading import Reading
from billtrail.search import find_keys
from billtrail.views import BillStatus
from billtrail.words import (
    bill_words,
    is_alive,
    is_overtaken,
    session_words,
    standing_words,
)

LIMIT = 25


@dataclass(frozen=True, slots=True)
class Hit:
    """One bill found."""

    bill: str
    identifier: str
    session: str
    title: str
    words: str
    tone: str
    date: str | None


@dataclass(frozen=True, slots=True)
class SearchPage:
    """``exact`` is the address to go to at once where the words name one thing; ``cut``: there may
    be more hits."""

    words: str
    exact: str | None
    hits: tuple[Hit, ...]
    nearest: tuple[str, ...]
    cut: bool = False


_ADDRESSES = {"bill": "/bill/{}", "campaign": "/campaign/{}"}


def read_search(reading: Reading, words: str) -> SearchPage:
    """An address, bills that a spelling fits, and bills that hold the words."""
    if not words:
        return SearchPage("", None, (), ())
    exact, candidates, nearest = _resolve(reading, words)
    if exact:
        return SearchPage(words, exact, (), ())
    found = find_keys(reading.connection, words, LIMIT)
    keys = dict.fromkeys([*candidates, *found])
    hits = tuple(build_hit(status) for status in reading.outlines(keys).values())
    return SearchPage(words, None, hits, nearest, len(found) == LIMIT)


def _resolve(reading: Reading, words: str) -> tuple[str | None, tuple[str, ...], tuple[str, ...]]:
    """(address, candidates, nearest): a spelling names one thing, several, or none."""
    try:
        kind, name = reading.resolve(words)
    except AmbiguousKey as error:
        return None, error.candidates, ()
    except UnknownKey as error:
        return None, (), error.nearest
    except UsageError:
        return None, (), ()
    if kind == "family":
        return f"/campaign/{reading.family(name).campaign}#{name}", (), ()
    return _ADDRESSES[kind].format(name), (), ()


def build_hit(status: BillStatus) -> Hit:
    bill = status.bill
    return Hit(
        bill=bill.key,
        identifier=bill_words(bill.key),
        session=session_words(bill.jurisdiction, bill.session),
        title=bill_title(status),
        words=standing_words(status),
        tone=stage_tone(status.stage, is_alive(status)),
        date=None if is_overtaken(status) else status.standing.date,
    )
