"""``counts.db``: the raw counts, for their owner alone; only ``billtrail stats`` opens it.

It keeps each load whole, and what was ever shown or hidden: that is what an attacker may know.
Deleted rows are overwritten with zeros.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from billtrail import platforms
from billtrail.suppression import Count
from billtrail.suppression.offers import Offer

Key = tuple[str, str, str, str, tuple[tuple[str, str], ...]]

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
CREATE TABLE IF NOT EXISTS shown (
  program TEXT NOT NULL, measure TEXT NOT NULL, period_start TEXT NOT NULL,
  period_end TEXT NOT NULL, grp TEXT NOT NULL, value INTEGER NOT NULL, hidden INTEGER NOT NULL,
  load INTEGER NOT NULL,
  PRIMARY KEY (program, measure, period_start, period_end, grp)) STRICT;
CREATE TABLE IF NOT EXISTS said (
  kind TEXT NOT NULL, counts TEXT NOT NULL, low INTEGER NOT NULL, high INTEGER NOT NULL,
  load INTEGER NOT NULL, PRIMARY KEY (counts, low, high)) STRICT;
"""


@dataclass(frozen=True, slots=True)
class Before:
    """What an earlier load did with a count: its value then, and whether it was hidden."""

    value: int
    hidden: bool


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
        with connection:
            yield connection


def _add_share(connection: sqlite3.Connection) -> None:
    """A file of before counts had a ``share``: nothing of what it holds was let out by anyone."""
    columns = {row[1] for row in connection.execute("PRAGMA table_info(cells)")}
    if "share" not in columns:
        connection.execute("ALTER TABLE cells ADD COLUMN share TEXT NOT NULL DEFAULT 'no'")


def latest_counts(connection: sqlite3.Connection, programs: Iterable[str]) -> dict[Key, Count]:
    """Of each count of these programs the value of its newest load."""
    found: dict[Key, Count] = {}
    wanted = set(programs)
    for row in connection.execute(
        "SELECT program, measure, period_start, period_end, value, grp, part_of, public, share "
        "FROM cells ORDER BY load"
    ):
        if row[0] in wanted:
            program, measure, start, end, value, group, part_of, public, share = row
            named = dict(json.loads(group))
            count = Count(program, measure, start, end, value, named, part_of, bool(public), share)
            found[count.key] = count
    return found


def shown_before(connection: sqlite3.Connection) -> dict[Key, Before]:
    rows = connection.execute(
        "SELECT program, measure, period_start, period_end, grp, value, hidden FROM shown"
    )
    return {(*r[:4], _group(r[4])): Before(r[5], bool(r[6])) for r in rows}


def save_load(connection: sqlite3.Connection, counts: Iterable[Count], **about: str) -> int:
    """Keep a load whole; ``about``: file, sha256, loaded_at, by. Returns its number."""
    cursor = connection.execute(
        "INSERT INTO loads (file, sha256, loaded_at, by) VALUES (:file, :sha256, :loaded_at, :by)",
        about,
    )
    load = int(cursor.lastrowid or 0)
    connection.executemany(
        "INSERT INTO cells (load, program, measure, period_start, period_end, grp, part_of, "
        "public, value, share) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(load, *c.key[:4], _text(c), c.part_of, int(c.public), c.value, c.share) for c in counts],
    )
    return load


def save_shown(
    connection: sqlite3.Connection, load: int, states: Iterable[tuple[Count, bool]]
) -> None:
    """Note what is shown and what hidden from now on: pairs of a count and whether it is hidden."""
    connection.executemany(
        "INSERT OR REPLACE INTO shown VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [(*c.key[:4], _text(c), c.value, int(hidden), load) for c, hidden in states],
    )


def save_said(connection: sqlite3.Connection, load: int, offers: Iterable[Offer]) -> None:
    """Note what was offered in place of hidden counts; from now on others may know it."""
    connection.executemany(
        "INSERT OR IGNORE INTO said VALUES (?, ?, ?, ?, ?)",
        [(o.kind, _counts_text(o), o.low, o.high, load) for o in offers],
    )


def said_before(connection: sqlite3.Connection) -> list[Offer]:
    """What was offered by earlier loads; the counts carry no value here."""
    rows = connection.execute("SELECT kind, counts, low, high FROM said ORDER BY load, counts")
    return [
        Offer(kind, tuple(Count(p, m, start, end, 0, dict(group))
                          for p, m, start, end, group in json.loads(counts)), low, high)
        for kind, counts, low, high in rows
    ]  # fmt: skip


def _counts_text(offer: Offer) -> str:
    return json.dumps([[*count.key[:4], list(count.named())] for count in offer.counts])


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


def _group(text: str) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in json.loads(text))
