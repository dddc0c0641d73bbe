"""A campaign of your own: new, and its first page at once."""

import functools
from pathlib import Path

import click

from billtrail.commands import Name, Settings, command, main, say, say_path
from billtrail.errors import BriefRefused
from billtrail.files import STDOUT

from .content import key_of
from .following import ask_for, asking_options


@main.group()
def campaign() -> None:
    """Campaigns: what your coalition works for, which bills, and what it says of them."""


@functools.partial(command, group=campaign)
@click.argument("title")
@click.option("--goal", "goals", multiple=True, help="A goal it serves, by its id or title.")
@click.option("--bill", "bills", multiple=True, help="A bill it follows, in any spelling.")
@asking_options
@click.option("--by", type=Name(), metavar="NAME", help="Who says so.  [default: your login name]")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="A file for its brief, or a folder.  [default: briefs, in the workspace]",
)
def new(
    settings: Settings,
    title: str,
    goals: tuple[str, ...],
    bills: tuple[str, ...],
    offline: bool,
    source: str | None,
    base_urls: tuple[str, ...],
    by: str | None,
    output: Path | None,
) -> None:
    """Begin a campaign of your own and print its first brief: where its bills stand."""
    from billtrail.decisions import campaigns

    found = [key_of(settings, spelling) for spelling in bills]
    id, done = campaigns.new_campaign(
        settings.workspace, title, goals=goals, bills=[key for key, _ in found], by=by, say=say
    )
    click.echo(f"The campaign {id} is there. Written to {done.file}; billtrail undo takes it back.")
    for key, _ in found:
        ask_for(settings, key, offline=offline, source=source, base_urls=base_urls)
    if not found:
        say(f"It follows no bill yet: billtrail watch KEY --campaign {id}")
        return
    _print_brief(settings, id, output)


def _print_brief(settings: Settings, id: str, output: Path | None) -> None:
    """The first page; where it cannot be printed, why: the campaign is there all the same."""
    from billtrail.briefs import write

    with settings.snapshot() as snapshot:
        try:
            to = output or settings.workspace.briefs
            written = write.write_brief(snapshot, settings.workspace, id, output=to)
        except BriefRefused as error:
            say(str(error))
            return
    if written.path != STDOUT:
        say("Its first page says where its bills stand:")
    say_path(written.path)
    for line in written.notes:
        say(line)
