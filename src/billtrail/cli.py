"""The command line: each command parses its options, calls one function and prints its result."""

import functools
import json
import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import click

from billtrail import __version__, calendars
from billtrail.errors import BilltrailError, SourceError, UsageError
from billtrail.workspace import DEFAULT, Workspace, prepare


class _Day(click.ParamType[date]):
    """A civil date; a wrong one says what was expected."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a date. Write it as 2026-11-23.", param, ctx)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="billtrail")
@click.option(
    "--workspace",
    default=DEFAULT,
    envvar="BILLTRAIL_WORKSPACE",
    show_default=True,
    help="The folder with everything that is yours.",
)
@click.option("--db", "database", help="The database file.  [default: billtrail.db there]")
@click.option("--as-of", "as_of", type=_Day(), help="Answer as of this day, e.g. 2025-06-01.")
@click.option("-v", "--verbose", is_flag=True, help="Say more while working.")
@click.pass_context
def main(
    context: click.Context, workspace: str, database: str | None, as_of: date | None, verbose: bool
) -> None:
    """Follow bills, keep their whole history, print one-page briefs."""
    logging.basicConfig(level=logging.INFO if verbose else logging.WARNING, format="%(message)s")
    context.obj = Settings(Workspace.at(workspace, database), as_of)  # fmt: skip


class Settings:
    """What the global options say: the workspace and the day asked about."""

    def __init__(self, workspace: Workspace, as_of: date | None) -> None:
        self.workspace = workspace
        self.as_of = as_of

    @property
    def day(self) -> date:
        return self.as_of or calendars.today()

    @contextmanager
    def reading(self) -> Iterator[Any]:
        """A reading of the database, filled first where it is new."""
        from billtrail.reading import open_reading

        prepare(self.workspace, say=_say)
        with open_reading(self.workspace.database, self.day) as reading:
            yield reading


def _say(line: str) -> None:
    click.echo(line, err=True)


def command(function: Callable[..., Any]) -> click.Command:
    """A command: gets the settings first, and says our own errors in one line."""

    @functools.wraps(function)
    @click.pass_obj
    def wrapped(settings: Settings, *args: Any, **options: Any) -> Any:
        try:
            return function(settings, *args, **options)
        except BilltrailError as error:
            _say(f"billtrail: {error}")
            sys.exit(error.exit_code)

    return main.command(function.__name__.strip("_"))(wrapped)


def _echo_json(value: Any) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


_json = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


# -- reading -------------------------------------------------------------------------------------


@command
@_json
@click.argument("key")
def show(settings: Settings, key: str, as_json: bool) -> None:
    """Where a bill stands. KEY is any spelling: us-119-hr4323, "H.R. 4323", AB379."""
    from billtrail import json_views, printing

    with settings.reading() as reading:
        status = reading.bill(reading.resolve_bill(key))
        if as_json:
            _echo_json(json_views.bill_json(status))
        else:
            click.echo("\n".join(printing.bill_lines(status)))


@command
@_json
@click.argument("id")
def family(settings: Settings, id: str, as_json: bool) -> None:
    """Where an effort of several bills stands, e.g. us-tsra. A bill's key finds its effort."""
    from billtrail import json_views, printing

    with settings.reading() as reading:
        status = reading.family(_family_id(reading, id))
        if as_json:
            _echo_json(json_views.family_json(status))
        else:
            click.echo("\n".join(printing.family_lines(status)))


def _family_id(reading: Any, name: str) -> str:
    kind, id = reading.resolve(name) if name not in reading.family_ids else ("family", name)
    if kind == "bill":
        family = reading.bill(id).family
        if family is None:
            raise UsageError(f"{name} belongs to no effort.")
        return str(family)
    if kind == "campaign":
        families = reading.campaign(id).families
        if len(families) == 1:
            return str(families[0].id)
        names = ", ".join(f.id for f in families) or "none"
        raise UsageError(f"{name} is a campaign. Its efforts: {names}.")
    return str(id)


@command
@_json
@click.option("--since", type=_Day(), help="From this day on.  [default: all]")
def changes(settings: Settings, since: date | None, as_json: bool) -> None:
    """What changed, newest first, by the day we saw it."""
    from billtrail import json_views, printing

    with settings.reading() as reading:
        found = reading.changes(since.isoformat() if since else None)
        if as_json:
            _echo_json([json_views.change_json(change) for change in found])
        else:
            click.echo("\n".join(printing.change_lines(found)))


@command
@_json
@click.argument("words", nargs=-1, required=True)
def search(settings: Settings, words: tuple[str, ...], as_json: bool) -> None:
    """Find bills by number in any spelling or by words of titles and summaries."""
    from billtrail import printing

    with settings.reading() as reading:
        hits = reading.search(" ".join(words))
        if as_json:
            _echo_json([printing.hit_json(hit) for hit in hits])
        else:
            click.echo("\n".join(printing.hit_lines(hits)))


# -- writing -------------------------------------------------------------------------------------


