"""The page of changes: what we saw, newest first, by the day we saw it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby

from billtrail.bills.values import BillStatus, Change
from billtrail.snapshot import MOST_CHANGES, Newest, Snapshot
from billtrail.words.news import NewsItem, build_news, is_news

DAYS = 90
#: A page holds this many changes, and the JSON beside it ``MOST_CHANGES``.
LIMIT = 300


@dataclass(frozen=True, slots=True)
class ChangesValues:
    since: str
    changes: tuple[Change, ...]
    left_out: int
    bills: Mapping[str, BillStatus]


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """``days`` maps a day to what was seen on it, newest first; ``left_out`` counts the rest."""

    since: str
    days: tuple[tuple[str, tuple[NewsItem, ...]], ...]
    left_out: int


def read_changes(snapshot: Snapshot, since: str | None, bill: str | None = None) -> ChangesValues:
    """News since a day (default: the last ninety days), of one bill or of all, the newest that a
    page holds."""
    start = since or _usual(snapshot)
    if bill:
        changes = snapshot.changes(start, bill)
        left_out = max(0, len(changes) - LIMIT)
    else:
        changes, left_out = snapshot.newest_changes(start, LIMIT)
    told = tuple(change for change in changes[:LIMIT] if is_news(change))
    return ChangesValues(start, told, left_out, snapshot.bills({change.bill for change in told}))


def read_newest(snapshot: Snapshot, since: str | None) -> Newest:
    """The same as data: the newest ``MOST_CHANGES``."""
    found = snapshot.newest_changes(since or _usual(snapshot), MOST_CHANGES)
    return found._replace(changes=tuple(filter(is_news, found.changes)))


def _usual(snapshot: Snapshot) -> str:
    return (snapshot.on - timedelta(days=DAYS)).isoformat()


def build_changes(values: ChangesValues) -> ChangesPage:
    items = build_news(values.changes, values.bills)
    days = tuple((day, tuple(seen)) for day, seen in groupby(items, lambda item: item.day))
    return ChangesPage(values.since, days, values.left_out)
