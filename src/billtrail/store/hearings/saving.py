"""Hearings in the database: known again when they move, kept when they are off.

A row's identifier is that of its first announcement, so a calendar entry made from it follows a
move. ``BillHearings`` speak for a bill, an ``Agenda`` for all of a chamber's days: what it leaves
out has moved or is off. Of two that say different things of a hearing's status the one of the newer
day counts (``as_of``). A meeting that has a name of its own is known by it; several sources may
tell of it, and the best of them has the row (``meetings``).
"""

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import replace

from billtrail.bills.models import FROM_HISTORY, Agenda, BillHearings, Hearing, HearingNotice
from billtrail.legislatures import committee_words

from ..bill_rows import dump
from ..sql import upsert
from .matching import (
    Row,
    is_former,
    is_same,
    is_withdrawn,
    matched_rows,
    meant_rows,
    names_day,
    place_of,
    row_at,
    row_by_name,
    rows_by_number,
    standing_notices,
    standing_status,
    take_former,
)
from .meetings import MeetingStore

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
    "item",
    "kind",
    "meeting",
)
_COLUMNS = ("identifier", *_SAID, "source", "unlisted_since", "moved_from", "seen_at", "changed_at",
            "as_of", "was", "sequence")  # fmt: skip
#: What an agenda says anew each time, so that an empty word is the publisher's.
_RESTATED = ("time", "location", "note", "item")
#: A change of these is news, and a new revision of a calendar's entry.
_NEWS = ("date", "time", "location", "status", "note")
_UPSERT = upsert("hearings", _COLUMNS, ("identifier",))


