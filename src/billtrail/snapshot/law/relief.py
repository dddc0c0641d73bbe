"""What survivors can ask for, by jurisdiction: each cell with its source, what has changed it since
it was read, which live bills would, and how many people have read the row."""

import sqlite3
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from billtrail.errors import UnknownKey
from billtrail.files import has_table
from billtrail.law import (
    CITE,
    ENOUGH_READERS,
    SINCE,
    Relief,
    ReliefFact,
    StatuteChange,
    act_name,
    build_reliefs,
)
from billtrail.legislatures import nearest
from billtrail.words.status import is_alive

from .statutes import (
    READ_AGAIN_AFTER,
    read_changes,
    read_proposed,
    read_readings,
    read_undone,
)

if TYPE_CHECKING:
    from ..snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class ReliefCell:
    """A fact, and the acts that changed its section after the law that was read, oldest first;
    ``undone``: those of the law that was read that turned out to be no law."""

    fact: ReliefFact
    changed_by: tuple[StatuteChange, ...]
    undone: tuple[StatuteChange, ...] = ()


@dataclass(frozen=True, slots=True)
class ReliefRow:
    """A row as it stands on the snapshot's day. ``readers`` have read it word for word as it is;
    ``coming`` are live bills that would change a section of it, each with what it would do.
    ``is_old``: it was looked at over a year ago, and what changes its section is not noticed."""

    relief: Relief
    cells: tuple[ReliefCell, ...]
    readers: int
    coming: tuple[tuple[str, str], ...]
    is_old: bool = False

    @property
    def is_read(self) -> bool:
        return self.readers >= ENOUGH_READERS

    @property
    def stands(self) -> bool:
        """Whether a brief may count it: enough people have read it, no act has changed the section
        of its kind since, none that made it was undone, and it is not too old where acts would not
        be noticed."""
        main = self.cells[0]
        return self.is_read and not (main.changed_by or main.undone or self.is_old)


def read_relief(snapshot: "Snapshot") -> tuple[ReliefRow, ...]:
    """Every row, in the order of its files."""
    connection, on = snapshot.connection, snapshot.on.isoformat()
    reliefs = build_reliefs(_facts(connection))
    spoken = {fact.statute for relief in reliefs for fact in relief.facts}
    readings = {one.key: one for one in read_readings(connection)}
    changes, coming = read_changes(connection), _coming(snapshot, spoken)
    undone = read_undone(connection)
    rows, long_ago = [], (snapshot.on - timedelta(days=READ_AGAIN_AFTER)).isoformat()
    for relief in reliefs:
        cells = tuple(
            ReliefCell(fact, _changed(fact, readings, changes, on), _undone(fact, undone))
            for fact in relief.facts
        )
        named = dict.fromkeys(fact.statute for fact in relief.facts if fact.statute)
        would = {bill: what for key in named for bill, what in coming.get(key, ())}
        readers = _readers(connection, relief, on)
        is_old = relief.main.statute is None and relief.main.read_on < long_ago
        rows.append(ReliefRow(relief, cells, readers, tuple(would.items()), is_old))
    return tuple(rows)


def find_relief(rows: Iterable[ReliefRow], id: str) -> ReliefRow:
    """The row of that name; raises UnknownKey with the nearest."""
    known = {row.relief.id: row for row in rows}
    if id not in known:
        raise UnknownKey("row", id, nearest(id, known) or [*known])
    return known[id]


def _facts(connection: sqlite3.Connection) -> Iterator[ReliefFact]:
    names = [field.name for field in fields(ReliefFact) if field.name != "says"]
    stored = connection.execute(
        "SELECT s.*, r.rowid AS place FROM law_relief_sources s JOIN law_relief r "
        "ON r.id = s.relief ORDER BY r.position, s.rowid"
    ).fetchall()
    says = {row["id"]: row for row in connection.execute("SELECT * FROM law_relief")}
    for row in stored:
        values = {name: row[name] for name in names}
        yield ReliefFact(**values, says=says[row["relief"]][row["fact"]])


def _changed(fact: ReliefFact, readings: Any, changes: Any, on: str) -> tuple[StatuteChange, ...]:
    """None of the day on which it began, which no later act moves."""
    if fact.statute is None or fact.fact == SINCE:
        return ()
    found = changes.get(fact.statute, ())
    return tuple(fact.changed_by(readings.get(fact.statute), found, on))


def _undone(fact: ReliefFact, undone: Any) -> tuple[StatuteChange, ...]:
    found = undone.get(fact.statute, ()) if fact.statute else ()
    return tuple({one.bill: one for one in found if one.enacted <= fact.day}.values())


def _readers(connection: sqlite3.Connection, relief: Relief, on: str) -> int:
    found = connection.execute(
        "SELECT count(*) FROM law_relief_readers WHERE relief = ? AND words = ? AND date <= ?",
        (relief.id, relief.words, on),
    ).fetchone()
    return int(found[0])


def _coming(
    snapshot: "Snapshot", spoken: Container[str | None]
) -> dict[str, list[tuple[str, str]]]:
    """Statute that is spoken of -> live bills that would change it: those whose titles or prints
    say so, and what the watch of sections found."""
    connection = snapshot.connection
    found = {(one.statute, one.bill): one.what for one in read_proposed(connection)}
    if has_table(connection, "section_hits"):
        hits = connection.execute(
            "SELECT statute, bill, what FROM section_hits WHERE what <> ? ORDER BY rowid", (CITE,)
        )
        found = {(row["statute"], row["bill"]): row["what"] for row in hits} | found
    found = {key: what for key, what in found.items() if key[0] in spoken}
    outlines = snapshot.outlines({bill for _, bill in found})
    coming: dict[str, list[tuple[str, str]]] = {}
    for (statute, bill), what in sorted(found.items()):
        if bill in outlines and is_alive(outlines[bill]):
            coming.setdefault(statute, []).append((bill, what))
    return coming


def relief_json(row: ReliefRow) -> dict[str, Any]:
    """A row as ``law-relief --json`` and the page's JSON have it."""
    relief = row.relief
    return {
        "id": relief.id, "jurisdiction": relief.jurisdiction, "kind": relief.kind,
        "statute": relief.main.statute, "citation": relief.main.citation, "readers": row.readers,
        "facts": {cell.fact.fact: _cell_json(cell) for cell in row.cells},
        "would_change": [{"bill": bill, "what": what} for bill, what in row.coming],
    }  # fmt: skip


def _cell_json(cell: ReliefCell) -> dict[str, Any]:
    fact = cell.fact
    named = ("says", "statute", "citation", "part", "basis", "day", "text", "read_on", "url")
    changed = [{"bill": one.bill, "act": act_name(one)} for one in cell.changed_by]
    undone = [{"bill": one.bill, "act": act_name(one)} for one in cell.undone]
    told = {name: getattr(fact, name) for name in named}
    return told | {"changed_by": changed, "undone": undone}
