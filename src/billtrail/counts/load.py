"""Program counts on their way in: file -> counts.db -> what may be shown -> figures.

The working file and every page know only ``program-counts.csv`` of the workspace, which holds
shown counts, as figures. The raw counts stay in ``counts.db``. They are shown on fixed days: a load
between two of them is kept, and shown on the next.
"""

import shlex
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from billtrail.campaigns import COLUMNS, derive_form
from billtrail.campaigns.content import load_sound
from billtrail.counts.suppression import Count, Key, Protected, Shown, canonical, linked, protect
from billtrail.errors import CheckFailed, UsageError
from billtrail.files import FileBytes, csv_table, read_limited, read_text
from billtrail.legislatures import FigureForm
from billtrail.legislatures.calendar import sessions
from billtrail.store import Writer
from billtrail.workspace import JournalEntry, Say, Splice, Workspace, journal, prepare

from . import as_figures, names
from . import coarse as counts_coarse
from . import store as counts_store
from .output import FIGURES, figures_text, safe_text, write_text
from .reading import Choices, CountsFile, read_counts
from .settings import CountsSettings, last_release, next_release, read_settings

#: The kind of a load's line in the journal, which holds no count.
LOAD = "load"


@dataclass(frozen=True, slots=True)
class Revision:
    """A count that an earlier load gave another value."""

    count: Count
    before: int


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did. ``protected`` is what is on display of the file's programs and of those
    that hang together with them; ``kept_until`` the day until which nothing of the load is shown.

    ``figures`` are how many may be printed, ``blocked`` why the others may not, by reason.
    ``number`` is the load's in ``counts.db``, ``None`` for a partner's safe copy; it is ``whole``
    where every value that it stands in place of is kept, so that it can be taken back."""

    file: CountsFile
    protected: Protected
    revisions: tuple[Revision, ...] = ()
    forgotten: int = 0
    kept_until: date | None = None
    number: int | None = None
    whole: bool = True
    figures: int = 0
    blocked: Mapping[str, int] = field(default_factory=dict)


def load(
    workspace: Workspace,
    source: Path | FileBytes,
    *,
    choices: Choices | None = None,
    safe_copy: Path | None = None,
    by: str,
    coarse: bool = False,
    dimension: str | None = None,
    new_names: bool = False,
    say: Say = lambda line: None,
) -> Loaded:
    """Load a file of counts: kept, hidden where they must be, the rest made figures.

    ``choices`` say what its columns are where that is not seen. ``coarse``: only years, by program
    and one ``dimension``, rounded to 5. ``new_names``: names that look like another spelling are
    new ones. Everything is written or nothing. Raises CheckFailed and UsageError as ``read_counts``
    and ``protect`` do.
    """
    file = read_counts(source, choices)
    settings = read_settings(workspace.organisation)
    if coarse:
        file, settings = _coarse(file, settings, dimension)
    _refuse_without_history(workspace, file)
    with (
        workspace.writer("stats load") as writer,
        counts_store.open_counts(workspace.counts) as store,
    ):
        if file.is_safe:
            loaded = _load_safe(file, settings)
        else:
            file = _named(store, workspace, file, new_names)
            digest = _digest(source, choices)
            loaded = _load_raw(store, file, settings, digest, by)
        loaded, text = _figures(workspace, loaded)
        _note(workspace, writer, loaded, text, by)
        write_text(workspace.root / FIGURES, text)
        if safe_copy:
            write_text(safe_copy, safe_text(_of_programs(loaded.protected, file)))
        writer.runs.finish("done", {})
    prepare(workspace, say)
    return loaded


def _digest(source: Path | FileBytes, choices: Choices | None) -> str:
    """Equal where the same file was read in the same way."""
    how = repr(choices).encode() if choices not in (None, Choices()) else b""
    return sha256(read_limited(source) + how).hexdigest()


def _note(workspace: Workspace, writer: Writer, loaded: Loaded, text: str, by: str) -> None:
    before = journal.read_text(workspace.root / FIGURES)
    about: dict[str, Any] = {"load": loaded.number, "whole": loaded.whole}
    if loaded.file.is_safe:
        about |= {"splice": asdict(Splice.between(before, text))}
    command = shlex.join(["stats", "load", loaded.file.name])
    journal.note(workspace, LOAD, at=writer.now, by=by, command=command, about=about)


def release(
    workspace: Workspace, *, now: bool = False, say: Say = lambda line: None
) -> list[Loaded]:
    """Show what loads have kept, where a release day has come since the last time (or ``now``).

    Raises UsageError where nothing is kept or no day has come.
    """
    settings = read_settings(workspace.organisation)
    _refuse_without_counts(workspace)
    done = []
    with (
        workspace.writer("stats release") as writer,
        counts_store.open_counts(workspace.counts) as store,
    ):
        for load in reversed(_waiting(store)):
            if load in counts_store.waiting_loads(store):  # and not shown with a newer one
                sheet = _Sheet.of_load(store, load, settings)
                if now or sheet.may_show():
                    loaded, text = _figures(workspace, sheet.show(load))
                    write_text(workspace.root / FIGURES, text)
                    done.append(loaded)
        if not done:
            day = next_release(sessions.today(), settings.release)
            raise UsageError(f"The next release day is {day}. To show an edition before: --now.")
        writer.runs.finish("done", {})
    prepare(workspace, say)
    return done


def _waiting(store: Any) -> list[int]:
    if waiting := counts_store.waiting_loads(store):
        return waiting
    raise UsageError("Nothing is kept back: every load is shown.")


def _refuse_without_counts(workspace: Workspace) -> None:
    if not workspace.counts.is_file():
        raise UsageError("No program counts were loaded here.")


def rename(workspace: Workspace, old: str, new: str) -> int:
    """A name was spelled wrong: whatever was loaded or shown under ``old`` counts as ``new`` from
    now on. Returns in how many counts it stands.

    Raises UsageError where no count has it.
    """
    _refuse_without_counts(workspace)
    with counts_store.open_counts(workspace.counts) as store:
        found = sum(names.holds(c, old) for c in counts_store.latest_counts(store).values())
        if not found:
            raise UsageError(f"No count that was loaded has the name {old!r}.")
        counts_store.save_name(store, old, new)
    return found


def take_back(workspace: Workspace, writer: Writer, last: JournalEntry, by: str) -> None:
    """Take a load out of ``counts.db`` and make the figures of what is left, as ``undo`` asks.

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
        write_text(workspace.root / FIGURES, text)


