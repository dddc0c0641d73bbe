"""Records to table rows and back: one table of tables, no branch per part.

A *row* is a dict of column -> SQLite value without ``bill``, ``row_key``, ``position``, ``source``
and ``unlisted_since``, which the store adds. ``encode`` and ``decode`` are inverse.
"""

import json
import re
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from billtrail import models
from billtrail.models import Bill
from billtrail.vocabulary import ActionClass, Chamber, SponsorRole

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ChildTable:
    """One list part of a bill: its table, its record class and what identifies a row."""

    part: str
    table: str
    record: type
    identity: Callable[[Any], str]


_CITATIONS = re.compile(r"\s*\((?:consideration|text|all actions)\b[^)]*\)", re.IGNORECASE)
_BLANKS = re.compile(r"\s+")


def normalised_text(text: str) -> str:
    """Action text without what its publisher adds or tidies later: citations, blanks, case.

    "Passed Senate by Unanimous Consent. (text: CR S7)" -> "passed senate by unanimous consent."
    """
    if "(" in text:
        text = _CITATIONS.sub("", text)
    return _BLANKS.sub(" ", text).strip().casefold()


def _action_identity(action: models.Action) -> str:
    text = zlib.crc32(normalised_text(action.description).encode())
    system, code, committee = action.system or "", action.code or "", action.committee or ""
    return f"{action.date}|{system}|{code}|{committee}|{text:08x}"


def _sponsorship_identity(sponsorship: models.Sponsorship) -> str:
    return f"{sponsorship.person or sponsorship.name}|{sponsorship.date or ''}"


CHILD_TABLES: tuple[ChildTable, ...] = (
    ChildTable("actions", "actions", models.Action, _action_identity),
    ChildTable("sponsorships", "sponsorships", models.Sponsorship, _sponsorship_identity),
    ChildTable("committees", "bill_committees", models.BillCommittee, lambda c: c.committee),
    ChildTable(
        "versions", "versions", models.Version, lambda v: f"{v.code or ''}|{v.note}|{v.date or ''}"
    ),
    ChildTable("votes", "votes", models.Vote, lambda v: v.identifier),
    ChildTable("relations", "relations", models.Relation, lambda r: f"{r.bill}|{r.kind}"),
    ChildTable("subjects", "subjects", str, lambda s: s),
    ChildTable("summaries", "summaries", models.Summary, lambda s: f"{s.note}|{s.date or ''}"),
    ChildTable("titles", "titles", models.Title, lambda t: f"{t.kind}|{t.chamber or ''}|{t.title}"),
)

#: Column names that differ from the field's, because ``bill`` already names the owner.
_RENAMED = {("relations", "bill"): "related"}

_ENUMS: Mapping[str, Callable[[str], Any]] = {"chamber": Chamber, "role": SponsorRole}


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


#: Fields that are tuples: how they become JSON text and come back.
_JSON: Mapping[str, tuple[Callable[[Any], Any], Callable[[Any], Any]]] = {
    "classification": (
        lambda value: [str(c) for c in value],
        lambda value: tuple(ActionClass(c) for c in value),
    ),
    "activities": (
        lambda value: [[a.name, a.date] for a in value],
        lambda value: tuple(models.Activity(*a) for a in value),
    ),
    "urls": (
        lambda value: [list(url) for url in value],
        lambda value: tuple((kind, url) for kind, url in value),
    ),
    "stated": (list, tuple),
    "records": (
        lambda value: [[r.name, r.option, r.person] for r in value],
        lambda value: tuple(models.VoteRecord(*r) for r in value),
    ),
}

_BOOLEANS = {"official", "original", "by_request"}


def _codec(table: ChildTable) -> tuple[tuple[str, str], ...]:
    """(field, column) pairs of a child table."""
    if table.record is str:
        return ((("subject"), "subject"),)
    return tuple((f.name, _RENAMED.get((table.part, f.name), f.name)) for f in fields(table.record))


_COLUMNS = {table.part: _codec(table) for table in CHILD_TABLES}


def columns(table: ChildTable) -> tuple[str, ...]:
    """The table's own columns, in the order of the record's fields."""
    return tuple(column for _, column in _COLUMNS[table.part])


def _sql_value(name: str, value: Any) -> Any:
    if value is None:
        return None
    if name in _JSON:
        return _dump(_JSON[name][0](value))
    if name in _BOOLEANS:
        return int(value)
    return str(value) if name in _ENUMS else value


def _field_value(name: str, value: Any) -> Any:
    if value is None:
        return None
    if name in _JSON:
        return _JSON[name][1](json.loads(value))
    if name in _BOOLEANS:
        return bool(value)
    return _ENUMS[name](value) if name in _ENUMS else value


def encode(table: ChildTable, record: Any) -> Row:
    """One record as a row."""
    if table.record is str:
        return {"subject": record}
    return {
        column: _sql_value(name, getattr(record, name)) for name, column in _COLUMNS[table.part]
    }


def decode(table: ChildTable, row: Mapping[str, Any]) -> Any:
    """One row as a record; extra columns are ignored."""
    if table.record is str:
        return row["subject"]
    return table.record(
        **{name: _field_value(name, row[column]) for name, column in _COLUMNS[table.part]}
    )


def in_order(table: ChildTable, records: Iterable[Any]) -> list[Any]:
    """Records in the order they are kept: actions and sponsorships oldest first, so that a
    new one moves no other row."""
    listed = list(records)
    if table.part in ("actions", "sponsorships"):
        listed.sort(key=lambda record: record.date or "")
    return listed


def keyed(table: ChildTable, records: Iterable[Any]) -> dict[str, Any]:
    """Records by row key, in kept order; true duplicates get an ordinal."""
    rows: dict[str, Any] = {}
    for record in in_order(table, records):
        key = identity = table.identity(record)
        ordinal = 1
        while key in rows:
            ordinal += 1
            key = f"{identity}#{ordinal}"
        rows[key] = record
    return rows


#: Scalar fields of a bill that are stored as they are.
BILL_FIELDS = (
    "jurisdiction", "session", "identifier", "kind", "chamber", "title", "short_title",
    "introduced_date", "law", "policy_area", "location", "status_text", "source_url", "credit",
    "cosponsor_count", "reserved", "sponsors_only",
)  # fmt: skip


def bill_to_json(bill: Bill) -> str:
    """A whole record as JSON text; equal records give equal text."""
    values: Row = {"key": bill.key, "data_as_of": bill.data_as_of}
    for name in BILL_FIELDS:
        value = getattr(bill, name)
        if value is not None and value is not False:
            values[name] = value
    for table in CHILD_TABLES:
        part = getattr(bill, table.part)
        if part is not None:
            values[table.part] = [_compact(encode(table, record)) for record in part]
    return _dump(values)


def _compact(row: Row) -> Row:
    return {column: value for column, value in row.items() if value is not None}


def bill_from_json(text: str) -> Bill:
    """The inverse of ``bill_to_json``."""
    values = json.loads(text)
    for table in CHILD_TABLES:
        if table.part in values:
            names = columns(table)
            values[table.part] = tuple(
                decode(table, {name: row.get(name) for name in names}) for row in values[table.part]
            )
    values["chamber"] = Chamber(values["chamber"])
    return Bill(**values)
