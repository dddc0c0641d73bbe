"""The site and this machine: start, serve, setup, password, doctor."""

import sys
from datetime import date
from pathlib import Path

import click

from billtrail.commands import DayParam, Settings, command, say
from billtrail.workspace import prepare


@command
@click.option("--port", default=8001, show_default=True, help="The site's port.")
@click.option("--offline", is_flag=True, help="Do not ask the publishers for news.")
@click.option("--no-open", is_flag=True, help="Do not open a browser.")
def start(settings: Settings, port: int, offline: bool, no_open: bool) -> None:
    """Make everything ready, write the default briefs and show the site."""
    from . import start as starting

    starting.start(settings.workspace, port=port, offline=offline, open_browser=not no_open,
                   say=click.echo)  # fmt: skip


@command
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8001, show_default=True)
@click.option(
    "--host-name",
    "host_names",
    multiple=True,
    metavar="NAME",
    help="A name the site of a published file answers to; any where none is given.",
)
@click.option(
    "--log",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Where answers that failed are noted, with address and status.  [default: standard error]",
)
@click.option("--log-all", is_flag=True, help="Note every request, not only those that failed.")
@click.option(
    "--mcp", is_flag=True, help="Let assistants ask a published file too, by MCP at /-/mcp."
)
def serve(
    settings: Settings,
    host: str,
    port: int,
    host_names: tuple[str, ...],
    log: Path | None,
    log_all: bool,
    mcp: bool,
) -> None:
    """Show the site of the database."""
    from . import start as starting

    starting.refuse_missing(settings.workspace)
    prepare(settings.workspace, say=say)
    starting.serve(
        settings.workspace, host=host, port=port, host_names=host_names, log=log,
        all_requests=log_all, assistants=mcp, say=click.echo,
    )  # fmt: skip


@command
@click.option("--name", help="Your organization's name.")
@click.option("--contact", "contact_name", help="Who answers questions about a brief.")
@click.option("--title", "contact_title", help="The contact's title, for letters.")
@click.option("--about", help="Who you are, in a sentence for letters: We are ...")
@click.option("--email", help="The contact's address.")
@click.option("--phone", help="The contact's telephone.")
@click.option("--address", help="Your postal address, in one line.")
@click.option("--site", help="Your web site.")
@click.option("--public-contact", help="What a published file may name to reach you.")
@click.option("--timezone", help="Your time zone.  [default: America/Los_Angeles]")
def setup(settings: Settings, **answers: str | None) -> None:
    """Name your organization: a few questions, or the same as options."""
    from . import start as starting

    starting.setup(settings.workspace, answers, ask=_ask, say=click.echo)


def _ask(question: str, default: str) -> str:
    if not sys.stdin.isatty():
        return default
    return str(click.prompt(question, default=default, show_default=bool(default)))


@command
@click.option("--remove", is_flag=True, help="Ask for no password any more.")
def password(settings: Settings, remove: bool) -> None:
    """Set or change the password of the desk, for a computer that several people use. Who is at
    the desk is asked for it anew."""
    from billtrail.workspace import password as passwords

    if remove:
        passwords.remove(settings.workspace)
        click.echo("The desk asks for no password any more.")
        return
    given = click.prompt("New password of the desk", hide_input=True, confirmation_prompt=True)
    passwords.keep(settings.workspace, given)
    click.echo("The desk asks for it now. What is kept of it, in secrets.env, does not tell it.")


@command
@click.option(
    "--mend-clock",
    "mend_clock",
    type=DayParam(),
    metavar="TODAY",
    help="Take back what was written while a clock was ahead; TODAY is the true date.",
)
@click.option("--year", is_flag=True, help="What each December and January asks for, by file.")
def doctor(settings: Settings, mend_clock: date | None, year: bool) -> None:
    """Say what is in order and what is not."""
    from . import doctor
    from .doctor import examine

    if year:
        from .year import year_lines

        with settings.snapshot() as snapshot:
            click.echo("\n".join(year_lines(snapshot)))
        return
    if mend_clock:
        click.echo(doctor.mend_clock(settings.workspace, mend_clock))
        return
    lines, healthy = examine(settings.workspace)
    click.echo("\n".join(lines))
    sys.exit(0 if healthy else 1)
