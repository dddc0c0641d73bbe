"""Which bills of a session were compared with our efforts: what "no successor yet" is said of."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from billtrail.files import has_table
from billtrail.legislatures import session_label
from billtrail.legislatures.calendar import day_of, sessions


@dataclass(frozen=True, slots=True)
class LookedAt:
    """``seen`` bills of a session were looked at, the last of them on the day ``on``;
    ``passed_over`` stood in the publisher's lists when they were first read, and were not;
    ``waiting`` are named there and have their turn in the next updates. ``starts``: the session."""

    jurisdiction: str
    session: str
    starts: str
    seen: int
    passed_over: int
    waiting: int
    on: str | None

    def words(self, day: str) -> str:
        """ "no successor yet among the 2 bills of the 120th Congress looked at by Jan 22, 2027"."""
        name = session_label(self.jurisdiction, self.session)
        if not self.on:
            opens = f": begins {sessions.day_words(self.starts)}" if self.starts > day else ""
            return f"not looked for yet ({name}{opens or ': no bill of it was looked at'})"
        bills = "1 bill" if self.seen == 1 else f"{self.seen:,} bills"
        by, left = sessions.day_words(self.on), "; ".join(self._left())
        looked = f"no successor yet among the {bills} of the {name} looked at by {by}"
        return looked + (f" ({left})" if left else "")

    def _left(self) -> Iterator[str]:
        if self.passed_over:
            yield f"{self.passed_over:,} listed before our first look were not looked at"
        if self.waiting:
            yield f"{self.waiting:,} wait for the next updates"


_STORED = """
SELECT b.key AS bill, substr(coalesce(max(r.data_as_of), b.introduced_date), 1, 10) FROM bills b
LEFT JOIN source_records r ON r.bill = b.key WHERE b.jurisdiction = ? AND b.session = ?
GROUP BY b.key"""
_LISTED = "SELECT bill, fetched_at, lastmod FROM links WHERE bill LIKE ?"


def read_looked_at(
    connection: sqlite3.Connection, jurisdiction: str, after: str
) -> LookedAt | None:
    """What was looked at of the regular session after the one named; ``None`` where no calendar
    has it."""
    row = connection.execute(
        "SELECT session, starts FROM sessions WHERE jurisdiction = ?1 AND session NOT LIKE '%x%' "
        "AND starts > (SELECT starts FROM sessions WHERE jurisdiction = ?1 AND session = ?2) "
        "ORDER BY starts LIMIT 1",
        (jurisdiction, after),
    ).fetchone()
    if row is None:
        return None
    seen = {bill: day for bill, day in connection.execute(_STORED, (jurisdiction, row["session"]))}
    waits = {True: set[str](), False: set[str]()}
    if has_table(connection, "links"):
        for bill, at, time in connection.execute(_LISTED, (f"{jurisdiction}-{row['session']}-%",)):
            if at:
                seen[bill] = max(day_of(at), seen.get(bill) or "")
            else:
                waits[time is None].add(bill)
    left = {waiting: len(bills - seen.keys()) for waiting, bills in waits.items()}
    on = max((day for day in seen.values() if day), default=None)
    return LookedAt(jurisdiction, row["session"], row["starts"], len(seen), left[False],
                    left[True], on)  # fmt: skip
