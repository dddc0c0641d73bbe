"""The content's tables: written whole, in one transaction, when the files have changed.

What left the files leaves the tables, because they are emptied first; a reader sees the old
content or the new one, never a part of each.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from typing import Any, Protocol

from billtrail.files import sqlite_tables
from billtrail.law import FACTS, Relief, StatutesFile

from ..figures import FigureRelations
from ..values import Figure, Goal
from .files import Campaign
from .overrides import Override, save_overrides

#: Column -> value; a tuple, a list or a dictionary is written as JSON.
Row = dict[str, Any]


class Stored(Protocol):
    """The content as the tables see it."""

    @property
    def goals(self) -> tuple[Goal, ...]: ...
    @property
    def campaigns(self) -> tuple[Campaign, ...]: ...
    @property
    def figures(self) -> tuple[Figure, ...]: ...
    @property
    def relations(self) -> FigureRelations: ...
    @property
    def overrides(self) -> tuple[Override, ...]: ...
    @property
    def statutes(self) -> StatutesFile: ...
    @property
    def relief(self) -> tuple[Relief, ...]: ...
    @property
    def hash(self) -> str: ...


def save_content(connection: sqlite3.Connection, content: Stored, now: str) -> bool:
    """Write ``content`` if its hash differs from the one stored; says whether it did.

    ``now`` is our instant, UTC. All tables change in one transaction or none does.
    """
    stored = connection.execute("SELECT hash FROM content_state WHERE id = 1").fetchone()
    if stored and stored[0] == content.hash:
        return False
    db = sqlite_tables(connection)
    with db.atomic():
        for table in reversed(ROWS):
            db.table(table).delete_where(_OURS.get(table))
        for table, rows in ROWS.items():
            _write(connection, table, rows(content))
        save_overrides(db, content.overrides, now)
        state = {"id": 1, "hash": content.hash, "loaded_at": now}
        db.table("content_state").insert(state, replace=True)
    return True


def _write(connection: sqlite3.Connection, table: str, rows: Iterable[Row]) -> None:
    """All rows of a table have the same columns. sqlite-utils, which asks of each row what it has,
    takes three times as long, and a position waits for it each time it is saved."""
    names, values = "", []
    for row in rows:
        names = names or ", ".join(f'"{name}"' for name in row)
        values.append(tuple(map(_plain, row.values())))
    if values:
        marks = ", ".join("?" * len(values[0]))
        connection.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", values)


def _plain(value: Any) -> Any:
    return (
        json.dumps(value, ensure_ascii=False) if isinstance(value, tuple | list | dict) else value
    )


def _fields(record: Any, **renamed: str) -> Row:
    """A record's fields as columns; ``renamed`` says which have another name."""
    names = (field.name for field in fields(record))
    return {renamed.get(name, name): getattr(record, name) for name in names}


def _without(row: Row, *columns: str) -> Row:
    return {column: value for column, value in row.items() if column not in columns}


def _goals(content: Stored) -> Iterator[Row]:
    for place, goal in enumerate(content.goals):
        yield {**_without(_fields(goal), "campaigns"), "position": place}


def _campaigns(content: Stored) -> Iterator[Row]:
    for c in content.campaigns:
        public_ask = dict(zip(("by", "on"), c.public_ask, strict=True)) if c.public_ask else None
        yield {
            "id": c.id, "title": c.title, "summary": c.summary, "goals": c.goals, "lead": c.lead,
            "stale_after_days": c.stale_after_days, "public_ask": public_ask, "figures": c.figures,
            "chart": c.chart, "asks": [_fields(ask) for ask in c.asks], "origin": c.origin,
        }  # fmt: skip


def _families(content: Stored) -> Iterator[Row]:
    for campaign in content.campaigns:
        for place, family in enumerate(campaign.families):
            row = {"id": family.id, "campaign": campaign.id, "title": family.title}
            yield {**row, "position": place}


def _family_members(content: Stored) -> Iterator[Row]:
    for campaign in content.campaigns:
        for family in campaign.families:
            for place, member in enumerate(family.members):
                yield {"family": family.id, **_fields(member), "position": place}


