"""The search index: bill numbers in any spelling, and the words of titles and summaries."""

import hashlib
import json
import re
import sqlite3
from collections.abc import Callable, Iterable
from functools import cached_property, lru_cache

from billtrail.bills.models import Bill
from billtrail.legislatures import first_year, split_key
from billtrail.legislatures.spelling import LawName, identifiers, read_law

from .word_families import family_of

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


TABLE = """
CREATE VIRTUAL TABLE bill_search USING fts5(
  key UNINDEXED, spellings, titles, summary, subjects, tokenize = 'porter unicode61');
"""
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


class Search:
    """A user's words, looked for among all bills: newest sessions first, as the index lies, and
    never more of them than are asked for. How rare a word is in all is not asked: that takes a look
    at every bill that has it."""

    def __init__(self, connection: sqlite3.Connection, words: str) -> None:
        self.words = words
        self._connection = connection
        self._told = _quoted(words)
        self._number = identifiers.search_words(words)

    def keys(self, limit: int, followed: Callable[[], "FollowedWords"]) -> list[str]:
        """Keys of the bills that are found, best first.

        A law's number finds the bill that became it, a bill number in any spelling that number;
        else every word must occur, the last one as a beginning where few bills have it whole:
        first in a title beside each other, then in titles, then anywhere. Followed bills stand
        before others, and among them those that have another word of a word's family
        (``word_families``); of the others these fill up what is left.
        """
        law = read_law(self.words)
        if law and (enacted := find_law(self._connection, law)):
            return enacted[:limit]
        if self._number:
            return self._keys(self._rows(search_query(self.words), limit))
        if not self._told:
            return []
        ids, query = self._best(limit)
        keys, wider = self._keys(ids), _with_families(self.words)
        ours = followed().find(wider or query)
        found = dict.fromkeys([*(key for key in keys if key in ours), *ours, *keys])
        if wider and len(found) < limit:
            found |= dict.fromkeys(self._keys(self._rows(wider, limit)))
        return list(found)[:limit]

    def campaigns(self, followed: Callable[[], "FollowedWords"]) -> list[str]:
        """Ids of the campaigns that have every word, or another of its family, in what is said of
        them; none of a number, or where so many have them that the words name nothing."""
        if self._number or not self._told:
            return []
        found = followed().campaigns(_with_families(self.words) or _match(self.words))
        return found if len(found) <= _FEW else []

    def titles(self, limit: int) -> list[tuple[str, str]]:
        """Keys and titles of the bills that have every word in a title, the shortest title first;
        none where so many have them that the words name nothing."""
        if len(self._titled) == _MANY:
            return []
        rows = self._connection.execute(_TITLES, (json.dumps(self._titled), limit))
        return [(row[0], row[1]) for row in rows]

    def _best(self, limit: int) -> tuple[list[int], str]:
        """Rows, and the widest of the queries that were asked."""
        asked, found = " ".join(self._told), dict.fromkeys(self._titled)
        if len(self._titled) > 1 < len(self._told):
            near = self._rows(self._near, limit, self._titled[0], self._last_titled)
            found = dict.fromkeys([*near, *found])
        for query in dict.fromkeys([asked, _match(self.words)]):
            if len(found) < limit:
                asked = query
                found |= dict.fromkeys(self._rows(query, limit))
        return list(found)[:limit], asked

    @cached_property
    def _titled(self) -> list[int]:
        """The rows of the newest ``_MANY`` that have every word in titles; none of words that
        nearly all have."""
        everywhere = EVERYWHERE.issuperset(map(str.lower, _telling(self.words)))
        if everywhere or self._number:
            return []
        return self._rows(f"titles : ({' '.join(self._told)})", _MANY)

    @property
    def _last_titled(self) -> int:
        """No row after this one has the words in titles, as far as is known."""
        return self._titled[-1] if len(self._titled) < _MANY else _LAST_ROW

    @property
    def _near(self) -> str:
        """The words beside each other in a title, with no more between them than what is left out
        of what was typed."""
        between = len(_WORD.findall(self.words)) - 2
        return f"titles : NEAR({' '.join(self._told)}, {max(between, 0)})"

    def _rows(self, query: str, limit: int, first: int = 0, last: int | None = None) -> list[int]:
        rows = self._connection.execute(_ROWS, (query, first, last or _LAST_ROW, limit))
        return [row[0] for row in rows]

    def _keys(self, ids: list[int]) -> list[str]:
        return [row[0] for row in self._connection.execute(_KEYS, (json.dumps(ids),))]


