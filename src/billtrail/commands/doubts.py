"""What the record may have wrong: correct."""

from datetime import date
from typing import Any

import click

from billtrail.commands import DayParam, Name, Settings, command, say
from billtrail.legislatures import sessions
from billtrail.records import SHARES


@command
@click.argument("key")
@click.argument("field")
@click.argument("value")
@click.option("--by", type=Name(), required=True, metavar="NAME", help="Who corrects it.")
@click.option("--on", type=DayParam(), required=True, help="The day it was found.")
@click.option("--why", required=True, metavar="TEXT", help="What is wrong in the record.")
@click.option("--link", required=True, metavar="URL", help="Where it can be read.")
@click.option(
    "--share",
    type=click.Choice(SHARES),
    default=SHARES[0],
    show_default=True,
    help="Who may have the reason beside staff: the coalition's published file, or everybody's.",
)
def correct(
    settings: Settings, key: str, field: str, value: str, by: str, on: date, **why: Any
) -> None:
    """Set the record of a bill right, above what every publisher says.

    FIELD is title, short-title, introduced-date, law or sponsor, and VALUE its text; or a step
    such as passed-house, signed or became-law, and VALUE the day it was taken (2026-01-23), or
    "not" where it was not taken: "not 2026-01-23" means one of several. "as-published" takes a
    correction away again.

    It is shown as corrected, with the day and the link, kept in corrections.toml of the workspace,
    and undo takes it back.
    """
    from billtrail.decisions import correct as correcting
    from billtrail.words import lines

    asked = correcting.Asked(by, on, **why)
    today, now = sessions.today(), sessions.utc_now()
    with settings.snapshot() as snapshot:
        found = snapshot.resolve_bill(key)
        correcting.correct(
            settings.workspace, snapshot, found, field, value, asked, today=today, now=now, say=say
        )
    with settings.snapshot() as snapshot:
        click.echo("\n".join(lines.bill_lines(snapshot.bill(found))))
