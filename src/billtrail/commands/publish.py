"""What goes out and comes in: release, withdraw, publish, pull."""

from pathlib import Path

import click

from billtrail.commands import Name, Settings, command, say
from billtrail.legislatures import Edition, ReleasedTo, full_name
from billtrail.legislatures.calendar import day_of
from billtrail.workspace import prepare

#: So many bills are named that a site's file does not have any more.
_NAMED = 5


@command
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--for",
    "edition",
    type=click.Choice([Edition.PUBLIC.value, Edition.COALITION.value]),
    default=Edition.PUBLIC.value,
    show_default=True,
    help="Who will read it.",
)
def publish(settings: Settings, folder: Path, edition: str) -> None:
    """Write a database for others into DIR, without what is yours alone."""
    from billtrail.campaigns import load_organisation
    from billtrail.campaigns.staff_files import load_readers
    from billtrail.publish import home_lines, report
    from billtrail.publish import publish as publishing

    prepare(settings.workspace, say=say)
    ours = load_organisation(settings.workspace.organisation)
    written = publishing.publish(
        settings.workspace.database, folder, Edition(edition), ours,
        load_readers(settings.workspace.root),
    )  # fmt: skip
    click.echo(f"{written.database} ({edition} edition: {written.rows['bills']:,} bills, "
               f"{sum(written.rows.values()):,} rows)")  # fmt: skip
    for line in publishing.fact_lines(written):
        click.echo(line)
    click.echo(f"{written.metadata}")
    click.echo("\n".join(report.report_lines(written.report, written.before, Edition(edition))))
    for line in publishing.who_lines(ours):
        say(line)
    for line in home_lines(settings.workspace.database, ours):
        say(line)
    if written.before and written.before.edition != edition:
        say(f"Before it lay the {written.before.edition} edition: whoever reads this folder, or a "
            f"server on it, reads the {edition} edition now.")  # fmt: skip
    say(publishing.HOLDS[Edition(edition)])
    say(f"Serve it with: billtrail --db {written.database} serve --host 0.0.0.0")


@command
@click.argument("briefs", nargs=-1, required=True, metavar="BRIEF...")
@click.option(
    "--to",
    type=click.Choice([to.value for to in ReleasedTo]),
    required=True,
    help="Who may have it.",
)
@click.option("--by", type=Name(), metavar="NAME", required=True, help="Who releases it.")
def release(settings: Settings, briefs: tuple[str, ...], to: str, by: str) -> None:
    """Release a printed brief. BRIEF is the id on its page, its first letters, or the file.

    Printing releases nothing: until this is said, no published file knows the brief. Released to
    member, a published file answers for its id with the stages it states, and nothing else;
    released to coalition or public, that edition also has its text, as far as it says the same.
    """
    from billtrail.decisions import release as releasing

    found, _ = releasing.release(settings.workspace, briefs, ReleasedTo(to), by=by, say=say)
    click.echo("\n".join(f"released to {to}: {brief.words}" for brief in found))
    say("Published files made from now on answer for it; billtrail undo takes it back.")


@command
@click.argument("briefs", nargs=-1, required=True, metavar="BRIEF...")
@click.option(
    "--by", type=Name(), metavar="NAME", help="Who takes it back.  [default: your login name]"
)
def withdraw(settings: Settings, briefs: tuple[str, ...], by: str | None) -> None:
    """Take a released brief back. BRIEF is its id, its first letters, or the file.

    Published files made from now on say that it was withdrawn, and keep nothing but its id.
    """
    from billtrail.decisions import release as releasing

    found, _ = releasing.withdraw(settings.workspace, briefs, by=by, say=say)
    click.echo("\n".join(f"withdrawn: {brief.words}" for brief in found))
    say("Publish again, so that readers of the site see it; billtrail undo takes it back.")


@command
@click.argument("url")
def pull(settings: Settings, url: str) -> None:
    """Lay a coalition's published file under the workspace, from its site at URL."""
    from billtrail.publish import pull as pulling

    pulled = pulling.pull(settings.workspace, url)
    if pulled.published_at is None:
        click.echo("Nothing new: the file is the one pulled last.")
        return
    click.echo(f"File of {day_of(pulled.published_at)}: {pulled.bills:,} bills, "
               f"{pulled.changed:,} of them new or changed here.")  # fmt: skip
    if pulled.files:
        click.echo(f"{pulled.fetched} of {pulled.files} files beside it were fetched; the others "
                   "are those of the last pull.")  # fmt: skip
    for line in pulled.doubted:
        say(f"kept as it was: {line}")
    if pulled.gone:
        named = ", ".join(map(full_name, pulled.gone[:_NAMED]))
        more = f" and {len(pulled.gone) - _NAMED:,} more" if len(pulled.gone) > _NAMED else ""
        say(f"Not in their file any more: {named}{more}. What you have of it stays, and is not "
            "renewed; ask them why, for their licence for it may have ended.")  # fmt: skip
