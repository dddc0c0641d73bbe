"""Bills again under other keys, row by row in SQL: a tenth of the time of making them."""

from collections.abc import Iterable
from sqlite3 import Connection

from billtrail.legislatures import display, keys, measure_kind, origin_chamber, split_key
from billtrail.legislatures.spelling import identifiers
from billtrail.store.database import save_legislature
from billtrail.store.search_index import row_id

#: What a bill's own row says by its key.
_OF_KEY = ("jurisdiction", "session", "identifier", "kind", "chamber")
#: Tables that have rows of a bill but none that a file of bills brings.
_LEFT = ("hearings", "disagreements", "bill_ids", "documents")


def repeat(connection: Connection, pairs: Iterable[tuple[str, str]]) -> None:
    """Each bill of a pair again under the second key, with all its rows; in one transaction."""
    connection.execute("BEGIN")
    connection.execute(
        f"CREATE TEMP TABLE again (old TEXT, new TEXT, {', '.join(_OF_KEY)}, id, spellings)"
    )
    connection.executemany(
        "INSERT INTO again VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", map(_renamed, pairs)
    )
    for (place,) in connection.execute("SELECT DISTINCT jurisdiction FROM again").fetchall():
        save_legislature(connection, place)
    for table, key in _tables(connection):
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
        names = [column for column in columns if (table, column) not in _NUMBERED]
        values = [_value(table, name, key) for name in names]
        connection.execute(
            f"INSERT INTO {table} ({', '.join(names)}) SELECT {', '.join(values)} FROM again a "
            f"CROSS JOIN {table} t ON t.{key} = a.old"
        )
    connection.execute(
        "INSERT INTO bill_search (rowid, key, spellings, titles, summary, subjects) SELECT a.id, "
        "a.new, a.spellings, t.titles, t.summary, t.subjects FROM (SELECT * FROM again ORDER BY "
        "id) a CROSS JOIN bill_search t ON t.rowid = row_of(a.old)"
    )
    renamed = connection.execute("SELECT new FROM again").fetchall()
    crosswalk = [(key, *one) for (key,) in renamed for one in keys.crosswalk(key).items()]
    connection.executemany("INSERT INTO bill_ids VALUES (?, ?, ?)", crosswalk)
    connection.execute("DROP TABLE again")
    connection.execute("COMMIT")


#: Columns that number rows.
_NUMBERED = {("bill_changes", "id")}


def _renamed(pair: tuple[str, str]) -> tuple[object, ...]:
    new, parts = pair[1], split_key(pair[1])
    return (*pair, parts.jurisdiction, parts.session, display(new), measure_kind(new).value,
            origin_chamber(new).value, row_id(new), identifiers.spellings(new))  # fmt: skip


def _value(table: str, column: str, key: str) -> str:
    if column == key:
        return "a.new"
    return f"a.{column}" if table == "bills" and column in _OF_KEY else f"t.{column}"


def _tables(connection: Connection) -> list[tuple[str, str]]:
    """Tables of rows of a bill with the column that names it, the bills themselves first."""
    found = connection.execute(
        "SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c ON c.name = 'bill' "
        "WHERE m.type = 'table'"
    )
    rows = [(row[0], "bill") for row in found if row[0] not in _LEFT]
    return [("bills", "key"), *(
        one for one in rows
        if connection.execute(f"SELECT 1 FROM {one[0]} LIMIT 1").fetchone()
        and one[0] not in _CONTENT
    )]  # fmt: skip


#: What the content files say of bills.
_CONTENT = ("campaign_bills", "family_members", "positions", "endorsements", "statute_changes",
            "suggestions", "declined", "section_hits", "doubts")  # fmt: skip
