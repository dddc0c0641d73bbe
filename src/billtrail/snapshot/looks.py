"""Sessions whose titles were looked through for bills that go on with our efforts.

Only a whole session is one: of each type of measure nearly every number up to the highest. Then,
and only then, an effort can be said to have no successor in it.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from billtrail.bills import Bill, Look
from billtrail.files import has_table
from billtrail.legislatures import split_key

if TYPE_CHECKING:
    from billtrail.store import Writer

#: Publishers lack a number here and there: withdrawn, reserved, too large for a copy.
_WHOLE = 0.95
#: Fewer bills than this are no session's list.
_FEWEST = 100


def read_looks(connection: sqlite3.Connection) -> tuple[Look, ...]:
    """Every look, the newest first; none in a file that was written before they were kept."""
    if not has_table(connection, "looks"):
        return ()
    rows = connection.execute(
        "SELECT jurisdiction, session, source, titles, newest, looked_on FROM looks "
        "ORDER BY looked_on DESC, titles DESC, source"
    )
    return tuple(Look(*row) for row in rows)


def looks_after(looks: Iterable[Look], key: str) -> tuple[Look, ...]:
    """Those of the sessions in which a bill could be taken up again: its own and later ones, the
    newest look of each, the oldest session first."""
    bill = split_key(key)
    found: dict[str, Look] = {}
    for look in looks:
        if look.jurisdiction == bill.jurisdiction and _order(look.session) >= _order(bill.session):
            found.setdefault(look.session, look)
    return tuple(found[session] for session in sorted(found, key=_order))


def is_later(session: str, than: str) -> bool:
    return _order(session) > _order(than)


def _order(session: str) -> tuple[int, str]:
    return len(session), session


def save_looks(writer: "Writer", source: str, bills: Iterable[Bill]) -> tuple[Look, ...]:
    """Note which of the sessions of ``bills`` are there whole."""
    found = tuple(_whole_sessions(source, bills, writer.today.isoformat()))
    for look in found:
        writer.connection.execute(
            "INSERT INTO looks VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (jurisdiction, session, "
            "source) DO UPDATE SET titles = excluded.titles, newest = excluded.newest, "
            "looked_on = excluded.looked_on",
            (look.jurisdiction, look.session, look.source, look.titles, look.newest,
             look.looked_on),
        )  # fmt: skip
    return found


def _whole_sessions(source: str, bills: Iterable[Bill], day: str) -> Iterator[Look]:
    numbers: dict[tuple[str, str], dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    newest: dict[tuple[str, str], str] = defaultdict(str)
    for bill in bills:
        key = split_key(bill.key)
        session = key.jurisdiction, key.session
        numbers[session][key.type].add(key.number)
        newest[session] = max(newest[session], bill.introduced_date or "")
    for session, types in numbers.items():
        held = sum(map(len, types.values()))
        if held >= _FEWEST and held >= _WHOLE * sum(map(max, types.values())):
            yield Look(*session, source, held, newest[session] or None, day)
