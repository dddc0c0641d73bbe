"""Campaign files: TOML tables to records, read by tables of fields.

Every fault is collected with the file, the table, the record and the value, so that one run
tells its author everything there is to mend. The format is in ``docs/architecture.md``.
"""

import datetime
import difflib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from billtrail.claims import KINDS, Claim, Condition
from billtrail.positions import DECIDED, USUAL
from billtrail.statistics import SHARES, is_iso_date
from billtrail.views import Ask, CampaignDate, Endorser, Goal, Text
from billtrail.vocabulary import Aim, Language, MemberKind, Position, Stage

Raw = Mapping[str, Any]

CERTAINTIES = ("sure", "expected", "watch")


@dataclass(frozen=True, slots=True)
class FamilyMember:
    """A bill of an effort. ``basis`` says how that is known and when it was read."""

    bill: str
    kind: MemberKind
    basis: str
    enacted_via: str | None


@dataclass(frozen=True, slots=True)
class Family:
    """An effort: bills of which one enactment would fulfil them all."""

    id: str
    title: str
    members: tuple[FamilyMember, ...]


@dataclass(frozen=True, slots=True)
class CampaignBill:
    """A bill the campaign follows, and what was decided about it, where anything was.

    ``decided_by`` is whose position it is, where that has a source; ``None``: the organisation's.
    ``share`` says who may have the note (``why``) and the position: no, coalition or public; where
    it is not said the note stays and a decided position is public.
    """

    key: str
    aim: Aim
    why: str
    position: Position | None
    decided_by: str | None
    decided_on: str | None
    condition: str | None = None
    share: str | None = None


@dataclass(frozen=True, slots=True)
class Declined:
    """A bill that looked like one of the campaign's efforts and that somebody decided is not."""

    bill: str
    by: str
    on: str


@dataclass(frozen=True, slots=True)
class Campaign:
    """One campaign file. ``origin``: shipped, workspace, or overlaid (shipped with changes)."""

    id: str
    origin: str
    title: str
    summary: str
    goals: tuple[str, ...]
    lead: str
    stale_after_days: int
    public_ask: tuple[str, str] | None
    figures: tuple[str, ...]
    chart: tuple[str, ...]
    families: tuple[Family, ...]
    bills: tuple[CampaignBill, ...]
    asks: tuple[Ask, ...]
    claims: tuple[Claim, ...]
    texts: tuple[Text, ...]
    dates: tuple[CampaignDate, ...]
    endorsers: tuple[Endorser, ...]
    declined: tuple[Declined, ...] = ()


class Field(NamedTuple):
    """How a value is read; ``convert`` raises ValueError. Without a default it is required."""

    convert: Callable[[Any], Any]
    default: Any = ...


def read_text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"{value!r} is not text")
    return " ".join(value.split())


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(read_text(item) for item in _list(value))


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise ValueError(f"{value!r} is not a list")
    return value


def _day(value: Any) -> str:
    """A year, month or day as ISO text, in quotes or as a TOML date."""
    text = value.isoformat() if isinstance(value, datetime.date) else str(value)
    if not is_iso_date(text):
        raise ValueError(f"{text!r} is not a date such as 2026-01-23")
    return text


