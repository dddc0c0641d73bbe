"""Which bills of a session were compared with our efforts: what "no successor" is said of.

A ``Look`` is at a whole session's titles, of each type of measure nearly every number up to the
highest; it is noted, since a list may be a file that is kept nowhere. Then, and only then, an
effort can be said to have no successor in it. ``LookedAt`` is how far the updates have come with
the session after one, read from what they brought.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from billtrail.bills.models import Bill
from billtrail.bills.values import Look
from billtrail.files import has_table
from billtrail.legislatures import session_label, split_key
from billtrail.legislatures.calendar import day_of, sessions

if TYPE_CHECKING:
    from billtrail.store import Writer

#: Publishers lack a number here and there: withdrawn, reserved, too large for a copy.
_WHOLE = 0.95
#: Fewer bills than this are no session's list.
_FEWEST = 100


def read_looks(connection: sqlite3.Connection) -> tuple[Look, ...]:
    """Every look, the newest first; none in a file that was written before they were kept."""
    if not has_table(connection, "looks"):
        return ()
    rows = connection.execute(
        "SELECT jurisdiction, session, source, titles, newest, looked_on FROM looks "
        "ORDER BY looked_on DESC, titles DESC, source"
    )
    return tuple(Look(*row) for row in rows)


def looks_after(looks: Iterable[Look], key: str) -> tuple[Look, ...]:
    """Those of the sessions in which a bill could be taken up again: its own and later ones, the
    newest look of each, the oldest session first."""
    bill = split_key(key)
    found: dict[str, Look] = {}
    for look in looks:
        if look.jurisdiction == bill.jurisdiction and _order(look.session) >= _order(bill.session):
            found.setdefault(look.session, look)
    return tuple(found[session] for session in sorted(found, key=_order))


def is_later(session: str, than: str) -> bool:
    return _order(session) > _order(than)


def _order(session: str) -> tuple[int, str]:
    return len(session), session


def save_looks(writer: "Writer", source: str, bills: Iterable[Bill]) -> tuple[Look, ...]:
    """Note which of the sessions of ``bills`` are there whole."""
    found = tuple(_whole_sessions(source, bills, writer.today.isoformat()))
    for look in found:
        writer.connection.execute(
            "INSERT INTO looks VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (jurisdiction, session, "
            "source) DO UPDATE SET titles = excluded.titles, newest = excluded.newest, "
            "looked_on = excluded.looked_on",
            (look.jurisdiction, look.session, look.source, look.titles, look.newest,
             look.looked_on),
        )  # fmt: skip
    return found


def _whole_sessions(source: str, bills: Iterable[Bill], day: str) -> Iterator[Look]:
    numbers: dict[tuple[str, str], dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    newest: dict[tuple[str, str], str] = defaultdict(str)
    for bill in bills:
        key = split_key(bill.key)
        session = key.jurisdiction, key.session
        numbers[session][key.type].add(key.number)
        newest[session] = max(newest[session], bill.introduced_date or "")
    for session, types in numbers.items():
        held = sum(map(len, types.values()))
        if held >= _FEWEST and held >= _WHOLE * sum(map(max, types.values())):
            yield Look(*session, source, held, newest[session] or None, day)


# -- as far as updates came ------------------------------------------------------------------------


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
