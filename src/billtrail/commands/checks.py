"""Whether what is said still holds, and whether a source is whole: check, check-source."""

import sys
from pathlib import Path

import click

from billtrail.commands import Settings, command, echo_json, json_option, say
from billtrail.errors import CheckFailed


@command
@json_option
def check(settings: Settings, as_json: bool) -> None:
    """Check your files, list claims that stopped holding and the change that ended each.

    Exit 1 where a file is faulty or a sentence of today's page rests on a claim that ended."""
    from billtrail.decisions import check as checking

    with settings.snapshot(_say_first) as snapshot:
        report = checking.check(snapshot, settings.workspace)
    if as_json:
        echo_json(checking.report_json(report))
    else:
        click.echo("\n".join(checking.report_lines(report)))
    sys.exit(0 if report.sound else CheckFailed.exit_code)


def _say_first(lines: str) -> None:
    """That a file is set aside: each of its faults stands in the report, once."""
    say(lines.partition("\n")[0])


@command
@click.argument("name")
@click.argument("files", type=click.Path(exists=True, path_type=Path), required=False)
def check_source(settings: Settings, name: str, files: Path | None) -> None:
    """Say what a source or a legislature still lacks. NAME is one such as us_govinfo, or ca.

    Reads FILES (a file, a folder, an archive) with the source, and keeps nothing. Exit 1 where
    anything is missing."""
    from billtrail.importing import check_source as lacking
    from billtrail.legislatures.calendar import sessions

    lines = lacking(name, files, settings.day, sessions.utc_now())
    click.echo("\n".join(lines) if lines else f"Nothing is missing of {name}.")
    sys.exit(CheckFailed.exit_code if lines else 0)
