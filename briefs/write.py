"""Brief files: from a subject in any spelling to a file and what its author should know."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from billtrail.briefs.build import (
    AS_WRITTEN,
    Choices,
    Request,
    build,
    find_voice,
    offer_lines,
    read_offers,
    read_subject,
)
from billtrail.briefs.build import SUBJECT as GOALS_SUBJECT
from billtrail.briefs.formats import fit, render
from billtrail.briefs.typeset import FORMATS, templates
from billtrail.campaigns import load_organisation
from billtrail.campaigns.staff_files import load_readers
from billtrail.errors import UsageError
from billtrail.files import format_of, one_of, place, write_file
from billtrail.legislatures import Audience, Language
from billtrail.legislatures.calendar import sessions
from billtrail.rolls import signed_counts
from billtrail.snapshot import Snapshot, open_snapshot
from billtrail.workspace import Workspace

from . import issued
from .replaced import said_of_replaced
from .values import Brief


@dataclass(frozen=True, slots=True)
class Written:
    """The file, and a line for the author about each thing left out and the lobbying class;
    ``replaced``: what was there before it."""

    path: Path
    notes: tuple[str, ...]
    brief: Brief
    replaced: tuple[str, ...] = ()


def build_request(
    snapshot: Snapshot,
    workspace: Workspace,
    subject: str,
    *,
    language: str = "en",
    audience: str = "member",
    choices: Choices = AS_WRITTEN,
) -> Request:
    """What is asked for, in the workspace's own organisation and look."""
    templates.use(workspace.templates)
    voice = find_voice(workspace.voices, choices.voice) if choices.voice else None
    asked = Audience(one_of("audience", audience, [v.value for v in Audience]))
    return Request(
        subject=subject,
        on=snapshot.on,
        language=Language(one_of("language", language, [v.value for v in Language])),
        audience=asked,
        organisation=load_organisation(workspace.organisation),
        today=sessions.today(),
        choices=choices,
        voice=voice,
        readers=load_readers(workspace.root) if asked == Audience.SURVIVORS else (),
        signers=signed_counts(workspace, snapshot),
    )


def write_brief(
    snapshot: Snapshot,
    workspace: Workspace,
    subject: str,
    *,
    format_: str | None = None,
    language: str = "en",
    audience: str = "member",
    choices: Choices = AS_WRITTEN,
    legislator: str | None = None,
    output: Path | None = None,
    explain: bool = False,
) -> Written:
    """Build, write and record one brief, or the leave-behind for one ``legislator`` in any
    spelling; raises BriefRefused or UsageError with what to do."""
    suffix = format_of(output, format_, FORMATS)
    request = build_request(
        snapshot, workspace, subject, language=language, audience=audience, choices=choices
    )
    if legislator and request.audience == Audience.SURVIVORS:
        raise UsageError("A page for survivors is for no office: leave --legislator out.")
    made = make_page(snapshot, workspace, request, legislator)
    brief, path = made.brief, place(output, f"{made.name}.{suffix}")
    content = render(brief, suffix)
    replaced = tuple(said_of_replaced({path: content}))
    write_file(path, content)
    notes = [*_author_notes(brief)]
    if explain:
        from billtrail.briefs.build import explain_lines

        notes += explain_lines(brief, snapshot)
    return Written(path, (*notes, *issued.record(workspace, [brief])), brief, replaced)


@dataclass(frozen=True, slots=True)
class Made:
    """A page fitted to its sheet, and the name of its file without an ending."""

    brief: Brief
    name: str


def make_page(
    snapshot: Snapshot, workspace: Workspace, request: Request, legislator: str | None = None
) -> Made:
    """The page, or the leave-behind for one ``legislator`` in any spelling; raises as
    ``write_brief`` does."""
    if legislator:
        from billtrail.briefs.visits import build_page, page_name

        person, page = build_page(snapshot, workspace, request, legislator)
        return Made(fit(page), page_name(person, page, request.tag))
    page = _build_brief(snapshot, workspace, request)
    return Made(fit(page), file_name(page, request.tag))


def file_name(brief: Brief, tag: str) -> str:
    """``tsra_2026-11-23_en``: a name a person can find, without an ending; ``tag`` is the
    request's."""
    name = brief.subject
    if brief.audience == Audience.SURVIVORS:
        # What lies on somebody's telephone does not tell whom it is for.
        name = f"information-{brief.status.bill.partition('-')[0]}"
    return f"{name}_{brief.on}_{brief.language}{tag}"


def _build_brief(snapshot: Snapshot, workspace: Workspace, request: Request) -> Brief:
    """The brief; one of a past day also says how things stand now."""
    if request.on == request.today:
        return build(snapshot, request)
    with open_snapshot(workspace.database, request.today or request.on) as now:
        return build(snapshot, request, now)


def notes_on(snapshot: Snapshot, subject: str) -> tuple[str, ...]:
    """Which session a bare number was taken to mean."""
    return () if subject == GOALS_SUBJECT else snapshot.meaning(subject).lines


def list_offers(snapshot: Snapshot, subject: str, what: str) -> tuple[str, ...]:
    """What ``--figures`` or ``--ask`` may choose for the subject, and what not and why."""
    found = read_offers(snapshot, read_subject(snapshot, subject))
    if what == "ask":
        return tuple(offer_lines("ask", found.asks))
    return tuple(offer_lines("figure", found.figures))


def _author_notes(brief: Brief) -> Iterator[str]:
    if brief.lobbying:
        yield f"class: {brief.lobbying}"
    for item in brief.left_out:
        yield f"left out: {item.what}: {item.why}. {item.action}"


def default_briefs(
    snapshot: Snapshot, workspace: Workspace, folder: Path, day: date
) -> Iterator[Written]:
    """The briefs that ``start`` writes: TSRA and California vacatur, PDF and HTML."""
    for subject in ("tsra", "ca-vacatur"):
        for suffix in ("pdf", "html"):
            yield write_brief(
                snapshot,
                workspace,
                subject,
                output=folder / f"{subject}_{day.isoformat()}_en.{suffix}",
            )
