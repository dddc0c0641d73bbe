"""What is on a chamber's list, read for a day: of the bills asked for, and of the others of their
effort, since a bill that nobody follows may carry it."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from billtrail.bills.values import FloorSaid, FloorStatus, ListedOther
from billtrail.files import KeyedRows
from billtrail.legislatures import Chamber, ChangeKind, get, split_key
from billtrail.legislatures.calendar import day_begins, day_of

if TYPE_CHECKING:
    from billtrail.bills.values import Change

#: Bills asked for, each with itself and the others of its effort or with its text.
_MEANT = """
WITH asked(bill) AS ({asked}),
meant(bill, listed) AS (
  SELECT bill, bill FROM asked
  UNION SELECT a.bill, m.bill FROM asked a
    JOIN family_members f ON f.bill = a.bill AND f.kind <> 'opposes'
    JOIN family_members m ON m.family = f.family AND m.kind <> 'opposes'
  UNION SELECT a.bill, r.related FROM asked a JOIN relations r ON r.bill = a.bill
    AND r.unlisted_since IS NULL AND r.kind LIKE '%identical%')
"""
_FOLLOWED = "SELECT bill FROM campaign_bills"
_ASKED = "SELECT value FROM json_each(:asked)"
_LISTED = "SELECT DISTINCT bill FROM floor_items WHERE bill IN {keys}"
#: And those with news between two instants that we had before.
_KNOWN = """ UNION SELECT k.bill FROM floor_history k WHERE k.seen_at >= :since
  AND k.seen_at < :until AND EXISTS (SELECT 1 FROM bill_changes f WHERE f.bill = k.bill
    AND f.field = '*' AND f.seen_at < k.seen_at)"""
#: What was said of each item last before an instant, on lists that end on a day or later. The bills
#: asked for come first (CROSS JOIN): else every list that ever was is gone through.
_STANDING = """{meant} SELECT m.bill, h.item, h.said, h.as_of, i.url AS file, l.url, l.checked_at,
  (SELECT min(a.date) FROM actions a WHERE a.bill = h.bill AND a.chamber = i.chamber
   AND a.unlisted_since IS NULL AND a.date <= :day AND a.date BETWEEN
   max(i.week, coalesce(i.added, i.week)) AND i.ends AND (a.classification LIKE '%"passage"%'
   OR a.classification LIKE '%"failure"%')) AS voted_on,
  (SELECT count(*) FROM floor_history b WHERE b.item = h.item AND b.id < h.id) AS revision
FROM meant m CROSS JOIN floor_history h ON h.bill = m.listed
JOIN floor_items i ON i.identifier = h.item JOIN floor_lists l ON l.identifier = i.list
WHERE i.ends >= :since AND h.as_of < :until AND NOT EXISTS (SELECT 1 FROM floor_history n
  WHERE n.item = h.item AND n.id > h.id AND n.as_of < :until)
ORDER BY i.week DESC, i.place, h.id DESC"""
#: What became news between two instants, while its week was not over, beside what was said before.
_NEWS = """{meant} SELECT m.bill, m.listed, h.id, h.item, h.said, h.seen_at, l.url,
  (SELECT b.said FROM floor_history b WHERE b.item = h.item AND b.id < h.id ORDER BY b.id DESC
   LIMIT 1) AS before
FROM meant m CROSS JOIN floor_history h ON h.bill = m.listed
JOIN floor_items i ON i.identifier = h.item JOIN floor_lists l ON l.identifier = i.list
WHERE h.seen_at >= :since AND h.seen_at < :until AND h.kind = :kind
  AND i.ends >= substr(h.seen_at, 1, 10)
