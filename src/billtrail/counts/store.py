"""``counts.db``: the raw counts, for their owner alone; only ``billtrail stats`` opens it.

It keeps each load whole, and in a ledger that only grows what was ever shown, hidden and offered:
that is what others may know, whatever becomes of a load. Deleted loads are overwritten with
zeros.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import sqlite_utils

from billtrail.counts.suppression import Count, Key, Offer, Protected, Rules, Shown, Sums, canonical
from billtrail.files import platforms

from . import names as counts_names

_SCHEMA = """
CREATE TABLE IF NOT EXISTS loads (
  id INTEGER PRIMARY KEY, file TEXT NOT NULL, sha256 TEXT NOT NULL, loaded_at TEXT NOT NULL,
  by TEXT NOT NULL, rounding INTEGER NOT NULL DEFAULT 1, shown_on TEXT) STRICT;
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
  value INTEGER NOT NULL, within INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE TABLE IF NOT EXISTS offers (
  id INTEGER PRIMARY KEY, cell INTEGER NOT NULL REFERENCES ledger(id), kind TEXT NOT NULL,
  counts TEXT NOT NULL, low INTEGER NOT NULL, high INTEGER NOT NULL, total TEXT) STRICT;
CREATE TABLE IF NOT EXISTS as_loaded (
  program TEXT NOT NULL, measure TEXT NOT NULL, period_start TEXT NOT NULL,
  period_end TEXT NOT NULL, grp TEXT NOT NULL, part_of TEXT, value INTEGER NOT NULL,
  corrected TEXT NOT NULL DEFAULT '[]',
  PRIMARY KEY (program, measure, period_start, period_end, grp)) STRICT;
