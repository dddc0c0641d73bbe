"""What the buttons of the campaigns do, each by the function that commands and other tasks use."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from billtrail.campaigns.content import lint_text, load_sound
from billtrail.datasette_plugins.desk import Asked, Place, Saved, Task, WrongField, WrongFields
from billtrail.decisions import (
    CAMPAIGN,
    RecordAt,
    RecordState,
    campaign_records,
    campaign_texts,
    campaigns,
)
from billtrail.errors import BilltrailError, NotStored, UsageError
from billtrail.legislatures import full_name
from billtrail.legislatures.calendar import today
from billtrail.legislatures.spelling import read_law
from billtrail.snapshot import Snapshot, open_snapshot
from billtrail.updates import fetch_in_background
from billtrail.workspace import JournalEntry, Workspace

from ...preview import CALL_SHEET, build_preview, surfaces_of_campaign
from .faults import checked
from .forms import fields_of, read_values
from .page import RecordPage, find_campaign, find_record, read_page, require_new
from .words import TABLES

#: Lines of a new ask, as the form names them.
_LINES = ("line-1", "line-2", "line-3")


def _address(campaign: str) -> str:
    return f"/-/desk/campaigns?campaign={campaign}"


def _new(workspace: Workspace, asked: Asked, by: str) -> Saved:
    lines: list[str] = []
    keys = find_bills(workspace, asked, "bills")
    try:
        id, done = campaigns.new_campaign(
            workspace, asked.get("title"), goals=asked.all("goals"), bills=keys, by=by,
            say=lines.append,
        )  # fmt: skip
    except UsageError as error:
        raise WrongField("title", str(error)) from error
    lines += _fetched(workspace, keys)
    return Saved(f"The campaign {asked.get('title')} is there.", done, _address(id), tuple(lines))


def _fetched(workspace: Workspace, keys: Sequence[str]) -> Iterator[str]:
    """What is to be said of bills whose record is not in the file: it is asked for."""
    with open_snapshot(workspace.database, today()) as snapshot:
        unread = [key for key, bill in snapshot.every_bill(keys).items() if bill.is_unread]
    for key in unread:
        yield f"{full_name(key)}: {fetch_in_background(workspace, key)}"


def find_bills(workspace: Workspace, asked: Asked, field: str) -> list[str]:
    """The keys of the bills that a field names, one a line or with commas between. Raises
    WrongField for what is none."""
    found = []
    with open_snapshot(workspace.database, today()) as snapshot:
        for spelling in _spellings(asked.get(field)):
            try:
                found.append(snapshot.resolve_bill(spelling))
            except NotStored as error:
                if len(error.offered) != 1:
                    raise WrongField(field, f"{error.said} {_WITH_SESSION}".strip()) from error
                found.append(error.offered[0])
            except UsageError as error:
                raise WrongField(field, error.said) from error
    return found


_WITH_SESSION = "Write it with its session, such as HR 1 (119th)."


def _spellings(text: str) -> Iterator[str]:
    """Each bill of a list; a law's number may have a comma in it."""
    for line in filter(None, map(str.strip, re.split(r"[;\n]", text))):
        yield from [line] if read_law(line) else filter(None, map(str.strip, line.split(",")))


# -- a record --------------------------------------------------------------------------------------


def _found(workspace: Workspace, asked: Asked) -> tuple[RecordAt, RecordState]:
    records = campaign_records.read_records(workspace, asked.get("campaign"))
    return find_record(records, asked.get("at"))


def _save(workspace: Workspace, asked: Asked, by: str) -> Saved:
    lines: list[str] = []
    at, done = _write(workspace, asked, by, lines)
    one = TABLES[at.table].one
    if asked.get("new") == "bill":
        lines += _fetched(workspace, at.ids)
    says = f"The {one} is there." if asked.get("new") else f"The {one} was changed."
    return Saved(says, done, _address(at.campaign), tuple(lines))


def _write(
    workspace: Workspace, asked: Asked, by: str, lines: list[str]
) -> tuple[RecordAt, JournalEntry]:
    """The record of the form, saved."""
    if asked.get("new"):
        was = None
        at, values = _added(workspace, asked)
    else:
        was, state = _found(workspace, asked)
        values = read_values(was, state, asked)
        at = _named(was, values)
    if at.table == "ask":
        return at, _save_ask(workspace, at, was, asked, values, lines, by)
    return at, checked(workspace, at, lambda: campaign_records.save(
        workspace, at, values, was=was, by=by, say=lines.append
    ))  # fmt: skip


def _read(snapshot: Snapshot, workspace: Workspace, asked: Asked) -> Any:
    page = read_page(snapshot, workspace, asked)
    if asked.get("do") != "look" or not isinstance(page, RecordPage):
        return page
    surfaces = (*surfaces_of_campaign(snapshot.campaign(page.campaign)), CALL_SHEET)
    try:
        found = build_preview(
            workspace, snapshot, lambda: _write(workspace, asked, "you", []), surfaces
        )
    except BilltrailError as error:
        return replace(page, problem=str(error))
    return replace(page, preview=found)


