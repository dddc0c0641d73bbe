"""What is worked out anew although no publisher said anything: stages that the calendar moved, and
what an older program stored.
"""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from billtrail import __version__
from billtrail.legislatures import ChangeKind

from .bill_rows import SCALARS, FieldChange, diff, read_state, scalars
from .law_rows import save_section_hits, save_statute_changes, spoken_of, watched_of
from .print_search import cite_again, index_prints
from .views import BILLS_ON

if TYPE_CHECKING:
    from .writer import Writer

#: Columns that an older program had not: that a bill has them now is no news of it.
_NEW = ("how", "reached_how")
#: So many bills take no time that anybody notices.
_SOON_DONE = 1000


#: Bills that the calendar can have moved: of sessions of which a limit is over, those that have a
#: limit of their own, and those that it moved before, by a clock that may have been wrong.
_MAY_MOVE = """
SELECT o.key FROM sessions s CROSS JOIN bills o ON o.jurisdiction = s.jurisdiction
  AND o.session = s.session AND o.final = 0
WHERE min(s.last_passage, s.last_signature, s.ends, coalesce(s.origin_passage, s.ends)) < :day
UNION SELECT o.key FROM sessions s CROSS JOIN bills o ON o.jurisdiction = s.jurisdiction
  AND o.session = s.session AND o.final = 0
  AND o.stage IN ('died', 'outcome_not_recorded', 'vetoed', 'failed')
UNION SELECT key FROM bills WHERE passes_until < :day AND final = 0
"""


def settle_calendar(writer: "Writer") -> int:
    """Write, once, every stage that the calendar alone has moved by the writer's day; returns how
    many."""
    moved = writer.connection.execute(
        f"SELECT b.key FROM ({_MAY_MOVE}) m CROSS JOIN bills b ON b.key = m.key "
        f"CROSS JOIN ({BILLS_ON}) t ON t.key = b.key WHERE (b.stage, b.alive) IS NOT "
        "(t.stage, t.alive)",
        {"day": writer.today.isoformat()},
    ).fetchall()
    for (key,) in moved:
        with writer.transaction():
            _settle(writer, key)
    return len(moved)


def _settle(writer: "Writer", key: str) -> None:
    merged = writer.merged(writer.records_of(key))
    old = read_state(writer.connection, key) or {}
    new = {**old, SCALARS: scalars(merged, writer.progress_of(merged.bill))}
    changes = list(diff(old, new))
    if changes:
        writer.states.write(merged, new, old, changes)
        writer.states.write_changes(key, changes, [ChangeKind.CALENDAR] * len(changes), None)


def settle_texts(writer: "Writer", *, anew: bool = False) -> None:
    """What follows from the texts that came in: the statutes that bills change, the index of the
    newest prints' words, and the bills that touch what is watched of the law. ``anew``: what the
    prints cite is read again."""
    with writer.transaction():
        writer.flush()
        connection = writer.connection
        if anew:
            cite_again(connection)
            connection.execute("DELETE FROM prepared WHERE name LIKE ?", (f"{_WORKED_THROUGH}%",))
        with _moved_since(connection, "prints", None, frozenset()) as bills:
            prints = index_prints(connection, bills)
        with _moved_since(connection, "statute changes", spoken_of(connection), prints) as bills:
            save_statute_changes(connection, bills)
        with _moved_since(connection, "section hits", watched_of(connection), prints) as bills:
            save_section_hits(connection, writer.now, bills)


#: How rows of ``prepared`` begin that say up to which entry of history something was done.
_WORKED_THROUGH = "worked through: "


#: The last entry of history, and the number of bills.
_HOW_MUCH = "SELECT (SELECT coalesce(max(id), 0) FROM bill_changes), (SELECT count(*) FROM bills)"
#: Of the bills that may be named: one that is costs some three times one of all.
_MOST_NAMED = 1 / 3


@contextmanager
def _moved_since(
    connection: sqlite3.Connection, what: str, asked: object, prints: frozenset[str]
) -> Iterator[frozenset[str] | None]:
    """The bills of which something changed since this was last worked through, those of new
    ``prints`` among them; ``None``, all, where it was not, where something else was ``asked``, and
    where so many changed that to name them takes longer, and more memory."""
    name = f"{_WORKED_THROUGH}{what}"
    row = connection.execute("SELECT value FROM prepared WHERE name = ?", (name,)).fetchone()
    last, asked_then = json.loads(row[0]) if row else (0, None)
    newest, bills = connection.execute(_HOW_MUCH).fetchone()
    asked = [__version__, asked]
    if asked_then != asked or not 0 <= newest - last <= bills * _MOST_NAMED:
        yield None
    else:
        rows = connection.execute("SELECT bill FROM bill_changes WHERE id > ?", (last,))
        yield prints.union(row[0] for row in rows)
    connection.execute(
        "INSERT OR REPLACE INTO prepared (name, value) VALUES (?, ?)",
        (name, json.dumps([newest, asked])),
    )


def renew_stored(writer: "Writer", say: Callable[[str], None] = lambda line: None) -> int:
    """Work out anew what an older program stored, once; returns how many bills that were.

    It took what this one doubts (a law that no passage carries), and read stages by other rules. A
    schema step that empties ``how`` of ``bills`` asks for it.
    """
    stored = writer.connection.execute("SELECT key FROM bills WHERE how IS NULL").fetchall()
    if len(stored) > _SOON_DONE:
        say(f"Working out {len(stored):,} bills by the rules of this version. This takes a minute "
            "or two, once.")  # fmt: skip
    for (key,) in stored:
        with writer.transaction():
            _renew(writer, key)
    return len(stored)


def _renew(writer: "Writer", key: str) -> None:
    records = writer.records_of(key)
    writer.doubts.note_stored(records)
    merged = writer.merged(records)
    old = read_state(writer.connection, key) or {}
    new = writer.state_of(merged, old)
    changes = list(diff(old, new))
    writer.states.write(merged, new, old, changes)
    writer.states.write_changes(key, changes, map(_kind, changes), None)
    writer.states.save_disagreements(key, merged)


def _kind(change: FieldChange) -> ChangeKind:
    return ChangeKind.BASELINE if change.field in _NEW else ChangeKind.CORRECTION
