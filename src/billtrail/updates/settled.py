"""Which bills need not be asked about any more.

An end that cannot move is not asked about, since nothing can follow. But publishers take back what
they said within days: while something of a bill is in doubt, or was refused, every source is asked
about it, and a new end once a day for a month.
"""

import json
import sqlite3
from collections.abc import Iterable
from datetime import date, timedelta

from billtrail.legislatures.calendar import sessions

#: How long an end is new.
NEW_END = timedelta(days=30)

_SETTLED = """
SELECT b.key FROM json_each(:keys) JOIN bills b ON b.key = value WHERE final = 1
  AND NOT EXISTS (SELECT 1 FROM doubts d WHERE d.bill = b.key AND d.state IN ('open', 'refused'))
  AND (EXISTS (SELECT 1 FROM checks c WHERE c.bill = b.key AND c.source = :source
               AND c.checked_at >= :today)
       OR coalesce(stage_date, '') < :since
       AND NOT EXISTS (SELECT 1 FROM bill_changes h WHERE h.bill = b.key AND h.field = 'final'
                       AND h.new = '1' AND h.seen_at >= :since))
"""


def read_settled(
    connection: sqlite3.Connection, source: str, keys: Iterable[str], on: date
) -> frozenset[str]:
    """Those of the bills that ``source`` need not be asked about on the day."""
    given = {
        "keys": json.dumps([*keys]),
        "source": source,
        "today": sessions.day_begins(on.isoformat()),
        "since": (on - NEW_END).isoformat(),
    }
    return frozenset(row[0] for row in connection.execute(_SETTLED, given))


def read_ended(connection: sqlite3.Connection, keys: Iterable[str]) -> frozenset[str]:
    """Those of the bills that have an end on record, new or old."""
    sql = "SELECT b.key FROM json_each(?) JOIN bills b ON b.key = value WHERE final = 1"
    return frozenset(row[0] for row in connection.execute(sql, (json.dumps([*keys]),)))
