"""What is worked out anew although no publisher said anything: stages that the calendar moved, and
what an older program stored.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from billtrail.legislatures import ChangeKind

from .bill_rows import SCALARS, FieldChange, diff, read_state, scalars
from .law_rows import save_section_hits, save_statute_changes
from .print_search import cite_again, index_prints
from .views import BILLS_ON

if TYPE_CHECKING:
    from .writer import Writer

#: Columns that an older program had not: that a bill has them now is no news of it.
_NEW = ("how", "reached_how")
#: So many bills take no time that anybody notices.
_SOON_DONE = 1000


def settle_calendar(writer: "Writer") -> int:
    """Write, once, every stage that the calendar alone has moved by the writer's day; returns how
    many."""
    moved = writer.connection.execute(
        f"SELECT key FROM bills b JOIN ({BILLS_ON}) t USING (key) WHERE b.final = 0 AND "
        "(b.stage, b.alive) IS NOT (t.stage, t.alive)",
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
        save_statute_changes(writer.connection)
        if anew:
            cite_again(writer.connection)
        index_prints(writer.connection)
        save_section_hits(writer.connection, writer.now)


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
