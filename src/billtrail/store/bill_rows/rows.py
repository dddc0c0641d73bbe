"""Records to table rows and back: one table of tables, no branch per part.

A *row* is a dict of column -> SQLite value without ``bill``, ``row_key``, ``position``, ``source``
and ``unlisted_since``, which the store adds. ``encode`` and ``decode`` are inverse.
"""

import re
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from operator import attrgetter
from typing import Any

import orjson

from billtrail.bills import models
from billtrail.bills.models import Bill
from billtrail.legislatures import ActionClass, Chamber, Effect, SponsorRole

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ChildTable:
    """One list part of a bill: its table, its record class and what identifies a row.

    ``packed``: its rows lie in one row for the bill (``lists``), and ``table`` is a view of them.
    ``says_key``: its columns, all of them together, are what identifies a row.
    """

    part: str
    table: str
    record: type
    identity: Callable[[Any], str]
    packed: bool = False
    says_key: bool = False


_CITATIONS = re.compile(r"\s*\((?:consideration|text|all actions)\b[^)]*\)", re.IGNORECASE)
_BLANKS = re.compile(r"\s+")


def _normalised_text(text: str) -> str:
    """Action text without what its publisher adds or tidies later: citations, blanks, case.

    "Passed Senate by Unanimous Consent. (text: CR S7)" -> "passed senate by unanimous consent."
    """
    if "(" in text:
        text = _CITATIONS.sub("", text)
    return _BLANKS.sub(" ", text).strip().casefold()


@lru_cache(maxsize=1024)
def _text_mark(text: str) -> int:
    """Few texts are unlike: most actions are worded as a thousand others are."""
    return zlib.crc32(_normalised_text(text).encode())


def _action_identity(action: models.Action) -> str:
    text = _text_mark(action.description)
    system, code, committee = action.system or "", action.code or "", action.committee or ""
    return f"{action.date}|{system}|{code}|{committee}|{text:08x}"


def _sponsorship_identity(sponsorship: models.Sponsorship) -> str:
    """Of one name there can be a member in each chamber."""
    who = sponsorship.person or f"{sponsorship.name}|{sponsorship.chamber or ''}"
    return f"{who}|{sponsorship.date or ''}"


CHILD_TABLES: tuple[ChildTable, ...] = (
    ChildTable("actions", "actions", models.Action, _action_identity),
    ChildTable(
        "sponsorships", "sponsorships", models.Sponsorship, _sponsorship_identity, packed=True
    ),
    ChildTable("committees", "bill_committees", models.BillCommittee, attrgetter("committee")),
    ChildTable(
        "versions", "versions", models.Version, lambda v: f"{v.code or ''}|{v.note}|{v.date or ''}"
    ),
    ChildTable("votes", "votes", models.Vote, attrgetter("identifier")),
    ChildTable("relations", "relations", models.Relation, lambda r: f"{r.bill}|{r.kind}"),
    ChildTable("subjects", "subjects", str, lambda s: s, packed=True, says_key=True),
    ChildTable("summaries", "summaries", models.Summary, lambda s: f"{s.note}|{s.date or ''}"),
    ChildTable(
        "titles",
        "titles",
        models.Title,
        lambda t: f"{t.kind}|{t.chamber or ''}|{t.title}",
        packed=True,
        says_key=True,
    ),
)

#: Column names that differ from the field's, because ``bill`` already names the owner.
_RENAMED = {("relations", "bill"): "related"}

_ENUMS: Mapping[str, type[StrEnum]] = {"chamber": Chamber, "role": SponsorRole, "effect": Effect}
#: A look-up among an enum's own values takes a tenth of the time of asking the enum, and a third of
#: making text of one.
_MEMBERS = {name: {one.value: one for one in enum}.__getitem__ for name, enum in _ENUMS.items()}
_TEXTS = {name: {one: one.value for one in enum}.__getitem__ for name, enum in _ENUMS.items()}


def _dump(value: Any) -> str:
    return orjson.dumps(value).decode()


#: Fields that are tuples: how they become JSON text and come back.
_JSON: Mapping[str, tuple[Callable[[Any], Any], Callable[[Any], Any]]] = {
    "activities": (
        lambda value: list(map(list, value)),
        lambda value: tuple(models.Activity(*a) for a in value),
    ),
    "urls": (
        lambda value: list(map(list, value)),
        lambda value: tuple((kind, url) for kind, url in value),
    ),
    "stated": (list, tuple),
    "sections": (list, tuple),
    "authors": (list, tuple),
    "records": (
        lambda value: list(map(list, value)),
        lambda value: tuple(models.VoteRecord(*r) for r in value),
    ),
}

