"""Leave-behinds and visit packs: a page for each office on a list, and what its visitor needs.

One snapshot serves all offices. Pages are printed by workers that get finished ``Brief`` values,
so that their number changes no byte. A list that names somebody nobody knows stops everything
before a file is written: a pack with an office missing looks whole until someone stands at the
door. ``skip_unmatched`` writes the others.
"""

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass
from itertools import repeat
from multiprocessing import get_context
from pathlib import Path

from billtrail.bills.models import Person
from billtrail.bills.people import Pasted, VisitList, seat, titled
from billtrail.briefs.build import AS_WRITTEN, Choices
from billtrail.briefs.formats import RENDERERS, fit
from billtrail.briefs.typeset import FORMATS, brief_id
from billtrail.briefs.typeset import templates as templates_at
from billtrail.briefs.visits import VisitPlan, VisitSheet, build_sheet, page_name, read_plan
from billtrail.errors import BriefRefused, UsageError
from billtrail.files import one_of, platforms, write_file
from billtrail.progress import Progress, ProgressStep, untold
from billtrail.snapshot import Snapshot
from billtrail.words import count_words
from billtrail.workspace import Workspace

from . import issued, pack_files
from .replaced import said_of_replaced
from .values import Brief, LeftOut
from .write import build_request

Say = Callable[[str], None]

#: Sheets and one file for the printer are made for so many offices at most.
_MOST_PRINTED = 60
#: Below this number of pages, starting workers takes longer than printing.
_FEW = 16
_CHUNK = 8


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """The page of one office as bytes, or why it was refused."""

    person: Person
    brief: Brief
    content: bytes
    refused: str | None = None


@dataclass(frozen=True, slots=True)
class Pack:
    """What was written: ``files`` first those for all offices, ``notes`` for the author, ``ids``
    of the pages, ``left_out`` what pages do not say, with the number of those pages."""

    folder: Path
    files: tuple[Path, ...]
    pages: Counter[str]
    notes: tuple[str, ...]
    refused: tuple[str, ...]
    ids: tuple[str, ...] = ()
    left_out: tuple[tuple[LeftOut, int], ...] = ()

    @property
    def shared(self) -> tuple[Path, ...]:
        """The files that are for all offices."""
        return self.files[: len(self.files) - sum(self.pages.values())]

    @property
    def each(self) -> tuple[Path, ...]:
        """The page of each office, in visiting order."""
        return self.files[len(self.shared) :]


def write_visits(
    snapshot: Snapshot,
    workspace: Workspace,
    campaign: str,
    legislators: str | Pasted,
    folder: Path,
    *,
    format_: str = "pdf",
    language: str = "en",
    choices: Choices = AS_WRITTEN,
    workers: int | None = None,
    executor: Executor | None = None,
    skip_unmatched: bool = False,
    say: Say = lambda line: None,
    progress: Progress = untold,
) -> Pack:
    """Write a page for each office of ``legislators`` (``all``, a file, a spelling, or a pasted
    list) and, for a list, the visit pack. Raises ``UsageError``, ``BriefRefused`` or
    ``StoreError`` before anything is written."""
    one_of("format", format_, FORMATS)
    request = build_request(snapshot, workspace, campaign, language=language, choices=choices)
    plan = read_plan(snapshot, workspace, request, legislators)
    for line in plan.visits.problems:
        say(str(line))
    if plan.visits.problems and not skip_unmatched:
        raise UsageError(_stopped(plan.visits))
    if not plan.visits.people:
        raise UsageError("No office is left to write for.")
    pack_files.require_writable(folder)
    printed = list(_told(print_pages(plan, format_, workers, executor), len(plan.briefs), progress))
    files = {folder / name: content for name, content in _files(plan, printed, format_).items()}
    replaced = tuple(said_of_replaced(files))
    for path, content in files.items():
        write_file(path, content)
    pages = [page.brief for page in printed if not page.refused]
    unrecorded = issued.record(workspace, pages)
    return Pack(
        folder,
        tuple(files),
        Counter(page.addressee.variant for page in pages if page.addressee),
        (*replaced, *_notes(plan, [page.brief for page in printed]), *unrecorded),
        tuple(f"{titled(page.person)}: {page.refused}" for page in printed if page.refused),
        () if unrecorded else tuple(dict.fromkeys(map(brief_id, pages))),
        tuple(_left_out(page.brief for page in printed)),
    )  # fmt: skip


def _stopped(visits: VisitList) -> str:
    count = len(visits.problems)
    lines = "one line names" if count == 1 else f"{count} lines name"
    return (
        f"{lines} nobody, or several: nothing was written, so that no office is missed. Mend the "
        "list, or write the others with --skip-unmatched."
    )


def _told(pages: Iterator[PrintedPage], total: int, progress: Progress) -> Iterator[PrintedPage]:
    """The pages as they come, each told."""
    for at, page in enumerate(pages, start=1):
        progress(ProgressStep("pack", "printing", at, total, titled(page.person)))
        yield page


# -- printing -------------------------------------------------------------------------------------