class HearingStore:
    """Saves hearings through one connection; ``now`` is the instant of the run (UTC)."""

    def __init__(
        self, connection: sqlite3.Connection, now: str, ranks: Mapping[str, int] = {}
    ) -> None:
        self.connection = connection
        self.now = now
        self._meetings = MeetingStore(connection, ranks)
        self._rosters: dict[tuple[str, str], dict[str, str]] = {}

    def save(self, hearing: Hearing, source: str) -> None:
        """One hearing as its publisher tells of it: an old day of one that moved is no news, and
        what a newer word took off stays off."""
        told = self._with_committee(hearing)
        save = self._save_meeting if told.meeting else self._save_told
        save(told, source, self._rows("bill = ?", told.bill))

    def _save_meeting(self, told: Hearing, source: str, rows: list[Row]) -> None:
        """All that a source says of a meeting."""
        known = row_by_name(rows, told) or self._joined(rows, told, source)
        if known is None and any(is_former(row, told) for row in rows):
            return
        self._write_meeting(told, source, known, told.as_of)

    def _joined(self, rows: Iterable[Row], told: Hearing, source: str) -> Row | None:
        """The row of a meeting that another source names otherwise: the same bill, committee and
        day, at the same hour where both tell one. What a source tells of it at one address is one
        meeting."""
        for row in rows:
            same = is_same(row, told) and row["date"] == told.date and place_of(row)
            hour = row["time"] == told.time or None in (row["time"], told.time)
            if same and hour and not self._meetings.is_told_by(row["identifier"], source, told.url):
                return row
        return None

    def _write_meeting(
        self, told: Hearing, source: str, known: Row | None, as_of: str | None
    ) -> None:
        """A meeting as a source tells of it; what it said before a newer word of its own is past,
        and what another says beside a better one's word is only kept."""
        if known and known["source"] == source and (known["as_of"] or "") > (as_of or ""):
            return
        if known is None or self._meetings.leads(source, known["source"]):
            row = self._restated(told, source, known, as_of)
            self._write(row | {"source": source}, known)
            known = row
        self._meetings.say(known["identifier"], told, source)

    def _save_told(self, told: Hearing, source: str, rows: list[Row]) -> None:
        known = row_at(rows, told) if names_day(told) else row_by_name(rows, told)
        if known is None and any(is_former(row, told) for row in rows):
            return
        self._write(self._after(told, source, known), known)

    def save_bill(self, told: BillHearings, source: str) -> None:
        """A bill's hearings. The history is asked first, so that one it took off is not taken for
        one that moved, and once more for those that are new here."""
        self._save_notices(told)
        listed = [self._with_committee(hearing) for hearing in told.hearings]
        rows = self._rows("bill = ?", told.bill)
        left = [row for row in rows if told.whole and is_withdrawn(row, told, listed, source)]
        for hearing in listed:
            moved = None if row_at(rows, hearing) else take_former(left, hearing)
            if moved:
                self._write(self._after(hearing, source, moved), moved)
            else:
                self._save_told(hearing, source, rows)
        for row in left:
            self._take_off(row, "cancelled", told.as_of, told.as_of)
        self._save_notices(told)
        for notice in standing_notices(told):
            self._save_set(told.bill, notice, source)

    def _save_set(self, bill: str, notice: HearingNotice, source: str) -> None:
        """A hearing that the history tells first: one that was set for another day before, or one
        of which no list has a word."""
        day = notice.date or ""
        hearing = self._with_committee(Hearing(
            f"{bill}|{notice.committee or committee_words(notice.name or '')}|{day}", bill, day,
            notice.committee, notice.name, notice.chamber, note=FROM_HISTORY, as_of=notice.as_of,
        ))  # fmt: skip
        there = [row for row in self._rows("bill = ?", bill) if is_same(row, hearing)]
        ahead = [r for r in there if r["status"] == "confirmed" and r["date"] >= notice.as_of]
        older = next((row for row in ahead if (row["as_of"] or "") < notice.as_of), None)
        if any(row["date"] == day for row in there) or (ahead and not older):
            return
        if older:
            moved = {"date": day, "moved_from": older["date"], "as_of": notice.as_of}
            self._write(older | dict.fromkeys(_RESTATED) | moved | {"note": FROM_HISTORY}, older)
        else:
            self._write(self._after(hearing, source, None), None)

    def _save_notices(self, told: BillHearings) -> None:
        """Let the history's last word on each day count, where nothing newer was said."""
        last = {notice.date or notice.as_of: notice for notice in told.notices}
        for notice in last.values():
            for row in meant_rows(self._rows("bill = ?", told.bill), notice):
                self._write(row | {"status": notice.status, "unlisted_since": None,
                                   "as_of": notice.as_of}, row)  # fmt: skip

    def save_agenda(self, agenda: Agenda, source: str) -> None:
        """All that a chamber has announced: first what stands, at its hour or another, then what
        moved or is new, then what is off."""
        if agenda.only:
            self._save_alone(agenda, source)
            return
        listed = [self._with_committee(hearing) for hearing in agenda.hearings]
        rows = self._rows(
            "substr(bill, 1, 2) = ? AND chamber = ? AND date >= ?",
            agenda.jurisdiction, agenda.chamber.value, min(agenda.as_of[:10], agenda.starts),
        )  # fmt: skip
        spoken_of = [row["identifier"] for row in self._spoken_of(agenda, listed, rows, source)]
        matched = rows_by_number(rows, listed)
        for by in (("date", "time"), ("date",)):
            matched |= matched_rows(rows, [one for one in listed if id(one) not in matched], *by)
        left = [row for row in rows if row["identifier"] in spoken_of]
        day = agenda.as_of[:10]
        for told in listed:
            known = matched.get(id(told)) or take_former(left, told)
            if told.meeting:
                self._write_meeting(told, source, known, agenda.as_of)
            else:
                self._write(self._restated(told, source, known, day), known)
        for row in left:
            as_of = agenda.as_of if row["meeting"] else day
            self._take_off(row, self._status_off(agenda, row), day, as_of)
            self._meetings.withdrawn(row["identifier"], source, agenda.gone)

    def _save_alone(self, agenda: Agenda, source: str) -> None:
        """All that is said of one meeting: a bill that it does not name any more is off, unless a
        better source names it."""
        for hearing in agenda.hearings:
            self.save(hearing, source)
        told = {(hearing.bill, hearing.date) for hearing in agenda.hearings}
        day = agenda.as_of[:10]
        for row in self._rows("meeting = ? AND date >= ?", agenda.only, day):
            if (row["bill"], row["date"]) not in told and self._is_missing(agenda, row, source):
                if self._meetings.leads(source, row["source"]):
                    self._take_off(row, agenda.gone, day, agenda.as_of)
                self._meetings.withdrawn(row["identifier"], source, agenda.gone)

    def _restated(self, told: Hearing, source: str, known: Row | None, as_of: str | None) -> Row:
        """The row as a list or a meeting's own record of a day has it."""
        said = {name: getattr(told, name) for name in (*_RESTATED, "status")}
        return self._after(told, source, known) | said | {"unlisted_since": None, "as_of": as_of}

    def _take_off(self, row: Row, status: str, day: str, as_of: str) -> None:
        off = {"status": status, "unlisted_since": day, "as_of": as_of}
        self._write(row | off if not row["unlisted_since"] else row, row)

    def _status_off(self, agenda: Agenda, row: Row) -> str:
        """What the list says of the meeting that a row was set for."""
        return next((status for day, name, status in agenda.off
                     if day == row["date"] and self._named(agenda, name) == place_of(row)),
                    agenda.gone)  # fmt: skip

    def _named(self, agenda: Agenda, name: str) -> str:
        """A committee as ``place_of`` has it."""
        known = self._committee(agenda.jurisdiction, agenda.chamber.value, name)
        return known or committee_words(name)

    def _spoken_of(
        self, agenda: Agenda, listed: Iterable[Hearing], rows: Iterable[Row], source: str
    ) -> Iterable[Row]:
        """Rows the agenda speaks of: on its days, not past, and not at a meeting whose own agenda
        is not out; one that no list ever had, only where its meeting is listed. A meeting that has
        a name is off only where its own list, which had it, has it no more."""
        unread = {(day, self._named(agenda, name)) for day, name in agenda.unread}
        first = max(agenda.starts, agenda.as_of[:10])
        meetings = {(h.date, h.committee or committee_words(h.name or "")) for h in listed}
        meetings |= {(day, self._named(agenda, name)) for day, name, _ in agenda.off}
        for row in rows:
            place = (row["date"], place_of(row))
            told = row["note"] != FROM_HISTORY or place in meetings
            if row["meeting"]:
                told = self._is_missing(agenda, row, source)
            if told and first <= row["date"] <= agenda.ends and place not in unread:
                yield row

    def _is_missing(self, agenda: Agenda, row: Row, source: str) -> bool:
        """Whether a list that had a meeting does not have it; nothing newer was said of it, and it
        was not over when the list was made."""
        over = row["date"] == agenda.starts and (row["time"] or "~") < agenda.starts_at
        older = (row["as_of"] or "") > agenda.as_of
        return (row["meeting"] not in agenda.listed and not over and not older
                and self._meetings.is_told_by(row["identifier"], source))  # fmt: skip

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
            ours = {"identifier": name, "source": source, "seen_at": self.now, "sequence": 0}
            return dict.fromkeys(_COLUMNS) | said | ours | {"as_of": told.as_of}
        row = known | {name: value for name, value in said.items() if value is not None}
        if known["note"] == FROM_HISTORY:
            row["note"] = told.note
        if row["date"] != known["date"]:
            row["moved_from"] = known["date"]
        return row | standing_status(told, known)

    def _unused(self, identifier: str) -> str:
        """A second hearing may be set for the day from which the first one moved."""
        name, ordinal = identifier, 1
        while self._rows("identifier = ?", name):
            ordinal += 1
            name = f"{identifier}#{ordinal}"
        return name

    def _write(self, row: Row, known: Row | None) -> None:
        if row != known:
            row = row | self._revision(row, known)
            self.connection.execute(_UPSERT, [row[name] for name in _COLUMNS])

    def _revision(self, row: Row, known: Row | None) -> Row:
        """When it changed, what it said before and how often: nothing where it says the same."""
        if known is None:
            return {"changed_at": self.now}
        changed = [name for name in _NEWS if known[name] != row[name]]
        was = {name: known[name] for name in changed
               if FROM_HISTORY not in (known[name], row[name])}  # fmt: skip
        news = {"changed_at": self.now, "was": dump(was), "sequence": known["sequence"] + 1}
        return news if was else {}

    def _with_committee(self, hearing: Hearing) -> Hearing:
        """With its committee's id, or its name, where the roster has it by the other."""
        place = (hearing.bill[:2], hearing.chamber.value if hearing.chamber else "")
        if hearing.committee and not hearing.name:
            return replace(hearing, name=self._name(*place, hearing.committee))
        if hearing.committee or not hearing.name or not hearing.chamber:
            return hearing
        return replace(hearing, committee=self._committee(*place, hearing.name))

    def _name(self, jurisdiction: str, chamber: str, id: str) -> str | None:
        row = self.connection.execute(
            "SELECT name FROM committees WHERE jurisdiction = ? AND chamber = ? AND id = ? "
            "ORDER BY roster DESC",
            (jurisdiction, chamber, id),
        ).fetchone()
        return str(row[0]) if row else None

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
