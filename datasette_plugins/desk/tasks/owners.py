"""Who takes care of which campaign: the call sheet gives each task to its owner."""

from dataclasses import dataclass

from billtrail.datasette_plugins.desk import Asked, Place, Saved, Task
from billtrail.decisions import organisation
from billtrail.snapshot import Snapshot
from billtrail.words import count_words
from billtrail.workspace import JournalEntry, Say, Workspace

from ..preview import CALL_SHEET, Preview, build_preview

#: What the field of a campaign begins with.
_FIELD = "owner-"


@dataclass(frozen=True, slots=True)
class OwnersPage:
    """A campaign's field, title and owner."""

    rows: tuple[tuple[str, str, str], ...]
    preview: Preview | None = None


def _read(snapshot: Snapshot, workspace: Workspace, asked: Asked) -> OwnersPage:
    now = organisation.owners(workspace)
    titles = snapshot.campaign_titles()
    rows = tuple((f"{_FIELD}{id}", title, now.get(id, "")) for id, title in titles)
    preview = _preview(snapshot, workspace, asked) if asked.get("do") == "look" else None
    return OwnersPage(rows, preview)


def _preview(snapshot: Snapshot, workspace: Workspace, asked: Asked) -> Preview:
    lines: list[str] = []
    return build_preview(
        workspace, snapshot, lambda: _write(workspace, asked, "you", lines.append), (CALL_SHEET,)
    )


def _write(workspace: Workspace, asked: Asked, by: str, say: Say) -> JournalEntry:
    return organisation.save_owners(workspace, _changed(workspace, asked), by=by, say=say)


def _changed(workspace: Workspace, asked: Asked) -> dict[str, str]:
    """The owners that the form changes."""
    now = organisation.owners(workspace)
    sent = {name.removeprefix(_FIELD): asked.get(name) for name in asked.values
            if name.startswith(_FIELD)}  # fmt: skip
    return {campaign: name for campaign, name in sent.items() if name != now.get(campaign, "")}


def _save(workspace: Workspace, asked: Asked, by: str) -> Saved:
    lines: list[str] = []
    count = len(_changed(workspace, asked))
    done = _write(workspace, asked, by, lines.append)
    return Saved(f"{count_words(count, 'owner')} changed.", done, lines=tuple(lines))


def _edits(workspace: Workspace, asked: Asked) -> tuple[Place, ...]:
    return organisation.places(of_owners=True)


TASK = Task(
    name="owners",
    title="Who takes care of what",
    says="Give each campaign somebody: the call sheet names them beside each task.",
    template="desk_owners.html",
    read=_read,
    actions={"save": _save},
    edits=_edits,
    place=82,
)
