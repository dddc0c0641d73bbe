"""The content's tables: written whole, in one transaction, when the files have changed.

What left the files leaves the tables, because they are emptied first; a reader sees the old
content or the new one, never a part of each.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import fields
from typing import Any, Protocol

from billtrail.campaign_files import Campaign
from billtrail.figure_relations import Relations
from billtrail.overrides import Override, save_overrides
from billtrail.views import Ask, Figure, Goal

Row = tuple[Any, ...]


class Stored(Protocol):
    """The content as the tables see it."""

    @property
    def goals(self) -> tuple[Goal, ...]: ...
    @property
    def campaigns(self) -> tuple[Campaign, ...]: ...
    @property
    def figures(self) -> tuple[Figure, ...]: ...
    @property
    def relations(self) -> Relations: ...
    @property
    def overrides(self) -> tuple[Override, ...]: ...
    @property
    def hash(self) -> str: ...


def save_content(connection: sqlite3.Connection, content: Stored, now: str) -> bool:
    """Write ``content`` if its hash differs from the one stored; says whether it did.

    ``now`` is our instant, UTC. All tables change in one transaction or none does.
    """
    stored = connection.execute("SELECT hash FROM content_state WHERE id = 1").fetchone()
    if stored and stored[0] == content.hash:
        return False
    with _all_or_nothing(connection):
        for table in reversed(ROWS):
            connection.execute(f"DELETE FROM {table}")
        for table, rows in ROWS.items():
            _insert(connection, table, rows(content))
        save_overrides(connection, content.overrides, now)
        connection.execute(
            "INSERT OR REPLACE INTO content_state VALUES (1, ?, ?)", (content.hash, now)
        )
    return True


@contextmanager
def _all_or_nothing(connection: sqlite3.Connection) -> Iterator[None]:
    """A savepoint: its own transaction, or a part of the one the caller has open."""
    connection.execute("SAVEPOINT content")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK TO content")
        connection.execute("RELEASE content")
        raise
    connection.execute("RELEASE content")


def _insert(connection: sqlite3.Connection, table: str, rows: Iterable[Row]) -> None:
    """Rows with a value for every column, in the table's order."""
    for row in rows:
        marks = ", ".join("?" * len(row))
        connection.execute(f"INSERT INTO {table} VALUES ({marks})", row)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _goals(content: Stored) -> Iterator[Row]:
    for place, goal in enumerate(content.goals):
        yield goal.id, place, goal.title, goal.lead, goal.no_bill


def _campaigns(content: Stored) -> Iterator[Row]:
    for c in content.campaigns:
        public_ask = _json({"by": c.public_ask[0], "on": c.public_ask[1]}) if c.public_ask else None
        asks = _json([_ask(ask) for ask in c.asks])
        yield (
            c.id, c.title, c.summary, _json(c.goals), c.lead, c.stale_after_days, public_ask,
            _json(c.figures), _json(c.chart), asks, c.origin,
        )  # fmt: skip


def _ask(ask: Ask) -> dict[str, Any]:
    return {field.name: getattr(ask, field.name) for field in fields(ask)}


def _families(content: Stored) -> Iterator[Row]:
    for campaign in content.campaigns:
        for place, family in enumerate(campaign.families):
            yield family.id, campaign.id, family.title, place


def _family_members(content: Stored) -> Iterator[Row]:
    for campaign in content.campaigns:
        for family in campaign.families:
            for place, m in enumerate(family.members):
                yield family.id, m.bill, m.kind.value, m.basis, m.enacted_via, place


def _campaign_bills(content: Stored) -> Iterator[Row]:
    for campaign in content.campaigns:
        for place, bill in enumerate(campaign.bills):
            yield campaign.id, bill.key, bill.aim.value, bill.why, place, bill.share


def _positions(content: Stored) -> Iterator[Row]:
    for campaign in content.campaigns:
        for bill in campaign.bills:
            if bill.position is not None:
                position = bill.position.value
                said = (bill.decided_by, bill.decided_on, bill.condition)
                yield bill.key, campaign.id, position, *said


def _claims(content: Stored) -> Iterator[Row]:
    for campaign in content.campaigns:
        for c in campaign.claims:
            conditions = _json([condition.to_raw() for condition in c.holds_if])
            yield c.id, campaign.id, c.kind, conditions, c.source, c.url, c.attributed_to


def _texts(content: Stored) -> Iterator[Row]:
    for campaign in content.campaigns:
        for t in campaign.texts:
            claims = _json(t.claims)
            yield (
                campaign.id, t.key, t.language.value, t.text, claims, t.version, t.reviewed_by,
                t.reviewed_on, _json(t.positions) if t.positions else None,
            )  # fmt: skip


def _statistics(content: Stored) -> Iterator[Row]:
    """A figure's fields, in the order of the table's columns."""
    for f in content.figures:
        yield (
            f.id, f.program, f.measure, f.value, f.unit, f.numerator, f.denominator, f.population,
            f.period_start, f.period_end, f.geography, f.publisher, f.source_title, f.source_url,
            f.location, _json(f.tags), f.note, int(f.verified), f.form.value, f.sentence,
            f.blocked_because, f.share,
        )  # fmt: skip


def _figure_conflicts(content: Stored) -> Iterator[Row]:
    for conflict in content.relations.conflicts:
        sides: list[Row] = [(figure, None) for figure in conflict.figures]
        sides += [(None, words) for words in conflict.others]
        for place, (figure, words) in enumerate(sides):
            yield conflict.id, place, conflict.about, figure, words


def _endorsements(content: Stored) -> Iterator[Row]:
    for campaign in content.campaigns:
        for e in campaign.endorsers:
            yield campaign.id, e.organisation, e.bill, e.date, e.proof, e.share


def _dates(content: Stored) -> Iterator[Row]:
    for campaign in content.campaigns:
        for d in campaign.dates:
            yield campaign.id, d.on, d.what, d.who, d.certainty, d.source, d.url, d.share


def _declined(content: Stored) -> Iterator[Row]:
    for campaign in content.campaigns:
        for one in campaign.declined:
            yield campaign.id, one.bill, one.by, one.on


#: Table -> its rows, in an order that foreign keys allow.
ROWS: dict[str, Callable[[Stored], Iterable[Row]]] = {
    "goals": _goals,
    "campaigns": _campaigns,
    "families": _families,
    "family_members": _family_members,
    "campaign_bills": _campaign_bills,
    "positions": _positions,
    "claims": _claims,
    "texts": _texts,
    "statistics": _statistics,
    "figure_conflicts": _figure_conflicts,
    "endorsements": _endorsements,
    "dates": _dates,
    "declined": _declined,
}
