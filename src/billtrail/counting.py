"""Program counts on their way in: file -> counts.db -> what may be shown -> figures.

The working file and every page know only ``program-counts.csv`` of the workspace, which holds
shown counts, as figures. The raw counts stay in ``counts.db``.
"""

import csv
import io
import shlex
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from billtrail import calendars, counts_figures, counts_store, journal
from billtrail.counts_files import REQUIRED, SAFE, CountsFile, read_counts
from billtrail.errors import StoreError, UsageError
from billtrail.journal import Change, Splice
from billtrail.output_files import replace_file
from billtrail.sound_content import faults_of, load_sound
from billtrail.statistics import COLUMNS, WITH_SHARE, derive_form
from billtrail.store import Writer
from billtrail.suppression import Count, Key, Protected, Rules, Shown, canonical, linked, protect
from billtrail.toml_text import read_toml
from billtrail.vocabulary import FigureForm
from billtrail.workspace import Say, Workspace, prepare

#: The kind of a load's line in the journal, which holds no count.
LOAD = "load"
#: The figures made of counts, beside the workspace's own statistics.csv.
FIGURES = "program-counts.csv"


@dataclass(frozen=True, slots=True)
class Settings:
    """``[counts]`` of organisation.toml: the rules, and how many loads are kept."""

    rules: Rules
    keep_loads: int = 8


@dataclass(frozen=True, slots=True)
class Revision:
    """A count that an earlier load gave another value."""

    count: Count
    before: int


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did. ``protected`` are all counts of its programs, not only the file's.

    ``figures`` are how many may be printed, ``blocked`` why the others may not, by reason.
    ``number`` is the load's in ``counts.db``, ``None`` for a partner's safe copy; it is ``whole``
    where every value that it stands in place of is kept, so that it can be taken back."""

    file: CountsFile
    protected: Protected
    revisions: tuple[Revision, ...]
    forgotten: int
    number: int | None = None
    whole: bool = True
    figures: int = 0
    blocked: Mapping[str, int] = field(default_factory=dict)


def load(
    workspace: Workspace,
    path: Path,
    *,
    safe_copy: Path | None = None,
    by: str,
    say: Say = lambda line: None,
) -> Loaded:
    """Load a file of counts: kept, hidden where they must be, the rest made figures.

    Everything is written or nothing. Raises CheckFailed and UsageError as ``read_counts`` and
    ``protect`` do.
    """
    file = read_counts(path)
    settings = read_settings(workspace.organisation)
    with (
        workspace.writer("stats load") as writer,
        counts_store.open_counts(workspace.counts) as store,
    ):
        loaded = _load_safe(file, settings) if file.is_safe else _load_raw(
            store, workspace, file, settings, path, by
        )  # fmt: skip
        figures = counts_figures.build_figures(loaded.protected)
        text = _figures_text(workspace.root, figures, loaded.protected)
        before = journal.read_text(workspace.root / FIGURES)
        about: dict[str, Any] = {"load": loaded.number, "whole": loaded.whole}
        if file.is_safe:
            about |= {"splice": asdict(Splice.between(before, text))}
        command = shlex.join(["stats", "load", file.name])
        journal.note(workspace, LOAD, at=writer.now, by=by, command=command, about=about)
        _write(workspace.root / FIGURES, text)
        if safe_copy:
            _write(safe_copy, safe_text(_of_programs(loaded.protected, file)))
        writer.runs.finish("done", {})
    prepare(workspace, say)
    blocked = Counter(filter(None, map(_why_blocked, figures)))
    return replace(loaded, figures=len(figures) - blocked.total(), blocked=blocked)


def _of_programs(protected: Protected, file: CountsFile) -> Protected:
    """What is shown of the programs of one file."""
    wanted = {canonical(count.program) for count in file.counts}
    cells = (c for c in protected.cells if canonical(c.count.program) in wanted)
    return replace(protected, cells=tuple(cells))


def _why_blocked(figure: Mapping[str, str]) -> str:
    """Why a figure made of counts may not be printed; ``""`` where it may."""
    form, reasons = derive_form(dict.fromkeys(COLUMNS, "") | dict(figure))
    return "; ".join(reasons) if form == FigureForm.BLOCKED else ""


def _load_safe(file: CountsFile, settings: Settings) -> Loaded:
    """A partner's safe copy: what it hid is not known here, and what it shows is shown."""
    cells = tuple(Shown(count, count.key in file.hidden) for count in file.counts)
    return Loaded(file, Protected(cells, settings.rules), (), 0)


