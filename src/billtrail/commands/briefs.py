"""What is printed: brief; and what has moved since: verify. A survivor's words: voice."""

import functools
import re
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from billtrail.briefs.build import Choices
from billtrail.briefs.typeset import FORMATS
from billtrail.commands import Settings, command, echo_json, json_option, main, say, say_path
from billtrail.errors import CheckFailed, UnknownKey, UsageError
from billtrail.snapshot import Snapshot

if TYPE_CHECKING:
    from billtrail.briefs import Checked, CheckedPaper

#: ``--figures list`` prints what may be chosen instead of a page.
_LIST = "list"

Function = TypeVar("Function", bound=Callable[..., Any])

_OPTIONS = (
    click.option("--figures", help=f"Ids with commas between, none, or {_LIST} to see them."),
    click.option("--ask", help=f"Id of one of the campaign's asks, none, or {_LIST} to see them."),
    click.option("--deadline", help="A day such as 2026-12-01, or none."),
    click.option("--contact", help="A line printed instead of your organization's, or none."),
)


def choice_options(function: Function) -> Function:
    """Gives a command ``figures``, ``ask``, ``deadline`` and ``contact``."""
    for option in reversed(_OPTIONS):
        function = option(function)
    return function


def print_offers(snapshot: Snapshot, subject: str, figures: str | None, ask: str | None) -> bool:
    """What may be chosen, and why the rest may not, where that is asked for; else nothing."""
    from billtrail.briefs import write

    for what, chosen in (("figures", figures), ("ask", ask)):
        if chosen == _LIST:
            click.echo("\n".join(write.list_offers(snapshot, subject, what)))
            return True
    return False


def read_choices(
    figures: str | None,
    ask: str | None,
    deadline: str | None,
    contact: str | None,
    voice: str | None = None,
) -> Choices:
    """Raises ``UsageError`` where the deadline is no day."""
    if deadline and deadline != "none":
        try:
            date.fromisoformat(deadline)
        except ValueError:
            raise UsageError(
                f"--deadline {deadline!r} is not a date. Write it as 2026-12-01, or none."
            ) from None
    ids = [part.strip() for part in figures.split(",")] if figures else []
    chosen = tuple(id for id in ids if id) if figures else None
    line = " ".join(contact.split()) if contact else None
    return Choices(chosen, ask, deadline, line, voice)


@command
@click.argument("subject")
@click.option("--format", "format_", help=f"{', '.join(FORMATS)}.  [default: by -o, else pdf]")
@click.option("--language", default="en", show_default=True, help="en, plain or es.")
@click.option(
    "--audience",
    default="member",
    show_default=True,
    help="member, coalition, funder, public or survivors.",
)
@click.option("--legislator", help='For one office: "Lieu", "CA-36", an id. Several: see briefs.')
@choice_options
@click.option("--voice", help="Id of a survivor's words in voices.toml, inside their consent.")
@click.option("--explain", is_flag=True, help="Say where each part came from.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="A file, a folder for it, or -."
)
def brief(
    settings: Settings,
    subject: str,
    format_: str | None,
    language: str,
    audience: str,
    legislator: str | None,
    figures: str | None,
    ask: str | None,
    deadline: str | None,
    contact: str | None,
    voice: str | None,
    explain: bool,
    output: Path | None,
) -> None:
    """Write a one-page brief of a campaign or a bill, or of all goals (SUBJECT goals)."""
    from billtrail.briefs import write

    with settings.snapshot() as snapshot:
        if print_offers(snapshot, subject, figures, ask):
            return
        for note in write.notes_on(snapshot, subject):
            say(note)
        written = write.write_brief(
            snapshot,
            settings.workspace,
            subject,
            format_=format_,
            language=language,
            audience=audience,
            legislator=legislator,
            choices=read_choices(figures, ask, deadline, contact, voice),
            output=output,
            explain=explain,
        )
    say_path(written.path)
    for line in (*written.replaced, *written.notes):
        say(line)


