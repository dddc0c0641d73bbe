"""What the buttons of the page of program counts do."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

from billtrail.counts import PlanMoved, Reading, apart, reading
from billtrail.counts.reading import Choices, PeopleListed
from billtrail.datasette_plugins.desk import Asked, Part, Saved, Task, WrongField, sent_sheet
from billtrail.decisions import own_figures
from billtrail.snapshot import Snapshot
from billtrail.words import count_words, day_words
from billtrail.workspace import Workspace

from .page import build_sheet, read_page, summary
from .uploads import UPLOADS, KeptSheet

_HERE = "/-/desk/figures"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _preview(workspace: Workspace, asked: Asked, _by: str) -> Saved:
    """A file or pasted cells: kept for some minutes, and shown as they would be loaded."""
    source = sent_sheet(asked)
    read = Reading()
    look = apart.look(workspace, source, read)
    word = UPLOADS.keep(str(workspace.root), source, read, look)
    kept = UPLOADS.get(str(workspace.root), word)
    return Saved(f"{source.name} was read. {_what_next(word, kept)}", go=_address(word))


def _again(workspace: Workspace, asked: Asked, _by: str) -> Saved:
    """Other columns, or what no column says."""
    word, kept = _kept(workspace, asked)
    _look_again(workspace, word, kept, _reading(kept, asked))
    kept = UPLOADS.get(str(workspace.root), word)
    return Saved(f"Read again. {_what_next(word, kept)}", go=_address(word))


def _what_next(word: str, kept: KeptSheet) -> str:
    """What is still asked for before counts can be shown, so that nobody reads again in vain."""
    missing = [need.label for need in build_sheet(word, kept).fields]
    asked_for = f" Still to say: {', '.join(missing)}." if missing else ""
    return f"Nothing is loaded yet.{asked_for}"


def _look_again(workspace: Workspace, word: str, kept: KeptSheet, read: Reading) -> None:
    try:
        look = apart.look(workspace, kept.source, read)
    except PeopleListed:
        UPLOADS.drop(word)
        raise
    UPLOADS.look_again(word, read, look)


def _save(workspace: Workspace, asked: Asked, by: str) -> Saved:
    word, kept = _kept(workspace, asked)
    read = _reading(kept, asked)
    if read != kept.reading or kept.look.plan is None:
        _look_again(workspace, word, kept, read)
        return Saved("You changed how it is read: look again before you save.", go=_address(word))
    try:
        done = apart.load(workspace, kept.source, read, by=by, seen=kept.look.plan.digest)
    except PlanMoved as moved:
        _look_again(workspace, word, kept, read)
        return Saved(str(moved), go=_address(word))
    UPLOADS.drop(word)
    until = done.plan.kept_until
    lines = (f"Nothing of it is shown before {day_words(until.isoformat())}.",) if until else ()
    return Saved(f"{kept.source.name} was loaded. {summary(done.plan)}.", undo=done.entry,
                 go=f"{_HERE}?loaded={done.entry.id}#own", lines=lines)  # fmt: skip


def _cancel(_workspace: Workspace, asked: Asked, _by: str) -> Saved:
    UPLOADS.drop(asked.get("upload"))
    return Saved("Nothing was loaded, and nothing of the sheet was kept.", go=_HERE)


def _kept(workspace: Workspace, asked: Asked) -> tuple[str, KeptSheet]:
    word = asked.get("upload")
    return word, UPLOADS.get(str(workspace.root), word)


def _reading(kept: KeptSheet, asked: Asked) -> Reading:
    """As the form says; a column that is as it was guessed is not named, so that the guess may
    change with what else is said."""
    now, seen = kept.reading.choices, {c.letter: c.role for c in kept.look.columns}
    roles = {
        place: role for place, was in seen.items()
        if (role := asked.get(f"column-{place}", was)) != was or place in now.roles
    }  # fmt: skip
    fiscal = asked.get("fiscal", str(now.fiscal))
    choices = Choices(
        asked.get("sheet", now.sheet), asked.get("program", now.program),
        asked.get("measure", now.measure), asked.get("period", now.period),
        asked.get("words", now.words), int(fiscal) if fiscal in map(str, range(1, 13)) else 7,
        roles,
    )  # fmt: skip
    if choices.sheet != now.sheet:  # other columns altogether
        choices = replace(choices, roles={}, words="")
    return replace(kept.reading, choices=choices,
                   new_names=bool(asked.get("new_names")) or kept.reading.new_names)  # fmt: skip


def _address(word: str) -> str:
    return f"{_HERE}?upload={word}"


# -- what is loaded --------------------------------------------------------------------------------


def _use(workspace: Workspace, asked: Asked, by: str) -> Saved:
    """Figures on the pages of a campaign."""
    ids, campaign = asked.all("own"), asked.get("campaign")
    if not ids:
        raise WrongField("own", "Tick the figures to print.")
    lines: list[str] = []
    done = own_figures.put_on(workspace, ids, campaign, by=by, say=lines.append)
    says = f"{count_words(len(ids), 'figure')} put on the pages of {campaign}, before its others."
    return Saved(says, undo=done, lines=tuple(lines), go=f"/-/brief/{quote(campaign)}.pdf")


def _take_off(workspace: Workspace, asked: Asked, by: str) -> Saved:
    campaign, _, id = asked.get("which").partition(" ")
    lines: list[str] = []
    done = own_figures.take_off(workspace, [id], campaign, by=by, say=lines.append)
    return Saved(f"Not on the pages of {campaign} any more.", undo=done, lines=tuple(lines))


def _release(workspace: Workspace, _asked: Asked, _by: str) -> Saved:
    shown = apart.release(workspace)
    return Saved(f"{count_words(shown, 'load')} that waited for the release day: shown now.")


def _template(_snapshot: Snapshot, _workspace: Workspace, _asked: Asked) -> Part:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "counts.xlsx"
        reading.write_template(path)
        return Part(path.read_bytes(), _XLSX, "counts.xlsx")


TASK = Task(
    name="figures",
    title="Program counts",
    says="Load your program's counts, see what is hidden and what can be said, and print it.",
    template="desk_figures.html",
    read=read_page,
    actions={"preview": _preview, "again": _again, "save": _save, "cancel": _cancel, "use": _use,
             "off": _take_off, "release": _release},
    parts={"template": _template},
    place=60,
    unkept=("pasted",),
)  # fmt: skip