def _load_raw(
    store: Any, workspace: Workspace, file: CountsFile, settings: Settings, path: Path, by: str
) -> Loaded:
    """All counts go in that hang together with the file's, whenever they were loaded."""
    latest = counts_store.latest_counts(store)
    new = {c.key: c for c in _with_public(file.counts, workspace)}
    counts = new | {key: c for key, c in latest.items() if key not in new}
    protected, before, counts = _edition(store, settings, counts, {key[0] for key in new})
    digest = sha256(path.read_bytes()).hexdigest()
    number = counts_store.save_load(
        store, file.counts, file=file.name, sha256=digest, loaded_at=calendars.utc_now(), by=by
    )
    counts_store.save_edition(store, number, protected, before)
    forgotten = counts_store.forget_loads(store, settings.keep_loads)
    whole = latest.keys() <= counts_store.latest_counts(store, without=number).keys()
    shown, revisions = _still_loaded(protected, counts), _revisions(latest, file.counts)
    return Loaded(file, shown, revisions, forgotten, number, whole)


def _edition(
    store: Any, settings: Settings, counts: Mapping[Key, Count], programs: set[str]
) -> tuple[Protected, Protected | None, dict[Key, Count]]:
    """What may be shown of these programs and of those that hang together with them: the edition,
    what was shown before, and the counts that went in."""
    before = counts_store.last_edition(store, settings.rules)
    programs = _joined(programs, counts.values(), before)
    counts = {key: c for key, c in counts.items() if key[0] in programs}
    before = before and replace(
        before, cells=tuple(c for c in before.cells if c.count.key[0] in programs)
    )
    day = calendars.today().isoformat()
    edition = protect(list(counts.values()), settings.rules, before=before, day=day)
    return edition, before, counts


def take_back(workspace: Workspace, writer: Writer, last: Change, by: str) -> None:
    """Take a load out of ``counts.db`` and make the figures of what is left, as ``undoing`` asks.

    What it had shown stays in the ledger, because others may know it: what is shown afterwards is
    decided as for any other load. Raises UsageError where earlier values are not kept any more.
    """
    if not last.about["whole"]:
        raise UsageError(
            f"{last.command!r} cannot be taken back: the values of before were deleted, as "
            "keep_loads says. Load the earlier file again."
        )
    with counts_store.open_counts(workspace.counts) as store:
        text = _without_load(store, workspace, last)
        about = {"load": last.about["load"]}
        journal.note(workspace, LOAD, at=writer.now, by=by, command="undo", about=about,
                     undoes=last.id)  # fmt: skip
        _write(workspace.root / FIGURES, text)


def _without_load(store: Any, workspace: Workspace, last: Change) -> str:
    """The figures without a load."""
    number, text = last.about["load"], journal.read_text(workspace.root / FIGURES)
    if number is None:
        return _without_safe_copy(text, last)
    programs = counts_store.drop_load(store, number)
    if not programs:  # noted and then not done: there is nothing to take back
        return text
    settings = read_settings(workspace.organisation)
    edition, before, counts = _edition(
        store, settings, counts_store.latest_counts(store), programs
    )  # fmt: skip
    counts_store.save_edition(store, number, edition, before)
    shown = _still_loaded(edition, counts)
    return _figures_text(workspace.root, counts_figures.build_figures(shown), edition)


def _without_safe_copy(text: str, last: Change) -> str:
    """A partner's counts are nowhere but in the figures."""
    before = Splice(**last.about["splice"]).taken_back(text)
    if before is None:
        raise UsageError(
            f"{FIGURES} was changed after {last.command!r}. Load the earlier file again."
        )
    return before


def _joined(programs: set[str], counts: Iterable[Count], before: Protected | None) -> set[str]:
    """Programs, and those whose counts hang together with theirs."""
    shown = [cell.count for cell in before.cells] if before else []
    groups = [{c.key[0] for c in group} for group in linked([*counts, *shown])]
    while more := {p for group in groups if group & programs for p in group} - programs:
        programs |= more
    return programs


def _still_loaded(edition: Protected, counts: Mapping[Key, Count]) -> Protected:
    """What is shown of an edition: what only a load had that was taken back is known to others,
    but is no figure any more."""
    return replace(edition, cells=tuple(c for c in edition.cells if c.count.key in counts))


