"""Who has read which row of how the law compares, word for word."""

from dataclasses import dataclass

from billtrail.datasette_plugins.desk import Asked, Saved, Task, WrongField
from billtrail.decisions.readers import relief_readers
from billtrail.errors import UsageError
from billtrail.law import Relief
from billtrail.legislatures.calendar import today
from billtrail.snapshot import Snapshot, open_snapshot
from billtrail.snapshot.law import ReliefRow, find_relief
from billtrail.words import RELIEF_KINDS, law_of_words, waits_for_words
from billtrail.workspace import Workspace


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row; ``words`` is the hash of what it says now, ``readers`` are who read that."""

    id: str
    name: str
    kind: str
    words: str
    readers: tuple[str, ...]
    waits: str


@dataclass(frozen=True, slots=True)
class LawReadersPage:
    rows: tuple[ReadRow, ...]


def _read(snapshot: Snapshot, workspace: Workspace, asked: Asked) -> LawReadersPage:
    return LawReadersPage(tuple(_row(workspace, row) for row in snapshot.relief()))


def _row(workspace: Workspace, row: ReliefRow) -> ReadRow:
    relief = row.relief
    name = f"{law_of_words(relief.jurisdiction)}, {relief.main.citation}"
    return ReadRow(relief.id, name, RELIEF_KINDS[relief.kind], relief.words,
                   relief_readers.who_read(workspace, relief),
                   waits_for_words(row.readers))  # fmt: skip


# -- saving ----------------------------------------------------------------------------------------


def _enter(workspace: Workspace, asked: Asked, by: str) -> Saved:
    relief, told = _asked_row(workspace, asked), list[str]()
    if relief.words != asked.get("words"):
        raise WrongField("row", "Its words have changed meanwhile: read it again first.")
    done = relief_readers.enter_reading(workspace, relief, by=by, on=today(), say=told.append)
    return Saved(f"{relief.main.citation}: read by {by}.", done, lines=tuple(told))


def _withdraw(workspace: Workspace, asked: Asked, by: str) -> Saved:
    relief, told = _asked_row(workspace, asked), list[str]()
    done = relief_readers.withdraw_reading(workspace, relief, by=by, say=told.append)
    says = f"{relief.main.citation}: {by} is not counted as a reader any more."
    return Saved(says, done, lines=tuple(told))


def _asked_row(workspace: Workspace, asked: Asked) -> Relief:
    with open_snapshot(workspace.database, today()) as snapshot:
        rows = snapshot.relief()
    try:
        return find_relief(rows, asked.get("row")).relief
    except UsageError as error:
        raise WrongField("row", str(error)) from error


TASK = Task(
    name="law",
    title="How the law compares: who has read it",
    says="Note that you have read a row against its sources. Briefs count a row once two have.",
    template="desk_law.html",
    read=_read,
    actions={"read": _enter, "withdraw": _withdraw},
    place=14,
)
