"""Which bills touch the sections that are watched: by their newest print, else by their title.

A print's citations are read once, when its words are indexed. Titles are read where they hold the
number that is looked for. Of California's bills the publisher itself lists the sections of the
newest print.
"""

import json
import re
import sqlite3
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from billtrail.errors import UsageError
from billtrail.law import (
    Citation,
    WatchedSection,
    parse_statute,
    parse_watched,
    read_statute,
    read_text,
    read_title,
)

from ..sql import among, upsert

_KEY = ("section", "bill", "statute", "what")
_COLUMNS = (*_KEY, "unit", "by", "print")
#: Where a hit was read: in the print itself, its title, the publisher's list of sections; or what
#: the content files say of an act.
PRINT, TITLE, LIST, HAND = "print", "title", "list", "hand"

#: Of the view ``titles``, which is a join, an outer join would make all rows first.
_TITLE = """(SELECT t.{} FROM titles t WHERE t.bill = b.key AND t.unlisted_since IS NULL
    AND (t.kind = 'Long title' OR t.kind LIKE 'Official Title%')
    ORDER BY t.kind LIKE '% as Introduced', t.position LIMIT 1)"""
_BILLS = f"""
SELECT b.key, b.jurisdiction, i.citations, {_TITLE.format("title")} AS title,
  {_TITLE.format("kind")} AS kind, v.sections, v.note, v.date,
  p.note AS print_note, p.date AS print_date
FROM bills b
LEFT JOIN indexed_prints i ON i.bill = b.key
LEFT JOIN versions p ON p.bill = i.bill AND p.code = i.code AND p.unlisted_since IS NULL
LEFT JOIN versions v ON v.bill = b.key AND v.unlisted_since IS NULL AND v.position =
  (SELECT min(n.position) FROM versions n WHERE n.bill = b.key AND n.unlisted_since IS NULL)
WHERE b.jurisdiction IN (SELECT value FROM json_each(?))
"""


@dataclass(frozen=True, slots=True)
class _Hit:
    citation: Citation
    by: str
    print: str


def citations_json(jurisdiction: str, text: str) -> str:
    """What a print names of the law, as ``indexed_prints.citations`` has it."""
    found = read_text(jurisdiction, text)
    return json.dumps([[c.section.key, c.what, c.unit, c.through] for c in found])


def watched_of(connection: sqlite3.Connection) -> list[str]:
    """The sections that are watched."""
    rows = connection.execute("SELECT section FROM watched_sections ORDER BY section")
    return [row[0] for row in rows.fetchall()]


def save_section_hits(
    connection: sqlite3.Connection, now: str, bills: Collection[str] | None = None
) -> int:
    """Bring the rows up to what is watched and what the bills say now, or those ``bills`` alone;
    returns how many moved. Within a transaction. What was seen first keeps its day."""
    watched = [*map(parse_watched, watched_of(connection))]
    wanted = dict(_wanted(connection, watched, bills))
    condition, given = among("bill", bills)
    stored = connection.execute(
        f"SELECT {', '.join(_KEY)} FROM section_hits WHERE (1{condition}) OR by = ?",
        (*given, HAND),
    ).fetchall()
    before = connection.total_changes
    connection.executemany(
        "DELETE FROM section_hits WHERE section = ? AND bill = ? AND statute = ? AND what = ?",
        [key for key in map(tuple, stored) if key not in wanted],
    )
    statement = upsert("section_hits", _COLUMNS, _KEY)
    connection.executemany(statement, list(wanted.values()))
    connection.execute("UPDATE section_hits SET seen_at = ? WHERE seen_at = ''", (now,))
    return connection.total_changes - before


def _wanted(
    connection: sqlite3.Connection, watched: list[WatchedSection], bills: Collection[str] | None
) -> Iterator[tuple[tuple[Any, ...], tuple[Any, ...]]]:
    by_place: dict[str, list[WatchedSection]] = {}
    for one in watched:
        by_place.setdefault(one.jurisdiction, []).append(one)
    if not watched:
        return
    yield from _by_hand(connection, watched)
    condition, given = among("b.key", bills)
    for bill in connection.execute(_BILLS + condition, (json.dumps(list(by_place)), *given)):
        ours = by_place[bill["jurisdiction"]]
        for hit in _hits(bill, ours):
            for one in ours:
                if one.covers(hit.citation):
                    key = (one.key, bill["key"], hit.citation.section.key, hit.citation.what)
                    yield key, (*key, hit.citation.unit, hit.by, hit.print)


def _by_hand(
    connection: sqlite3.Connection, watched: list[WatchedSection]
) -> Iterator[tuple[tuple[Any, ...], tuple[Any, ...]]]:
    """What the content files say of acts whose text is not here."""
    for row in connection.execute(
        "SELECT c.statute, c.bill, c.what, c.source FROM statute_changes c JOIN bills b "
        "ON b.key = c.bill WHERE c.origin = 'hand'"
    ):
        named = Citation(parse_statute(row["statute"]), row["what"])
        for one in (one for one in watched if one.covers(named)):
            key = (one.key, row["bill"], row["statute"], row["what"])
            yield key, (*key, "", HAND, row["source"])


def _hits(bill: Any, watched: list[WatchedSection]) -> Iterator[_Hit]:
    """By the print where its text is here; else by the title and the publisher's list, which may
    name a section that the title does not."""
    if bill["citations"] is not None:
        words = _print(bill["print_note"], bill["print_date"])
        for citation in _stored(bill["citations"]):
            if not citation.is_heading:
                yield _Hit(citation, PRINT, words)
        return
    named = set()
    if bill["title"] and _may_name(bill["title"], watched):
        words = _print(bill["note"], bill["date"])
        if bill["kind"] != "Long title":
            words = bill["kind"].removeprefix("Official Title").strip() or words
        for citation in read_title(bill["jurisdiction"], bill["title"]):
            named.add(citation.section.key)
            if not citation.is_heading:
                yield _Hit(citation, TITLE, words)
    if bill["sections"] and _may_name(bill["sections"], watched):
        for citation in _listed(bill["sections"]):
            if citation.section.key not in named:
                yield _Hit(citation, LIST, _print(bill["note"], bill["date"]))


def _may_name(text: str, watched: list[WatchedSection]) -> bool:
    """A quick look at the numbers: most bills have nothing to do with what is watched. A run of
    sections that a text names may hold one without its number."""
    has_run = _RUN.search(text) is not None
    if not has_run and all(one.is_one for one in watched):
        return any(one.first in text for one in watched)
    numbers = [int(number[:9]) for number in _NUMBER.findall(text)]
    spans = [(one.wholes[0], one.wholes[1]) for one in watched]
    if has_run:
        low, high = min(numbers, default=0), max(numbers, default=0)
        return any(low <= last and first <= high for first, last in spans)
    return any(first <= number <= last for first, last in spans for number in numbers)


_NUMBER = re.compile(r"\d+")
_RUN = re.compile(r"\d to \d[^.]{0,40}inclusive")


def _stored(citations: str) -> Iterator[Citation]:
    for key, what, unit, through in json.loads(citations):
        yield Citation(parse_statute(key), what, unit, through)


def _listed(sections: str) -> Iterator[Citation]:
    for section in json.loads(sections):
        try:
            yield Citation(read_statute(section), "change")
        except UsageError:  # a code that is in no table of ours
            continue


def _print(note: str | None, date: str | None) -> str:
    return json.dumps([note or "", date or ""])
