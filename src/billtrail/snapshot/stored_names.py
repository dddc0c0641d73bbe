"""What a file has a word on: bills by key and alias, campaigns and efforts by id and title."""

import sqlite3
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from billtrail.legislatures import MemberKind, Stage
from billtrail.legislatures.spelling import KnownKeys

from .bills import read_outline

if TYPE_CHECKING:
    from billtrail.bills import BillStatus, EffortStatus, SourceFreshness
    from billtrail.campaigns import CampaignStatus


@dataclass(slots=True)
class Memory:
    """What snapshots of one state of the file on one day may share: plain values of what is
    followed, each read when it is first asked for."""

    memberships: dict[str, dict[str, str]] | None = None
    bills: "dict[str, BillStatus | None]" = field(default_factory=dict)
    families: "dict[str, EffortStatus]" = field(default_factory=dict)
    campaigns: "dict[str, CampaignStatus]" = field(default_factory=dict)
    keys: KnownKeys | None = None
    named_keys: KnownKeys | None = None
    freshness: "tuple[SourceFreshness, ...] | None" = None


class StoredNames:
    """The ``Holdings`` of ``legislatures.spelling.resolve``, read from a file on a day."""

    def __init__(self, connection: sqlite3.Connection, on: date, memory: Memory) -> None:
        self._connection = connection
        self._on = on
        self._memory = memory

    @property
    def keys(self) -> KnownKeys:
        """Every key that is stored, in order."""
        if self._memory.keys is None:
            rows = self._connection.execute("SELECT key FROM bills ORDER BY key")
            self._memory.keys = KnownKeys(row[0] for row in rows)
        return self._memory.keys

    @property
    def named_keys(self) -> KnownKeys:
        """Every key of which something can be said: ``holds``."""
        if self._memory.named_keys is None:
            unread = [key for key in self.memberships if not self.stores(key)]
            self._memory.named_keys = self.keys.with_more(unread)
        return self._memory.named_keys

    @property
    def memberships(self) -> dict[str, dict[str, str]]:
        """Campaign, family and the law that fulfilled it, by key of a followed bill."""
        if self._memory.memberships is None:
            self._memory.memberships = self._read_memberships()
        return self._memory.memberships

    def _read_memberships(self) -> dict[str, dict[str, str]]:
        """Family, campaign and the law that fulfilled it, by bill; ``enacted_via`` only where
        the other bill is law on the day."""
        found: dict[str, dict[str, str]] = {}
        for row in self._connection.execute("SELECT bill, campaign FROM campaign_bills"):
            found[row["bill"]] = {"campaign": row["campaign"]}
        for row in self._connection.execute(
            "SELECT m.bill, m.family, m.enacted_via, f.campaign FROM family_members m "
            "JOIN families f ON f.id = m.family WHERE m.kind <> ?",
            (MemberKind.OPPOSES.value,),
        ):
            entry = found.setdefault(row["bill"], {"campaign": row["campaign"]})
            entry["family"] = row["family"]
            if row["enacted_via"] and self._is_law(row["enacted_via"]):
                entry["enacted_via"] = row["enacted_via"]
        return found

    def _is_law(self, key: str) -> bool:
        status = read_outline(self._connection, key, self._on, None)
        return status is not None and status.stage in (Stage.ENACTED, Stage.ADOPTED)

    def holds(self, key: str) -> bool:
        """Whether something can be said of the bill: it is stored, or followed and not read yet."""
        return self.stores(key) or key in self.memberships

    def stores(self, key: str) -> bool:
        """Whether the bill is stored, introduced by the day asked or not."""
        return (
            self._connection.execute("SELECT 1 FROM bills WHERE key = ?", (key,)).fetchone()
            is not None
        )

    def kind_of(self, name: str) -> str | None:
        """``campaign`` or ``family`` where the id is one's."""
        for kind, table in (("campaign", "campaigns"), ("family", "families")):
            if self._connection.execute(f"SELECT 1 FROM {table} WHERE id = ?", (name,)).fetchone():
                return kind
        return None

    def titled(self, text: str) -> tuple[str, str] | None:
        """``family`` or ``campaign`` and its id, where the text is the title of one, in small
        letters or large; an effort before a campaign that is called alike."""
        for kind, table in (("family", "families"), ("campaign", "campaigns")):
            sql = f"SELECT id FROM {table} WHERE title = ? COLLATE NOCASE"
            if row := self._connection.execute(sql, (text.strip(),)).fetchone():
                return kind, row[0]
        return None

    def alias(self, name: str) -> str | None:
        """The key of a renumbered bill by its old one."""
        row = self._connection.execute(
            "SELECT bill FROM bill_aliases WHERE alias = ?", (name,)
        ).fetchone()
        return str(row[0]) if row else None

    def names(self) -> list[str]:
        """The ids of campaigns and efforts."""
        return [*self.ids("campaigns"), *self.ids("families")]

    def ids(self, table: str) -> list[str]:
        return [row[0] for row in self._connection.execute(f"SELECT id FROM {table}")]
