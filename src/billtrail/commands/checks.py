"""Whether what is said still holds: check."""

import sys

import click

from billtrail.commands import Settings, command, echo_json, json_option
from billtrail.errors import CheckFailed


@command
@json_option
def check(settings: Settings, as_json: bool) -> None:
    """Check your files, list claims that stopped holding and the change that ended each.

    Exit 1 where a file is faulty or a sentence of today's page rests on a claim that ended."""
    from billtrail import checking

    with settings.reading() as reading:
        report = checking.check(reading, settings.workspace)
    if as_json:
        echo_json(checking.report_json(report))
    else:
        click.echo("\n".join(checking.report_lines(report)))
    sys.exit(0 if report.sound else CheckFailed.exit_code)
