"""The task "Pack for offices": who is visited, in which order, and how far the pages are."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from billtrail.bills.people import Directory
from billtrail.briefs import write
from billtrail.briefs.build import SUBJECT, read_offers, read_subject
from billtrail.briefs.visits import read_directory
from billtrail.datasette_plugins.desk import Asked, Saved, Task, WrongField
from billtrail.datasette_plugins.desk.tasks.page import (
    LANGUAGES,
    PageForm,
    fill,
    read_form,
    subject_options,
    usual_figures,
)
from billtrail.errors import BilltrailError
from billtrail.legislatures.calendar import today
from billtrail.snapshot import Snapshot, open_snapshot
from billtrail.words import count_words
from billtrail.workspace import Workspace

from .jobs import start
from .made import FILES, MadePack, file_of, packs_before, read_made
from .offices import Day, ToAsk, groups, read_day, read_to_ask

if TYPE_CHECKING:
    pass


@dataclass(frozen=True, slots=True)
class MakePack:
    """``made`` is the pack that is looked at; else the form, with the offices found so far, and
    those that could be asked (``to_ask``)."""

    form: PageForm | None = None
    subjects: tuple[tuple[str, str], ...] = ()
    languages: tuple[tuple[str, str], ...] = LANGUAGES
    groups: tuple[str, ...] = ()
    day: Day | None = None
    to_ask: ToAsk | None = None
    made: MadePack | None = None
    before: tuple[str, ...] = ()
    wrong: Mapping[str, str] = field(default_factory=dict)


def _read(snapshot: Snapshot, workspace: Workspace, asked: Asked) -> MakePack:
    if asked.get("pack"):
        return MakePack(made=read_made(snapshot, workspace, asked.get("pack")))
    subjects = tuple(option for option in subject_options(snapshot) if option[0] != SUBJECT)
    try:
        form = _form(asked, subjects)
    except WrongField as error:
        return MakePack(_form(Asked(), subjects), subjects, wrong=error.wrong)
    page = MakePack(form, subjects, before=tuple(packs_before(workspace)))
    try:
        subject = read_subject(snapshot, form.subject)
        directory = read_directory(snapshot, subject)[0]
        page = replace(page, groups=tuple(groups(directory)))
        day = read_day(directory, asked)
        to_ask = read_to_ask(snapshot, directory, subject.lead.family, day)
        return replace(page, day=day, to_ask=to_ask)
    except BilltrailError as error:
        at = "offices" if page.groups else "bill" if form.bill else "about"
        return replace(page, wrong={at: str(error)})


def _form(asked: Asked, subjects: tuple[tuple[str, str], ...]) -> PageForm:
    form = read_form(asked)
    return form if form.subject else replace(form, about=subjects[0][0])


def _directory(snapshot: Snapshot, form: PageForm) -> Directory:
    return read_directory(snapshot, read_subject(snapshot, form.subject))[0]


def _fill(asked: Asked) -> Asked:
    """Offices that were ticked, and a group that was chosen, become lines of the list."""
    found = fill(asked)
    group = found.get("group") if found.get("do") == "look" else ""
    added = [*found.all("also"), *filter(None, [group])]
    if not added:
        return found
    lines = "\n".join([found.get("offices").strip(), *added]).strip()
    return Asked({**found.values, "offices": (lines,), "group": ("",), "also": ()}, found.files)


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
    says = f"A pack of {count_words(len(day.going), 'page')}."
    return Saved(says, go=f"/-/desk/pack?pack={job.folder.name}")


def _require_clear(day: Day) -> None:
    if day.open:
        lines = count_words(len(day.open), "line")
        raise WrongField("offices", f"{lines} name nobody, or several: say below whom you mean.")
    if not day.going:
        raise WrongField("offices", "Name an office: one a line, such as Lieu or CA-36.")


TASK = Task(
    name="pack",
    title="Pack for offices",
    says="A page for each office, with thanks or the ask, and what its visitor needs.",
    template="desk_pack.html",
    read=_read,
    actions={"make": _make},
    parts={part: file_of(part) for part in FILES},
    fill=_fill,
    place=21,
)
