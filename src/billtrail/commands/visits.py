"""A page for each office on a list, and the pack for its visitor: briefs."""

import sys
from pathlib import Path
from typing import Any

import click

from billtrail.commands import Name, Settings, command, say
from billtrail.errors import UsageError
from billtrail.files import STDOUT
from billtrail.legislatures import ReleasedTo
from billtrail.words import count_words

from .briefs import choice_options, print_offers, read_choices
from .clusters import cluster, dask_option


@command
@click.argument("campaign")
@click.option(
    "--legislators",
    required=True,
    metavar="all|FILE",
    help='all, a list (text, CSV, Excel), or a spelling: "CA-36", "California delegation".',
)
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path), help="The folder to write to."
)
@click.option("--format", "format_", default="pdf", show_default=True, help="Of the pages.")
@click.option("--language", default="en", show_default=True, help="en, plain or es.")
@choice_options
@click.option("--workers", type=click.IntRange(1), help="Processes.  [default: one a core]")
@dask_option
@click.option(
    "--skip-unmatched", is_flag=True, help="Write the others where a line names nobody, or several."
)
@click.option(
    "--release-to",
    type=click.Choice([to.value for to in ReleasedTo]),
    help="Release the pages at once, without asking; see release.",
)
@click.option(
    "--by", type=Name(), metavar="NAME", help="Who releases them.  [default: your login name]"
)
def briefs(
    settings: Settings,
    campaign: str,
    legislators: str,
    output: Path,
    format_: str,
    language: str,
    figures: str | None,
    ask: str | None,
    deadline: str | None,
    contact: str | None,
    workers: int | None,
    dask: str | None,
    skip_unmatched: bool,
    release_to: str | None,
    by: str | None,
) -> None:
    """Write a leave-behind for each legislator on a list, and the visit pack.

    One office or group a line, in visiting order. Besides the pages there is one file of them
    for the printer, the visit sheets (for you, not for the office), a table and a zip of all.
    On a terminal you are asked once whether the pages may be released to their offices, so that
    the code on each is answered."""
    from billtrail.briefs import pack as visits

    if output == STDOUT:
        raise UsageError("These are many files: name a folder with -o.")
    with settings.snapshot() as snapshot, cluster(dask) as executor:
        if print_offers(snapshot, campaign, figures, ask):
            return
        pack = visits.write_visits(
            snapshot,
            settings.workspace,
            campaign,
            legislators,
            output,
            format_=format_,
            language=language,
            choices=read_choices(figures, ask, deadline, contact),
            workers=workers,
            executor=executor,
            skip_unmatched=skip_unmatched,
            say=say,
        )
    _tell(pack)
    _release(settings, pack.ids, release_to or _asked(len(pack.ids)), by)
    sys.exit(1 if pack.refused else 0)


def _tell(pack: Any) -> None:
    """What was written, and what was not and why."""
    for line in pack.notes:
        say(line)
    for line in pack.refused:
        say(f"refused: {line}")
    counts = ", ".join(f"{count} {variant}" for variant, count in sorted(pack.pages.items()))
    click.echo(f"{count_words(sum(pack.pages.values()), 'page')} ({counts}) in {pack.folder}")
    click.echo("\n".join(map(str, pack.shared)))


def _asked(count: int) -> str | None:
    """Once for the whole pack, where somebody is there to answer."""
    if not count or not (sys.stdin.isatty() and sys.stdout.isatty()):
        return None
    pages = f"the {count} pages" if count > 1 else "the page"
    question = f"Release {pages} to the offices now, so that the printed code is answered?"
    return ReleasedTo.MEMBER.value if click.confirm(question, default=False) else None


def _release(settings: Settings, ids: tuple[str, ...], to: str | None, by: str | None) -> None:
    from billtrail.decisions import release
    from billtrail.workspace import journal

    if to is None or not ids:
        say("Not released: published files do not know these pages. See billtrail release.")
        return
    who = by or journal.login()
    release.release(settings.workspace, ids, ReleasedTo(to), by=who, say=say)
    click.echo(f"{count_words(len(ids), 'page')} released to {to}; billtrail undo takes that back.")
