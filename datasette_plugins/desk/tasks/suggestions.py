"""New bills that look like ours: part of an effort, followed apart, or not ours."""

from dataclasses import dataclass

from billtrail.datasette_plugins.desk import Asked, Saved, Task, WrongField
from billtrail.decisions import decisions
from billtrail.legislatures import MemberKind, full_name
from billtrail.legislatures.calendar import today
from billtrail.snapshot import Snapshot, open_snapshot
from billtrail.snapshot.successors import Suggestion
from billtrail.updates import fetch_in_background
from billtrail.words import day_words
from billtrail.words.status import look_words
from billtrail.workspace import JournalEntry, Workspace

from ..fields import read_choice

#: What a bill that is accepted is to the effort.
KINDS = (
    (MemberKind.REINTRODUCED.value, "introduced again", "the same bill in a new session"),
    (MemberKind.COMPANION.value, "a companion", "the same bill in the other chamber"),
)
_STATES = {"accepted": "part of the effort", "watched": "followed apart", "declined": "not ours"}
#: Decided ones on the page.
_MOST = 30


@dataclass(frozen=True, slots=True)
class SuggestionRow:
    """A suggested bill; ``decided`` is ``""`` while nobody has decided."""

    id: int
    bill: str
    name: str
    title: str
    introduced: str
    effort: str
    address: str
    fulfils: tuple[str, ...]
    reasons: tuple[str, ...]
    decided: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class SuggestionsPage:
    """``looks``: what was looked through."""

    open: tuple[SuggestionRow, ...]
    decided: tuple[SuggestionRow, ...]
    looks: tuple[str, ...]
    kinds: tuple[tuple[str, str, str], ...] = KINDS


def _read(snapshot: Snapshot, workspace: Workspace, asked: Asked) -> SuggestionsPage:
    rows = [_row(snapshot, one) for one in snapshot.suggestions(None)]
    return SuggestionsPage(
        tuple(row for row in rows if not row.decided),
        tuple(row for row in rows if row.decided)[:_MOST],
        tuple(map(look_words, snapshot.looks)),
    )


def _row(snapshot: Snapshot, one: Suggestion) -> SuggestionRow:
    introduced = f"introduced {day_words(one.introduced_date)}" if one.introduced_date else ""
    return SuggestionRow(
        one.id, one.bill, full_name(one.bill), one.title, introduced, one.effort,
        f"/campaign/{one.campaign}#{one.family}", tuple(map(full_name, one.fulfils)), one.reasons,
        _STATES.get(one.state, ""), snapshot.holds(one.bill),
    )  # fmt: skip


# -- saving ----------------------------------------------------------------------------------------


def _accept(workspace: Workspace, asked: Asked, by: str) -> Saved:
    one, told = _suggestion(workspace, asked), list[str]()
    kind = MemberKind.REINTRODUCED
    if not one.fulfils:
        allowed = [value for value, _, _ in KINDS]
        kind = MemberKind(read_choice(asked, "kind", allowed, "Choose what it is to the effort."))
    done = decisions.accept(workspace, one, kind, by=by, say=told.append)
    return _saved(workspace, one, f"part of {one.effort}", done, told)


def _watch(workspace: Workspace, asked: Asked, by: str) -> Saved:
    one, told = _suggestion(workspace, asked), list[str]()
    done = decisions.watch_apart(workspace, one, by=by, say=told.append)
    return _saved(workspace, one, "followed apart", done, told)


def _decline(workspace: Workspace, asked: Asked, by: str) -> Saved:
    one, told = _suggestion(workspace, asked), list[str]()
    done = decisions.decline(workspace, one, by=by, say=told.append)
    return Saved(f"{full_name(one.bill)}: not ours. It is not suggested again.", done,
                 lines=tuple(told))  # fmt: skip


def _saved(
    workspace: Workspace, one: Suggestion, what: str, done: JournalEntry, told: list[str]
) -> Saved:
    told.append(fetch_in_background(workspace, one.bill))
    return Saved(f"{full_name(one.bill)}: {what}.", done, lines=tuple(filter(None, told)))


def _suggestion(workspace: Workspace, asked: Asked) -> Suggestion:
    with open_snapshot(workspace.database, today()) as snapshot:
        found = {str(one.id): one for one in snapshot.suggestions(None)}
    if asked.get("id") not in found:
        raise WrongField("id", "That bill is not suggested any more.")
    return found[asked.get("id")]


TASK = Task(
    name="suggestions",
    title="New bills that look like ours",
    says="Say of each whether it is part of an effort, to be followed apart, or not yours.",
    template="desk_suggestions.html",
    read=_read,
    actions={"accept": _accept, "watch": _watch, "decline": _decline},
    place=12,
)
