"""Who signs a bill's letters: signers BILL import, export, list, remind, withdraw, forget, ..."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import click

from billtrail.commands import (
    DayParam,
    Name,
    Settings,
    command,
    echo_json,
    json_option,
    main,
    say,
    say_path,
)
from billtrail.errors import CheckFailed
from billtrail.files import STDOUT, format_of, place, write_file

_BY = click.option("--by", type=Name(), metavar="NAME", help="[default: your login name]")
_TAKES_BACK = "billtrail undo takes it back."


@main.group()
@click.argument("bill")
def signers(bill: str) -> None:
    """Who signs our letters on BILL: a roll of your own, in no page and no published file.

    NAME is an organization, a person, or a number of the list, such as 12.
    """


def _bill(settings: Settings) -> str:
    """The key of the bill that the group was given; rolls that are kept no longer go first."""
    from billtrail import rolls

    context = click.get_current_context()
    assert context.parent is not None
    for gone in rolls.delete_expired(settings.workspace):
        say(f"The roll of {gone} was kept as long as [rolls] keep_days says, and is deleted.")
    with settings.snapshot() as snapshot:
        return str(snapshot.resolve_bill(context.parent.params["bill"]))


def _by(by: str | None) -> str:
    from billtrail.workspace import login

    return by or login()


def _overview(settings: Settings) -> Any:
    from billtrail import rolls

    bill = _bill(settings)
    with settings.snapshot() as snapshot:
        return rolls.build_overview(settings.workspace, snapshot, bill)


@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="HEAD=FIELD",
    help="What a column is: 'Group=organisation', 'Date=no'.",
)
@click.option("--version", metavar="DAY", default="", help="The text they agreed to, by its day.")
@click.option(
    "--stance",
    metavar="WORDS",
    default="",
    help="The position they agreed to.  [default: the decided one]",
)
@click.option(
    "--public",
    type=click.Choice(["yes", "no"]),
    help="Whether those may be named of whom the file does not say.",
)
@click.option(
    "--level",
    type=click.Choice(["national", "state", "local"]),
    help="Of those of whom the file does not say.",
)
@click.option("--sheet", default="", metavar="NAME", help="The sheet of a workbook.")
@click.option("--look", is_flag=True, help="Say what would be taken in; write nothing.")
@_BY  # fmt: skip
def import_(
    settings: Settings,
    file: Path,
    columns: tuple[str, ...],
    sheet: str,
    look: bool,
    by: str | None,
    stance: str,
    **blanks: str | None,
) -> None:
    """Take in signers from a CSV file or workbook, with heads in your own words.

    A row of somebody who is in the roll changes what it says of them. Rows with a fault are told
    and left out; mend them and import the file again.
    """
    from billtrail import rolls
    from billtrail.words import count_words

    bill = _bill(settings)
    with settings.snapshot() as snapshot:
        stance = stance or rolls.decided_stance(snapshot, bill)
    said = {name: value or "" for name, value in blanks.items()} | {"stance": stance}
    found = rolls.read_signers(file, rolls.Choices(dict(map(_column, columns)), said, sheet))
    for line in (*found.notes, *(f"Left out, {fault}" for fault in found.faults)):
        say(line)
    if look:
        merged = rolls.merge(rolls.read(settings.workspace, bill), [one for _, one in found.rows])
    else:
        merged, _ = rolls.take_in(settings.workspace, bill, found, by=_by(by))
    click.echo("\n".join(_merge_lines(merged, look)))
    if found.faults:
        raise CheckFailed(f"{count_words(len(found.faults), 'fault')}: those rows were left out.")


def _column(text: str) -> tuple[str, str]:
    head, sign, name = text.rpartition("=")
    if not sign:
        raise click.UsageError(f"{text!r} is not such as 'Group=organisation'.")
    return head.strip(), name.strip()


def _merge_lines(merged: Any, look: bool) -> Iterator[str]:
    from billtrail import rolls

    yield (f"{len(merged.new)} new, {len(merged.changed)} changed, {merged.same} as they were; "
           f"{len(merged.roll.signers)} in the roll.")  # fmt: skip
    yield from _pair_lines(rolls.alike(merged.roll.signed))
    yield "Nothing was written." if look else _TAKES_BACK


def _pair_lines(pairs: Any) -> Iterator[str]:
    from billtrail.rolls import words

    yield from map(words.pair_words, pairs)
    if pairs:
        yield "They count as one until you say: signers BILL same ONE OTHER, or apart ONE OTHER."


@click.option("-o", "--output", type=click.Path(path_type=Path), help="A file, a folder, or -.")
@click.option("--format", "format_", type=click.Choice(["csv", "xlsx"]), help="[default: by -o]")
def export(settings: Settings, output: Path | None, format_: str | None) -> None:
    """Write the roll as CSV or as a workbook, to change there and import again."""
    from billtrail import rolls
    from billtrail.words import count_words

    bill = _bill(settings)
    ending = format_of(output, format_, ("csv", "xlsx"), "csv")
    found = rolls.read(settings.workspace, bill).signers
    content = {"csv": rolls.csv_bytes, "xlsx": rolls.workbook_bytes}[ending](found)
    path = place(output, f"signers_{bill}.{ending}")
    write_file(path, content)
    say_path(path)
    if path != STDOUT:
        say(f"{count_words(len(found), 'signer')}. It names people: it is yours to look after.")


@json_option
@click.option("--portal", is_flag=True, help="What to enter for each of them in a letter portal.")
def list_(settings: Settings, as_json: bool, portal: bool) -> None:
    """Who has signed: national, state, local; what is to settle, and when the list closes."""
    from billtrail.rolls import words

    found = _overview(settings)
    if as_json:
        echo_json(asdict(found) | {"kept_until": str(found.kept_until or "")})
        return
    lines = words.portal_lines if portal else words.overview_lines
    click.echo("\n".join(lines(found)))


@json_option
def remind(settings: Settings, as_json: bool) -> None:
    """Who was asked and has not answered, and who signed another text or another position."""
    from billtrail.rolls import words

    found = _overview(settings)
    if as_json:
        echo_json([asdict(one) for one in found.reminders])
        return
    lines = [*map(words.reminder_words, found.reminders)] or ["Nobody is to be reminded."]
    click.echo("\n".join([*lines, *words.day_lines(found)]))


@click.argument("name")
@click.option("--on", type=DayParam(), help="The day.  [default: today]")
@_BY
def withdraw(settings: Settings, name: str, on: date | None, by: str | None) -> None:
    """Note that a signer withdrew; the letters that were printed with the name are told."""
    from billtrail import rolls
    from billtrail.legislatures.calendar import sessions
    from billtrail.words import day_words

    day, bill = on or sessions.today(), _bill(settings)
    done = rolls.withdraw(settings.workspace, bill, name, day, by=_by(by))
    for one in done.signers:
        click.echo(f"{one.name} withdrew on {day_words(one.withdrawn_on)}.")
    _say_letters(settings, bill, done.signers)
    click.echo(_TAKES_BACK)


@click.argument("name")
@_BY
def forget(settings: Settings, name: str, by: str | None) -> None:
    """Take a person out of the roll for good: an organization stays, without the person.

    NAME is the person's, or the number of the row. Nothing takes this back.
    """
    from billtrail import rolls
    from billtrail.rolls import words

    bill = _bill(settings)
    done = rolls.forget(settings.workspace, bill, name, by=_by(by))
    click.echo("\n".join(words.forgotten_lines(done)))
    _say_letters(settings, bill, done.signers)


def _say_letters(settings: Settings, bill: str, signers: Any) -> None:
    """The letters that were printed with a name that left."""
    from billtrail.briefs.papers import letters_with, signature_lines

    with settings.snapshot() as snapshot:
        found = letters_with(snapshot.connection, bill, signers)
    for line in signature_lines(found):
        click.echo(line)


@click.argument("keep")
@click.argument("drop")
@_BY
def same(settings: Settings, keep: str, drop: str, by: str | None) -> None:
    """Two rows are one signer: KEEP has its spelling, and what it lacks from DROP."""
    from billtrail import rolls

    done = rolls.join(settings.workspace, _bill(settings), keep, drop, by=_by(by))
    click.echo(f"One signer: #{done.signers[0].number} {done.signers[0].name}. {_TAKES_BACK}")


@click.argument("one")
@click.argument("other")
@_BY
def apart(settings: Settings, one: str, other: str, by: str | None) -> None:
    """Two rows that look alike are two signers."""
    from billtrail import rolls

    done = rolls.part(settings.workspace, _bill(settings), one, other, by=_by(by))
    first, second = done.signers
    click.echo(f"Two signers: {first.name} and {second.name}. {_TAKES_BACK}")


for _function in (import_, export, list_, remind, withdraw, forget, same, apart):
    command(_function, signers)