@command
@json_option
@click.argument("what", metavar="FILE_OR_ID")
def verify(settings: Settings, what: str, as_json: bool) -> None:
    """What has moved since a brief or a letter was issued. FILE_OR_ID is its PDF, web, Word or JSON
    file, a pack's pages joined for the printer, a text or visit sheets that name it, or the id on
    the page.

    Exit 1 where something has moved, or where it was withdrawn."""
    from billtrail.briefs import check_file, check_id, checked_json, checked_lines, read_bytes

    file = Path(what).expanduser()
    content = None if _is_id(what) and not file.exists() else read_bytes(file)
    with settings.snapshot() as snapshot:
        if letter := _letter(snapshot, what, content):
            _say_letter(_with_signers(settings, letter), settings.day, as_json)
        found = (
            (check_id(snapshot, what),) if content is None
            else check_file(snapshot, str(file), content)
        )  # fmt: skip
    found = _with_contact(settings, found)
    told = [checked_json(one) for one in found]
    if as_json:
        echo_json(told[0] if len(told) == 1 else {"briefs": told})
    else:
        if len(found) > 1:
            moved = sum(not one.stands for one in found)
            click.echo(
                f"{len(found)} briefs: {moved} moved or withdrawn, {len(found) - moved} not."
            )
        for one in found:
            if len(found) > 1:
                click.echo(f"\n{_named(one)}")
            click.echo("\n".join(checked_lines(one, settings.day)))
    sys.exit(0 if all(one.stands for one in found) else CheckFailed.exit_code)


def _with_contact(settings: Settings, found: "tuple[Checked, ...]") -> "tuple[Checked, ...]":
    """With how to reach us, where pages tell it as it was."""
    if not any(one.issued.brief and one.issued.brief.contact for one in found):
        return found
    from billtrail.decisions import organisation

    former = organisation.former_contact(settings.workspace)
    return tuple(one.with_contact(former) for one in found)


def _letter(snapshot: Snapshot, what: str, content: bytes | None) -> "CheckedPaper | None":
    """The letter that is asked about, by its file or its id; ``None`` where it is none."""
    from billtrail.briefs import check_paper, check_paper_file

    if content is not None:
        return check_paper_file(snapshot, content)
    with suppress(UnknownKey):
        return check_paper(snapshot, what.strip())
    return None


def _with_signers(settings: Settings, letter: "CheckedPaper") -> "CheckedPaper":
    """With what the roll of the workspace knows of a letter that several signed."""
    if not letter.paper.facts.signers:
        return letter
    from billtrail import rolls
    from billtrail.briefs import with_signers

    roll = rolls.read(settings.workspace, letter.paper.facts.bill)
    return with_signers(letter, roll, settings.day)


def _say_letter(letter: "CheckedPaper", day: date, as_json: bool) -> NoReturn:
    from billtrail.briefs import paper_json, paper_lines

    if as_json:
        echo_json(paper_json(letter))
    else:
        click.echo("\n".join(paper_lines(letter, day)))
    sys.exit(0 if letter.stands else CheckFailed.exit_code)


def _named(checked: "Checked") -> str:
    """Which of several it is: its id, and the office where the file says that."""
    brief = checked.issued.brief
    office = f", for {brief.addressee.name}" if brief and brief.addressee else ""
    return f"{checked.issued.id}{office}"


def _is_id(what: str) -> bool:
    """Whether it can be the id on a page, or its first letters, and no file."""
    return re.fullmatch(r"[0-9a-f]{4,12}", what.strip().lower()) is not None


@main.group()
def voice() -> None:
    """Survivors' own words, in voices.toml of your workspace and nowhere else."""


@functools.partial(command, group=voice)
def _list(settings: Settings) -> None:
    """Whose words there are, for whom and until when."""
    from billtrail.briefs.build import load_voices

    for found in load_voices(settings.workspace.voices):
        scope = f"{found.campaign}, {found.language}, {', '.join(found.audiences)}"
        click.echo(f"{found.id}: {found.name}, for {scope}, until {found.until.isoformat()}")


@functools.partial(command, group=voice)
@click.argument("id")
def withdraw(settings: Settings, id: str) -> None:
    """Take a survivor's words back at once, and name the briefs that hold them."""
    from billtrail.briefs import issued
    from billtrail.briefs.build import voices

    voices.withdraw(settings.workspace.voices, id)
    click.echo(f"The words of {id} are gone from {settings.workspace.voices}.")
    for line in issued.holders(settings.workspace, id):
        click.echo(line)
