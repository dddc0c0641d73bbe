"""Program counts on their way in: file -> counts.db -> what may be shown -> figures.

The working file and every page know only ``program-counts.csv`` of the workspace, which holds
shown counts, as figures. The raw counts stay in ``counts.db``. They are shown on fixed days: a load
between two of them is kept, and shown on the next.
"""

import shlex
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from billtrail.campaigns.content import load_sound
from billtrail.counts.suppression import Count, Protected, Shown, canonical
from billtrail.errors import CheckFailed, UsageError
from billtrail.files import FileBytes, csv_table, read_limited, read_text
from billtrail.legislatures.calendar import sessions
from billtrail.store import Writer
from billtrail.workspace import JournalEntry, Say, Splice, Workspace, journal, prepare

from . import as_figures, names
from . import coarse as counts_coarse
from . import store as counts_store
from .output import FIGURES, figures_text, safe_text, write_text
from .plan import Comparison, Plan, build_plan, why_blocked
from .reading import Choices, CountsFile, read_counts
from .settings import CountsSettings, next_release, read_settings
from .sheet import Sheet, only

#: The kind of a load's line in the journal, which holds no count.
LOAD = "load"


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did. ``protected`` is what is on display of the file's programs and of those
    that hang together with them; ``kept_until`` the day until which nothing of the load is shown.

    ``figures`` are how many may be printed, ``blocked`` why the others may not, by reason.
    ``number`` is the load's in ``counts.db``, ``None`` for a partner's safe copy; it is ``whole``
    where every value that it stands in place of is kept, so that it can be taken back. ``plan`` is
    what it changed, in words; ``entry`` its line of the journal."""

    file: CountsFile
    protected: Protected
    forgotten: int = 0
    kept_until: date | None = None
    number: int | None = None
    whole: bool = True
    figures: int = 0
    blocked: Mapping[str, int] = field(default_factory=dict)
    plan: Plan | None = None
    entry: JournalEntry | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """How a file is to be read: what its columns are; ``coarse``: only years, by program and one
    ``dimension``, rounded to 5; ``new_names``: names that look like another spelling are new."""

    choices: Choices = field(default_factory=Choices)
    coarse: bool = False
    dimension: str | None = None
    new_names: bool = False


class PlanMoved(CheckFailed):
    """What a load would do is not what was seen: something was loaded or published meanwhile."""


def check(workspace: Workspace, source: Path | FileBytes, reading: Reading | None = None) -> Plan:
    """What a load would do; nothing is written. The work is done on a copy in memory.

    Raises what ``load`` raises.
    """
    todo = _Todo.of(workspace, source, reading or Reading())
    with counts_store.open_copy(workspace.counts) as store:
        loaded, _ = _perform(workspace, store, todo, by="")
    assert loaded.plan is not None
    return loaded.plan


def load(
    workspace: Workspace,
    source: Path | FileBytes,
    reading: Reading | None = None,
    *,
    safe_copy: Path | None = None,
    by: str,
    seen: str | None = None,
    say: Say = lambda line: None,
) -> Loaded:
    """Load a file of counts: kept, hidden where they must be, the rest made figures.

    ``seen`` is the digest of the plan that whoever loads has looked at. Everything is written or
    nothing. Raises CheckFailed and UsageError as ``read_counts`` and ``protect`` do, ``PlanMoved``
    where the plan is another one by now.
    """
    todo = _Todo.of(workspace, source, reading or Reading())
    with (
        workspace.writer("stats load") as writer,
        counts_store.open_counts(workspace.counts) as store,
    ):
        loaded, text = _perform(workspace, store, todo, by)
        if loaded.plan and seen not in (None, loaded.plan.digest):
            raise PlanMoved("Something was loaded meanwhile: look at what would change now.")
        loaded = replace(loaded, entry=_note(workspace, writer, loaded, text, by))
        write_text(workspace.root / FIGURES, text)
        if safe_copy:
            write_text(safe_copy, safe_text(_of_programs(loaded.protected, loaded.file)))
        writer.runs.finish("done", {})
    prepare(workspace, say)
    return loaded


@dataclass(frozen=True, slots=True)
class _Todo:
    """A file that was read, with the settings it is loaded by."""

    file: CountsFile
    settings: CountsSettings
    digest: str
    new_names: bool

    @classmethod
    def of(cls, workspace: Workspace, source: Path | FileBytes, reading: Reading) -> "_Todo":
        file = read_counts(source, reading.choices)
        settings = read_settings(workspace.organisation)
        if reading.coarse:
            file, settings = _coarse(file, settings, reading.dimension)
        _refuse_without_history(workspace, file)
        return cls(file, settings, _digest(source, reading.choices), reading.new_names)


def _perform(workspace: Workspace, store: Any, todo: _Todo, by: str) -> tuple[Loaded, str]:
    """Load into a store, and what the figures are then; the workspace stays as it is."""
    if todo.file.is_safe:
        loaded, compared = _load_safe(todo.file, todo.settings)
    else:
        file = _named(store, workspace, todo.file, todo.new_names)
        loaded, compared = _load_raw(store, file, todo, by)
    loaded, text = _figures(workspace, loaded)
    _, now = csv_table(read_text(workspace.root / FIGURES), FIGURES)
    return replace(loaded, plan=build_plan(compared, now)), text


def _digest(source: Path | FileBytes, choices: Choices) -> str:
    """Equal where the same file was read in the same way."""
    how = repr(choices).encode() if choices != Choices() else b""
    return sha256(read_limited(source) + how).hexdigest()


def _note(workspace: Workspace, writer: Writer, loaded: Loaded, text: str, by: str) -> JournalEntry:
    """The load's line in the journal: which file, and nothing of what is in it."""
    before = journal.read_text(workspace.root / FIGURES)
    about: dict[str, Any] = {"load": loaded.number, "whole": loaded.whole}
    about |= {"file": loaded.file.name}
    if loaded.kept_until:
        about |= {"kept_until": loaded.kept_until.isoformat()}
    if loaded.file.is_safe:
        about |= {"splice": asdict(Splice.between(before, text))}
    command = shlex.join(["stats", "load", loaded.file.name])
    return journal.note(workspace, LOAD, at=writer.now, by=by, command=command, about=about)


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
                sheet = Sheet.of_load(store, load, settings)
                if now or sheet.may_show():
                    loaded = Loaded(sheet.file, sheet.show(load), number=load)
                    loaded, text = _figures(workspace, loaded)
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
    sheet = Sheet(store, CountsFile("", counts), read_settings(workspace.organisation))
    sheet.counts = {key: c for key, c in sheet.counts.items() if key in sheet.latest}
    sheet.file = CountsFile("", tuple(sheet.counts.values()))
    shown = Loaded(CountsFile("", counts), sheet.show(number), number=number)
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