def _campaign_bills(content: Stored) -> Iterator[Row]:
    for campaign in content.campaigns:
        for place, bill in enumerate(campaign.bills):
            row = {"campaign": campaign.id, "bill": bill.key, "aim": bill.aim, "why": bill.why}
            yield {**row, "position": place, "share": bill.share}


def _positions(content: Stored) -> Iterator[Row]:
    decision = ("position", "decided_by", "decided_on", "condition")
    for campaign in content.campaigns:
        for bill in campaign.bills:
            if bill.position is not None:
                decided = {name: getattr(bill, name) for name in decision}
                owner = bill.position_in or campaign.id
                yield {"bill": bill.key, "campaign": campaign.id, **decided, "owner": owner}


#: What is noted beside a number that staff say the bill had before.
_RENUMBERED = "renumbered"


def _bill_aliases(content: Stored) -> Iterator[Row]:
    told = {was: bill.key for c in content.campaigns for bill in c.bills for was in bill.was}
    return ({"alias": was, "bill": key, "note": _RENUMBERED} for was, key in told.items())


def _claims(content: Stored) -> Iterator[Row]:
    for campaign in content.campaigns:
        for claim in campaign.claims:
            conditions = [condition.to_raw() for condition in claim.holds_if]
            yield {**_fields(claim), "campaign": campaign.id, "holds_if": conditions}


def _statistics(content: Stored) -> Iterator[Row]:
    return map(_fields, content.figures)


def _figure_conflicts(content: Stored) -> Iterator[Row]:
    for conflict in content.relations.conflicts:
        sides = [("figure", figure) for figure in conflict.figures]
        sides += [("said", words) for words in conflict.others]
        for place, (column, side) in enumerate(sides):
            row = {"conflict": conflict.id, "position": place, "about": conflict.about}
            yield {**row, "figure": None, "said": None, column: side}


def _statutes(content: Stored) -> Iterator[Row]:
    for reading in content.statutes.readings:
        statute = reading.statute
        named = {"jurisdiction": statute.jurisdiction, "code": statute.code,
                 "section": statute.section, "printed": statute.printed}  # fmt: skip
        lists = {"taken_in": reading.taken_in, "parts": reading.parts}
        told = {name: [_fields(one) for one in found] for name, found in lists.items()}
        yield {**_fields(reading), **named, **told}


def _statute_changes(content: Stored) -> Iterator[Row]:
    return map(_fields, content.statutes.changes)


def _law_relief(content: Stored) -> Iterator[Row]:
    for place, row in enumerate(content.relief):
        said = {name: fact.says if (fact := row.fact(name)) else None for name in FACTS}
        main = row.main
        named = {"statute": main.statute, "citation": main.citation, "url": main.address}
        yield {"id": row.id, "jurisdiction": row.jurisdiction, **named, **said,
               "words": row.words, "position": place}  # fmt: skip


def _law_relief_sources(content: Stored) -> Iterator[Row]:
    return (_without(_fields(fact), "says") for row in content.relief for fact in row.facts)


def _of_campaigns(part: str, **renamed: str) -> Callable[[Stored], Iterator[Row]]:
    """Records of a campaign's part that are rows as they are."""
    return lambda content: (
        {"campaign": campaign.id, **_fields(record, **renamed)}
        for campaign in content.campaigns
        for record in getattr(campaign, part)
    )


#: Table -> its rows, in an order that foreign keys allow.
ROWS: dict[str, Callable[[Stored], Iterable[Row]]] = {
    "goals": _goals,
    "campaigns": _campaigns,
    "families": _families,
    "family_members": _family_members,
    "campaign_bills": _campaign_bills,
    "positions": _positions,
    "bill_aliases": _bill_aliases,
    "claims": _claims,
    "texts": _of_campaigns("texts"),
    "statistics": _statistics,
    "figure_conflicts": _figure_conflicts,
    "endorsements": _of_campaigns("endorsers"),
    "dates": _of_campaigns("dates", on="date"),
    "declined": _of_campaigns("declined", on="date"),
    "statutes": _statutes,
    "statute_changes": _statute_changes,
    "law_relief": _law_relief,
    "law_relief_sources": _law_relief_sources,
}
#: Table -> which of its rows the files hold, where others are written from the bills.
_OURS = {"statute_changes": "origin = 'hand'", "bill_aliases": f"note = '{_RENUMBERED}'"}