_BOOLEANS = {"official", "original", "by_request", "appropriation", "fiscal", "local_program",
             "on_bill"}  # fmt: skip


#: Positions of values that are changed on their way, and how.
_Changes = tuple[tuple[int, Callable[[Any], Any]], ...]


@dataclass(frozen=True, slots=True)
class _Codec:
    """How a child table's records become rows and come back."""

    columns: tuple[str, ...]
    values: Callable[[Any], list[Any]]
    to_sql: _Changes
    from_sql: _Changes
    record: Callable[..., Any]


@lru_cache(maxsize=1024)
def _dump_classes(classes: tuple[ActionClass, ...]) -> str:
    return _dump([str(one) for one in classes])


@lru_cache(maxsize=1024)
def _load_classes(text: str) -> tuple[ActionClass, ...]:
    return tuple(map(ActionClass, orjson.loads(text)))


def _to_sql(name: str) -> Callable[[Any], Any] | None:
    if name == "classification":
        return _dump_classes
    if name in _JSON:
        return lambda value, change=_JSON[name][0]: _dump(change(value))  # type: ignore[misc]
    if name in _BOOLEANS:
        return int
    return _TEXTS.get(name)


def _from_sql(name: str) -> Callable[[Any], Any] | None:
    if name == "classification":
        return _load_classes
    if name in _JSON:
        return lambda value, change=_JSON[name][1]: change(orjson.loads(value))  # type: ignore[misc]
    return bool if name in _BOOLEANS else _MEMBERS.get(name)


def _codec(table: ChildTable) -> _Codec:
    if table.record is str:
        return _Codec(("subject",), lambda value: [value], (), (), str)
    names: tuple[str, ...] = table.record._fields  # type: ignore[attr-defined]
    return _Codec(
        tuple(_RENAMED.get((table.part, name), name) for name in names),
        list,
        tuple((n, change) for n, name in enumerate(names) if (change := _to_sql(name))),
        tuple((n, change) for n, name in enumerate(names) if (change := _from_sql(name))),
        table.record,
    )


_CODECS = {table.part: _codec(table) for table in CHILD_TABLES}


def _changed(rows: list[list[Any]], changes: _Changes) -> list[list[Any]]:
    """The rows, those values changed that are there: column by column, since a call for each row
    takes twice as long."""
    for position, change in changes:
        for values in rows:
            if (value := values[position]) is not None:
                values[position] = change(value)
    return rows


def columns(table: ChildTable) -> tuple[str, ...]:
    """The table's own columns, in the order of the record's fields."""
    return _CODECS[table.part].columns


def _sql_rows(table: ChildTable, records: Iterable[Any]) -> list[list[Any]]:
    """Each record as the values of the table's own columns, in their order."""
    codec = _CODECS[table.part]
    return _changed(list(map(codec.values, records)), codec.to_sql)


def encode(table: ChildTable, record: Any) -> Row:
    """One record as a row, empty columns left out."""
    [values] = _sql_rows(table, [record])
    return compact(_CODECS[table.part].columns, values)


def compact(names: Iterable[str], values: Iterable[Any]) -> Row:
    """Names and values as a row, empty ones left out."""
    return {name: value for name, value in zip(names, values, strict=False) if value is not None}


def decode(table: ChildTable, row: Mapping[str, Any]) -> Any:
    """One row as a record; extra columns are ignored."""
    [record] = decode_values(table, [[row[column] for column in columns(table)]])
    return record


def decode_values(table: ChildTable, rows: list[list[Any]]) -> list[Any]:
    """Rows, each its columns' values, as records."""
    codec = _CODECS[table.part]
    return [codec.record(*values) for values in _changed(rows, codec.from_sql)]


def in_order(table: ChildTable, records: Iterable[Any]) -> list[Any]:
    """Records in the order they are kept: actions and sponsorships oldest first, so that a
    new one moves no other row."""
    day = _DAYS.get(table.part)
    return sorted(records, key=day) if day else list(records)


#: The day of a record, of parts that are kept by it; an action always has one.
_DAYS: Mapping[str, Callable[[Any], str]] = {
    "actions": attrgetter("date"),
    "sponsorships": lambda sponsorship: sponsorship.date or "",
}


