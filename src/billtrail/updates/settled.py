"""Which bills need not be asked about any more.

An end that cannot move is not asked about, since nothing can follow. But publishers take back what
they said within days: while something of a bill is in doubt, or was refused, every source is asked
about it, and a new end once a day for a month.
"""

import sqlite3
from datetime import date, timedelta

from billtrail.legislatures.calendar import sessions

#: How long an end is new.
NEW_END = timedelta(days=30)

_SETTLED = """
SELECT key FROM bills b WHERE final = 1
  AND NOT EXISTS (SELECT 1 FROM doubts d WHERE d.bill = b.key AND d.state IN ('open', 'refused'))
  AND (EXISTS (SELECT 1 FROM checks c WHERE c.bill = b.key AND c.source = :source
               AND c.checked_at >= :today)
       OR coalesce(stage_date, '') < :since
       AND NOT EXISTS (SELECT 1 FROM bill_changes h WHERE h.bill = b.key AND h.field = 'final'
                       AND h.new = '1' AND h.seen_at >= :since))
"""


def read_settled(connection: sqlite3.Connection, source: str, on: date) -> frozenset[str]:
    """The bills that ``source`` need not be asked about on the day."""
    given = {
        "source": source,
        "today": sessions.day_begins(on.isoformat()),
        "since": (on - NEW_END).isoformat(),
    }
    return frozenset(row[0] for row in connection.execute(_SETTLED, given))


def read_ended(connection: sqlite3.Connection) -> frozenset[str]:
    """The bills that have an end on record, new or old."""
    return frozenset(row[0] for row in connection.execute("SELECT key FROM bills WHERE final = 1"))
