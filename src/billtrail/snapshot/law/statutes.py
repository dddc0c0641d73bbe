"""What is said of statutes and what changes them, from their tables; what staff must read again."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from billtrail.campaigns import CampaignStatus, LawDoubt
from billtrail.law import (
    AS_READ,
    ReadPart,
    StatuteChange,
    StatuteReading,
    TakenIn,
    parse_statute,
)
from billtrail.words.status import is_alive

if TYPE_CHECKING:
    from ..snapshot import Snapshot

#: A section is read again after so many days, changed or not.
READ_AGAIN_AFTER = 365


def read_readings(connection: sqlite3.Connection) -> Iterator[StatuteReading]:
    """Every reading, in the order of its file."""
    names = [field.name for field in fields(StatuteReading)]
    for row in connection.execute("SELECT * FROM statutes ORDER BY rowid"):
        values = {name: row[name] for name in names}
        taken_in = tuple(TakenIn(**one) for one in json.loads(row["taken_in"]))
        parts = tuple(ReadPart(**one) for one in json.loads(row["parts"]))
        yield StatuteReading(**{**values, "taken_in": taken_in, "parts": parts})


#: Its bill is here, by data of that day or later, and became no law: that was taken back.
_IS_NO_LAW = (
    "EXISTS (SELECT 1 FROM bills b WHERE b.key = statute_changes.bill AND b.stage NOT IN "
    "('enacted', 'adopted') AND substr(b.data_as_of, 1, 10) >= statute_changes.enacted)"
)


def read_changes(connection: sqlite3.Connection) -> dict[str, tuple[StatuteChange, ...]]:
    """Statute -> the changes of it by enacted acts, oldest first; what a bill's own text says comes
    before what was written of it by hand."""
    return _by_statute(connection, f"NOT {_IS_NO_LAW}")


def read_undone(connection: sqlite3.Connection) -> dict[str, tuple[StatuteChange, ...]]:
    """Statute -> the changes of it by acts that turned out to be no law."""
    return _by_statute(connection, _IS_NO_LAW)


def _by_statute(
    connection: sqlite3.Connection, condition: str
) -> dict[str, tuple[StatuteChange, ...]]:
    found: dict[str, list[StatuteChange]] = defaultdict(list)
    rows = connection.execute(
        f"SELECT * FROM statute_changes WHERE enacted IS NOT NULL AND {condition} "
        "ORDER BY enacted, bill, origin = 'hand'"
    )
    for row in rows:
        found[row["statute"]].append(_change(row))
    return {statute: tuple(changes) for statute, changes in found.items()}


def read_changes_by(connection: sqlite3.Connection, bill: str) -> tuple[StatuteChange, ...]:
    """What a bill changes of the law we speak of, or would: each section once, by its own text
    before what was written of it by hand."""
    rows = connection.execute(
        "SELECT * FROM statute_changes WHERE bill = ? ORDER BY statute, origin <> 'hand'", (bill,)
    )
    return tuple({row["statute"]: _change(row) for row in rows}.values())


def read_proposed(connection: sqlite3.Connection) -> tuple[StatuteChange, ...]:
    """What live bills would change, by statute and bill; ``enacted`` is empty."""
    rows = connection.execute(
        "SELECT * FROM statute_changes WHERE enacted IS NULL ORDER BY statute, bill"
    )
    return tuple(_change(row) for row in rows)


def _change(row: Any) -> StatuteChange:
    values = {field.name: row[field.name] for field in fields(StatuteChange)}
    values |= {
        "enacted": row["enacted"] or "",
        "joined_with": tuple(json.loads(row["joined_with"])),
    }
    return StatuteChange(**values)


# -- what staff must read again ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ToReread:
    """A statute that was changed since it was read, or may have ended; ``claims`` of the campaign
    rest on it."""

    campaign: str
    title: str
    statute: str
    claims: tuple[str, ...]
    doubt: LawDoubt

    @property
    def why(self) -> str:
        """In few words: "AB 134 (2023) changed it"."""
        return f"{self.doubt.act} changed it" if self.doubt.act else self.doubt.why

    @property
    def printed(self) -> str:
        return parse_statute(self.statute).printed


def to_reread(campaigns: Iterable[CampaignStatus]) -> tuple[ToReread, ...]:
    """Each statute once for a campaign, in the order of its claims."""
    found: dict[tuple[str, str], ToReread] = {}
    for campaign in campaigns:
        for claim in campaign.claims:
            if (doubt := claim.doubt) is None:
                continue
            at = (campaign.id, doubt.statute)
            names = (*(found[at].claims if at in found else ()), claim.id)
            found[at] = ToReread(campaign.id, campaign.title, doubt.statute, names, doubt)
    return tuple(found.values())


def not_read_for_a_year(
    connection: sqlite3.Connection, campaigns: Iterable[CampaignStatus], on: date
) -> tuple[StatuteReading, ...]:
    """Readings under a claim that are older than a year, those of a summary first."""
    used = {key for campaign in campaigns for claim in campaign.claims for key in claim.statutes}
    limit = (on - timedelta(days=READ_AGAIN_AFTER)).isoformat()
    old = [r for r in read_readings(connection) if r.key in used and r.read_on < limit]
    return tuple(sorted(old, key=lambda reading: (reading.basis == AS_READ, reading.read_on)))


@dataclass(frozen=True, slots=True)
class WouldChange:
    """A live bill that would change a section that a campaign speaks of."""

    campaign: str
    title: str
    statute: str
    bill: str
    what: str

    @property
    def printed(self) -> str:
        return parse_statute(self.statute).printed


def would_change(
    snapshot: "Snapshot", campaigns: Sequence[CampaignStatus]
) -> tuple[WouldChange, ...]:
    """By campaign and bill: those that live on the snapshot's day."""
    proposed = read_proposed(snapshot.connection)
    live = {
        key for key, status in snapshot.outlines({c.bill for c in proposed}).items()
        if is_alive(status)
    }  # fmt: skip
    return tuple(
        WouldChange(campaign.id, campaign.title, change.statute, change.bill, change.what)
        for campaign in campaigns
        for change in proposed
        if change.bill in live
        and any(change.statute in claim.statutes for claim in campaign.claims)
    )
