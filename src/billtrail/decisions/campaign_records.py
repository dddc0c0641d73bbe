"""A campaign's records, changed one at a time: what ships stays beside what is yours.

A record is named by its table and the values that tell it from others (``RecordAt``). What is saved
is what differs from the shipped record, so that an upgrade still reaches the rest of it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from tomllib import TOMLDecodeError
from typing import Any

from billtrail.campaigns import own_files, shipped_files
from billtrail.campaigns.content import Campaign, Content, load_content
from billtrail.errors import CheckFailed, UsageError
from billtrail.files import read_toml
from billtrail.records import (
    FieldShape,
    Raw,
    Record,
    RecordStep,
    identity,
    record_files,
    shapes,
    tables,
)
from billtrail.workspace import Edit, JournalEntry, Say, Workspace
from billtrail.workspace import edits as workspace_edits

#: The table of a file's own fields, as it is called here.
CAMPAIGN = "campaign"

#: What a review stands for: other words have none.
_REVIEW = ("reviewed_by", "reviewed_on")


def _kinds() -> dict[str, tuple[tuple[str, type], ...]]:
    """The name of every table -> the tables that lead to it and the kinds of their records."""
    found: dict[str, tuple[tuple[str, type], ...]] = {CAMPAIGN: ()}
    for table, kind in tables(Campaign).items():
        found[table] = ((table, kind),)
        found |= {inner: ((table, kind), (inner, of)) for inner, of in tables(kind).items()}
    return found


KINDS: Mapping[str, tuple[tuple[str, type], ...]] = _kinds()


def names_of(kind: type) -> tuple[FieldShape, ...]:
    """The fields that tell a record from the others of its table."""
    return tuple(shape for shape in shapes(kind) if shape.names)


@dataclass(frozen=True, slots=True)
class RecordAt:
    """A record of a campaign's file: its table and the values that name it, of a record within
    another those of both."""

    campaign: str
    table: str
    ids: tuple[str, ...] = ()

    @property
    def file(self) -> str:
        return f"campaigns/{self.campaign}.toml"

    @property
    def kind(self) -> type:
        steps = KINDS[self.table]
        return steps[-1][1] if steps else Campaign

    @property
    def path(self) -> record_files.Path:
        """Raises UsageError where the values are too few or too many."""
        rest, path = list(self.ids), []
        for table, kind in KINDS[self.table]:
            names = [shape.name for shape in names_of(kind)]
            own, rest = rest[: len(names)], rest[len(names) :]
            if len(own) == len(names):
                path.append(RecordStep(table, dict(zip(names, own, strict=True))))
        if rest or len(path) != len(KINDS[self.table]):
            raise UsageError(f"{' '.join(self.ids)!r} names no record of the table {self.table}.")
        return tuple(path)


def record_at(campaign: str, table: str, ids: Sequence[str]) -> RecordAt:
    """Raises UsageError where there is no such table or the values do not name a record of it."""
    if table not in KINDS:
        raise UsageError(f"There is no table {table!r} of a campaign.")
    found = RecordAt(campaign, table, tuple(ids))
    _ = found.path
    return found


@dataclass(frozen=True, slots=True)
class RecordState:
    """What ships of a record, and what is ``own`` of it, as plain values; both are one record."""

    ships: Record
    own: Record

    @property
    def removed(self) -> bool:
        return bool(self.own and self.own.get("remove"))

    @property
    def now(self) -> Record:
        """As it is used; ``None`` where there is none, or it was taken out."""
        if self.removed or (self.ships is None and self.own is None):
            return None
        return {**(self.ships or {}), **(self.own or {})}


def read_state(workspace: Workspace, at: RecordAt) -> RecordState:
    """Raises CheckFailed where the workspace's file cannot be read."""
    return RecordState(*(_found(raw, at) for raw in _raws(workspace, at)))


def _found(raw: Raw, at: RecordAt) -> Record:
    if at.table == CAMPAIGN:
        return _own_fields(raw)
    for step, (_, kind) in zip(at.path, KINDS[at.table], strict=True):
        named = (item for item in raw.get(step.table, ()) if identity(kind, item) == step.identity)
        raw = next(named, {})
    return dict(raw) or None


def _own_fields(raw: Raw) -> Record:
    return {name: value for name, value in raw.items() if name not in tables(Campaign)} or None


def _raws(workspace: Workspace, at: RecordAt) -> tuple[Raw, Raw]:
    """The shipped file of a record and the workspace's, as plain values."""
    own = own_files(workspace.root).get(at.file, "")
    try:
        return _parsed(shipped_files().get(at.file, "")), _parsed(own)
    except TOMLDecodeError as error:
        raise CheckFailed(f"{at.file}: {error}") from error


#: What a form asks of one file several times; nobody changes what it gives.
_parsed = lru_cache(maxsize=32)(read_toml)


def read_records(workspace: Workspace, campaign: str) -> tuple[tuple[RecordAt, RecordState], ...]:
    """Every record of a campaign in the order of its files, each followed by those within it, those
    that were taken out too; nothing where no file has that name.

    Raises CheckFailed where the workspace's file cannot be read.
    """
    at = RecordAt(campaign, CAMPAIGN)
    raws = _raws(workspace, at)
    own = RecordState(*map(_own_fields, raws))
    return ((at, own), *_read_within(at, tables(Campaign), *raws))


