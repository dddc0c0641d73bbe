"""Printed pages: who may have them, and taking them back."""

from collections.abc import Callable
from dataclasses import dataclass

from billtrail.datasette_plugins.desk import Asked, Saved, Task
from billtrail.decisions import release
from billtrail.errors import UnknownKey, UsageError
from billtrail.legislatures import Language, ReleasedTo, full_name
from billtrail.snapshot import Snapshot
from billtrail.words import LANGUAGES, count_words, day_words
from billtrail.workspace import Workspace

from .pack import addressees

#: Pages of one list; more are behind a link.
_MOST = 40
_AUDIENCES = {
    "member": "for an office", "public": "for the public", "coalition": "for the coalition",
    "funder": "for a funder", "survivors": "for survivors and families",
}  # fmt: skip
_RELEASED = {"member": "handed to offices", "coalition": "the coalition", "public": "everybody"}


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """A printed page in words; ``state`` says who may have it."""

    id: str
    title: str
    about: str
    state: str


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """``bill`` is the one that all rows speak of, where that is asked; ``more`` are not shown."""

    rows: tuple[PrintedRow, ...]
    more: int
    bill: str
    bill_name: str


def _read(snapshot: Snapshot, workspace: Workspace, asked: Asked) -> PrintedPage:
    bill = snapshot.resolve_bill(asked.get("bill")) if asked.get("bill") else ""
    found = release.speaking_of(workspace, bill) if bill else release.printed(workspace)
    shown = found[::-1] if asked.has("all") else found[: -_MOST - 1 : -1]
    offices = addressees(workspace)
    rows = tuple(_row(snapshot, brief, offices.get(brief.id, "")) for brief in shown)
    return PrintedPage(rows, len(found) - len(shown), bill, full_name(bill) if bill else "")


def _row(snapshot: Snapshot, brief: release.PrintedBrief, office: str) -> PrintedRow:
    whom = f"for {office}" if office else _AUDIENCES.get(brief.audience, f"for {brief.audience}")
    about = (day_words(brief.as_of), LANGUAGES[Language(brief.language)], whom)
    return PrintedRow(brief.id, _title(snapshot, brief.subject), ", ".join(about), _state(brief))


def _title(snapshot: Snapshot, subject: str) -> str:
    """What a page is about, as people call it; a subject that is no more, as it was named."""
    try:
        kind, id = snapshot.resolve(subject)
    except UsageError:
        return subject
    if kind == "bill":
        return full_name(id)
    return snapshot.campaign_title(id) if kind == "campaign" else snapshot.family(id).title


def _state(brief: release.PrintedBrief) -> str:
    if brief.withdrawn:
        return "taken back"
    sent = f"sent {day_words(brief.sent_on)}" if brief.sent_on else ""
    to = ", ".join(_RELEASED[name] for name in brief.released_to)
    released = f"released: {to}" if to else "" if sent else "not released"
    return ", ".join(filter(None, (sent, released)))


def _release_to(to: ReleasedTo) -> Callable[[Workspace, Asked, str], Saved]:
    def act(workspace: Workspace, asked: Asked, by: str) -> Saved:
        ids, lines = _ids(workspace, asked), list[str]()
        found, done = release.release(workspace, ids, to, by=by, say=lines.append)
        says = f"{count_words(len(found), 'page')} released: {_RELEASED[to]}."
        lines.append("Files that you publish from now on answer for them.")
        return Saved(says, done, lines=tuple(lines))

    return act


def _withdraw(workspace: Workspace, asked: Asked, by: str) -> Saved:
    ids, lines = _ids(workspace, asked), list[str]()
    found, done = release.withdraw(workspace, ids, by=by, say=lines.append)
    lines.append("Publish again, so that readers of the site see it.")
    return Saved(f"{count_words(len(found), 'page')} taken back.", done, lines=tuple(lines))


def _ids(workspace: Workspace, asked: Asked) -> tuple[str, ...]:
    """The pages that are ticked: whole ids of pages that were printed here, and no files."""
    known = {brief.id for brief in release.printed(workspace)}
    wanted = tuple(dict.fromkeys(asked.all("page")))
    if not wanted:
        raise UsageError("Tick the pages first.")
    if strange := [id for id in wanted if id not in known]:
        raise UnknownKey("printed page", strange[0])
    return wanted


TASK = Task(
    name="printed",
    title="Printed pages",
    says="Say who may have a page that was printed here, or take it back.",
    template="desk_printed.html",
    read=_read,
    actions={
        **{f"to-{to.value}": _release_to(to) for to in ReleasedTo},
        "withdraw": _withdraw,
    },
    place=60,
)