CREATE TABLE IF NOT EXISTS editions (
  program TEXT PRIMARY KEY, day TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS sums (
  whole TEXT NOT NULL, parts TEXT NOT NULL, PRIMARY KEY (whole, parts)) STRICT;
CREATE TABLE IF NOT EXISTS names (
  old TEXT PRIMARY KEY, new TEXT NOT NULL) STRICT;
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
        _bring_up(connection)
        with sqlite_utils.Database(connection).atomic():
            yield connection


@contextmanager
def open_copy(path: Path) -> Iterator[sqlite3.Connection]:
    """What the file holds, in memory alone: whatever is done to it, the file stays as it is, and
    none is made."""
    with closing(sqlite3.connect(":memory:")) as connection:
        if path.exists():
            with closing(sqlite3.connect(path)) as kept:
                kept.backup(connection)
        _bring_up(connection)
        with sqlite_utils.Database(connection).atomic():
            yield connection


def _bring_up(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA foreign_keys = ON")
    connection.executescript(_SCHEMA)
    _add_columns(connection)
    _take_over(connection)


def _add_columns(connection: sqlite3.Connection) -> None:
    """What a file of before has not: nothing of it was let out, and all of it was shown."""
    _add_column(connection, "cells", "share TEXT NOT NULL DEFAULT 'no'")
    _add_column(connection, "loads", "rounding INTEGER NOT NULL DEFAULT 1")
    _add_column(connection, "as_loaded", "corrected TEXT NOT NULL DEFAULT '[]'")
    if _add_column(connection, "loads", "shown_on TEXT"):
        with connection:
            connection.execute("UPDATE loads SET shown_on = substr(loaded_at, 1, 10)")


def _add_column(connection: sqlite3.Connection, table: str, column: str) -> bool:
    known = {row[1] for row in connection.execute(f"PRAGMA table_info({table})")}
    if missing := column.split(maxsplit=1)[0] not in known:
        connection.execute(f"ALTER TABLE {table} ADD COLUMN {column}")
    return missing


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


def _count(
    row: Sequence[Any],
    names: Mapping[str, str],
    public: bool = False,
    share: str = "no",
) -> Count:
    program, measure, start, end, value, group, part_of = row[:7]
    named = dict(json.loads(group))
    count = Count(program, measure, start, end, value, named, part_of, public, share)
    return counts_names.corrected(count, names)


def latest_counts(
    connection: sqlite3.Connection, *, without: int | None = None
) -> dict[Key, Count]:
    """Of each count the value of its newest load, under its newest spelling; as if the load
    ``without`` were not there."""
    counts = _counts(connection, f"load <> {without or 0:d} ORDER BY load, rowid")
    return {count.key: count for count in counts}


def counts_of_load(connection: sqlite3.Connection, load: int) -> tuple[Count, ...]:
    """The counts of a load that is still kept, in their order."""
    return tuple(_counts(connection, f"load = {int(load)} ORDER BY rowid"))


def _counts(connection: sqlite3.Connection, where: str) -> Iterator[Count]:
    corrections = names(connection)
    for row in connection.execute(f"SELECT {_COUNT}, public, share FROM cells WHERE {where}"):
        yield _count(row, corrections, bool(row[7]), row[8])


def names(connection: sqlite3.Connection) -> dict[str, str]:
    """Corrected spellings: canonical names with what they are now."""
    return dict(connection.execute("SELECT old, new FROM names"))


def save_name(connection: sqlite3.Connection, old: str, new: str) -> None:
    """From now on ``old`` is ``new``, and so is what was once corrected to ``old``."""
    connection.execute("DELETE FROM names WHERE old = ?", (canonical(new),))
    connection.execute("INSERT OR REPLACE INTO names VALUES (?, ?)", (canonical(old), new))
    for earlier, name in names(connection).items():
        if canonical(name) == canonical(old):
            connection.execute("UPDATE names SET new = ? WHERE old = ?", (new, earlier))


def last_edition(connection: sqlite3.Connection, rules: Rules) -> Protected | None:
    """All that was ever shown, hidden and offered; None where nothing was."""
    offers: dict[int, list[Offer]] = defaultdict(list)
    fixed = names(connection)
    for cell, kind, counts, low, high, total in connection.execute(
        "SELECT cell, kind, counts, low, high, total FROM offers ORDER BY id"
    ):
        named = tuple(_count(c, fixed) for c in json.loads(counts))
        of = _count(json.loads(total), fixed) if total else None
        offers[cell].append(Offer(kind, named, low, high, of))
    found: dict[Key, Shown] = {}
    for row in connection.execute(
        f"SELECT {_COUNT}, hidden, given_away, since, id, within FROM ledger ORDER BY id"
    ):
        count = _count(row, fixed)
        earlier = found.get(count.key)
        past = (*earlier.past, (earlier.count.value, earlier.since)) if earlier else ()
        found[count.key] = Shown(
            count, bool(row[7]), bool(row[8]), tuple(offers[row[10]]), row[9], count.value,
            row[11], past,
        )  # fmt: skip
    loaded: dict[Key, Count] = {}
    corrected: dict[Key, tuple[str, ...]] = {}
    for row in connection.execute(f"SELECT {_COUNT}, corrected FROM as_loaded"):
        count = _count(row, fixed)
        loaded[count.key], corrected[count.key] = count, tuple(json.loads(row[7]))
    cells = tuple(
        replace(s, loaded=loaded[key].value, corrected=corrected[key]) if key in loaded else s
        for key, s in found.items()
    )
    left_out = tuple(count for key, count in loaded.items() if key not in found)
    return Protected(cells, rules, left_out, _sums(connection)) if found else None


def _sums(connection: sqlite3.Connection) -> Sums:
    rows = connection.execute("SELECT whole, parts FROM sums")
    return frozenset((_series(json.loads(whole)), tuple(map(_series, json.loads(parts))))
                     for whole, parts in rows)  # fmt: skip


def _series(names: Sequence[str]) -> tuple[str, str]:
    program, measure = names
    return program, measure


def save_edition(
    connection: sqlite3.Connection, load: int, edition: Protected, before: Protected | None
) -> None:
    """Write down what is new in an edition."""
    db = sqlite_utils.Database(connection)
    sums = [{"whole": json.dumps(whole), "parts": json.dumps(parts)}
            for whole, parts in sorted(edition.sums)]  # fmt: skip
    db.table("sums").insert_all(sums, ignore=True)
    as_loaded = [(replace(s.count, value=s.loaded), s.corrected) for s in edition.cells]
    as_loaded += [(count, ()) for count in edition.left_out]
    loaded = [{**_said(count), "corrected": corrected} for count, corrected in as_loaded]
    db.table("as_loaded").insert_all(loaded, replace=True)
    known = {s.count.key: (s.hidden, s.value) for s in before.cells} if before else {}
    for cell in edition.cells:
        if known.get(cell.count.key) != (cell.hidden, cell.value):
            ours = ("since", "hidden", "given_away", "within")
            told = {name: getattr(cell, name) for name in ours}
            number = db.table("ledger").insert({"load": load, **_said(cell.count), **told}).last_pk
            db.table("offers").insert_all(_offer(number, offer) for offer in cell.offers)


def _said(count: Count) -> dict[str, Any]:
    """The columns that every table has of a count."""
    return {
        "program": count.program, "measure": count.measure, "period_start": count.start,
        "period_end": count.end, "grp": _text(count), "part_of": count.part_of,
        "value": count.value,
    }  # fmt: skip


def _offer(cell: Any, offer: Offer) -> dict[str, Any]:
    counts, total = list(map(_row, offer.counts)), _row(offer.of) if offer.of else None
    return {"cell": cell, "kind": offer.kind, "counts": counts, "low": offer.low,
            "high": offer.high, "total": total}  # fmt: skip


def _row(count: Count) -> list[object]:
    """A count within an offer."""
    return [count.program, count.measure, count.start, count.end, count.value, _text(count),
            count.part_of]  # fmt: skip


def save_shown(connection: sqlite3.Connection, day: str, programs: Collection[str]) -> None:
    """Note that all that was loaded of these programs (canonical names) was shown on a day."""
    editions = [{"program": program, "day": day} for program in programs]
    sqlite_utils.Database(connection).table("editions").insert_all(editions, replace=True)
    connection.executemany(
        "UPDATE loads SET shown_on = ? WHERE id = ?",
        [(day, load) for load in waiting_loads(connection)
         if any(c.key[0] in programs for c in counts_of_load(connection, load))],
    )  # fmt: skip


def last_shown(connection: sqlite3.Connection, programs: Collection[str]) -> str | None:
    """The day on which one of these programs was shown last."""
    rows = connection.execute("SELECT program, day FROM editions")
    return max((day for program, day in rows if program in programs), default=None)


def waiting_loads(connection: sqlite3.Connection) -> list[int]:
    """The loads that were not shown yet, the oldest first."""
    rows = connection.execute("SELECT id FROM loads WHERE shown_on IS NULL ORDER BY id")
    return [row[0] for row in rows]


def about_load(connection: sqlite3.Connection, load: int) -> tuple[str, int]:
    """The file of a load, and to what its counts are rounded."""
    file, rounding = connection.execute(
        "SELECT file, rounding FROM loads WHERE id = ?", (load,)
    ).fetchone()
    return file, rounding


def save_load(
    connection: sqlite3.Connection, counts: Iterable[Count], *, rounding: int = 1, **about: str
) -> int:
    """Keep a load whole; ``about``: file, sha256, loaded_at, by. Returns its number, which is the
    newest one's where that is of the very same file: a load may be repeated after it was killed."""
    newest = connection.execute(
        "SELECT id, sha256, rounding FROM loads ORDER BY id DESC LIMIT 1"
    ).fetchone()
    if newest and newest[1:] == (about["sha256"], rounding):
        return int(newest[0])
    db = sqlite_utils.Database(connection)
    load = int(db.table("loads").insert({**about, "rounding": rounding}).last_pk or 0)
    cells = ({"load": load, **_said(c), "public": c.public, "share": c.share} for c in counts)
    db.table("cells").insert_all(cells)
    return load


def drop_load(connection: sqlite3.Connection, load: int) -> tuple[tuple[Count, ...], bool]:
    """Delete a load; what it has shown stays in the ledger. Returns its counts, none where there
    is no such load, and whether anything of it was shown."""
    counts = counts_of_load(connection, load)
    shown = bool(counts) and load not in waiting_loads(connection)
    connection.execute("DELETE FROM loads WHERE id = ?", (load,))
    return counts, shown


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
