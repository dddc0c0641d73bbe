"""The search index: bill numbers in any spelling, and the words of titles and summaries."""

import hashlib
import json
import re
import sqlite3
from functools import lru_cache

from billtrail.bills.models import Bill
from billtrail.legislatures import first_year, split_key
from billtrail.legislatures.spelling import LawName, identifiers, read_law

#: Fields and parts of a change after which a bill's index row is written anew.
INDEXED_FIELDS = frozenset({"*", "title", "short_title", "titles", "summaries", "subjects"})

#: A summary is indexed up to this length; omnibus bills have summaries of 200,000 characters.
_SUMMARY_CHARACTERS = 20_000


#: How many bits of a row's id tell what the bills of a session and type share, and their number.
_GROUP_BITS, _NUMBER_BITS = 34, 18
#: The year whose sessions lie first; there are 11 bits for the years before it.
_LAST_YEAR = 3000


def row_id(key: str) -> int:
    """The index row of a bill: made from its key, because rowids move when a file is vacuumed.

    Newer sessions lie before older ones, and bills of one type by number, as archives have them:
    what is written together lies together, which takes half the time of rows that lie all over.
    """
    parts = split_key(key)
    high, low = divmod(parts.number, 1 << _NUMBER_BITS)
    return _first_row(parts.jurisdiction, parts.session, parts.type, high) + low


@lru_cache(maxsize=1024)
def _first_row(jurisdiction: str, session: str, type_: str, high: int) -> int:
    years = min(max(_LAST_YEAR - first_year(jurisdiction, session), 0), (1 << 11) - 1)
    name = f"{jurisdiction}-{session}-{type_}-{high}".encode()
    group = int.from_bytes(hashlib.blake2b(name, digest_size=8).digest()) >> (64 - _GROUP_BITS)
    return ((years << _GROUP_BITS) + group) << _NUMBER_BITS


INSERT = (
    "INSERT INTO bill_search (rowid, key, spellings, titles, summary, subjects) "
    "VALUES (?, ?, ?, ?, ?, ?)"
)


def index_row(bill: Bill) -> tuple[int, str, str, str, str, str]:
    """A bill's index row, the parameters of ``INSERT``."""
    titles = dict.fromkeys(
        text for text in (bill.title, bill.short_title, *(t.title for t in bill.titles or ()))
        if text
    )  # fmt: skip
    summary = bill.summaries[-1].text if bill.summaries else ""
    return (row_id(bill.key), bill.key, identifiers.spellings(bill.key), "\n".join(titles),
            summary[:_SUMMARY_CHARACTERS], "\n".join(bill.subjects or ()))  # fmt: skip


def index_bill(connection: sqlite3.Connection, bill: Bill) -> None:
    """Write a bill's index row anew."""
    connection.execute("DELETE FROM bill_search WHERE rowid = ?", (row_id(bill.key),))
    connection.execute(INSERT, index_row(bill))


def search_query(words: str) -> str:
    """A user's words as the index is asked for them (FTS5): a bill number in any spelling, else
    every word, the last one as a beginning. Empty where there is no word in them."""
    number = identifiers.search_words(words)
    return f'spellings : "{number}"' if number else _match(words)


def find_keys(connection: sqlite3.Connection, words: str, limit: int = 50) -> list[str]:
    """Keys of the bills that a user's words find, best first.

    A law's number finds the bill that became it, a bill number in any spelling that number (newest
    session first); else every word must occur, the last one as a beginning. Of words that
    ``_RANKED`` bills have in their titles the newest come, the followed ones first: to rank them
    would take a look at every bill that has one of the words.
    """
    law = read_law(words)
    if law and (enacted := find_law(connection, law)):
        return enacted[:limit]
    query = search_query(words)
    if not query:
        return []
    if common := _newest(connection, words, limit):
        return common
    rows = connection.execute(_BEST, (query, _RANKED, _TIES * limit, limit)).fetchall()
    first = _followed(connection, query) if rows and rows[0][1] == _RANKED else []
    return list(dict.fromkeys([*first, *(row[0] for row in rows)]))[:limit]


def _newest(connection: sqlite3.Connection, words: str, limit: int) -> list[str]:
    """Of words that are common in titles, or everywhere, the bills of the newest sessions,
    followed ones first; none where they are not. Nothing is looked up by a beginning, which gathers
    all its words."""
    told = _telling(words)
    if not told or identifiers.search_words(words):
        return []
    everywhere = EVERYWHERE.issuperset(word.lower() for word in told)
    asked = " ".join(_quoted(words))
    titled = asked if everywhere else f"titles : ({asked})"
    rows = connection.execute(_TITLED, (titled, limit if everywhere else _RANKED)).fetchall()
    if len(rows) < _RANKED and not everywhere:
        return []
    ids = json.dumps([row[0] for row in rows[:limit]])
    found = connection.execute(_KEYS, (ids,))
    keys = [*_followed(connection, titled), *(row[0] for row in found)]
    return list(dict.fromkeys(keys))[:limit]


