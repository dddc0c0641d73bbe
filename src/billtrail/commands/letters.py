"""Letters and other papers for a legislature: letter."""

from pathlib import Path

import click

from billtrail.commands import Settings, command, say, say_path


@command
@click.argument("bill")
@click.option("--committee", help="Its id or words of its name; the one that has the bill if not "
              "said.")  # fmt: skip
@click.option("--chair", default="", help="The name of whom it is for, where you know better than "
              "the list.")  # fmt: skip
@click.option("--paper", default="position-letter", show_default=True, help="Which paper.")
@click.option("--language", default="en", show_default=True, help="en, or es to read it by.")
@click.option("--format", "format_", help="pdf, docx, txt, json.  [default: by -o, else pdf]")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="A file, a folder for it, or -."
)
def letter(
    settings: Settings,
    bill: str,
    committee: str | None,
    chair: str,
    paper: str,
    language: str,
    format_: str | None,
    output: Path | None,
) -> None:
    """Write a letter on BILL to the committee that has it, and the card of what its portal asks."""
    from billtrail.briefs.papers import card_text, read_request, write_paper

    with settings.snapshot() as snapshot:
        request = read_request(
            snapshot,
            settings.workspace,
            bill,
            paper=paper,
            committee=committee,
            chair=chair,
            language=language,
        )
        written = write_paper(snapshot, request, format_=format_, output=output)
    say_path(written.path)
    for line in (*written.notes, card_text(written.paper.card).rstrip()):
        say(line)
