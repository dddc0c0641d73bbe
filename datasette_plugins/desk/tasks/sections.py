"""Sections of the law that are watched, and the bills that touch them."""

from dataclasses import dataclass

from billtrail.datasette_plugins.desk import Asked, Saved, Task, WrongField
from billtrail.decisions import following
from billtrail.errors import UsageError
from billtrail.law import WatchedSection, parse_watched, read_watched
from billtrail.legislatures import full_name
from billtrail.legislatures.calendar import today
from billtrail.snapshot import Snapshot, open_snapshot
from billtrail.snapshot.successors import Touch, Watched
from billtrail.words.status import status_words
from billtrail.workspace import Workspace

from ..fields import read_line

_STATES = {"followed": "followed", "declined": "not ours", "past": "past"}


@dataclass(frozen=True, slots=True)
class TouchRow:
    """A bill; ``decided`` is ``""`` while nobody has decided and it can still become law."""

    bill: str
    name: str
    title: str
    stands: str
    says: str
    decided: str


@dataclass(frozen=True, slots=True)
class SectionRow:
    """A watched section."""

    key: str
    name: str
    since: str
    by: str
    open: tuple[TouchRow, ...]
    others: tuple[TouchRow, ...]


@dataclass(frozen=True, slots=True)
class SectionsPage:
    sections: tuple[SectionRow, ...]


def _read(snapshot: Snapshot, workspace: Workspace, asked: Asked) -> SectionsPage:
    return SectionsPage(tuple(map(_row, snapshot.watched_sections())))


def _row(one: Watched) -> SectionRow:
    rows = tuple(map(_touch_row, one.bills))
    return SectionRow(
        one.section.key, one.section.printed, one.since, one.by or "",
        tuple(row for row in rows if not row.decided), tuple(row for row in rows if row.decided),
    )  # fmt: skip


def _touch_row(one: Touch) -> TouchRow:
    bill = one.status.bill
    return TouchRow(
        one.bill, full_name(one.bill), bill.short_title or bill.title or "",
        status_words(one.status), one.says, _STATES.get(one.state, ""),
    )  # fmt: skip


# -- saving ----------------------------------------------------------------------------------------


def _watch(workspace: Workspace, asked: Asked, by: str) -> Saved:
    told = list[str]()
    try:
        section = read_watched(read_line(asked, "citation"))
        done = following.watch_section(workspace, section, by=by, say=told.append)
    except UsageError as error:
        raise WrongField("citation", str(error)) from error
    return Saved(f"{section.printed} is watched now.", done, lines=tuple(told))


def _unwatch(workspace: Workspace, asked: Asked, by: str) -> Saved:
    section, told = _section(asked), list[str]()
    done = following.unwatch_section(workspace, section, by=by, say=told.append)
    return Saved(f"{section.printed} is not watched any more.", done, lines=tuple(told))


def _decline(workspace: Workspace, asked: Asked, by: str) -> Saved:
    section, told = _section(asked), list[str]()
    with open_snapshot(workspace.database, today()) as snapshot:
        touches = {one.bill: one for watched in snapshot.watched_sections()
                   for one in watched.bills if watched.section.key == section.key}  # fmt: skip
    if asked.get("bill") not in touches:
        raise WrongField("bill", f"That bill does not touch {section.printed} any more.")
    touch = touches[asked.get("bill")]
    done = following.decline_touch(workspace, section, touch.bill, touch.what, by=by,
                                   say=told.append)  # fmt: skip
    says = (f"{full_name(touch.bill)}: not ours. It is shown again if it does another thing to "
            f"{section.printed}.")  # fmt: skip
    return Saved(says, done, lines=tuple(told))


def _section(asked: Asked) -> WatchedSection:
    try:
        return parse_watched(asked.get("section"))
    except UsageError as error:
        raise WrongField("section", str(error)) from error


TASK = Task(
    name="sections",
    title="Sections of the law you watch",
    says="Hear of every bill that would change a section, or cites it, whatever its title says.",
    template="desk_sections.html",
    read=_read,
    actions={"watch": _watch, "unwatch": _unwatch, "decline": _decline},
    place=13,
)
