"""Which days are believed: nobody speaks for a day that has not come.

A publisher's wrong ``updateDate``, or the wrong clock of whoever published a file, would win over
every true record until that day came. So each record passes here before it is kept: one that says
it speaks for a day after tomorrow is read as of the newest thing it tells, since that much it knew.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from billtrail.bills.models import Agenda, Bill, Committee, Document, Person
from billtrail.legislatures.calendar import sessions
from billtrail.scrapers import made_on

#: A record's kind -> where it names the day it speaks for, and what it is called.
_FIELDS: Mapping[type, tuple[str, str]] = {
    Bill: ("data_as_of", "key"),
    Person: ("as_of", "id"),
    Committee: ("as_of", "id"),
    Agenda: ("as_of", "chamber"),
}


@dataclass(frozen=True, slots=True)
class Distrusted:
    """``record`` said that it speaks for ``said``, which is still to come; ``taken`` is the day
    that was believed instead, ``None`` where there was none."""

    record: str
    said: str
    taken: str | None

    def __str__(self) -> str:
        read = f"it is read as of {self.taken[:10]}" if self.taken else "it is left out"
        return f"{self.record} says it speaks for {self.said[:10]}, a day to come: {read}"


#: A record, and where it named a day to come what was made of that.
Believed = tuple[Any, Distrusted | None]


def distrusted_lines(found: Sequence[Distrusted]) -> Iterator[str]:
    """The first that named a day to come, and how many more did."""
    if found:
        yield f"{found[0]}" + (f" (and {len(found) - 1:,} more)" if len(found) > 1 else "")


@lru_cache(maxsize=64)
def latest_day(now: str) -> str:
    """The last day believed at an instant (UTC): tomorrow, because somewhere it has begun.

    A clock that lags behind the day our own facts were made on is not believed either.
    """
    day = max(now[:10], made_on())
    return (date.fromisoformat(day) + timedelta(1)).isoformat()


def is_to_come(said: str | None, now: str) -> bool:
    """Whether a day or an instant is later than may be believed."""
    return (said or "")[:10] > latest_day(now)


def believed(record: Any, now: str) -> Believed:
    """The record, and where it names a day to come: as of a day that is believed."""
    field, name = _FIELDS.get(type(record), ("", ""))
    if not field or not is_to_come(said := getattr(record, field), now):
        return record, None
    taken = _newest_fact(record, now[:10]) if isinstance(record, Bill) else now[:10]
    return replace(record, **{field: taken}), Distrusted(str(getattr(record, name)), said, taken)


def believed_document(document: Document, now: str) -> Document:
    """The document; where it names a day to come, with none."""
    return document._replace(data_as_of=None) if is_to_come(document.data_as_of, now) else document


def _newest_fact(bill: Bill, today: str) -> str:
    """The newest day the record tells of; where it tells none, the day its session began."""
    told = [day for day in _days(bill) if len(day) == len(today) and day <= today]
    session = sessions.session_for(bill.key)
    return max(told, default=min(session.starts, today) if session else today)


def _days(bill: Bill) -> Iterator[str]:
    yield bill.introduced_date or ""
    for part in (bill.actions, bill.versions, bill.votes, bill.sponsorships, bill.summaries):
        yield from (row.date or "" for row in part or ())
