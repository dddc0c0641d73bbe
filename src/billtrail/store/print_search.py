"""The index of texts: the words of each bill's newest print, without the texts themselves.

What the index holds is brought up to date at the end of what brought prints in. An entry of a text
that is replaced is taken out by its words; where its file is gone, the entry stays and no row names
it any more, so that it finds nothing.
"""

import re
import sqlite3
from collections.abc import Sequence

from billtrail.files import has_table
from billtrail.legislatures.spelling import identifiers
from billtrail.prints import PrintFolder

from .law_rows import citations_json
from .prints import StoredPrint, newest_prints
from .search_index import EVERYWHERE
from .sql import among

#: So many prints are put in order, at most: a page waits for it.
_RANKED = 10_000
_TAKE_OUT = "INSERT INTO print_search (print_search, rowid, words) VALUES ('delete', ?, ?)"


def index_prints(
    connection: sqlite3.Connection, moved: frozenset[str] | None = frozenset()
) -> frozenset[str]:
    """Bring the index up to the newest prints of the bills that ``moved``, ``None`` for all, and of
    those that wait for it; returns the bills of those prints that are others now. Within a
    transaction."""
    folder = PrintFolder.of(connection)
    waiting = connection.execute("SELECT bill FROM waiting_prints").fetchall()
    bills = None if moved is None else moved.union(row[0] for row in waiting)
    wanted = {one.bill: one for one in newest_prints(connection, bills)}
    named, values = among("bill", bills)
    stored = connection.execute(
        f"SELECT bill, code, sha256, id FROM indexed_prints WHERE 1{named}", values
    ).fetchall()
    gone = [row for row in stored if not _is_same(row, wanted.get(row["bill"]))]
    kept = {row["bill"] for row in stored} - {row["bill"] for row in gone}
    for row in gone:
        if (text := folder.read(row["sha256"])) is not None:
            connection.execute(_TAKE_OUT, (row["id"], text))
        connection.execute("DELETE FROM indexed_prints WHERE id = ?", (row["id"],))
    new = [one for bill, one in wanted.items() if bill not in kept]
    lost = [(one.bill,) for one in new if not _put_in(connection, folder, one)]
    connection.execute("DELETE FROM waiting_prints")
    connection.executemany("INSERT INTO waiting_prints VALUES (?)", lost)  # may be there again
    return frozenset((*(row["bill"] for row in gone), *(one.bill for one in new)))


def cite_again(connection: sqlite3.Connection) -> None:
    """Read once more what the indexed prints name of the law, after the program learnt more of
    it."""
    folder = PrintFolder.of(connection)
    for id, bill, digest in connection.execute(
        "SELECT id, bill, sha256 FROM indexed_prints"
    ).fetchall():
        if (text := folder.read(digest)) is not None:
            names = citations_json(bill.partition("-")[0], text)
            connection.execute("UPDATE indexed_prints SET citations = ? WHERE id = ?", (names, id))


def _is_same(row: sqlite3.Row, wanted: StoredPrint | None) -> bool:
    return wanted is not None and (row["code"], row["sha256"]) == (wanted.code, wanted.sha256)


def _put_in(connection: sqlite3.Connection, folder: PrintFolder, one: StoredPrint) -> bool:
    """Nothing of a text that is lost: it comes in once it is there again."""
    if (text := folder.read(one.sha256)) is None:
        return False
    names = citations_json(one.bill.partition("-")[0], text)
    added = connection.execute(
        "INSERT INTO indexed_prints (bill, code, sha256, citations) VALUES (?, ?, ?, ?)",
        (*one[:3], names),
    )
    connection.execute(
        "INSERT INTO print_search (rowid, words) VALUES (?, ?)", (added.lastrowid, text)
    )
    return True


def find_print_rows(
    connection: sqlite3.Connection, phrases: Sequence[str], limit: int
) -> list[sqlite3.Row]:
    """The newest prints that have all the phrases, best first and followed bills before others:
    bill, code, sha256, note, date. Of words that more than ``_RANKED`` have, the newest prints are
    put in order. None in a published file, which has no index."""
    if not phrases or not has_table(connection, "print_search"):
        return []
    return connection.execute(_BEST, (" ".join(phrases), _RANKED, limit)).fetchall()


_BEST = (
    "WITH found AS MATERIALIZED (SELECT rowid AS id, bm25(print_search) AS rank FROM print_search "
    "WHERE print_search MATCH ? ORDER BY rowid DESC LIMIT ?) "
    "SELECT r.bill, r.code, r.sha256, v.note, v.date FROM found "
    "CROSS JOIN indexed_prints r ON r.id = found.id "
    "CROSS JOIN versions v ON v.bill = r.bill AND v.code = r.code AND v.unlisted_since IS NULL "
    "ORDER BY r.bill NOT IN (SELECT bill FROM campaign_bills), found.rank LIMIT ?"
)

#: What stands between quotation marks of any kind, a citation, or a word.
_QUOTES = '"\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}'
_PARTS = re.compile(rf"[{_QUOTES}](?P<quoted>[^{_QUOTES}]*)[{_QUOTES}]|(?P<word>\w+(?:[.\-]\w+)*)")
_WORD = re.compile(r"\w+")
_MOST = 12


def text_phrases(words: str) -> list[str]:
    """A user's words as phrases of FTS5: what is quoted, and ``236.14``, stands together; of other
    words each must occur, the last one as a beginning. Empty for a bill's number, which the index
    of bills knows, and where there is no word."""
    if identifiers.search_words(words):
        return []
    found: dict[str, bool] = {}
    for part in _PARTS.finditer(words):
        inner = " ".join(_WORD.findall(part["quoted"] or part["word"] or ""))
        if inner:
            found.setdefault(inner, part["word"] is not None)
    telling = [one for one in found if one.lower() not in EVERYWHERE] or [*found][:1]
    phrases = [f'"{one}"' for one in telling[:_MOST]]
    if phrases and found[telling[-1]] and " " not in telling[-1] and len(telling[-1]) > 2:
        phrases[-1] += " *"
    return phrases
