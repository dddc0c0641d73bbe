"""What changed up to a day, and how fresh each source's records are."""

import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from billtrail.bills.values import NEWS, Change, SourceFreshness
from billtrail.legislatures import ChangeKind
from billtrail.legislatures.calendar import day_begins, day_of

from .floor import read_floor_news
from .hearings import read_hearing_news

if TYPE_CHECKING:
    from billtrail.bills.values import BillStatus
    from billtrail.campaigns import CampaignStatus

#: That another source now says the same row is kept in the history, and is no news.
_SAYS_MORE = (
    "(c.field NOT LIKE '%:%' OR json_remove(c.old, '$.source') IS NOT "
    "json_remove(c.new, '$.source'))"
)

#: A change whose last word by then is a correction that says otherwise is no news: a law that a
#: person took, and took back. (A doubt comes and goes; only within a day it is one.)
_STANDS = """NOT EXISTS (SELECT 1 FROM bill_changes u WHERE u.bill = c.bill AND u.id > c.id
  AND u.field = c.field AND u.kind = :correction AND u.seen_at < :until AND u.new IS NOT c.new
  AND CASE WHEN c.field LIKE '%:%' THEN json_extract(u.new, '$.unlisted_since') IS NOT NULL
    ELSE c.field <> 'in_doubt' OR substr(u.seen_at, 1, 10) = substr(c.seen_at, 1, 10) END
  AND NOT EXISTS (SELECT 1 FROM bill_changes l WHERE l.bill = c.bill AND l.id > c.id
    AND l.field = c.field AND l.seen_at < :until AND (l.kind <> u.kind OR l.id > u.id)))"""

#: Kinds of changes, as parameters of a query.
_KINDS = {kind.value: kind.value for kind in ChangeKind}
_MARKS = ", ".join(f":{kind.value}" for kind in NEWS)

#: The few sources are stepped through by an index, since going through every record takes longer
#: than the rest of a page.
_FRESHNESS = """
WITH RECURSIVE named(source) AS (
  SELECT min(source) FROM source_records UNION ALL
  SELECT (SELECT min(source) FROM source_records WHERE source > n.source) FROM named n
  WHERE n.source IS NOT NULL)
SELECT n.source, (SELECT max(data_as_of) FROM source_records WHERE source = n.source),
  (SELECT max(checked_at) FROM checks WHERE source = n.source), h.problem, NULL, h.last_success
FROM named n LEFT JOIN source_health h ON h.source = n.source
WHERE n.source IS NOT NULL ORDER BY n.source"""


def read_freshness(connection: sqlite3.Connection) -> tuple[SourceFreshness, ...]:
    """Per source with records: how new its data is and when it was last reached."""
    return tuple(SourceFreshness(*row) for row in connection.execute(_FRESHNESS))


def read_other_freshness(connection: sqlite3.Connection) -> tuple[SourceFreshness, ...]:
    """Per source that tells of no bill as a whole (rosters, agendas, roll calls) and was asked: the
    last answer that was taken in, if any, and when it was last reached."""
    rows = connection.execute(
        "SELECT h.source, max(d.fetched_at), h.last_success, h.problem, NULL, h.last_success "
        "FROM source_health h LEFT JOIN documents d USING (source) WHERE NOT EXISTS "
        "(SELECT 1 FROM source_records r WHERE r.source = h.source) GROUP BY h.source"
    )
    return tuple(SourceFreshness(*row) for row in rows)


def by_what_moves(
    sources: Iterable[SourceFreshness], campaigns: "Iterable[CampaignStatus]"
) -> tuple[SourceFreshness, ...]:
    """Each source with the days of the bills that can still move and that it speaks for, counted
    in ``moving``; where there is none, with its own days. A source of which every bill has ended
    may be silent, and that it was asked about those says nothing of the others."""
    live: dict[str, dict[str, BillStatus]] = {}
    for campaign in campaigns:
        for bill in campaign.bills:
            if bill.status and bill.status.progress.alive:
                live.setdefault(bill.status.source, {})[bill.bill] = bill.status
    return tuple(_moving(source, tuple(live.get(source.source, {}).values())) for source in sources)


def _moving(source: SourceFreshness, bills: "tuple[BillStatus, ...]") -> SourceFreshness:
    if not bills:
        return replace(source, moving=0)
    return replace(
        source,
        moving=len(bills),
        data_as_of=max(bill.data_as_of for bill in bills),
        checked_at=max(bill.checked_at or "" for bill in bills) or None,
    )


#: Where a change was read; a file that was imported has a name alone, which leads nowhere.
_ADDRESS = "CASE WHEN d.url LIKE 'http%' THEN d.url ELSE b.source_url END"


#: Where more bills than these moved, a session turned or an archive was read.
MANY = 100

_FOLLOWED = "SELECT DISTINCT bill FROM campaign_bills"
#: All changes; those of followed bills, whose histories are looked up bill by bill (a ``+`` keeps
#: a column's index out).
_ALL = "bill_changes c"
_OF_FOLLOWED = f"({_FOLLOWED}) f CROSS JOIN {_ALL} ON c.bill = f.bill"


class Moved(NamedTuple):
    """The bills that moved between two instants, up to the row ``last`` of their history."""

    bills: frozenset[str] = frozenset()
    last: int = 0