@command
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--source", help="Read only this source's files.")
@_json
def import_(settings: Settings, paths: tuple[Path, ...], source: str | None, as_json: bool) -> None:
    """Read publishers' files: a file, a folder, a zip or a tar (also .tar.zst)."""
    from billtrail import importer, sources

    found = sources.load_sources()
    chosen = {source: sources.source_named(source)} if source else found
    prepare(settings.workspace, say=_say)
    with settings.workspace.writer("import") as writer, _progress("Reading") as advance:
        report = importer.import_paths(
            writer, paths, chosen, archive_root=settings.workspace.archive, progress=advance
        )
        writer.finish_run("partial" if report.problems else "done", report.counts)
    _finish(report, as_json)


@command
@_json
def reparse(settings: Settings, as_json: bool) -> None:
    """Parse every kept document again, after the program learnt to read more."""
    from billtrail import importer, sources

    prepare(settings.workspace, say=_say)
    with settings.workspace.writer("reparse") as writer, _progress("Parsing") as advance:
        report = importer.reparse(
            writer, sources.load_sources(), settings.workspace.archive, progress=advance
        )
        writer.finish_run("partial" if report.problems else "done", report.counts)
    _finish(report, as_json)


def _finish(report: Any, as_json: bool) -> None:
    """Print a run's report; exit 3 where a document could not be used."""
    for line in report.problems:
        _say(f"left out: {line}")
    if as_json:
        _echo_json({"counts": dict(report.counts), "problems": report.problems,
                    "unknown_actions": report.unknown_actions})  # fmt: skip
    else:
        click.echo("\n".join(report.lines()))
    if report.problems:
        sys.exit(SourceError.exit_code)


@contextmanager
def _progress(what: str) -> Iterator[Callable[[int], None]]:
    """A bar on a terminal, nothing when piped."""
    if not sys.stderr.isatty():
        yield lambda count: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description} {task.completed:,} documents"),
               TimeElapsedColumn())  # fmt: skip
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda count: bar.advance(task, count)


@command
@click.option("--source", help="Ask only this source.")
@click.option("--bill", "bills", multiple=True, help="Fetch only this bill; may be repeated.")
@click.option(
    "--base-url",
    "base_urls",
    multiple=True,
    metavar="SOURCE=URL",
    help="Ask this address instead of the publisher's.",
)
@_json
def update(
    settings: Settings,
    source: str | None,
    bills: tuple[str, ...],
    base_urls: tuple[str, ...],
    as_json: bool,
) -> None:
    """Ask the publishers, politely, for what is new about the watched bills."""
    from billtrail import updating

    prepare(settings.workspace, say=_say)
    report = updating.update(
        settings.workspace,
        source=source,
        bills=bills,
        base_urls=updating.parse_base_urls(base_urls),
        say=_say,
    )
    if as_json:
        _echo_json(report.to_json())
    else:
        click.echo("\n".join(report.lines()))
    if report.problems:
        sys.exit(SourceError.exit_code)


# -- briefs and the site ---------------------------------------------------------------------------


@command
@click.argument("subject")
@click.option(
    "--format", "format_", default="pdf", show_default=True, help="pdf, html, md or json."
)
@click.option("--language", default="en", show_default=True, help="en, plain or es.")
@click.option(
    "--audience", default="member", show_default=True, help="member, coalition, funder or public."
)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Where to write it.")
def brief(
    settings: Settings,
    subject: str,
    format_: str,
    language: str,
    audience: str,
    output: Path | None,
) -> None:
    """Write a one-page brief of a campaign or a bill."""
    from billtrail import briefing

    with settings.reading() as reading:
        written = briefing.write_brief(
            reading,
            settings.workspace,
            subject,
            format_=format_,
            language=language,
            audience=audience,
            output=output,
        )
    click.echo(str(written.path))
    for line in written.notes:
        _say(line)


@command
@click.option("--port", default=8001, show_default=True, help="The site's port.")
@click.option("--offline", is_flag=True, help="Do not ask the publishers for news.")
@click.option("--no-open", is_flag=True, help="Do not open a browser.")
def start(settings: Settings, port: int, offline: bool, no_open: bool) -> None:
    """Make everything ready, write the default briefs and show the site."""
    from billtrail import starting

    starting.start(settings.workspace, port=port, offline=offline, open_browser=not no_open,
                   say=click.echo)  # fmt: skip


@command
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8001, show_default=True)
def serve(settings: Settings, host: str, port: int) -> None:
    """Show the site of the database."""
    from billtrail import starting

    prepare(settings.workspace, say=_say)
    starting.serve(settings.workspace, host=host, port=port, say=click.echo)


@command
@click.option("--name", help="Your organisation's name.")
@click.option("--contact", "contact_name", help="Who answers questions about a brief.")
@click.option("--email", help="The contact's address.")
@click.option("--phone", help="The contact's telephone.")
@click.option("--site", help="Your web site.")
def setup(settings: Settings, **answers: str | None) -> None:
    """Name your organisation: five questions, or the same as options."""
    from billtrail import starting

    starting.setup(settings.workspace, answers, ask=_ask, say=click.echo)


def _ask(question: str, default: str) -> str:
    if not sys.stdin.isatty():
        return default
    return str(click.prompt(question, default=default, show_default=bool(default)))


@command
def doctor(settings: Settings) -> None:
    """Say what is in order and what is not."""
    from billtrail import starting

    lines, healthy = starting.doctor(settings.workspace)
    click.echo("\n".join(lines))
    sys.exit(0 if healthy else 1)
