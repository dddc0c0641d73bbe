"""The week's call sheet, and what became of a session's bills: week, report-of-session."""

from datetime import date
from pathlib import Path

import click

from billtrail.commands import DayParam, Name, Settings, command, say, say_path
from billtrail.files import STDOUT, format_of, place, write_file

#: Format -> how the name of its file ends.
FORMATS = {"text": "txt", "html": "html", "docx": "docx", "pdf": "pdf", "json": "json"}
NAMES = {ending: name for name, ending in FORMATS.items()}
#: What is shown at once; the others are files.
_SHOWN = ("txt", "json")


@command
@click.option(
    "--format", "format_", type=click.Choice([*FORMATS]), help="[default: by -o, else text]"
)
@click.option("--json", "format_", flag_value="json", help="The same as --format json.")
@click.option(
    "--since", type=DayParam(), help="The day of the last call.  [default: noted, or a week ago]"
)
@click.option("--by", type=Name(), metavar="NAME", help="Since this person's last call.")
@click.option("--held", is_flag=True, help="Note that the call is held today, by NAME.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="A file, a folder for it, or -."
)
def week(
    settings: Settings,
    format_: str | None,
    since: date | None,
    by: str | None,
    held: bool,
    output: Path | None,
) -> None:
    """What to do this week: the call sheet, on one page or two.

    What changed since the last call, what to decide, the dates of the next 14 days by who must
    act, what was not checked lately, and who does what.
    """
    from billtrail.briefs.sheets import render_week
    from billtrail.campaigns import organisation
    from billtrail.week import week as weeks
    from billtrail.workspace import last_call

    suffix = format_of(output, FORMATS[format_] if format_ else None, FORMATS.values(), "txt")
    with settings.snapshot() as snapshot:
        owners = organisation.load_owners(settings.workspace.organisation)
        last = since or last_call(settings.workspace, by)
        found = weeks.build_week(snapshot, since=last, owners=owners)
    ours = organisation.load_organisation(settings.workspace.organisation)
    name = "terminal" if suffix == "txt" and output in (None, STDOUT) else NAMES[suffix]
    _hand_out(render_week(found, ours, name), output, f"week_{found.on}.{suffix}")
    if held:
        from billtrail.decisions import calls
        from billtrail.workspace import login

        calls.note_call(settings.workspace, by=by or login())
        say("The call is noted; billtrail undo takes it back.")


@command
@click.argument("session")
@click.option(
    "--format", "format_", type=click.Choice([*FORMATS]), help="[default: by -o, else text]"
)
@click.option("--json", "format_", flag_value="json", help="The same as --format json.")
@click.option("--scorecard", is_flag=True, help="With how members voted where you chose votes.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="A file, or a folder for it.")
def report_of_session(
    settings: Settings, session: str, format_: str | None, scorecard: bool, output: Path | None
) -> None:
    """What became of our bills in a session, on one page.

    SESSION is a Congress (119) or the years of a session (2025-26). Each followed bill with our
    position, the furthest step it reached, how it ended and the last vote of each chamber. With
    --scorecard the votes that you chose follow, member by member: see 'billtrail scorecard'.
    """
    from billtrail.briefs.sheets import render_session
    from billtrail.campaigns import organisation
    from billtrail.scorecard import build_scorecard, load_chosen_votes
    from billtrail.snapshot.sessions import build_session_report, find_session

    suffix = format_of(output, FORMATS[format_] if format_ else None, FORMATS.values(), "txt")
    with settings.snapshot() as snapshot:
        meant = find_session(session)
        found = build_session_report(snapshot, meant)
        chosen = load_chosen_votes(settings.workspace.root) if scorecard else ()
        card = build_scorecard(snapshot, meant, chosen) if scorecard else None
    for line in card.faults if card else ():
        say(line)
    ours = organisation.load_organisation(settings.workspace.organisation)
    with_card = "_scorecard" if card else ""
    name = f"session_{found.jurisdiction}-{found.session}_{found.on}{with_card}.{suffix}"
    _hand_out(render_session(found, ours, NAMES[suffix], card), output, name)


def _hand_out(page: bytes, output: Path | None, name: str) -> None:
    """Show what is text, unless a file is asked for; else write it and say where."""
    if name.rpartition(".")[2] in _SHOWN and output is None:
        click.echo(page.decode(), nl=False)
        return
    path = place(output, name)
    write_file(path, page)
    say_path(path)
