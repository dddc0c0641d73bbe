"""What comes in: import, reparse, update."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from billtrail.commands import Settings, command, echo_json, json_option, progress, say
from billtrail.errors import SourceError
from billtrail.legislatures.calendar import sessions
from billtrail.workspace import prepare

from .bars import update_bar
from .clusters import cluster, dask_option

if TYPE_CHECKING:
    from billtrail.importing import SessionFiles


@command
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--source", help="Read only this source's files.")
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    help="Processes that prepare documents.  [default: one a core]",
)
@click.option(
    "--into",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Make a database of its own there for each PATH, named for it.",
)
@dask_option
@json_option
def import_(
    settings: Settings,
    paths: tuple[Path, ...],
    source: str | None,
    workers: int | None,
    into: Path | None,
    dask: str | None,
    as_json: bool,
) -> None:
    """Read publishers' files: a file, a folder, a zip or a tar (also .tar.zst).

    California's members come this way: people_ca.tar.gz is the folder data/ca of
    https://github.com/openstates/people.

    On a cluster every machine reads PATH under the same name (docs/scale.md).
    """
    from billtrail.importing import importer
    from billtrail.scrapers import registry
    from billtrail.snapshot.successors import suggestions
    from billtrail.store import settle_texts
    from billtrail.updates import net_lines

    found = registry.load_sources()
    chosen = {source: registry.source_named(source)} if source else found
    if into is not None:
        _import_apart(paths, into, chosen, workers, dask, as_json)
        return
    prepare(settings.workspace, say=say)
    with (
        settings.workspace.writer("import") as writer,
        progress("Snapshot") as advance,
        cluster(dask) as executor,
    ):
        report = importer.import_paths(
            writer, paths, chosen, archive_root=settings.workspace.archive, workers=workers,
            executor=executor, progress=advance,
        )  # fmt: skip
        suggestions.suggest_stored(writer)
        settle_texts(writer)
        writer.runs.finish("partial" if report.problems else "done", report.counts)
        for line in net_lines(writer.connection, chosen.values()):
            say(line)
    _finish(report, as_json)


def _import_apart(
    paths: tuple[Path, ...],
    into: Path,
    sources: Iterable[str],
    workers: int | None,
    dask: str | None,
    as_json: bool,
) -> None:
    """A database for each path, by the processes of this machine or those of a cluster."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    from billtrail.files import end_with_parent
    from billtrail.importing import import_apart

    with cluster(dask) as executor:
        own = ProcessPoolExecutor(workers, get_context("spawn"), end_with_parent)
        with nullcontext(executor) if executor else own as at_work:
            done = import_apart(
                paths, into, sources, at_work, today=sessions.today(), now=sessions.utc_now(),
                told=say,
            )  # fmt: skip
    if as_json:
        echo_json([{"file": str(one.path), "sha256": one.sha256, "counts": dict(one.counts),
                    "problems": one.problems} for one in done.made])  # fmt: skip
    else:
        click.echo("\n".join(_lines(done)))
    if done.failed or any(one.problems for one in done.made):
        sys.exit(SourceError.exit_code)


def _lines(done: "SessionFiles") -> Iterator[str]:
    """A file and its checksum, as ``sha256sum`` writes it, then what its import says."""
    for one in done.made:
        yield f"{one.sha256}  {one.path}"
        yield from (f"    {line}" for line in (*one.lines, *one.problems))
    if done.failed:
        yield f"not made: {', '.join(path.name for path in done.failed)}"


@command
@json_option
def reparse(settings: Settings, as_json: bool) -> None:
    """Parse every kept document again, after the program learnt to read more."""
    from billtrail.importing import importer
    from billtrail.scrapers import registry
    from billtrail.store import settle_texts

    prepare(settings.workspace, say=say)
    with settings.workspace.writer("reparse") as writer, progress("Parsing") as advance:
        report = importer.reparse(
            writer, registry.load_sources(), settings.workspace.archive, progress=advance
        )
        settle_texts(writer, anew=True)
        writer.runs.finish("partial" if report.problems else "done", report.counts)
    _finish(report, as_json)


def _finish(report: Any, as_json: bool) -> None:
    """Print a run's report; exit 3 where a document could not be used, or no file was one."""
    for line in report.problems:
        say(f"left out: {line}")
    if as_json:
        echo_json({"counts": dict(report.counts), "problems": report.problems,
                    "unknown_actions": report.unknown_actions})  # fmt: skip
    else:
        click.echo("\n".join(report.lines()))
    if report.problems or set(+report.counts) == {"unrecognised"}:
        sys.exit(SourceError.exit_code)


#: What a shell expects of a command that Ctrl-C stopped.
_INTERRUPTED = 130


@command
@click.option("--source", envvar="BILLTRAIL_SOURCE", show_envvar=True, help="Ask only this source.")
@click.option("--bill", "bills", multiple=True, help="Fetch only this bill; may be repeated.")
@click.option(
    "--base-url",
    "base_urls",
    multiple=True,
    envvar="BILLTRAIL_BASE_URL",
    show_envvar=True,
    metavar="SOURCE=URL",
    help="Ask this address instead of the publisher's.",
)
@click.option("--wait", is_flag=True, help="Wait for an update that runs, up to an hour.")
@click.option("-q", "--quiet", is_flag=True, help="Say only what is not in order.")
@json_option
def update(
    settings: Settings,
    source: str | None,
    bills: tuple[str, ...],
    base_urls: tuple[str, ...],
    wait: bool,
    quiet: bool,
    as_json: bool,
) -> None:
    """Ask the publishers, politely, for what is new about the watched bills."""
    from billtrail.updates import update as updating

    tell = _nothing if quiet else say
    prepare(settings.workspace, say=tell)
    try:
        with update_bar(tell, quiet=quiet) as (above, progress):
            report = updating.update(
                settings.workspace,
                source=source,
                bills=bills,
                base_urls=updating.parse_base_urls(base_urls),
                say=above,
                progress=progress,
                patience=_PATIENCE if wait else 0,
            )
    except KeyboardInterrupt:
        say("Stopped. What came is kept; the next update asks for the rest.")
        sys.exit(_INTERRUPTED)
    if as_json:
        echo_json(report.to_json())
    elif not quiet:
        click.echo("\n".join(report.lines()))
    for line in report.problem_lines():
        say(line)
    if report.problems:
        sys.exit(SourceError.exit_code)


#: Seconds that an update waits for another one.
_PATIENCE = 3600


def _nothing(line: str) -> None:
    """What ``--quiet`` says."""
