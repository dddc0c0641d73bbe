"""Brief files: from a subject in any spelling to a file and what its author should know."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from billtrail import calendars
from billtrail.briefs.brief import Request, build
from billtrail.briefs.render import FORMATS, fit, render
from billtrail.briefs.values import Brief
from billtrail.errors import UsageError
from billtrail.organisation import load_organisation
from billtrail.reading import Reading, open_reading
from billtrail.vocabulary import Audience, Language
from billtrail.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Written:
    """The file, and a line for the author about each thing left out and the lobbying class."""

    path: Path
    notes: tuple[str, ...]


def write_brief(
    reading: Reading,
    workspace: Workspace,
    subject: str,
    *,
    format_: str = "pdf",
    language: str = "en",
    audience: str = "member",
    output: Path | None = None,
) -> Written:
    """Build and write one brief; raises BriefRefused or UsageError with what to do."""
    suffix = _one_of("format", output.suffix[1:] if output and output.suffix else format_, FORMATS)
    kind, id = reading.resolve(subject)
    if kind == "family":
        id = reading.family(id).campaign
    request = Request(
        subject=id,
        on=reading.on,
        language=Language(_one_of("language", language, [v.value for v in Language])),
        audience=Audience(_one_of("audience", audience, [v.value for v in Audience])),
        organisation=load_organisation(workspace.organisation),
        today=calendars.today(),
    )
    brief = fit(_build(reading, workspace, request))
    path = output or Path(file_name(brief, suffix))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(render(brief, suffix))
    return Written(path, tuple(author_notes(brief)))


def _build(reading: Reading, workspace: Workspace, request: Request) -> Brief:
    """The brief; one of a past day also says how things stand now."""
    if request.on == request.today:
        return build(reading, request)
    with open_reading(workspace.database, request.today or request.on) as now:
        return build(reading, request, now)


def file_name(brief: Brief, suffix: str) -> str:
    """``tsra_2026-11-23_en.pdf``: a name a person can find."""
    return f"{brief.subject}_{brief.on}_{brief.language}.{suffix}"


def author_notes(brief: Brief) -> Iterator[str]:
    if brief.lobbying:
        yield f"class: {brief.lobbying}"
    for item in brief.left_out:
        yield f"left out: {item.what}: {item.why}. {item.action}"


def _one_of(what: str, value: str, allowed: object) -> str:
    names = [str(name) for name in allowed]  # type: ignore[attr-defined]
    if value not in names:
        raise UsageError(f"{value!r} is no {what}. Choose one of: {', '.join(names)}.")
    return value


def default_briefs(
    reading: Reading, workspace: Workspace, folder: Path, day: date
) -> Iterator[Written]:
    """The briefs that ``start`` writes: TSRA and California vacatur, PDF and HTML."""
    for subject in ("tsra", "ca-vacatur"):
        for suffix in ("pdf", "html"):
            yield write_brief(
                reading,
                workspace,
                subject,
                output=folder / f"{subject}_{day.isoformat()}_en.{suffix}",
            )
