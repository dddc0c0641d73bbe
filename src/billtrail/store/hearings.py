"""Hearings in the database: known again when they move, kept when they are off.

A row's identifier is that of its first announcement, so a calendar entry made from it follows a
move. A hearing told without an agenda (PUBINFO, Congress) is one row saved; an ``Agenda`` speaks
for all of a chamber's days, so what it leaves out has moved or is off.
"""

import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from billtrail.bills import Agenda, Hearing
from billtrail.legislatures import committee_words

from .statements import upsert

Row = dict[str, Any]

#: What a hearing says of itself; the other columns are ours.
_SAID = (
    "bill",
    "date",
    "committee",
    "name",
    "chamber",
    "time",
    "location",
    "status",
    "url",
    "note",
)
_COLUMNS = ("identifier", *_SAID, "source", "unlisted_since", "moved_from", "seen_at", "changed_at")
_UPSERT = upsert("hearings", _COLUMNS, ("identifier",))


class HearingStore:
    """Saves hearings through one connection; ``now`` is the instant of the run (UTC)."""

    def __init__(self, connection: sqlite3.Connection, now: str) -> None:
        self.connection = connection
        self.now = now
        self._rosters: dict[tuple[str, str], dict[str, str]] = {}

    def save(self, hearing: Hearing, source: str) -> None:
        """One hearing as its publisher tells of it: an old day of one that moved is no news, and
        what an agenda took off stays off."""
        told = self._with_committee(hearing)
        rows = self._rows("bill = ?", told.bill)
        known = _at(rows, told) or _known_by_name(rows, told)
        if known is None and any(_is_former(row, told) for row in rows):
            return
        row = self._after(told, source, known)
        if known and known["unlisted_since"]:
            row |= {name: known[name] for name in ("status", "unlisted_since")}
        self._write(row, known)

    def save_agenda(self, agenda: Agenda, source: str) -> None:
        """All that a chamber has announced: first what stands, then what moved or is new, then
        what is off."""
        listed = [self._with_committee(hearing) for hearing in agenda.hearings]
        rows = self._rows(
            "substr(bill, 1, 2) = ? AND chamber = ? AND date >= ?",
            agenda.jurisdiction, agenda.chamber.value, min(agenda.as_of[:10], agenda.starts),
        )  # fmt: skip
        matched = {id(told): row for told in listed if (row := _at(rows, told))}
        kept = {row["identifier"] for row in matched.values()}
        left = [row for row in self._spoken_of(agenda, rows) if row["identifier"] not in kept]
        for told in listed:
            known = matched.get(id(told)) or _take(left, told)
            self._write(self._after(told, source, known) | {"unlisted_since": None}, known)
        for row in left:
            off = {"status": "cancelled", "unlisted_since": agenda.as_of[:10]}
            self._write(row | off if not row["unlisted_since"] else row, row)

    def _spoken_of(self, agenda: Agenda, rows: Iterable[Row]) -> Iterable[Row]:
        """Rows the agenda speaks of: on its days, not past, and not at a meeting whose own agenda
        is not out."""
        chamber = agenda.chamber.value
        unread = {
            (day, self._committee(agenda.jurisdiction, chamber, name) or committee_words(name))
            for day, name in agenda.unread
        }
        first = max(agenda.starts, agenda.as_of[:10])
        for row in rows:
            if first <= row["date"] <= agenda.ends and (row["date"], _place(row)) not in unread:
                yield row

    def _rows(self, condition: str, *values: str) -> list[Row]:
        found = self.connection.execute(
            f"SELECT * FROM hearings WHERE {condition} ORDER BY date, identifier", values
        )
        return [dict(row) for row in found]

    def _after(self, told: Hearing, source: str, known: Row | None) -> Row:
        """The row once ``told`` is known; what it leaves open keeps its value."""
        said = {name: getattr(told, name) for name in _SAID}
        if known is None:
            name = self._unused(told.identifier)
            ours = {"identifier": name, "source": source, "seen_at": self.now}
            return dict.fromkeys(_COLUMNS) | said | ours
        row = known | {name: value for name, value in said.items() if value is not None}
        if row["date"] != known["date"]:
            row["moved_from"] = known["date"]
        return row

    def _unused(self, identifier: str) -> str:
        """A second hearing may be set for the day from which the first one moved."""
        name, ordinal = identifier, 1
        while self._rows("identifier = ?", name):
            ordinal += 1
            name = f"{identifier}#{ordinal}"
        return name

    def _write(self, row: Row, known: Row | None) -> None:
        if row != known:
            row = row | {"changed_at": self.now}
            self.connection.execute(_UPSERT, [row[name] for name in _COLUMNS])

    def _with_committee(self, hearing: Hearing) -> Hearing:
        """With its committee's id, where the roster has the name."""
        if hearing.committee or not hearing.name or not hearing.chamber:
            return hearing
        found = self._committee(hearing.bill[:2], hearing.chamber.value, hearing.name)
        return replace(hearing, committee=found)

    def _committee(self, jurisdiction: str, chamber: str, name: str) -> str | None:
        place = (jurisdiction, chamber)
        if place not in self._rosters:
            rows = self.connection.execute(
                "SELECT name, id FROM committees WHERE jurisdiction = ? AND chamber = ? "
                "ORDER BY roster",
                place,
            )
            self._rosters[place] = {committee_words(name): id_ for name, id_ in rows}
        return self._rosters[place].get(committee_words(name))


def _place(row: Row) -> str:
    return str(row["committee"] or committee_words(row["name"] or ""))


def _is_same(row: Row, told: Hearing) -> bool:
    place = told.committee or committee_words(told.name or "")
    return row["bill"] == told.bill and _place(row) == place


def _at(rows: Iterable[Row], told: Hearing) -> Row | None:
    """The row of the same bill, committee and day."""
    return next((r for r in rows if r["date"] == told.date and _is_same(r, told)), None)


def _known_by_name(rows: Iterable[Row], told: Hearing) -> Row | None:
    """The row of its identifier, unless that holds the day and so means another announcement."""
    if told.date in told.identifier:
        return None
    return next((r for r in rows if r["identifier"] == told.identifier), None)


def _is_former(row: Row, told: Hearing) -> bool:
    return bool(row["moved_from"] == told.date and _is_same(row, told))


def _take(rows: list[Row], told: Hearing) -> Row | None:
    """Out of the rows no longer listed, the announcement that ``told`` replaces."""
    for row in rows:
        if _is_same(row, told):
            rows.remove(row)
            return row
    return None
