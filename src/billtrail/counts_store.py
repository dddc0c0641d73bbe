"""``counts.db``: the raw counts, for their owner alone; only ``billtrail stats`` opens it.

It keeps each load whole, and in a ledger that only grows what was ever shown, hidden and offered:
that is what others may know, whatever becomes of a load. Deleted loads are overwritten with
zeros.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from billtrail import platforms
from billtrail.suppression import Count, Key, Offer, Protected, Rules, Shown

_SCHEMA = """
CREATE TABLE IF NOT EXISTS loads (
  id INTEGER PRIMARY KEY, file TEXT NOT NULL, sha256 TEXT NOT NULL, loaded_at TEXT NOT NULL,
  by TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS cells (
  load INTEGER NOT NULL REFERENCES loads(id) ON DELETE CASCADE, program TEXT NOT NULL,
  measure TEXT NOT NULL, period_start TEXT NOT NULL, period_end TEXT NOT NULL,
  grp TEXT NOT NULL, part_of TEXT, public INTEGER NOT NULL, value INTEGER NOT NULL,
  share TEXT NOT NULL DEFAULT 'no',
  PRIMARY KEY (load, program, measure, period_start, period_end, grp)) STRICT;
CREATE TABLE IF NOT EXISTS ledger (
  id INTEGER PRIMARY KEY, load INTEGER NOT NULL, since TEXT NOT NULL, program TEXT NOT NULL,
  measure TEXT NOT NULL, period_start TEXT NOT NULL, period_end TEXT NOT NULL, grp TEXT NOT NULL,
  part_of TEXT, hidden INTEGER NOT NULL, given_away INTEGER NOT NULL,
  value INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS offers (
  id INTEGER PRIMARY KEY, cell INTEGER NOT NULL REFERENCES ledger(id), kind TEXT NOT NULL,
  counts TEXT NOT NULL, low INTEGER NOT NULL, high INTEGER NOT NULL, total TEXT) STRICT;
CREATE TRIGGER IF NOT EXISTS ledger_only_grows BEFORE UPDATE ON ledger
  BEGIN SELECT RAISE(ABORT, 'what was shown cannot be changed'); END;
CREATE TRIGGER IF NOT EXISTS ledger_stays BEFORE DELETE ON ledger
  BEGIN SELECT RAISE(ABORT, 'what was shown cannot be forgotten'); END;
"""


@contextmanager
def open_counts(path: Path) -> Iterator[sqlite3.Connection]:
    """The file, made where there is none, readable by its owner alone; one transaction."""
    if not path.exists():
        path.touch(mode=0o600)
    platforms.owner_only(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.executescript(_SCHEMA)
        _add_share(connection)
        _take_over(connection)
        with connection:
            yield connection


def _add_share(connection: sqlite3.Connection) -> None:
    """A file of before counts had a ``share``: nothing of what it holds was let out by anyone."""
    columns = {row[1] for row in connection.execute("PRAGMA table_info(cells)")}
    if "share" not in columns:
        connection.execute("ALTER TABLE cells ADD COLUMN share TEXT NOT NULL DEFAULT 'no'")


def _take_over(connection: sqlite3.Connection) -> None:
    """What a file of before the ledger says was shown and hidden."""
    tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_schema")}
    if "shown" in tables:
        with connection:
            connection.execute(
                "INSERT INTO ledger (load, since, program, measure, period_start, period_end, grp, "
                "hidden, given_away, value) SELECT load, coalesce((SELECT substr(loaded_at, 1, 10) "
                "FROM loads WHERE id = load), ''), program, measure, period_start, period_end, "
                "grp, hidden, 0, value FROM shown ORDER BY load"
            )
            connection.execute("DROP TABLE shown")
            connection.execute("DROP TABLE IF EXISTS said")


_COUNT = "program, measure, period_start, period_end, value, grp, part_of"


def _count(row: Sequence[Any], public: bool = False, share: str = "no") -> Count:
    program, measure, start, end, value, group, part_of = row[:7]
    named = dict(json.loads(group))
    return Count(program, measure, start, end, value, named, part_of, public, share)


def latest_counts(
    connection: sqlite3.Connection, *, without: int | None = None
) -> dict[Key, Count]:
    """Of each count the value of its newest load, under its newest spelling; as if the load
    ``without`` were not there."""
    rows = connection.execute(
        f"SELECT {_COUNT}, public, share FROM cells WHERE load IS NOT ? ORDER BY load, rowid",
        (without,),
    )
    counts = (_count(row, bool(row[7]), row[8]) for row in rows)
    return {count.key: count for count in counts}


def last_edition(connection: sqlite3.Connection, rules: Rules) -> Protected | None:
    """All that was ever shown, hidden and offered; None where nothing was."""
    offers: dict[int, list[Offer]] = defaultdict(list)
    for cell, kind, counts, low, high, total in connection.execute(
        "SELECT cell, kind, counts, low, high, total FROM offers ORDER BY id"
    ):
        named = tuple(_count(c) for c in json.loads(counts))
        of = _count(json.loads(total)) if total else None
        offers[cell].append(Offer(kind, named, low, high, of))
    found: dict[Key, Shown] = {}
    for row in connection.execute(
        f"SELECT {_COUNT}, hidden, given_away, since, id FROM ledger ORDER BY id"
    ):
        count = _count(row)
        found[count.key] = Shown(
            count, bool(row[7]), bool(row[8]), tuple(offers[row[10]]), row[9], count.value
        )
    return Protected(tuple(found.values()), rules) if found else None


def save_edition(
    connection: sqlite3.Connection, load: int, edition: Protected, before: Protected | None
) -> None:
    """Write down what is new in an edition."""
    known = {s.count.key: (s.hidden, s.value) for s in before.cells} if before else {}
    for cell in edition.cells:
        if known.get(cell.count.key) != (cell.hidden, cell.value):
            c = cell.count
            number = connection.execute(
                "INSERT INTO ledger (load, since, program, measure, period_start, period_end, grp, "
                "part_of, hidden, given_away, value) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (load, cell.since, c.program, c.measure, c.start, c.end, _text(c), c.part_of,
                 cell.hidden, cell.given_away, c.value),
            ).lastrowid  # fmt: skip
            connection.executemany(
                "INSERT INTO offers (cell, kind, counts, low, high, total) VALUES (?,?,?,?,?,?)",
                [(number, o.kind, json.dumps([_row(c) for c in o.counts]), o.low, o.high,
                  json.dumps(_row(o.of)) if o.of else None) for o in cell.offers],
            )  # fmt: skip


def _row(count: Count) -> list[object]:
    """A count within an offer."""
    return [count.program, count.measure, count.start, count.end, count.value, _text(count),
            count.part_of]  # fmt: skip


def save_load(connection: sqlite3.Connection, counts: Iterable[Count], **about: str) -> int:
    """Keep a load whole; ``about``: file, sha256, loaded_at, by. Returns its number, which is the
    newest one's where that is of the very same file: a load may be repeated after it was killed."""
    newest = connection.execute("SELECT id, sha256 FROM loads ORDER BY id DESC LIMIT 1").fetchone()
    if newest and newest[1] == about["sha256"]:
        return int(newest[0])
    cursor = connection.execute(
        "INSERT INTO loads (file, sha256, loaded_at, by) VALUES (:file, :sha256, :loaded_at, :by)",
        about,
    )
    load = int(cursor.lastrowid or 0)
    connection.executemany(
        "INSERT INTO cells (load, program, measure, period_start, period_end, grp, part_of, "
        "public, value, share) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                load,
                c.program,
                c.measure,
                c.start,
                c.end,
                _text(c),
                c.part_of,
                int(c.public),
                c.value,
                c.share,
            )
            for c in counts
        ],
    )
    return load


