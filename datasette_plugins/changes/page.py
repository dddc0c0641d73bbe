"""The page of changes: what we saw, newest first, by the day we saw it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby

from billtrail.bills.values import BillStatus, Change
from billtrail.snapshot import Snapshot
from billtrail.words.news import NewsItem, build_news, is_news

DAYS = 90
#: A page holds this many changes; the JSON beside it holds them all.
LIMIT = 300


@dataclass(frozen=True, slots=True)
class ChangesValues:
    since: str
    changes: tuple[Change, ...]
    bills: Mapping[str, BillStatus]


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """``days`` maps a day to what was seen on it, newest first; ``left_out`` counts the rest."""

    since: str
    days: tuple[tuple[str, tuple[NewsItem, ...]], ...]
    count: int
    left_out: int


def read_changes(snapshot: Snapshot, since: str | None) -> ChangesValues:
    """News since a day (default: the last ninety days)."""
    start = since or (snapshot.on - timedelta(days=DAYS)).isoformat()
    changes = tuple(change for change in snapshot.changes(since=start) if is_news(change))
    shown = {change.bill for change in _newest(changes)}
    return ChangesValues(start, changes, snapshot.bills(shown))


def _newest(changes: Iterable[Change]) -> list[Change]:
    return sorted(changes, key=lambda change: change.seen_at, reverse=True)[:LIMIT]


def build_changes(values: ChangesValues) -> ChangesPage:
    items = build_news(_newest(values.changes), values.bills)
    days = tuple((day, tuple(seen)) for day, seen in groupby(items, lambda item: item.day))
    count = len(values.changes)
    return ChangesPage(values.since, days, count, max(0, count - LIMIT))
