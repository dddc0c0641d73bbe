"""What goes out and comes in: publish, pull."""

from pathlib import Path

import click

from billtrail.commands import Settings, command, say
from billtrail.vocabulary import Edition
from billtrail.workspace import prepare


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
    from billtrail import publishing

    prepare(settings.workspace, say=say)
    written = publishing.publish(settings.workspace.database, folder, Edition(edition))
    click.echo(f"{written.database} ({edition} edition: {written.rows['bills']:,} bills, "
               f"{sum(written.rows.values()):,} rows)")  # fmt: skip
    click.echo(f"{written.metadata}")
    say(publishing.HOLDS[Edition(edition)])
    say(f"Serve it with: billtrail --db {written.database} serve --host 0.0.0.0")


@command
@click.argument("url")
def pull(settings: Settings, url: str) -> None:
    """Lay a coalition's published file under the workspace, from its site at URL."""
    from billtrail import pulling

    pulled = pulling.pull(settings.workspace, url)
    if pulled.published_at is None:
        click.echo("Nothing new: the file is the one pulled last.")
        return
    click.echo(f"File of {pulled.published_at[:10]}: {pulled.bills:,} bills, "
               f"{pulled.changed:,} of them new or changed here.")  # fmt: skip
    for line in pulled.refused:
        say(f"kept as it was: {line}")
