"""Efforts as of a day: each with its bills, what may carry it on, and where that was looked for."""

import sqlite3
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from billtrail.bills import build_effort
from billtrail.bills.values import BillStatus, EffortStatus, Look, Member
from billtrail.errors import UnknownKey
from billtrail.files import KeyedRows
from billtrail.legislatures import MemberKind, nearest

from .successors import looks_after

if TYPE_CHECKING:
    from .successors import Suggestion


class EffortReader:
    """Reads efforts with the bills of the snapshot it belongs to."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        on: date,
        bills: Callable[[Iterable[str]], Mapping[str, BillStatus]],
        stored: Callable[[Iterable[str]], Collection[str]],
        suggestions: "Callable[[], Iterable[Suggestion]]",
        looks: tuple[Look, ...],
    ) -> None:
        """``stored`` are those of the bills that are, introduced by the day or not; ``looks`` are
        the sessions that were looked through."""
        self._connection = connection
        self._on = on.isoformat()
        self._bills = bills
        self._stored = stored
        self._suggestions = suggestions
        self._looks = looks

    def efforts(self, ids: Iterable[str]) -> dict[str, EffortStatus]:
        """Efforts by id, read together with all of their bills."""
        rows = KeyedRows(self._connection, ids)
        for id in rows.keys:
            if not rows.of(id, _EFFORTS):
                names = [row[0] for row in self._connection.execute("SELECT id FROM families")]
                raise UnknownKey("effort", id, nearest(id, names))
        members = [row["bill"] for id in rows.keys for row in rows.of(id, _MEMBERS)]
        bills = self._bills(members)
        # Stored, but introduced after the day asked: no member on it.
        later = self._stored(key for key in members if key not in bills)
        return {id: self._effort(rows, id, bills, later) for id in rows.keys}

    def _effort(
        self, rows: KeyedRows, id: str, bills: Mapping[str, BillStatus], later: Collection[str]
    ) -> EffortStatus:
        [row] = rows.of(id, _EFFORTS)
        found = [
            Member(one["bill"], MemberKind(one["kind"]), one["basis"], one["enacted_via"],
                   bills.get(one["bill"]))
            for one in rows.of(id, _MEMBERS)
            if one["bill"] not in later
        ]  # fmt: skip
        looks = looks_after(self._looks, found[-1].bill) if found else ()
        likely = self._likely.get(id, ())
        return build_effort(id, row["title"], row["campaign"], found, self._on, likely, looks)

    @cached_property
    def _likely(self) -> dict[str, tuple[str, ...]]:
        """Live bills that look like an effort and that nobody decided on, by effort."""
        found: dict[str, tuple[str, ...]] = {}
        suggestions = [*self._suggestions()]
        statuses = self._bills(one.bill for one in suggestions if not one.fulfils)
        for one in reversed(suggestions):
            status = None if one.fulfils else statuses.get(one.bill)
            if status is None or status.progress.alive:
                found[one.family] = (*found.get(one.family, ()), one.bill)
        return found


_EFFORTS = "SELECT * FROM families WHERE id IN {keys}"
_MEMBERS = "SELECT * FROM family_members WHERE family IN {keys} ORDER BY position"
