"""What is printed: brief."""

from pathlib import Path

import click

from billtrail.commands import Settings, command, say


@command
@click.argument("subject")
@click.option(
    "--format",
    "format_",
    default="pdf",
    show_default=True,
    help="pdf, html, docx, txt, md, json.",
)
@click.option("--language", default="en", show_default=True, help="en, plain or es.")
@click.option(
    "--audience", default="member", show_default=True, help="member, coalition, funder or public."
)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Where to write it.")
def brief(
    settings: Settings,
    subject: str,
    format_: str,
    language: str,
    audience: str,
    output: Path | None,
) -> None:
    """Write a one-page brief of a campaign or a bill."""
    from billtrail import briefing

    with settings.reading() as reading:
        written = briefing.write_brief(
            reading,
            settings.workspace,
            subject,
            format_=format_,
            language=language,
            audience=audience,
            output=output,
        )
    click.echo(str(written.path))
    for line in written.notes:
        say(line)