def _days(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise ValueError(f"{value!r} is not a number of days")
    return value


def _one_of(*allowed: str) -> Callable[[Any], str]:
    def convert(value: Any) -> str:
        if value not in allowed:
            raise ValueError(f"{value!r} is none of {', '.join(allowed)}")
        return str(value)

    return convert


def _term(kind: type[Any]) -> Callable[[Any], Any]:
    check = _one_of(*(member.value for member in kind))
    return lambda value: kind(check(value))


def _terms(kind: type[Any]) -> Callable[[Any], tuple[Any, ...]]:
    convert = _term(kind)
    return lambda value: tuple(convert(item) for item in _list(value))


def _positions(value: Any) -> tuple[Position, ...]:
    """The positions that something is written for: decided ones, one at least."""
    found: tuple[Position, ...] = _terms(Position)(value)
    if not found or not set(found) <= set(DECIDED):
        raise ValueError(f"{value!r} must name one or more of {', '.join(DECIDED)}")
    return found


def _conditions(value: Any) -> tuple[Condition, ...]:
    return tuple(Condition.from_raw(item) for item in _list(value))


def _url(value: Any) -> str:
    if not str(value).startswith(("https://", "http://")):
        raise ValueError(f"{value!r} is not a web address")
    return str(value)


def _public_ask(value: Any) -> tuple[str, str]:
    if not isinstance(value, Mapping) or set(value) != {"by", "on"}:
        raise ValueError(f"{value!r} is not {{by = NAME, on = DATE}}")
    return read_text(value["by"]), _day(value["on"])


class Table(NamedTuple):
    """An array of tables: the fields of a record, those that identify it, and its record type."""

    build: Callable[..., Any]
    identity: tuple[str, ...]
    fields: Mapping[str, Field]


MEMBER = Table(
    FamilyMember,
    ("bill",),
    {
        "bill": Field(read_text),
        "kind": Field(_term(MemberKind)),
        "basis": Field(read_text),
        "enacted_via": Field(read_text, None),
    },
)

#: The records of ``goals.toml``.
GOAL = Table(
    Goal,
    ("id",),
    {
        "id": Field(read_text),
        "title": Field(read_text),
        "lead": Field(read_text, None),
        "no_bill": Field(read_text, None),
    },
)

#: TOML name of each array of tables -> how it is read.
TABLES: Mapping[str, Table] = {
    "family": Table(
        Family,
        ("id",),
        {"id": Field(read_text), "title": Field(read_text), "member": Field(_list, ())},
    ),
    "bill": Table(
        CampaignBill,
        ("key",),
        {
            "key": Field(read_text),
            "aim": Field(_term(Aim)),
            "why": Field(read_text),
            "position": Field(_term(Position), None),
            "decided_by": Field(read_text, None),
            "share": Field(_one_of(*SHARES), None),
            "decided_on": Field(_day, None),
            "condition": Field(read_text, None),
        },
    ),
    "ask": Table(
        Ask,
        ("id",),
        {
            "id": Field(read_text),
            "stages": Field(_terms(Stage)),
            "headline": Field(read_text),
            "texts": Field(_texts, ()),
            "deadline": Field(_day, None),
            "for": Field(_positions, USUAL),
        },
    ),
    "claim": Table(
        Claim,
        ("id",),
        {
            "id": Field(read_text),
            "kind": Field(_one_of(*KINDS)),
            "holds_if": Field(_conditions, ()),
            "source": Field(read_text),
            "url": Field(_url, None),
            "attributed_to": Field(read_text, None),
        },
    ),
    "text": Table(
        Text,
        ("key", "language"),
        {
            "key": Field(read_text),
            "language": Field(_term(Language), Language.EN),
            "text": Field(read_text),
            "claims": Field(_texts, ()),
            "version": Field(read_text, None),
            "reviewed_by": Field(read_text, None),
            "reviewed_on": Field(_day, None),
            "for": Field(_positions, None),
        },
    ),
    "date": Table(
        CampaignDate,
        ("on", "what"),
        {
            "on": Field(_day),
            "what": Field(read_text),
            "who": Field(read_text),
            "certainty": Field(_one_of(*CERTAINTIES)),
            "source": Field(read_text),
            "url": Field(_url, None),
            "share": Field(_one_of(*SHARES), None),
        },
    ),
    "endorser": Table(
        Endorser,
        ("organisation", "bill"),
        {
            "organisation": Field(read_text),
            "bill": Field(read_text),
            "date": Field(_day),
            "proof": Field(read_text),
            "share": Field(_one_of(*SHARES), None),
        },
    ),
    "declined": Table(
        Declined,
        ("bill",),
        {"bill": Field(read_text), "by": Field(read_text), "on": Field(_day)},
    ),
}

TOP_FIELDS: Mapping[str, Field] = {
    "title": Field(read_text),
    "summary": Field(read_text),
    "goals": Field(_texts, ()),
    "lead": Field(read_text),
    "stale_after_days": Field(_days, 7),
    "public_ask": Field(_public_ask, None),
    "figures": Field(_texts, ()),
    "chart": Field(_texts, ()),
}


def parse_campaign(name: str, raw: Raw, origin: str, problems: list[str]) -> Campaign | None:
    """The campaign of one file (``tsra``), or ``None``; faults are added to ``problems``."""
    file = f"{name}.toml"
    before = len(problems)
    top = {key: value for key, value in raw.items() if key not in TABLES}
    values = read_record(top, TOP_FIELDS, file, problems)
    parts = {key: _records(raw.get(key, []), key, file, problems) for key in TABLES}
    if values is None or len(problems) > before:
        return None
    return Campaign(
        id=name,
        origin=origin,
        families=parts["family"],
        bills=parts["bill"],
        asks=parts["ask"],
        claims=parts["claim"],
        texts=parts["text"],
        dates=parts["date"],
        endorsers=parts["endorser"],
        declined=parts["declined"],
        **values,
    )


def _records(items: Any, key: str, file: str, problems: list[str]) -> tuple[Any, ...]:
    """The records of one array of tables; a family's members are read with it."""
    if not isinstance(items, list):
        problems.append(f"{file}: {key} is not a [[{key}]] table")
        return ()
    table = TABLES[key]
    records = []
    for item in items:
        where = f"{file} [[{key}]] {label(table, item)}"
        values = read_record(item, table.fields, where, problems)
        if values is not None and key == "family":
            values["members"] = _members(values.pop("member"), where, problems)
        if values is not None and "for" in values:
            values["positions"] = values.pop("for")
        if values is not None:
            records.append(table.build(**values))
    problems += duplicates(f"{file} [[{key}]]", [label(table, item) for item in items])
    return tuple(records)


def _members(items: Iterable[Any], where: str, problems: list[str]) -> tuple[FamilyMember, ...]:
    found = []
    for item in items:
        place = f"{where} [[family.member]] {label(MEMBER, item)}"
        values = read_record(item, MEMBER.fields, place, problems)
        if values is not None:
            found.append(FamilyMember(**values))
    problems += duplicates(f"{where} [[family.member]]", [member.bill for member in found])
    return tuple(found)


def label(table: Table, item: Any) -> str:
    """How a record is named in a message: its identifying values."""
    if not isinstance(item, Mapping):
        return repr(item)
    values = [str(item[key]) for key in table.identity if key in item]
    return " ".join(values) or "without a name"


def identity(table: Table, item: Raw) -> tuple[str, ...]:
    """What makes two records of two files the same one."""
    values = (item.get(key, table.fields[key].default) for key in table.identity)
    return tuple(str(value) for value in values)


def duplicates(where: str, names: Iterable[str]) -> list[str]:
    seen: set[str] = set()
    found = []
    for name in names:
        if name in seen:
            found.append(f"{where} {name} stands twice")
        seen.add(name)
    return found


def read_record(
    raw: Any, fields: Mapping[str, Field], where: str, problems: list[str]
) -> dict[str, Any] | None:
    """The values of one table by its fields; ``None`` where there were faults."""
    if not isinstance(raw, Mapping):
        problems.append(f"{where}: {raw!r} is not a table")
        return None
    before = len(problems)
    problems += [_unknown(where, key, fields) for key in raw if key not in fields]
    values = {name: _value(raw, name, field, where, problems) for name, field in fields.items()}
    return values if len(problems) == before else None


def _unknown(where: str, key: str, fields: Iterable[str]) -> str:
    nearest = difflib.get_close_matches(key, list(fields), n=1)
    hint = f" Did you mean {nearest[0]}?" if nearest else ""
    return f"{where}: there is no field {key!r}.{hint}"


def _value(raw: Raw, name: str, field: Field, where: str, problems: list[str]) -> Any:
    if name not in raw:
        if field.default is ...:
            problems.append(f"{where}: {name} is missing")
        return field.default
    try:
        return field.convert(raw[name])
    except ValueError as error:
        problems.append(f"{where}: {name}: {error}")
        return None
