"""What a task of the desk is: a page with a form, and what its buttons do."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from billtrail.datasette_plugins.server import Asked, Upload
from billtrail.errors import UsageError
from billtrail.records import record_files
from billtrail.snapshot import Snapshot
from billtrail.workspace import JournalEntry, Workspace

#: What a task of the desk imports, what forms send among it.
__all__ = ["Asked", "Part", "Place", "Saved", "Task", "Upload", "WrongField", "WrongFields"]


class WrongFields(UsageError):
    """Fields of a form are wrong; what is wrong stands beside each: its name -> the words."""

    def __init__(self, wrong: Mapping[str, str]) -> None:
        self.wrong = dict(wrong)
        super().__init__(" ".join(self.wrong.values()))


class WrongField(WrongFields):
    """One field of a form is wrong."""

    def __init__(self, field: str, says: str) -> None:
        super().__init__({field: says})


@dataclass(frozen=True, slots=True)
class Saved:
    """What a save changed, in a sentence; ``lines`` say more, ``undo`` is what "Take back" takes
    back, ``go`` the address of the desk to go on at."""

    says: str
    undo: JournalEntry | None = None
    go: str | None = None
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A picture, a file or JSON that belongs to a task's page; a ``filename`` saves it."""

    content: bytes
    content_type: str
    filename: str | None = None


#: A record that a form edits: the workspace's file and the record in it.
Place = tuple[str, record_files.Path]

_Read = Callable[[Snapshot, Workspace, Asked], Any]
_Action = Callable[[Workspace, Asked, str], Saved]
_Part = Callable[[Snapshot, Workspace, Asked], Part]


@dataclass(frozen=True, slots=True)
class Task:
    """A page of the desk.

    ``read`` makes the page's value of what is asked, inside one snapshot and in a thread; it also
    gets what a form sent and what is wrong in it. A button ``<button name="do" value="save">``
    runs ``actions["save"]`` with the form and the name of who saves; ``value="undo 12"`` gives it
    ``asked.get("which") == "12"``. ``do="look"`` saves nothing and shows the form as it was sent.
    ``edits`` names the records that a form changes, so that a second editor is told. ``parts``
    answer at ``/-/desk/<name>/<part>``, also to a form, so that nothing of it is in an address.
    ``faults`` are those of fields that can be told without saving, so that a form whose author did
    not say who they are has all its faults told at once.
    ``fill`` completes what was sent before anything looks at it: for a button that fills a field.
    A value with ``wrong`` (field -> words) has them said at its fields. ``place`` orders the front
    page; a task without one is not shown there; ``short`` is a template for the tile.
    What was typed into ``unkept`` fields is never shown again.
    """

    name: str
    title: str
    says: str
    template: str
    read: _Read
    actions: Mapping[str, _Action] = field(default_factory=dict)
    edits: Callable[[Workspace, Asked], tuple[Place, ...]] | None = None
    parts: Mapping[str, _Part] = field(default_factory=dict)
    faults: Callable[[Workspace, Asked], Mapping[str, str]] | None = None
    fill: Callable[[Asked], Asked] | None = None
    place: int | None = None
    short: str | None = None
    unkept: tuple[str, ...] = ()

    def shown_again(self, asked: Asked) -> Asked:
        """What a form sent, as far as it may stand in a page."""
        values = {name: said for name, said in asked.values.items() if name not in self.unkept}
        return Asked(values, asked.files)
