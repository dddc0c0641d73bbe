"""Lists of what a chamber may vote on, in the database: what stands, and all that was ever said.

``floor_items`` holds what the newest copy of a list says of each item, ``floor_history`` a row for
each time that this was something else. A copy that is older than what we have changes nothing, and
nothing is deleted: an item that its list no longer has is marked.
"""

import sqlite3
from collections.abc import Mapping
from typing import Any

from billtrail.bills.models import FloorItem, FloorList, FloorRule
from billtrail.errors import ImplausibleDocument
from billtrail.legislatures import Chamber, ChangeKind

from .bill_rows import dump
from .sql import upsert

Row = dict[str, Any]

_LIST = ("identifier", "jurisdiction", "chamber", "week", "ends", "as_of", "source", "url",
         "address", "seen_at")  # fmt: skip
_OF_LIST = ("jurisdiction", "chamber", "week", "ends")
_OF_ITEM = ("place", "bill", "printed", "about", "text", "category", "rule", "amended", "added",
            "removed", "url")  # fmt: skip
_ITEM = ("identifier", "list", *_OF_LIST, *_OF_ITEM, "unlisted_since", "as_of", "seen_at")
#: What is said of an item, and kept each time that it changes: its place and its file are not.
SAID = ("bill", "printed", "about", "text", "category", "rule", "amended", "removed",
        "unlisted_since")  # fmt: skip
#: So many items may go without a word; why the rest is not believed at once.
_FEW = 3
_AGAIN = "it is taken when the publisher says so on another day"
_SAVE_LIST = upsert("floor_lists", _LIST, ("identifier",))
_SAVE_ITEM = upsert("floor_items", _ITEM, ("identifier",))