def _without_load(store: Any, workspace: Workspace, last: JournalEntry) -> str:
    """The figures without a load."""
    number, text = last.about["load"], journal.read_text(workspace.root / FIGURES)
    if number is None:
        return _without_safe_copy(text, last)
    counts, was_shown = counts_store.drop_load(store, number)
    if not was_shown:  # kept for a release day, or noted and then not done
        return text
    sheet = _Sheet(store, CountsFile("", counts), read_settings(workspace.organisation))
    sheet.counts = {key: c for key, c in sheet.counts.items() if key in sheet.latest}
    sheet.file = CountsFile("", tuple(sheet.counts.values()))
    shown = replace(sheet.show(number), file=CountsFile("", counts))
    return _figures(workspace, shown)[1]


def _without_safe_copy(text: str, last: JournalEntry) -> str:
    """A partner's counts are nowhere but in the figures."""
    before = Splice(**last.about["splice"]).taken_back(text)
    if before is None:
        raise UsageError(
            f"{FIGURES} was changed after {last.command!r}. Load the earlier file again."
        )
    return before


# -- one load --------------------------------------------------------------------------------------


def _coarse(
    file: CountsFile, settings: CountsSettings, dimension: str | None
) -> tuple[CountsFile, CountsSettings]:
    counts = counts_coarse.coarsen(file.counts, dimension)
    return replace(file, counts=counts), replace(
        settings, rules=replace(settings.rules, rounding=counts_coarse.BASE)
    )


def _load_safe(file: CountsFile, settings: CountsSettings) -> Loaded:
    """A partner's safe copy: what it hid is not known here, and what it shows is shown."""
    cells = tuple(Shown(c, c.key in file.hidden, loaded=c.value) for c in file.counts)
    return Loaded(file, Protected(cells, settings.rules))


def _named(store: Any, workspace: Workspace, file: CountsFile, new_names: bool) -> CountsFile:
    """A file with names as they were corrected, and counts that others have published marked."""
    counts = [names.corrected(c, counts_store.names(store)) for c in file.counts]
    if not new_names:
        names.refuse_other_spellings(counts, counts_store.latest_counts(store).values())
    return replace(file, counts=tuple(_with_public(counts, workspace)))


def _load_raw(
    store: Any, file: CountsFile, settings: CountsSettings, digest: str, by: str
) -> Loaded:
    sheet = _Sheet(store, file, settings)
    revisions = _revisions(sheet.latest, file.counts)
    number = counts_store.save_load(
        store, file.counts, file=file.name, sha256=digest, loaded_at=sessions.utc_now(), by=by,
        rounding=settings.rules.rounding,
    )  # fmt: skip
    if sheet.may_show():
        loaded = sheet.show(number)
    else:
        waits = number in counts_store.waiting_loads(store)  # the same file again does not
        until = next_release(sessions.today(), settings.release) if waits else None
        loaded = Loaded(file, sheet.on_display(), kept_until=until, number=number)
    forgotten = counts_store.forget_loads(store, settings.keep_loads)
    whole = sheet.latest.keys() <= counts_store.latest_counts(store, without=number).keys()
    return replace(loaded, revisions=revisions, forgotten=forgotten, whole=whole)


