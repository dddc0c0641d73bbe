"""What a file has a word on: bills by key and alias, campaigns and efforts by id and title."""

import json
import re
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from billtrail.files import keyed_rows
from billtrail.legislatures import MemberKind, Stage
from billtrail.legislatures.spelling import (
    AROUND,
    MOST_SESSIONS,
    KnownKeys,
    LawName,
    Name,
    Named,
    identifiers,
)
from billtrail.store import (
    NUMBER_OF_KEY,
    TYPE_OF_KEY,
    FollowedWords,
    Search,
    find_law,
)

from .bills import read_outlines

if TYPE_CHECKING:
    from .memory import Memory


class StoredKeys:
    """The ``Keys`` of a file, each looked up by an index, and ``more`` of them after those;
    ``followed`` are the legislatures that have a followed bill."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        more: Sequence[str] = (),
        followed: frozenset[str] = frozenset(),
    ) -> None:
        self.followed = followed
        self._connection = connection
        self._more = KnownKeys(more)

    def __iter__(self) -> Iterator[str]:
        return chain(self._column("SELECT key FROM bills ORDER BY key"), self._more)

    @cached_property
    def places(self) -> frozenset[str]:
        """The legislatures that have one of them."""
        return self._more.places.union(self._column(_PLACES))

    def having(self, type_: str, number: int) -> list[str]:
        found = self._column(_HAVING, type_, number)
        return [*dict.fromkeys([*found, *self._more.having(type_, number)])]

    def numbered(self, type_: str, number: int, place: str, last: int = MOST_SESSIONS) -> list[str]:
        found = self._column(_NUMBERED, place, type_, number, last)
        return [*reversed([*found]), *self._more.numbered(type_, number, place)]

    def named(self, names: Iterable[Name], places: Collection[str]) -> set[Name]:
        asked = [*names]
        rows = self._connection.execute(_ARE_NAMED, (json.dumps(asked), json.dumps([*places])))
        return self._more.named(asked, places).union(Name(*row) for row in rows)

    def around(self, type_: str, number: int, place: str) -> list[int]:
        given = place, type_, number
        below = self._column(f"{_AROUND} < ? ORDER BY 1 DESC LIMIT {AROUND}", *given)
        above = self._column(f"{_AROUND} >= ? ORDER BY 1 LIMIT {AROUND}", *given)
        return sorted({*below, *above, *self._more.around(type_, number, place)})

    def _column(self, sql: str, *given: str | int) -> Iterator[Any]:
        """A column's values; a number that is larger than SQLite's is no bill's."""
        small = [min(one, _LARGEST) if isinstance(one, int) else one for one in given]
        return (row[0] for row in self._connection.execute(sql, small))


_LARGEST = (1 << 63) - 1
_PLACES = (
    "SELECT id FROM jurisdictions j WHERE EXISTS (SELECT 1 FROM bills WHERE jurisdiction = j.id)"
)
_HAVING = (
    "SELECT id FROM jurisdictions j WHERE EXISTS (SELECT 1 FROM bills WHERE jurisdiction = j.id "
    f"AND {TYPE_OF_KEY} = ? AND {NUMBER_OF_KEY} = ?) ORDER BY id"
)
_OF_TYPE = f"FROM bills WHERE jurisdiction = ? AND {TYPE_OF_KEY} = ? AND {NUMBER_OF_KEY}"
_NUMBERED = f"SELECT key {_OF_TYPE} = ? ORDER BY key DESC LIMIT ?"
_AROUND = f"SELECT DISTINCT {NUMBER_OF_KEY} {_OF_TYPE}"
_ARE_NAMED = (
    "SELECT type, number FROM (SELECT json_extract(value, '$[0]') AS type, json_extract(value, "
    f"'$[1]') AS number FROM json_each(?)) WHERE EXISTS (SELECT 1 FROM bills WHERE {TYPE_OF_KEY} = "
    f"type AND {NUMBER_OF_KEY} = number AND jurisdiction IN (SELECT value FROM json_each(?)))"
)


class Called(NamedTuple):
    """A campaign or an effort, its title as it is compared, and the initials it is known by."""

    named: Named
    plain: str
    initials: str


