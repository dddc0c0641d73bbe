"""The task "Pack for offices": who is visited, in which order, and how far the pages are."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from billtrail.bills.people import Directory
from billtrail.briefs import write
from billtrail.briefs.build import SUBJECT, read_offers, read_subject
from billtrail.briefs.visits import read_directory
from billtrail.datasette_plugins.desk import Asked, Part, Saved, Task, WrongField
from billtrail.datasette_plugins.desk.tasks.page import (
    LANGUAGES,
    PageForm,
    fill,
    read_form,
    subject_options,
    usual_figures,
)
from billtrail.errors import BilltrailError, UsageError
from billtrail.legislatures.calendar import today
from billtrail.snapshot import Snapshot, open_snapshot
from billtrail.words import count_words
from billtrail.workspace import Workspace

from .jobs import Job, find_job, packs_folder, start
from .offices import Day, groups, read_day

if TYPE_CHECKING:
    from collections.abc import Callable

#: Part of the address -> the ending of its file, its words, its media type.
_FILES: Mapping[str, tuple[str, str, str]] = {
    "zip": (".zip", "Everything (zip)", "application/zip"),
    "pages": ("print-pages", "All pages to print (PDF)", "application/pdf"),
    "sheets": (".pdf", "Visit sheets, for you alone (PDF)", "application/pdf"),
    "scripts": (".txt", "Visit sheets as text", "text/plain; charset=utf-8"),
    "table": (".csv", "Table of the offices", "text/csv; charset=utf-8"),
}


@dataclass(frozen=True, slots=True)
class MakePack:
    """``job`` is the pack that is looked at; else the form, with the offices found so far."""

    form: PageForm | None = None
    subjects: tuple[tuple[str, str], ...] = ()
    languages: tuple[tuple[str, str], ...] = LANGUAGES
    groups: tuple[str, ...] = ()
    day: Day | None = None
    job: Job | None = None
    files: tuple[tuple[str, str], ...] = ()
    lines: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    wrong: Mapping[str, str] = field(default_factory=dict)


def _read(snapshot: Snapshot, workspace: Workspace, asked: Asked) -> MakePack:
    if asked.get("pack"):
        return _of_job(workspace, asked.get("pack"))
    subjects = tuple(option for option in subject_options(snapshot) if option[0] != SUBJECT)
    try:
        form = _form(asked, subjects)
    except WrongField as error:
        return MakePack(_form(Asked(), subjects), subjects, wrong=error.wrong)
    page = MakePack(form, subjects, before=tuple(_before(workspace)))
    try:
        directory = _directory(snapshot, form)
        page = replace(page, groups=tuple(groups(directory)))
        return replace(page, day=read_day(directory, asked))
    except BilltrailError as error:
        at = "offices" if page.groups else "bill" if form.bill else "about"
        return replace(page, wrong={at: str(error)})


def _form(asked: Asked, subjects: tuple[tuple[str, str], ...]) -> PageForm:
    form = read_form(asked)
    return form if form.subject else replace(form, about=subjects[0][0])


def _directory(snapshot: Snapshot, form: PageForm) -> Directory:
    return read_directory(snapshot, read_subject(snapshot, form.subject))[0]


def _fill(asked: Asked) -> Asked:
    """A group that was chosen becomes a line of the list."""
    found = fill(asked)
    group = found.get("group")
    if group and found.get("do") == "look":
        lines = f"{found.get('offices')}\n{group}".strip()
        return Asked({**found.values, "offices": (lines,), "group": ("",)}, found.files)
    return found


# -- making ----------------------------------------------------------------------------------------


def _make(workspace: Workspace, asked: Asked, by: str) -> Saved:
    with open_snapshot(workspace.database, today()) as snapshot:
        form = _form(asked, subject_options(snapshot))
        day = read_day(_directory(snapshot, form), asked)
        _require_clear(day)
        subject = read_subject(snapshot, form.subject)
        choices = form.choices(usual_figures(read_offers(snapshot, subject)))
        request = write.build_request(
            snapshot, workspace, form.subject, language=form.language, choices=choices
        )
    name = f"{subject.id.upper()}_{request.on}_{form.language}{request.tag}"
    job = start(workspace, form.subject, day.going, form.language, choices, name)
    says = f"Making {count_words(len(day.going), 'page')}."
    return Saved(says, go=f"/-/desk/pack?pack={job.folder.name}")


def _require_clear(day: Day) -> None:
    if day.open:
        lines = count_words(len(day.open), "line")
        raise WrongField("offices", f"{lines} name nobody, or several: say below whom you mean.")
    if not day.going:
        raise WrongField("offices", "Name an office: one a line, such as Lieu or CA-36.")


# -- what was made ---------------------------------------------------------------------------------


def _of_job(workspace: Workspace, name: str) -> MakePack:
    folder, job = _folder(workspace, name), find_job(workspace, name)
    if job and job.running:
        return MakePack(job=job)
    files = tuple(
        (f"/-/desk/pack/{part}?pack={name}", words)
        for part, (_, words, _) in _FILES.items() if _file_of(folder, part)
    )  # fmt: skip
    return MakePack(job=job or Job(folder, 0), files=files, lines=tuple(_lines(job)))


def _lines(job: Job | None) -> Iterator[str]:
    """What its maker should know: pages that were refused, and what pages do not say."""
    made = job.made if job else None
    if made is None:
        return
    yield from (f"No page for {line}" for line in made.refused)
    for item, count in made.left_out:
        yield f"{item.what[:1].upper()}{item.what[1:]}: {item.why} ({count_words(count, 'page')})."


def _folder(workspace: Workspace, name: str) -> Path:
    """Raises ``UsageError`` where there is no such pack; a name never leads elsewhere."""
    folder = packs_folder(workspace) / name
    if not re.fullmatch(r"[\w-][\w.-]*", name) or not folder.is_dir():
        raise UsageError("There is no such pack. Make it again.")
    return folder


def _before(workspace: Workspace) -> Iterator[str]:
    """The packs that are there, newest first."""
    parent = packs_folder(workspace)
    if parent.is_dir():
        found = [folder for folder in parent.iterdir() if any(folder.glob("*.zip"))]
        yield from (f.name for f in sorted(found, key=lambda f: -f.stat().st_mtime)[:10])


def _file_of(folder: Path, part: str) -> Path | None:
    ending = {"pages": "*_print-pages_*.pdf", "sheets": "*_visit-sheets_*.pdf",
              "scripts": "*_visit-sheets_*.txt"}.get(part, f"*{_FILES[part][0]}")  # fmt: skip
    return next(iter(sorted(folder.glob(ending))), None)


def _file(part: str) -> "Callable[[Snapshot, Workspace, Asked], Part]":
    def answer(_: Snapshot, workspace: Workspace, asked: Asked) -> Part:
        path = _file_of(_folder(workspace, asked.get("pack")), part)
        if path is None:
            raise UsageError("This pack has no such file.")
        return Part(path.read_bytes(), _FILES[part][2], path.name)

    return answer


TASK = Task(
    name="pack",
    title="Pack for offices",
    says="A page for each office, with thanks or the ask, and what its visitor needs.",
    template="desk_pack.html",
    read=_read,
    actions={"make": _make},
    parts={part: _file(part) for part in _FILES},
    fill=_fill,
    place=21,
)