def _read_within(
    at: RecordAt, kinds: Mapping[str, type], ships: Raw, own: Raw
) -> Iterator[tuple[RecordAt, RecordState]]:
    for table, kind in kinds.items():
        sides = [{_name(kind, item): item for item in raw.get(table, ())} for raw in (ships, own)]
        for name in dict.fromkeys((*sides[0], *sides[1])):
            one = RecordAt(at.campaign, table, (*at.ids, *name))
            theirs, ours = (side.get(name) for side in sides)
            yield one, RecordState(theirs, ours)
            yield from _read_within(one, tables(kind), theirs or {}, ours or {})


def _name(kind: type, item: Raw) -> tuple[str, ...]:
    """What names a record, as it stands in its file."""
    return tuple(identity(kind, item).values())


def save(
    workspace: Workspace,
    at: RecordAt,
    values: Raw,
    *,
    was: RecordAt | None = None,
    by: str | None,
    say: Say,
) -> JournalEntry:
    """Let the record say ``values``, ``None`` for what it does not say; fields that are not in them
    stay. ``was``: the record that it was before, where what names it changes; ``None``: it is new.

    Raises UsageError where there is one of that name already or nothing would change, ``Faulty``
    with every fault of what it would be.
    """
    edits = [*record_edits(workspace, at, values, was)]
    return apply(workspace, at, edits, "change" if was else "add", by, say)


def draft(workspace: Workspace, at: RecordAt, values: Raw, was: RecordAt | None = None) -> Content:
    """The content as it would be with that; raises as ``save``."""
    edits = [*record_edits(workspace, at, values, was)]
    return load_content(
        workspace.root, {at.file: workspace_edits.preview(workspace, at.file, edits)}
    )


def take_out(workspace: Workspace, at: RecordAt, *, by: str | None, say: Say) -> JournalEntry:
    """A record of one's own goes; one that ships is not used any more."""
    fields = None if read_state(workspace, at).ships is None else {"remove": True}
    return apply(workspace, at, [Edit(at.path, fields)], "take out", by, say)


def back_to_shipped(
    workspace: Workspace, at: RecordAt, *, by: str | None, say: Say
) -> JournalEntry:
    """The record is again what ships; raises UsageError where none of that name does."""
    state = read_state(workspace, at)
    if state.ships is None or state.own is None:
        raise UsageError("It is what ships already." if state.ships else "No such record ships.")
    return apply(workspace, at, [Edit(at.path, None)], "back to shipped:", by, say)


def drop_own(workspace: Workspace, campaign: str, *, by: str | None, say: Say) -> JournalEntry:
    """All of the workspace's file of a campaign goes: one's own campaign, or every change to one
    that ships."""
    at = RecordAt(campaign, CAMPAIGN)
    if at.file not in own_files(workspace.root):
        raise UsageError(f"Nothing of the campaign {campaign} is yours.")
    edits = [
        Edit(one.path, None)
        for one, state in read_records(workspace, campaign)
        if state.own is not None and len(one.path) < 2
    ]
    return apply(workspace, at, edits, "drop", by, say)


# -- what changes ----------------------------------------------------------------------------------


def apply(
    workspace: Workspace, at: RecordAt, edits: list[Edit], did: str, by: str | None, say: Say
) -> JournalEntry:
    command = " ".join(("campaign", at.campaign, did, at.table, *at.ids))
    return workspace_edits.apply(workspace, at.file, edits, command=command, by=by, say=say)


def record_edits(
    workspace: Workspace, at: RecordAt, values: Raw, was: RecordAt | None
) -> Iterator[Edit]:
    state = read_state(workspace, at)
    moved = was is not None and was.ids != at.ids
    if state.now is not None and (was is None or moved):
        raise UsageError("Of that name there is one already. Change that one.")
    if moved and was is not None:
        old = read_state(workspace, was)
        yield Edit(was.path, None if old.ships is None else {"remove": True})
        values = {**_said(old.now, at.kind), **values}
    fields = dict(_fields(at, state, values))
    yield Edit(at.path, fields)


def _said(now: Record, kind: type) -> dict[str, Any]:
    """What a record says beside its name."""
    names = {shape.name for shape in shapes(kind) if not shape.names}
    return {name: value for name, value in (now or {}).items() if name in names}


def _fields(at: RecordAt, state: RecordState, values: Raw) -> Iterator[tuple[str, Any]]:
    """The fields that the workspace's file has to say, beside what ships."""
    ships, now = state.ships or {}, state.now or {}
    if state.removed:
        yield "remove", None
    for shape in shapes(at.kind):
        if shape.names or shape.name not in values:
            continue
        value, base = values[shape.name], ships.get(shape.name)
        if value is None and base is not None:
            if not shape.many:
                raise UsageError(f"{shape.name}: this ships with a value; give another one.")
            value = []
        same = value is None or plain(value) == plain(base)
        yield shape.name, None if same else value
    if "text" in values and now.get("reviewed_by"):
        yield from _review(values["text"], now)


def _review(text: Any, now: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """A review is of one wording: it stays with that, and other words have none."""
    if text == now.get("text"):
        yield "text", text
    else:
        yield from ((name, None) for name in _REVIEW)


def plain(value: Any) -> Any:
    """A value for comparing: days are text, an empty list is none."""
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    if isinstance(value, Mapping):
        return {name: plain(one) for name, one in value.items()}
    return value if isinstance(value, int | None) else str(value)