def drop_load(connection: sqlite3.Connection, load: int) -> set[str]:
    """Delete a load; what it has shown stays in the ledger. Returns the programs it was of, as
    they are compared: none where there is no such load."""
    rows = connection.execute(f"SELECT {_COUNT} FROM cells WHERE load = ?", (load,)).fetchall()
    connection.execute("DELETE FROM loads WHERE id = ?", (load,))
    return {_count(row).key[0] for row in rows}


def forget_loads(connection: sqlite3.Connection, keep: int) -> int:
    """Delete all but the newest ``keep`` loads; a count that only an older one has, stays with
    the newest load of those that go. Returns how many loads went whole."""
    gone = 0
    old = [row[0] for row in connection.execute(
        "SELECT id FROM loads ORDER BY id DESC LIMIT -1 OFFSET ?", (keep,))]  # fmt: skip
    for load in old:
        connection.execute(
            "DELETE FROM cells WHERE load = ? AND EXISTS (SELECT 1 FROM cells n WHERE "
            "n.load > cells.load AND (n.program, n.measure, n.period_start, n.period_end, n.grp) = "
            "(cells.program, cells.measure, cells.period_start, cells.period_end, cells.grp))",
            (load,),
        )
        gone += connection.execute(
            "DELETE FROM loads WHERE id = ? AND NOT EXISTS "
            "(SELECT 1 FROM cells WHERE load = loads.id)",
            (load,),
        ).rowcount
    return gone


def _text(count: Count) -> str:
    return json.dumps(list(count.named()), ensure_ascii=False)
