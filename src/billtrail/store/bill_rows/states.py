"""A bill's state as the database holds it and history keeps it: built, and read back.

See ``history`` for the shape. The state leaves out the columns that are dates of our knowledge
(``UNTRACKED``), because they move without any news of the bill.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

import orjson

from billtrail.bills.identity import containment, passes_until, rewriting
from billtrail.bills.models import Bill
from billtrail.bills.stages import BillProgress, latest_action
from billtrail.legislatures import PRIMARY_ROLES, ChangeKind

from .changes import SCALARS, FieldChange, State, compact
from .lists import read_list
from .merge import Merged, lists_cosponsors
from .rows import (
    BILL_FIELDS,
    CHILD_TABLES,
    ChildTable,
    bill_values,
    columns,
    encode,
    in_order,
    keyed,
)

#: Columns of ``bills`` that are dates of our knowledge, not facts about the bill.
UNTRACKED = ("data_as_of", "updated_at")

#: Columns of ``bills`` that are folded or picked from its parts.
DERIVED = ("stage", "reached", "reached_chambers", "stage_date", "stage_action", "alive", "final",
            "latest_action_date", "latest_action", "cosponsors_complete", "sponsor", "source",
            "parts_known", "rewritten", "in_doubt", "text_became", "how",
            "reached_how", "passes_until")  # fmt: skip


_ACTIONS = next(table for table in CHILD_TABLES if table.part == "actions")


def scalars(merged: Merged, progress: BillProgress) -> dict[str, Any]:
    """The columns of ``bills`` that are facts, empty ones left out."""
    bill, proof = merged.bill, progress.action
    latest = latest_action(in_order(_ACTIONS, bill.actions or ()))
    rewritten, law = rewriting(bill), containment(bill)
    listed = lists_cosponsors(bill)
    known = [table.part for table in CHILD_TABLES if getattr(bill, table.part) is not None]
    values: dict[str, Any] = {
        **dict(zip(BILL_FIELDS, bill_values(bill), strict=True)),
        "chamber": str(bill.chamber),
        "kind": str(bill.kind),
        "reserved": int(bill.reserved),
        "sponsors_only": int(bill.sponsors_only),
        "stage": str(progress.stage),
        "how": str(progress.how),
        "reached": str(progress.reached),
        "reached_how": str(progress.reached_how),
        "reached_chambers": " ".join(progress.reached_chambers),
        "stage_date": progress.date,
        "stage_action": proof.description if proof else None,
        "alive": int(progress.alive),
        "final": int(progress.final),
        "latest_action_date": latest.date if latest else None,
        "latest_action": latest.description if latest else None,
        "cosponsors_complete": int(listed),
        "rewritten": rewritten.words() if rewritten else None,
        "text_became": law.words() if law and not bill.law else None,
        "sponsor": _leader(bill),
        "source": merged.source,
        "parts_known": " ".join(known),
        "in_doubt": merged.in_doubt,
        "passes_until": passes_until(bill),
    }
    return compact(_without_counted(values) if listed else values)


def _without_counted(values: dict[str, Any]) -> dict[str, Any]:
    """Where the cosponsors are listed their number is counted (``bill_parameters``), and no fact of
    its own: a change of the list is told once."""
    return {name: value for name, value in values.items() if name != "cosponsor_count"}


def _leader(bill: Bill) -> str | None:
    """Who leads it: the first who does not merely join."""
    for sponsorship in bill.sponsorships or ():
        if sponsorship.role in PRIMARY_ROLES:
            return sponsorship.name
    return None


def child_rows(
    table: ChildTable, merged: Merged, old: State, today: date
) -> Mapping[str, dict[str, Any]]:
    """A part's rows: what is listed now, then what its own publisher no longer lists.

    A row names its source only where that is not the bill's own. One that its publisher has under
    another id now (a session exported anew, a committee with another number) is still listed.
    """
    before = old.get(table.part, {})
    records = getattr(merged.bill, table.part)
    if records is None:
        return before
    origins = merged.origins[table.part]
    origin = {id(r): source for r, source in zip(records, origins, strict=True)}
    rows = {}
    for key, record in keyed(table, records).items():
        rows[key] = encode(table, record)
        if origin[id(record)] != merged.source:
            rows[key]["source"] = origin[id(record)]
    owner = old.get(SCALARS, {}).get("source")
    gone = [key for key in before if key not in rows and (table.part, key) not in merged.taken_back]
    come = (
        Counter(_event(table.part, rows[key]) for key in rows if key not in before) if gone else {}
    )
    for key in gone:
        row = before[key]
        if (event := _event(table.part, row)) and come[event]:
            come[event] -= 1
        elif row.get("source", owner) == merged.source:
            rows[key] = {"unlisted_since": today.isoformat()} | dict(row)
    return rows


def read_scalars(connection: sqlite3.Connection, key: str) -> dict[str, Any] | None:
    """The scalars of a bill's state, or ``None``."""
    row = connection.execute("SELECT * FROM bills WHERE key = ?", (key,)).fetchone()
    if row is None:
        return None
    names = [name for name in row.keys() if name not in ("key", *UNTRACKED)]  # noqa: SIM118
    values = compact({name: row[name] for name in names})
    return _without_counted(values) if row["cosponsors_complete"] else values


