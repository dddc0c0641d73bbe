"""The command line: each command parses its options, calls one function and prints its result.

Here are the program itself, its global options and what every command uses; the commands stand
in the modules beside, one module a reader's task, and in ``machine`` those for this machine; each
is loaded when one of its commands is asked for. May import every room but ``cli``.
"""

import functools
import json
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from billtrail import __version__
from billtrail.errors import BilltrailError
from billtrail.files import STDOUT, in_a_line
from billtrail.legislatures.calendar import calendars, in_zone, sessions
from billtrail.workspace import DEFAULT, Workspace, prepare

#: From the 1st Congress on, and so that weeks can be counted from any day.
_YEARS = range(1789, 3000)


class DayParam(click.ParamType[date]):
    """A civil date; a wrong one, or one that no bill can have, says what was expected."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        try:
            day = date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a date. Write it as 2026-11-23.", param, ctx)
        if day.year not in _YEARS:
            first, last = _YEARS[0], _YEARS[-1]
            self.fail(f"{value} is out of reach. Days from {first} to {last} are.", param, ctx)
        return day


class Name(click.ParamType[str]):
    """Who does a thing: some words in one line, so that the journal tells of somebody."""

    name = "name"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        name = " ".join(str(value).split())
        if not name:
            self.fail("say who it is: --by NAME.", param, ctx)
        return name


#: A module beside -> its commands; a test holds the table to the modules.
MODULES = {
    "machine.backup": ("backup", "restore"),
    "briefs": ("brief", "verify", "voice"),
    "campaigns": ("campaign",),
    "digest": ("digest", "schedule"),
    "checks": ("check", "check-source"),
    "content": ("history", "position", "review-sheet", "text", "undo"),
    "following": (
        "sections",
        "suggestion",
        "suggestions",
        "unwatch",
        "unwatch-section",
        "watch",
        "watch-section",
    ),
    "doubts": ("correct", "doubts", "gaps"),
    "imports": ("import", "reparse", "update"),
    "law.relief": ("law-relief",),
    "letters": ("letter", "letters", "testimony"),
    "publish": ("publish", "pull", "release", "withdraw"),
    "reports": ("report", "unsettled"),
    "machine.keys": ("key",),
    "machine.site": ("doctor", "password", "serve", "setup", "start"),
    "bills": ("changes", "family", "search", "show", "votes"),
    "scorecard": ("scorecard",),
    "signers": ("signers",),
    "stats": ("stats",),
    "texts": ("compare",),
    "visits": ("briefs",),
    "week": ("report-of-session", "week"),
}
_MODULE_OF = {name: module for module, names in MODULES.items() for name in names}


class Program(click.Group):
    """All commands by name; one that is asked for is loaded then, and the others are not."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(_MODULE_OF)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in _MODULE_OF:
            import_module(f"{__name__}.{_MODULE_OF[cmd_name]}")
        return super().get_command(ctx, cmd_name)


@click.group(cls=Program, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="billtrail")
@click.option(
    "--workspace",
    default=DEFAULT,
    envvar="BILLTRAIL_WORKSPACE",
    show_default=True,
    help="The folder with everything that is yours.",
)
@click.option("--db", "database", help="The database file.  [default: billtrail.db there]")
@click.option("--as-of", "as_of", type=DayParam(), help="Answer as of this day, e.g. 2025-06-01.")
@click.option("-v", "--verbose", is_flag=True, help="Say more while working.")
@click.pass_context
def main(
    context: click.Context, workspace: str, database: str | None, as_of: date | None, verbose: bool
) -> None:
    """Follow bills, keep their whole history, print one-page briefs."""
    if verbose:  # warnings are printed as they are without it
        import logging

        logging.basicConfig(level=logging.INFO, format="%(message)s")
    found = Workspace.at(workspace, database)
    context.with_resource(in_zone(found.zone))
    context.obj = Settings(found, as_of)


class Settings:
    """What the global options say: the workspace and the day asked about."""

    def __init__(self, workspace: Workspace, as_of: date | None) -> None:
        self.workspace = workspace
        self.as_of = as_of

    @property
    def day(self) -> date:
        return self.as_of or sessions.today()

    @contextmanager
    def snapshot(self, tell: Callable[[str], None] | None = None) -> Iterator[Any]:
        """A snapshot of the database, filled first where it is new; ``tell`` takes what is said."""
        from billtrail.snapshot import open_snapshot

        prepare(self.workspace, say=tell or say)
        for line in calendars.faults():
            say(line)
        with open_snapshot(self.workspace.database, self.day) as snapshot:
            yield snapshot


def say_path(path: Path) -> None:
    """Name the file that was written; nothing where it went to standard output."""
    if path != STDOUT:
        click.echo(str(path))


def say(words: str) -> None:
    """On standard error; what this run has said already is not said again."""
    said = _said()
    if words in said:
        return
    said.update((words, *words.splitlines()))
    click.echo(words, err=True)


def _said() -> set[str]:
    context = click.get_current_context(silent=True)
    found: set[str] = (
        context.find_root().meta.setdefault(f"{__name__}.said", set()) if context else set()
    )
    return found


def _say_error(error: BilltrailError) -> None:
    """The error in words, unless each of its lines has been said: a file's faults are told when the
    file is read, before what is asked of it fails for them."""
    told = set(str(error).splitlines())
    say(f"billtrail: {'Mend that first.' if told and told <= _said() else error}")


def command(function: Callable[..., Any], group: click.Group = main) -> click.Command:
    """A command: gets the settings first, and says our own errors in one line."""
    return group.command(_name(function))(_answering(function))


def command_group(function: Callable[..., Any]) -> click.Group:
    """A command that has others under it, and does something by itself where none is named."""
    return main.group(_name(function), invoke_without_command=True)(_answering(function))


def _name(function: Callable[..., Any]) -> str:
    return function.__name__.strip("_").replace("_", "-")


def _answering(function: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(function)
    @click.pass_obj
    def wrapped(settings: Settings, *args: Any, **options: Any) -> Any:
        try:
            return function(settings, *args, **options)
        except BilltrailError as error:
            said = error
        except BrokenPipeError:  # who reads has enough, such as head: click ends in silence
            raise
        except (OSError, sqlite3.Error) as error:
            told = in_a_line(error)
            if told is None:
                raise
            said = told
        _say_error(said)
        sys.exit(said.exit_code)

    return wrapped


def echo_json(value: Any) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@contextmanager
def progress(what: str) -> Iterator[Callable[[int], None] | None]:
    """A bar on a terminal, nothing when piped."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description} {task.completed:,} documents"),
               TimeElapsedColumn())  # fmt: skip
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield functools.partial(bar.advance, task)