def _added(workspace: Workspace, asked: Asked) -> tuple[RecordAt, dict[str, Any]]:
    """Where a new record goes, and what it says; what names it is of the form, or made."""
    campaign, table = asked.get("campaign"), require_new(asked.get("new"))
    find_campaign(load_sound(workspace.root, {}).content, campaign)
    within = (asked.get("within"),) if table == "member" else ()
    blank = RecordAt(campaign, table, within)
    values = read_values(blank, RecordState(None, None), asked)
    if table == "ask":
        return campaign_texts.free_ask(workspace, campaign), values
    if table == "bill":
        keys = find_bills(workspace, Asked({"key": (asked.get("key"),)}), "key")
        if len(keys) != 1:
            raise WrongField("key", "Name one bill.")
        values["key"] = keys[0]
    return _new_at(workspace, blank, values), values


def _new_at(workspace: Workspace, blank: RecordAt, values: dict[str, Any]) -> RecordAt:
    """Where a new record goes: an effort and a ground get a name of their own, the others have what
    names them in the form."""
    names = [shape.name for shape in campaign_records.names_of(blank.kind)]
    if not any(values.values()):  # a record of nothing but a name is none
        raise WrongFields(dict.fromkeys(values, "Fill this in."))
    if names == ["id"]:
        words = str(values.get("title") or values.get("source") or "")
        own = campaigns.free_id(workspace, words or blank.table)
        return RecordAt(blank.campaign, blank.table, (own,))
    needed = {shape.name for shape, _ in fields_of(blank) if shape.required}
    if missing := {name: "Fill this in." for name in values
                   if name in needed and not values[name]}:  # fmt: skip
        raise WrongFields(missing)
    return RecordAt(
        blank.campaign, blank.table, (*blank.ids, *(str(values.pop(name)) for name in names))
    )


def _named(was: RecordAt, values: dict[str, Any]) -> RecordAt:
    """The record by what the form says names it: a date's day and words may change."""
    names = [shape.name for shape in campaign_records.names_of(was.kind)]
    if not names or any(name not in values for name in names):
        return was
    if missing := {name: "Fill this in." for name in names if not values[name]}:
        raise WrongFields(missing)
    above = was.ids[: len(was.ids) - len(names)]
    ids = (*above, *(str(values.pop(name)) for name in names))
    return RecordAt(was.campaign, was.table, ids)


def _save_ask(
    workspace: Workspace,
    at: RecordAt,
    was: RecordAt | None,
    asked: Asked,
    values: dict[str, Any],
    lines: list[str],
    by: str,
) -> JournalEntry:
    """An ask and the sentences that are new in its form; ``lines`` get what the house's rules say
    of them."""
    headline = asked.get("headline-words")
    if was is None and not headline:
        raise WrongField("headline-words", "Write the headline of the page.")
    told = [asked.get(name) for name in _LINES if asked.get(name)]
    lines += (f"{words}" for text in (headline, *told) for words in lint_text(text))
    return checked(workspace, at, lambda: campaign_texts.save_ask(
        workspace, at, values, told, was=was, headline=headline, by=by, say=lines.append
    ))  # fmt: skip


def _out(workspace: Workspace, asked: Asked, by: str) -> Saved:
    at, _ = _found(workspace, asked)
    out = campaign_texts.take_out_ask if at.table == "ask" else campaign_records.take_out
    done = checked(workspace, at, lambda: out(workspace, at, by=by, say=_silent))
    return Saved(f"The {TABLES[at.table].one} was taken out.", done, _address(at.campaign))


def _back(workspace: Workspace, asked: Asked, by: str) -> Saved:
    at, _ = _found(workspace, asked)
    is_ask = at.table == "ask"
    back = campaign_texts.ask_back_to_shipped if is_ask else campaign_records.back_to_shipped
    done = checked(workspace, at, lambda: back(workspace, at, by=by, say=_silent))
    return Saved(f"The {TABLES[at.table].one} is the shipped one again.", done,
                 _address(at.campaign))  # fmt: skip


def _drop(workspace: Workspace, asked: Asked, by: str) -> Saved:
    campaign = asked.get("campaign")
    at = RecordAt(campaign, CAMPAIGN)
    done = checked(
        workspace, at, lambda: campaign_records.drop_own(workspace, campaign, by=by, say=_silent)
    )
    return Saved("All that was yours in it is gone.", done, "/-/desk/campaigns")


def _silent(_line: str) -> None:
    pass


def _edits(workspace: Workspace, asked: Asked) -> tuple[Place, ...]:
    """The record of the form, so that a second editor is told."""
    if not (asked.get("campaign") and asked.get("at")):
        return ()
    at, _ = _found(workspace, asked)
    return ((at.file, at.path),)


TASK = Task(
    name="campaigns",
    title="Campaigns",
    says="Begin one, and say what it follows, asks, rests on and waits for.",
    template="desk_campaigns.html",
    read=_read,
    actions={"new": _new, "save": _save, "out": _out, "back": _back, "drop": _drop},
    edits=_edits,
    place=20,
)