_LAST_ROW = (1 << 63) - 1
_ROWS = "SELECT rowid FROM bill_search WHERE bill_search MATCH ? AND rowid BETWEEN ? AND ? LIMIT ?"
_KEYS = (
    "SELECT s.key FROM json_each(?) g CROSS JOIN bill_search s ON s.rowid = g.value ORDER BY g.key"
)
_TITLES = """
SELECT b.key, coalesce(b.short_title, b.title, '') AS told FROM json_each(?) g
CROSS JOIN bill_search s ON s.rowid = g.value CROSS JOIN bills b ON b.key = s.key
ORDER BY length(told), b.introduced_date DESC LIMIT ?"""
#: More bills than this with the words in their titles are no answer to what is meant by them.
_MANY = 200


class FollowedWords:
    """The index rows of the followed bills once more, in memory: to find them among all others
    takes a look at each session that has one."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._index = sqlite3.connect(":memory:", check_same_thread=False)
        self._index.execute(TABLE)
        followed = connection.execute("SELECT DISTINCT bill FROM campaign_bills").fetchall()
        ids = json.dumps(sorted(row_id(row[0]) for row in followed))
        rows = connection.execute(_FOLLOWED, (ids,)).fetchall()
        self._index.executemany(INSERT, map(tuple, rows))
        self._index.execute(_CAMPAIGNS)
        told = connection.execute(_SAID_OF_CAMPAIGNS).fetchall()
        self._index.executemany("INSERT INTO campaign_words VALUES (?, ?)", map(tuple, told))

    def find(self, query: str) -> dict[str, None]:
        """Keys of those that fit, newest session first."""
        rows = self._index.execute(
            "SELECT key FROM bill_search WHERE bill_search MATCH ?", (query,)
        )
        return dict.fromkeys(row[0] for row in rows)

    def campaigns(self, query: str) -> list[str]:
        """Ids of the campaigns of which so much is said."""
        rows = self._index.execute(
            "SELECT id FROM campaign_words WHERE campaign_words MATCH ? ORDER BY rowid", (query,)
        )
        return [row[0] for row in rows]


_CAMPAIGNS = (
    "CREATE VIRTUAL TABLE campaign_words USING fts5(id UNINDEXED, words, "
    "tokenize = 'porter unicode61')"
)
#: Its title, what it is about, and what it is for.
_SAID_OF_CAMPAIGNS = """
SELECT id, title || ' ' || summary || ' ' || coalesce((SELECT group_concat(g.title, ' ')
  FROM json_each(c.goals) j JOIN goals g ON g.id = j.value), '') FROM campaigns c ORDER BY rowid"""
_FOLLOWED = (
    "SELECT s.rowid, s.key, spellings, titles, summary, subjects FROM json_each(?) g "
    "CROSS JOIN bill_search s ON s.rowid = g.value"
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


_WORD = re.compile(r"\w+", re.UNICODE)


def _match(words: str) -> str:
    """An FTS5 query that no character of the user's can break."""
    return " ".join(_forms(words))


def _forms(words: str) -> list[str]:
    """Each word as it is looked for, the last one as a beginning. One letter or two are none: most
    bills have a word with it, and to gather them takes longest."""
    told = _quoted(words)
    return [*told[:-1], *(f"{word} *" if len(word) > 4 else word for word in told[-1:])]


def _with_families(words: str) -> str:
    """``_match``, where each word may be another one of its family; empty where none has one."""
    told, forms = _telling(words), _forms(words)
    others = [[one for one in family_of(word) if one != word.lower()] for word in told]
    groups = [f"({' OR '.join([form, *_in_quotes(more)])})"
              for form, more in zip(forms, others, strict=True)]  # fmt: skip
    return " AND ".join(groups) if any(others) else ""


def _quoted(words: str) -> list[str]:
    return _in_quotes(_telling(words))


def _in_quotes(words: Iterable[str]) -> list[str]:
    return [f'"{word}"' for word in words]


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