def print_pages(
    plan: VisitPlan, format_: str, workers: int | None, executor: Executor | None = None
) -> Iterator[PrintedPage]:
    """The pages in visiting order, printed by as many processes as there are cores, or by an
    ``executor`` of one's own (``concurrent.futures``, Dask)."""
    count = len(plan.briefs)
    most = workers if workers is not None else (os.cpu_count() or 1 if count > _FEW else 1)
    tasks = list(zip(plan.visits.people, plan.briefs, repeat(format_)))
    if executor is None and min(most, count) < 2:
        yield from map(_print, tasks)
        return
    some = [(plan.templates, tasks[at : at + _CHUNK]) for at in range(0, count, _CHUNK)]
    # A forked process would share Typst's threads with this one, which do not survive that.
    own = ProcessPoolExecutor(min(most, count), get_context("spawn"), platforms.end_with_parent)
    with nullcontext(executor) if executor else own as at_work:
        for pages in at_work.map(_print_some, some):
            yield from pages


def _print_some(some: tuple[Path, Sequence[tuple[Person, Brief, str]]]) -> list[PrintedPage]:
    """A few pages, with the templates they are printed with."""
    templates, tasks = some
    templates_at.use(templates)
    return list(map(_print, tasks))


def _print(task: tuple[Person, Brief, str]) -> PrintedPage:
    person, brief, format_ = task
    try:
        fitted = fit(brief)
        return PrintedPage(person, fitted, RENDERERS[format_](fitted))
    except BriefRefused as refusal:
        return PrintedPage(person, brief, b"", str(refusal))


# -- the pack -------------------------------------------------------------------------------------


def _files(plan: VisitPlan, printed: Sequence[PrintedPage], format_: str) -> Mapping[str, bytes]:
    """The table, the files for printer and visitor, and the zip; then each page under its name."""
    pages = [page for page in printed if not page.refused]
    each = {_page_name(plan, page, format_): page.content for page in pages}
    files: dict[str, bytes] = {}
    if len(pages) <= _MOST_PRINTED and not plan.is_all:
        files |= pack_files.for_visitor(
            _pack_name(plan, "{}"), _sheets(plan, pages), plan.request.on
        )
        if format_ == "pdf":
            named = [(titled(page.person), page.content) for page in pages]
            files[_pack_name(plan, "print-pages") + ".pdf"] = pack_files.join(
                named, _pack_name(plan, "print-pages")
            )
    rows = [_row(plan, at, page, format_) for at, page in enumerate(pages, start=1)]
    files[_pack_name(plan, "visits") + ".csv"] = pack_files.table(rows)
    files[_pack_name(plan, "visits") + ".zip"] = pack_files.zipped(files | each)
    return files | each


def _page_name(plan: VisitPlan, page: PrintedPage, format_: str) -> str:
    return f"{page_name(page.person, page.brief, plan.request.tag)}.{format_}"


def _pack_name(plan: VisitPlan, what: str) -> str:
    brief = plan.briefs[0]
    return f"{brief.subject.upper()}_{what}_{brief.on}_{brief.language}{plan.request.tag}"


def _sheets(plan: VisitPlan, pages: Sequence[PrintedPage]) -> list[VisitSheet]:
    labels = plan.effort.labels
    return [
        build_sheet(
            page.brief, plan.effort, page.person, plan.seats.get(page.person.id, ()),
            labels("sheet-visit", n=at, total=len(pages)),
        )
        for at, page in enumerate(pages, start=1)
    ]  # fmt: skip


def _row(plan: VisitPlan, at: int, page: PrintedPage, format_: str) -> dict[str, str]:
    """One office for a spreadsheet; nothing that may not be seen at the door."""
    person, seats = page.person, plan.seats.get(page.person.id, ())
    part = plan.effort.own(plan.effort.part(person))
    stands = part.of("introduced", "joined")
    return {
        "visit": str(at),
        "name": person.name,
        "seat": seat(person),
        "party": person.party or "",
        "office": person.office or "",
        "phone": person.phone or "",
        "website": person.url or "",
        "committees": "; ".join(entry.name for entry in seats if entry.parent is None),
        "page": page.brief.addressee.variant if page.brief.addressee else "",
        "stands on": "; ".join(deed.status.key for deed in stands),
        "check before": "; ".join(
            item.action for item in page.brief.left_out if item.what.startswith("who has joined")
        ),
        "file": _page_name(plan, page, format_),
        "page id": "" if page.refused else brief_id(page.brief),
    }


# -- what the author is told ----------------------------------------------------------------------


def _notes(plan: VisitPlan, briefs: Sequence[Brief]) -> Iterator[str]:
    """Once for all offices: the roster's day, what pages do not say and why, lines said twice."""
    yield f"members, offices and committees as of {plan.effort.roster.as_of}"
    yield from (f"class: {name}" for name in sorted({brief.lobbying for brief in briefs}))
    for item, count in _left_out(briefs):
        where = "" if count == len(briefs) else f" ({count_words(count, 'page')})"
        yield f"left out{where}: {item.what}: {item.why}. {item.action}"
    for line in plan.visits.repeated:
        yield f"{line} is visited once, at its first place"


def _left_out(briefs: Iterable[Brief]) -> Iterator[tuple[LeftOut, int]]:
    """Each thing once, with the number of pages that do not say it."""
    said = Counter(item for brief in briefs for item in dict.fromkeys(brief.left_out))
    yield from said.items()