def read_moved(
    connection: sqlite3.Connection, since: str, until: str, known: Moved | None
) -> Moved:
    """Those from the civil day ``since`` on. Of what is ``known`` only rows that came after it are
    looked at: in the week in which a session ends there are tens of thousands."""
    (last,) = connection.execute("SELECT coalesce(max(id), 0) FROM bill_changes").fetchone()
    if known and known.last == last:
        return known
    by_row = "NOT INDEXED" if known else ""
    bounds = {"start": day_begins(since), "until": until, "last": known.last if known else 0}
    rows = connection.execute(
        f"SELECT DISTINCT bill FROM bill_changes {by_row} WHERE kind IN ({_MARKS}) "
        "AND seen_at >= :start AND seen_at < :until AND id > :last",
        {**bounds, **_KINDS},
    )
    return Moved((known or Moved()).bills.union(row[0] for row in rows), last)


#: The newest changes by the index of each kind, whatever there is before them.
_NEWEST = f"""(SELECT id FROM ({
    " UNION ALL ".join(
        "SELECT * FROM (SELECT id, seen_at FROM bill_changes "
        f"WHERE kind = :{kind.value} AND seen_at >= :start AND seen_at < :until "
        "ORDER BY seen_at DESC, id DESC LIMIT :most)"
        for kind in NEWS
    )
}) ORDER BY seen_at DESC, id DESC LIMIT :most) n CROSS JOIN bill_changes c ON c.id = n.id"""

#: How many changes there are, as they are stored.
_COUNTED = f"""SELECT count(*) FROM bill_changes c
WHERE c.kind IN ({_MARKS}) AND c.seen_at >= :start AND c.seen_at < :until"""


#: Of changes without a day, or of many days, so many are told as data: by command, in JSON, in a
#: feed. The table has them all.
MOST_CHANGES = 5_000


class Newest(NamedTuple):
    """``left_out`` counts the older changes that are not told, as they are stored."""

    changes: tuple[Change, ...]
    left_out: int = 0


def read_newest(connection: sqlite3.Connection, since: str | None, until: str, most: int) -> Newest:
    """The last seen ``most`` of ``read_changes``, read in the time that they take: a session's end
    can be a change of each of a million bills."""
    changes = read_changes(connection, since, until, most=most)
    bounds = {"start": day_begins(since) if since else "", "until": until, **_KINDS}
    stored: int = connection.execute(_COUNTED, bounds).fetchone()[0]
    return Newest(changes[:most], max(0, stored - most) + max(0, len(changes) - most))


class News(NamedTuple):
    """``others`` counts the bills that moved too and are not told of: nobody follows them."""

    changes: tuple[Change, ...]
    others: int = 0


def read_news(connection: sqlite3.Connection, since: str, until: str, moved: Moved) -> News:
    """What is told at once of all that moved from the civil day ``since`` on, newest first: where
    that is more than ``MANY`` bills, of those alone that somebody follows. The others would hide
    them, and to read some thousand bills takes a minute."""
    if len(moved.bills) <= MANY:
        return News(read_changes(connection, since, until))
    others = moved.bills.difference(row[0] for row in connection.execute(_FOLLOWED))
    return News(read_changes(connection, since, until, followed=True), len(others))


def read_changes(
    connection: sqlite3.Connection,
    since: str | None,
    until: str,
    bill: str | None = None,
    *,
    followed: bool = False,
    most: int | None = None,
) -> tuple[Change, ...]:
    """News, newest first: what we saw change from the civil day ``since`` on and before the
    instant ``until``, of one bill, of those that somebody follows or of all, there the ``most``
    last seen. A bill that was rewritten stands first on its day, and what the calendar moved before
    its publisher went on from there is one piece of news."""
    start = day_begins(since) if since else ""
    history = _ALL if most is None else _NEWEST
    history = _OF_FOLLOWED if followed else history
    by_bill, of_one = "+" if followed or bill else "", "AND c.bill = :bill" if bill else ""
    rows = connection.execute(
        f"SELECT c.bill, c.field, c.old, c.new, c.seen_at, c.kind, {_ADDRESS} "
        f"FROM {history} LEFT JOIN documents d ON d.id = c.document "
        f"LEFT JOIN bills b ON b.key = c.bill WHERE {by_bill}c.kind IN ({_MARKS}) "
        f"AND {by_bill}c.seen_at >= :start AND c.seen_at < :until "
        f"{of_one} AND {_SAYS_MORE} AND {_STANDS} "
        "ORDER BY substr(c.seen_at, 1, 10) DESC, c.kind = :rewritten DESC, c.id DESC",
        {"start": start, "until": until, "bill": bill, "most": most, **_KINDS},
    )
    found = [*_join_calendar(Change(*row) for row in rows),
             *read_hearing_news(connection, start, until, bill),
             *read_floor_news(connection, start, until, bill)]  # fmt: skip
    if followed:
        keys = {key for (key,) in connection.execute(_FOLLOWED)}
        found = [change for change in found if change.bill in keys]
    return tuple(sorted(found, key=lambda change: day_of(change.seen_at), reverse=True))


def _join_calendar(changes: Iterable[Change]) -> list[Change]:
    """The changes, newest first, without steps of the calendar that another went on from on the
    same day: "outcome not recorded" is no news where the end was asked for, and told, at once."""
    found: dict[tuple[object, ...], Change] = {}
    for number, change in enumerate(changes):
        place = (change.bill, change.field, day_of(change.seen_at))
        later = found.get(place)
        if later is None or change.kind != ChangeKind.CALENDAR or change.new != later.old:
            found[(*place, number) if later else place] = change
        elif change.old == later.new:
            del found[place]
        else:
            found[place] = replace(later, old=change.old)
    return list(found.values())