ORDER BY h.id DESC"""


def read_floor(
    connection: sqlite3.Connection,
    on: date,
    *,
    bills: Iterable[str] | None = None,
    since: date | None = None,
) -> tuple[FloorStatus, ...]:
    """Items of lists whose week ends on ``since`` or later (the day itself by default), as their
    lists said by then; the newest week first. ``bills`` are keys; for ``None``, every watched bill,
    and each item once."""
    keys = None if bills is None else list(bills)
    if keys == []:
        return ()
    statement = _STANDING.format(meant=_MEANT.format(asked=_FOLLOWED if keys is None else _ASKED))
    given = {"asked": json.dumps(keys), **_until(on, since or on)}
    found = [_status(row, on) for row in connection.execute(statement, given)]
    return tuple(_with_others(connection, one, found) for one in _once(found, keys))


def standing(rows: KeyedRows, bill: str, on: date) -> Iterator[FloorStatus]:
    """What ``read_floor`` tells of one of several bills, without the others of its effort."""
    return (_status(row, on) for row in rows.of(bill, _STANDING_TOGETHER, **_until(on, on)))


_STANDING_TOGETHER = _STANDING.format(meant=_MEANT.format(asked=_LISTED))


def _until(on: date, since: date) -> dict[str, str]:
    until = day_begins((on + timedelta(1)).isoformat())
    return {"day": on.isoformat(), "since": since.isoformat(), "until": until}


def _status(row: sqlite3.Row, on: date) -> FloorStatus:
    said = FloorSaid.of(json.loads(row["said"]))
    checked_at = max(row["as_of"], row["checked_at"] or "")
    return FloorStatus(
        id=row["item"],
        bill=row["bill"],
        said=said,
        as_of=row["as_of"],
        checked_at=checked_at,
        url=row["url"],
        file=row["file"],
        is_over=said.ends < on.isoformat(),
        is_stale=day_of(checked_at) < (on - timedelta(1)).isoformat(),
        voted_on=row["voted_on"],
        revision=row["revision"],
        is_companion=_origin(said.bill or row["bill"]) != _origin(row["bill"]),
    )


def _origin(key: str) -> Chamber | None:
    place, _, type_, _ = split_key(key)
    return next((row.chamber for row in get(place).types if row.type == type_), None)


def _once(found: list[FloorStatus], keys: list[str] | None) -> list[FloorStatus]:
    """Of all watched bills, each item for one bill alone: the one that is on the list, where that
    is followed."""
    if keys is not None:
        return found
    first: dict[str, FloorStatus] = {}
    for one in sorted(found, key=lambda one: not one.is_own):
        first.setdefault(one.id, one)
    return [one for one in found if first[one.id] is one]


def _with_others(
    connection: sqlite3.Connection,
    status: FloorStatus,
    found: list[FloorStatus],
) -> FloorStatus:
    """With the effort's other bills of the session, where the bill itself is on the list."""
    if not status.is_own or not status.is_on:
        return status
    rows = connection.execute(
        f"{_MEANT.format(asked='VALUES (?)')} SELECT listed FROM meant LEFT JOIN bills b ON b.key "
        "= listed WHERE listed <> bill AND coalesce(b.final, 0) = 0 ORDER BY listed",
        (status.bill,),
    )
    listed = {one.said.bill for one in found if one.is_on and one.said.week == status.said.week}
    session = split_key(status.bill).session
    others = tuple(
        ListedOther(key, _origin(key) != _origin(status.bill), key in listed)
        for (key,) in rows
        if split_key(key).session == session
    )
    return replace(status, others=others)


def read_floor_news(
    connection: sqlite3.Connection, since: str, until: str, bill: str | None
) -> "Iterator[Change]":
    """What lists said anew between two instants, newest first: of followed bills and of those that
    we had before, or of one; and of the others of their effort."""
    from billtrail.bills.values import Change

    asked = _FOLLOWED + _KNOWN if bill is None else "VALUES (:bill)"
    given = {"bill": bill, "since": since, "until": until, "kind": ChangeKind.CHANGE}
    rows = connection.execute(_NEWS.format(meant=_MEANT.format(asked=asked)), given)
    told: dict[int, list[sqlite3.Row]] = defaultdict(list)
    for row in rows:
        told[row["id"]].append(row)
    for same in told.values():
        row = min(same, key=lambda row: (row["bill"] != row["listed"], row["bill"]))
        yield Change(row["bill"], f"floor:{row['item']}", row["before"], row["said"],
                     row["seen_at"], ChangeKind.CHANGE, row["url"])  # fmt: skip
