"""Counts for who must not hold them, such as a server: each call is a process of its own.

What comes back are plans, columns' heads and lines of the journal; raw counts never do.
"""

from dataclasses import dataclass, replace

from billtrail.errors import CheckFailed, UsageError
from billtrail.files import FileBytes, in_own_process
from billtrail.workspace import JournalEntry, Workspace

from . import load as counts_load
from .load import Reading
from .names import OtherSpelling
from .plan import Plan
from .reading import Column, PeopleListed, read_table

#: Seconds: 600 counts that hang together take a minute.
_PATIENCE = 120


@dataclass(frozen=True, slots=True)
class Look:
    """A file as it is read: its columns, what is not said yet (``needs``: program, measure,
    period), what is wrong, and once neither is so the plan. ``spellings``: what is wrong is a name
    that looks like another one."""

    name: str
    columns: tuple[Column, ...]
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    words_are: str = ""
    period: str = ""
    needs: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    spellings: bool = False
    plan: Plan | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """A load: its line of the journal, and the plan that it carried out."""

    entry: JournalEntry
    plan: Plan


def look(workspace: Workspace, source: FileBytes, reading: Reading) -> Look:
    """Raises PeopleListed for a list of people, UsageError for what is no table or takes too long,
    CheckFailed where no table can be made out."""
    return in_own_process(_PATIENCE, _look, workspace, source, reading)


def load(workspace: Workspace, source: FileBytes, reading: Reading, *, by: str, seen: str) -> Done:
    """As ``counts.load.load``."""
    return in_own_process(_PATIENCE, _load, workspace, source, reading, by, seen)


def release(workspace: Workspace) -> int:
    """Show what loads have kept, where a release day has come; returns how many."""
    return in_own_process(_PATIENCE, _release, workspace)


# -- in the process ------------------------------------------------------------------------------


def _look(workspace: Workspace, source: FileBytes, reading: Reading) -> Look:
    table = read_table(source, reading.choices)
    layout = table.layout
    period = layout.period.span(reading.choices.fiscal) if layout.period else None
    told = Look(
        table.name, layout.columns, table.sheet, table.sheets, layout.words_are,
        " to ".join(period) if period else "", table.needs, table.faults,
    )  # fmt: skip
    if table.file is None:
        return told
    return _with_plan(told, workspace, source, reading)


def _with_plan(told: Look, workspace: Workspace, source: FileBytes, reading: Reading) -> Look:
    try:
        return replace(told, plan=counts_load.check(workspace, source, reading))
    except PeopleListed:
        raise
    except CheckFailed as error:
        lines = tuple(str(error).splitlines())
        return replace(told, faults=lines, spellings=isinstance(error, OtherSpelling))


def _load(workspace: Workspace, source: FileBytes, reading: Reading, by: str, seen: str) -> Done:
    done = counts_load.load(workspace, source, reading, by=by, seen=seen)
    if done.plan is None or done.entry is None:
        raise UsageError("Nothing was loaded.")
    return Done(done.entry, done.plan)


def _release(workspace: Workspace) -> int:
    return len(counts_load.release(workspace))
