"""Which bills change the statutes we speak of: read from their prints and titles, and kept as rows.

Of an enacted bill its print is read where it is here, else its long title; of a live bill its
newest print's sections, of one of Congress an official title, which names a section where it
changes few. Only sections that ``statutes`` names are kept, and all sections of a followed bill
that became law. What the content files say of other acts (``origin`` is ``hand``) is not touched.
"""

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from billtrail.errors import UsageError
from billtrail.law import Act, StatuteChange, read_statute, read_title
from billtrail.legislatures import Effect, Stage

from ..prints import read_newest_print
from ..sql import among, upsert

_KEY = ("statute", "bill", "what", "origin")
_COLUMNS = ("statute", "bill", "what", "unit", "enacted", "starts", "until", "condition", "chapter",
            "joined_with", "source", "read_on", "origin")  # fmt: skip

#: Bills that are law or may become it, with the newest print's sections or the words of the act.
_BILLS = """
SELECT b.key, b.stage, b.stage_date, b.law, b.jurisdiction,
  (SELECT v.sections FROM versions v WHERE v.bill = b.key AND v.unlisted_since IS NULL
   ORDER BY v.position LIMIT 1) AS sections,
  (SELECT v.effect FROM versions v WHERE v.bill = b.key AND v.unlisted_since IS NULL
   ORDER BY v.position LIMIT 1) AS effect,
  (SELECT t.title FROM titles t WHERE t.bill = b.key AND t.unlisted_since IS NULL
   AND (t.kind = 'Long title' OR (t.kind LIKE 'Official Title%' AND t.title LIKE '% section%'))
   ORDER BY t.kind LIKE '% as Introduced', t.position LIMIT 1) AS long_title,
  EXISTS (SELECT 1 FROM campaign_bills c WHERE c.bill = b.key) AS followed
FROM bills b WHERE (b.alive = 1 OR b.stage = 'enacted')
"""


#: The sections we speak of: what is said of them, and what survivors can ask for by them.
_SPOKEN = """
SELECT key FROM statutes UNION SELECT statute FROM law_relief_sources WHERE statute IS NOT NULL
"""


#: Of these all sections are kept, or were.
_FOLLOWED = "SELECT bill FROM campaign_bills UNION SELECT bill FROM statute_changes"


def spoken_of(connection: sqlite3.Connection) -> list[str]:
    """The sections we speak of."""
    return [row[0] for row in connection.execute(f"{_SPOKEN} ORDER BY 1")]


def save_statute_changes(
    connection: sqlite3.Connection, bills: Collection[str] | None = None
) -> int:
    """Bring the rows up to what the bills say now, or those ``bills`` alone, with those that are
    followed or were; returns how many moved. Within a transaction."""
    spoken = set(spoken_of(connection))
    if bills is not None:
        bills = {*bills, *(row[0] for row in connection.execute(_FOLLOWED))}
    condition, given = among("b.key", bills)
    wanted = {
        (*row[:3], row[-1]): row
        for bill in connection.execute(_BILLS + condition, given)
        if bill["sections"] or bill["long_title"]
        for row in _rows(connection, bill, spoken)
    }
    condition, given = among("bill", bills)
    stored = connection.execute(
        "SELECT statute, bill, what, origin FROM statute_changes WHERE origin <> 'hand'"
        + condition,
        given,
    )
    gone = [key for key in map(tuple, stored.fetchall()) if key not in wanted]
    before = connection.total_changes
    connection.executemany(
        "DELETE FROM statute_changes WHERE statute = ? AND bill = ? AND what = ? AND origin = ?",
        gone,
    )
    connection.executemany(upsert("statute_changes", _COLUMNS, _KEY), list(wanted.values()))
    return connection.total_changes - before


def _rows(connection: sqlite3.Connection, bill: Any, spoken: set[str]) -> Iterator[tuple[Any, ...]]:
    named = dict(_named(bill))
    whole = bill["followed"] and bill["stage"] == Stage.ENACTED
    if not (whole or spoken & named.keys()):
        return
    for change in _changes(connection, bill, named):
        if whole or change.statute in spoken:
            yield tuple(_column(change, name) for name in _COLUMNS)


def _named(bill: Any) -> Iterator[tuple[str, str]]:
    """Statute -> what is done to it, so far as the title of the newest print tells."""
    if bill["long_title"]:
        for citation in read_title(bill["jurisdiction"], bill["long_title"]):
            yield citation.section.key, citation.what
        return
    for section in json.loads(bill["sections"]):
        try:
            yield read_statute(section).key, "change"
        except UsageError:  # a code that is in no table of ours
            continue


def _changes(
    connection: sqlite3.Connection, bill: Any, named: Mapping[str, str]
) -> Iterable[StatuteChange]:
    """Of an enacted act its print, else its title; of a live bill what its title names."""
    enacted = bill["stage_date"] if bill["stage"] == Stage.ENACTED else ""
    act = _act(connection, bill, enacted) if enacted else None
    return (act.changes() if act else ()) or [
        StatuteChange(statute, bill["key"], what, enacted, "The title of its newest print",
                      origin="title")
        for statute, what in named.items()
    ]  # fmt: skip


def _act(connection: sqlite3.Connection, bill: Any, enacted: str) -> Act:
    text = read_newest_print(connection, bill["key"]) or ""
    at_once = bill["effect"] and bill["effect"] != Effect.LATER
    return Act(bill["key"], enacted, bill["law"], bill["long_title"] or "", text, at_once or None)


def _column(change: StatuteChange, name: str) -> Any:
    value = getattr(change, name)
    if name == "joined_with":
        return json.dumps(value)
    return value or None if name == "enacted" else value