def _load_safe(file: CountsFile, settings: CountsSettings) -> tuple[Loaded, Comparison]:
    """A partner's safe copy: what it hid is not known here, and what it shows is shown."""
    cells = tuple(Shown(c, c.key in file.hidden, loaded=c.value) for c in file.counts)
    shown = Protected(cells, settings.rules)
    return Loaded(file, shown), Comparison(file, {}, None, shown)


def _named(store: Any, workspace: Workspace, file: CountsFile, new_names: bool) -> CountsFile:
    """A file with names as they were corrected, and counts that others have published marked."""
    counts = [names.corrected(c, counts_store.names(store)) for c in file.counts]
    if not new_names:
        names.refuse_other_spellings(counts, counts_store.latest_counts(store).values())
    return replace(file, counts=tuple(_with_public(counts, workspace)))


def _load_raw(store: Any, file: CountsFile, todo: _Todo, by: str) -> tuple[Loaded, Comparison]:
    settings = todo.settings
    sheet = Sheet(store, file, settings)
    number = counts_store.save_load(
        store, file.counts, file=file.name, sha256=todo.digest, loaded_at=sessions.utc_now(),
        by=by, rounding=settings.rules.rounding,
    )  # fmt: skip
    edition, until = sheet.edition(), None
    if sheet.may_show():
        loaded = Loaded(file, sheet.show(number, edition), number=number)
    else:
        waits = number in counts_store.waiting_loads(store)  # the same file again does not
        until = next_release(sessions.today(), settings.release) if waits else None
        loaded = Loaded(file, sheet.on_display(), kept_until=until, number=number)
    forgotten = counts_store.forget_loads(store, settings.keep_loads)
    whole = sheet.latest.keys() <= counts_store.latest_counts(store, without=number).keys()
    compared = Comparison(file, sheet.latest, sheet.before, sheet.still_loaded(edition), until)
    return replace(loaded, forgotten=forgotten, whole=whole), compared


def _of_programs(protected: Protected, file: CountsFile) -> Protected:
    """What is shown of the programs of one file."""
    wanted = {canonical(count.program) for count in file.counts}
    return only(protected, lambda key: key[0] in wanted)


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
    blocked = Counter(filter(None, map(why_blocked, figures)))
    done = replace(loaded, figures=len(figures) - blocked.total(), blocked=blocked)
    _refuse_on_pages(workspace, {row["id"] for row in figures}, programs)
    return done, figures_text(workspace.root, figures, programs)


def _refuse_on_pages(workspace: Workspace, ids: Collection[str], programs: Collection[str]) -> None:
    """What pages print is taken off them by a person; raises CheckFailed with how."""
    _, now = csv_table(read_text(workspace.root / FIGURES), FIGURES)
    gone = {row["id"] for row in now if canonical(row.get("program") or "") in programs} - {*ids}
    for campaign in load_sound(workspace.root, {}).content.campaigns if gone else ():
        if used := [id for id in (*campaign.figures, *campaign.chart) if id in gone]:
            named = " ".join(dict.fromkeys(used))
            raise CheckFailed(
                f"{named}: shown no more by this, and on the pages of {campaign.id}. Take what is "
                f"on pages off them first: billtrail stats use {named} --campaign {campaign.id} "
                "--not"
            )