class StoredNames:
    """The ``Holdings`` of ``legislatures.spelling.resolve``, read from a file on a day."""

    def __init__(self, connection: sqlite3.Connection, on: date, memory: "Memory") -> None:
        self._connection = connection
        self._on = on
        self._memory = memory
        self._search: Search | None = None

    @cached_property
    def keys(self) -> "StoredKeys":
        """Every key that is stored, in order."""
        return StoredKeys(self._connection, followed=self._places_followed)

    @cached_property
    def named_keys(self) -> "StoredKeys":
        """Every key of which something can be said: ``holds``."""
        if self._memory.unread is None:
            stored = self.stored(self.memberships)
            self._memory.unread = [key for key in self.memberships if key not in stored]
        return StoredKeys(self._connection, self._memory.unread, self._places_followed)

    @property
    def _places_followed(self) -> frozenset[str]:
        return frozenset({key[:2] for key in self.memberships})

    @property
    def memberships(self) -> dict[str, dict[str, str]]:
        """Campaign, family and the law that fulfilled it, by key of a followed bill."""
        if self._memory.memberships is None:
            self._memory.memberships = self._read_memberships()
        return self._memory.memberships

    def _read_memberships(self) -> dict[str, dict[str, str]]:
        """Family, campaign and the law that fulfilled it, by bill; ``enacted_via`` only where
        the other bill is law on the day. Of several campaigns it is that of the bill's effort, else
        the one about the bill, else the first."""
        found: dict[str, dict[str, str]] = {}
        for row in self._connection.execute(
            "SELECT c.bill, c.campaign FROM campaign_bills c JOIN campaigns k ON k.id = c.campaign "
            "ORDER BY k.lead = c.bill DESC, k.rowid"
        ):
            found.setdefault(row["bill"], {"campaign": row["campaign"]})
        members = self._connection.execute(
            "SELECT m.bill, m.family, m.enacted_via, f.campaign FROM family_members m "
            "JOIN families f ON f.id = m.family WHERE m.kind <> ?",
            (MemberKind.OPPOSES.value,),
        ).fetchall()
        laws = self._laws({row["enacted_via"] for row in members if row["enacted_via"]})
        for row in members:
            entry = found.setdefault(row["bill"], {"campaign": row["campaign"]})
            entry |= {"family": row["family"], "campaign": row["campaign"]}
            if row["enacted_via"] in laws:
                entry["enacted_via"] = row["enacted_via"]
        return found

    def _laws(self, keys: Iterable[str]) -> frozenset[str]:
        """Those of the bills that are law on the day."""
        found = read_outlines(self._connection, keys, self._on, {})
        law = (Stage.ENACTED, Stage.ADOPTED)
        return frozenset(key for key, status in found.items() if status.stage in law)

    def holds(self, key: str) -> bool:
        """Whether something can be said of the bill: it is stored, or followed and not read yet."""
        return self.stores(key) or key in self.memberships

    def stores(self, key: str) -> bool:
        """Whether the bill is stored, introduced by the day asked or not."""
        return key in self.stored([key])

    def stored(self, keys: Iterable[str]) -> frozenset[str]:
        """Those of the bills that are."""
        found = keyed_rows(self._connection, keys)
        return frozenset(key for rows in found for key in rows.keys if rows.of(key, _IS_STORED))

    def named(self, text: str) -> Named | None:
        """The campaign or effort of that id, in small letters or large; of an effort's, the place
        before it may be missing: ``tvpra``."""
        wanted = text.strip().lower()
        ids = {one.id.partition("-")[2]: one for one in self._titles if one.kind == "family"}
        ids |= {one.id: one for one in self._titles}
        return ids.get(wanted) if wanted else None

    def titled(self, text: str) -> list[Named]:
        """What has the text as its whole title or as its initials: an effort before a campaign,
        either before its bills. The number of a bill is the title of none, and what is the whole
        title of one and stands in those of many ("Human trafficking") names nothing."""
        wanted = plain_title(text)
        if not wanted:
            return []
        ours = [one.named for one in self._called if wanted in (one.plain, one.initials)]
        if ours:
            return ours[:1] if len({plain_title(one.title) for one in ours}) == 1 else ours
        bills = [] if identifiers.search_words(text) else self._bills_titled(text)
        if len(self._as_efforts(bills)) > _MOST:
            return []
        return self._as_efforts([one for one in bills if plain_title(one.title) == wanted])

    def enacted(self, law: LawName) -> list[str]:
        """The keys of the bills that became the law."""
        return find_law(self._connection, law)

    def worded(self, text: str) -> list[Named]:
        """What has every word of the text in its title, the likeliest first; at most ``_MOST``."""
        wanted = set(plain_title(text).split())
        if not wanted:
            return []
        fitting = (one.named for one in reversed(self._called) if _has_words(one.plain, wanted))
        ours = {one.title: one for one in fitting}
        efforts = self._as_efforts(self._bills_titled(text))
        found = {one.id: one for one in (*reversed(ours.values()), *efforts)}
        return list(found.values())[:_MOST]

    def _bills_titled(self, text: str) -> list[Named]:
        rows = self.search(text).titles(_MOST * 3)
        return [Named("bill", key, title) for key, title in rows]

    def search(self, words: str) -> Search:
        """The words, looked for among all bills; those that were asked last are kept."""
        words = words[:_LONGEST]
        if self._search is None or self._search.words != words:
            self._search = Search(self._connection, words)
        return self._search

    def followed_words(self) -> FollowedWords:
        if self._memory.followed_words is None:
            self._memory.followed_words = FollowedWords(self._connection)
        return self._memory.followed_words

    def _as_efforts(self, bills: Iterable[Named]) -> list[Named]:
        """The efforts of bills in their place: who types the title of an effort's bill means the
        effort."""
        efforts = {one.id: one for one in self._titles if one.kind == "family"}
        found = (efforts.get(self.memberships.get(one.id, {}).get("family", "")) for one in bills)
        pairs = zip(bills, found, strict=True)
        return list({(ours or bill).id: ours or bill for bill, ours in pairs}.values())

    @property
    def _titles(self) -> list[Named]:
        """Efforts and then campaigns."""
        return [one.named for one in self._called]

    @property
    def _called(self) -> "Sequence[Called]":
        if self._memory.called is None:
            self._memory.called = [*self._read_called()]
        return self._memory.called

    def _read_called(self) -> Iterator[Called]:
        for kind, table in (("family", "families"), ("campaign", "campaigns")):
            rows = self._connection.execute(f"SELECT id, title FROM {table} ORDER BY rowid")
            for one in (Named(kind, row["id"], row["title"]) for row in rows):
                yield Called(one, plain_title(one.title), _initials(one))

    def alias(self, name: str) -> str | None:
        """The key of a renumbered bill by its old one: staff say so, or its publisher does of a
        number that no bill has now."""
        row = self._connection.execute(_RENUMBERED, {"was": name}).fetchone()
        return str(row[0]) if row else None

    def names(self) -> list[str]:
        """The ids of campaigns and efforts."""
        return [one.id for one in self._titles]

    def ids(self, kind: str) -> list[str]:
        return [one.id for one in self._titles if one.kind == kind]


_IS_STORED = "SELECT key FROM bills WHERE key IN {keys}"
_RENUMBERED = """
    SELECT bill FROM bill_aliases WHERE alias = :was UNION ALL
    SELECT bill FROM relations WHERE related = :was AND kind = 'renumbered'
    AND unlisted_since IS NULL AND NOT EXISTS (SELECT 1 FROM bills WHERE key = :was) LIMIT 1"""

#: So many things are offered where words fit several.
_MOST = 8
#: Longer than any title.
_LONGEST = 300


def plain_title(title: str) -> str:
    """A title as it is compared: small letters without marks, article and year."""
    words = " ".join(re.findall(r"\w+", title.casefold()))
    return re.sub(r"^(?:the|an|a) | of \d{4}$", "", words)


def _has_words(plain: str, wanted: Iterable[str]) -> bool:
    """Whether each word begins one of a title's, as it is compared."""
    words = plain.split()
    return all(any(word.startswith(one) for word in words) for one in wanted)


def _initials(one: Named) -> str:
    """What an effort that is an act is called for short: ``tsra``."""
    if not one.title.endswith(" Act"):
        return ""
    return "".join(word[0] for word in one.title.split() if word[0].isupper()).lower()