def read_state(connection: sqlite3.Connection, key: str) -> State | None:
    """A bill's state as history keeps it, or ``None``."""
    facts = read_scalars(connection, key)
    if facts is None:
        return None
    state: State = {SCALARS: facts}
    for table in CHILD_TABLES:
        if rows := _read_rows(connection, table, key, facts["source"]):
            state[table.part] = rows
    return state


def _read_rows(
    connection: sqlite3.Connection, table: ChildTable, key: str, source: str
) -> dict[str, dict[str, Any]]:
    if table.packed:
        return read_list(connection, table, key)
    names = (*columns(table), "source", "unlisted_since")
    rows = connection.execute(
        f"SELECT row_key, {', '.join(names)} FROM {table.table} WHERE bill = ? ORDER BY position",
        (key,),
    )
    found = {r[0]: compact(dict(zip(names, tuple(r)[1:], strict=True))) for r in rows}
    for row in found.values():
        if row["source"] == source:
            del row["source"]
    return found


def change_kinds(
    changes: list[FieldChange],
    old: State | None,
    new: State,
    ranks: Mapping[str, int],
    news: ChangeKind = ChangeKind.CHANGE,
    shipped: str | None = None,
    reworded: frozenset[tuple[str | None, str]] = frozenset(),
    *,
    fills: bool = False,
) -> list[ChangeKind]:
    """A first save, the first from a better source, or one that ``fills`` what others do not speak
    of, is a baseline: it is no news, except for a stage or a law that differs from what was stored.
    A row that a better source now tells in its own key is no news either, but a correction, and so
    is a step that its publisher ``reworded`` (day and text, before and after); so is what a newer
    program ships over what was known through the day ``shipped``, except for a stage reached after
    that day."""
    if old is None:
        return [ChangeKind.BASELINE] * len(changes)
    if shipped is not None:
        moved = (new[SCALARS].get("stage_date") or "") > shipped
        told_anew = _REACHED if moved else ()
        return [news if change.field in told_anew else ChangeKind.CORRECTION for change in changes]
    before, after = (ranks.get(state[SCALARS]["source"], 0) for state in (old, new))
    if after <= before and not fills:
        told = _told_again(changes) | set(_told_in_other_words(changes, reworded))
        return [
            ChangeKind.CORRECTION if change.field in told else _news_of(change, news)
            for change in changes
        ]
    return [news if change.field in _NEWS else ChangeKind.BASELINE for change in changes]


#: What is news of what ships too, where it came to be after what was known.
_REACHED = ("stage", "law")
#: What is news of a better source too.
_NEWS = (*_REACHED, "in_doubt")


#: What makes two rows of a part one event, however their sources key them.
_EVENTS = {
    "actions": ("date", "description"),
    "committees": ("name", "chamber"),
    "sponsorships": ("name", "date"),
    "versions": ("note", "date"),
    "votes": ("date", "chamber", "yes", "no"),
}


def _event(part: str, row: Mapping[str, Any]) -> tuple[Any, ...] | None:
    """What a row tells, whatever it is keyed by; ``None``: its key alone says that."""
    names = _EVENTS.get(part)
    return (part, *(row.get(name) for name in names)) if names else None


def _told_again(changes: Iterable[FieldChange]) -> set[str]:
    """The fields of rows that went under one source's key and came under another's, and of steps
    in our own words that their publisher's words replace."""
    ours: set[str] = set()
    gone: dict[tuple[Any, ...], list[str]] = {}
    come: dict[tuple[Any, ...], list[str]] = {}
    for change in changes:
        part = change.field.partition(":")[0]
        if part in _EVENTS and (change.old is None) != (change.new is None):
            row = orjson.loads(change.old or change.new or "{}")
            if change.new is None and row.get("official") == 0:
                ours.add(change.field)
            event = _event(part, row) or ()
            (come if change.old is None else gone).setdefault(event, []).append(change.field)
    both = gone.keys() & come.keys()
    return ours | {field for event in both for field in gone[event] + come[event]}


def _told_in_other_words(
    changes: Iterable[FieldChange], reworded: frozenset[tuple[str | None, str]]
) -> Iterator[str]:
    """The fields of steps that are the same in other words: one row, or one gone and one come."""
    for change in changes if reworded else ():
        if change.field.startswith("actions:"):
            rows = [orjson.loads(text) for text in (change.old, change.new) if text]
            if all((row.get("date"), row.get("description")) in reworded for row in rows):
                yield change.field


def _news_of(change: FieldChange, news: ChangeKind) -> ChangeKind:
    rewritten = change.field == "rewritten" and change.new is not None
    return ChangeKind.REWRITTEN if rewritten and news == ChangeKind.CHANGE else news


def corrected_keys(connection: sqlite3.Connection) -> frozenset[str]:
    """The bills of which something is set right, also those that no source has told us of."""
    return frozenset(row[0] for row in connection.execute("SELECT bill FROM corrections"))