class _Sheet:
    """All counts that hang together with those of a file, whenever they were loaded, and what was
    shown of them."""

    def __init__(self, store: Any, file: CountsFile, settings: CountsSettings) -> None:
        self.store, self.file, self.settings = store, file, settings
        self.latest = counts_store.latest_counts(store)
        before = counts_store.last_edition(store, settings.rules)
        new = {c.key: c for c in file.counts}
        counts = new | {key: c for key, c in self.latest.items() if key not in new}
        self.programs = _programs_of(file, counts.values(), before)
        self.counts = {key: c for key, c in counts.items() if key[0] in self.programs}
        self.before = before and _only(before, lambda key: key[0] in self.programs)

    @classmethod
    def of_load(cls, store: Any, load: int, settings: CountsSettings) -> "_Sheet":
        """A load that was kept."""
        name, rounding = counts_store.about_load(store, load)
        file = CountsFile(name, counts_store.counts_of_load(store, load))
        return cls(store, file, replace(settings, rules=replace(settings.rules, rounding=rounding)))

    def may_show(self) -> bool:
        """Whether none of these programs was shown since the last release day."""
        day = last_release(sessions.today(), self.settings.release)
        shown = counts_store.last_shown(self.store, self.programs)
        return shown is None or self.settings.release == "load" or shown < day.isoformat()

    def show(self, number: int) -> Loaded:
        new = {count.key for count in self.file.counts}
        day = sessions.today().isoformat()
        edition = protect(
            self.file.counts, self.settings.rules, before=self.before, day=day,
            older=[c for key, c in self.counts.items() if key not in new],
        )  # fmt: skip
        counts_store.save_edition(self.store, number, edition, self.before)
        counts_store.save_shown(self.store, day, self.programs)
        return Loaded(self.file, self._still_loaded(edition), number=number)

    def on_display(self) -> Protected:
        """What was shown last."""
        return self._still_loaded(self.before or Protected((), self.settings.rules))

    def _still_loaded(self, edition: Protected) -> Protected:
        """What only a load had that was taken back is known to others, but no figure any more.
        What may leave is as the newest load says."""
        return replace(edition, cells=tuple(
            replace(s, count=replace(s.count, share=self.counts[s.count.key].share))
            for s in edition.cells if s.count.key in self.counts
        ))  # fmt: skip


def _only(edition: Protected, wanted: Callable[[Key], bool]) -> Protected:
    cells = tuple(c for c in edition.cells if wanted(c.count.key))
    left_out = tuple(count for count in edition.left_out if wanted(count.key))
    return replace(edition, cells=cells, left_out=left_out)


def _of_programs(protected: Protected, file: CountsFile) -> Protected:
    """What is shown of the programs of one file."""
    wanted = {canonical(count.program) for count in file.counts}
    return _only(protected, lambda key: key[0] in wanted)


def _programs_of(
    file: CountsFile, counts: Iterable[Count], before: Protected | None
) -> Collection[str]:
    """The programs of a file, and those whose counts hang together with theirs."""
    shown = [cell.count for cell in before.cells] if before else []
    known = before.sums if before else frozenset()
    groups = [{c.key[0] for c in group} for group in linked([*shown, *counts], known)]
    programs = {count.key[0] for count in file.counts}
    while more := {p for group in groups if group & programs for p in group} - programs:
        programs |= more
    return programs


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


def _refuse_without_history(workspace: Workspace, file: CountsFile) -> None:
    """Without counts.db nothing is known of what others know: the last figures stay."""
    path = workspace.root / FIGURES
    if file.is_safe or workspace.counts.exists() or not path.is_file():
        return
    _, rows = csv_table(read_text(path), FIGURES)
    shown = {canonical(row.get("program") or "") for row in rows}
    for count in file.counts:
        if canonical(count.program) in shown:
            raise CheckFailed(
                f"{workspace.counts} is gone, and with it what was shown of {count.program}. A "
                "hidden count could be worked out from two editions without it, so the figures of "
                f"{FIGURES} stay and are published as they are. Put counts.db back from a backup."
            )


# -- figures ---------------------------------------------------------------------------------------


def _figures(workspace: Workspace, loaded: Loaded) -> tuple[Loaded, str]:
    """What a load made to figures, and the file of them."""
    figures = as_figures.build_figures(loaded.protected)
    shown = (cell.count for cell in loaded.protected.cells)
    programs = {count.key[0] for count in (*loaded.file.counts, *shown)}
    blocked = Counter(filter(None, map(_why_blocked, figures)))
    done = replace(loaded, figures=len(figures) - blocked.total(), blocked=blocked)
    return done, figures_text(workspace.root, figures, programs)


def _why_blocked(figure: Mapping[str, str]) -> str:
    """Why a figure made of counts may not be printed; ``""`` where it may."""
    form, reasons = derive_form(dict.fromkeys(COLUMNS, "") | dict(figure))
    return "; ".join(reasons) if form == FigureForm.BLOCKED else ""