def keyed(table: ChildTable, records: Iterable[Any]) -> dict[str, Any]:
    """Records by row key, in kept order. One that is repeated exactly is one; of others with the
    same key all but the first get an ordinal."""
    ordered = in_order(table, records)
    keys = [*map(table.identity, ordered)]
    rows = dict(zip(keys, ordered, strict=True))
    return rows if len(rows) == len(ordered) else _with_ordinals(keys, ordered)


def _with_ordinals(keys: list[str], records: list[Any]) -> dict[str, Any]:
    rows: dict[str, Any] = {}
    for key, record in zip(keys, records, strict=True):
        if key not in rows:
            rows[key] = record
        elif record not in _alike(key, rows):
            rows[_numbered(key, rows)] = record
    return rows


def _alike(key: str, rows: Mapping[str, Any]) -> list[Any]:
    """The rows that have the key, with an ordinal or without."""
    return [row for known, row in rows.items() if known.partition("#")[0] == key]


def _numbered(key: str, rows: Mapping[str, Any]) -> str:
    ordinal = 2
    while f"{key}#{ordinal}" in rows:
        ordinal += 1
    return f"{key}#{ordinal}"


#: Scalar fields of a bill that are stored as they are.
BILL_FIELDS = (
    "jurisdiction", "session", "identifier", "kind", "chamber", "title", "short_title",
    "introduced_date", "law", "policy_area", "location", "status_text", "source_url", "credit",
    "cosponsor_count", "reserved", "sponsors_only",
)  # fmt: skip
#: Their values of a bill, in that order.
bill_values = attrgetter(*BILL_FIELDS)
#: Those that are true or false, which SQLite has as numbers.
_FLAGS = ("reserved", "sponsors_only")


def text_of_rows(key: str, facts: Mapping[str, Any], values: "Values") -> bytes:
    """``record_json`` of the record that was saved as these columns of ``bills`` and these rows."""
    flags = {name: bool(facts.get(name)) for name in _FLAGS}
    told = {**facts, **flags}
    return record_text(key, ((name, told.get(name)) for name in BILL_FIELDS), values)


_parts = attrgetter(*(table.part for table in CHILD_TABLES))


#: A bill's known parts by row key, in kept order, each row as the values of its table's columns.
Values = dict[str, dict[str, list[Any]]]


def part_values(bill: Bill) -> Values:
    """Every part the record speaks of, as column values."""
    found: Values = {}
    for table, records in zip(CHILD_TABLES, _parts(bill), strict=True):
        if records:
            known = keyed(table, records)
            found[table.part] = dict(zip(known, _sql_rows(table, known.values()), strict=True))
        elif records is not None:
            found[table.part] = {}
    return found


@lru_cache(maxsize=64)
def _columns_of(*parts: str) -> orjson.Fragment:
    """The columns of each part as JSON, which every record says again."""
    return orjson.Fragment(orjson.dumps({part: _CODECS[part].columns for part in parts}))


def record_json(bill: Bill, values: Values) -> bytes:
    """A whole record as JSON text, without the day it speaks for: equal content, equal text.

    ``columns`` names the values of the rows in ``parts``, so that a record of before is still
    read when a table has more.
    """
    return record_text(bill.key, zip(BILL_FIELDS, bill_values(bill), strict=True), values)


def record_text(key: str, fields: Iterable[tuple[str, Any]], values: Values) -> bytes:
    """``record_json`` of a bill's fields, in their order."""
    record: Row = {"key": key}
    for name, value in fields:
        if value is not None and value is not False:
            record[name] = value
    record["columns"] = _columns_of(*values)
    record["parts"] = values
    return orjson.dumps(record)


def record_rows(record: Mapping[str, Any]) -> dict[str, dict[str, Row]]:
    """The rows of a record's JSON by part and row key, empty columns left out."""
    names = record["columns"]
    return {
        part: {key: compact(names[part], values) for key, values in rows.items()}
        for part, rows in record["parts"].items()
    }


def bill_from_json(text: str | bytes, data_as_of: str) -> Bill:
    """The record of ``record_json``, its parts in kept order."""
    record = orjson.loads(text)
    names, parts = record.pop("columns"), record.pop("parts")
    for table in CHILD_TABLES:
        if table.part in parts:
            empty: Row = dict.fromkeys(columns(table))
            record[table.part] = tuple(
                decode(table, empty | dict(zip(names[table.part], row, strict=True)))
                for row in parts[table.part].values()
            )
    record["chamber"] = Chamber(record["chamber"])
    return Bill(data_as_of=data_as_of, **record)
