"""Which roll calls a source of votes is asked for: those that a bill's record names and that were
not read yet, and young ones again, since a chamber's officers correct their lists."""

import sqlite3
from collections.abc import Collection
from datetime import date, timedelta

from billtrail.bills import Source
from billtrail.scrapers.crawling import Known

#: How long a vote is young: corrections come within days.
_YOUNG = timedelta(days=30)

_NAMED = (
    "SELECT DISTINCT identifier, date FROM votes WHERE bill IN ({bills}) AND substr(bill, 1, 2) = "
    "? AND unlisted_since IS NULL ORDER BY date DESC, identifier"
)


def read_votes_to_ask(
    connection: sqlite3.Connection, source: Source, bills: Collection[str], known: Known, on: date
) -> list[str]:
    """The names of votes to ask ``source`` for on a day, the newest first: of ``bills``, or of
    those that are followed."""
    chosen = ", ".join("?" * len(bills)) if bills else "SELECT bill FROM campaign_bills"
    read = {row[0] for row in connection.execute("SELECT identifier FROM roll_calls")}
    rows = connection.execute(_NAMED.format(bills=chosen), (*bills, source.jurisdiction))
    return [vote for vote, day in rows if _is_due(source, vote, day, read, known, on)]


def _is_due(
    source: Source, vote: str, day: str, read: Collection[str], known: Known, on: date
) -> bool:
    """Whether a vote was last asked for while it was young, or was not there: the record of an old
    one that is missing is looked for once a day."""
    assert source.start is not None
    for link in source.start([vote], {}):
        stored = known.get(link.url)
        last = (stored.fetched_at or "")[:10] if stored else ""
        young = last < (date.fromisoformat(day) + _YOUNG).isoformat()
        return young or (vote not in read and last < on.isoformat())
    return False