class FloorStore:
    """Saves lists through one connection; ``now`` is the instant of the run (UTC), ``kind`` what
    kind of change it makes."""

    def __init__(self, connection: sqlite3.Connection, now: str) -> None:
        self.connection = connection
        self.now = now
        self.kind = ChangeKind.CHANGE
        self._older: set[str] = set()

    def save(self, told: FloorList, source: str) -> int:
        """One copy of a list; how many items it says otherwise, none where it is older than the one
        that we have. Raises ImplausibleDocument for the first that has lost most of it."""
        name = f"{told.jurisdiction}-{told.chamber}-{told.week}"
        stored = self._row("floor_lists", name)
        if stored and stored["as_of"] > told.as_of:
            self._older.add(told.address)
            return 0
        listed = {self._identifier(name, item): item for item in told.items}
        if stored:
            self._refuse_halved(name, told, listed)
        of_list = {"jurisdiction": told.jurisdiction, "chamber": told.chamber.value,
                   "week": told.week, "ends": told.ends}  # fmt: skip
        self._write(_SAVE_LIST, _LIST, of_list | {
            "identifier": name, "as_of": told.as_of, "source": source, "url": told.url,
            "address": told.address,
            "seen_at": stored["seen_at"] if stored else self.now,
        })  # fmt: skip
        rows = [of_list | {"identifier": identifier, "list": name} | _said(item, told)
                for identifier, item in listed.items()]  # fmt: skip
        rows += [row | {"unlisted_since": told.as_of} for row in self._rows(name)
                 if row["identifier"] not in listed and row["unlisted_since"] is None]  # fmt: skip
        return sum(self._save_item(row, told.as_of) for row in rows)

    def _identifier(self, name: str, item: FloorItem) -> str:
        """An item that is about another bill than it was is another one: the bill that it was about
        is not on the list any more."""
        identifier = f"{name}-{item.identifier}"
        known = self._row("floor_items", identifier)
        other = known and known["bill"] and known["bill"] != item.bill
        return f"{identifier}-{item.bill or item.printed}" if other else identifier

    def _refuse_halved(self, name: str, told: FloorList, listed: Mapping[str, FloorItem]) -> None:
        """Chambers mark what they take off: a list that most of it is gone from is believed on
        another day."""
        standing = [row for row in self._rows(name) if row["unlisted_since"] is None]
        lost = sum(row["identifier"] not in listed for row in standing)
        if lost > max(_FEW, len(standing) // 2) and not self._refused_before(told.address):
            raise ImplausibleDocument(
                f"{told.address}: the list for the week of {told.week} has lost {lost} of its "
                f"{len(standing)} items; {_AGAIN}"
            )

    def _refused_before(self, address: str) -> bool:
        row = self.connection.execute(
            "SELECT 1 FROM quarantine WHERE url = ? AND reason LIKE ? AND "
            "substr(seen_at, 1, 10) < substr(?, 1, 10)", (address, f"%{_AGAIN}", self.now),
        ).fetchone()  # fmt: skip
        return row is not None

    def copy(self, theirs: sqlite3.Connection) -> None:
        """The lists of another file that are newer than those here; one of an older program has
        none."""
        if not theirs.execute("PRAGMA table_info(floor_items)").fetchall():
            return
        for row in theirs.execute("SELECT * FROM floor_lists ORDER BY week").fetchall():
            self.save(_stored(row, theirs), row["source"])
            if row["checked_at"]:
                self.confirm(row["address"], row["checked_at"])

    def confirm(self, address: str, checked_at: str) -> None:
        """An address gave the newest copy of its list; one of a list gave an older one of a cache
        confirms nothing."""
        if address not in self._older:
            self.connection.execute(
                "UPDATE floor_lists SET checked_at = ? WHERE address = ? AND "
                "coalesce(checked_at, '') < ?", (checked_at, address, checked_at),
            )  # fmt: skip

    def _save_item(self, row: Row, as_of: str) -> bool:
        """Whether it was not said so already."""
        known = self._row("floor_items", row["identifier"])
        if known and all(known[name] == row.get(name) for name in (*SAID, "place", "added", "url")):
            return False
        seen = known["seen_at"] if known else self.now
        self._write(_SAVE_ITEM, _ITEM, {"unlisted_since": None} | row
                    | {"as_of": as_of, "seen_at": seen})  # fmt: skip
        if known is None or any(known[name] != row.get(name) for name in SAID):
            said = {name: row.get(name) for name in (*_OF_LIST, *SAID) if row.get(name) is not None}
            self.connection.execute(
                "INSERT INTO floor_history (item, bill, as_of, seen_at, kind, said) VALUES "
                "(?, ?, ?, ?, ?, ?)",
                (row["identifier"], row["bill"], as_of, self.now, self.kind, dump(said)),
            )
        return True

    def _write(self, statement: str, names: tuple[str, ...], row: Row) -> None:
        self.connection.execute(statement, [row[name] for name in names])

    def _row(self, table: str, identifier: str) -> Row | None:
        row = self.connection.execute(
            f"SELECT * FROM {table} WHERE identifier = ?", (identifier,)
        ).fetchone()
        return dict(row) if row else None

    def _rows(self, name: str) -> list[Row]:
        rows = self.connection.execute("SELECT * FROM floor_items WHERE list = ?", (name,))
        return [dict(row) for row in rows]


def _stored(row: sqlite3.Row, file: sqlite3.Connection) -> FloorList:
    """A list of a file as it stands there."""
    items = file.execute(
        "SELECT * FROM floor_items WHERE list = ? AND unlisted_since IS NULL ORDER BY place",
        (row["identifier"],),
    )
    ours = {"jurisdiction": row["jurisdiction"], "chamber": Chamber(row["chamber"])}
    others = {name: row[name] for name in ("week", "ends", "as_of", "url", "address")}
    return FloorList(**ours, **others, items=tuple(_item(one) for one in items))


def _item(row: sqlite3.Row) -> FloorItem:
    name = row["identifier"].removeprefix(f"{row['list']}-")
    said = {name: row[name] for name in _OF_ITEM}
    return FloorItem(name, **said | {"rule": FloorRule(row["rule"]),
                                     "amended": bool(row["amended"])})  # fmt: skip


def _said(item: FloorItem, told: FloorList) -> Row:
    """An item's columns; one that was taken off on a day that is not told, on that of its copy."""
    row = {name: getattr(item, name) for name in _OF_ITEM}
    removed = told.as_of[:10] if item.removed == "" else item.removed
    return row | {"amended": int(item.amended), "rule": item.rule.value, "removed": removed}
