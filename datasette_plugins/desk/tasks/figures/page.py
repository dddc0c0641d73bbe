"""What the page of program counts shows: the first form, a sheet that is looked at, what can be
printed, and the loads."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from billtrail.counts import LOAD, Look, Plan, PlanLine, Reading
from billtrail.counts.reading import LEAVE_OUT, ROLES, Choices, Column
from billtrail.datasette_plugins.desk import Asked
from billtrail.decisions import HistoryEntry, OwnFigure, own_figures, read_history
from billtrail.errors import UsageError
from billtrail.legislatures.calendar import today
from billtrail.snapshot import Snapshot
from billtrail.words import count_words, day_words
from billtrail.workspace import Workspace

from .uploads import UPLOADS, KeptSheet

_ROLE_WORDS: Mapping[str, str] = {
    "program": "the program", "measure": "what was counted", "breakdown": "a breakdown of people",
    "count": "counts", "period": "the period", "period_start": "the period's first day",
    "period_end": "the period's last day", "part_of": "the measure it is a part of",
    "already_public": "whether others have published it", "share": "what may leave your office",
    LEAVE_OUT: "left out",
}  # fmt: skip
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
           "October", "November", "December")  # fmt: skip
#: Lines of a sheet that the page shows; the others are counted.
_MOST_LINES = 400
#: A page carries so many figures.
_ON_A_PAGE = 3
#: Loads of the history.
_LOADS = 12


@dataclass(frozen=True, slots=True)
class ColumnRow:
    """A column and what it can be chosen to be; ``kept`` has no choice."""

    letter: str
    head: str
    role: str
    choices: tuple[tuple[str, str], ...]
    says: str


@dataclass(frozen=True, slots=True)
class Needed:
    """What no column says, as a field."""

    name: str
    label: str
    hint: str


_NEEDED: Mapping[str, Needed] = {
    "program": Needed("program", "Which program counted", "As it is called in print."),
    "measure": Needed("measure", "What was counted", "For example: Clients served."),
    "period": Needed("period", "For which period", "For example: 2025, Q1 2025 or FY 2024-25."),
}


@dataclass(frozen=True, slots=True)
class SheetPage:
    """A sheet that is looked at. ``fields`` are asked for, ``answered`` were and can be changed."""

    word: str
    look: Look
    columns: tuple[ColumnRow, ...]
    fields: tuple[Needed, ...]
    answered: Mapping[str, str]
    words: tuple[tuple[str, str], ...]
    sheets: tuple[tuple[str, str], ...]
    fiscal: tuple[tuple[str, str], ...]
    reading: Reading
    lines: tuple[PlanLine, ...] = ()
    more: int = 0

    @property
    def plan(self) -> Plan | None:
        return self.look.plan


@dataclass(frozen=True, slots=True)
class Load:
    """A load of the history, with the day until which nothing of it is shown."""

    entry: HistoryEntry
    file: str
    kept_until: str


@dataclass(frozen=True, slots=True)
class CountsPage:
    sheet: SheetPage | None = None
    own: tuple[OwnFigure, ...] = ()
    loads: tuple[Load, ...] = ()
    gone: str = ""
    waits: bool = False
    ticked: tuple[str, ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict)

    @property
    def campaigns(self) -> tuple[tuple[str, str], ...]:
        return tuple(self.titles.items())


def read_page(snapshot: Snapshot, workspace: Workspace, asked: Asked) -> CountsPage:
    titles = dict(snapshot.campaign_titles())
    sheet, gone = _sheet(workspace, asked.get("upload")) if asked.get("upload") else (None, "")
    loads = tuple(_loads(workspace))
    day = today().isoformat()
    waits = any(one.kept_until and one.kept_until <= day for one in loads)
    own = () if sheet else own_figures.read_own_figures(snapshot)
    return CountsPage(sheet, own, loads, gone, waits, _ticked(own, asked), titles)


def _ticked(own: tuple[OwnFigure, ...], asked: Asked) -> tuple[str, ...]:
    """After a load the newest figures, as many as a page has room for."""
    free = [one.figure.id for one in own if not one.why_not]
    return tuple(free[:_ON_A_PAGE]) if asked.has("loaded") else ()


def _loads(workspace: Workspace) -> Iterator[Load]:
    entries = [entry for entry in read_history(workspace) if entry.change.kind == LOAD]
    for entry in entries[:_LOADS]:
        about = entry.change.about
        kept = "" if entry.taken_back else str(about.get("kept_until", ""))
        yield Load(entry, str(about.get("file", "")) or entry.change.command, kept)


def _sheet(workspace: Workspace, word: str) -> tuple[SheetPage | None, str]:
    try:
        kept = UPLOADS.get(str(workspace.root), word)
    except UsageError as error:
        return None, str(error)
    return build_sheet(word, kept), ""


def build_sheet(word: str, kept: KeptSheet) -> SheetPage:
    look, choices = kept.look, kept.reading.choices
    answered = {name: getattr(choices, name) for name in _NEEDED if getattr(choices, name)}
    lines = look.plan.lines if look.plan else ()
    return SheetPage(
        word, look, tuple(map(_column_row, look.columns)),
        tuple(_NEEDED[name] for name in look.needs if name not in answered), answered,
        _words(look, choices), tuple((name, name) for name in look.sheets),
        _fiscal(look), kept.reading, lines[:_MOST_LINES], max(0, len(lines) - _MOST_LINES),
    )  # fmt: skip


def _column_row(column: Column) -> ColumnRow:
    says = column.head or "no name"
    choices = tuple((role, _ROLE_WORDS[role]) for role in ROLES)
    return ColumnRow(column.letter, says, column.role, choices, _says(column))


def _says(column: Column) -> str:
    if column.role == "count" and column.period and column.period.is_whole:
        return " to ".join(map(day_words, column.period.span()))
    return "a total, left out" if column.is_total and column.role == LEAVE_OUT else ""


def _words(look: Look, choices: Choices) -> tuple[tuple[str, str], ...]:
    """What the words over columns of counts can be, where there are any."""
    named = [column.words for column in look.columns if column.role == "count" and column.words]
    if not named or len(named) == 1:
        return ()
    others = dict.fromkeys((choices.words or look.words_are, "age", "group", "place"))
    return (("measure", "what was counted"),
            *((w, f"a breakdown: {w}") for w in others if w and w != "measure"))  # fmt: skip


def _fiscal(look: Look) -> tuple[tuple[str, str], ...]:
    if not any(column.period and column.period.is_fiscal for column in look.columns):
        return ()
    return tuple((str(n), f"{name} 1") for n, name in enumerate(_MONTHS, start=1))


def summary(plan: Plan) -> str:
    """``4 counts: 2 shown, 2 hidden to protect survivors``."""
    hidden = len(plan.hidden)
    return (f"{count_words(len(plan.lines), 'count')}: {len(plan.lines) - hidden} shown, "
            f"{hidden} hidden to protect survivors")  # fmt: skip
