"""What staff know before the record does: report, unsettled."""

from datetime import date
from typing import Any

import click

from billtrail.commands import DayParam, Name, Settings, command, echo_json, json_option, say
from billtrail.legislatures.calendar import sessions
from billtrail.records import SHARES


@command
@click.argument("key")
@click.argument("text")
@click.option("--on", type=DayParam(), required=True, help="The day it happened.")
@click.option("--link", metavar="URL", help="Where it can be read.")
@click.option("--seen-in-room", is_flag=True, help="Instead of a link: someone was there.")
@click.option("--by", type=Name(), required=True, metavar="NAME", help="Who reports it.")
@click.option(
    "--share",
    type=click.Choice(SHARES),
    default=SHARES[0],
    show_default=True,
    help="Who may have it beside staff: the coalition's published file, or everybody's too.",
)
def report(settings: Settings, key: str, text: str, on: date, by: str, **known: Any) -> None:
    """Note what happened to a bill before the official record says it.

    It is shown beside the official status with its mark, never changes the stage, and closes by
    itself when the record catches up. It is kept in reports.toml of the workspace; undo takes it
    back.
    """
    from billtrail.decisions import staff_report
    from billtrail.words import terminal

    with settings.snapshot() as snapshot:
        bill = snapshot.bill(snapshot.resolve_bill(key)).bill
    today, now = sessions.today(), sessions.utc_now()
    made = staff_report.build_report(bill, text, on=on, by=by, today=today, now=now, **known)
    staff_report.add_report(settings.workspace, made, say)
    with settings.snapshot() as snapshot:
        click.echo("\n".join(terminal.bill_lines(snapshot.bill(bill.key))))


@command
@json_option
def unsettled(settings: Settings, as_json: bool) -> None:
    """Bills of ended sessions without an outcome on record, each with its official page.

    It says which publisher is asked for them again, and until when.
    """
    from billtrail.snapshot import as_json as json_views
    from billtrail.updates import again_lines
    from billtrail.words import terminal

    with settings.snapshot() as snapshot:
        found = snapshot.unsettled()
        if as_json:
            echo_json([json_views.bill_json(status) for status in found])
        else:
            again = again_lines(snapshot.connection, found, snapshot.on)
            click.echo("\n".join(terminal.unsettled_lines(found, again)))