def _revisions(latest: Mapping[Key, Count], counts: Iterable[Count]) -> tuple[Revision, ...]:
    return tuple(
        Revision(count, latest[count.key].value)
        for count in counts
        if count.key in latest and latest[count.key].value != count.value
    )


def _with_public(counts: Iterable[Count], workspace: Workspace) -> list[Count]:
    """Counts that the statistics already give with program, measure and period are public."""
    known = {
        (f.program, f.measure, f.period_start, f.period_end)
        for f in load_sound(workspace.root, {}).content.figures
        if "own-count" not in f.tags
    }
    return [
        replace(c, public=True)
        if not list(c.named()) and (c.program, c.measure, c.start, c.end) in known
        else c
        for c in counts
    ]


# -- settings --------------------------------------------------------------------------------------

_SETTINGS = {"threshold": 1, "base": 1, "values": 2, "keep_loads": 1}


def read_settings(path: Path) -> Settings:
    """The table ``[counts]``; raises UsageError naming a key that is no whole number or too low."""
    values = _counts_table(path)
    for name, value in values.items():
        if name not in _SETTINGS:
            raise UsageError(f"{path}: [counts] has no setting {name!r}: {', '.join(_SETTINGS)}.")
        if not isinstance(value, int) or value < _SETTINGS[name]:
            raise UsageError(
                f"{path}: [counts] {name} must be a whole number from {_SETTINGS[name]} on."
            )
    keep = values.pop("keep_loads", Settings.__dataclass_fields__["keep_loads"].default)
    return Settings(Rules(**values), keep)


def _counts_table(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    try:
        table = read_toml(path.read_text(encoding="utf-8")).get("counts", {})
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} is not readable TOML: {error}.") from error
    if not isinstance(table, dict):
        raise UsageError(f"{path}: counts must be a table: [counts].")
    return dict(table)


# -- files that are written ------------------------------------------------------------------------


def _figures_text(root: Path, figures: list[dict[str, str]], protected: Protected) -> str:
    """The file with the figures of these programs replaced; those of other programs stay. The
    content is checked whole with them."""
    programs, path = {canonical(c.count.program) for c in protected.cells}, root / FIGURES
    others = []
    if path.is_file():
        rows = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"), newline=""))
        others = [row for row in rows if canonical(row.get("program") or "") not in programs]
    written = io.StringIO(newline="")
    writer = csv.DictWriter(
        written, WITH_SHARE, restval="no", lineterminator="\n", extrasaction="ignore"
    )
    writer.writeheader()
    writer.writerows([*others, *figures])
    faults_of(root, FIGURES, written.getvalue())
    return written.getvalue()


def _write(path: Path, text: str) -> None:
    """Whole or not at all."""
    try:
        replace_file(path, text.encode("utf-8"))
    except OSError as error:
        raise StoreError(f"{path} cannot be written: {error}.") from error


def safe_text(protected: Protected) -> str:
    """The counts as CSV for others: a hidden one has no number, but what can be said instead."""
    dimensions = sorted({name for cell in protected.cells for name in cell.count.group})
    columns = [*REQUIRED[:4], "part_of", *dimensions, REQUIRED[4], "share", *SAFE]
    written = io.StringIO(newline="")
    writer = csv.DictWriter(written, columns, lineterminator="\n")
    writer.writeheader()
    for cell in protected.cells:
        writer.writerow(_safe_row(cell, dimensions, protected.rules))
    return written.getvalue()


def _safe_row(cell: Shown, dimensions: Iterable[str], rules: Rules) -> dict[str, object]:
    count = cell.count
    said = "; ".join(counts_figures.offer_words(offer) for offer in cell.offers)
    values: dict[str, object] = {
        "program": count.program, "measure": count.measure, "period_start": count.start,
        "period_end": count.end, "part_of": count.part_of or "", "share": count.share,
        "count": "" if cell.hidden else count.value,
        "shown": "hidden to protect survivors" if cell.hidden else "yes", "instead": said,
        "rules": counts_figures.rules_words(rules),
    }  # fmt: skip
    values |= {name: count.category(name) for name in dimensions}
    # A cell that begins like a formula would be one in a spreadsheet.
    return {
        name: f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@") else value
        for name, value in values.items()
    }
