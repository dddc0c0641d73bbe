"""Bills that a session's end ended together: told at once, since one by one they hide what people
did."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from billtrail.bills.values import BillStatus, Change
from billtrail.legislatures import LIVE_STAGES, ChangeKind, Stage, split_key

from ..days_and_numbers import count_words
from ..status import is_overtaken, status_words
from ..words import CHANGE_KINDS, bill_words, in_sentence
from .changes import NewsItem

#: Fewer than this are told one by one.
_MANY = 4
#: So many are named, those that came furthest.
_NAMED = 3


@dataclass(frozen=True, slots=True)
class SessionEnding:
    """``bills`` that ended with a session (``us-119``), seen on one day (ISO), those that came
    furthest first; ``words`` say so in a line."""

    day: str
    session: str
    bills: tuple[str, ...]
    words: str


def by_calendar_alone(changes: Iterable[Change]) -> bool:
    """Whether nobody did anything: a date passed."""
    return all(change.kind == ChangeKind.CALENDAR for change in changes)


def ended_together(seen: Iterable[tuple[str, BillStatus]]) -> tuple[SessionEnding, ...]:
    """The days and bills that only the calendar moved -> those that ended many at once."""
    groups: dict[tuple[str, str, str], list[BillStatus]] = defaultdict(list)
    for day, status in seen:
        place = "-".join(split_key(status.key)[:2])
        groups[day, place, status_words(status)].append(status)
    return tuple(
        _ending(day, place, words, statuses)
        for (day, place, words), statuses in groups.items()
        if len(statuses) >= _MANY and not any(status.progress.alive for status in statuses)
    )


def _ending(day: str, place: str, words: str, statuses: list[BillStatus]) -> SessionEnding:
    statuses.sort(key=lambda one: (-LIVE_STAGES.index(one.progress.reached), one.key))
    keys = tuple(status.key for status in statuses)
    furthest = ", ".join(bill_words(key) for key in keys[:_NAMED])
    between = " " if statuses[0].stage == Stage.DIED else ": "
    bills = count_words(len(keys), "bill")
    told = f"{bills}{between}{in_sentence(words)}; furthest came {furthest}"
    return SessionEnding(day, place, keys, told)


def apart(
    items: Iterable[NewsItem],
) -> tuple[tuple[NewsItem, ...], tuple[SessionEnding, ...]]:
    """News of what was done, and the endings in which the rest is told. Of a bill whose text is law
    under another number the calendar tells nothing."""
    found = [item for item in items if not (_of_calendar(item) and _is_overtaken(item))]
    moved = [(i.day, i.status) for i in found if i.status and _of_calendar(i)]
    endings = ended_together(moved)
    told = {(end.day, bill) for end in endings for bill in end.bills}
    return tuple(item for item in found if (item.day, item.bill) not in told), endings


def _of_calendar(item: NewsItem) -> bool:
    return all(line.kind == CHANGE_KINDS[ChangeKind.CALENDAR] for line in item.lines)


def _is_overtaken(item: NewsItem) -> bool:
    return item.status is not None and is_overtaken(item.status)
