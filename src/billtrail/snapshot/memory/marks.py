"""Marks of the followed bills: two equal ones, and the bill is told as it was.

A mark is all that a bill's own row has, the newest entry of its history, with which every row of
its parts moves, what its sources were last reached and speak for, and a sum over the rosters that
its people are named by. A bill of which something lies in a table without a history (a hearing, a
place on a list, a doubt, a correction, a report, a disagreement) has none: it is always read anew.
"""

import sqlite3
from collections.abc import Mapping

Mark = tuple[object, ...]

#: Tables of which a bill's rows move without its history.
_APART = ("hearings", "floor_items", "doubts", "corrections", "staff_reports", "disagreements",
          "roll_calls")  # fmt: skip
_ROSTERS = (
    "SELECT (SELECT count(*) || ' ' || total(length(name)) || ' ' || total(unicode(party)) || ' ' "
    "|| coalesce(max(as_of), '') || ' ' || count(unlisted_since) || ' ' || count(voter_id) FROM "
    "people), (SELECT count(*) || ' ' || coalesce(max(ends), '') FROM terms)"
)


def read_marks(connection: sqlite3.Connection) -> Mapping[str, Mark]:
    """The mark of each followed bill that has one, by key."""
    rosters = tuple(connection.execute(_ROSTERS).fetchone())
    there = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
    apart = " AND ".join(
        f"NOT EXISTS (SELECT 1 FROM {table} a WHERE a.bill = b.key)"
        for table in _APART
        if table in there
    )
    rows = connection.execute(f"{_MARKS} WHERE {apart}")
    return {row["key"]: (*row, *rosters) for row in rows}


_MARKS = """
SELECT b.*, (SELECT max(id) FROM bill_changes c WHERE c.bill = b.key),
  (SELECT max(checked_at) FROM checks c WHERE c.bill = b.key),
  (SELECT group_concat(source || data_as_of) FROM source_records r WHERE r.bill = b.key)
FROM (SELECT bill FROM campaign_bills UNION SELECT bill FROM family_members) f
CROSS JOIN bills b ON b.key = f.bill
"""