_TITLED = "SELECT rowid FROM bill_search WHERE bill_search MATCH ? LIMIT ?"
_KEYS = (
    "SELECT s.key FROM json_each(?) CROSS JOIN bill_search s ON s.rowid = value ORDER BY s.rowid"
)


#: So many bills are put in order, at most: a page waits for it. Of more bills these are the newest
#: sessions'.
_RANKED = 2000
#: Bills that fit the words alike are told apart by their day; so many times as are asked for.
_TIES = 4
#: The bills themselves are looked up for the best alone, which is where the time went.
_BEST = (
    "WITH found AS MATERIALIZED (SELECT rowid AS id, bm25(bill_search, 0, 10, 5, 1, 2) AS rank "
    "FROM bill_search WHERE bill_search MATCH ? LIMIT ?), "
    "best AS MATERIALIZED (SELECT id, rank FROM found ORDER BY rank LIMIT ?) "
    "SELECT s.key, (SELECT count(*) FROM found) FROM best CROSS JOIN bill_search s "
    "ON s.rowid = best.id CROSS JOIN bills b ON b.key = s.key "
    "ORDER BY best.rank, b.introduced_date DESC LIMIT ?"
)


def _followed(connection: sqlite3.Connection, query: str) -> list[str]:
    """Keys of followed bills that fit, however many others do: looked for among the bills of the
    same session and type, which lie together."""
    keys = [row[0] for row in connection.execute("SELECT DISTINCT bill FROM campaign_bills")]
    rows = {row_id(key): key for key in sorted(keys)}
    groups: dict[int, list[int]] = {}
    for id in sorted(rows):
        groups.setdefault(id >> _NUMBER_BITS, []).append(id)
    spans = json.dumps([(ids[0], ids[-1]) for ids in groups.values()])
    return [rows[row[0]] for row in connection.execute(_WITHIN, (spans, query)) if row[0] in rows]


_WITHIN = (
    "SELECT s.rowid FROM json_each(?) g CROSS JOIN bill_search s WHERE bill_search MATCH ? AND "
    "s.rowid BETWEEN json_extract(g.value, '$[0]') AND json_extract(g.value, '$[1]')"
)


def find_law(connection: sqlite3.Connection, law: LawName) -> list[str]:
    """Keys of the bills that became a law, in order. Asked by session, for which there is an index;
    sessions called beside the regular one have names that begin with its own."""
    rows = connection.execute(
        "SELECT key FROM bills WHERE jurisdiction = ? AND session >= ? AND session < ? || 'z' "
        "AND (law = ? OR law LIKE ? || ', %') ORDER BY key",
        (law.jurisdiction, law.session, law.session, law.law, law.law),
    )
    return [row[0] for row in rows]


def find_titled(connection: sqlite3.Connection, words: str, limit: int) -> list[tuple[str, str]]:
    """Keys and titles of the bills that have every word in a title, but for those that nearly all
    have, best first; none where so many have them that the words name nothing."""
    found = _telling(words)
    quoted = " ".join(f'"{word}"' for word in found)
    terms = f"titles : ({quoted})"
    many = "SELECT count(*) FROM (SELECT 1 FROM bill_search WHERE bill_search MATCH ? LIMIT ?)"
    if not found or connection.execute(many, (terms, _MANY)).fetchone()[0] == _MANY:
        return []
    rows = connection.execute(
        "SELECT b.key, coalesce(b.short_title, b.title, '') FROM bill_search s JOIN bills b ON "
        "b.key = s.key WHERE bill_search MATCH ? ORDER BY bm25(bill_search, 0, 10, 5, 1, 2), "
        "b.introduced_date DESC LIMIT ?",
        (terms, limit),
    )
    return [(row[0], row[1]) for row in rows]


#: To put that many in order takes longer than a page may; they are no answer.
_MANY = 500


_WORD = re.compile(r"\w+", re.UNICODE)


def _match(words: str) -> str:
    """An FTS5 query that no character of the user's can break. One letter or two are no beginning:
    most bills have a word with it, and to gather them takes longest."""
    told = _quoted(words)
    return " ".join([*told[:-1], *(f"{word} *" if len(word) > 4 else word for word in told[-1:])])


def _quoted(words: str) -> list[str]:
    return [f'"{word}"' for word in _telling(words)]


def _telling(words: str) -> list[str]:
    """The words, each once, without those that nearly every bill has where there are others."""
    found = list(dict.fromkeys(_WORD.findall(words)))
    return [word for word in found if word.lower() not in EVERYWHERE] or found[:_FEW]


#: Each costs a look at nearly every bill and finds none the fewer.
EVERYWHERE = frozenset(
    ["a", "act", "an", "and", "be", "by", "for", "in", "is", "it", "of", "on", "or", "shall",
     "that", "the", "this", "to", "with"]
)  # fmt: skip
_FEW = 3
