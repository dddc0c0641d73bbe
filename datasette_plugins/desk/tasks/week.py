"""The call sheet: what changed since the last call, what to decide, what is due; to print, to copy
into a mail, and to note that the call was held."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from billtrail.briefs.sheets import render_week
from billtrail.campaigns import load_organisation, organisation
from billtrail.datasette_plugins.desk import Asked, Part, Saved, Task, WrongField
from billtrail.decisions import calls
from billtrail.snapshot import Snapshot
from billtrail.week import Week, WeekItem, week
from billtrail.words import day_words
from billtrail.workspace import Workspace, last_call, last_calls

#: Kind of what is to decide -> where staff decide it.
_DECIDED_AT = {
    "position": "/-/desk/positions?bill={}",
    "look-alike": "/-/desk/suggestions",
    "text": "/-/desk/campaigns",
    "testimony": "/-/desk/letters?paper=testimony&bill={}",
}
#: Part of the address -> format, media type.
_PAPERS = {
    "pdf": ("pdf", "application/pdf"),
    "word": (
        "docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    "text": ("text", "text/plain; charset=utf-8"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the sheet; ``address`` is where it is decided or told, a path of this site."""

    item: WeekItem
    address: str | None


@dataclass(frozen=True, slots=True)
class CallSheet:
    """``sections`` are (title, rows, rows that the paper only counts); ``held`` is the last call of
    each person."""

    week: Week
    since: str
    sections: tuple[tuple[str, tuple[Row, ...], tuple[Row, ...]], ...]
    held: tuple[tuple[str, str], ...]


def _read(snapshot: Snapshot, workspace: Workspace, asked: Asked) -> CallSheet:
    found = _week(snapshot, workspace, asked)
    sections = (
        ("What changed", found.changed),
        ("To decide", found.decide),
        ("Dates of the next two weeks", found.dates),
        ("Not checked lately", found.stale),
        ("Who does what", found.tasks),
    )
    return CallSheet(
        found,
        found.since,
        tuple(
            (title, tuple(map(_row, s.items)), tuple(map(_row, s.rest)))
            for title, s in sections
            if s.items
        ),
        tuple(last_calls(workspace).items()),
    )


def _week(snapshot: Snapshot, workspace: Workspace, asked: Asked) -> Week:
    owners = organisation.load_owners(workspace.organisation)
    return week.build_week(snapshot, since=_since(workspace, asked), owners=owners)


def _since(workspace: Workspace, asked: Asked) -> date | None:
    given = asked.get("since")
    if not given:
        return last_call(workspace, asked.get("person") or None)
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise WrongField("since", "Give the day of the last call.") from None


def _row(item: WeekItem) -> Row:
    if address := _DECIDED_AT.get(item.kind):
        return Row(item, address.format(item.bill or ""))
    return Row(item, f"/bill/{item.bill}" if item.bill else None)


def _paper(format_: str, media: str) -> Callable[[Snapshot, Workspace, Asked], Part]:
    def made(snapshot: Snapshot, workspace: Workspace, asked: Asked) -> Part:
        found = _week(snapshot, workspace, asked)
        ours = load_organisation(workspace.organisation)
        content = render_week(found, ours, format_)
        return Part(content, media, f"week_{found.on}.docx" if format_ == "docx" else None)

    return made


def _held(workspace: Workspace, asked: Asked, by: str) -> Saved:
    noted = calls.note_call(workspace, by=by)
    day = day_words(str(noted.about["on"]))
    return Saved(f"The call of {day} is noted; your next sheet tells what changed since.", noted)


TASK = Task(
    name="week",
    title="Call sheet",
    says="What changed since the last call, what to decide, and who must act by when.",
    template="desk_week.html",
    read=_read,
    actions={"held": _held},
    parts={name: _paper(*paper) for name, paper in _PAPERS.items()},
    place=1,
)
